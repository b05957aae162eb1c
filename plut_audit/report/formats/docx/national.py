"""The national report as a Word document, from the sections that every report shows."""

from plut_audit.report.formats.docx.cells import printable
from plut_audit.report.formats.docx.charts import add_charts
from plut_audit.report.formats.docx.document import add_block, new_document, packed
from plut_audit.report.formats.docx.page_mark import mark_pages
from plut_audit.report.sections import report_title, sections
from plut_audit.report.stage import page_mark
from plut_audit.result import Result


def national_report(result: Result) -> bytes:
    """The report's bytes, in the language in use."""
    title = printable(report_title(result))
    document = new_document(title, result.fingerprint)
    if mark := page_mark(result):
        mark_pages(document, *mark)
    document.add_heading(title, 0)
    for section in sections(result):
        document.add_heading(printable(section.title), section.level)
        for block in section.blocks:
            add_block(document, block)
        if section.key == "summary":
            add_charts(document, result)
    return packed(document)
