"""The data package: valid by Frictionless, same bytes each time, the result's numbers."""

import csv
import io
import json
import zipfile
from pathlib import Path

import made
import pytest

from plut_audit.report.formats import zip as export


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
def test_frictionless_sees_a_finding_of_no_centre(tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")
    result = made.result()
    stray = {**result["findings"][0], "centre_id": "00.00"}
    export.write({**result, "findings": [stray]}, tmp_path / "out.zip", "en")
    report = frictionless.validate(str(tmp_path / "out.zip"), type="package")
    assert "Foreign" in str(report.flatten(["title", "message"]))


def test_the_tables_hold_the_result(package: Path) -> None:
    result = made.result()
    centres = read(package, "centres")
    assert [row["centre_id"] for row in centres] == [one["centre_id"] for one in result["centres"]]
    for row, centre in zip(centres, result["centres"], strict=True):
        for figure in ("claimed", "verified", "conservative", "rank", "verified_exact"):
            assert (float(row[figure]) if row[figure] else None) == centre[figure]
        for code, part in centre["dimensions"].items():
            found = row[f"{code.lower()}_verified"]
            assert (float(found) if found else None) == part["verified"]
    assert len(read(package, "findings")) == len(result["findings"])
    assert len(read(package, "problems")) == len(result["problems"])


def test_the_same_result_gives_the_same_bytes(package: Path, tmp_path: Path) -> None:
    export.write(made.result(), tmp_path / "again.zip", "en")
    assert package.read_bytes() == (tmp_path / "again.zip").read_bytes()


def test_formulas_stay_text(package: Path) -> None:
    assert read(package, "centres")[1]["name"] == "'" + made.FORMULA
    assert read(package, "problems")[0]["value"].startswith("'=cmd")


def test_sentences_follow_the_language(package: Path, tmp_path: Path) -> None:
    export.write(made.result(), tmp_path / "id.zip", "id")
    title = made.result()["edition"]["title"]
    for path, language in ((package, "en"), (tmp_path / "id.zip", "id")):
        with zipfile.ZipFile(path) as archive:
            assert title[language] in json.loads(archive.read("datapackage.json"))["title"]
