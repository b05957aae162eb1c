"""Two years side by side: what changed for each centre, and which indicators made it change."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from plut_audit.analysis.history import Year
from plut_audit.analysis.trends.causes import adding_up
from plut_audit.analysis.trends.pair import Pair
from plut_audit.analysis.trends.recurrence import Recurrence

SCHEMA = "plut-audit/comparison/1"
Record = dict[str, Any]


def compare_years(old: Year, new: Year, found: Recurrence) -> Record:
    """The comparison of two years (see `trends`); `found` is what became of the findings."""
    pair = Pair(old, new, found)
    centres = [_centre(pair, row) for row in range(len(new.centres))]
    gone = [_gone(one) for one in old.centres if one["centre_id"] not in new.row_of]
    findings = list(_findings(pair))
    on_paper = [one["centre_id"] for one in centres if one["improved_on_paper"]]
    return {
        "schema": SCHEMA,
        "old": _head(old),
        "new": _head(new),
        "same_rules": pair.same_rules,
        "renamed": pair.kept.renamed,
        "not_comparable": [
            {"code": code, "because": because} for code, because in sorted(pair.kept.lost.items())
        ],
        "summary": _summary(pair, centres + gone, findings, on_paper),
        "centres": centres + gone,
        "findings": findings,
        "improved_on_paper": on_paper,
        "copied": pair.found.copied,
    }


def _head(year: Year) -> Record:
    named = {name: year.edition[name] for name in ("id", "title", "sha256")}
    return {"year": year.year, "edition": named}


# --- one centre ----------------------------------------------------------------------------


def _centre(pair: Pair, row: int) -> Record:
    now = pair.new.centres[row]
    past = pair.rows.get(row)
    before = None if past is None else pair.old.centres[past]
    verified, claimed = _change(before, now, "verified"), _change(before, now, "claimed")
    comparable = verified["change"] is not None
    equal = float(pair.equal_answers[row])
    renamed = before["name"] if before and before["name"] != now["name"] else None
    return {
        **{name: now[name] for name in ("centre_id", "name", "province", "level")},
        "status": _presence(before, now),
        "renamed_from": renamed,
        "verified": verified,
        "claimed": claimed,
        "rank": _change(before, now, "rank"),
        "class": _sides(before, now, "class"),
        "dimensions": _dimensions(pair, row, past),
        **(_causes(pair, row, verified["change"]) if comparable else NO_CAUSES),
        "under": _under(pair, row, past) if comparable and not pair.same_rules else None,
        "improved_on_paper": comparable and _on_paper(pair, row, past, claimed, verified),
        "equal_answers": None if np.isnan(equal) else round(equal, 4),
    }


NO_CAUSES: Record = {"causes": [], "edition_points": None}


def _presence(before: Record | None, now: Record) -> str:
    if before is None:
        return "new"
    if not now["responded"]:
        return "silent"
    return "both" if before["responded"] else "answered_again"


def _gone(before: Record) -> Record:
    none: Record = {}
    return {
        **{name: before[name] for name in ("centre_id", "name", "province", "level")},
        "status": "gone",
        "renamed_from": None,
        **{name: _change(before, none, name) for name in ("verified", "claimed", "rank")},
        "class": _sides(before, none, "class"),
        "dimensions": {},
        **NO_CAUSES,
        "under": None,
        "improved_on_paper": False,
        "equal_answers": None,
    }


def _sides(before: Record | None, now: Record | None, name: str) -> Record:
    return {"old": (before or {}).get(name), "new": (now or {}).get(name)}


def _change(before: Record | None, now: Record | None, name: str) -> Record:
    """Both years and the change between what is printed of them."""
    sides = _sides(before, now, name)
    known = sides["old"] is not None and sides["new"] is not None
    return {**sides, "change": round(sides["new"] - sides["old"], 9) if known else None}


def _dimensions(pair: Pair, row: int, past: int | None) -> Record:
    """The verified score of each dimension; what the change of edition adds to the change."""
    found = {}
    for place, part in enumerate(pair.rubric.dimensions):
        before = {} if past is None else pair.old.dimensions[past].get(part.code, {})
        change = _change(before, pair.new.dimensions[row].get(part.code, {}), "verified")
        moved = float(pair.dimensions[row, place])
        edition = None if change["change"] is None else round(change["change"] - moved, 2)
        found[part.code] = {**change, "edition_points": None if pair.same_rules else edition}
    return found


def _causes(pair: Pair, row: int, change: float) -> Record:
    """The indicators behind a change of the printed score; their points add up to it."""
    index, dimension = pair.parts[0][row], pair.parts[1][row]
    places = [place for place in range(len(index)) if _moved(pair, row, place)]
    exact = [float(index[place]) for place in places]
    decimals = pair.rubric.scoring.decimals
    if pair.same_rules:
        points, edition = adding_up(exact, change, decimals), None
    else:
        *points, edition = adding_up([*exact, change - sum(exact)], change, decimals)
    items = list(pair.rubric.indicators.values())
    before, now = (points_of[row] for points_of in pair.scores)
    causes = [
        {
            "code": items[place].code,
            "title": items[place].title,
            "dimension": items[place].dimension,
            "points": rounded,
            "points_exact": float(index[place]),
            "dimension_points": round(float(dimension[place]), 9),
            "old_score": _known(before[place]),
            "new_score": _known(now[place]),
            **_used(pair, row, items[place].code),
        }
        for place, rounded in zip(places, points, strict=True)
    ]
    causes.sort(key=lambda cause: (-abs(cause["points_exact"]), cause["code"]))
    return {"causes": causes, "edition_points": edition}


def _moved(pair: Pair, row: int, place: int) -> bool:
    """Whether an item's score changed, or began or ceased to count."""
    before, now = (points[row, place] for points in pair.scores)
    return not (before == now or (np.isnan(before) and np.isnan(now)))


def _known(score: float) -> float | None:
    return None if np.isnan(score) else float(score)


def _used(pair: Pair, row: int, code: str) -> Record:
    """What was measured in both years (a number or the code of a choice), and who saw it."""
    past = pair.rows[row], list(pair.old.rubric.indicators).index(pair.kept.codes[code])
    now = row, list(pair.rubric.indicators).index(code)
    return {
        "old_value": pair.old.used[past],
        "new_value": pair.new.used[now],
        "old_evidence": pair.old.evidence[past],
        "new_evidence": pair.new.evidence[now],
    }


def _under(pair: Pair, row: int, past: int | None) -> Record:
    """Both years under both editions, over the indicators whose meaning held."""
    return {
        edition: {
            name: {
                "old": None if past is None else _known(figures[f"old_{name}"][past]),
                "new": _known(figures[f"new_{name}"][row]),
            }
            for name in ("verified", "claimed")
        }
        for edition, figures in pair.under.items()
    }


def _on_paper(pair: Pair, row: int, past: int | None, claimed: Record, verified: Record) -> bool:
    """Whether the claimed score rose and the verified one did not, under the same rules."""
    if pair.same_rules:
        return bool((claimed["change"] or 0) > 0 and verified["change"] <= 0)
    sides = _under(pair, row, past)["new_edition"]
    rise = {name: (side["new"] or 0) - (side["old"] or 0) for name, side in sides.items()}
    return bool(round(rise["claimed"], 9) > 0 and round(rise["verified"], 9) <= 0)


# --- findings and summary ------------------------------------------------------------------


def _findings(pair: Pair) -> Iterator[Record]:
    """The findings of this year, then those of the last one that are no longer there."""
    found, new, old = pair.found, pair.new.findings, pair.old.findings
    for place, key in enumerate(zip(new.centre_id, new.code, strict=True)):
        yield {
            "code": key[1],
            "centre_id": key[0],
            "title": new.title[place],
            "severity": new.severity[place],
            "points_lost": new.points_lost[place],
            "status": found.status[key],
            "years_open": found.years_open[key],
        }
    for place, status in found.closed.items():
        yield {
            "code": old.code[place],
            "centre_id": old.centre_id[place],
            "title": old.title[place],
            "severity": old.severity[place],
            "points_lost": old.points_lost[place],
            "status": status,
            "years_open": old.years_open[place],
        }


def _summary(
    pair: Pair, centres: list[Record], findings: list[Record], on_paper: list[str]
) -> Record:
    def count(records: list[Record], *states: str) -> Record:
        return {state: sum(one["status"] == state for one in records) for state in states}

    old, new = pair.old.summary, pair.new.summary
    return {
        "mean_verified": _change(old, new, "mean_verified"),
        "by_class": _sides(old, new, "by_class"),
        "centres": count(centres, "both", "answered_again", "silent", "new", "gone")
        | {"renamed": sum(one["renamed_from"] is not None for one in centres)},
        "findings": count(findings, "new", "persisting", "resolved", "not_comparable"),
        "improved_on_paper": len(on_paper),
        "copied": len(pair.found.copied),
    }
