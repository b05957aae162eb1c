"""Do self-report and visit say the same, and do the items hang together? (method, section 7)

A pair is one indicator of one centre that both sources settle; it agrees when the two scores
differ by no more than the edition's tolerance. Pairs with more than `changed_after_days` between
survey and visit are counted apart: the centre may have changed, so neither was wrong.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from plut_audit.analysis.agreement.counts import count_factors
from plut_audit.analysis.agreement.figures import (
    FEWEST,
    Pairs,
    group_figures,
    kappa_figures,
    reliability_figures,
)
from plut_audit.analysis.consistency import dimension_alphas
from plut_audit.analysis.statistics import LEVEL
from plut_audit.ingest.answers import Array, Blank
from plut_audit.result import Result
from plut_audit.result.extras import Agreement, AgreementGroup
from plut_audit.scoring.findings import item_tolerances
from plut_audit.scoring.rounding import SNAP
from plut_audit.scoring.weights import Weights

__all__ = ["agreement"]


def agreement(result: Result, seed: int = 20240301) -> Agreement:
    """Self-report against visit.

    From `FEWEST` pairs on a group has shares in per cent, `mean_difference` (reported minus
    observed, in points; interval by a bootstrap over centres) and `sign_p`: the exact sign test
    of over- against understated, a centre counting once for the side that more of its pairs are
    on, for the pairs of one centre are not independent. `error_rate` is the back-check error
    rate: the share of pairs that differ by more than the tolerance. Indicators have response
    variance and reliability ratio of their scores, those with points kappa on the declared
    scale. `counts` holds the verification factor of counts, `alpha` `consistency.dimension_alphas`;
    it is for information: a checklist is formative.
    """
    study = _Study(result, _pairs(result), np.random.default_rng(seed))
    return Agreement(
        pairs=int(study.pairs.counted.sum()),
        tolerance=result.rubric.evidence.tolerance,
        fewest=FEWEST,
        level=LEVEL,
        seed=seed,
        indicators=tuple(study.indicators()),
        dimensions=tuple(study.dimensions()),
        provinces=tuple(study.provinces()),
        respondent_roles=tuple(study.by_answer("respondent_role", visit=False)),
        visits=tuple(study.by_answer("announced", visit=True)),
        counts=tuple(count_factors(result)),
        alpha=tuple(dimension_alphas(result)),
    )


def _pairs(result: Result) -> Pairs:
    items = result.items
    difference = np.round(items.reported_score - items.observed_score, SNAP)
    both = items.applicable & ~np.isnan(difference)
    changed = both & items.changed
    return Pairs(
        both & ~changed, changed, np.nan_to_num(difference), item_tolerances(result.rubric)
    )


@dataclass(frozen=True)
class _Study:
    """The groups of pairs in a fixed order, for all draw from one generator."""

    result: Result
    pairs: Pairs
    generator: np.random.Generator

    def indicators(self) -> Iterator[AgreementGroup]:
        everyone = slice(None)
        present = np.asarray((self.pairs.counted | self.pairs.changed).any(axis=0))
        for column, (code, indicator) in enumerate(self.result.rubric.indicators.items()):
            if present[column]:
                pairs = self.pairs.take(everyone, slice(column, column + 1))
                counted = self.pairs.counted[:, column]
                group = self._group(code, pairs)
                if reliability := reliability_figures(self.result, column, counted):
                    group = replace(group, **reliability)
                if kappa := kappa_figures(self.result, column, indicator, counted):
                    group = replace(group, **kappa)
                yield group

    def dimensions(self) -> Iterator[AgreementGroup]:
        slices = Weights(self.result.rubric).slices
        for dimension, columns in zip(self.result.rubric.dimensions, slices, strict=True):
            yield self._group(dimension.code, self.pairs.take(slice(None), columns))

    def provinces(self) -> Iterator[AgreementGroup]:
        provinces = np.array([centre.province for centre in self.result.centre_rows()], object)
        for name in sorted(set(provinces) - {""}):
            yield from self._of_centres(name, np.asarray(provinces == name, bool))

    def by_answer(self, question: str, visit: bool) -> Iterator[AgreementGroup]:
        """The centres by their answer to a question with choices."""
        source, asked = self.result.answers.source(visit), self.result.rubric.questions
        if question not in source or question not in asked:
            return
        column = source[question]
        given = (column.blank == Blank.GIVEN) & source.present
        for position, code in enumerate(asked[question].codes):
            yield from self._of_centres(code, given & (column.values == position))

    def _of_centres(self, code: str, centres: Array) -> Iterator[AgreementGroup]:
        pairs = self.pairs.take(centres, slice(None))
        if pairs.counted.any():
            yield self._group(code, pairs)

    def _group(self, code: str, pairs: Pairs) -> AgreementGroup:
        """Counts, and from `FEWEST` pairs on what they amount to."""
        over = pairs.counted & (pairs.difference > pairs.tolerance)
        under = pairs.counted & (pairs.difference < -pairs.tolerance)
        n = int(pairs.counted.sum())
        group = AgreementGroup(
            code=code,
            n=n,
            centres=int(pairs.counted.any(axis=1).sum()),
            changed=int(pairs.changed.sum()),
            agree=n - int(over.sum() + under.sum()),
            overstated=int(over.sum()),
            understated=int(under.sum()),
        )
        if n < FEWEST:
            return group
        return replace(group, **group_figures(pairs, over, under, self.generator))
