"""The editions of the rubric, and what a rubric holds."""

from plut_audit.i18n import N_, _, format_plain_number, localized
from plut_audit.report.explain import FORMS
from plut_audit.report.table import Cell, Column, Table
from plut_audit.report.values import scoring_rule
from plut_audit.rubric import Indicator, Rubric


def editions(rubrics: list[Rubric]) -> Table:
    """The editions that come with the program."""
    columns = (
        Column("id", "ID"),
        Column("title", _(N_("Title")), wraps=True),
        Column("dimensions", _(N_("Dimensions"))),
        Column("indicators", _(N_("Indicators")), 0),
        Column("questions", _(N_("Questions")), 0),
    )
    rows: list[list[Cell]] = [
        [
            rubric.id,
            localized(rubric.title),
            " ".join(dimension.code for dimension in rubric.dimensions),
            len(rubric.indicators),
            len(rubric.questions),
        ]
        for rubric in rubrics
    ]
    return Table("editions", _(N_("Editions")), columns, rows)


def tables(rubric: Rubric) -> list[Table]:
    """Dimensions, indicators, questions and classes of a rubric."""
    return [_indicators(rubric), _dimensions(rubric), _bands(rubric), _questions(rubric)]


def _dimensions(rubric: Rubric) -> Table:
    total = sum(dimension.weight for dimension in rubric.dimensions)
    columns = (
        Column("code", _(N_("Code"))),
        Column("title", _(N_("Dimension")), wraps=True),
        Column("weight", _(N_("Weight")), 2),
        Column("share", _(N_("Share")), 0, suffix=" %"),
        Column("indicators", _(N_("Indicators")), 0),
    )
    rows: list[list[Cell]] = [
        [
            dimension.code,
            localized(dimension.title),
            dimension.weight,
            100 * dimension.weight / total,
            len(dimension.indicators),
        ]
        for dimension in rubric.dimensions
    ]
    return Table("dimensions", _(N_("Dimensions")), columns, rows)


def _indicators(rubric: Rubric) -> Table:
    columns = (
        Column("code", _(N_("Code"))),
        Column("title", _(N_("Indicator")), wraps=True),
        Column("weight", _(N_("Weight")), 2),
        Column("value", _(N_("Measured")), wraps=True),
        Column("scoring", _(N_("Scoring")), wraps=True),
    )
    rows: list[list[Cell]] = [
        [
            indicator.code,
            localized(indicator.title),
            indicator.weight,
            indicator.value,
            _scoring(indicator, rubric),
        ]
        for indicator in rubric.indicators.values()
    ]
    return Table("indicators", _(N_("Indicators")), columns, rows)


def _scoring(indicator: Indicator, rubric: Rubric) -> str:
    text = scoring_rule(indicator, rubric)
    return f"{text}; {_(N_('mandatory'))}" if indicator.mandatory else text


def _bands(rubric: Rubric) -> Table:
    columns = (
        Column("class", _(N_("Class"))),
        Column("from", _(N_("Score"))),
        Column("title", _(N_("Meaning")), wraps=True),
    )
    rows: list[list[Cell]] = []
    for band in rubric.bands:
        limit = ""
        if band.at_least is not None:
            limit = f">= {format_plain_number(band.at_least)}"
        elif band.above is not None:
            limit = f"> {format_plain_number(band.above)}"
        rows.append([band.name, limit, localized(band.title)])
    return Table("classes", _(N_("Classes")), columns, rows)


def _questions(rubric: Rubric) -> Table:
    columns = (
        Column("name", _(N_("Question"))),
        Column("type", _(N_("Type"))),
        Column("unit", _(N_("Unit"))),
        Column("asked_in", _(N_("Asked in")), words=FORMS),
        Column("label", _(N_("Label")), wraps=True),
    )
    rows: list[list[Cell]] = [
        [name, question.type, question.unit, question.asked_in, localized(question.label)]
        for name, question in rubric.questions.items()
    ]
    return Table("questions", _(N_("Questions")), columns, rows)
