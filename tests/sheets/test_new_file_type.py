"""A file type is one file: its suffixes, its first bytes, its reader."""

import sys
from pathlib import Path

import pytest

import plut_audit
from plut_audit.ingest import sheets

READER = """
from plut_audit.ingest.sheets.workbook import Sheet, Workbook

SUFFIXES = ("piped",)


def knows(source):
    return source.head.startswith(b"#piped")


def read(source):
    lines = source.content.decode("utf-8").splitlines()[1:]
    rows = [line.split("|") for line in lines]
    sheet = Sheet(source.shown_as, "piped", rows)
    return Workbook(source.shown_as, source.sha256, "piped", [sheet])
"""
TABLE = "#piped\ncentre_id|centre_name|land_area\n71.72|PLUT Kota Bitung|500\n"


@pytest.fixture
def piped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A survey of a file type whose reader lies in a temporary folder of the package."""
    more = tmp_path / "readers"
    more.mkdir()
    (more / "piped.py").write_text(READER, encoding="utf-8")
    monkeypatch.setattr(sheets, "__path__", [*sheets.__path__, str(more)])
    monkeypatch.setitem(sys.modules, f"{sheets.__name__}.piped", None)
    monkeypatch.delitem(sys.modules, f"{sheets.__name__}.piped")
    folder = tmp_path / "2024"
    folder.mkdir()
    (folder / "answers.piped").write_text(TABLE, encoding="utf-8")
    return folder


def test_a_file_type_in_a_package_is_read_from_a_folder(piped: Path) -> None:
    result = plut_audit.audit(piped)
    assert [(file.file, file.dialect) for file in result.inputs] == [("answers.piped", "plain")]
    (centre,) = result.centre_rows()
    assert centre.centre_id == "71.72"


def test_it_is_known_by_its_content_before_any_text_is(piped: Path, tmp_path: Path) -> None:
    other = tmp_path / "answers.csv"
    other.write_text(TABLE, encoding="utf-8")
    assert sheets.read(other, other.name).kind == "piped"


def test_without_its_file_the_suffix_is_not_tried() -> None:
    assert not sheets.readable(Path("answers.piped"))
    assert sheets.readable(Path("answers.FODS"))
