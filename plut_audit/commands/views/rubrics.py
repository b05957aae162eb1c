"""The editions of the rubric, and what a rubric holds."""

from plut_audit.commands.views.table import Cell, Column, Table
from plut_audit.i18n import N_, pick, plain_number, say
from plut_audit.report.explain import scoring
from plut_audit.rubric import Indicator, Rubric


def editions(rubrics: list[Rubric]) -> Table:
    """The editions that come with the program."""
    columns = [
        Column("id", "ID"), Column("title", say(N_("Title")), wraps=True),
        Column("dimensions", say(N_("Dimensions"))),
        Column("indicators", say(N_("Indicators")), 0),
        Column("questions", say(N_("Questions")), 0),
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        [
            one.id, pick(one.title), " ".join(part.code for part in one.dimensions),
            len(one.indicators), len(one.questions),
        ] for one in rubrics
    ]  # fmt: skip
    return Table(say(N_("Editions")), columns, rows)


def tables(rubric: Rubric) -> list[Table]:
    """Dimensions, indicators, questions and classes of a rubric."""
    return [_indicators(rubric), _dimensions(rubric), _bands(rubric), _questions(rubric)]


def _dimensions(rubric: Rubric) -> Table:
    total = sum(part.weight for part in rubric.dimensions)
    columns = [
        Column("code", say(N_("Code"))), Column("title", say(N_("Dimension")), wraps=True),
        Column("weight", say(N_("Weight")), 2),
        Column("share", say(N_("Share")), 0, suffix=" %"),
        Column("indicators", say(N_("Indicators")), 0),
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        [
            part.code, pick(part.title), part.weight,
            100 * part.weight / total, len(part.indicators),
        ] for part in rubric.dimensions
    ]  # fmt: skip
    return Table(say(N_("Dimensions")), columns, rows)


def _indicators(rubric: Rubric) -> Table:
    columns = [
        Column("code", say(N_("Code"))), Column("title", say(N_("Indicator")), wraps=True),
        Column("weight", say(N_("Weight")), 2), Column("value", say(N_("Measured")), wraps=True),
        Column("scoring", say(N_("Scoring")), wraps=True),
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        [one.code, pick(one.title), one.weight, one.value, _scoring(one, rubric)]
        for one in rubric.indicators.values()
    ]
    return Table(say(N_("Indicators")), columns, rows)


def _scoring(indicator: Indicator, rubric: Rubric) -> str:
    text = scoring(indicator, rubric)
    return f"{text}; {say(N_('mandatory'))}" if indicator.mandatory else text


def _bands(rubric: Rubric) -> Table:
    columns = [
        Column("class", say(N_("Class"))), Column("from", say(N_("Score"))),
        Column("title", say(N_("Meaning")), wraps=True),
    ]  # fmt: skip
    rows: list[list[Cell]] = []
    for band in rubric.bands:
        limit = ""
        if band.at_least is not None:
            limit = f">= {plain_number(band.at_least)}"
        elif band.above is not None:
            limit = f"> {plain_number(band.above)}"
        rows.append([band.name, limit, pick(band.title)])
    return Table(say(N_("Classes")), columns, rows)


def _questions(rubric: Rubric) -> Table:
    asked = {"questionnaire": N_("questionnaire"), "visit": N_("visit"), "both": N_("both forms")}
    columns = [
        Column("name", say(N_("Question"))), Column("type", say(N_("Type"))),
        Column("unit", say(N_("Unit"))), Column("asked_in", say(N_("Asked in"))),
        Column("label", say(N_("Label")), wraps=True),
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        [name, one.type, one.unit, say(asked[one.asked_in]), pick(one.label)]
        for name, one in rubric.questions.items()
    ]
    return Table(say(N_("Questions")), columns, rows)
