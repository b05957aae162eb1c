"""The columns of a result: centres, their indicators, their findings.

`n` is the number of centres, `d` of dimensions, `m` of indicators, `f` of findings; centres are
in the order of their codes, dimensions and indicators in that of the rubric.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from enum import IntEnum
from functools import cached_property
from typing import Literal

import numpy as np

from plut_audit.ingest.answers import Array
from plut_audit.ingest.registry import Centre
from plut_audit.result.visits import Arrivals
from plut_audit.scoring.findings import FindingKind
from plut_audit.scoring.ranking import NotRanked

FindingState = Literal["new", "persisting", "resolved", "reported_resolved", "not_comparable"]
EXCLUDED = "not_applicable"
"""What is stored as the evaluator's value where he decided that an indicator does not apply."""
EvidenceWord = Literal["none", "reported", "observed", "not_applicable", "evaluator"]
BlankName = Literal["unanswered", "dont_know", "invalid", "not_asked"]


class Evidence(IntEnum):
    """Where the value of an indicator comes from."""

    NONE = 0
    REPORTED = 1
    OBSERVED = 2
    NOT_APPLICABLE = 3
    EVALUATOR = 4

    @property
    def word(self) -> EvidenceWord:
        """The word of the stored result."""
        return _EVIDENCE_WORDS[self]


_EVIDENCE_WORDS: dict[Evidence, EvidenceWord] = {
    Evidence.NONE: "none",
    Evidence.REPORTED: "reported",
    Evidence.OBSERVED: "observed",
    Evidence.NOT_APPLICABLE: "not_applicable",
    Evidence.EVALUATOR: "evaluator",
}
BLANKS: tuple[BlankName | None, ...] = (None, "unanswered", "dont_know", "invalid", "not_asked")
"""Why an indicator has no value; `ItemMatrices.blank` holds positions in it."""


@dataclass(frozen=True)
class FigureColumns:
    """One of the figures: index (n) and dimensions (n x d), 0 to full marks, NaN for none."""

    index: Array
    dimensions: Array


@dataclass(frozen=True)
class CentreColumns:
    """The centres, a row each. Shares are 0 to 1, ranks 0 and `class_name` "-" for none.

    `rank_low` and `rank_high` bound the rank, `estimate_low` and `estimate_high` the estimate
    (NaN without enough visits). `group` numbers centres that cannot be distinguished, 1 the best;
    `seen_rank` is the rank among the visited centres by combined score.
    """

    centres: tuple[Centre, ...]
    responded: Array
    visited: Array
    ranked: Array
    not_ranked: dict[int, NotRanked]
    rank: Array
    rank_low: Array
    rank_high: Array
    tied: Array
    group: Array
    seen_rank: Array
    reported: FigureColumns
    combined: FigureColumns
    estimate: FigureColumns
    estimate_low: Array
    estimate_high: Array
    reweighted: Array
    upper: Array
    coverage: Array
    seen_share: Array
    seen_by_dimension: Array
    class_name: Array
    class_capped: Array
    class_provisional: Array
    arrivals: Arrivals

    def __len__(self) -> int:
        return len(self.centres)


@dataclass(frozen=True)
class ItemMatrices:
    """Centres by indicators (n x m).

    `reported` and `observed` are measured values, for a points indicator the position of the
    choice among the choices of its lead question; NaN where the source gives none. `evaluator`
    is the evaluator's own value, NaN without one; `excluded`: the evaluator decided that the
    indicator does not apply. `score` is
    NaN where the indicator does not count, 0 for a blank one; `estimated_score` what a full
    visit would be expected to find, NaN where it is left out. `asked`: the questionnaire asked.
    `changed`: so many days lie between survey and visit that the centre may have changed.
    `binding`: the criterion bound the centre. `low_by_rule`: at the low end, for the visit found
    the gate shut. `no_evidence`: a visit saw it, but what it saw shows nothing.

    What follows from the matrices is computed once, for rows ask for it cell by cell; so nobody
    changes a matrix in place.
    """

    reported: Array
    observed: Array
    score: Array
    reported_score: Array
    observed_score: Array
    estimated_score: Array
    evidence: Array
    blank: Array
    asked: Array
    changed: Array
    binding: Array
    low_by_rule: Array
    no_evidence: Array
    evaluator: Array
    excluded: Array
    points_lost: Array

    @cached_property
    def judged(self) -> Array:
        """Where the evaluator decided the value."""
        return ~np.isnan(self.evaluator)

    @cached_property
    def has_judgements(self) -> bool:
        """Whether the evaluator decided any indicator."""
        return bool(self.judged.any() or self.excluded.any())

    @cached_property
    def used(self) -> Array:
        """The value that was scored: the evaluator's, else what was seen, else what was reported."""
        seen = np.where(np.isnan(self.observed_score), self.reported, self.observed)
        return np.where(self.judged, self.evaluator, seen)

    @cached_property
    def answered(self) -> Array:
        """Where one of the sources or the evaluator settles the indicator."""
        return self.has_reported | self.has_observed | self.judged

    @cached_property
    def applicable(self) -> Array:
        """Where the indicator counts."""
        return ~np.isnan(self.score)

    @cached_property
    def has_reported(self) -> Array:
        """Where the questionnaire settles the indicator."""
        return ~np.isnan(self.reported_score)

    @cached_property
    def has_observed(self) -> Array:
        """Where a visit settles the indicator."""
        return ~np.isnan(self.observed_score)


@dataclass(frozen=True)
class FindingColumns:
    """The findings in their total order, a row each.

    `code` holds positions in `codes`, `centre` rows of the centres, `kinds` the bits of
    `FindingKind`, `severity` 0 (critical) to 3 (low), `binding` whether it is a finding or a
    suggestion, `state` "" until the year before is known. `questions` holds, for a check, a tuple of the answers that it is about, `cells` a
    tuple of the cells where these are stored and not found from the answers, else None.
    """

    codes: tuple[str, ...]
    code: Array
    centre: Array
    kinds: Array
    severity: Array
    points_lost: Array
    priority: Array
    binding: Array
    years_open: Array
    state: Array
    questions: Array
    cells: Array

    def __len__(self) -> int:
        return len(self.code)

    def take(self, rows: Array) -> "FindingColumns":
        """Some of the findings, in the order of `rows`."""
        columns = {name: getattr(self, name)[rows] for name in FINDING_COLUMNS}
        return FindingColumns(self.codes, **columns)

    def kind_names(self, row: int) -> list[str]:
        """The kinds of a finding, as words of the stored result."""
        return FindingKind(int(self.kinds[row])).names


FINDING_COLUMNS = tuple(column.name for column in fields(FindingColumns))[1:]
"""The columns that have a value per finding."""


def objects(values: Iterable[object]) -> Array:
    """A column of Python objects, tuples included, one per row."""
    listed = list(values)
    column = np.empty(len(listed), object)
    column[:] = listed
    return column
