"""The stored result as JSON, `plut-audit/result/2`: the types of its records, the only border.

Keys are stable. Scores are as printed, with an exact one beside where it is needed; shares are
0 to 1; dates are ISO; a missing value is null. No record holds a sentence: the program makes
sentences from codes, values and the rubric. `result/schema.json` is generated from these types.
"""

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from plut_audit.result.columns import FindingState
from plut_audit.result.storage.centre_records import CentreJson, Interval
from plut_audit.result.summary import Role

SCHEMA = "plut-audit/result/2"

SeverityWord = Literal["critical", "high", "medium", "low"]


class ToolJson(TypedDict):
    """The program that made the result."""

    name: str
    version: str


class EditionJson(TypedDict):
    """The rubric, whole, so that a result can be shown and checked without its files."""

    id: str
    title: dict[str, str]
    sha256: str
    rubric: dict[str, object]


class InputJson(TypedDict):
    """A file that was read, and what for."""

    file: str
    sha256: str
    dialect: str
    role: Role
    sheets: list[str]
    rows: int


class OptionsJson(TypedDict):
    """The settings of the run beside its files; `limits` holds those that were moved."""

    year: int | None
    only_approved: bool
    limits: dict[str, int]


class CellsOfFilesJson(TypedDict):
    """The account of cells: `filled` is the sum of the other four."""

    filled: int
    read: int
    headers: int
    not_asked: int
    passed_over: int


class DecisionCountsJson(TypedDict):
    """How many decisions raised and lowered a score, and the means without them."""

    raised: int
    lowered: int
    mean_combined_without: float | None
    mean_estimate_without: float | None


class DecisionJson(TypedDict):
    """A decision that was applied; `effect` in points of its centre's combined index."""

    kind: str
    target: str
    centre_id: str
    question: str
    indicator: str
    old: str
    new: str
    reason: str
    by: str
    date: str
    evidence: str
    until: str
    effect: float | None
    expired: bool
    locations: list[str]


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
    decisions: NotRequired[DecisionCountsJson]
    sample: NotRequired[bool]


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
    values: dict[str, object]


class ResultJson(TypedDict):
    """The whole file."""

    schema: Literal["plut-audit/result/2"]
    tool: ToolJson
    fingerprint: str
    edition: EditionJson
    year: int | None
    stage: NotRequired[Literal["draft", "final"]]
    options: NotRequired[OptionsJson]
    inputs: list[InputJson]
    cells: CellsOfFilesJson
    summary: SummaryJson
    verification: VerificationJson
    centres: list[CentreJson]
    findings: list[FindingJson]
    systemic: list[SystemicJson]
    decisions: NotRequired[list[DecisionJson]]
    problems: list[ProblemJson]
    robustness: NotRequired[dict[str, object]]
    agreement: NotRequired[dict[str, object]]
    trend: NotRequired[dict[str, object]]
    follow_up: NotRequired[dict[str, object]]
    replies: NotRequired[dict[str, object]]
