"""Chapter II: which centres there are, and who answered for them."""

from collections.abc import Iterator

from plut_audit.i18n import N_, _
from plut_audit.report.blocks import Paragraph
from plut_audit.report.evaluation.parts import (
    ReportSection,
    SharedSections,
    chapter_sections,
    shared_sections,
)
from plut_audit.report.views.overview import owner_levels, respondent_roles
from plut_audit.result import Result


def overview_sections(result: Result, shared: SharedSections) -> Iterator[ReportSection]:
    """The chapter and its sections."""
    yield from chapter_sections(
        "chapter_2", _(N_("CHAPTER II OVERVIEW")), _overview(result, shared)
    )


def _overview(result: Result, shared: SharedSections) -> Iterator[ReportSection]:
    levels = owner_levels(result)
    yield ReportSection("owner_levels", levels.title, [levels])
    roles = respondent_roles(result)
    if roles.rows:
        text = _(N_("The questionnaire is self-report. The table shows who filled it in."))
        yield ReportSection("respondents", roles.title, [Paragraph(text), roles])
    yield from shared_sections(shared, "provinces")
