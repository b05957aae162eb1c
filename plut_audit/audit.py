"""One audit, from files to findings. Start reading here.

Read the sheets, take the answers, match the centres, weigh the evidence, score it, find what
is wrong, rank: `run` is that sentence. Everything it makes is in `Audit`.
"""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from plut_audit.ingest import files
from plut_audit.ingest.dialects import RawAnswers
from plut_audit.ingest.files import Inputs, Progress
from plut_audit.ingest.matching import Survey
from plut_audit.ingest.sheets import Limits
from plut_audit.ingest.survey import MatchedSurvey, TypedAnswers, match_responses, type_answers
from plut_audit.problems import Problem
from plut_audit.rubric import Rubric
from plut_audit.scoring import evidence, findings, scores
from plut_audit.scoring.evidence import Evidence
from plut_audit.scoring.findings import Findings, checks, systemic
from plut_audit.scoring.findings.systemic import Systemic
from plut_audit.scoring.ranking import Ranking, rank_centres
from plut_audit.scoring.scores import Scores


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
class Audit:
    """The result of one run, all columns in the order of the centres' codes."""

    rubric: Rubric
    year: int | None
    inputs: Inputs
    registry_known: bool
    evidence: Evidence
    scores: Scores
    ranking: Ranking
    findings: Findings
    systemic: list[Systemic]
    problems: list[Problem]
    roster_differs: dict[int, list[str]]
    roster_origins: list[RawAnswers]

    @property
    def survey(self) -> Survey:
        """The answers that counted, by centre."""
        return self.evidence.survey


@contextmanager
def _without_search_for_cycles() -> Iterator[None]:
    """A run makes millions of objects that live to its end and no cycles among them.

    The interpreter would look through all of them again and again, a third of the whole time.
    What a run has made is set aside until the next one, so that no later search begins with it.
    """
    enabled = gc.isenabled()
    gc.disable()
    gc.unfreeze()
    try:
        yield
    finally:
        if enabled:
            gc.freeze()
            gc.enable()


@_without_search_for_cycles()
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
    read = files.read(
        paths,
        rubric,
        centres=options.centres,
        crosswalk=options.crosswalk,
        aliases=options.aliases,
        limits=options.limits,
        progress=progress,
    )
    taken = type_answers(read, rubric, options.only_approved)
    settled = match_responses(taken, read.registry, options.year, rubric)
    weighed = evidence.combine(settled.survey, rubric)
    scored = scores.score(weighed, rubric)
    standing = rank_centres(weighed, scored, rubric)
    found = find(weighed, scored, rubric, settled)
    rolled_up = systemic.find_systemic(found, settled.survey.centres, standing.ranked, rubric)
    return Audit(
        rubric=rubric,
        year=settled.year,
        inputs=read,
        registry_known=settled.registry.known,
        evidence=weighed,
        scores=scored,
        ranking=standing,
        findings=found,
        systemic=rolled_up,
        problems=_sorted_problems(read, taken, settled, weighed, rubric),
        roster_differs=settled.roster_differs,
        roster_origins=taken.roster.origins,
    )


# --- find what is wrong, rank --------------------------------------------------------------


def find(weighed: Evidence, scored: Scores, rubric: Rubric, settled: MatchedSurvey) -> Findings:
    """All findings of the survey in their order."""
    survey = weighed.survey
    differs = np.array([int(row) in settled.roster_differs for row in survey.response], bool)
    silent = ~survey.responded & settled.registry.known
    return findings.join_findings(
        [
            findings.item_findings(weighed, scored, rubric),
            checks.consistency_findings(weighed, scored, rubric, differs, silent),
        ],
        rubric,
    )


def _sorted_problems(
    read: Inputs, taken: TypedAnswers, settled: MatchedSurvey, weighed: Evidence, rubric: Rubric
) -> list[Problem]:
    """Every problem with its centre, by file, sheet and cell."""
    found = [*read.problems, *taken.problems, *settled.problems]
    ids = [centre.centre_id for centre in settled.survey.centres] + [""]
    for part, faults, centre_of in (
        (taken.questionnaire, taken.questionnaire.faults, settled.centre_of_answer),
        (taken.questionnaire, weighed.faults, settled.centre_of_answer),
        (taken.visits, taken.visits.faults, settled.centre_of_visit),
    ):
        found += [part.problem(fault, ids[centre_of[fault.response]]) for fault in faults]
    found += [taken.roster.problem(fault, "") for fault in taken.roster.faults]
    if not settled.registry.known and not rubric.without_form:
        found.append(Problem("CEN-05"))
    return sorted(found, key=_place_key)


def _place_key(problem: Problem) -> tuple[object, ...]:
    letters = problem.cell.rstrip("0123456789")
    row = int(problem.cell[len(letters) :] or 0)
    return problem.file, problem.sheet, row, len(letters), letters, problem.code, problem.value


def with_problems(audit: Audit, extra: list[Problem]) -> Audit:
    """The audit with further problems in their places."""
    return replace(audit, problems=sorted([*audit.problems, *extra], key=_place_key))
