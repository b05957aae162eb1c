"""The types of one centre in the stored file; see `result.storage.records`."""

from typing import Annotated, Literal, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from plut_audit.result.columns import BlankName, EvidenceWord
from plut_audit.result.visits import Outside

Measured = float | str | None
Answer = float | str | list[str]
Interval = Annotated[list[float], Field(min_length=2, max_length=2)]
"""The lower and the upper end."""


class ArrivalJson(TypedDict):
    """The facts of a visit's arrival."""

    date: str | None
    time: str | None
    announced: bool | None
    selection: str
    declared: str | None
    outside: Outside
    holiday: str
    photograph: str


class NotRankedJson(TypedDict):
    """Why a centre is not ranked, and the dimensions of which too little was answered."""

    code: Literal["no_response", "coverage"]
    dimensions: list[str]


class DimensionJson(TypedDict):
    """One dimension of one centre."""

    reported: float | None
    combined: float | None
    estimate: float | None
    coverage: float | None
    seen_share: float | None


class CellsJson(TypedDict):
    """The cells behind an indicator, `FILE › SHEET!D5`."""

    reported: list[str]
    observed: list[str]


class ItemJson(TypedDict):
    """One indicator of one centre."""

    reported: Measured
    observed: Measured
    used: Measured
    evaluator: NotRequired[float | str]
    score: float | None
    reported_score: float | None
    observed_score: float | None
    estimated_score: float | None
    evidence: EvidenceWord
    blank: BlankName | None
    binding: bool
    changed: NotRequired[bool]
    not_asked: NotRequired[bool]
    low_by_rule: NotRequired[bool]
    no_evidence: NotRequired[bool]
    points_lost: float
    cells: CellsJson


class AnswersJson(TypedDict):
    """Every answer of one centre by question, and why others have none."""

    reported: dict[str, Answer]
    observed: dict[str, Answer]
    reported_blank: dict[str, str]
    observed_blank: dict[str, str]


# The functional form, because `class` is a word of the language.
CentreJson = TypedDict(
    "CentreJson",
    {
        "centre_id": str,
        "name": str,
        "province": str,
        "regency": str,
        "level": Literal["provinsi", "kabupaten", "kota", ""],
        "responded": bool,
        "visited": bool,
        "ranked": bool,
        "not_ranked_because": NotRankedJson | None,
        "rank": float | None,
        "rank_interval": Interval | None,
        "tied": bool,
        "group": int | None,
        "seen_rank": float | None,
        "reported": float | None,
        "combined": float | None,
        "combined_exact": float | None,
        "estimate": float | None,
        "estimate_exact": float | None,
        "estimate_interval": Interval | None,
        "reweighted": float | None,
        "upper": float | None,
        "class": str,
        "class_provisional": bool,
        "class_capped": bool,
        "seen_share": float | None,
        "dimensions": dict[str, DimensionJson],
        "items": dict[str, ItemJson],
        "answers": AnswersJson,
        "survey_date": str | None,
        "visit_date": str | None,
        "respondent_role": str | None,
        "announced": str | None,
        "arrival": ArrivalJson | None,
        "response_cells": list[str],
    },
)
