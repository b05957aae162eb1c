"""A stored result made by hand from a real rubric, so that exports are tested without a survey.

Names and remarks carry formulas and markup on purpose: no export may make code of them.
"""

from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

from plut_audit import rubric
from plut_audit.rubric import Indicator, Rubric

FORMULA = '=HYPERLINK("http://evil.example","x")'
SCRIPT = "</script><script>window.hacked=1</script><img src=x onerror='window.hacked=1'>"
PROVINCES = (
    ("71", "Sulawesi Utara"),
    ("33", "Jawa Tengah"),
    ("31", "DKI Jakarta"),
    ("96", "Papua Barat Daya"),
)
LEVELS = ("provinsi", "kabupaten", "kota")
EVIDENCE = ("observed", "reported", "none")


def same(text: str) -> dict[str, str]:
    """One text for both languages."""
    return {"id": text, "en": text}


def half_up(number: float) -> float:
    """Rounded as the program prints it."""
    return float(Decimal(f"{number:.9f}").quantize(Decimal("0.01"), ROUND_HALF_UP))


@cache
def result(centres: int = 12) -> dict[str, Any]:
    """A result of some centres: the last did not answer, two carry payloads in their names."""
    edition = rubric.load()
    rows = [_centre(number, number == centres - 1, edition) for number in range(centres)]
    _rank(rows)
    findings = [found for row in rows for found in _findings(row, edition)]
    order = ("critical", "high", "medium", "low")
    findings.sort(
        key=lambda one: (
            order.index(one["severity"]),
            -one["priority"],
            one["centre_id"],
            one["code"],
        )
    )
    return {
        "schema": "plut-audit/result/1",
        "tool": {"name": "plut-audit", "version": "0.1.0"},
        "edition": {
            "id": edition.id,
            "title": edition.title,
            "sha256": edition.sha256,
            "rubric": edition.model_dump(mode="json"),
        },
        "year": 2024,
        "inputs": [
            {
                "file": "survey.xlsx",
                "sha256": "ab" * 32,
                "dialect": "form",
                "role": "questionnaire",
                "sheets": ["Data"],
                "rows": centres,
            }
        ],
        "summary": _summary(rows, edition),
        "centres": rows,
        "findings": findings,
        "systemic": [
            {
                "code": "INF-03",
                "scope": "national",
                "title": edition.indicators["INF-03"].title,
                "share": 0.5,
                "centres": [row["centre_id"] for row in rows[:3]],
                "points_lost": 12.5,
            }
        ],
        "problems": [
            {
                "code": "VAL-01",
                "severity": "error",
                "file": "survey.xlsx",
                "sheet": "Data",
                "cell": "D5",
                "centre_id": rows[0]["centre_id"],
                "question": "land_area",
                "value": "=cmd|' /C calc'!A1",
                "message": same(f"not a number: {SCRIPT}"),
            },
            {
                "code": "CEN-05",
                "severity": "notice",
                "file": "",
                "sheet": "",
                "cell": "",
                "centre_id": "",
                "question": "",
                "value": "",
                "message": same("no registry"),
            },
        ],
    }


def _summary(rows: list[dict[str, Any]], edition: Rubric) -> dict[str, Any]:
    ranked = [row for row in rows if row["ranked"]]
    mean = lambda numbers: half_up(sum(numbers) / len(numbers))  # noqa: E731
    return {
        "centres": len(rows),
        "responded": len(rows) - 1,
        "visited": sum(row["visited"] for row in rows),
        "ranked": len(ranked),
        "mean_verified": mean([row["verified_exact"] for row in ranked]),
        "by_class": {
            band.name: sum(row["class"] == band.name for row in ranked) for band in edition.bands
        },
        "by_dimension": {
            part.code: mean([row["dimensions"][part.code]["verified"] for row in ranked])
            for part in edition.dimensions
        },
    }


def _centre(number: int, silent: bool, edition: Rubric) -> dict[str, Any]:
    code, province = PROVINCES[number % len(PROVINCES)]
    name = {0: "PLUT " + SCRIPT, 1: FORMULA}.get(number, f"PLUT Kota Contoh {number}")
    items = {
        key: _item(number, place, item, silent)
        for place, (key, item) in enumerate(edition.indicators.items())
    }
    row = {
        "centre_id": f"{code}.{72 + number // 4:02d}",
        "name": name,
        "province": province,
        "regency": f"Kota Contoh {number}",
        "level": LEVELS[number % 3],
        "responded": not silent,
        "visited": not silent and number % 2 == 0,
        "ranked": not silent,
        "not_ranked_because": same("did not answer the questionnaire") if silent else None,
        "rank": None,
        "tied": False,
        "class": None,
        "class_capped": False,
        "class_unverified": number % 2 == 1,
        "verified_share": 0 if silent else half_up(1 / (1 + number % 3)),
        "survey_date": None if silent else "2024-03-01",
        "visit_date": "2024-04-02" if number % 2 == 0 else None,
        "respondent_role": None,
        "announced": None,
        "items": items,
        "answers": {
            "reported": {} if silent else {"land_area": 1000, "remark_inf": FORMULA},
            "observed": {},
        },
    }
    row["dimensions"] = {part.code: _dimension(part, items, silent) for part in edition.dimensions}
    exact = (
        None
        if silent
        else sum(part.weight * row["dimensions"][part.code]["exact"] for part in edition.dimensions)
        / sum(part.weight for part in edition.dimensions)
    )
    for part in row["dimensions"].values():
        del part["exact"]
    for key, shift in {
        "claimed": 5,
        "verified": 0,
        "conservative": -5,
        "reweighted": 2,
        "upper": 9,
    }.items():
        row[key] = None if exact is None else half_up(min(100, max(0, exact + shift)))
    row["verified_exact"] = exact
    return row


def _dimension(part: Any, items: dict[str, Any], silent: bool) -> dict[str, Any]:
    weights = {code: item.weight for code, item in part.indicators.items()}
    exact = sum(weight * items[code]["score"] for code, weight in weights.items()) / sum(
        weights.values()
    )
    blank = {"claimed": None, "verified": None, "conservative": None, "coverage": 0, "exact": 0}
    if silent:
        return blank
    return {
        "claimed": half_up(exact),
        "verified": half_up(exact),
        "conservative": half_up(exact),
        "coverage": 1,
        "exact": exact,
    }


def _item(number: int, place: int, item: Indicator, silent: bool) -> dict[str, Any]:
    evidence = (
        "none"
        if silent
        else EVIDENCE[(0, 0, 0, 1, 0, 1, 0, 1, 0, 2)[(number * 7 + place * 3) % 10]]
    )
    choices = list(item.points)
    value: Any = None
    if evidence != "none":
        step = (number * 5 + place * 11) % 13
        good = step > 11 - number
        value = (
            choices[0 if good else step % len(choices)]
            if choices
            else item.low + (item.high - item.low) * (step / 10 if not good else 1.1)
        )
    score = (
        0
        if value is None
        else item.points[value]
        if choices
        else min(100, 100 * (value - item.low) / (item.high - item.low))
    )
    return {
        "reported": value,
        "observed": value if evidence == "observed" else None,
        "used": value,
        "score": float(score),
        "reported_score": None if value is None else float(score),
        "observed_score": float(score) if evidence == "observed" else None,
        "evidence": evidence,
        "blank": "unanswered" if value is None else None,
        "points_lost": (100 - score) / 30,
        "cells": {
            "reported": [f"survey.xlsx › Data!D{5 + number}"] if value is not None else [],
            "observed": [],
        },
    }


def _rank(rows: list[dict[str, Any]]) -> None:
    ranked = sorted(
        (row for row in rows if row["ranked"]), key=lambda row: (-row["verified"], row["centre_id"])
    )
    for row in ranked:
        row["rank"] = 1 + sum(other["verified"] > row["verified"] for other in ranked)
        row["tied"] = sum(other["verified"] == row["verified"] for other in ranked) > 1
        bands = (("A", 88.31), ("B", 76.61), ("C", 65.0), ("D", 0.0))
        row["class"] = next(name for name, low in bands if row["verified"] >= low)


def _findings(row: dict[str, Any], edition: Rubric) -> list[dict[str, Any]]:
    if not row["responded"]:
        return [_finding(row, "RSP-01", "high", 0.0, same("The centre did not answer"), edition)]
    return [
        _finding(
            row,
            code,
            _severity(edition.indicators[code], item["score"]),
            item["points_lost"],
            edition.indicators[code].title,
            edition,
        )
        for code, item in row["items"].items()
        if item["score"] <= 90
    ]


def _severity(item: Indicator, score: float) -> str:
    if item.mandatory and not score:
        return "critical"
    return "high" if score <= 50 else "medium" if score <= 75 else "low"


def _finding(
    row: dict[str, Any],
    code: str,
    severity: str,
    points: float,
    title: dict[str, str],
    edition: Rubric,
) -> dict[str, Any]:
    item = edition.indicators.get(code)
    weight = {"critical": 8, "high": 4, "medium": 2, "low": 1}[severity]
    cells = row["items"][code]["cells"]["reported"] if item else []
    return {
        "code": code,
        "centre_id": row["centre_id"],
        "kinds": ["gap"],
        "severity": severity,
        "points_lost": points,
        "priority": weight * points,
        "years_open": 1,
        "status": "",
        "title": title,
        "condition": same(f"Kondisi {code} di {row['name']}"),
        "criterion": item.compliant if item else same("Every centre answers"),
        "cause": same("+SUM(1;2)"),
        "effect": item.effect if item else same("Nothing is known"),
        "recommendation": item.recommendation if item else same("Answer"),
        "cells": cells,
    }
