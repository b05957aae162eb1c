"""An audit with its decisions: the same sentence as `audit.run`, and what the decisions changed."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from plut_audit.audit import Audit, Options, ReadSurvey, match_survey, read_files, score_survey
from plut_audit.ingest.dialects import SurveyAnswers
from plut_audit.ingest.files import Progress
from plut_audit.ingest.survey import raw_answers
from plut_audit.problems import Problem
from plut_audit.result import Result
from plut_audit.review.decisions.applying import Applied, apply_decisions
from plut_audit.review.decisions.contradictions import without_repeats
from plut_audit.review.decisions.decision import Decision
from plut_audit.review.decisions.effects import effects_of
from plut_audit.review.decisions.findings import on_findings
from plut_audit.review.decisions.judging import (
    Judgement,
    judged_evidence,
    resolve_judgements,
)
from plut_audit.review.decisions.keeping import Kept, kept_locations, silence, without_kept
from plut_audit.review.decisions.reading import Ledger, read_ledgers
from plut_audit.review.decisions.recording import with_entries
from plut_audit.rubric import Rubric


@dataclass(frozen=True)
class DecidedSurvey:
    """A survey year that was read, with its ledgers; `applied` is None where there are none.

    `found` are the raw answers without any decision.
    """

    read: ReadSurvey
    found: SurveyAnswers
    options: Options
    ledger: Ledger = field(default_factory=Ledger)
    decisions: tuple[Decision, ...] = ()
    applied: Applied | None = None
    kept: Kept = field(default_factory=dict)

    def problems(self) -> list[Problem]:
        """Every problem of the files and of the ledgers."""
        return self._with_decisions(self.read.problems())

    def _with_decisions(self, problems: Sequence[Problem]) -> list[Problem]:
        """Problems of the files without those on kept values, then those of the ledgers."""
        own = self.applied.problems if self.applied else []
        return [*without_kept(problems, self.kept), *self.ledger.problems, *own]

    def result(self) -> Result:
        """The result with the decisions, each with its effect."""
        judgements, unjudged = self._judgements()
        audited = score_survey(
            self.read, silence(self.kept), judged_evidence(self.read, judgements)
        )
        if self.applied is None:
            return Result.from_audit(audited)
        on_finding, problems = on_findings(audited, self.decisions)
        problems = [*self._with_decisions(audited.problems), *unjudged, *problems]
        result = Result.from_audit(replace(audited, problems=problems))
        applied = self.applied.with_judgements(judgements)
        in_effect = [decision for decision in self.decisions if decision in applied.locations]
        if not in_effect and not on_finding:
            return result

        def audit_with(decisions: Sequence[Decision]) -> Audit:
            return self._audit_with(decisions, judgements)

        effects = effects_of(in_effect, applied.centres, audit_with)
        return with_entries(result, applied, on_finding, effects)

    def _judgements(self) -> tuple[list[Judgement], list[Problem]]:
        """The evaluator's values that apply; the survey is scored without them to compare."""
        judging = [one for one in self.decisions if one.kind == "evaluator_value"]
        if not judging:
            return [], []
        return resolve_judgements(judging, Result.from_audit(score_survey(self.read)))

    def _audit_with(self, decisions: Sequence[Decision], judgements: list[Judgement]) -> Audit:
        """The audit with some of the decisions."""
        inputs, rubric = self.read.inputs, self.read.rubric
        read = apply_decisions(inputs, self.found, decisions, rubric, self.options).read
        chosen = [judgement for judgement in judgements if judgement.decision in decisions]
        return score_survey(read, weighed=judged_evidence(read, chosen))


def read_decided(
    paths: Sequence[Path],
    rubric: Rubric,
    options: Options,
    progress: Progress | None = None,
) -> DecidedSurvey:
    """Read one survey year and apply its decisions; raises as `audit.run` does.

    Raises `UsageError` also where two decisions contradict each other.
    """
    inputs = read_files(paths, rubric, options, progress)
    found = raw_answers(inputs, rubric, options.only_approved, options.year)
    if not inputs.ledgers:
        return DecidedSurvey(match_survey(inputs, found, rubric, options), found, options)
    ledger = read_ledgers(inputs.ledgers)
    decisions = tuple(without_repeats(ledger.decisions))
    applied = apply_decisions(inputs, found, decisions, rubric, options)
    kept = kept_locations(applied)
    return DecidedSurvey(applied.read, found, options, ledger, decisions, applied, kept)


def audit_survey(
    paths: Sequence[Path],
    rubric: Rubric,
    options: Options,
    progress: Progress | None = None,
) -> Result:
    """The result of one survey year with its decisions; raises as `read_decided` does."""
    return read_decided(paths, rubric, options, progress).result()
