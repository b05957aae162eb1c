"""Do self-report and visit say the same, and do the items hang together? (method, section 7)

A pair is one item of one centre that both sources settle; it agrees when the two scores differ
by no more than the edition's tolerance. Pairs with more than `changed_after_days` between
survey and visit are counted apart: the centre may have changed, so neither was wrong.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from plut_audit.analysis.statistics import (
    LEVEL,
    bootstrap_mean,
    cohen_kappa,
    cronbach_alpha,
    cross_table,
    fleiss_kappa,
    gwet_ac1,
    sign_test,
    weighted_kappa,
)
from plut_audit.audit import Audit
from plut_audit.ingest.answers import Array, Blank
from plut_audit.rubric import Indicator
from plut_audit.scoring.evidence import used_answers
from plut_audit.scoring.findings import item_tolerances
from plut_audit.scoring.scores import Weights

__all__ = ["agreement", "cohen_kappa", "cronbach_alpha", "fleiss_kappa", "weighted_kappa"]

Record = dict[str, Any]
FEWEST = 30
"""Pairs under which only counts are given."""
FEWEST_CENTRES = 5
"""Centres under which a group of many pairs has no interval and no test."""
ONE_SIDED = 0.80
"""Share of one category over which kappa collapses, so that AC1 stands beside it."""


@dataclass(frozen=True)
class _Pairs:
    """All pairs of an audit, matrices of centres by indicators; scores on the rubric's scale."""

    counted: Array
    changed: Array
    difference: Array
    tolerance: Array

    def part(self, centres: Array | slice, items: slice) -> "_Pairs":
        """The pairs of some centres and some indicators."""
        return _Pairs(
            self.counted[centres][:, items],
            self.changed[centres][:, items],
            self.difference[centres][:, items],
            self.tolerance[items],
        )


def agreement(audit: Audit, seed: int = 20240301) -> Record:
    """Self-report against visit, as JSON.

    `pairs`, `tolerance`, `fewest` (pairs under which there are only counts), `level` of the
    intervals, `seed`; then lists of records: `indicators`, `dimensions`, `provinces`,
    `respondent_roles`, `visits` (announced and not), each with

    - `code`, `title`, `n` pairs, of `centres`; `changed` pairs beside them;
      `agree`, `overstated`, `understated`: numbers of pairs.
    - from `fewest` pairs on, else null: the same in per cent (`agreement`,
      `overstated_percent`, `understated_percent`); `mean_difference` reported - observed in
      points, with `_low` and `_high` (bootstrap over centres); `sign_p` (exact sign test of
      over- against understated, a centre counting once for the side that more of its pairs are
      on, for the pairs of one centre are not independent); the last three null under 5 centres.
    - indicators with points only: `kappa_kind` (`cohen` for two categories, else
      `linear weighted` on the declared scale), `kappa`, `kappa_se`, `kappa_low`, `kappa_high`,
      and `ac1` where one category holds over 80 %.

    `alpha`: for each dimension `items`, `n` ranked centres and `alpha_pairwise` over the items
    that each pair of answers has, `complete` centres and `alpha_listwise` over them alone; an
    item counts where it applies and was answered. For information: a checklist is formative.
    """
    pairs = _pairs(audit)
    draw = np.random.default_rng(seed)
    everyone, every = slice(None), slice(None)
    slices = Weights(audit.rubric).slices
    return {
        "pairs": int(pairs.counted.sum()),
        "tolerance": audit.rubric.evidence.tolerance,
        "fewest": FEWEST,
        "level": LEVEL,
        "seed": seed,
        "indicators": [
            {
                "code": code,
                "title": item.title,
                **_figures(pairs.part(everyone, slice(place, place + 1)), draw),
                **_kappa(audit, place, item, pairs),
            }
            for place, (code, item) in enumerate(audit.rubric.indicators.items())
            if (pairs.counted | pairs.changed)[:, place].any()
        ],
        "dimensions": [
            {"code": part.code, "title": part.title, **_figures(pairs.part(everyone, where), draw)}
            for part, where in zip(audit.rubric.dimensions, slices, strict=True)
        ],
        **{
            name: [
                {"code": code, "title": title, **_figures(pairs.part(centres, every), draw)}
                for code, title, centres in groups
                if pairs.part(centres, every).counted.any()
            ]
            for name, groups in _groups(audit)
        },
        "alpha": [
            {"code": part.code, "title": part.title, **_alpha(audit, where)}
            for part, where in zip(audit.rubric.dimensions, slices, strict=True)
        ],
    }


def _pairs(audit: Audit) -> _Pairs:
    differences = audit.scores.items.differences
    both = ~np.isnan(differences)
    changed = both & audit.evidence.changed
    return _Pairs(
        both & ~changed, changed, np.nan_to_num(differences), item_tolerances(audit.rubric)
    )


# --- whose pairs ---------------------------------------------------------------------------

Group = tuple[str, Any, Array]


def _groups(audit: Audit) -> Iterator[tuple[str, list[Group]]]:
    """Provinces, respondents' roles, announced and unannounced visits, with their centres."""
    written = np.array([centre.province for centre in audit.survey.centres], object)
    provinces = sorted(set(written) - {""})
    yield "provinces", [(name, {"id": name, "en": name}, written == name) for name in provinces]
    yield "respondent_roles", list(_answered(audit, "respondent_role", visit=False))
    yield "visits", list(_answered(audit, "announced", visit=True))


def _answered(audit: Audit, question: str, visit: bool) -> Iterator[Group]:
    """The centres by their answer to a question with choices."""
    column = used_answers(audit.survey, audit.rubric, {"visit": visit}).get(question)
    if column is None:
        return
    label = audit.rubric.questions[question].label
    given = column.blank == Blank.GIVEN
    for place, (code, choice) in enumerate(audit.rubric.questions[question].choices.items()):
        title = {language: f"{label[language]}: {choice[language]}" for language in choice}
        yield code, title, given & (column.values == place)


# --- what is said of them ------------------------------------------------------------------


def _figures(pairs: _Pairs, draw: np.random.Generator) -> Record:
    """Counts, and from `FEWEST` pairs on what they amount to."""
    over = pairs.counted & (pairs.difference > pairs.tolerance)
    under = pairs.counted & (pairs.difference < -pairs.tolerance)
    n = int(pairs.counted.sum())
    counts = {
        "n": n,
        "centres": int(pairs.counted.any(axis=1).sum()),
        "changed": int(pairs.changed.sum()),
        "agree": n - int(over.sum() + under.sum()),
        "overstated": int(over.sum()),
        "understated": int(under.sum()),
    }
    names = (
        "agreement",
        "overstated_percent",
        "understated_percent",
        "mean_difference",
        "mean_difference_low",
        "mean_difference_high",
        "sign_p",
    )
    if n < FEWEST:
        return {**counts, **dict.fromkeys(names)}
    numbers = pairs.counted.sum(axis=1)
    sums = np.where(pairs.counted, pairs.difference, 0).sum(axis=1)
    here = numbers > 0
    several = here.sum() >= FEWEST_CENTRES
    balance = over.sum(axis=1) - under.sum(axis=1)
    values = (
        100 * counts["agree"] / n,
        100 * over.sum() / n,
        100 * under.sum() / n,
        sums.sum() / n,
        *(bootstrap_mean(sums[here], numbers[here], draw) if several else (np.nan, np.nan)),
        sign_test(int((balance > 0).sum()), int((balance < 0).sum())) if several else np.nan,
    )
    return {**counts, **{name: _plain(value) for name, value in zip(names, values, strict=True)}}


def _kappa(audit: Audit, place: int, item: Indicator, pairs: _Pairs) -> Record:
    """Kappa of an indicator with choices, on the declared scale: choices by their points."""
    names = ("kappa_kind", "kappa", "kappa_se", "kappa_low", "kappa_high", "ac1")
    counted = pairs.counted[:, place]
    if item.kind != "points" or counted.sum() < FEWEST:
        return dict.fromkeys(names)
    table = _table(audit, place, item, counted)
    cohen = len(table) == 2
    found = cohen_kappa(table) if cohen else weighted_kappa(table, "linear")
    share = (table.sum(axis=0) + table.sum(axis=1)).max() / (2 * table.sum())
    values = (
        "cohen" if cohen else "linear weighted",
        _plain(found.value),
        _plain(found.standard_error),
        *map(_plain, found.interval),
        _plain(gwet_ac1(table)) if share > ONE_SIDED else None,
    )
    return dict(zip(names, values, strict=True))


def _table(audit: Audit, place: int, item: Indicator, counted: Array) -> Array:
    """Reported (rows) by observed (columns); a choice that skip logic settles is the lowest."""
    choices = list(audit.rubric.questions[item.lead].choices)
    scale = sorted(choices, key=lambda code: item.points[code])
    rank = np.array([scale.index(code) for code in choices])
    sides = []
    for source in ("reported", "observed"):
        values = getattr(audit.evidence, source)[counted, place].astype(int)
        low = getattr(audit.evidence, f"{source}_blank")[counted, place] == Blank.LOW
        sides.append(np.where(low, 0, rank[values]))
    return cross_table(sides[0], sides[1], len(scale))


def _alpha(audit: Audit, where: slice) -> Record:
    """Cronbach's alpha of a dimension under both policies for missing answers."""
    items, ranked = audit.scores.items, audit.ranking.ranked
    scores = np.where(items.answered, items.used, np.nan)[ranked][:, where]
    complete = ~np.isnan(scores).any(axis=1)
    return {
        "items": scores.shape[1],
        "n": len(scores),
        "alpha_pairwise": _plain(cronbach_alpha(scores)),
        "complete": int(complete.sum()),
        "alpha_listwise": _plain(cronbach_alpha(scores, "listwise")),
    }


def _plain(value: float) -> float | None:
    """A figure as it is stored; null where it is not defined."""
    return None if np.isnan(value) else round(float(value), 6)
