"""What a code means, and which centre of a result is meant.

A code is that of an indicator or a dimension, of a consistency finding, of a kind of problem, or
the name of a question: what it is, why it matters, how it is scored, on what basis, how to fix.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from plut_audit.errors import UsageError
from plut_audit.i18n import N_, _, format_plain_number, localized
from plut_audit.ingest.registry import known_centre_codes, known_finding_code
from plut_audit.ingest.values import fold
from plut_audit.problems import PROBLEM_KINDS
from plut_audit.report.table import Cell, Column, Table
from plut_audit.report.values import measured_as, scoring_rule
from plut_audit.report.vocabulary import SEVERITIES
from plut_audit.result import CentreRow, Result
from plut_audit.rubric import Dimension, Indicator, Question, Rubric
from plut_audit.rubric.nearest import nearest_names
from plut_audit.scoring.findings.checks import Check, all_checks, worded

Lines = Iterator[tuple[str, str]]
"""Headings and what stands beside them; the first heading is blank and its text the title."""
FORMS = {"questionnaire": N_("questionnaire"), "visit": N_("visit"), "both": N_("both forms")}
"""Where a question is asked."""
MOST_NAMED = 8
"""Centres that are named where a name means several."""


def explain_code(code: str, rubric: Rubric) -> list[tuple[str, str]]:
    """What a code means; `UsageError` with the nearest codes where there is none."""
    explanations = _explanations(rubric)
    wanted = known_finding_code(code, explanations) or code.strip().casefold()
    if wanted in explanations:
        return [(heading, text) for heading, text in explanations[wanted]() if text]
    near = nearest_names(wanted, explanations, 3)
    raise UsageError(
        N_(
            "There is no code '{code}'; did you mean {near}? To explain a centre, name its result "
            "with --in result.json."
        )
        if near
        else N_(
            "There is no code '{code}'. To explain a centre, name its result with --in result.json."
        ),
        code=code,
        near=either(name.upper() for name in near),
    )


def explanation(lines: Sequence[tuple[str, str]]) -> Table:
    """What a code means as a table, its title above it."""
    columns = (
        Column("heading", _(N_("Heading")), wraps=True),
        Column("text", _(N_("Text")), wraps=True),
    )
    title = next((text for heading, text in lines if not heading), "")
    rows: list[list[Cell]] = [[heading, text] for heading, text in lines if heading]
    return Table("explanation", title, columns, rows)


def either(names: Iterable[str]) -> str:
    """`INF-06, INF-09 or INF`: some names of which one is meant."""
    listed = list(names)
    if len(listed) < 2:
        return "".join(listed)
    return _(N_("{names} or {last}"), names=", ".join(listed[:-1]), last=listed[-1])


def _explanations(rubric: Rubric) -> dict[str, Callable[[], Lines]]:
    explanations: dict[str, Callable[[], Lines]] = {}
    for indicator in rubric.indicators.values():
        explanations[indicator.code] = partial(_indicator, indicator, rubric)
    for dimension in rubric.dimensions:
        explanations[dimension.code] = partial(_dimension, dimension, rubric)
    explanations |= {name: partial(_check, check) for name, check in all_checks().items()}
    explanations |= {name: partial(_problem, name) for name in PROBLEM_KINDS}
    for name, question in rubric.questions.items():
        explanations[name] = partial(_question, question, rubric)
    return {name.casefold(): explanation for name, explanation in explanations.items()}


# --- each kind of code ---------------------------------------------------------------------


def _indicator(indicator: Indicator, rubric: Rubric) -> Lines:
    dimension = rubric.dimension(indicator.dimension)
    yield "", f"{indicator.code}  {localized(indicator.title)}"
    yield _(N_("Dimension")), localized(dimension.title)
    yield _(N_("What is asked")), "\n".join(_asked(indicator, rubric))
    yield _(N_("Required state")), localized(indicator.compliant)
    yield _(N_("Why it matters")), localized(indicator.effect)
    yield _(N_("How it is scored")), scoring_rule(indicator, rubric)
    yield _(N_("Weight")), _weight(indicator, rubric)
    if indicator.mandatory:
        yield _(N_("Severity")), _(N_("A score of 0 is a critical finding."))
    yield _(N_("Formerly")), ", ".join(indicator.formerly)
    yield _(N_("Basis")), localized(indicator.basis)
    yield _(N_("How to fix it")), localized(indicator.recommendation)


def _asked(indicator: Indicator, rubric: Rubric) -> Iterator[str]:
    """The questions behind an indicator, and where each is asked."""
    for name in indicator.names:
        if name in rubric.questions:
            question = rubric.questions[name]
            yield f"{localized(question.label)} ({name}, {_(FORMS[question.asked_in])})"
    if indicator.value not in rubric.questions:
        yield _(N_("Measured as: {expression}"), expression=measured_as(indicator, rubric))


def _weight(indicator: Indicator, rubric: Rubric) -> str:
    inside = rubric.dimension(indicator.dimension).indicators.values()
    return _(
        N_("{weight} of {total} in its dimension: up to {points} points of the index"),
        weight=format_plain_number(indicator.weight),
        total=format_plain_number(sum(other.weight for other in inside)),
        points=format_plain_number(round(most_points(indicator, rubric), 2)),
    )


def most_points(indicator: Indicator, rubric: Rubric) -> float:
    """The points of the index that an indicator has at most."""
    dimension = rubric.dimension(indicator.dimension)
    inside = indicator.weight / sum(other.weight for other in dimension.indicators.values())
    share = dimension.weight / sum(other.weight for other in rubric.dimensions)
    return rubric.scoring.scale * share * inside


def _dimension(dimension: Dimension, rubric: Rubric) -> Lines:
    share = dimension.weight / sum(other.weight for other in rubric.dimensions)
    yield "", f"{dimension.code}  {localized(dimension.title)}"
    yield _(N_("Weight")), f"{format_plain_number(round(100 * share, 2))} %"
    yield _(N_("Indicators")), "\n".join(map(_titled, dimension.indicators.values()))


def _titled(indicator: Indicator) -> str:
    return f"{indicator.code}  {localized(indicator.title)}"


def _check(check: Check) -> Lines:
    yield "", f"{check.code}  {worded(check.title)}"
    yield _(N_("Required state")), worded(check.criterion)
    yield _(N_("Why it matters")), worded(check.effect)
    yield (
        _(N_("How it is scored")),
        _(
            N_("A finding about consistency: severity {severity}, no points are taken."),
            severity=_(SEVERITIES[check.severity.word]),
        ),
    )
    yield _(N_("What is asked")), ", ".join(check.questions)
    yield _(N_("How to fix it")), worded(check.recommendation)


_PROBLEM_SEVERITIES = {
    "error": N_("Error: it was not read."),
    "warning": N_("Warning: it was read, but look at it."),
    "notice": N_("Notice: for information."),
}


def _problem(name: str) -> Lines:
    kind = PROBLEM_KINDS[name]
    yield "", f"{name}  {_(kind.title)}"
    yield _(N_("Severity")), _(_PROBLEM_SEVERITIES[kind.severity])
    yield _(N_("What it says")), _(kind.message)
    yield _(N_("How to fix it")), _(kind.remedy)


def _question(question: Question, rubric: Rubric) -> Lines:
    yield "", f"{question.name}  {localized(question.label)}"
    yield _(N_("Hint")), localized(question.hint)
    yield _(N_("Type")), f"{question.type} {question.unit}".strip()
    choices = [f"{name}  {localized(label)}" for name, label in question.choices.items()]
    yield _(N_("Choices")), "\n".join(choices)
    used = [item for item in rubric.indicators.values() if question.name in item.names]
    yield _(N_("Indicators")), "\n".join(map(_titled, used))


# --- a centre of a result ------------------------------------------------------------------


def find_centre(name: str, result: Result) -> CentreRow:
    """The centre with this code or name.

    Raises `UsageError` where none or several fit; it names them.
    """
    centres = list(result.centre_rows())
    wanted = fold(name)
    codes = known_centre_codes(name, [row.centre_id for row in centres])
    exact = [row for row in centres if row.centre_id in codes or wanted == fold(row.name)]
    matching = exact or [row for row in centres if wanted and wanted in fold(row.name)]
    if len(matching) == 1:
        return matching[0]
    near = matching or _nearest(wanted, centres)
    if not near:
        raise UsageError(
            N_("There is no centre '{name}' in the result; write its code, such as {example}."),
            name=name,
            example=next((row.centre_id for row in centres), "33.01"),
        )
    names = [f"{row.name} ({row.centre_id})" for row in near[:MOST_NAMED]]
    raise UsageError(
        N_("'{name}' means several centres: {listed}. Write the code.")
        if matching
        else N_("There is no centre '{name}' in the result; did you mean {listed}?"),
        name=name,
        listed=", ".join(names) if matching else either(names),
    )


def _nearest(wanted: str, centres: Sequence[CentreRow]) -> list[CentreRow]:
    by_name = {fold(row.name): row for row in centres}
    return [by_name[name] for name in nearest_names(wanted, by_name, 3, inside=True)]
