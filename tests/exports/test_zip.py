"""The data package: valid by Frictionless, same bytes each time, the result's numbers."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import made
import pytest

from plut_audit.report.formats import zip as export
from plut_audit.result import Result, tables
from plut_audit.result.tables import WordedFinding

TABLES = ("centres", "items", "findings", "problems")


def worded(result: Result, language: str) -> Iterable[WordedFinding]:
    """The first finding of the first centre."""
    rows = tables.FINDINGS.rows(result, language)
    return [row for row in rows if row.finding.centre.row == 0][:1]


def read(path: Path, name: str) -> list[dict[str, str]]:
    with zipfile.ZipFile(path) as archive:
        return list(csv.DictReader(io.StringIO(archive.read(f"{name}.csv").decode("utf-8"))))


@pytest.fixture
def package(tmp_path: Path) -> Path:
    export.write(made.result(), tmp_path / "out.zip", "en")
    return tmp_path / "out.zip"


@pytest.mark.real
def test_frictionless_finds_nothing_wrong(package: Path) -> None:
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")
    report = frictionless.validate(str(package), type="package")
    assert report.valid, report.flatten(["title", "fieldName", "message"])
    assert report.stats["tasks"] == 4


@pytest.mark.real
def test_frictionless_sees_a_finding_of_no_centre(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")
    result = made.result()
    centres = replace(result.centres.centres[0], centre_id="00.00"), *result.centres.centres[1:]
    stray = replace(result, centres=replace(result.centres, centres=centres))
    of_strays = replace(tables.FINDINGS, rows=lambda _, language: worded(stray, language))
    monkeypatch.setattr(export, "TABLES", (tables.CENTRES, of_strays))
    export.write(result, tmp_path / "out.zip", "en")
    report = frictionless.validate(str(tmp_path / "out.zip"), type="package")
    assert "Foreign" in str(report.flatten(["title", "message"]))


def test_the_tables_hold_the_result(package: Path) -> None:
    result = made.result()
    centres = read(package, "centres")
    rows = list(result.centre_rows())
    assert [row["centre_id"] for row in centres] == [centre.centre_id for centre in rows]
    for row, centre in zip(centres, rows, strict=True):
        for figure in ("reported", "combined", "estimate", "rank", "combined_exact"):
            assert (float(row[figure]) if row[figure] else None) == getattr(centre, figure)
        for code, dimension in centre.dimensions.items():
            written = row[f"{code.lower()}_combined"]
            assert (float(written) if written else None) == dimension.combined
    assert len(read(package, "findings")) == len(result.findings)
    assert len(read(package, "problems")) == len(result.problems)


def test_the_same_result_gives_the_same_bytes(package: Path, tmp_path: Path) -> None:
    export.write(made.result(), tmp_path / "again.zip", "en")
    assert package.read_bytes() == (tmp_path / "again.zip").read_bytes()


def test_formulas_stay_text(package: Path) -> None:
    assert "'" + made.FORMULA in {row["name"] for row in read(package, "centres")}
    texts = {value for name in TABLES for row in read(package, name) for value in row.values()}
    assert not any(text.startswith(("=", "+SUM", "@")) for text in texts)


def test_sentences_follow_the_language(package: Path, tmp_path: Path) -> None:
    export.write(made.result(), tmp_path / "id.zip", "id")
    title = made.result().rubric.title
    for path, language in ((package, "en"), (tmp_path / "id.zip", "id")):
        with zipfile.ZipFile(path) as archive:
            assert title[language] in json.loads(archive.read("datapackage.json"))["title"]
