"""Questionnaire or visit: by the share of each form's own questions that a sheet answers.

One header settles nothing: a questionnaire may note the day of a visit, and the list of a visit
may repeat what a questionnaire says of the centre.
"""

from collections.abc import Iterable, Iterator, Set

from plut_audit.i18n import N_, translations
from plut_audit.ingest.dialects import RawAnswers, RawColumn, Role
from plut_audit.ingest.dialects._questions import IDENTITY
from plut_audit.ingest.values import is_blank
from plut_audit.problems import Problem
from plut_audit.rubric import Form, Rubric

VISIT_KEYS = frozenset(("visit_date", "open_at_visit"))
"""The questions without which a sheet is no visit."""
_AHEAD_BY = 0.1
"""How far one form's share must be ahead of the other's to decide."""
_FORMS = {"questionnaire": N_("a questionnaire"), "visit": N_("a field visit")}


def role_of(questions: Set[str], rubric: Rubric, filled: Set[str] = frozenset()) -> Role | None:
    """The form that the columns of a sheet belong to; None where they fit both alike.

    `filled` are the questions with an answer; they decide where they are of either form.
    """
    if not questions & VISIT_KEYS:
        return "questionnaire"
    survey, visit = (own_questions(form, rubric) for form in ("questionnaire", "visit"))
    decisive = filled if filled & (survey | visit) else questions
    ahead = _share(decisive, survey) - _share(decisive, visit)
    if abs(ahead) < _AHEAD_BY:
        return None
    return "questionnaire" if ahead > 0 else "visit"


def _share(questions: Set[str], own: Set[str]) -> float:
    """How many of a form's own questions are among these, from 0 to 1."""
    return len(own & questions) / len(own) if own else 0.0


def own_questions(form: Form, rubric: Rubric) -> set[str]:
    """The questions that this form asks and the other does not; what names a centre aside."""
    other: Form = "visit" if form == "questionnaire" else "questionnaire"
    return set(rubric.asked_in(form)) - set(rubric.asked_in(other)) - set(IDENTITY)


def settle_roles(answers: list[RawAnswers], rubric: Rubric) -> list[Problem]:
    """Give each sheet of answers its role by what is filled in; a tie is taken out and reported."""
    problems: list[Problem] = []
    for raw in list(answers):
        if raw.role == "roster":
            continue
        role = role_of(raw.columns.keys(), rubric, filled_questions(raw))
        if role is None:
            answers.remove(raw)
            problems.append(_tie(raw, rubric))
        else:
            raw.role = role
            raw.problems.extend(_of_the_other_form(raw, rubric))
    return problems


def filled_questions(raw: RawAnswers) -> set[str]:
    """The questions that some response of a sheet answers."""
    return {name for name, column in raw.columns.items() if _is_filled(column)}


def _is_filled(column: RawColumn) -> bool:
    cells = [column, *column.choices.values()]
    return any(not is_blank(value) for one in cells for value in one.values)


def unanswered_forms(found: Iterable[RawAnswers]) -> Iterator[Problem]:
    """SUB-09 for each sheet that asks the questions of a form and answers none of them."""
    for raw in found:
        if raw.role != "roster" and not filled_questions(raw):
            form: Form = "visit" if raw.role == "visit" else "questionnaire"
            blanks = {"form": translations(_FORMS[form]), "count": len(raw.columns)}
            yield Problem("SUB-09", raw.sheet.file, raw.sheet.name, values=blanks)


def _tie(raw: RawAnswers, rubric: Rubric) -> Problem:
    """FIL-20: a sheet that answers as much of one form as of the other."""
    evidence = {
        form: ", ".join(sorted(own_questions(form, rubric) & raw.columns.keys())[:5])
        for form in ("questionnaire", "visit")
    }
    blanks = {
        "first": translations(_FORMS["questionnaire"]),
        "first_columns": evidence["questionnaire"],
        "second": translations(_FORMS["visit"]),
        "second_columns": evidence["visit"],
    }
    return Problem("FIL-20", raw.sheet.file, raw.sheet.name, values=blanks)


def _of_the_other_form(raw: RawAnswers, rubric: Rubric) -> Iterator[Problem]:
    """COL-20 for each filled column that only the other form asks, at its first answer."""
    form: Form = "visit" if raw.role == "visit" else "questionnaire"
    other: Form = "visit" if form == "questionnaire" else "questionnaire"
    unused: Iterable[str] = own_questions(other, rubric) & raw.columns.keys()
    for name in sorted(unused):
        values = raw.columns[name].values
        answered = [row for row, value in enumerate(values) if not is_blank(value)]
        if answered:
            blanks = {
                "form": translations(_FORMS[form]),
                "other": translations(_FORMS[other]),
                "count": len(answered),
            }
            cell = raw.cell(answered[0], name)
            yield Problem(
                "COL-20", raw.sheet.file, raw.sheet.name, cell, question=name, values=blanks
            )
