"""The long CSV: the result's numbers, safe cells, Excel's byte order mark."""

import csv
from pathlib import Path
from typing import Any

import made
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plut_audit.report.formats import csv as export
from plut_audit.result import tables


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_table_holds_the_numbers_of_the_result(tmp_path: Path) -> None:
    result = made.result()
    export.write(result, tmp_path / "out.csv", "en")
    rows = {(row["centre_id"], row["indicator"]): row for row in read(tmp_path / "out.csv")}
    items = {
        (centre.centre_id, code): item
        for centre in result.centre_rows()
        for code, item in centre.items.items()
    }
    assert rows.keys() == items.keys()
    assert all(_number(rows[key]["score"]) == item.score for key, item in items.items())
    assert all(_number(rows[key]["points_lost"]) == item.points_lost for key, item in items.items())
    assert all(rows[key]["evidence"] == item.evidence.word for key, item in items.items())


def _number(text: str) -> float | None:
    return float(text) if text else None


def test_excel_is_told_that_it_is_utf8(tmp_path: Path) -> None:
    export.write(made.result(), tmp_path / "out.csv", "id")
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbfcentre_id,")


def test_a_name_that_is_a_formula_stays_text(tmp_path: Path) -> None:
    export.write(made.result(), tmp_path / "out.csv", "en")
    names = {row["name"] for row in read(tmp_path / "out.csv")}
    assert "'" + made.FORMULA in names and made.FORMULA not in names


@pytest.mark.parametrize(
    "text", ["=1+1", "+1+1", "-1-1", "@SUM(1)", "\t=1", "\r=1", " =1", "＝1", "-", "\n=1"]
)
def test_what_a_spreadsheet_computes_gets_an_apostrophe(text: str) -> None:
    assert export.safe_text(text) == "'" + text


@pytest.mark.parametrize("text", ["-5", "+62", "-6,25", "1=1", "PLUT", "", "'x"])
def test_numbers_and_words_stay_as_they_are(text: str) -> None:
    assert export.safe_text(text) == text


@given(st.text())
def test_no_text_begins_like_a_formula(text: str) -> None:
    safe = export.safe_text(text)
    written = text.replace("\0", "")
    assert safe[:1] not in tuple("=@\t\r") and safe in (written, f"'{written}")


@pytest.mark.parametrize("table", [*tables.TABLES, tables.LONG], ids=lambda table: table.name)
def test_every_column_is_documented(table: tables.DataTable[Any]) -> None:
    assert all(column.description for column in table.columns)
    assert len({column.name for column in table.columns}) == len(table.columns)
