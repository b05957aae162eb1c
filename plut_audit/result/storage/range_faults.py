"""What in a stored file no audit gives: figures outside the scale, the years or the counts."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import numpy as np

from plut_audit.result import Result
from plut_audit.result.columns import EXCLUDED
from plut_audit.result.storage.centre_records import CentreJson
from plut_audit.result.storage.records import ResultJson
from plut_audit.rubric import Indicator, Rubric
from plut_audit.scoring.ranking import UNRANKED

_ROUNDING = 1e-6
_YEARS = range(1900, 2201)
_SCORES = (
    "reported",
    "combined",
    "combined_exact",
    "estimate",
    "estimate_exact",
    "reweighted",
    "upper",
)
_ITEM_SCORES = ("score", "reported_score", "observed_score", "estimated_score")
_MEASURES = ("reported", "observed", "used", "evaluator")
_SHARES = ("coverage", "seen_share")
_COUNTS = ("responded", "visited", "ranked")


def range_faults(records: ResultJson, result: Result) -> Iterator[str]:
    """The places of such figures, as `centres.0.combined`; `result` is what was read of them."""
    if result.year is not None and result.year not in _YEARS:
        yield "year"
    counts = {name: int(getattr(result.centres, name).sum()) for name in _COUNTS}
    for name, count in {"centres": len(result.centres), **counts}.items():
        if getattr(result.summary, name) != count:
            yield f"summary.{name}"
    for finding in np.flatnonzero(result.findings.years_open < 1):
        yield f"findings.{finding}.years_open"
    classes = {UNRANKED, "", *(band.name for band in result.rubric.bands)}
    for row, centre in enumerate(records["centres"]):
        if result.centres.class_name[row] not in classes:
            yield f"centres.{row}.class"
        yield from (f"centres.{row}.{place}" for place in _centre_faults(centre, result.rubric))


def _centre_faults(centre: CentreJson, rubric: Rubric) -> Iterator[str]:
    scale = rubric.scoring.scale
    yield from _outside(centre, _SCORES, scale)
    yield from _outside(centre, ("seen_share",), 1)
    for name in ("survey_date", "visit_date"):
        if not _is_day(centre[name]):
            yield name
    for code, dimension in centre["dimensions"].items():
        yield from (
            f"dimensions.{code}.{name}"
            for name in (
                *_outside(dimension, ("reported", "combined", "estimate"), scale),
                *_outside(dimension, _SHARES, 1),
            )
        )
    for code, item in centre["items"].items():
        if code not in rubric.indicators:
            yield f"items.{code}"
            continue
        names = [*_outside(item, _ITEM_SCORES, scale), *_not_measured(item, code, rubric)]
        yield from (f"items.{code}.{name}" for name in names)


def _not_measured(item: Mapping[str, Any], code: str, rubric: Rubric) -> Iterator[str]:
    """What an indicator cannot measure: a text for a number, a choice that its question lacks."""
    for name in _MEASURES:
        value = item.get(name)
        if value in (None, EXCLUDED if name == "evaluator" else None):
            continue
        if not _measures(value, rubric.indicators[code], rubric):
            yield name


def _measures(value: object, indicator: Indicator, rubric: Rubric) -> bool:
    if indicator.kind == "points":
        return value in rubric.questions[indicator.lead].codes
    return isinstance(value, int | float)


def _outside(record: Mapping[str, Any], names: tuple[str, ...], most: float) -> Iterator[str]:
    """The figures that lie neither between 0 and `most` nor are missing."""
    for name in names:
        figure = record[name]
        if figure is not None and not -_ROUNDING <= figure <= most + _ROUNDING:
            yield name


def _is_day(written: str | None) -> bool:
    try:
        return written is None or bool(date.fromisoformat(written))
    except ValueError:
        return False
