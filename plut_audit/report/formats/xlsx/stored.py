"""The stored values of formulas, unrounded: what a result that was read from its file has rounded.

They are made by the functions of `scoring`, so that a reader that does not calculate shows
what one that does will.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from plut_audit.ingest.answers import Array
from plut_audit.result import Result
from plut_audit.scoring.findings import Severity
from plut_audit.scoring.rounding import SNAP
from plut_audit.scoring.scores import observable_indicators, visit_only_indicators
from plut_audit.scoring.weights import Figure, Weights


@dataclass(frozen=True)
class Stored:
    """Matrices of centres by indicators (n x m) and the figures that they add up to."""

    result: Result

    @cached_property
    def weights(self) -> Weights:
        """The edition's weights."""
        return Weights(self.result.rubric)

    @cached_property
    def observable(self) -> Array:
        """Which indicators a visit can see (m)."""
        return observable_indicators(self.result.rubric)

    @cached_property
    def visit_only(self) -> Array:
        """Which indicators only a visit can see (m)."""
        return visit_only_indicators(self.result.rubric)

    @cached_property
    def applicable(self) -> Array:
        """Where an indicator counts."""
        return self.result.items.applicable

    @cached_property
    def on_paper(self) -> Array:
        """Where the questionnaire asked, so that the reported figure counts the indicator."""
        return self.applicable & self.result.items.asked

    @cached_property
    def used(self) -> Array:
        """The score that counts, 0 for a blank."""
        return _scores(self.result.items.score)

    @cached_property
    def reported(self) -> Array:
        """The score of self-report, 0 for a blank."""
        return _scores(self.result.items.reported_score)

    @cached_property
    def observed(self) -> Array:
        """The score of the visit, 0 where it saw nothing."""
        return _scores(self.result.items.observed_score)

    @cached_property
    def counts(self) -> Array:
        """Where an indicator counts in the estimate."""
        return ~np.isnan(self.result.items.estimated_score)

    @cached_property
    def estimated(self) -> Array:
        """The scores of the estimate, 0 for a blank."""
        return _scores(self.result.items.estimated_score)

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """The three figures, unrounded."""
        return {
            "combined": self.weights.add_up(self.used, self.applicable),
            "reported": self.weights.add_up(self.reported, self.on_paper),
            "estimate": self.weights.add_up(self.estimated, self.counts),
        }

    @cached_property
    def coverage(self) -> Array:
        """Weight answered over weight applicable, by dimension (n x d)."""
        answered = self.applicable & self.result.items.answered
        return self.weights.share(answered, self.applicable)

    @cached_property
    def visible(self) -> Array:
        """Where a visit could see an indicator that counts."""
        return self.applicable & self.observable

    @cached_property
    def seen(self) -> Array:
        """Where a visit saw it."""
        return self.visible & self.result.items.has_observed

    @cached_property
    def seen_by_dimension(self) -> Array:
        """Weight seen over the weight that a visit can see, by dimension (n x d)."""
        return self.weights.share(self.seen, self.visible)

    @cached_property
    def seen_share(self) -> Array:
        """The same over the dimensions (n)."""
        return self.weights.index_share(self.seen, self.visible)

    @cached_property
    def critical(self) -> Array:
        """Which centres have a critical finding (n)."""
        findings = self.result.findings
        critical = np.zeros(len(self.result.centres), bool)
        critical[findings.centre[findings.severity == Severity.CRITICAL].astype(int)] = True
        return critical


def _scores(scores: Array) -> Array:
    """Scores as they are stored in a file, 0 for none."""
    return np.round(np.nan_to_num(scores), SNAP)
