"""What is wrong in the files of a survey, each problem with its centre and in its order."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from plut_audit.i18n import Translations
from plut_audit.ingest.files import Inputs
from plut_audit.ingest.survey import MatchedSurvey, TypedAnswers
from plut_audit.problems import Problem
from plut_audit.rubric import Rubric
from plut_audit.rubric.forms.question_names import question_names
from plut_audit.scoring.evidence.contradictions import AnswerFaults


def survey_problems(
    read: Inputs,
    typed: TypedAnswers,
    matched: MatchedSurvey,
    faults: AnswerFaults,
    rubric: Rubric,
) -> list[Problem]:
    """Every problem by file, sheet and cell; `faults` lie between the answers of a centre."""
    problems = [*read.problems, *typed.problems, *matched.problems]
    problems += [typed.roster.problem(fault, "") for fault in typed.roster.faults]
    problems = _with_names(problems, question_names(rubric))
    of_cells = AnswerFaults(typed.questionnaire.faults, typed.visits.faults)
    for between in (of_cells, faults):
        problems += answer_problems(typed, matched, between, rubric)
    if not matched.registry.known and not rubric.without_form:
        problems.append(Problem("CEN-05"))
    return sorted(problems, key=location_key)


def answer_problems(
    typed: TypedAnswers, matched: MatchedSurvey, faults: AnswerFaults, rubric: Rubric
) -> list[Problem]:
    """Faults of answers at their cells, each with the code of its centre."""
    ids = [centre.centre_id for centre in matched.survey.centres] + [""]
    questionnaire = [
        typed.questionnaire.problem(fault, ids[matched.centre_of_answer[fault.response]])
        for fault in faults.questionnaire
    ]
    visits = [
        typed.visits.problem(fault, ids[matched.centre_of_visit[fault.response]])
        for fault in faults.visits
    ]
    return [
        *_with_names(questionnaire, question_names(rubric, "questionnaire")),
        *_with_names(visits, question_names(rubric, "visit")),
    ]


def _with_names(problems: Sequence[Problem], names: Mapping[str, Translations]) -> list[Problem]:
    """The problems, each question in a message named as people know it."""
    return [
        replace(problem, values={"question": names[problem.question], **problem.values})
        if problem.question in names
        else problem
        for problem in problems
    ]


def location_key(problem: Problem) -> tuple[object, ...]:
    """File, sheet, row and column, then what is wrong there."""
    letters = problem.cell.rstrip("0123456789")
    row = int(problem.cell[len(letters) :] or 0)
    return problem.file, problem.sheet, row, len(letters), letters, problem.code, problem.value
