"""The centres of a stored file to the columns of a result."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from plut_audit.ingest.answers import Array
from plut_audit.ingest.registry import Centre
from plut_audit.result.columns import (
    BLANKS,
    EXCLUDED,
    CentreColumns,
    Evidence,
    FigureColumns,
    ItemMatrices,
)
from plut_audit.result.storage.centre_records import CentreJson, ItemJson
from plut_audit.result.visits import Arrival
from plut_audit.rubric import Indicator, Rubric
from plut_audit.scoring.ranking import NotRanked

_EVIDENCE = {evidence.word: int(evidence) for evidence in Evidence}


# --- centres -------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Columns:
    """The stored centres as columns by the keys of their records."""

    centres: Sequence[CentreJson]
    rubric: Rubric

    def numbers(self, name: str) -> Array:
        return np.array([_number(centre[name]) for centre in self.centres])  # type: ignore[literal-required]

    def ranks(self, name: str) -> Array:
        return np.nan_to_num(self.numbers(name))

    def ends(self, name: str, end: int) -> Array:
        listed = [centre[name] or (None, None) for centre in self.centres]  # type: ignore[literal-required]
        return np.array([_number(interval[end]) for interval in listed])

    def flags(self, name: str) -> Array:
        return np.array([centre[name] for centre in self.centres], bool)  # type: ignore[literal-required]

    def dimension(self, name: str) -> Array:
        codes = [part.code for part in self.rubric.dimensions]
        rows = [
            [_number(centre["dimensions"][code][name]) for code in codes]  # type: ignore[literal-required]
            for centre in self.centres
        ]
        return np.array(rows, float).reshape(len(self.centres), len(codes))

    def figure(self, index: str, name: str) -> FigureColumns:
        return FigureColumns(self.numbers(index), self.dimension(name))


def centre_columns(centres: Sequence[CentreJson], rubric: Rubric) -> CentreColumns:
    """The columns of the centres."""
    columns = _Columns(centres, rubric)
    return CentreColumns(
        centres=tuple(_centre(centre) for centre in centres),
        responded=columns.flags("responded"),
        visited=columns.flags("visited"),
        ranked=columns.flags("ranked"),
        not_ranked=_reasons(centres),
        rank=columns.ranks("rank"),
        rank_low=columns.ends("rank_interval", 0),
        rank_high=columns.ends("rank_interval", 1),
        tied=columns.flags("tied"),
        group=np.array([centre["group"] or 0 for centre in centres], int),
        seen_rank=columns.ranks("seen_rank"),
        reported=columns.figure("reported", "reported"),
        combined=columns.figure("combined_exact", "combined"),
        estimate=columns.figure("estimate_exact", "estimate"),
        estimate_low=columns.ends("estimate_interval", 0),
        estimate_high=columns.ends("estimate_interval", 1),
        reweighted=columns.numbers("reweighted"),
        upper=columns.numbers("upper"),
        coverage=columns.dimension("coverage"),
        seen_share=columns.numbers("seen_share"),
        seen_by_dimension=columns.dimension("seen_share"),
        class_name=np.array([centre["class"] for centre in centres], object),
        class_capped=columns.flags("class_capped"),
        class_provisional=columns.flags("class_provisional"),
        arrivals=tuple(_arrival(centre) for centre in centres),
    )


def _reasons(centres: Sequence[CentreJson]) -> dict[int, NotRanked]:
    return {
        row: NotRanked(reason["code"], tuple(reason["dimensions"]))
        for row, centre in enumerate(centres)
        if (reason := centre["not_ranked_because"])
    }


def _arrival(centre: CentreJson) -> Arrival | None:
    return None if (arrival := centre["arrival"]) is None else Arrival(**arrival)


def _centre(centre: CentreJson) -> Centre:
    return Centre(
        centre["centre_id"],
        centre["name"],
        centre["province"],
        centre["regency"],
        centre["level"],
    )


def _number(value: float | None) -> float:
    return float("nan") if value is None else float(value)


# --- indicators ----------------------------------------------------------------------------


def item_matrices(centres: Sequence[CentreJson], rubric: Rubric) -> ItemMatrices:
    """Centres by indicators."""
    indicators = rubric.indicators
    size = (len(centres), len(indicators))

    def matrix(take: Callable[[ItemJson, Indicator], Any], dtype: Any = float) -> Array:
        rows = [
            [take(centre["items"][code], indicator) for code, indicator in indicators.items()]
            for centre in centres
        ]
        return np.array(rows, dtype).reshape(size)

    def _evaluator(item: ItemJson, indicator: Indicator) -> float:
        value = item.get("evaluator")
        return _measured(None if value == EXCLUDED else value, indicator, rubric)

    def measured(source: str) -> Callable[[ItemJson, Indicator], float]:
        return lambda item, indicator: _measured(item[source], indicator, rubric)  # type: ignore[literal-required]

    return ItemMatrices(
        reported=matrix(measured("reported")),
        observed=matrix(measured("observed")),
        score=matrix(lambda item, _: _number(item["score"])),
        reported_score=matrix(lambda item, _: _number(item["reported_score"])),
        observed_score=matrix(lambda item, _: _number(item["observed_score"])),
        estimated_score=matrix(lambda item, _: _number(item["estimated_score"])),
        evidence=matrix(lambda item, _: _EVIDENCE[item["evidence"]], np.uint8),
        blank=matrix(lambda item, _: BLANKS.index(item["blank"]), np.uint8),
        asked=matrix(lambda item, _: not item.get("not_asked", False), bool),
        changed=matrix(lambda item, _: item.get("changed", False), bool),
        binding=matrix(lambda item, _: item["binding"], bool),
        low_by_rule=matrix(lambda item, _: item.get("low_by_rule", False), bool),
        no_evidence=matrix(lambda item, _: item.get("no_evidence", False), bool),
        evaluator=matrix(_evaluator),
        excluded=matrix(lambda item, _: item.get("evaluator") == EXCLUDED, bool),
        points_lost=matrix(lambda item, _: item["points_lost"]),
    )


def _measured(value: float | str | None, indicator: Indicator, rubric: Rubric) -> float:
    if isinstance(value, str):
        return float(rubric.questions[indicator.lead].codes.index(value))
    return _number(value)
