"""The auditor's decisions: read and decided value, why, by whom, and what it did."""

from datetime import date

from plut_audit.i18n import N_, _, format_number
from plut_audit.report.table import Cell, Column, Table
from plut_audit.report.views.selection import in_province, rows_left_out
from plut_audit.result import Result
from plut_audit.result.extras import DecisionEntry
from plut_audit.review.decisions.decision import KINDS

WORDS: dict[str, str] = {str(kind): label for kind, label in KINDS.items()}
"""Each kind of decision with its label, as a column takes them."""


def decisions(result: Result, top: int | None = None, province: str | None = None) -> Table:
    """Every decision that was applied, by centre."""
    inside = in_province(result, province)
    chosen = [
        entry
        for entry in result.decisions
        if province is None
        or (entry.centre_id in result.row_of and inside[result.row_of[entry.centre_id]])
    ]
    rows = [_row(entry) for entry in chosen[:top]]
    columns = (
        Column("centre_id", _(N_("Code")), width=8),
        Column("kind", _(N_("Decision")), words=WORDS, wraps=True, width=14),
        Column("target", _(N_("About")), wraps=True, width=26),
        Column("old", _(N_("Read")), wraps=True, width=12),
        Column("new", _(N_("Decided")), wraps=True, width=14),
        Column("reason", _(N_("Reason")), wraps=True, width=22),
        Column("by", _(N_("By")), width=10, wraps=True),
        Column("date", _(N_("Date")), under="by", width=10, wraps=True),
        Column("until", _(N_("Accepted until")), under="by", width=10, wraps=True, blank=""),
        Column("evidence", _(N_("Evidence")), under="reason", wraps=True, width=14, blank=""),
        Column("effect", _(N_("Points")), result.rubric.scoring.decimals, width=7),
    )
    note = " ".join(filter(None, (effects_line(result), rows_left_out(len(rows), len(chosen)))))
    return Table("decisions", _(N_("Decisions of the auditor")), columns, rows, note)


def _row(entry: DecisionEntry) -> list[Cell]:
    target = " ".join(filter(None, (entry.question or entry.indicator, *entry.locations)))
    return [
        entry.centre_id,
        entry.kind,
        target or entry.target,
        entry.old,
        entry.new,
        entry.reason,
        entry.by,
        _day(entry.date),
        _day(entry.until),
        entry.evidence,
        entry.effect,
    ]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def effects_line(result: Result) -> str:
    """How many decisions raised and lowered a score, and the mean with and without them."""
    counts, decimals = result.summary.decisions, result.rubric.scoring.decimals
    if counts is None:
        return ""
    return _(
        N_(
            "{raised} decisions raised a score and {lowered} lowered one. Mean estimate with the "
            "decisions {estimate}, without them {estimate_without}; mean combined index "
            "{combined} and {combined_without}."
        ),
        raised=counts.raised,
        lowered=counts.lowered,
        estimate=format_number(result.summary.mean_estimate, decimals),
        estimate_without=format_number(counts.mean_estimate_without, decimals),
        combined=format_number(result.summary.mean_combined, decimals),
        combined_without=format_number(counts.mean_combined_without, decimals),
    )
