"""What `pyproject.toml` and the hosted CI say about packages and systems is complete."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
JOBS = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))[
    "jobs"
]
# pydantic needs one release of it exactly, and says which.
BROUGHT_ALONG = {"pydantic-core"}
OWN = {"plut-audit"}


def name_of(requirement: str) -> str:
    """`frictionless` of `frictionless[excel]>=5.18`."""
    return normalised(re.split(r"[\[<>=!~; ]", requirement)[0])


def normalised(name: str) -> str:
    """A name as package registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def imported(folder: Path) -> set[str]:
    """The packages that the modules below a folder import, by their names of import."""
    names: set[str] = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.partition(".")[0])
    return names - sys.stdlib_module_names


@pytest.mark.parametrize(
    ("folder", "extras"), [("plut_audit", ["dask"]), ("tests", ["test", "dask"])]
)
def test_every_package_that_is_imported_is_declared(folder: str, extras: list[str]) -> None:
    requirements = PROJECT["dependencies"] + [line for name in extras for line in EXTRAS[name]]
    declared = {name_of(line) for line in requirements} | BROUGHT_ALONG | OWN
    installed = packages_distributions()
    missing = {
        name: installed[name]
        for name in imported(ROOT / folder)
        if name in installed and not declared & set(map(normalised, installed[name]))
    }
    assert missing == {}


def test_every_dependency_has_a_lower_bound() -> None:
    requirements = [PROJECT["dependencies"], *EXTRAS.values()]
    unbounded = [line for lines in requirements for line in lines if ">=" not in line]
    assert unbounded == []


def steps(job: str) -> list[str]:
    """What a job of the hosted CI runs."""
    return [step["run"] for step in JOBS[job]["steps"] if "run" in step]


def test_the_hosted_ci_runs_the_tests_with_the_oldest_dependencies() -> None:
    run = steps("oldest-dependencies")
    assert any("--resolution lowest-direct" in step and '".[test]"' in step for step in run)
    assert "pytest" in run[-1]


def test_the_oldest_python_is_the_one_that_the_hosted_ci_tries() -> None:
    oldest = PROJECT["requires-python"].removeprefix(">=")
    assert oldest in JOBS["readme"]["strategy"]["matrix"]["python"]


def test_the_hosted_ci_builds_the_program_folder_for_windows() -> None:
    job = JOBS["program-folder"]
    assert "windows-latest" in job["strategy"]["matrix"]["os"]
    assert any("tests/test_program_folder.py" in step for step in steps("program-folder"))
