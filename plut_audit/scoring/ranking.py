"""Where each centre stands: who is ranked and in which class, who is not, and why."""

from dataclasses import dataclass

import numpy as np

from plut_audit.i18n import N_, Translations, translations
from plut_audit.ingest.answers import Array
from plut_audit.rubric import Rubric
from plut_audit.scoring import scores
from plut_audit.scoring.evidence import Evidence
from plut_audit.scoring.scores import Scores


@dataclass
class Ranking:
    """Where each centre stands, a row a centre: rank 0 and a reason where it is not ranked."""

    ranked: Array
    reasons: dict[int, Translations]
    rank: Array
    tied: Array
    class_name: Array
    capped: Array
    unverified: Array


def rank_centres(weighed: Evidence, scored: Scores, rubric: Rubric) -> Ranking:
    """Who is ranked, in which place and class; who is not, and why."""
    responded = weighed.survey.responded
    thin = scored.coverage < rubric.scoring.minimum_coverage - 1e-12
    ranked = responded & ~thin.any(axis=1) & ~np.isnan(scored.verified.index)
    rank = scores.compute_ranks(scored.verified.index, ranked, rubric)
    counts = np.bincount((rank * 2).astype(int))
    class_name, capped = scores.assign_classes(scored.verified, rubric)
    return Ranking(
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


def _reason(row: int, responded: Array, thin: Array, rubric: Rubric) -> Translations:
    if not responded[row]:
        return translations(N_("did not answer the questionnaire"))
    parts = [part.title for part, low in zip(rubric.dimensions, thin[row], strict=True) if low]
    listed = {language: ", ".join(part[language] for part in parts) for language in ("id", "en")}
    return translations(
        N_("fewer than {share} % answered: {parts}"),
        share=round(100 * rubric.scoring.minimum_coverage),
        parts=listed,
    )
