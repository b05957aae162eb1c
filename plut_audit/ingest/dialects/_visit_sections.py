"""Sheets that ask only what both forms ask: a section of the field visit, or of the questionnaire.

A visit may be spread over several sheets or files like a questionnaire, and only its first names
the day. Which form such a sheet belongs to follows from the other sheets of its centres: the
form that has its answers elsewhere does not want them again.
"""

from collections.abc import Sequence, Set

from plut_audit.i18n import N_, translations
from plut_audit.ingest.dialects import RawAnswers
from plut_audit.ingest.dialects._columns import centres_of
from plut_audit.ingest.dialects._questions import IDENTITY, KEYS
from plut_audit.ingest.dialects._sheet_roles import filled_questions, own_questions
from plut_audit.problems import Problem
from plut_audit.rubric import Rubric


def settle_visit_sections(answers: list[RawAnswers], rubric: Rubric) -> list[Problem]:
    """Give the sections of visits their role; one that could belong to both is taken out."""
    visits = [raw for raw in answers if raw.role == "visit"]
    if not visits:
        return []
    given = {id(raw): filled_questions(raw) for raw in answers}
    sections = [raw for raw in answers if _may_be_section(raw, given[id(raw)], rubric)]
    undecided = {id(raw) for raw in sections}
    surveys = [raw for raw in answers if raw.role == "questionnaire" and id(raw) not in undecided]
    problems: list[Problem] = []
    for raw in sections:
        wanted = given[id(raw)] - {*IDENTITY}
        near_visits, near_surveys = _of_same_centres(raw, visits), _of_same_centres(raw, surveys)
        if not near_visits or any(wanted & given[id(other)] for other in near_visits):
            continue
        if near_surveys and not any(wanted & given[id(other)] for other in near_surveys):
            answers.remove(raw)
            problems.append(_either(raw, near_surveys[0], near_visits[0]))
        else:
            raw.role = "visit"
            value = ", ".join(sorted(wanted))
            problems.append(Problem("LAY-12", raw.sheet.file, raw.sheet.name, value=value))
    return problems


def _may_be_section(raw: RawAnswers, given: Set[str], rubric: Rubric) -> bool:
    """Whether a sheet names centres and answers only what both forms ask."""
    both = set(rubric.asked_in("questionnaire")) & set(rubric.asked_in("visit"))
    own = own_questions("questionnaire", rubric) | own_questions("visit", rubric)
    wanted = given - {*KEYS}
    return raw.role == "questionnaire" and bool(wanted) and wanted <= both and not own & given


def _of_same_centres(raw: RawAnswers, others: Sequence[RawAnswers]) -> list[RawAnswers]:
    """The sheets that answer for some of its centres, as they are written."""
    centres = centres_of(raw)
    return [other for other in others if centres & centres_of(other)]


def _either(raw: RawAnswers, survey: RawAnswers, visit: RawAnswers) -> Problem:
    """FIL-20: neither the questionnaire nor the visit of its centres has its answers elsewhere."""
    blanks = {
        "first": translations(N_("a section of the questionnaire")),
        "first_columns": f"{survey.sheet.file} › {survey.sheet.name}",
        "second": translations(N_("a section of the field visit")),
        "second_columns": f"{visit.sheet.file} › {visit.sheet.name}",
    }
    return Problem("FIL-20", raw.sheet.file, raw.sheet.name, values=blanks)
