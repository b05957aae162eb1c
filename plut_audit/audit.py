"""One audit, from files to findings. Start reading here.

Read the sheets, take the answers, match the centres, weigh the evidence, score it, find what
is wrong, rank: `run` is that sentence. Everything it makes is in `Audit`.
"""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from plut_audit.ingest import files
from plut_audit.ingest.answers import Array
from plut_audit.ingest.cell_account import CellAccount
from plut_audit.ingest.dialects import RawAnswers, SurveyAnswers
from plut_audit.ingest.files import Inputs, Progress
from plut_audit.ingest.files.folder import refuse_several_years
from plut_audit.ingest.matching import Survey
from plut_audit.ingest.sheets import Limits
from plut_audit.ingest.survey import (
    MatchedSurvey,
    TypedAnswers,
    match_responses,
    raw_answers,
    type_raw_answers,
)
from plut_audit.problems import Problem
from plut_audit.rubric import Rubric
from plut_audit.scoring import evidence, findings, scores
from plut_audit.scoring.evidence import AnswerFaults, Evidence
from plut_audit.scoring.evidence.problems import (
    answer_problems,
    location_key,
    survey_problems,
)
from plut_audit.scoring.evidence.required_blanks import find_required_blanks
from plut_audit.scoring.findings import Findings, systemic
from plut_audit.scoring.findings.checks import Context, consistency_findings
from plut_audit.scoring.findings.systemic import Systemic
from plut_audit.scoring.ranking import Ranking, rank_centres
from plut_audit.scoring.scores import Scores

Silence = Callable[[Context, Findings], Array]
"""Which findings are left out, a bool each."""


@dataclass(frozen=True)
class Options:
    """Settings of a run beside its files."""

    year: int | None = None
    centres: Path | None = None
    crosswalk: Path | None = None
    aliases: Path | None = None
    decisions: Path | None = None
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
    cells: list[CellAccount]
    roster_differs: dict[int, list[str]]
    roster_origins: list[RawAnswers]
    options: Options = field(default_factory=Options)

    @property
    def survey(self) -> Survey:
        """The answers that counted, by centre."""
        return self.evidence.survey

    @property
    def check_context(self) -> Context:
        """What the consistency checks look at."""
        return Context(self.evidence, self.scores, self.rubric, self.roster_differs)


@dataclass(frozen=True)
class ReadSurvey:
    """A survey year that was read and not yet scored."""

    rubric: Rubric
    inputs: Inputs
    typed: TypedAnswers
    matched: MatchedSurvey
    options: Options

    def problems(self, faults: AnswerFaults | None = None) -> list[Problem]:
        """Every problem with its centre, by file, sheet and cell.

        `faults`: what is wrong between the answers of a centre, where that is known already.
        """
        faults = faults or evidence.find_answer_faults(self.matched.survey, self.rubric)
        return survey_problems(self.inputs, self.typed, self.matched, faults, self.rubric)

    def required_blanks(self) -> list[Problem]:
        """The required questions that the responses and visits left blank, by cell."""
        survey = self.matched.survey
        blanks = find_required_blanks(survey, self.rubric)
        problems = answer_problems(self.typed, self.matched, blanks, self.rubric)
        return sorted(problems, key=location_key)


@contextmanager
def without_cycle_search() -> Iterator[None]:
    """For a process that audits and ends: its memory is not searched for cycles meanwhile.

    A run makes millions of objects that live to its end and no cycles; looking through them
    again and again takes a third of the time. What was made is set aside afterwards.
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


def run(
    paths: Sequence[Path],
    rubric: Rubric,
    options: Options = Options(),
    progress: Progress | None = None,
) -> Audit:
    """Audit one survey year; what is wrong inside the files is in `Audit.problems`.

    Raises `NothingToReadError` when no file answers a question, `UsageError` for several years.
    """
    return score_survey(read_survey(paths, rubric, options, progress))


def score_survey(
    read: ReadSurvey, silence: Silence | None = None, weighed: Evidence | None = None
) -> Audit:
    """Score and rank a survey; findings where `silence` is true are left out.

    `weighed` is its evidence, where it was combined before.
    """
    matched, rubric = read.matched, read.rubric
    weighed = weighed or evidence.combine(matched.survey, rubric)
    scored = scores.score(weighed, rubric)
    found = find(weighed, scored, rubric, matched)
    if silence:
        context = Context(weighed, scored, rubric, matched.roster_differs)
        found = found.take(np.flatnonzero(~silence(context, found)))
    ranking = rank_centres(weighed, scored, found, rubric)
    common = systemic.find_systemic(found, matched.survey.centres, ranking.ranked, rubric)
    return Audit(
        rubric=rubric,
        year=matched.year,
        inputs=read.inputs,
        registry_known=matched.registry.known,
        evidence=weighed,
        scores=scored,
        ranking=ranking,
        findings=found,
        systemic=common,
        problems=read.problems(weighed.faults),
        roster_differs=matched.roster_differs,
        roster_origins=read.typed.roster.origins,
        cells=read.typed.cells,
        options=read.options,
    )


def read_survey(
    paths: Sequence[Path],
    rubric: Rubric,
    options: Options = Options(),
    progress: Progress | None = None,
) -> ReadSurvey:
    """Read one survey year, take its answers and match its centres; raises as `run` does."""
    inputs = read_files(paths, rubric, options, progress)
    found = raw_answers(inputs, rubric, options.only_approved, options.year)
    return match_survey(inputs, found, rubric, options)


def read_files(
    paths: Sequence[Path],
    rubric: Rubric,
    options: Options = Options(),
    progress: Progress | None = None,
) -> Inputs:
    """The sheets of one survey year, sorted by what they are for.

    Raises `UsageError` for folders of several years, unless the options name the year.
    """
    if options.year is None:
        refuse_several_years(paths)
    return files.read(
        paths,
        rubric,
        centres=options.centres,
        crosswalk=options.crosswalk,
        aliases=options.aliases,
        decisions=options.decisions,
        limits=options.limits,
        progress=progress,
    )


def match_survey(
    inputs: Inputs, found: SurveyAnswers, rubric: Rubric, options: Options
) -> ReadSurvey:
    """Type raw answers and match their centres; the raw answers stay as they are."""
    typed = type_raw_answers(inputs, found, rubric)
    matched = match_responses(typed, inputs.registry, options.year, rubric)
    return ReadSurvey(rubric, inputs, typed, matched, options)


def find(weighed: Evidence, scored: Scores, rubric: Rubric, matched: MatchedSurvey) -> Findings:
    """All findings of the survey in their order."""
    context = Context(weighed, scored, rubric, matched.roster_differs)
    return findings.join_findings(
        [
            findings.item_findings(weighed, scored, rubric),
            consistency_findings(context),
        ],
        rubric,
    )
