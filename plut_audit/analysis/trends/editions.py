"""Two editions of the rubric held against each other: what kept its meaning, what it scores.

An indicator code never changes its meaning; `formerly` joins a renamed one to its past. What
is in one edition only, or is measured in another way, is not compared.
"""

from dataclasses import dataclass

import numpy as np

from plut_audit.analysis.history import Year
from plut_audit.i18n import N_, Translations, translations
from plut_audit.ingest.answers import Array
from plut_audit.rubric import Indicator, Rubric
from plut_audit.scoring import scores
from plut_audit.scoring.scores import Figure, Weights


@dataclass(frozen=True)
class Compatibility:
    """The indicators whose meaning held: new code to old code, and why others did not."""

    codes: dict[str, str]
    lost: dict[str, Translations]

    @property
    def renamed(self) -> dict[str, str]:
        """Old code to new code, where they differ."""
        return {old: new for new, old in self.codes.items() if old != new}


def compatible_indicators(old: Rubric, new: Rubric) -> Compatibility:
    """Which indicators of the two editions can be compared."""
    codes: dict[str, str] = {}
    lost: dict[str, Translations] = {}
    for code, item in new.indicators.items():
        past = next((one for one in (code, *item.formerly) if one in old.indicators), None)
        if past is None:
            lost[code] = translations(N_("only in the newer edition"))
        elif (item.kind, item.lead) != _meaning(old.indicators[past], past == code, item):
            lost[code] = translations(N_("measured in another way"))
        else:
            codes[code] = past
    gone = (code for code in old.indicators if code not in {*codes.values(), *lost})
    return Compatibility(
        codes, lost | {code: translations(N_("only in the older edition")) for code in gone}
    )


def _meaning(old: Indicator, same_code: bool, new: Indicator) -> tuple[str, str]:
    """Kind and leading question; a renamed indicator may have renamed its question too."""
    return old.kind, old.lead if same_code else new.lead


def same_rules(old: Rubric, new: Rubric) -> bool:
    """Whether the two score alike; words, sources and hints aside."""
    return old.sha256 == new.sha256 or _rules(old) == _rules(new)


def _rules(rubric: Rubric) -> object:
    parts = [
        (
            part.code,
            part.weight,
            part.mean,
            [
                (
                    item.code,
                    item.weight,
                    item.kind,
                    item.value,
                    item.low,
                    item.high,
                    item.transform,
                    item.points,
                    item.applies_if,
                )
                for item in part.indicators.values()
            ],
        )
        for part in rubric.dimensions
    ]
    return parts, rubric.scoring


def points_under(year: Year, rubric: Rubric, codes: dict[str, str], values: str = "used") -> Array:
    """The scores of a year's items under an edition, centres by its indicators.

    `codes` gives each of the edition's comparable indicators its code in the year. NaN where
    an indicator is not comparable or did not count for the centre. `values` is `used` for the
    verified figure and `reported` for the claimed one.
    """
    own = list(year.rubric.indicators)
    result = np.full((len(year.centres), len(rubric.indicators)), np.nan)
    for column, (code, item) in enumerate(rubric.indicators.items()):
        if code in codes:
            place = own.index(codes[code])
            counted = ~np.isnan(year.score[:, place])
            if values == "reported":
                counted &= _on_paper(year, place, rubric, item)
            points = _scored(getattr(year, values)[:, place], item, rubric)
            result[counted, column] = points[counted]
    return result


def _on_paper(year: Year, place: int, rubric: Rubric, item: Indicator) -> Array:
    """Where the questionnaire could say something of the indicator.

    A result does not tell, under an item that a visit saw, whether the questionnaire lacked
    the question; it is taken as asked when it was asked of any centre.
    """
    said = ~np.isnan(year.reported_score[:, place])
    asked = said.any() and not rubric.visit_only(item)
    return np.full(len(said), asked)


def _scored(values: Array, item: Indicator, rubric: Rubric) -> Array:
    """The score of each value under the indicator; 0 where nothing is known."""
    if item.kind == "points":
        return np.array([item.points.get(str(value), 0.0) for value in values], float)
    known = np.array([value is not None for value in values], bool)
    result = np.zeros(len(values))
    result[known] = scores.item_scores(values[known].astype(float), item, rubric)[0]
    return np.round(result, scores.SNAP)


def figure(points: Array, rubric: Rubric) -> Figure:
    """Index and dimensions of a matrix of scores in which NaN does not count."""
    counts = ~np.isnan(points)
    return Weights(rubric).add_up(np.nan_to_num(points), counts)
