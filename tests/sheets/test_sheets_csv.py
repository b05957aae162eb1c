"""CSV in every dialect: what was written is what is read."""

import csv
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plut_audit.ingest.sheets import Limits, UnreadableFileError, read

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12)
LATIN = st.text(st.sampled_from("abcdefgh 0123456789,;|\n"), min_size=1, max_size=12)


def write(path: Path, rows: list[list[str]], separator: str, end: str, encoding: str) -> Path:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=separator, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(
        rows
    )
    text = buffer.getvalue()
    mark = {"utf-16-le": "", "utf-16-be": ""}.get(encoding, "")
    path.write_bytes((mark + text).encode(encoding))
    return path


@st.composite
def tables(draw: st.DrawFn, cells: st.SearchStrategy[str]) -> list[list[str]]:
    width = draw(st.integers(2, 5))
    row = st.lists(cells, min_size=width, max_size=width)
    return draw(st.lists(row, min_size=1, max_size=6))


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None
)
@given(rows=tables(LATIN), encoding=st.sampled_from(ENCODINGS))
def test_any_table_is_read_back(
    tmp_path: Path, rows: list[list[str]], separator: str, end: str, encoding: str
) -> None:
    path = write(tmp_path / "a.csv", rows, separator, end, encoding)
    assert read(path, "a.csv").sheets[0].rows == rows


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rows=tables(WORDS), encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_any_script_is_read_back(tmp_path: Path, rows: list[list[str]], encoding: str) -> None:
    rows = [["centre_id", *row] for row in rows]
    path = write(tmp_path / "a.csv", rows, ";", "\r\n", encoding)
    assert read(path, "a.csv").sheets[0].rows == rows


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        (b"a;b\n1,5;2,5\n", [["a", "b"], ["1,5", "2,5"]]),
        (b"a,b\n1;2,3\n", [["a", "b"], ["1;2", "3"]]),
        (b"nama\tjam\nPLUT A\t08.00, 16.00\n", [["nama", "jam"], ["PLUT A", "08.00, 16.00"]]),
        (b"sep=;\na;b\n1;2\n", [["sep=;", ""], ["a", "b"], ["1", "2"]]),
        (b"a\n007\n", [["a"], ["007"]]),
        (b'a,b\r\n"two\r\nlines",x\r\n', [["a", "b"], ["two\r\nlines", "x"]]),
        (b"a,b,c\n1\n", [["a", "b", "c"], ["1", "", ""]]),
        (b"\xef\xbb\xbfa,b\n", [["a", "b"]]),
    ],
)
def test_dialects_as_they_come(tmp_path: Path, content: bytes, rows: list[list[str]]) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    assert read(path, "a.csv").sheets[0].rows == rows


def test_windows_text_is_read_with_a_notice(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("nama,kota\nCafé,“Ambon”\n".encode("cp1252"))
    workbook = read(path, "a.csv")
    assert workbook.sheets[0].rows[1] == ["Café", "“Ambon”"]
    assert [problem.code for problem in workbook.problems] == ["FIL-14"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "FIL-01"),
        (b"\xef\xbb\xbf \r\n", "FIL-01"),
        (b"a,b\n1,x\x00y\n", "FIL-16"),
        (b"a,b\n1,x\x07y\n", "FIL-16"),
        (b"\x00" * 5000, "FIL-07"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableFileError) as caught:
        read(path, "a.csv")
    assert caught.value.problem.code == code


@pytest.mark.parametrize(
    ("content", "limit"),
    [
        (b"a,b\n" + b"x" * 2000 + b",1\n", "field_characters"),
        (b"a,b\n" * 600, "cells"),
        (b"," * 2000 + b"\n" + b"1\n" * 20, "cells"),
        (b"a,b\n" * 6000, "file_bytes"),
    ],
)
def test_limits_are_named(tmp_path: Path, content: bytes, limit: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    limits = Limits(field_characters=1000, cells=1000, file_bytes=20_000)
    with pytest.raises(UnreadableFileError) as caught:
        read(path, "a.csv", limits)
    assert caught.value.problem.code == "FIL-09"
    assert limit.replace("_", "-") in caught.value.problem.message()["en"]


def test_a_zip_of_csv_files_is_one_input(tmp_path: Path) -> None:
    path = tmp_path / "odk.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("form.csv", "KEY,rooms\nuuid:1,training\n")
        archive.writestr("form-consultants.csv", "name,PARENT_KEY\nAni,uuid:1\n")
        archive.writestr("__MACOSX/._form.csv", b"\x00\x05")
    workbook = read(path, "odk.zip")
    assert workbook.kind == "zip"
    assert [sheet.name for sheet in workbook.sheets] == ["form", "form-consultants"]
    assert workbook.sheets[1].rows[1] == ["Ani", "uuid:1"]
