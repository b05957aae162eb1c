"""Working papers of the findings: their index, what they rest on, and who signs."""

import zipfile
from pathlib import Path

import docx
import pytest
from builders import survey as tiny

from plut_audit import cli, rubric
from plut_audit.audit import run
from plut_audit.i18n import translate
from plut_audit.report import formats
from plut_audit.report.working_papers.kke.paper import index_number, references
from plut_audit.result import Result
from plut_audit.review import follow_up
from plut_audit.review.follow_up import Entry


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A small survey with one visit whose centre's building is damaged."""
    centres = tiny.registry()[:3]
    reports = [tiny.answered(2024, centre, number) for number, centre in enumerate(centres)]
    folder = tiny.write_survey(
        tmp_path_factory.mktemp("kke"), centres, reports, [tiny.visited(2024, centres[0], 0)]
    )
    return Result.from_audit(run([folder], rubric.load()))


def tables_of(document: docx.document.Document) -> list[list[list[str]]]:
    """The cells of each table."""
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]


def test_a_paper_for_each_finding_with_its_index(result: Result, tmp_path: Path) -> None:
    formats.write(result, tmp_path / "kke.docx", "id")
    register, *papers = tables_of(docx.Document(str(tmp_path / "kke.docx")))
    indexes = [row[0] for row in register[1:]]
    expected = [
        index_number(finding) for centre in result.centre_rows() for finding in centre.findings
    ]
    assert indexes == expected
    assert len(set(indexes)) == len(result.findings)
    shown = [dict(table).get("Nomor indeks") for table in papers if len(table[0]) == 2]
    assert [index for index in shown if index] == indexes
    assert indexes[0].startswith(f"KKE-{result.centre(0).centre_id}-")


def test_a_paper_has_the_elements_the_cells_and_the_signatures(
    result: Result, tmp_path: Path
) -> None:
    finding = next(
        row
        for row in result.centre(0).findings
        if row.code in result.rubric.indicators and row.cells
    )
    formats.write(result, tmp_path / "kke.docx", "id")
    tables = tables_of(docx.Document(str(tmp_path / "kke.docx")))
    first = next(
        number
        for number, table in enumerate(tables)
        if ["Nomor indeks", index_number(finding)] in table
    )
    _facts, elements, cells, answers, signatures = tables[first : first + 5]
    text = result.wording("id").finding(finding.row)
    assert dict(elements) == {
        "Kondisi": text.condition,
        "Kriteria": text.criterion,
        "Sebab": text.cause,
        "Akibat": text.effect,
        "Rekomendasi": text.recommendation,
    }
    assert cells[1:] == [
        *[list(reference) for reference in references(finding)],
        ["LKE", finding.centre_id, finding.code],
    ]
    location = "{} › {}!{}".format(*references(finding)[0])
    assert location == finding.cells[0]
    assert [row[0] for row in answers] == [
        "Tanggapan auditi",
        "Bukti tindak lanjut",
        "Catatan penelaah",
    ]
    assert [row[:2] for row in signatures[1:]] == [
        ["Disusun oleh:", "Evaluator"],
        ["Direviu oleh:", "Ketua Tim"],
        ["Direviu oleh:", "Pengendali Teknis"],
        ["Direviu oleh:", "Pengendali Mutu"],
    ]


def test_what_the_centre_answered_stands_in_the_paper(result: Result, tmp_path: Path) -> None:
    finding = result.centre(0).findings[0]
    entry = Entry(
        finding.centre_id, finding.code, response="sudah dianggarkan", evidence="DPA 2025"
    )
    carried = follow_up.carry(result, {entry.key: entry})
    formats.write(carried, tmp_path / "kke.docx", "en")
    cells = [row for table in tables_of(docx.Document(str(tmp_path / "kke.docx"))) for row in table]
    assert [translate("Auditee's response", "en"), "sudah dianggarkan"] in cells
    assert ["Evidence of follow-up", "DPA 2025"] in cells


def test_a_zip_has_a_document_a_centre_and_the_same_bytes_twice(
    result: Result, tmp_path: Path
) -> None:
    for name in ("kke.zip", "kke-2.zip"):
        formats.write(result, tmp_path / name, "id")
    assert (tmp_path / "kke.zip").read_bytes() == (tmp_path / "kke-2.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "kke.zip") as archive:
        with_findings = [row.centre_id for row in result.centre_rows() if row.findings]
        assert archive.namelist() == [f"kke-{centre_id}.docx" for centre_id in with_findings]
        with archive.open(archive.namelist()[0]) as file:
            register = tables_of(docx.Document(file))[0]
    assert len(register) == 1 + len(result.centre(0).findings)


def test_the_papers_are_no_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tiny.write_year(tmp_path / "2024", 2024)
    for name in ("kke.docx", "kke.zip"):
        path = tmp_path / "2024" / name
        assert cli.run(["score", str(tmp_path / "2024"), "-o", str(path), "-q"]) == 0
    capsys.readouterr()
    assert cli.run(["check", str(tmp_path / "2024"), "--format", "csv", "--lang", "en"]) == 0
    assert "FIL-08" not in capsys.readouterr().out
