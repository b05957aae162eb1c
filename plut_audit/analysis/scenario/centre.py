"""A centre of a stored result, as it stands or as it is supposed to be.

The result carries its rubric and every item's score, so nothing is read again; the sums are
those of `scores`, and a new audit with the same answers gives the same figures.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from plut_audit.errors import UsageError
from plut_audit.i18n import N_
from plut_audit.ingest.answers import Array
from plut_audit.rubric import Indicator, Rubric
from plut_audit.scoring.scores import (
    Weights,
    assign_classes,
    comparable_scores,
    compute_ranks,
    item_scores,
    round_scores,
)

Record = dict[str, Any]


@dataclass(frozen=True)
class Scenario:
    """One centre of a result: rows of one centre by indicators, and the others' scores."""

    rubric: Rubric
    record: Mapping[str, Any]
    others: Array
    points: Array
    applicable: Array
    answered: Array
    values: Mapping[str, Any]

    def with_value(self, code: str, value: Any) -> "Scenario":
        """The centre with this value seen."""
        place = list(self.rubric.indicators).index(code)
        points, applicable, answered = (
            part.copy() for part in (self.points, self.applicable, self.answered)
        )
        points[0, place] = _score(self.rubric, code, value)
        applicable[0, place] = answered[0, place] = True
        return Scenario(
            self.rubric,
            self.record,
            self.others,
            points,
            applicable,
            answered,
            {**self.values, code: value},
        )

    def raised(self, codes: Sequence[str]) -> "Scenario":
        """The centre with these indicators at full marks."""
        state = self
        for code in codes:
            state = state.with_value(code, full_marks(self.rubric.indicators[code]))
        return state

    @property
    def index(self) -> float:
        """The verified score, unrounded."""
        return float(Weights(self.rubric).add_up(self.points, self.applicable).index[0])

    @property
    def short(self) -> list[str]:
        """The dimensions of which too little was answered for a rank."""
        coverage = Weights(self.rubric).share(self.answered, self.applicable)[0]
        least = self.rubric.scoring.minimum_coverage - 1e-12
        return [
            part.code
            for part, share in zip(self.rubric.dimensions, coverage, strict=True)
            if share < least
        ]

    @property
    def weak(self) -> list[str]:
        """The dimensions so low that they cap the class."""
        if not self.rubric.cap:
            return []
        parts = Weights(self.rubric).add_up(self.points, self.applicable).dimensions[0]
        low = comparable_scores(parts, self.rubric) < self.rubric.cap.dimension_below
        return [one.code for one, is_low in zip(self.rubric.dimensions, low, strict=True) if is_low]

    def figures(self) -> Record:
        """Score, class and rank as a result has them."""
        added = Weights(self.rubric).add_up(self.points, self.applicable)
        shown = round_scores(added.index, self.rubric.scoring.decimals)[0]
        name, capped = assign_classes(added, self.rubric)
        ranked = bool(self.record["responded"]) and not self.short and not np.isnan(shown)
        parts = round_scores(added.dimensions[0], self.rubric.scoring.decimals)
        return {
            "verified": float(shown),
            "class": str(name[0]) if ranked else None,
            "class_capped": bool(capped[0]),
            "ranked": ranked,
            "rank": self._rank(ranked),
            "dimensions": {
                part.code: None if np.isnan(score) else float(score)
                for part, score in zip(self.rubric.dimensions, parts, strict=True)
            },
        }

    def _rank(self, ranked: bool) -> int | float | None:
        if not ranked:
            return None
        everyone = np.append(self.others, self.index)
        rank = float(compute_ranks(everyone, np.ones(len(everyone), bool), self.rubric)[-1])
        return int(rank) if rank.is_integer() else rank

    def reaches(self, wanted: str) -> bool:
        """Whether the centre is ranked in this class or a better one."""
        names = [band.name for band in self.rubric.bands]
        found = self.figures()["class"]
        return found is not None and names.index(found) <= names.index(wanted)


def scenario_of(result: Mapping[str, Any], centre_id: str) -> Scenario:
    """A centre of a result as it stands; `UsageError` where there is none of this code."""
    rubric = Rubric.model_validate(result["edition"]["rubric"])
    record, others = None, []
    for one in result["centres"]:
        if one["centre_id"] == centre_id:
            record = one
        elif one["ranked"]:
            others.append(one["verified_exact"])
    if record is None:
        raise UsageError(N_("There is no centre '{centre}' in this result."), centre=centre_id)
    items = [record["items"][code] for code in rubric.indicators]
    return Scenario(
        rubric,
        record,
        np.array(others, float),
        np.array([[item["score"] or 0 for item in items]], float),
        np.array([[item["score"] is not None for item in items]]),
        np.array([[item["evidence"] in ("observed", "reported") for item in items]]),
        {code: record["items"][code]["used"] for code in rubric.indicators},
    )


# --- values --------------------------------------------------------------------------------


def value_of(rubric: Rubric, code: str, wish: Any) -> Any:
    """What was written behind `--set CODE=` as a value of that indicator; `UsageError` if none."""
    item = rubric.indicators.get(code)
    if item is None:
        raise UsageError(
            N_("There is no indicator '{code}'; there are {known}."),
            code=code,
            known=", ".join(rubric.indicators),
        )
    return _choice(rubric, item, str(wish)) if item.kind == "points" else _number(code, wish)


def _choice(rubric: Rubric, item: Indicator, wish: str) -> str:
    for code, label in rubric.questions[item.lead].choices.items():
        if wish.strip().casefold() in {text.casefold() for text in (code, *label.values())}:
            return code
    raise UsageError(
        N_("{code} cannot be '{value}'; its answers are {known}."),
        code=item.code,
        value=wish,
        known=", ".join(item.points),
    )


def _number(code: str, wish: Any) -> float:
    try:
        number = float(wish.replace(",", ".") if isinstance(wish, str) else wish)
    except ValueError:
        number = np.nan
    if not np.isfinite(number):
        raise UsageError(N_("{code} takes a number, not '{value}'."), code=code, value=str(wish))
    return number


def class_of(rubric: Rubric, wish: str) -> str:
    """The name of a class from its name or title; `UsageError` where there is none."""
    for band in rubric.bands:
        names = {band.name, *band.title.values()} - {""}
        if wish.strip().casefold() in map(str.casefold, names):
            return band.name
    raise UsageError(
        N_("There is no class '{name}'; there are {known}."),
        name=wish,
        known=", ".join(band.name for band in rubric.bands) or "–",
    )


def _score(rubric: Rubric, code: str, value: Any) -> float:
    item = rubric.indicators[code]
    if item.kind == "points":
        return item.points[value]
    return float(item_scores(np.array([float(value)]), item, rubric)[0][0])


def full_marks(item: Indicator) -> Any:
    """The value that earns full marks."""
    if item.kind == "points":
        return max(item.points, key=lambda code: item.points[code])
    return item.high
