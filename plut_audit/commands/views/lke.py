"""What was read back from worksheets: the evaluator's values, each with its cell."""

from dataclasses import asdict

from plut_audit.i18n import N_, _
from plut_audit.report.table import Cell, Column, Table
from plut_audit.report.values import measured_text
from plut_audit.result import Result
from plut_audit.review.decisions import STATES
from plut_audit.review.lke import Reading
from plut_audit.review.lke.judged_value import JudgedValue
from plut_audit.review.lke.layout import NOT_APPLICABLE
from plut_audit.review.lke.typed_answer import LEFT_OUT

SCHEMA = "plut-audit/worksheets/1"


def headline(reading: Reading) -> str:
    """How many worksheets were read, and what came of them."""
    return _(
        N_(
            "{sheets} worksheets: {decided} values decided, {proposed} proposed, {problems} problems"
        ),
        sheets=reading.worksheets,
        decided=reading.decided,
        proposed=len(reading.rows) - reading.decided,
        problems=len(reading.problems),
    )


def decisions(reading: Reading, result: Result, top: int | None) -> Table:
    """The evaluator's values, by centre and indicator."""
    columns = (
        Column("centre_id", _(N_("Code"))),
        Column("indicator", _(N_("Indicator"))),
        Column("old", _(N_("Counts so far")), wraps=True),
        Column("new", _(N_("Evaluator's value")), wraps=True),
        Column("reason", _(N_("Reason")), wraps=True),
        Column("state", _(N_("State")), words=STATES),
        Column("evidence", _(N_("Cell")), under="reason", wraps=True),
    )
    rows = [_row(row, result) for row in reading.rows[:top]]
    left = len(reading.rows) - len(rows)
    note = _(N_("{count} more rows; --top 0 shows all."), count=left) if left else ""
    empty = _(N_("No value was typed."))
    return Table("worksheets", _(N_("Evaluator's values")), columns, rows, note, empty)


def _row(row: JudgedValue, result: Result) -> list[Cell]:
    return [
        row.centre_id,
        row.indicator,
        _text(row.old, row, result),
        _text(row.new, row, result),
        row.reason,
        row.state,
        row.evidence,
    ]


def _text(value: str | float, row: JudgedValue, result: Result) -> str:
    if value == LEFT_OUT:
        return _(NOT_APPLICABLE)
    indicator = result.rubric.indicators[row.indicator]
    return measured_text(indicator, None if value == "" else value, result.rubric)


def record(reading: Reading) -> dict[str, object]:
    """The same as a record of JSON."""
    return {
        "schema": SCHEMA,
        "worksheets": reading.worksheets,
        "decisions": [
            {**asdict(row), "date": row.date.isoformat() if row.date else None}
            for row in reading.rows
        ],
        "problems": [
            {"code": problem.code, "severity": problem.severity, "location": problem.location}
            | {"value": problem.value}
            for problem in reading.problems
        ],
    }
