"""The documents of the working papers: a register, then one paper after the other."""

import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from plut_audit.i18n import N_, _
from plut_audit.report.formats.docx.cells import printable
from plut_audit.report.formats.docx.document import add_table, new_document, packed
from plut_audit.report.formats.zip import DATE
from plut_audit.report.sections import fingerprint_line
from plut_audit.report.table import Cell, Column, Table
from plut_audit.report.vocabulary import SEVERITIES
from plut_audit.report.working_papers.kke.paper import INDEX, add_paper, index_number
from plut_audit.result import FindingRow, Result

HEADING = N_("Evaluation working papers (KKE)")


def all_papers(result: Result) -> bytes:
    """The papers of all findings by centre, the most severe of each first."""
    findings = [finding for centre in result.centre_rows() for finding in centre.findings]
    return _document(result, findings, "")


def papers_by_centre(result: Result, path: Path) -> None:
    """A zip with a document for each centre that has findings."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for centre in result.centre_rows():
            if findings := centre.findings:
                member = zipfile.ZipInfo(f"kke-{centre.centre_id}.docx", DATE)
                member.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(member, _document(result, findings, centre.name))


def _document(result: Result, findings: Sequence[FindingRow], name: str) -> bytes:
    """A document's bytes: the register of its papers, then the papers."""
    title = " · ".join(filter(None, (_(HEADING), name, str(result.year or ""))))
    document = new_document(title, result.fingerprint)
    document.add_heading(printable(title), 0)
    document.add_paragraph(fingerprint_line(result))
    add_table(document, _register(findings))
    for finding in findings:
        add_paper(document, finding)
    return packed(document)


def _register(findings: Sequence[FindingRow]) -> Table:
    columns = (
        Column("index", _(INDEX)),
        Column("centre", _(N_("Centre")), wraps=True),
        Column("finding", _(N_("Finding")), wraps=True),
        Column("severity", _(N_("Severity")), words=SEVERITIES),
    )
    empty = _(N_("There are no findings."))
    return Table("register", "", columns, list(_rows(findings)), empty=empty)


def _rows(findings: Sequence[FindingRow]) -> Iterator[list[Cell]]:
    for finding in findings:
        yield [index_number(finding), finding.centre.name, finding.title, finding.severity.word]
