"""The packages of the program, from the layers of `pyproject.toml` and the modules' docstrings."""

import ast
import re
import tomllib
from pathlib import Path

from manual import MADE, ROOT, row

PACKAGE = ROOT / "plut_audit"
ALIGNED = re.compile(r"^([\w./]+)  +(?=\S)", re.MULTILINE)
"""The name at the beginning of a line of an aligned list; a line that goes on has none."""
HEAD = """# Architecture

The folder listing of `plut_audit/` is the pipeline. Start reading at
[`plut_audit/audit.py`](plut_audit/audit.py): its `run` is one audit as a sentence.

Data flows from the bottom of this page to its top. A package imports only from the layers below
its own; `lint-imports` enforces it. The descriptions are the modules' own docstrings. Design
decisions and their reasons: [decisions](docs/explanation/decisions/README.md).

"""


def page() -> str:
    """The whole page."""
    parts = [MADE, HEAD, row("layer", "package", "what it does"), row(*["---"] * 3)]
    layered = list(enumerate(reversed(layers())))[::-1]
    parts += [_line(layer, package) for layer, packages in layered for package in packages]
    parts += [f"\n{_package_section(package)}" for packages in layers() for package in packages]
    return "".join(parts) + _data()


def _line(layer: int, package: str) -> str:
    source = _source(package)
    if source is None:
        return ""
    return row(layer, f"[`{package}`]({source.relative_to(ROOT).as_posix()})", _first(source))


def layers() -> list[list[str]]:
    """The packages from the top down, those of one layer together; alphabetical without a contract."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"].get("importlinter", {}).get("contracts", [])
    named = [contract["layers"] for contract in contracts if "layers" in contract]
    if not named:
        return [[path.stem] for path in sorted(PACKAGE.glob("*")) if _source(path.stem)]
    return [
        [part.strip(" ()").removeprefix("plut_audit.") for part in re.split(r"[|:]", layer)]
        for layer in named[0]
    ]


def _source(package: str) -> Path | None:
    for path in (PACKAGE / f"{package}.py", PACKAGE / package / "__init__.py"):
        if path.is_file() and not package.startswith("__"):
            return path
    return None


def _package_section(package: str) -> str:
    source = _source(package)
    if source is None:
        return ""
    name = source.relative_to(ROOT).as_posix().removesuffix("__init__.py")
    text = f"## [`{name}`]({name})\n\n{_as_markdown(_docstring(source))}\n"
    inside = _inside(source.parent) if source.name == "__init__.py" else ""
    return f"{text}\n{inside}" if inside else text


def _docstring(source: Path) -> str:
    text = ast.get_docstring(ast.parse(source.read_text(encoding="utf-8"))) or ""
    return text.strip()


def _as_markdown(docstring: str) -> str:
    """A docstring whose aligned lists (`name   description`) are lists of the page."""
    paragraphs = docstring.split("\n\n")
    return "\n\n".join(
        ALIGNED.sub(r"- `\1`: ", paragraph) if ALIGNED.match(paragraph) else paragraph
        for paragraph in paragraphs
    )


def _first(source: Path) -> str:
    """The first paragraph of a module's docstring, on one line."""
    return _docstring(source).partition("\n\n")[0].replace("\n", " ")


def _inside(folder: Path) -> str:
    """The modules of a package, each with the first sentence of its docstring."""
    lines = []
    for path in sorted(folder.rglob("*.py")):
        if path.name != "__init__.py":
            lines.append(row(f"`{path.relative_to(folder).as_posix()}`", _first(path)))
    return row("module", "what it is") + row("---", "---") + "".join(lines) if lines else ""


def _data() -> str:
    return """
## Data

| folder | what it is |
| --- | --- |
| [`plut_audit/rubric/editions/`](plut_audit/rubric/editions) | the editions: `rubric.toml`, `questions.toml`, `roster.toml`, one TOML a dimension |
| [`plut_audit/locales/`](plut_audit/locales) | the message catalogues; English is in the code |
| [`questionnaires/`](questionnaires) | the forms, written by `plut-audit forms`; a test holds them fresh |
| [`sample_data/`](sample_data) | three invented survey years |
| [`examples/`](examples) | rubrics of other indices, to copy |
| [`tests/`](tests) | mirrors `plut_audit/` |
"""
