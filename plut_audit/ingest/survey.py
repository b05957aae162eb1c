"""A survey year: its answers taken from the sheets and settled on their centres."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from plut_audit.errors import NothingToReadError
from plut_audit.i18n import N_
from plut_audit.ingest import answers, dialects, roster
from plut_audit.ingest.answers import Answers, Array, Blank
from plut_audit.ingest.files import Inputs
from plut_audit.ingest.matching import Survey, centre_names, latest
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


def type_answers(read: Inputs, rubric: Rubric, only_approved: bool = False) -> TypedAnswers:
    """From sheets to typed answers; nothing to answer with is an error."""
    raws, problems = dialects.read(read.workbooks, rubric, read.crosswalk, only_approved)
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
    taken: TypedAnswers, registry: Registry, year: int | None, rubric: Rubric
) -> MatchedSurvey:
    """Which answers count for which centre."""
    year = year or _year(taken)
    answering = centre_names.written(taken.questionnaire, rubric)
    visited = centre_names.written(taken.visits, rubric)
    centres, registry = centre_names.centres_of(registry, [answering, visited], year, rubric)
    answered = centre_names.match(taken.questionnaire, answering, registry, centres)
    seen = centre_names.match(taken.visits, visited, registry, centres)
    response, several = latest.latest(taken.questionnaire, answered, "survey_date", len(centres))
    newest, often = latest.latest(taken.visits, seen, "visit_date", len(centres))
    visit = latest.latest_by_question(taken.visits, newest, often, seen)
    return MatchedSurvey(
        survey=Survey(centres, taken.questionnaire, response, taken.visits, visit),
        registry=registry,
        year=year,
        problems=[
            *answered.problems,
            *seen.problems,
            *latest.duplicates(taken.questionnaire, several, answered, centres),
        ],
        centre_of_answer=answered.centre,
        centre_of_visit=seen.centre,
        roster_differs=_fill_from_roster(taken, registry, centres, response, rubric),
    )


def _year(taken: TypedAnswers) -> int | None:
    """The year that most answers are dated in."""
    for part, question in ((taken.questionnaire, "survey_date"), (taken.visits, "visit_date")):
        column = part.columns.get(question)
        if column is not None:
            given = column.values[column.blank == Blank.GIVEN]
            if len(given):
                years = Counter(int(day.year) for day in given)
                return max(sorted(years), key=lambda year: years[year])
    return None


def _fill_from_roster(
    taken: TypedAnswers,
    registry: Registry,
    centres: tuple[Centre, ...],
    response: Array,
    rubric: Rubric,
) -> dict[int, list[str]]:
    """Count the summary from the roster; the questions that were answered otherwise."""
    if not len(taken.roster):
        return {}
    names = centre_names.written(taken.roster, rubric)
    named = centre_names.match(taken.roster, names, registry, centres).centre
    owners = roster.owners(taken.roster, taken.questionnaire, named, response)
    return roster.fill(taken.questionnaire, taken.roster, owners, rubric)
