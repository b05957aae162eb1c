"""Each thing that can be added in one place has a test that adds one and edits nothing else."""

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
ADDED = {
    "indicator": ("test_rubric.py", "test_an_indicator_is_one_block"),
    "dimension": ("test_rubric.py", "test_a_dimension_is_one_file"),
    "edition": ("test_rubric.py", "test_an_edition_is_one_folder"),
    "file type": (
        "sheets/test_sheets_registration.py",
        "test_a_reader_is_one_file",
    ),
    "dialect": (
        "dialects/test_dialects.py",
        "test_a_dialect_in_a_package_reads_its_sheets_and_no_other_does",
    ),
    "check": ("test_new_check.py", "test_a_check_in_a_package_is_found_worded_and_explained"),
    "export": ("exports/test_sections.py", "test_an_export_in_a_package_is_a_suffix"),
    "section": ("exports/test_sections.py", "test_a_section_in_a_package_is_in_every_report"),
    "language": ("test_new_language.py", "test_a_catalogue_makes_a_language"),
}


@pytest.mark.parametrize("name", ADDED)
def test_a_test_adds_one(name: str) -> None:
    file, test = ADDED[name]
    tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
    (found,) = (
        node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == test
    )
    skipped = [ast.unparse(mark) for mark in found.decorator_list if "skip" in ast.unparse(mark)]
    assert skipped == []
    assert any(isinstance(node, ast.Assert) for node in ast.walk(found))


def test_what_the_contributor_is_told_can_be_added_has_a_test() -> None:
    guide = (TESTS.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for name in ADDED:
        assert name in guide, name
