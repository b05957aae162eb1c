"""What a centre would have with other answers, and the cheapest way to a class."""

from plut_audit.analysis.scenario import WhatIf
from plut_audit.i18n import N_, _, format_number, format_plain_number, localized
from plut_audit.report.table import NO_VALUE, Cell, Column, Table
from plut_audit.result.rows import Measured
from plut_audit.rubric import Rubric


def headline(scenario: WhatIf) -> str:
    """Score, class and rank before and after."""
    before, after = scenario.before, scenario.after
    lines = [
        f"{scenario.centre_id}  {scenario.name}",
        _(
            N_(
                "Combined {old} to {new}, class {old_class} to {new_class}, rank {old_rank} to "
                "{new_rank}"
            ),
            old=format_number(before.combined, scenario.decimals),
            new=format_number(after.combined, scenario.decimals),
            old_class=before.class_name or NO_VALUE,
            new_class=after.class_name or NO_VALUE,
            old_rank=_rank(before.rank),
            new_rank=_rank(after.rank),
        ),
    ]
    if not scenario.reached:
        missed = N_("Class {name} is not reached even with full marks.")
        lines.append(_(missed, name=scenario.wanted_class))
    return "\n".join(lines)


def _rank(rank: float | None) -> str:
    return NO_VALUE if rank is None else format_plain_number(rank)


def steps(scenario: WhatIf, rubric: Rubric) -> Table:
    """What each step is worth, one after the other."""
    columns = (
        Column("code", _(N_("Code"))),
        Column("indicator", _(N_("Indicator")), wraps=True),
        Column("from", _(N_("Before"))),
        Column("to", _(N_("Then"))),
        Column("gain", _(N_("Gain")), scenario.decimals),
        Column("combined", _(N_("Combined")), scenario.decimals),
        Column("class", _(N_("Class"))),
    )
    rows: list[list[Cell]] = [
        [
            step.code,
            localized(rubric.indicators[step.code].title),
            _value(step.old_value),
            _value(step.new_value),
            step.gain,
            step.combined,
            step.class_name,
        ]
        for step in scenario.steps
    ]
    note = "" if rows else _(N_("Nothing has to change."))
    return Table("steps", _(N_("What each step is worth")), columns, rows, note)


def _value(value: Measured) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return format_plain_number(round(float(value), 4))


def dimensions(scenario: WhatIf) -> Table:
    """The dimensions before and after."""
    columns = (
        Column("code", _(N_("Dimension"))),
        Column("before", _(N_("Before")), scenario.decimals),
        Column("after", _(N_("Then")), scenario.decimals),
    )
    rows: list[list[Cell]] = [
        [code, score, scenario.after.dimensions[code]]
        for code, score in scenario.before.dimensions.items()
    ]
    return Table("dimensions", _(N_("Dimensions")), columns, rows)
