"""What a code means, and which centre of a result is meant.

A code is that of an indicator or a dimension, of a consistency finding, of a kind of problem, or
the name of a question: what it is, why it matters, how it is scored, on what basis, how to mend.
"""

import difflib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from plut_audit.errors import UsageError
from plut_audit.i18n import N_, _, format_plain_number, localized
from plut_audit.ingest.values import fold
from plut_audit.problems import PROBLEM_KINDS
from plut_audit.rubric import Dimension, Indicator, Question, Rubric
from plut_audit.scoring.findings.checks import BY_CODE, Check

Lines = Iterator[tuple[str, str]]
"""Headings and what stands beside them; the first heading is blank and its text the title."""


def code(wish: str, rubric: Rubric) -> list[tuple[str, str]]:
    """What is to be said of a code; `UsageError` with the nearest ones where there is none."""
    known = _explanations(rubric)
    wanted = wish.strip().casefold()
    if wanted in known:
        return [(heading, text) for heading, text in known[wanted]() if text]
    near = ", ".join(one.upper() for one in difflib.get_close_matches(wanted, known, 3, 0.5))
    raise UsageError(
        N_(
            "There is no code '{wish}'; near: {near}. To explain a centre, name its result with "
            "--in result.json."
        ),
        wish=wish,
        near=near or "–",
    )


def _explanations(rubric: Rubric) -> dict[str, Callable[[], Lines]]:
    found: dict[str, Callable[[], Lines]] = {}
    for one in rubric.indicators.values():
        found[one.code] = partial(_indicator, one, rubric)
    for part in rubric.dimensions:
        found[part.code] = partial(_dimension, part, rubric)
    found |= {name: partial(_check, check) for name, check in BY_CODE.items()}
    found |= {name: partial(_problem, name) for name in PROBLEM_KINDS}
    found |= {name: partial(_question, asked, rubric) for name, asked in rubric.questions.items()}
    return {name.casefold(): explanation for name, explanation in found.items()}


def _indicator(one: Indicator, rubric: Rubric) -> Lines:
    part = rubric.dimension(one.dimension)
    yield "", f"{one.code}  {localized(one.title)}"
    yield _(N_("Dimension")), localized(part.title)
    yield _(N_("What is asked")), "\n".join(_asked(one, rubric))
    yield _(N_("What is right")), localized(one.compliant)
    yield _(N_("Why it matters")), localized(one.effect)
    yield _(N_("How it is scored")), scoring(one, rubric)
    yield (
        _(N_("Weight")),
        _(
            N_("{weight} of {total} in its dimension: up to {points} points of the index"),
            weight=format_plain_number(one.weight),
            total=format_plain_number(sum(item.weight for item in part.indicators.values())),
            points=format_plain_number(round(_most_points(one, rubric), 2)),
        ),
    )
    if one.mandatory:
        yield _(N_("Severity")), _(N_("A score of 0 is a critical finding."))
    yield _(N_("Formerly")), ", ".join(one.formerly)
    yield _(N_("Basis")), localized(one.basis)
    yield _(N_("How to mend it")), localized(one.recommendation)


def _asked(one: Indicator, rubric: Rubric) -> Iterator[str]:
    """The questions behind an indicator, and where each is asked."""
    forms = {"questionnaire": N_("questionnaire"), "visit": N_("visit"), "both": N_("both forms")}
    for name in one.names:
        if name in rubric.questions:
            question = rubric.questions[name]
            yield f"{localized(question.label)} ({name}, {_(forms[question.asked_in])})"
    if one.value not in rubric.questions:
        yield _(N_("Measured as: {expression}"), expression=one.value)


def scoring(one: Indicator, rubric: Rubric) -> str:
    """The goalposts of an indicator, or the points of each answer in words."""
    if one.kind == "points":
        labels = rubric.questions[one.lead].choices
        return ", ".join(
            f"{localized(labels.get(name, name))} {format_plain_number(points)}"
            for name, points in one.points.items()
        )
    low, high = float(one.low or 0), float(one.high or 0)
    text = _(N_("0 points at {low}, full at {high}"), low=low, high=high)
    return f"{text} (ln)" if one.transform == "ln" else text


def _most_points(one: Indicator, rubric: Rubric) -> float:
    part = rubric.dimension(one.dimension)
    within = one.weight / sum(item.weight for item in part.indicators.values())
    share = part.weight / sum(other.weight for other in rubric.dimensions)
    return rubric.scoring.scale * share * within


def _dimension(part: Dimension, rubric: Rubric) -> Lines:
    share = part.weight / sum(one.weight for one in rubric.dimensions)
    yield "", f"{part.code}  {localized(part.title)}"
    yield _(N_("Weight")), f"{format_plain_number(round(100 * share, 2))} %"
    indicators = [f"{one.code}  {localized(one.title)}" for one in part.indicators.values()]
    yield _(N_("Indicators")), "\n".join(indicators)


def _check(check: Check) -> Lines:
    yield "", f"{check.code}  {_(check.title)}"
    yield _(N_("What is right")), _(check.criterion)
    yield _(N_("Why it matters")), _(check.effect)
    yield (
        _(N_("How it is scored")),
        _(
            N_("A finding about consistency: severity {severity}, no points are taken."),
            severity=_(SEVERITY_WORDS[check.severity.word]),
        ),
    )
    yield _(N_("What is asked")), ", ".join(check.questions)
    yield _(N_("How to mend it")), _(check.recommendation)


SEVERITY_WORDS = {
    "critical": N_("critical"),
    "high": N_("high"),
    "medium": N_("medium"),
    "low": N_("low"),
}
_GRAVITY = {
    "error": N_("Error: it was not read."),
    "warning": N_("Warning: it was read, but look at it."),
    "notice": N_("Notice: good to know."),
}


def _problem(name: str) -> Lines:
    kind = PROBLEM_KINDS[name]
    yield "", f"{name}  {_(kind.title)}"
    yield _(N_("Severity")), _(_GRAVITY[kind.severity])
    yield _(N_("What it says")), _(kind.message)
    yield _(N_("How to mend it")), _(kind.remedy)


def _question(one: Question, rubric: Rubric) -> Lines:
    yield "", f"{one.name}  {localized(one.label)}"
    yield _(N_("Hint")), localized(one.hint)
    yield _(N_("Type")), f"{one.type} {one.unit}".strip()
    choices = [f"{name}  {localized(label)}" for name, label in one.choices.items()]
    yield _(N_("Choices")), "\n".join(choices)
    used = [item for item in rubric.indicators.values() if one.name in item.names]
    yield _(N_("Indicators")), "\n".join(f"{item.code}  {localized(item.title)}" for item in used)


# --- a centre of a result ------------------------------------------------------------------


def centre_of(wish: str, result: dict[str, Any]) -> dict[str, Any]:
    """The record of the centre with this code or name.

    Raises `UsageError` where none or several fit; it names them.
    """
    centres: list[dict[str, Any]] = list(result["centres"])
    wanted = fold(wish)
    exact = [one for one in centres if wanted in (fold(one["centre_id"]), fold(one["name"]))]
    found = exact or [one for one in centres if wanted and wanted in fold(one["name"])]
    if len(found) == 1:
        return found[0]
    near = found or _nearest(wanted, centres)
    listed = ", ".join(f"{one['name']} ({one['centre_id']})" for one in near[:8])
    raise UsageError(
        N_("'{wish}' means several centres: {listed}. Write the code.")
        if found
        else N_("There is no centre '{wish}' in the result. Near: {listed}."),
        wish=wish,
        listed=listed or "–",
    )


def _nearest(wanted: str, centres: list[dict[str, Any]]) -> list[dict[str, Any]]:
    names = {fold(one["name"]): one for one in centres}
    return [names[name] for name in difflib.get_close_matches(wanted, names, 3, 0.5)]
