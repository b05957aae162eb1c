"""One audit, from files to findings. Start reading here.

Read the sheets, take the answers, match the centres, weigh the evidence, score it, find what
is wrong, rank: `run` is that sentence. Everything it makes is in `Audit`.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from plut_audit import answers, dialects, evidence, findings, inputs, responses, roster, scores
from plut_audit.answers import Answers, Array, Blank
from plut_audit.centres import Registry
from plut_audit.dialects import RawAnswers
from plut_audit.errors import NothingToReadError
from plut_audit.evidence import Evidence
from plut_audit.findings import Findings, checks, systemic
from plut_audit.findings.systemic import Systemic
from plut_audit.inputs import Inputs, Progress
from plut_audit.language import N_, Words, words
from plut_audit.problems import Problem
from plut_audit.responses import Survey
from plut_audit.rubric import Question, Rubric
from plut_audit.scores import Scores
from plut_audit.sheets import Limits


@dataclass(frozen=True)
class Options:
    """What a run is told beside its files."""

    year: int | None = None
    centres: Path | None = None
    crosswalk: Path | None = None
    aliases: Path | None = None
    only_approved: bool = False
    limits: Limits = field(default_factory=Limits)


@dataclass
class Standing:
    """Where each centre stands, a row a centre: rank 0 and a reason where it is not ranked."""

    ranked: Array
    reasons: dict[int, Words]
    rank: Array
    tied: Array
    class_name: Array
    capped: Array
    unverified: Array


@dataclass
class Audit:
    """The result of one run, all columns in the order of the centres' codes."""

    rubric: Rubric
    year: int | None
    inputs: Inputs
    registry_known: bool
    evidence: Evidence
    scores: Scores
    standing: Standing
    findings: Findings
    systemic: list[Systemic]
    problems: list[Problem]
    roster_differs: dict[int, list[str]]
    roster_origins: list[RawAnswers]

    @property
    def survey(self) -> Survey:
        """The answers that counted, by centre."""
        return self.evidence.survey


def run(
    paths: Sequence[Path],
    rubric: Rubric,
    options: Options = Options(),
    progress: Progress | None = None,
) -> Audit:
    """Audit one survey year.

    Raises `NothingToReadError` when no file answers a question, `UsageError` when a folder
    holds several years. What is wrong inside the files is in `Audit.problems`.
    """
    read = inputs.read(
        paths, centres=options.centres, crosswalk=options.crosswalk, aliases=options.aliases,
        limits=options.limits, progress=progress,
    )  # fmt: skip
    taken = take_answers(read, rubric, options)
    settled = settle(taken, read.registry, options.year, rubric)
    weighed = evidence.weigh(settled.survey, rubric)
    scored = scores.score(weighed, rubric)
    standing = stand(weighed, scored, rubric)
    found = find(weighed, scored, rubric, settled)
    rolled_up = systemic.roll_up(found, settled.survey.centres, standing.ranked, rubric)
    return Audit(
        rubric=rubric, year=settled.year, inputs=read, registry_known=settled.registry.known,
        evidence=weighed, scores=scored, standing=standing, findings=found, systemic=rolled_up,
        problems=_sorted_problems(read, taken, settled, weighed),
        roster_differs=settled.roster_differs, roster_origins=taken.roster.origins,
    )  # fmt: skip


# --- take the answers ----------------------------------------------------------------------


@dataclass
class Taken:
    """The typed answers of the three roles."""

    questionnaire: Answers
    visits: Answers
    roster: Answers
    problems: list[Problem]


def take_answers(read: Inputs, rubric: Rubric, options: Options) -> Taken:
    """From sheets to typed answers; nothing to answer with is an error."""
    raws, problems = dialects.read(read.workbooks, rubric, read.crosswalk, options.only_approved)
    by_role = {
        role: [raw for raw in raws if raw.role == role]
        for role in ("questionnaire", "visit", "roster")
    }
    if not by_role["questionnaire"] and not by_role["visit"]:
        _nothing_answered(read, problems)
    return Taken(
        answers.typed(by_role["questionnaire"], rubric.asked_in("questionnaire"), rubric),
        answers.typed(by_role["visit"], rubric.asked_in("visit"), rubric),
        answers.typed(by_role["roster"], _roster_questions(rubric), rubric),
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
                place=problem.place,
                message=message,
            )
    raise NothingToReadError(
        N_("No file answers a question of the instrument. Use the forms of 'plut-audit forms', or "
           "name the columns in crosswalk.csv (column,question).")
    )  # fmt: skip


# --- match the centres ---------------------------------------------------------------------


@dataclass
class Settled:
    """The survey by centre, and what was met on the way."""

    survey: Survey
    registry: Registry
    year: int | None
    problems: list[Problem]
    centre_of: dict[str, Array]
    roster_differs: dict[int, list[str]]


def settle(taken: Taken, registry: Registry, year: int | None, rubric: Rubric) -> Settled:
    """Which answers count for which centre."""
    year = year or _year(taken)
    names = {
        role: responses.written(getattr(taken, role), rubric)
        for role in ("questionnaire", "visits", "roster")
    }
    parts = [names["questionnaire"], names["visits"]]
    centres, registry = responses.centres_of(registry, parts, year, rubric)
    matched = {
        role: responses.match(getattr(taken, role), names[role], registry, centres)
        for role in ("questionnaire", "visits")
    }
    response, several = responses.latest(
        taken.questionnaire, matched["questionnaire"], "survey_date", len(centres)
    )
    newest, visited_often = responses.latest(
        taken.visits, matched["visits"], "visit_date", len(centres)
    )
    visit = responses.latest_by_question(taken.visits, newest, visited_often, matched["visits"])
    differing = _fill_from_roster(taken, names["roster"], registry, centres, response, rubric)
    problems = [problem for part in matched.values() for problem in part.problems]
    problems += responses.duplicates(
        taken.questionnaire, several, matched["questionnaire"], centres
    )
    survey = Survey(
        centres, taken.questionnaire, response, taken.visits, visit if len(taken.visits) else {}
    )
    centre_of = {role: part.centre for role, part in matched.items()}
    return Settled(survey, registry, year, problems, centre_of, differing)


def _year(taken: Taken) -> int | None:
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
    taken: Taken, names: list[responses.Written], registry: Registry, centres: tuple[object, ...],
    response: Array, rubric: Rubric,
) -> dict[int, list[str]]:  # fmt: skip
    if not len(taken.roster):
        return {}
    places = {centre.centre_id: place for place, centre in enumerate(centres)}  # type: ignore[attr-defined]
    named = np.array(
        [
            places.get(registry.match(one.code, one.name).centre_id, responses.NOWHERE)
            for one in names
        ]
    )
    owner = responses.roster_responses(
        taken.roster, taken.questionnaire, {"centre": named}, response
    )
    return roster.fill(taken.questionnaire, taken.roster, owner, rubric)


# --- find what is wrong, rank --------------------------------------------------------------


def find(weighed: Evidence, scored: Scores, rubric: Rubric, settled: Settled) -> Findings:
    """All findings of the survey in their order."""
    survey = weighed.survey
    differs = np.array([int(row) in settled.roster_differs for row in survey.response], bool)
    silent = ~survey.responded & settled.registry.known
    return findings.joined(
        [
            findings.item_findings(weighed, scored, rubric),
            checks.consistency_findings(weighed, scored, rubric, differs, silent),
        ],
        rubric,
    )


def stand(weighed: Evidence, scored: Scores, rubric: Rubric) -> Standing:
    """Who is ranked, in which place and class; who is not, and why."""
    responded = weighed.survey.responded
    thin = scored.coverage < rubric.scoring.minimum_coverage - 1e-12
    ranked = responded & ~thin.any(axis=1) & ~np.isnan(scored.verified.index)
    rank = scores.ranks(scored.verified.index, ranked, rubric)
    counts = np.bincount((rank * 2).astype(int))
    class_name, capped = scores.classes(scored.verified, rubric)
    return Standing(
        ranked=ranked,
        reasons={
            int(row): _reason(int(row), responded, thin, rubric) for row in np.flatnonzero(~ranked)
        },
        rank=rank,
        tied=ranked & (counts[(rank * 2).astype(int)] > 1),
        class_name=class_name,
        capped=capped,
        unverified=scored.verified_share < rubric.evidence.unverified_below,
    )


def _reason(row: int, responded: Array, thin: Array, rubric: Rubric) -> Words:
    if not responded[row]:
        return words(N_("did not answer the questionnaire"))
    parts = [part.title for part, low in zip(rubric.dimensions, thin[row], strict=True) if low]
    listed = {language: ", ".join(part[language] for part in parts) for language in ("id", "en")}
    return words(
        N_("fewer than {share} % answered: {parts}"),
        share=round(100 * rubric.scoring.minimum_coverage), parts=listed,
    )  # fmt: skip


def _sorted_problems(
    read: Inputs, taken: Taken, settled: Settled, weighed: Evidence
) -> list[Problem]:
    """Every problem with its centre, by file, sheet and cell."""
    found = [*read.problems, *taken.problems, *settled.problems]
    ids = [centre.centre_id for centre in settled.survey.centres] + [""]
    for role, part in (("questionnaire", taken.questionnaire), ("visits", taken.visits)):
        centre_of = settled.centre_of[role]
        faults = [*part.faults, *(weighed.faults if role == "questionnaire" else ())]
        found += [part.problem(fault, ids[centre_of[fault.response]]) for fault in faults]
    found += [taken.roster.problem(fault, "") for fault in taken.roster.faults]
    if not settled.registry.known:
        found.append(Problem("CEN-05"))
    return sorted(found, key=_place_key)


def _place_key(problem: Problem) -> tuple[object, ...]:
    letters = problem.cell.rstrip("0123456789")
    row = int(problem.cell[len(letters) :] or 0)
    return problem.file, problem.sheet, row, len(letters), letters, problem.code, problem.value


def with_problems(audit: Audit, extra: list[Problem]) -> Audit:
    """The audit with further problems in their places."""
    return replace(audit, problems=sorted([*audit.problems, *extra], key=_place_key))
