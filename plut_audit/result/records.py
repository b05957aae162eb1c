"""The stored result as JSON, `plut-audit/result/2`: the types of its records, the only border.

Keys are stable. Scores are as printed, with an exact one beside where it is needed; shares are
0 to 1; dates are ISO; a missing value is null. No record holds a sentence: the program makes
sentences from codes, values and the rubric. `result/schema.json` is generated from these types.
"""

from typing import Annotated, Any, Literal, NotRequired

from pydantic import BeforeValidator
from typing_extensions import TypedDict

from plut_audit.result.columns import BlankName, FindingState, Role
from plut_audit.result.visits import Outside

SCHEMA = "plut-audit/result/2"

Measured = float | str | None
Interval = Annotated[
    tuple[float, float],
    BeforeValidator(lambda ends: tuple(ends) if isinstance(ends, list) else ends),
]
"""The lower and the upper end; a list in the file, for JSON has no tuples."""
Answer = float | str | list[str]
SeverityWord = Literal["critical", "high", "medium", "low"]
EvidenceWord = Literal["observed", "reported", "none", "not_applicable"]


class ToolJson(TypedDict):
    """The program that made the result."""

    name: str
    version: str


class EditionJson(TypedDict):
    """The rubric, whole, so that a result can be shown and checked without its files."""

    id: str
    title: dict[str, str]
    sha256: str
    rubric: dict[str, Any]


class InputJson(TypedDict):
    """A file that was read, and what for."""

    file: str
    sha256: str
    dialect: str
    role: Role
    sheets: list[str]
    rows: int


class CellsOfFilesJson(TypedDict):
    """The account of cells: `filled` is the sum of the other four."""

    filled: int
    read: int
    headers: int
    not_asked: int
    passed_over: int


class SummaryJson(TypedDict):
    """The key figures; means and classes are over the ranked centres."""

    centres: int
    registry_known: bool
    responded: int
    visited: int
    ranked: int
    mean_estimate: float | None
    mean_estimate_interval: Interval | None
    mean_combined: float | None
    verification_factor: float | None
    by_class: dict[str, int]
    by_provisional_class: dict[str, int]
    by_dimension: dict[str, float | None]


class FactorJson(TypedDict):
    """A verification factor and the number of its pairs; null without any."""

    factor: float | None
    pairs: int


class VerificationJson(TypedDict):
    """What visits found over what was reported; `low` and `high` bound the overall factor."""

    overall: FactorJson
    low: float | None
    high: float | None
    centres: int
    random_only: bool
    donors: int
    dimensions: dict[str, FactorJson]
    indicators: dict[str, FactorJson]


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


class FindingJson(TypedDict):
    """One finding; its words are made from the columns."""

    code: str
    centre_id: str
    kinds: list[str]
    severity: SeverityWord
    binding: bool
    points_lost: float
    priority: float
    years_open: int
    state: FindingState | None
    questions: NotRequired[list[str]]
    cells: list[str]


class SystemicJson(TypedDict):
    """An indicator that falls short in a large share of the ranked centres."""

    code: str
    scope: str
    share: float
    centres: list[str]
    points_lost: float


class ProblemJson(TypedDict):
    """Something wrong in a file, with its place and what its message is filled with."""

    code: str
    severity: Literal["error", "warning", "notice"]
    file: str
    sheet: str
    cell: str
    centre_id: str
    question: str
    value: str
    values: dict[str, Any]


class ResultJson(TypedDict):
    """The whole file."""

    schema: Literal["plut-audit/result/2"]
    tool: ToolJson
    edition: EditionJson
    year: int | None
    inputs: list[InputJson]
    cells: CellsOfFilesJson
    summary: SummaryJson
    verification: VerificationJson
    centres: list[CentreJson]
    findings: list[FindingJson]
    systemic: list[SystemicJson]
    problems: list[ProblemJson]
    robustness: NotRequired[dict[str, Any]]
    agreement: NotRequired[dict[str, Any]]
    trend: NotRequired[dict[str, Any]]
    follow_up: NotRequired[dict[str, Any]]
