"""A file type is one file: a reader added to the folder reads, and nothing else is edited."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from plut_audit.ingest import sheets
from plut_audit.ingest.sheets import UnreadableFileError

READER = '''
"""SYLK tables, `.slk`: a line a cell."""

import re

from plut_audit.ingest.sheets.source import Source
from plut_audit.ingest.sheets.workbook import CellValue, Sheet, Workbook, padded

SUFFIXES = (".slk", ".sylk")
MAGIC = (b"ID;P",)
_CELL = re.compile(r'C;Y(\\d+);X(\\d+);K(?:"(.*)"|(.*))')


def knows(source: Source) -> bool:
    return b"\\nC;" in source.content


def read(source: Source) -> Workbook:
    rows: list[list[CellValue]] = []
    for line in source.content.decode().splitlines():
        if cell := _CELL.fullmatch(line):
            row, column = int(cell[1]), int(cell[2])
            rows.extend([] for _ in range(row - len(rows)))
            rows[row - 1] += [""] * (column - len(rows[row - 1]))
            rows[row - 1][column - 1] = cell[3] if cell[3] is not None else float(cell[4])
    sheet = Sheet(source.shown_as, source.path.stem, padded(rows))
    return Workbook(source.shown_as, source.sha256, "slk", [sheet])
'''
TABLE = 'ID;PWXL\nC;Y1;X1;K"kode"\nC;Y1;X2;K"land_area"\nC;Y2;X1;K"71"\nC;Y2;X2;K900\nE\n'


@pytest.fixture
def added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A reader in a folder of its own, which counts as one of the package's."""
    folder = tmp_path / "more_readers"
    folder.mkdir()
    (folder / "slk.py").write_text(READER, encoding="utf-8")
    monkeypatch.setattr(sheets, "__path__", [*sheets.__path__, str(folder)])
    sheets.readers.cache_clear()
    yield
    monkeypatch.undo()
    sheets.readers.cache_clear()


def test_a_reader_is_one_file(tmp_path: Path, added: None) -> None:
    path = tmp_path / "answers.slk"
    path.write_text(TABLE, encoding="utf-8")
    assert sheets.readable(path) and sheets.readable(tmp_path / "b.SYLK")
    workbook = sheets.read(path, "answers.slk")
    assert workbook.kind == "slk"
    assert workbook.sheets[0].rows == [["kode", "land_area"], ["71", 900.0]]


def test_without_it_the_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "answers.slk"
    path.write_text(TABLE, encoding="utf-8")
    with pytest.raises(UnreadableFileError, match="SYLK"):
        sheets.read(path, "answers.slk")


def test_every_reader_declares_what_it_reads() -> None:
    readers = sheets.readers()
    suffixes = [suffix for reader in readers for suffix in reader.SUFFIXES]
    assert len(readers) == 5 and len(set(suffixes)) == len(suffixes)
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in suffixes)
    assert all(isinstance(first, bytes) and first for one in readers for first in one.MAGIC)
