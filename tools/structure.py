"""Print the figures of the program's structure, each beside its goal.

    python tools/structure.py            every figure
    python tools/structure.py NAME       where the cases of one figure are, a line each

The figures are those by which the structure was designed. They are measured on the syntax trees of
`plut_audit/` and on `pyproject.toml`; nothing is imported. `tests/test_structure.py` holds those
that must not get worse.
"""

import ast
import statistics
import sys
import tokenize
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

FIELD_TERMS = frozenset(
    {
        *(
            "agreement",
            "audit",
            "centre",
            "centres",
            "coverage",
            "crosswalk",
            "dialect",
            "dialects",
        ),
        *("dimension", "dimensions", "edition", "editions", "evidence", "finding", "findings"),
        *("goalposts", "indicator", "indicators", "problem", "problems", "questionnaire"),
        *("ranking", "ranks", "registry", "respondent", "robustness", "roster", "rubric"),
        *("scenario", "score", "scores", "severity", "survey", "systemic", "trend"),
        *("visit", "visits", "weights"),
    }
)
"""Words that GLOSSARY.md defines; as names they say to a reader of the field what they are."""
INTERFACES = frozenset({"command", "knows", "read", "write"})
"""Names by which modules register themselves: a command, a dialect, a reader, a format."""
EVERYDAY_WORD = (
    "a public function or class at the top of a module whose name is one word of lower-case "
    "letters, without underscore or digit, and neither in FIELD_TERMS nor in INTERFACES"
)
LONGEST_FUNCTION = 40
LONGEST_MODULE = 250
DATA_SHARE = 0.66
"""A module of which more lines are assigned tables is data, and may be longer."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Figure:
    """One measure: its value, the goal as it is printed, and where its cases are."""

    name: str
    title: str
    value: float
    goal: str
    cases: tuple[str, ...] = ()
    unit: str = ""

    def __str__(self) -> str:
        return f"{self.value:g}{self.unit}"


@dataclass(frozen=True)
class Module:
    """A module of the package with its syntax tree; `name` is its path in the package."""

    path: Path
    name: str

    @cached_property
    def source(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.source)

    @cached_property
    def lines(self) -> int:
        return len(self.source.splitlines())

    def at(self, node: ast.stmt | ast.expr) -> str:
        """Where a node is: `module.py:12`."""
        return f"{self.name}:{node.lineno}"


def modules(package: Path) -> list[Module]:
    """Every module below the package, in the order of their paths."""
    paths = sorted(package.rglob("*.py"))
    return [Module(path, path.relative_to(package).as_posix()) for path in paths]


def figures(package: Path, settings: Path) -> list[Figure]:
    """Every figure of a package and its `pyproject.toml`, in the order they are printed."""
    read = modules(package)
    contract = tomllib.loads(settings.read_text(encoding="utf-8"))["tool"]
    return [
        entries(package),
        *layers(read, package.name, contract),
        words(read),
        untyped_dicts(read),
        string_subscripts(read),
        skipped_formatting(read),
        *functions(read),
        long_modules(read),
        docstrings(read),
        strictness(contract),
    ]


# --- the folder listing and the layers -----------------------------------------------------


def entries(package: Path) -> Figure:
    """Modules and folders at the top of the package.

    The listing that the design names has 16, and the folder of the catalogues is one more.
    """
    listed = sorted(
        path.name
        for path in package.iterdir()
        if (path.is_dir() and any(path.rglob("*.*"))) or path.suffix == ".py"
        if not path.name.startswith((".", "__pycache__"))
    )
    return Figure("entries", "entries in the package", len(listed), "14", tuple(listed))


def layers(read: list[Module], package: str, contract: dict[str, object]) -> Iterator[Figure]:
    """Declared layers, and the longest chain of imports between the packages that there is."""
    linter = contract.get("importlinter", {})
    assert isinstance(linter, dict)
    contracts = [item for item in linter.get("contracts", ()) if package in item["containers"]]
    declared: list[str] = contracts[0]["layers"] if contracts else []
    yield Figure("layers", "import layers declared", len(declared), "10", tuple(declared))
    chain = longest_chain(imports(read, package))
    yield Figure("real_layers", "import layers real", len(chain), "10", tuple(chain))


def imports(read: list[Module], package: str) -> dict[str, set[str]]:
    """Which entries of the package each entry imports, anywhere in its modules."""
    found: dict[str, set[str]] = {}
    for module in read:
        entry = module.name.partition("/")[0].removesuffix(".py")
        targets = found.setdefault(entry, set())
        for node in ast.walk(module.tree):
            targets.update(_imported(node, package))
        targets.discard(entry)
    return {
        entry: {name for name in targets if name in found}
        for entry, targets in found.items()
        if entry != "__init__"
    }


def _imported(node: ast.AST, package: str) -> Iterator[str]:
    names: list[str] = []
    if isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        names = [f"{node.module}.{alias.name}" for alias in node.names]
    for name in names:
        first, _, rest = name.partition(".")
        if first == package and rest:
            yield rest.partition(".")[0]


def longest_chain(graph: dict[str, set[str]]) -> list[str]:
    """The longest path of imports; an import that closes a circle ends it."""
    done: dict[str, list[str]] = {}

    def chain(entry: str, above: frozenset[str]) -> list[str]:
        if entry not in done:
            below = (chain(name, above | {entry}) for name in graph[entry] - above - {entry})
            done[entry] = [entry, *max(below, key=len, default=[])]
        return done[entry]

    return max((chain(entry, frozenset()) for entry in sorted(graph)), key=len, default=[])


# --- words and types -----------------------------------------------------------------------


def words(read: list[Module]) -> Figure:
    """The share of public top-level names that are an everyday word."""
    named = [(name, module.at(node)) for module in read for name, node in public_names(module)]
    everyday = [f"{where} {name}" for name, where in named if is_everyday(name)]
    share = round(100 * len(everyday) / max(len(named), 1), 1)
    title = "public names that are one everyday word"
    return Figure("words", title, share, "under 12%", tuple(everyday), "%")


def is_everyday(name: str) -> bool:
    """Whether a name meets `EVERYDAY_WORD`."""
    return name.isalpha() and name.islower() and name not in FIELD_TERMS | INTERFACES


def public_names(module: Module) -> Iterator[tuple[str, ast.stmt]]:
    """The public functions and classes that a module defines at its top."""
    yield from ((node.name, node) for node in _public(module.tree.body))


def untyped_dicts(read: list[Module]) -> Figure:
    """Each `dict[str, Any]`."""
    cases = _subscripts(read, lambda node: ast.unparse(node) == "dict[str, Any]")
    return Figure("untyped_dicts", "dict[str, Any]", len(cases), "20", cases)


def string_subscripts(read: list[Module]) -> Figure:
    """Each `record["key"]`; a type such as `Literal["key"]` is none."""
    cases = _subscripts(
        read,
        lambda node: (
            isinstance(node.slice, ast.Constant)
            and isinstance(node.slice.value, str)
            and ast.unparse(node.value) != "Literal"
        ),
    )
    return Figure("string_subscripts", "string subscripts", len(cases), "200", cases)


def _subscripts(read: list[Module], belongs: Callable[[ast.Subscript], bool]) -> tuple[str, ...]:
    found = [
        (module.name, node.lineno)
        for module in read
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Subscript) and belongs(node)
    ]
    return tuple(f"{name}:{line}" for name, line in sorted(found))


def strictness(contract: dict[str, object]) -> Figure:
    """Whether mypy checks everything strictly; cases are the settings that weaken it."""
    mypy = contract.get("mypy", {})
    assert isinstance(mypy, dict)
    weaker = ("ignore_errors", "disallow_untyped_defs", "check_untyped_defs", "strict")
    cases = [
        str(override["module"])
        for override in mypy.get("overrides", ())
        if any(key in override for key in weaker)
    ]
    strict = bool(mypy.get("strict")) and not cases
    return Figure("strict", "strict types (1 yes, 0 no)", int(strict), "1", tuple(cases))


# --- size, form, docstrings ----------------------------------------------------------------


def skipped_formatting(read: list[Module]) -> Figure:
    """Each comment that asks the formatter to leave a line as it is."""
    cases = []
    for module in read:
        with module.path.open("rb") as file:
            for token in tokenize.tokenize(file.readline):
                if token.type == tokenize.COMMENT and "fmt: skip" in token.string:
                    cases.append(f"{module.name}:{token.start[0]}")
    return Figure("fmt_skip", "# fmt: skip", len(cases), "under 20", tuple(cases))


def functions(read: list[Module]) -> Iterator[Figure]:
    """Lines of functions, from `def` to the last: median, 90th percentile, maximum; too long."""
    sizes = {
        f"{module.at(node)} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for module in read
        for node in ast.walk(module.tree)
        if isinstance(node, Function)
    }
    lengths = sorted(sizes.values()) or [0]
    ninetieth = lengths[round(0.9 * (len(lengths) - 1))]
    long = tuple(
        f"{name} {lines} lines" for name, lines in sizes.items() if lines > LONGEST_FUNCTION
    )
    yield Figure("median", "lines of a function, median", statistics.median(lengths), "8")
    yield Figure("p90", "lines of a function, 90th percentile", ninetieth, "17")
    yield Figure("longest", "lines of a function, maximum", lengths[-1], "53")
    yield Figure("long_functions", f"functions over {LONGEST_FUNCTION} lines", len(long), "2", long)


def long_modules(read: list[Module]) -> Figure:
    """Modules that are too long, tables of data aside."""
    cases = tuple(
        f"{module.name} {module.lines} lines"
        for module in read
        if module.lines > LONGEST_MODULE and data_share(module) < DATA_SHARE
    )
    return Figure("long_modules", f"modules over {LONGEST_MODULE} lines", len(cases), "0", cases)


def data_share(module: Module) -> float:
    """The share of a module's lines that are assignments at its top."""
    assigned = (node for node in module.tree.body if isinstance(node, ast.Assign | ast.AnnAssign))
    lines = sum((node.end_lineno or node.lineno) - node.lineno + 1 for node in assigned)
    return lines / max(module.lines, 1)


def docstrings(read: list[Module]) -> Figure:
    """The share of public modules, functions, classes and methods that have a docstring."""
    documented = 0
    cases = []
    for module in read:
        for where, node in public_definitions(module):
            if ast.get_docstring(node):
                documented += 1
            elif module.source.strip():
                cases.append(where)
    share = round(100 * documented / max(documented + len(cases), 1), 1)
    return Figure("docstrings", "public docstrings", share, "99%", tuple(cases), "%")


def public_definitions(
    module: Module,
) -> Iterator[tuple[str, ast.Module | ast.ClassDef | Function]]:
    """The module, its public functions and classes, and the public methods of these."""
    yield module.name, module.tree
    for node in _public(module.tree.body):
        yield f"{module.at(node)} {node.name}", node
        if isinstance(node, ast.ClassDef):
            for method in _public(node.body):
                yield f"{module.at(method)} {node.name}.{method.name}", method


def _public(body: Iterable[ast.stmt]) -> Iterator[ast.ClassDef | Function]:
    for node in body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node


# --- what is printed -----------------------------------------------------------------------


def main(arguments: list[str]) -> int:
    """Print the table, or the cases of the named figure."""
    measured = {
        figure.name: figure for figure in figures(ROOT / "plut_audit", ROOT / "pyproject.toml")
    }
    if not arguments:
        width = max(len(figure.title) for figure in measured.values())
        print(f"{'figure':17} {'measured':{width}} {'today':>7}  goal")
        for name, figure in measured.items():
            print(f"{name:17} {figure.title:{width}} {figure!s:>7}  {figure.goal}")
        print(f"\nEveryday word: {EVERYDAY_WORD}.")
        return 0
    if len(arguments) == 1 and arguments[0] in measured:
        print(*measured[arguments[0]].cases, sep="\n")
        return 0
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
