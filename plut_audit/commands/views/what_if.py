"""What a centre would have with other answers, and the cheapest way to a class."""

from dataclasses import asdict

from plut_audit.analysis.scenario import Figures, Step, WhatIf
from plut_audit.i18n import N_, _, format_number, format_plain_number, localized
from plut_audit.report.table import NO_VALUE, Cell, Column, Table
from plut_audit.report.values import dimension_title, measured_text
from plut_audit.rubric import Rubric


def headline(scenario: WhatIf) -> str:
    """Score, class and rank before and after."""
    named = f"{scenario.centre_id}  {scenario.name}"
    before, after = scenario.before, scenario.after
    line = _(
        N_(
            "Estimate {old} to {new}, class {old_class} to {new_class}, rank {old_rank} to "
            "{new_rank}"
        ),
        old=format_number(before.estimate, scenario.decimals),
        new=format_number(after.estimate, scenario.decimals),
        old_class=_class(before),
        new_class=_class(after),
        old_rank=_rank(before),
        new_rank=_rank(after),
    )
    if scenario.reached:
        return f"{named}\n{line}"
    missed = _(N_("Class {name} is not reached even with full marks."), name=scenario.wanted_class)
    return f"{named}\n{line}\n{missed}"


def _class(figures: Figures | Step) -> str:
    """The class, in brackets where it is provisional."""
    name = figures.class_name or NO_VALUE
    return f"({name})" if figures.class_provisional else name


def _rank(figures: Figures) -> str:
    return NO_VALUE if figures.rank is None else format_plain_number(figures.rank)


def steps(scenario: WhatIf, rubric: Rubric) -> Table:
    """What each step is worth, one after the other."""
    columns = (
        Column("code", _(N_("Code"))),
        Column("indicator", _(N_("Indicator")), wraps=True),
        Column("old_value", _(N_("Before")), wraps=True),
        Column("new_value", _(N_("Then")), wraps=True),
        Column("gain", _(N_("Gain")), scenario.decimals),
        Column("estimate", _(N_("Estimate")), scenario.decimals),
        Column("combined", _(N_("Combined")), scenario.decimals),
        Column("class", _(N_("Class"))),
    )
    rows = [_step_row(step, rubric) for step in scenario.steps]
    note = "" if rows else _(N_("No change is needed."))
    return Table("steps", _(N_("Effect of each step")), columns, rows, note)


def _step_row(step: Step, rubric: Rubric) -> list[Cell]:
    indicator = rubric.indicators[step.code]
    return [
        step.code,
        localized(indicator.title),
        measured_text(indicator, step.old_value, rubric),
        measured_text(indicator, step.new_value, rubric),
        step.gain,
        step.estimate,
        step.combined,
        _class(step),
    ]


def dimensions(scenario: WhatIf, rubric: Rubric) -> Table:
    """The dimensions before and after."""
    columns = (
        Column("dimension", _(N_("Dimension")), wraps=True),
        Column("before", _(N_("Before")), scenario.decimals),
        Column("after", _(N_("Then")), scenario.decimals),
    )
    rows: list[list[Cell]] = [
        [
            dimension_title(dimension),
            scenario.before.dimensions[dimension.code],
            scenario.after.dimensions[dimension.code],
        ]
        for dimension in rubric.dimensions
    ]
    return Table("dimensions", _(N_("Dimensions")), columns, rows)


def record(scenario: WhatIf) -> dict[str, object]:
    """The scenario as JSON."""
    return asdict(scenario)
