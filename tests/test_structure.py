"""The structure of the program does not get worse: each figure of `tools/structure.py` is held."""

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tools"))

import structure  # noqa: E402

MOST = {
    # figure: the most that it may be. Where the goal is not reached yet, this is today's value:
    # whoever improves it lowers the number here.
    # `__main__.py` counts as an entry and a layer: Python asks for this file for `-m plut_audit`.
    "entries": 18,
    "layers": 14,
    "real_layers": 14,
    "words": 19.9,
    "untyped_dicts": 20,
    "string_subscripts": 200,
    "fmt_skip": 0,
    "median": 7,
    "p90": 18,
    "longest": 49,
    "long_functions": 1,
    "long_modules": 0,
}
LEAST = {"docstrings": 99.0, "strict": 1}
"""Figure: the least that it may be."""

FIGURES = {
    figure.name: figure
    for figure in structure.figures(ROOT / "plut_audit", ROOT / "pyproject.toml")
}
PACKAGE = {
    "__init__.py": '"""A package."""\n',
    "low.py": '''"""Documented."""

from typing import Any, Literal

Language = Literal["id"]
Kind = Literal["a"]


def noted(record: dict[str, Any]) -> str:
    """An everyday word."""
    return record["text"]


def rubric() -> None:
    """A term of the field."""


def read_cell() -> None:  # fmt: skip
    pass


def _said() -> dict[str, Any]:
    return {}
''',
    "high/__init__.py": '"""Imports low."""\n\nfrom package import low\n',
    "high/long.py": '"""Long."""\n\n\ndef long_one() -> None:\n    """Long."""\n'
    + "    pass\n" * 260,
    "high/data.py": '"""Data."""\n\nTABLE = (\n' + "    1,\n" * 260 + ")\n",
    "top.py": '"""Imports high."""\n\n\ndef run_all() -> None:\n    """Late."""\n    import package.high.long\n',
}
SETTINGS = """
[tool.mypy]
strict = true

[[tool.mypy.overrides]]
module = "package.low"
ignore_errors = true

[[tool.importlinter.contracts]]
containers = ["package"]
layers = ["top", "high", "middle", "low"]
"""
EXPECTED = {
    "entries": (4, "__init__.py high low.py top.py"),
    "layers": (4, "top high middle low"),
    "real_layers": (3, "top high low"),
    "words": (20.0, "low.py:9 noted"),
    "untyped_dicts": (2, "low.py:9 low.py:22"),
    "string_subscripts": (1, "low.py:11"),
    "fmt_skip": (1, "low.py:18"),
    "median": (2.5, ""),
    "p90": (3, ""),
    "longest": (262, ""),
    "long_functions": (1, "high/long.py:4 long_one 262 lines"),
    "long_modules": (1, "high/long.py 265 lines"),
    "docstrings": (90.9, "low.py:18 read_cell"),
    "strict": (0, "package.low"),
}


def test_every_figure_is_held() -> None:
    assert [*MOST, *LEAST] == list(FIGURES)


@pytest.mark.parametrize("name", MOST)
def test_a_figure_does_not_rise(name: str) -> None:
    figure = FIGURES[name]
    assert figure.value <= MOST[name], f"see 'python tools/structure.py {name}'"


@pytest.mark.parametrize("name", LEAST)
def test_a_figure_does_not_fall(name: str) -> None:
    figure = FIGURES[name]
    assert figure.value >= LEAST[name], f"see 'python tools/structure.py {name}'"


@pytest.mark.parametrize("name", EXPECTED)
def test_a_figure_is_measured_as_it_says(name: str, tmp_path: Path) -> None:
    for path, text in PACKAGE.items():
        (tmp_path / "package" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "package" / path).write_text(text, encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")
    measured = structure.figures(tmp_path / "package", tmp_path / "pyproject.toml")
    figure = next(figure for figure in measured if figure.name == name)
    assert (figure.value, " ".join(figure.cases)) == EXPECTED[name]


@pytest.mark.parametrize("word", sorted(structure.FIELD_TERMS))
def test_a_term_of_the_field_is_in_the_glossary(word: str) -> None:
    glossary = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").lower()
    assert re.search(rf"\b{word.removesuffix('s')}", glossary)
