"""The result as four plain tables for a statistician: centres, items, findings, problems.

A table is a list of documented columns; `rows` reads them out of a result one by one, so a
result of any size can be written. Codes stay codes and numbers stay unrounded where the result
has them unrounded; only sentences follow the language.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Literal

from plut_audit.i18n import N_, localized

Record = dict[str, Any]
Parent = tuple[tuple[str, ...], tuple[str, ...]]
Type = Literal["string", "integer", "number", "boolean", "date"]
SEPARATOR = "; "
"""Between the parts of a cell that holds a list."""


@dataclass(frozen=True)
class DataColumn:
    """One column: its name, its Frictionless type, and what it says (a catalogue key)."""

    name: str
    type: Type
    description: str
    required: bool = False
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True)
class DataTable:
    """One table; `key` identifies a row, `parents` name the columns of other tables."""

    name: str
    title: str
    columns: tuple[DataColumn, ...]
    key: tuple[str, ...]
    parents: Mapping[str, Parent] = field(default_factory=dict)


SEVERITIES = ("critical", "high", "medium", "low")
EVIDENCE = ("observed", "reported", "none", "not_applicable")
BLANKS = ("unanswered", "dont_know", "invalid", "not_asked")

_CENTRE = (
    DataColumn("centre_id", "string", N_("Code of the centre."), required=True),
    DataColumn("name", "string", N_("Name of the centre.")),
    DataColumn("province", "string", N_("Province.")),
    DataColumn("regency", "string", N_("Regency or city.")),
    DataColumn("level", "string", N_("Owner of the centre: provinsi, kabupaten or kota.")),
)

_FIGURES = (
    DataColumn(
        "responded", "boolean", N_("Whether the questionnaire was answered."), required=True
    ),
    DataColumn("visited", "boolean", N_("Whether a field visit saw the centre."), required=True),
    DataColumn("ranked", "boolean", N_("Whether the centre is ranked."), required=True),
    DataColumn("not_ranked_because", "string", N_("Why it is not ranked.")),
    DataColumn("rank", "number", N_("Rank on the printed verified score.")),
    DataColumn("tied", "boolean", N_("Whether other centres share the rank.")),
    DataColumn("claimed", "number", N_("Index by the questionnaire alone.")),
    DataColumn("verified", "number", N_("Index on what was seen, else on what was reported.")),
    DataColumn("verified_exact", "number", N_("The verified index before rounding.")),
    DataColumn(
        "conservative",
        "number",
        N_("Verified index, self-report lowered by the overstatement that visits found."),
    ),
    DataColumn("reweighted", "number", N_("Verified index without the blank indicators.")),
    DataColumn("upper", "number", N_("Verified index if every blank were full marks.")),
    DataColumn("class", "string", N_("Class of the verified index.")),
    DataColumn("class_capped", "boolean", N_("Whether a weak dimension holds the class down.")),
    DataColumn("class_unverified", "boolean", N_("Whether too little was seen for the class.")),
    DataColumn("verified_share", "number", N_("Share of the weight that a visit saw, 0 to 1.")),
    DataColumn("survey_date", "date", N_("Day of the questionnaire.")),
    DataColumn("visit_date", "date", N_("Day of the visit.")),
)

_ITEM = (
    DataColumn("dimension", "string", N_("Code of the dimension."), required=True),
    DataColumn("indicator", "string", N_("Code of the indicator."), required=True),
    DataColumn("reported", "string", N_("Value by the questionnaire: number or code of a choice.")),
    DataColumn("observed", "string", N_("Value by the visit.")),
    DataColumn("used", "string", N_("Value that was scored.")),
    DataColumn("score", "number", N_("Points of the indicator; empty where it does not apply.")),
    DataColumn("reported_score", "number", N_("Points by the questionnaire.")),
    DataColumn("observed_score", "number", N_("Points by the visit.")),
    DataColumn("evidence", "string", N_("Where the used value comes from."), True, EVIDENCE),
    DataColumn("blank", "string", N_("Why there is no value."), False, BLANKS),
    DataColumn("points_lost", "number", N_("Points that the index loses by this indicator."), True),
    DataColumn("reported_cells", "string", N_("Cells of the questionnaire: FILE › SHEET!CELL.")),
    DataColumn("observed_cells", "string", N_("Cells of the visit: FILE › SHEET!CELL.")),
)

_FINDING = (
    DataColumn("centre_id", "string", N_("Code of the centre."), required=True),
    DataColumn("finding", "string", N_("Code of the finding."), required=True),
    DataColumn(
        "kinds", "string", N_("What it is about: gap, overstated, understated, unanswered ...")
    ),
    DataColumn("severity", "string", N_("How grave it is."), True, SEVERITIES),
    DataColumn("points_lost", "number", N_("Points that the index loses by it."), True),
    DataColumn("priority", "number", N_("Weight of the severity times points lost."), True),
    DataColumn("years_open", "integer", N_("Years in a row with this finding.")),
    DataColumn("status", "string", N_("Compared with the year before.")),
    DataColumn("title", "string", N_("What it is, in short.")),
    DataColumn("condition", "string", N_("Condition: what was reported and seen.")),
    DataColumn("criterion", "string", N_("Criterion: the state that is asked for.")),
    DataColumn("cause", "string", N_("Cause.")),
    DataColumn("effect", "string", N_("Effect.")),
    DataColumn("recommendation", "string", N_("Recommendation.")),
    DataColumn("cells", "string", N_("Cells it rests on: FILE › SHEET!CELL.")),
)

_PROBLEM = (
    DataColumn("number", "integer", N_("Running number."), required=True),
    DataColumn("code", "string", N_("Code of the kind of problem."), required=True),
    DataColumn("severity", "string", N_("How grave it is."), True, ("error", "warning", "notice")),
    DataColumn("file", "string", N_("File.")),
    DataColumn("sheet", "string", N_("Sheet.")),
    DataColumn("cell", "string", N_("Cell.")),
    DataColumn("centre_id", "string", N_("Code of the centre, where it is known.")),
    DataColumn("question", "string", N_("Name of the question.")),
    DataColumn("value", "string", N_("What stands in the cell.")),
    DataColumn("message", "string", N_("What is wrong and how to mend it.")),
)

_TO_CENTRE = {"centres": (("centre_id",), ("centre_id",))}
CENTRES = DataTable("centres", N_("Centres"), _CENTRE + _FIGURES, ("centre_id",))
ITEMS = DataTable(
    "items",
    N_("Indicators of each centre"),
    (_CENTRE[0], *_ITEM),
    ("centre_id", "indicator"),
    _TO_CENTRE,
)
FINDINGS = DataTable("findings", N_("Findings"), _FINDING, ("centre_id", "finding"), _TO_CENTRE)
PROBLEMS = DataTable("problems", N_("Problems in the files"), _PROBLEM, ("number",))
TABLES = (CENTRES, ITEMS, FINDINGS, PROBLEMS)
LONG = DataTable("long", N_("Centre by indicator"), _CENTRE + _ITEM, ("centre_id", "indicator"))
"""Indicators with their centre's name and place: one table for those who want one."""


def with_dimensions(table: DataTable, result: Record) -> DataTable:
    """The table of centres with three figures and the coverage of each dimension."""
    extra = tuple(
        DataColumn(f"{part['code'].lower()}_{figure}", "number", description)
        for part in result["edition"]["rubric"]["dimensions"]
        for figure, description in _DIMENSION_FIGURES.items()
    )
    return DataTable(table.name, table.title, table.columns + extra, table.key, table.parents)


_DIMENSION_FIGURES = {
    "claimed": N_("The dimension by the questionnaire alone."),
    "verified": N_("The dimension on what was seen, else on what was reported."),
    "conservative": N_("The dimension with self-report lowered."),
    "coverage": N_("Share of the dimension's weight that was answered, 0 to 1."),
}


def rows(result: Record, table: DataTable) -> Iterator[list[Any]]:
    """The rows of a table; a value is text, a number, a truth value or None."""
    names = [column.name for column in table.columns]
    for record in _RECORDS[table.name](result):
        yield [_plain(record.get(name)) for name in names]


def _plain(value: Any) -> Any:
    """Lists joined, texts in the reader's language, whole numbers without a point."""
    if isinstance(value, list):
        return SEPARATOR.join(str(_plain(part)) for part in value)
    if isinstance(value, dict):
        return localized(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _centres(result: Record) -> Iterator[Record]:
    for centre in result["centres"]:
        parts = {
            f"{code.lower()}_{figure}": number
            for code, figures in centre["dimensions"].items()
            for figure, number in figures.items()
        }
        yield {**centre, **parts}


def _items(result: Record) -> Iterator[Record]:
    dimension_of = {
        code: part["code"]
        for part in result["edition"]["rubric"]["dimensions"]
        for code in part["indicators"]
    }
    for centre in result["centres"]:
        for code, item in centre["items"].items():
            cells = {
                f"{source}_cells": item["cells"][source] for source in ("reported", "observed")
            }
            yield {
                **{column.name: centre[column.name] for column in _CENTRE},
                **item,
                **cells,
                "indicator": code,
                "dimension": dimension_of[code],
            }


def _findings(result: Record) -> Iterator[Record]:
    return ({**finding, "finding": finding["code"]} for finding in result["findings"])


def _problems(result: Record) -> Iterator[Record]:
    numbered = zip(count(1), result["problems"], strict=False)
    return ({**problem, "number": number} for number, problem in numbered)


_RECORDS = {
    "centres": _centres,
    "items": _items,
    "long": _items,
    "findings": _findings,
    "problems": _problems,
}
