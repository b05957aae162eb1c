"""Whatever is made from invented data says so, and one cell of the registry decides."""

import zipfile
from dataclasses import replace
from pathlib import Path

import made
import pytest

from plut_audit.ingest.registry.lines import registry_from_rows
from plut_audit.report import formats
from plut_audit.report.formats.docx import write_letters, write_visit_records
from plut_audit.report.views import headline
from plut_audit.result import Result

LINE = "Data contoh, bukan hasil evaluasi"
HEAD = ["centre_id", "name", "province", "keterangan"]


def sample() -> Result:
    base = made.result()
    return replace(base, summary=replace(base.summary, sample=True))


def text_of(path: Path) -> str:
    if path.suffix not in (".docx", ".xlsx"):
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as package:
        return "".join(package.read(name).decode() for name in package.namelist() if "xml" in name)


@pytest.mark.parametrize("suffix", ["html", "docx", "xlsx", "md"])
@pytest.mark.parametrize("is_sample", [True, False])
def test_a_report_on_the_sample_says_so(suffix: str, is_sample: bool, tmp_path: Path) -> None:
    path = tmp_path / f"report.{suffix}"
    formats.write(sample() if is_sample else made.result(), path, "id")
    assert (LINE in text_of(path)) is is_sample


def test_letters_and_visit_records_say_so_and_so_does_the_terminal(tmp_path: Path) -> None:
    paths = write_letters(sample(), tmp_path, "id") + write_visit_records(sample(), tmp_path, "id")
    assert all(LINE in text_of(path) for path in paths)
    assert headline(sample()).endswith(LINE)
    sample().save(tmp_path / "result.json")
    assert Result.load(tmp_path / "result.json").summary.sample


@pytest.mark.parametrize(
    ("remark", "expected"),
    [
        ("data contoh, bukan hasil evaluasi", True),
        ("Sample data, not the result of an evaluation", True),
        ("contoh", False),
        ("", False),
    ],
)
def test_the_registry_decides(remark: str, expected: bool) -> None:
    rows = [HEAD, ["11", "PLUT-KUMKM Provinsi Aceh", "Aceh", remark]]
    registry, _problems = registry_from_rows(rows, "centres.csv")
    assert registry.sample is expected
    assert registry.with_aliases({}).sample is expected
