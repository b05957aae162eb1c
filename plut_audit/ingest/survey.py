"""A survey year: its answers typed, and matched with their centres."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import compress

from plut_audit.errors import NothingToReadError
from plut_audit.i18n import N_
from plut_audit.ingest import answers, dialects, roster
from plut_audit.ingest.answers import Answers, Array, Blank
from plut_audit.ingest.files import Inputs
from plut_audit.ingest.matching import (
    Survey,
    absent_rows,
    answering_rows,
    centre_references,
    choose_responses,
    duplicate_responses,
    latest_by_question,
    match_centres,
    surveyed_centres,
    undecided_visits,
)
from plut_audit.ingest.registry import Registry
from plut_audit.problems import Problem
from plut_audit.rubric import Question, Rubric


@dataclass
class TypedAnswers:
    """The typed answers of the three roles."""

    questionnaire: Answers
    visits: Answers
    roster: Answers
    problems: list[Problem]


def type_answers(read: Inputs, rubric: Rubric, only_approved: bool = False) -> TypedAnswers:
    """From sheets to typed answers; nothing to answer with is an error."""
    raws, problems = dialects.read(read.workbooks, rubric, read.crosswalk, only_approved)
    problems += answers.settle_date_orders(raws, {**rubric.questions, **rubric.roster})
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
    counted = [*compress(answering, responds), *compress(visiting, visits)]
    centres, registry = surveyed_centres(registry, counted, year, rubric)
    answered = match_centres(typed.questionnaire, answering, registry, centres, responds)
    seen = match_centres(typed.visits, visiting, registry, centres, visits)
    size = len(centres)
    response, repeated = choose_responses(typed.questionnaire, answered, "survey_date", size)
    newest, revisited = choose_responses(typed.visits, seen, "visit_date", size)
    owners = roster.owners(consultants, typed.questionnaire, registry, centres, response)
    summary = roster.count_summary(typed.questionnaire, typed.roster, owners, rubric)
    questionnaire = roster.with_summary(typed.questionnaire, summary)
    visit = latest_by_question(typed.visits, newest, revisited, seen)
    return MatchedSurvey(
        survey=Survey(centres, questionnaire, response, typed.visits, visit),
        registry=registry,
        year=year,
        problems=[
            *absent_rows(typed.questionnaire, responds),
            *absent_rows(typed.visits, visits),
            *absent_rows(typed.roster, consultants.listed),
            *answered.problems,
            *seen.problems,
            *duplicate_responses(typed.questionnaire, repeated, answered, centres),
            *undecided_visits(typed.visits, revisited, seen, centres),
            *roster.orphans(consultants, owners),
        ],
        centre_of_answer=answered.centre,
        centre_of_visit=seen.centre,
        roster_differs=summary.differs,
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
