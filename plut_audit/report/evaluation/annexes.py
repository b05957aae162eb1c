"""The annexes, numbered: ranking, scores, visits, every other section, evidence, abbreviations."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from plut_audit.i18n import N_, _, format_number
from plut_audit.report.annex import files_table
from plut_audit.report.blocks import Paragraph
from plut_audit.report.evaluation.abbreviations import abbreviation_section
from plut_audit.report.evaluation.parts import (
    EvaluationBlock,
    ReportSection,
    SharedSections,
    shared_sections,
)
from plut_audit.report.evaluation.visit_record import visit_record
from plut_audit.report.views.overview import score_recap
from plut_audit.report.views.visits import visit_list, visited_centres
from plut_audit.result import Result
from plut_audit.review.assignment import Assignment

IN_CHAPTERS = (
    "conclusions",
    "summary",
    "provinces",
    "verification",
    "trend",
    "systemic",
    "findings",
)
"""Modules of shared sections that a chapter shows."""
LAST = "method"
MOST_RECORDS = 100
"""Visits whose record is printed; each is also a document of its own beside the letters."""


def annex_sections(
    result: Result, assignment: Assignment, shared: SharedSections
) -> Iterator[ReportSection]:
    """Every annex; the first section of each begins it, the others are no line of the contents."""
    annexes = (
        list(shared_sections(shared, "ranking")),
        [_scores(result)],
        list(_visits(result, assignment)),
        *(list(shared_sections(shared, module)) for module in _others(shared)),
        list(shared_sections(shared, LAST)),
        [_evidence(result)],
        [abbreviation_section()],
    )
    for number, group in enumerate(filter(None, annexes), 1):
        yield from _numbered(number, group)


def _others(shared: SharedSections) -> list[str]:
    """The modules that neither a chapter nor an annex of its own shows."""
    return [name for name in shared if name not in (*IN_CHAPTERS, "ranking", LAST)]


def _numbered(number: int, group: Sequence[ReportSection]) -> Iterator[ReportSection]:
    first, *others = group
    title = _(N_("ANNEX {number}. {title}"), number=number, title=first.title)
    yield replace(first, title=title, level=1)
    for section in others:
        yield replace(section, level=3)


def _scores(result: Result) -> ReportSection:
    text = _(
        N_(
            "Recapitulation of the working papers (LKE). Reported: the score that a centre gives "
            "itself. The dimensions and the combined index: what was seen, and self-report where "
            "nothing was seen."
        )
    )
    table = score_recap(result)
    return ReportSection("score_recap", table.title, [Paragraph(text), table])


def _visits(result: Result, assignment: Assignment) -> Iterator[ReportSection]:
    centres = visited_centres(result)
    blocks: list[EvaluationBlock] = [visit_list(result)]
    if len(centres) > MOST_RECORDS:
        blocks.append(Paragraph(_left_out(len(centres))))
    yield ReportSection("visit_records", _(N_("Records of the visits")), blocks)
    for centre in centres[:MOST_RECORDS]:
        record = visit_record(centre, assignment)
        key = f"visit_{centre.centre_id}"
        yield ReportSection(key, record.heading, record.blocks, level=3)


def _left_out(total: int) -> str:
    return _(
        N_("The first {most} of {total} records; --per-centre writes each as a document."),
        most=format_number(MOST_RECORDS, 0),
        total=format_number(total, 0),
    )


def _evidence(result: Result) -> ReportSection:
    text = _(
        N_(
            "The files that the evaluation rests on. Each finding names its cells in the letter "
            "of its centre. The annex on visits names the photographs."
        )
    )
    return ReportSection(
        "evidence", _(N_("List of evidence")), [Paragraph(text), files_table(result)]
    )
