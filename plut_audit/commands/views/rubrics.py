"""The editions of the rubric, and what a rubric holds."""

from plut_audit.commands.views.table import Cell, Column, Table
from plut_audit.i18n import N_, _, format_plain_number, localized
from plut_audit.report.explain import scoring
from plut_audit.rubric import Indicator, Rubric


def editions(rubrics: list[Rubric]) -> Table:
    """The editions that come with the program."""
    columns = [
        Column("id", "ID"),
        Column("title", _(N_("Title")), wraps=True),
        Column("dimensions", _(N_("Dimensions"))),
        Column("indicators", _(N_("Indicators")), 0),
        Column("questions", _(N_("Questions")), 0),
    ]
    rows: list[list[Cell]] = [
        [
            one.id,
            localized(one.title),
            " ".join(part.code for part in one.dimensions),
            len(one.indicators),
            len(one.questions),
        ]
        for one in rubrics
    ]
    return Table(_(N_("Editions")), columns, rows)


def tables(rubric: Rubric) -> list[Table]:
    """Dimensions, indicators, questions and classes of a rubric."""
    return [_indicators(rubric), _dimensions(rubric), _bands(rubric), _questions(rubric)]


def _dimensions(rubric: Rubric) -> Table:
    total = sum(part.weight for part in rubric.dimensions)
    columns = [
        Column("code", _(N_("Code"))),
        Column("title", _(N_("Dimension")), wraps=True),
        Column("weight", _(N_("Weight")), 2),
        Column("share", _(N_("Share")), 0, suffix=" %"),
        Column("indicators", _(N_("Indicators")), 0),
    ]
    rows: list[list[Cell]] = [
        [
            part.code,
            localized(part.title),
            part.weight,
            100 * part.weight / total,
            len(part.indicators),
        ]
        for part in rubric.dimensions
    ]
    return Table(_(N_("Dimensions")), columns, rows)


def _indicators(rubric: Rubric) -> Table:
    columns = [
        Column("code", _(N_("Code"))),
        Column("title", _(N_("Indicator")), wraps=True),
        Column("weight", _(N_("Weight")), 2),
        Column("value", _(N_("Measured")), wraps=True),
        Column("scoring", _(N_("Scoring")), wraps=True),
    ]
    rows: list[list[Cell]] = [
        [one.code, localized(one.title), one.weight, one.value, _scoring(one, rubric)]
        for one in rubric.indicators.values()
    ]
    return Table(_(N_("Indicators")), columns, rows)


def _scoring(indicator: Indicator, rubric: Rubric) -> str:
    text = scoring(indicator, rubric)
    return f"{text}; {_(N_('mandatory'))}" if indicator.mandatory else text


def _bands(rubric: Rubric) -> Table:
    columns = [
        Column("class", _(N_("Class"))),
        Column("from", _(N_("Score"))),
        Column("title", _(N_("Meaning")), wraps=True),
    ]
    rows: list[list[Cell]] = []
    for band in rubric.bands:
        limit = ""
        if band.at_least is not None:
            limit = f">= {format_plain_number(band.at_least)}"
        elif band.above is not None:
            limit = f"> {format_plain_number(band.above)}"
        rows.append([band.name, limit, localized(band.title)])
    return Table(_(N_("Classes")), columns, rows)


def _questions(rubric: Rubric) -> Table:
    asked = {"questionnaire": N_("questionnaire"), "visit": N_("visit"), "both": N_("both forms")}
    columns = [
        Column("name", _(N_("Question"))),
        Column("type", _(N_("Type"))),
        Column("unit", _(N_("Unit"))),
        Column("asked_in", _(N_("Asked in"))),
        Column("label", _(N_("Label")), wraps=True),
    ]
    rows: list[list[Cell]] = [
        [name, one.type, one.unit, _(asked[one.asked_in]), localized(one.label)]
        for name, one in rubric.questions.items()
    ]
    return Table(_(N_("Questions")), columns, rows)
