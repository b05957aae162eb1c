"""Steps 4 and 6 of the method annex: how indicators hang together, and what they weigh."""

from typing import Any

import numpy as np

from plut_audit.analysis.statistics import cronbach_alpha
from plut_audit.i18n import N_, _, localized
from plut_audit.report import associations
from plut_audit.report.blocks import Heading, Paragraph, Section, Table
from plut_audit.report.digest import Digest
from plut_audit.rubric import Dimension

Record = dict[str, Any]


def named(part: Dimension) -> str:
    """A dimension by code and title."""
    return f"{part.code} {localized(part.title)}"


def structure(result: Record, taken: Digest) -> Section:
    """Step 4: consistency of each dimension, and each indicator against the rest of its own."""
    alphas, rests = [], []
    for part in taken.rubric.dimensions:
        scores = _ranked_scores(taken, part)
        complete = ~np.isnan(scores).any(axis=1)
        alphas.append([named(part), _alpha(scores), int(complete.sum())])
        rests += [
            [code, localized(item.title), r, _flag(r)]
            for place, (code, item) in enumerate(part.indicators.items())
            for r in [associations.item_rest(scores, place)]
        ]
    return Section(
        "structure",
        _(N_("4. How the indicators hang together")),
        [
            Paragraph(_(STRUCTURE_NOTE)),
            Table(
                (
                    Heading(_(N_("Dimension"))),
                    Heading(_(N_("Cronbach's alpha")), 3),
                    Heading(_(N_("Centres")), 0),
                ),
                alphas,
            ),
            Table(
                (
                    Heading(_(N_("Code"))),
                    Heading(_(N_("Indicator"))),
                    Heading(_(N_("Item-rest correlation")), 3),
                    Heading(_(N_("Note"))),
                ),
                rests,
            ),
        ],
    )


STRUCTURE_NOTE = N_(
    "For information: the instrument is a checklist, so its indicators need not measure one "
    "thing (it is formative). Over the ranked centres; alpha over those to which every indicator "
    "of the dimension applies, blanks at 0. A negative correlation is marked: there the indicator "
    "pulls against the rest of its dimension."
)


def _alpha(scores: associations.Numbers) -> float | None:
    alpha = cronbach_alpha(scores, "listwise") if len(scores) else np.nan
    return None if np.isnan(alpha) else float(alpha)


def _flag(r: float | None) -> str:
    return _(N_("negative")) if r is not None and r < 0 else ""


def _ranked_scores(taken: Digest, part: Dimension) -> associations.Numbers:
    codes = list(taken.rubric.indicators)
    columns = [codes.index(code) for code in part.indicators]
    return taken.scores[taken.ranked_rows][:, columns]


def weighting(result: Record, taken: Digest) -> Section:
    """Step 6: the weights as written, and what the index makes of them."""
    index = np.array([one["verified_exact"] for one in taken.centres if one["ranked"]], float)
    scoring = taken.rubric.scoring
    means = {"arithmetic": _(N_("arithmetic")), "geometric": _(N_("geometric"))}
    return Section(
        "weighting",
        _(N_("6. Weights and aggregation")),
        [
            Paragraph(_(WEIGHTS_NOTE, index=means[scoring.index_mean], decimals=scoring.decimals)),
            _dimension_weights(taken, index),
            _indicator_weights(taken, index),
        ],
    )


WEIGHTS_NOTE = N_(
    "The index is the {index} mean of the dimensions by their weights and is printed with "
    "{decimals} decimals. The nominal weight says how much a part may count; the effective weight "
    "(squared correlation with the index over the ranked centres) how much of the index's spread "
    "goes together with it."
)


def _dimension_weights(taken: Digest, index: associations.Numbers) -> Table:
    heads = (
        Heading(_(N_("Dimension"))),
        Heading(_(N_("Nominal weight (%)")), 2),
        Heading(_(N_("Effective weight")), 3),
        Heading(_(N_("Mean"))),
    )
    means = {"arithmetic": _(N_("arithmetic")), "geometric": _(N_("geometric"))}
    total = sum(part.weight for part in taken.rubric.dimensions)
    rows = []
    for part in taken.rubric.dimensions:
        found = [one["dimensions"][part.code]["verified"] for one in taken.centres if one["ranked"]]
        effective = associations.effective_weight(np.array(found, float), index)
        rows.append([named(part), 100 * part.weight / total, effective, means[part.mean]])
    return Table(heads, rows)


def _indicator_weights(taken: Digest, index: associations.Numbers) -> Table:
    heads = (
        Heading(_(N_("Code"))),
        Heading(_(N_("Indicator"))),
        Heading(_(N_("Nominal weight (%)")), 2),
        Heading(_(N_("Effective weight")), 3),
    )
    whole = sum(part.weight for part in taken.rubric.dimensions)
    rows = []
    for part in taken.rubric.dimensions:
        scores = _ranked_scores(taken, part)
        inside = sum(item.weight for item in part.indicators.values())
        for place, (code, item) in enumerate(part.indicators.items()):
            nominal = 100 * part.weight / whole * item.weight / inside
            effective = associations.effective_weight(scores[:, place], index)
            rows.append([code, localized(item.title), nominal, effective])
    return Table(heads, rows)
