"""A survey year: its answers typed, and matched with their centres."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import compress

import numpy as np

from plut_audit.errors import NothingToReadError
from plut_audit.i18n import N_
from plut_audit.ingest import answers, dialects, roster
from plut_audit.ingest.answers import Answers, Array, Blank
from plut_audit.ingest.cell_account import CellAccount, list_account
from plut_audit.ingest.dialects import SurveyAnswers
from plut_audit.ingest.files import Inputs
from plut_audit.ingest.matching import (
    NOWHERE,
    CentreReference,
    MatchedCentres,
    Survey,
    absent_rows,
    answering_rows,
    centre_references,
    choose_responses,
    dates_of_other_years,
    duplicate_responses,
    latest_by_question,
    match_centres,
    surveyed_centres,
    undecided_visits,
)
from plut_audit.ingest.registry import Centre, Registry
from plut_audit.problems import Problem
from plut_audit.rubric import Question, Rubric


@dataclass
class TypedAnswers:
    """The typed answers of the three roles."""

    questionnaire: Answers
    visits: Answers
    roster: Answers
    problems: list[Problem]
    cells: list[CellAccount]


def type_answers(
    read: Inputs, rubric: Rubric, only_approved: bool = False, year: int | None = None
) -> TypedAnswers:
    """From sheets to typed answers; nothing to answer with is an error."""
    return type_raw_answers(read, raw_answers(read, rubric, only_approved, year), rubric)


def raw_answers(
    read: Inputs, rubric: Rubric, only_approved: bool = False, year: int | None = None
) -> SurveyAnswers:
    """From sheets to raw answers."""
    return dialects.read(read.workbooks, rubric, read.crosswalk, only_approved, year or 0)


def type_raw_answers(read: Inputs, found: SurveyAnswers, rubric: Rubric) -> TypedAnswers:
    """From raw answers, which stay as they are, to typed ones; none at all is an error."""
    raws = [replace(raw) for raw in found.answers]
    problems = [
        *found.problems,
        *answers.settle_date_orders(raws, {**rubric.questions, **rubric.roster}),
    ]
    by_role = {
        role: [raw for raw in raws if raw.role == role]
        for role in ("questionnaire", "visit", "roster")
    }
    if not by_role["questionnaire"] and not by_role["visit"]:
        _nothing_answered(read, problems)
    return TypedAnswers(
        answers.type_columns(by_role["questionnaire"], rubric.asked_in("questionnaire"), rubric),
        answers.type_columns(by_role["visit"], rubric.asked_in("visit"), rubric),
        answers.type_columns(by_role["roster"], _roster_questions(rubric), rubric),
        problems,
        [*found.cells, *map(list_account, read.lists)],
    )


def _roster_questions(rubric: Rubric) -> Mapping[str, Question]:
    """The roster's own questions and those that name the centre, for rosters without a parent."""
    naming: dict[str, Question] = {
        name: rubric.questions[name]
        for name in ("centre_id", "centre_name")
        if name in rubric.questions
    }
    return {**naming, **rubric.roster}


def _nothing_answered(read: Inputs, problems: list[Problem]) -> None:
    """One line that says why: the first file's own problem, else that no column is known."""
    for problem in [*problems, *read.unread]:
        if problem.severity == "error":
            message = problem.message()
            raise NothingToReadError(
                N_("Nothing could be read. {place}: {message}"),
                place=problem.location,
                message=message,
            )
    raise NothingToReadError(
        N_(
            "No file answers a question of the instrument. Use the forms of 'plut-audit forms', or "
            "name the columns in crosswalk.csv (column,question)."
        )
    )


# --- match the centres ---------------------------------------------------------------------


@dataclass
class MatchedSurvey:
    """The survey by centre, and what was met on the way."""

    survey: Survey
    registry: Registry
    year: int | None
    problems: list[Problem]
    centre_of_answer: Array
    centre_of_visit: Array
    roster_differs: dict[int, list[str]]


def match_responses(
    typed: TypedAnswers, registry: Registry, year: int | None, rubric: Rubric
) -> MatchedSurvey:
    """Which answers count for which centre."""
    year = year or _most_frequent_year(typed)
    answering = centre_references(typed.questionnaire, rubric)
    visiting = centre_references(typed.visits, rubric)
    consultants = roster.consultants(typed.roster, rubric)
    responds = answering_rows(typed.questionnaire, rubric)
    responds |= roster.has_consultants(typed.questionnaire, answering, consultants)
    visits = answering_rows(typed.visits, rubric)
    visited = list(compress(visiting, visits))
    named = [*compress(answering, responds), *visited]
    known = surveyed_centres(registry, named, year, rubric)
    sections = responds | _named_elsewhere(typed.questionnaire, answering, *known, responds)
    visit_sections = visits | _named_elsewhere(typed.visits, visiting, *known, visits)
    # A sheet that only says who answers and when belongs to the sections of the same centre.
    named = [*compress(answering, sections), *visited]
    centres, registry = surveyed_centres(registry, named, year, rubric)
    answered = match_centres(typed.questionnaire, answering, registry, centres, sections)
    size = len(centres)
    # The rows whose answers stand in another row's stay known by their centre in messages.
    asked = rubric.asked_in("questionnaire")
    joined = answers.join_sections(typed.questionnaire, answered.centre, NOWHERE, asked)
    responds = answering_rows(typed.questionnaire, rubric) | (responds & (joined != NOWHERE))
    taken_into_another = sections & (answered.centre != NOWHERE) & (joined == NOWHERE)
    counting = replace(answered, centre=np.where(responds, joined, NOWHERE))
    response, repeated = choose_responses(typed.questionnaire, counting, "survey_date", size)
    seen = match_centres(typed.visits, visiting, registry, centres, visit_sections)
    visit, visit_problems = _visits(typed.visits, seen, centres, rubric)
    owners = roster.owners(consultants, typed.questionnaire, registry, centres, response)
    summary = roster.count_summary(typed.questionnaire, typed.roster, owners, rubric)
    questionnaire = roster.with_summary(typed.questionnaire, summary)
    return MatchedSurvey(
        survey=Survey(centres, questionnaire, response, typed.visits, visit),
        registry=registry,
        year=year,
        problems=[
            *absent_rows(typed.questionnaire, responds | taken_into_another),
            *absent_rows(typed.roster, consultants.listed),
            *answered.problems,
            *duplicate_responses(typed.questionnaire, repeated, answered, centres),
            *_dated_otherwise(typed, responds, visits, year),
            *[*visit_problems, *roster.orphans(consultants, owners)],
        ],
        centre_of_answer=answered.centre,
        centre_of_visit=seen.centre,
        roster_differs=summary.differs,
    )


def _dated_otherwise(
    typed: TypedAnswers, responds: Array, visits: Array, year: int | None
) -> list[Problem]:
    """The responses and visits of other years than the one audited."""
    return [
        *dates_of_other_years(typed.questionnaire, responds, "survey_date", year),
        *dates_of_other_years(typed.visits, visits, "visit_date", year),
    ]


def _visits(
    given: Answers, seen: MatchedCentres, centres: tuple[Centre, ...], rubric: Rubric
) -> tuple[dict[str, Array], list[Problem]]:
    """For each question of the visit form the row that counts of each centre, and the problems."""
    joined = answers.join_visits(given, seen.centre, NOWHERE, rubric.asked_in("visit"))
    visits = answering_rows(given, rubric)
    taken_into_another = (seen.centre != NOWHERE) & (joined == NOWHERE)
    counting = replace(seen, centre=np.where(visits, joined, NOWHERE))
    newest, several = choose_responses(given, counting, "visit_date", len(centres))
    problems = [
        *absent_rows(given, visits | taken_into_another),
        *seen.problems,
        *undecided_visits(given, several, counting, centres),
    ]
    return latest_by_question(given, newest, several, counting), problems


def _named_elsewhere(
    given: Answers,
    references: list[CentreReference],
    centres: tuple[Centre, ...],
    registry: Registry,
    responds: Array,
) -> Array:
    """Rows that only name a centre which answers on other sheets and not on their own."""
    if responds.all():
        return np.zeros(len(responds), bool)
    centre = match_centres(given, references, registry, centres).centre
    origin = given.origin
    answers_on: dict[int, set[int]] = defaultdict(set)
    for row in np.flatnonzero(responds & (centre != NOWHERE)):
        answers_on[int(centre[row])].add(int(origin[row]))
    return np.array(
        [
            not responds[row]
            and bool(answers_on.get(int(centre[row])))
            and int(origin[row]) not in answers_on[int(centre[row])]
            for row in range(len(responds))
        ],
        bool,
    )


def _most_frequent_year(typed: TypedAnswers) -> int | None:
    """The year that most answers are dated in."""
    for form, question in ((typed.questionnaire, "survey_date"), (typed.visits, "visit_date")):
        column = form.columns.get(question)
        if column is not None:
            given = column.values[column.blank == Blank.GIVEN]
            if len(given):
                years = Counter(int(day.year) for day in given)
                return max(sorted(years), key=lambda year: years[year])
    return None
