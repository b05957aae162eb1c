"""Two years side by side: every centre, every finding, and their counts."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar, get_args

from plut_audit.analysis.trends.centre_change import centre_change, gone_centre
from plut_audit.analysis.trends.estimate_change import change_of, estimate_change
from plut_audit.analysis.trends.pair import Pair
from plut_audit.analysis.trends.series import edition_name
from plut_audit.result import FindingRow
from plut_audit.result.columns import FindingState
from plut_audit.result.extras import (
    CentreChange,
    Comparison,
    Direction,
    EstimateChange,
    FindingChange,
    Presence,
)
from plut_audit.scoring.findings.checks.duplicate_answers import DUPLICATE_ANSWERS

PRESENCES: tuple[Presence, ...] = ("both", "answered_again", "silent", "new", "gone")
STATES: tuple[FindingState, ...] = get_args(FindingState)
DIRECTIONS: tuple[Direction, ...] = get_args(Direction)


def compare_years(pair: Pair, closed: Mapping[int, FindingState]) -> Comparison:
    """The comparison of two years; the newer one has the states of its findings.

    `closed` says what became of the older findings that are no longer there, by their row.
    """
    centres = [centre_change(pair, row) for row in range(len(pair.new.centres))]
    centres += [
        gone_centre(pair, row)
        for code, row in pair.old.row_of.items()
        if code not in pair.new.row_of
    ]
    findings = tuple(_findings(pair, closed))
    old, new = pair.old.summary, pair.new.summary
    return Comparison(
        old=edition_name(pair.old),
        new=edition_name(pair.new),
        same_rules=pair.same_rules,
        renamed=pair.compatibility.renamed,
        not_comparable=dict(sorted(pair.compatibility.lost.items())),
        mean_estimate=_mean_estimate(pair),
        mean_combined=change_of(pair, old.mean_combined, new.mean_combined),
        by_class_old=old.by_class,
        by_provisional_class_old=old.by_provisional_class,
        by_class_new=new.by_class,
        by_provisional_class_new=new.by_provisional_class,
        directions=_direction_counts(centres),
        centre_states=_presence_counts(centres),
        finding_states=_counts([finding.state for finding in findings], STATES),
        centres=tuple(centres),
        findings=findings,
        improved_on_paper=tuple(centre.centre_id for centre in centres if centre.improved_on_paper),
        duplicates=_duplicates(pair),
    )


def _mean_estimate(pair: Pair) -> EstimateChange:
    """The change of the mean estimate of the ranked centres of each year."""
    old, new = pair.old.summary, pair.new.summary
    return estimate_change(
        pair,
        old.mean_estimate,
        new.mean_estimate,
        old.mean_estimate_interval,
        new.mean_estimate_interval,
    )


def _direction_counts(centres: Sequence[CentreChange]) -> dict[Direction, int]:
    """How many of the centres with a change went which way."""
    changed = [row.estimate.direction for row in centres if row.estimate.change is not None]
    return _counts(changed, DIRECTIONS)


def _duplicates(pair: Pair) -> tuple[str, ...]:
    """The centres whose answers equal last year's."""
    return tuple(
        finding.centre_id
        for finding in sorted(pair.new.finding_rows(), key=lambda row: row.centre_id)
        if finding.code == DUPLICATE_ANSWERS.code
    )


Name = TypeVar("Name", bound=str)


def _counts(values: Sequence[Name], names: Sequence[Name]) -> dict[Name, int]:
    counts = Counter(values)
    return {name: counts[name] for name in names}


def _presence_counts(centres: Sequence[CentreChange]) -> dict[str, int]:
    renamed = sum(centre.renamed_from is not None for centre in centres)
    return {**_counts([centre.status for centre in centres], PRESENCES), "renamed": renamed}


# --- findings ------------------------------------------------------------------------------


def _findings(pair: Pair, closed: Mapping[int, FindingState]) -> Iterator[FindingChange]:
    """The findings of this year, then those of the last one that are no longer there."""
    for finding in pair.new.finding_rows():
        yield _finding(finding, finding.state or "new")
    for row, state in closed.items():
        yield _finding(FindingRow(pair.old, row), state)


def _finding(finding: FindingRow, state: FindingState) -> FindingChange:
    return FindingChange(
        code=finding.code,
        centre_id=finding.centre_id,
        severity=finding.severity.word,
        points_lost=finding.points_lost,
        state=state,
        years_open=finding.years_open,
    )
