"""The title of a report and its key figures."""

from collections.abc import Iterator

import numpy as np

from plut_audit.i18n import N_, _, format_number, localized
from plut_audit.report.blocks import Block, Facts, Paragraph, Section
from plut_audit.report.stage import page_line, with_draft_word
from plut_audit.report.table import Cell, Column, Table
from plut_audit.report.values import dimension_title, interval_text
from plut_audit.report.views.decisions import effects_line
from plut_audit.report.vocabulary import SEVERITIES, word
from plut_audit.result import Result
from plut_audit.scoring.findings import Severity

ORDER = 10


def sections(result: Result) -> Iterator[Section]:
    """How many, how good, how severe."""
    blocks: list[Block] = [
        Paragraph(edition_line(result)),
        Paragraph(fingerprint_line(result)),
        *([Paragraph(line)] if (line := page_line(result)) else []),
        Facts(key_figures(result)),
        _dimension_means(result),
    ]
    yield Section("summary", _(N_("Summary")), blocks)


def report_title(result: Result) -> str:
    """What stands on the cover; a rubric without the instrument is another index."""
    return with_draft_word(_title(result), result)


def _title(result: Result) -> str:
    if not result.rubric.sections:
        return f"{localized(result.rubric.title)} {result.year or ''}".strip()
    if result.year:
        return _(N_("Audit of PLUT-KUMKM centres {year}"), year=result.year)
    return _(N_("Audit of PLUT-KUMKM centres"))


def edition_line(result: Result) -> str:
    """By which edition the report was made."""
    return _(
        N_("Scored by the edition {edition}: {title}."),
        edition=result.rubric.id,
        title=localized(result.rubric.title),
    )


def fingerprint_line(result: Result) -> str:
    """What tells this result from every other, and how it is checked."""
    return _(
        N_(
            "Fingerprint of result, inputs and rubric: {fingerprint}. 'plut-audit verify' checks it "
            "against the files."
        ),
        fingerprint=result.fingerprint,
    )


def key_figures(result: Result) -> list[tuple[str, str]]:
    """The key figures as labels and words."""
    summary = result.summary
    decimals = result.rubric.scoring.decimals
    mean = format_number(summary.mean_estimate, decimals)
    interval = interval_text(summary.mean_estimate_interval, decimals)
    confirmed = None if (share := summary.verification_factor) is None else 100 * share
    figures = [
        (_(N_("Centres")), _count(summary.centres)),
        (_(N_("Answered the questionnaire")), _count(summary.responded)),
        (_(N_("Visited")), _count(summary.visited)),
        (_(N_("Ranked")), _count(summary.ranked)),
        (_(N_("Mean estimate")), f"{mean} ({interval})" if interval else mean),
        (_(N_("Confirmed by visits (%)")), format_number(confirmed, 0)),
        (_(N_("Centres by class")), _classes(summary.by_class)),
        (_(N_("Findings")), _severities(result)),
    ]
    if any(summary.by_provisional_class.values()):
        provisional = _classes(summary.by_provisional_class)
        figures.insert(-1, (_(N_("Centres by provisional class")), provisional))
    if result.decisions:
        figures.append((_(N_("Decisions of the auditor")), effects_line(result)))
    return figures


def _classes(counts: dict[str, int]) -> str:
    return ", ".join(f"{name}: {_count(count)}" for name, count in counts.items())


def _count(number: int) -> str:
    return format_number(number, 0)


def _severities(result: Result) -> str:
    counts = np.bincount(result.findings.severity.astype(int), minlength=len(Severity))
    return ", ".join(
        f"{word(SEVERITIES, severity.word)}: {_count(int(counts[severity]))}"
        for severity in Severity
    )


def _dimension_means(result: Result) -> Table:
    dimensions = result.rubric.dimensions
    total = sum(dimension.weight for dimension in dimensions)
    columns = (
        Column("dimension", _(N_("Dimension")), wraps=True, width=40),
        Column("weight", _(N_("Weight (%)")), 1, width=10),
        Column("mean_estimate", _(N_("Mean estimate")), result.rubric.scoring.decimals, width=12),
    )
    rows: list[list[Cell]] = [
        [
            dimension_title(dimension),
            100 * dimension.weight / total,
            result.summary.by_dimension[dimension.code],
        ]
        for dimension in dimensions
    ]
    return Table("dimension_means", "", columns, rows)
