"""Years compared, only where their meaning held.

`compare` gives the comparison of two results. `with_history` gives results that know the years
before them: the state of each finding and for how many years it has been open, copied answers
as findings (CHK-07), and `result["trend"]`:

    {"years": [2022, 2023, 2024],
     "editions": [{"year", "id", "title"}],
     "summary": [{"year", "centres", "responded", "visited", "ranked", "mean_verified",
                  "by_class", "by_dimension", "findings": {"critical": n, ...}}],
     "centres": [{"centre_id", "name", "responded": [...], "visited": [...], "verified": [...],
                  "claimed": [...], "rank": [...], "class": [...]}],   a place a year, null if none
     "comparison": {...}}                         with the year before, as `compare` gives it

A comparison (`plut-audit/comparison/1`):

    {"schema", "old": {"year", "edition"}, "new": {...}, "same_rules": bool,
     "renamed": {old code: new code}, "not_comparable": [{"code", "because"}],
     "summary": {"mean_verified": {"old", "new", "change"}, "by_class", "centres": {state: n},
                 "findings": {state: n}, "improved_on_paper": n, "copied": n},
     "centres": [{"centre_id", "name", "province", "level",
        "status": "both|new|gone|silent|answered_again", "renamed_from": name | null,
        "verified": {"old", "new", "change"}, "claimed": {...}, "rank": {...},
        "class": {"old", "new"}, "dimensions": {code: {"old", "new", "change", "edition_points"}},
        "causes": [{"code", "title", "dimension", "points", "points_exact", "dimension_points",
                    "old_score", "new_score", "old_value", "new_value", "old_evidence",
                    "new_evidence"}],
        "edition_points": points | null,   what the change of the edition adds
        "under": {"old_edition": {"verified": {"old", "new"}, "claimed": {...}}, ...} | null,
        "improved_on_paper": bool, "equal_answers": share | null}],
     "findings": [{"code", "centre_id", "title", "severity", "points_lost", "status",
                   "years_open"}],
     "improved_on_paper": [centre codes], "copied": [centre codes]}

The points of a centre's causes and its edition points add up to the change of its printed
verified score. Where the rules of the two editions differ, causes are reckoned under the newer
one over the indicators whose meaning held, and `under` shows both years under both.
"""

from collections.abc import Sequence

from plut_audit.analysis import history
from plut_audit.analysis.history import Year
from plut_audit.analysis.trends.comparison import Record, compare_years
from plut_audit.analysis.trends.recurrence import Recurrence, recurrence, with_age
from plut_audit.analysis.trends.with_history import (
    copied_findings,
    retold,
    with_state,
    without_history,
)

__all__ = [
    "Recurrence",
    "compare",
    "compare_years",
    "copied_findings",
    "recurrence",
    "retold",
    "trend",
    "with_age",
    "with_history",
    "with_state",
]


def compare(old: Record, new: Record) -> Record:
    """The comparison of two results, the older one first."""
    before, now = history.of_result(old), history.of_result(without_history(new))
    found = recurrence(before, now)
    return compare_years(before, with_age(now, found), found)


def with_history(results: Sequence[Record]) -> list[Record]:
    """The results, oldest first, each with what the years before it tell."""
    results_told: list[Record] = []
    years: list[Year] = []
    for result in results:
        fresh = without_history(result)
        year = history.of_result(fresh)
        found = recurrence(years[-1] if years else None, year)
        years.append(with_age(year, found))
        results_told.append(retold(fresh, found, trend(years, found)))
    return results_told


def trend(years: Sequence[Year], found: Recurrence) -> Record:
    """What the reports show of several years, oldest first; `found` is of the last one."""
    codes = sorted({centre for year in years for centre in year.row_of})
    names = {one["centre_id"]: one["name"] for year in years for one in year.centres}
    return {
        "years": [year.year for year in years],
        "editions": [
            {"year": year.year, **{name: year.edition[name] for name in ("id", "title")}}
            for year in years
        ],
        "summary": [_of_year(year) for year in years],
        "centres": [
            {"centre_id": code, "name": names[code], **_series(years, code)} for code in codes
        ],
        "comparison": compare_years(years[-2], years[-1], found) if len(years) > 1 else None,
    }


def _of_year(year: Year) -> Record:
    levels = ("critical", "high", "medium", "low")
    grave = {level: year.findings.severity.count(level) for level in levels}
    return {"year": year.year, **year.summary, "findings": grave}


def _series(years: Sequence[Year], code: str) -> Record:
    rows = [year.centres[year.row_of[code]] if code in year.row_of else {} for year in years]
    shown = ("responded", "visited", "verified", "claimed", "rank", "class")
    return {name: [row.get(name) for row in rows] for name in shown}
