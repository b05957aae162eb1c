"""What a code means, and which centre of a result is meant.

A code is that of an indicator or a dimension, of a consistency finding, of a kind of problem, or
the name of a question: what it is, why it matters, how it is scored, on what basis, how to mend.
"""

import difflib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from plut_audit.errors import UsageError
from plut_audit.i18n import N_, pick, plain_number, say
from plut_audit.ingest.values import fold
from plut_audit.problems import KINDS
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
        N_("There is no code '{wish}'; near: {near}. To explain a centre, name its result with "
           "--in result.json."), wish=wish, near=near or "–",
    )  # fmt: skip


def _explanations(rubric: Rubric) -> dict[str, Callable[[], Lines]]:
    found: dict[str, Callable[[], Lines]] = {}
    for one in rubric.indicators.values():
        found[one.code] = partial(_indicator, one, rubric)
    for part in rubric.dimensions:
        found[part.code] = partial(_dimension, part, rubric)
    found |= {name: partial(_check, check) for name, check in BY_CODE.items()}
    found |= {name: partial(_problem, name) for name in KINDS}
    found |= {name: partial(_question, asked, rubric) for name, asked in rubric.questions.items()}
    return {name.casefold(): explanation for name, explanation in found.items()}


def _indicator(one: Indicator, rubric: Rubric) -> Lines:
    part = rubric.dimension(one.dimension)
    yield "", f"{one.code}  {pick(one.title)}"
    yield say(N_("Dimension")), pick(part.title)
    yield say(N_("What is asked")), "\n".join(_asked(one, rubric))
    yield say(N_("What is right")), pick(one.compliant)
    yield say(N_("Why it matters")), pick(one.effect)
    yield say(N_("How it is scored")), scoring(one, rubric)
    yield (
        say(N_("Weight")),
        say(
            N_("{weight} of {total} in its dimension: up to {points} points of the index"),
            weight=plain_number(one.weight),
            total=plain_number(sum(item.weight for item in part.indicators.values())),
            points=plain_number(round(_most_points(one, rubric), 2)),
        ),
    )
    if one.mandatory:
        yield say(N_("Severity")), say(N_("A score of 0 is a critical finding."))
    yield say(N_("Formerly")), ", ".join(one.formerly)
    yield say(N_("Basis")), pick(one.basis)
    yield say(N_("How to mend it")), pick(one.recommendation)


def _asked(one: Indicator, rubric: Rubric) -> Iterator[str]:
    """The questions behind an indicator, and where each is asked."""
    forms = {"questionnaire": N_("questionnaire"), "visit": N_("visit"), "both": N_("both forms")}
    for name in one.names:
        if name in rubric.questions:
            question = rubric.questions[name]
            yield f"{pick(question.label)} ({name}, {say(forms[question.asked_in])})"
    if one.value not in rubric.questions:
        yield say(N_("Measured as: {expression}"), expression=one.value)


def scoring(one: Indicator, rubric: Rubric) -> str:
    """The goalposts of an indicator, or the points of each answer in words."""
    if one.kind == "points":
        labels = rubric.questions[one.lead].choices
        return ", ".join(
            f"{pick(labels.get(name, name))} {plain_number(points)}"
            for name, points in one.points.items()
        )
    low, high = float(one.low or 0), float(one.high or 0)
    text = say(N_("0 points at {low}, full at {high}"), low=low, high=high)
    return f"{text} (ln)" if one.transform == "ln" else text


def _most_points(one: Indicator, rubric: Rubric) -> float:
    part = rubric.dimension(one.dimension)
    within = one.weight / sum(item.weight for item in part.indicators.values())
    share = part.weight / sum(other.weight for other in rubric.dimensions)
    return rubric.scoring.scale * share * within


def _dimension(part: Dimension, rubric: Rubric) -> Lines:
    share = part.weight / sum(one.weight for one in rubric.dimensions)
    yield "", f"{part.code}  {pick(part.title)}"
    yield say(N_("Weight")), f"{plain_number(round(100 * share, 2))} %"
    indicators = [f"{one.code}  {pick(one.title)}" for one in part.indicators.values()]
    yield say(N_("Indicators")), "\n".join(indicators)


def _check(check: Check) -> Lines:
    yield "", f"{check.code}  {say(check.title)}"
    yield say(N_("What is right")), say(check.criterion)
    yield say(N_("Why it matters")), say(check.effect)
    yield (
        say(N_("How it is scored")),
        say(
            N_("A finding about consistency: severity {severity}, no points are taken."),
            severity=say(SEVERITY_WORDS[check.severity.word]),
        ),
    )
    yield say(N_("What is asked")), ", ".join(check.questions)
    yield say(N_("How to mend it")), say(check.recommendation)


SEVERITY_WORDS = {
    "critical": N_("critical"), "high": N_("high"), "medium": N_("medium"), "low": N_("low"),
}  # fmt: skip
_GRAVITY = {
    "error": N_("Error: it was not read."),
    "warning": N_("Warning: it was read, but look at it."),
    "notice": N_("Notice: good to know."),
}


def _problem(name: str) -> Lines:
    kind = KINDS[name]
    yield "", f"{name}  {say(kind.title)}"
    yield say(N_("Severity")), say(_GRAVITY[kind.severity])
    yield say(N_("What it says")), say(kind.message)
    yield say(N_("How to mend it")), say(kind.mend)


def _question(one: Question, rubric: Rubric) -> Lines:
    yield "", f"{one.name}  {pick(one.label)}"
    yield say(N_("Hint")), pick(one.hint)
    yield say(N_("Type")), f"{one.type} {one.unit}".strip()
    choices = [f"{name}  {pick(label)}" for name, label in one.choices.items()]
    yield say(N_("Choices")), "\n".join(choices)
    used = [item for item in rubric.indicators.values() if one.name in item.names]
    yield say(N_("Indicators")), "\n".join(f"{item.code}  {pick(item.title)}" for item in used)


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
        if found else N_("There is no centre '{wish}' in the result. Near: {listed}."),
        wish=wish, listed=listed or "–",
    )  # fmt: skip


def _nearest(wanted: str, centres: list[dict[str, Any]]) -> list[dict[str, Any]]:
    names = {fold(one["name"]): one for one in centres}
    return [names[name] for name in difflib.get_close_matches(wanted, names, 3, 0.5)]
