"""The documentation is true: commands run, outputs are real, links and named files exist."""

import importlib
import pkgutil
import re
import sys
import tomllib
from dataclasses import asdict, fields, is_dataclass
from inspect import signature
from pathlib import Path
from typing import get_args

import pytest
import yaml

import plut_audit.commands
from plut_audit import problems, rubric
from plut_audit.ingest.sheets import Limits
from plut_audit.scoring.findings.checks import all_checks

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tools"))

from manual import outputs  # noqa: E402

import docs  # noqa: E402

PAGES = [path.relative_to(ROOT).as_posix() for path in docs.written()]
EVERY_PAGE = [*PAGES, *docs.MADE]
FIRST = (
    "python3 -m venv .venv && .venv/bin/python -m pip install . "
    "&& .venv/bin/plut-audit score sample_data/2024"
)
SECOND = (
    'python3 -m venv .venv && .venv/bin/python -m pip install ".[test]" '
    "&& .venv/bin/python -m pytest -n logical"
)


def text_of(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def blocks_of(page: str, language: str) -> list[str]:
    """The blocks of a page in a language (`sh`), in their order."""
    found = re.findall(rf"^```{language}\n(.*?)^```", text_of(page), re.DOTALL | re.MULTILINE)
    return [block.strip() for block in found]


def in_powershell(command: str) -> str:
    """A set-up command as it is written on Windows; `&&` is unknown to PowerShell 5."""
    return (
        command.replace("python3 -m", "py -m")
        .replace(".venv/bin/", ".venv\\Scripts\\")
        .replace(" && ", "; ")
        .replace("sample_data/2024", "sample_data\\2024")
    )


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_shows_runs_and_prints_what_it_says(page: str) -> None:
    should_be = outputs.filled(ROOT / page)
    assert should_be.faults == []
    assert text_of(page) == should_be.text, "stale; run 'python tools/docs.py'"


@pytest.mark.parametrize("page", docs.MADE)
def test_a_page_made_from_the_program_is_fresh(page: str) -> None:
    assert text_of(page) == docs.MADE[page](), "stale; run 'python tools/docs.py'"


def test_a_command_that_does_not_run_as_shown_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("```sh\nplut-audit score nowhere\n```\n", encoding="utf-8")
    assert "exit code 2" in outputs.filled(page).faults[0]
    page.write_text("```sh\nplut-audit score nowhere  # exit 2\n```\n", encoding="utf-8")
    assert outputs.filled(page).faults == []


def test_an_output_is_filled_in_the_language_of_its_page(tmp_path: Path) -> None:
    block = "<!-- output: plut-audit explain GOV-04 -->\n<!-- /output -->\n"
    titles = rubric.load().indicators["GOV-04"].title
    for name, language in (("page.md", "en"), ("page.id.md", "id")):
        (tmp_path / name).write_text(block, encoding="utf-8")
        assert titles[language] in outputs.filled(tmp_path / name).text


@pytest.mark.parametrize("page", ["README.md", "README.id.md"])
def test_the_readme_shows_the_two_commands_alone_in_their_blocks(page: str) -> None:
    assert blocks_of(page, "sh")[:2] == [FIRST, SECOND]
    assert blocks_of(page, "powershell") == [in_powershell(FIRST), in_powershell(SECOND)]


def test_no_block_of_the_readme_but_the_two_sets_the_program_up() -> None:
    blocks = blocks_of("README.md", "sh")
    assert [block for block in blocks if "pip" in block or "venv" in block] == [FIRST, SECOND]


def test_hosted_ci_runs_the_two_commands_of_the_readme_on_every_system() -> None:
    job = yaml.safe_load(text_of(".github/workflows/ci.yml"))["jobs"]["readme"]
    systems = {name.partition("-")[0] for name in job["strategy"]["matrix"]["os"]}
    assert systems == {"ubuntu", "macos", "windows"}
    steps = [step["run"] for step in job["steps"] if "run" in step]
    assert steps == [FIRST, SECOND, in_powershell(FIRST), in_powershell(SECOND)]


def test_the_local_ci_takes_the_two_commands_from_the_readme() -> None:
    script = text_of(".ci/run")
    patterns = re.findall(r"^readme_command '(.*)'", script, re.MULTILINE)
    lines = text_of("README.md").splitlines()
    found = [[line for line in lines if re.fullmatch(pattern, line)] for pattern in patterns]
    assert found == [[FIRST], [SECOND]]


def test_the_citation_names_the_version_of_the_package() -> None:
    package = tomllib.loads(text_of("pyproject.toml"))["project"]
    citation = yaml.safe_load(text_of("CITATION.cff"))
    assert citation["version"] == package["version"]
    assert citation["license"] == package["license"]


def test_the_page_on_security_has_the_limits_of_the_program() -> None:
    limits = re.findall(
        r"^\| `([a-z-]+)` \| ([\d,]+) \| (.+) \|$", text_of("SECURITY.md"), re.MULTILINE
    )
    shown = {name: int(value.replace(",", "")) for name, value, _ in limits}
    assert shown == {name.replace("_", "-"): value for name, value in asdict(Limits()).items()}


def test_both_readmes_have_the_same_build_and_commands() -> None:
    def build(page: str) -> list[str]:
        found = re.findall(r"^#+ |<!-- .*? -->|```sh\n.*?```", text_of(page), re.DOTALL | re.M)
        return [piece.replace("--lang id", "--lang en") for piece in found]

    assert build("README.md") == build("README.id.md")


def commands() -> dict[str, object]:
    """Every command of the program with its function."""
    found: dict[str, object] = {}
    for module_info in pkgutil.iter_modules(plut_audit.commands.__path__):
        module = importlib.import_module(f"plut_audit.commands.{module_info.name}")
        if hasattr(module, "COMMANDS"):
            for name, (_, command) in module.COMMANDS.items():
                found[f"{module_info.name} {name}"] = command
        elif hasattr(module, "command"):
            found[module_info.name] = module.command
    return found


def options(command: object) -> set[str]:
    """The options of a command as they are written."""
    words: set[str] = set()
    for name, parameter in signature(command).parameters.items():  # type: ignore[arg-type]
        group = parameter.annotation
        parts = [(one.name, one.type) for one in fields(group)] if is_dataclass(group) else []
        for part, annotation in parts or [(name, group)]:
            for mark in get_args(annotation)[1:]:
                if type(mark).__name__ == "OptionInfo":
                    # Typer keeps the first of the given names as the default.
                    names = [mark.default, *(mark.param_decls or ())]
                    long = [one for one in names if isinstance(one, str) and one[:2] == "--"]
                    words.update(long or [f"--{part.replace('_', '-')}"])
    return words


@pytest.mark.parametrize("page", ["docs/reference/commands.md", "docs/reference/commands.id.md"])
def test_every_command_and_option_is_documented(page: str) -> None:
    parts = text_of(page).split("\n## plut-audit")
    documented = {part.split("\n", 1)[0].strip(): part for part in parts[1:]}
    assert len(commands()) > 5
    for name, command in commands().items():
        missing = {word for word in options(command) if word not in documented[name]}
        assert not missing, f"{name}: {missing}"


@pytest.mark.parametrize("page", ["docs/reference/codes.md", "docs/reference/codes.id.md"])
def test_every_code_is_documented(page: str) -> None:
    codes = [*problems.PROBLEM_KINDS, *all_checks()]
    assert [code for code in codes if f"| {code} |" not in text_of(page)] == []


@pytest.mark.parametrize("page", ["docs/reference/rubric.md", "docs/reference/rubric.id.md"])
def test_every_indicator_and_question_is_documented(page: str) -> None:
    text = text_of(page)
    for edition in map(rubric.load, rubric.editions()):
        assert [code for code in edition.indicators if f"#### {code} " not in text] == []
        assert [name for name in edition.questions if f"| `{name}` |" not in text] == []


def anchor(heading: str) -> str:
    """The anchor that a heading gets where pages are shown."""
    return re.sub(r"[^\w -]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_links_within_the_project_lead_somewhere(page: str) -> None:
    prose = re.sub(r"```.*?```|`[^`\n]*`(?!\])", "", text_of(page), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", prose):
        if target.startswith("http"):
            continue
        name, _, part = target.partition("#")
        path = (ROOT / page).parent / name if name else ROOT / page
        assert path.exists(), target
        if part:
            headings = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
            assert part in map(anchor, headings), target


def test_the_index_names_every_page_of_the_documentation() -> None:
    linked = {
        (ROOT / "docs" / target).resolve()
        for target in re.findall(r"\]\(([^)#\s]+)", text_of("docs/README.md"))
    }
    pages = [
        *(ROOT / "docs").glob("*/*.md"),
        ROOT / "docs/explanation/decisions/README.md",
    ]
    assert len(pages) > 10
    assert [page.name for page in pages if page.resolve() not in linked] == []


FOLDERS = "|".join(re.escape(path.name) for path in ROOT.iterdir() if path.is_dir())
PATH = re.compile(rf"(?<![\w/])(?:(?:{FOLDERS})/[\w./<>-]*|[\w./<>-]+/[\w<>-]+\.(?:py|md|toml))")
"""A path as prose names it: below a folder of the project, or a file of a kind that it has."""


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "SECURITY.md"])
def test_every_file_that_a_page_for_developers_names_exists(page: str) -> None:
    prose = re.sub(r"```.*?```", "", text_of(page), flags=re.DOTALL)
    named = [path for quoted in re.findall(r"`([^`]+)`", prose) for path in PATH.findall(quoted)]
    assert named
    # A part such as <suffix> stands for any name.
    missing = [path for path in named if not list(ROOT.glob(re.sub(r"<\w+>", "*", path)))]
    assert missing == []


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_no_page_names_a_place_of_one_machine(page: str) -> None:
    assert not re.search(r"(?<![\w.])/(work|tmp|home|opt|root)\b|[A-Z]:\\\\", text_of(page))
