"""An audit with its decisions: the same sentence as `audit.run`, and what the decisions changed."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from plut_audit.audit import (
    Audit,
    Options,
    ReadSurvey,
    match_survey,
    read_files,
    score_survey,
)
from plut_audit.ingest.files import Progress
from plut_audit.ingest.survey import raw_answers
from plut_audit.problems import Problem
from plut_audit.result import Result
from plut_audit.review.decisions.applying import Applied, apply_decisions
from plut_audit.review.decisions.contradictions import without_repeats
from plut_audit.review.decisions.keeping import Kept, kept_locations, silence, without_kept
from plut_audit.review.decisions.reading import Ledger, read_ledgers
from plut_audit.rubric import Rubric


@dataclass(frozen=True)
class DecidedSurvey:
    """A survey year that was read, with its ledgers; `applied` is None where there are none."""

    read: ReadSurvey
    ledger: Ledger
    applied: Applied | None = None
    kept: Kept = field(default_factory=dict)

    def problems(self) -> list[Problem]:
        """Every problem of the files and of the ledgers."""
        return self.with_decisions(self.read.problems())

    def with_decisions(self, problems: Sequence[Problem]) -> list[Problem]:
        """Problems of the files without those on kept values, then those of the ledgers."""
        own = self.applied.problems if self.applied else []
        return [*without_kept(problems, self.kept), *self.ledger.problems, *own]

    def audit(self) -> Audit:
        """The audit with the decisions."""
        audited = score_survey(self.read, silence(self.kept))
        return replace(audited, problems=self.with_decisions(audited.problems))

    def result(self) -> Result:
        """The result with the decisions."""
        return Result.from_audit(self.audit())


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
        return DecidedSurvey(match_survey(inputs, found, rubric, options), Ledger())
    ledger = read_ledgers(inputs.ledgers)
    applied = apply_decisions(inputs, found, without_repeats(ledger.decisions), rubric, options)
    return DecidedSurvey(applied.read, ledger, applied, kept_locations(applied))


def audit_survey(
    paths: Sequence[Path],
    rubric: Rubric,
    options: Options,
    progress: Progress | None = None,
) -> Result:
    """The result of one survey year with its decisions; raises as `read_decided` does."""
    return read_decided(paths, rubric, options, progress).result()
