"""What a survey knows of its writers, and what the machine knows of its user, stays out."""

import csv
import io
import os
import subprocess
import sys
import time
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from builders.survey import write_five_centres

from plut_audit.report import formats

USER = "pengguna-zq7"
SECRETS = {
    "_submitted_by": "budi.enumerator",
    "username": "enumerator-41",
    "deviceid": "collect:Zq9xDeviceNo1",
    "simserial": "8962100044556677",
    "phonenumber": "+62-811-555-0199",
    "Email Address": "kepala.plut@example.org",
    "Alamat email": "plut.surel@example.org",
    "_geolocation": "-6.917464 107.619123",
    "_gps_latitude": "-6.917464",
    "_gps_longitude": "107.619123",
    "_notes": "telepon ibu kepala di rumah",
    "_uuid": "uuid:5d1c-rahasia",
}
SUFFIXES = [suffix for suffix in formats.suffixes() if suffix != "pdf"]
"""A PDF is the Word report converted; tests/exports/test_pdf.py looks into it."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A survey whose answers carry everything that exports of survey servers carry."""
    survey = write_five_centres(tmp_path_factory.mktemp("folder-zq7") / "2024")
    for name in ("questionnaire.csv", "visits.csv"):
        path = survey / name
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([*header, *SECRETS])
            writer.writerows([*row, *SECRETS.values()] for row in rows)
    return survey


def write_reports(survey: Path, out: Path) -> dict[str, bytes]:
    """Every form of the result by suffix, and what was printed, as a user of this machine."""
    wishes = [word for suffix in SUFFIXES for word in ("-o", str(out / f"report.{suffix}"))]
    printed = [
        subprocess.run(
            [sys.executable, "-m", "plut_audit.cli", *words],
            capture_output=True,
            check=True,
            env={**os.environ, "USER": USER, "LOGNAME": USER, "USERNAME": USER},
            timeout=300,
        ).stdout
        for words in (["score", str(survey), "-q", *wishes], ["check", str(survey), "-q"])
    ]
    files = {suffix: (out / f"report.{suffix}").read_bytes() for suffix in SUFFIXES}
    return {**files, "printed": b"".join(printed)}


@pytest.fixture(scope="module")
def written(folder: Path) -> dict[str, bytes]:
    return write_reports(folder, folder.parent / "first")


def readable(content: bytes) -> bytes:
    """The content, and that of what is packed in it."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"\n".join(readable(archive.read(name)) for name in archive.namelist())


@pytest.mark.parametrize("form", [*SUFFIXES, "printed"])
def test_no_report_holds_who_sent_an_answer_or_from_where(
    form: str, written: dict[str, bytes]
) -> None:
    content = readable(written[form])
    assert b"PLUT-KUMKM" in content
    assert [name for name, value in SECRETS.items() if value.encode() in content] == []


@pytest.mark.parametrize("form", SUFFIXES)
def test_no_report_holds_a_path_or_the_name_of_the_user(
    form: str, written: dict[str, bytes], folder: Path
) -> None:
    content = readable(written[form])
    found = {str(folder.parent), folder.parent.name, USER, str(Path.home()) + os.sep}
    assert [one for one in found if one.encode() in content] == []


@pytest.mark.parametrize("form", SUFFIXES)
def test_no_report_holds_the_day_on_which_it_was_written(
    form: str, written: dict[str, bytes]
) -> None:
    today = datetime.now(UTC).date()
    content = readable(written[form])
    for shown in (today.isoformat(), today.strftime("%d/%m/%Y"), today.strftime("%d %B %Y")):
        assert shown.encode() not in content


def test_the_same_survey_elsewhere_and_later_gives_the_same_bytes(
    folder: Path, written: dict[str, bytes]
) -> None:
    elsewhere = folder.parent / "moved" / "2024"
    elsewhere.mkdir(parents=True)
    for path in folder.iterdir():
        (elsewhere / path.name).write_bytes(path.read_bytes())
    time.sleep(1.1)
    again = write_reports(elsewhere, elsewhere.parent / "second")
    assert [form for form in SUFFIXES if again[form] != written[form]] == []
