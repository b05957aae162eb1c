"""The executive summary: how far the evaluation reached, what it concludes, what it asks for."""

from collections.abc import Iterator

from plut_audit.i18n import N_, _, format_number
from plut_audit.report.blocks import Paragraph
from plut_audit.report.evaluation.parts import (
    EvaluationBlock,
    Items,
    ReportSection,
    SharedSections,
    paragraphs_of,
    shared_sections,
)
from plut_audit.report.sections import conclusions
from plut_audit.report.views.finding_groups import finding_groups
from plut_audit.result import Result
from plut_audit.scoring.findings.systemic import NATIONAL

MOST_RECOMMENDED = 5
"""Recommendations of a summary; chapter IV has all."""


def summary_sections(result: Result, shared: SharedSections) -> Iterator[ReportSection]:
    """Conclusions in sentences, the main recommendations, then the key figures."""
    blocks: list[EvaluationBlock] = [Paragraph(reach_sentence(result))]
    blocks += paragraphs_of(*conclusions(result))
    if main := _main_recommendations(result):
        blocks.append(Paragraph(_(N_("The main recommendations:"))))
        blocks.append(Items(main))
    yield ReportSection("executive_summary", _(N_("EXECUTIVE SUMMARY")), blocks)
    for section in shared_sections(shared, "summary"):
        yield ReportSection("key_figures", _(N_("Key figures")), section.blocks, level=2)


def reach_sentence(result: Result) -> str:
    """How many centres answered, were visited and are ranked."""
    figures = result.summary
    return _(
        N_(
            "The evaluation covers {centres} centres. Of these, {responded} answered the "
            "questionnaire, {visited} were visited, and {ranked} could be ranked."
        ),
        centres=format_number(figures.centres, 0),
        responded=format_number(figures.responded, 0),
        visited=format_number(figures.visited, 0),
        ranked=format_number(figures.ranked, 0),
    )


def _main_recommendations(result: Result) -> list[str]:
    """The recommendations on what is systemic in the country; else on what costs most points."""
    groups = [*finding_groups(result, "finding"), *finding_groups(result, "suggestion")]
    by_code = {group.code: group.recommendation for group in reversed(groups)}
    systemic = [row.code for row in result.systemic if row.scope == NATIONAL]
    codes = systemic or [group.code for group in groups]
    named = [by_code[code] for code in codes if code in by_code]
    return list(dict.fromkeys(named))[:MOST_RECOMMENDED]
