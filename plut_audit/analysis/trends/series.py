"""The series of several years, grown by one year at a time."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import numpy as np

from plut_audit.result import CentreRow, Result
from plut_audit.result.extras import CentreSeries, Comparison, EditionName, Trend, YearSummary
from plut_audit.scoring.findings import Severity

NOTHING_YET = Trend((), (), (), (), None)


def trend_of(result: Result) -> Trend:
    """The trend up to a result: the one that it carries, else that of its year alone."""
    if result.trend is not None and result.trend.years[-1:] == (result.year,):
        return result.trend
    return extended_trend(NOTHING_YET, result, None)


def extended_trend(before: Trend, result: Result, comparison: Comparison | None) -> Trend:
    """The trend with one more year."""
    known = {series.centre_id: series for series in before.centres}
    length = len(before.years)
    return Trend(
        years=(*before.years, result.year),
        editions=(*before.editions, edition_name(result)),
        summary=(*before.summary, _summary(result)),
        centres=tuple(
            _extended(known.get(code), code, length, result)
            for code in sorted({*known, *result.row_of})
        ),
        comparison=comparison,
    )


def edition_name(result: Result) -> EditionName:
    """The edition under which a year was scored."""
    rubric = result.rubric
    return EditionName(result.year, rubric.id, rubric.title, rubric.sha256)


def _summary(result: Result) -> YearSummary:
    summary = asdict(result.summary)
    for name in ("registry_known", "decisions", "sample"):
        del summary[name]
    severities = result.findings.severity
    counts: dict[str, int] = {
        level.word: int(np.count_nonzero(severities == level)) for level in Severity
    }
    return YearSummary(year=result.year, **summary, findings=counts)


def _extended(series: CentreSeries | None, code: str, length: int, result: Result) -> CentreSeries:
    """A centre's series with the values of one more year, None where it is not in it."""
    old = series or CentreSeries(code, "", *((None,) * length for _ in _SERIES))
    present = code in result.row_of
    centre = result.centre(result.row_of[code]) if present else None
    added = ((*getattr(old, name), centre and value(centre)) for name, value in _SERIES.items())
    return CentreSeries(code, centre.name if centre else old.name, *added)


def rank_number(centre: CentreRow | None) -> float | None:
    """A rank as a float, as it is stored; None where there is none."""
    return None if centre is None or centre.rank is None else float(centre.rank)


_SERIES: dict[str, Callable[[CentreRow], Any]] = {
    "responded": lambda centre: centre.responded,
    "visited": lambda centre: centre.visited,
    "estimate": lambda centre: centre.estimate,
    "estimate_interval": lambda centre: centre.estimate_interval,
    "combined": lambda centre: centre.combined,
    "reported": lambda centre: centre.reported,
    "seen_share": lambda centre: centre.seen_share,
    "rank": rank_number,
    "class_name": lambda centre: centre.class_name,
    "class_provisional": lambda centre: centre.class_provisional,
}
"""The columns of `CentreSeries` after code and name, in their order."""
