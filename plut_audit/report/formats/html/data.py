"""What the page's script needs of a result, as compact JSON.

Texts repeat from centre to centre, so each stands once in `texts` and is named by its place.
"""

import json
from collections import Counter, defaultdict
from typing import Any

from markupsafe import Markup

from plut_audit.i18n import current_language, localized
from plut_audit.report.annex import choice, goalposts
from plut_audit.report.digest import Digest
from plut_audit.report.formats.html.words import page_words
from plut_audit.report.ranking import class_mark, seen_share
from plut_audit.report.sections import day_of
from plut_audit.report.vocabulary import BLANKS, ELEMENTS, EVIDENCE, LEVELS, SEVERITIES, word

Record = dict[str, Any]
GRAVEST_FIRST = ("critical", "high", "medium", "low")


class Texts:
    """Every text once."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    def place(self, text: str) -> int:
        """Where a text stands, adding it if it is new."""
        return self._places.setdefault(text, len(self._places))

    def all(self) -> list[str]:
        """The texts in their places."""
        return list(self._places)


def page_data(result: Record, taken: Digest) -> Record:
    """Everything the script shows."""
    texts = Texts()
    findings = [_finding(one, texts) for one in result["findings"]]
    by_centre: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(findings):
        by_centre[one["centre"]].append(place)
    return {
        "language": current_language(),
        "scale": taken.rubric.scoring.scale,
        "decimals": taken.rubric.scoring.decimals,
        "words": page_words(),
        "severities": {code: word(SEVERITIES, code) for code in GRAVEST_FIRST},
        "dimensions": [
            {"code": part.code, "title": localized(part.title)} for part in taken.rubric.dimensions
        ],
        "indicators": [
            {
                "code": code,
                "title": localized(item.title),
                "dimension": part.code,
                "rule": goalposts(item, taken),
            }
            for part in taken.rubric.dimensions
            for code, item in part.indicators.items()
        ],
        "centres": [
            _centre(one, by_centre[one["centre_id"]], findings, taken, texts)
            for one in result["centres"]
        ],
        "findings": findings,
        "trend": result.get("trend"),
        "robustness": result.get("robustness"),
        "texts": texts.all(),
    }


def _finding(one: Record, texts: Texts) -> Record:
    return {
        "centre": one["centre_id"],
        "code": one["code"],
        "title": texts.place(localized(one["title"])),
        "severity": one["severity"],
        "lost": one["points_lost"],
        "years": one["years_open"],
        "elements": [texts.place(localized(one[key])) for key in ELEMENTS],
        "cells": one["cells"],
    }


def _centre(
    one: Record, findings: list[int], all_findings: list[Record], taken: Digest, texts: Texts
) -> Record:
    counts = Counter(all_findings[place]["severity"] for place in findings)
    return {
        "id": one["centre_id"],
        "name": one["name"],
        "province": one["province"],
        "regency": one["regency"],
        "level": one["level"],
        "level_word": word(LEVELS, one["level"]) if one["level"] else "",
        "rank": one["rank"],
        "tied": one["tied"],
        "class": one["class"],
        "mark": class_mark(one),
        "claimed": one["claimed"],
        "verified": one["verified"],
        "conservative": one["conservative"],
        "upper": one["upper"],
        "reweighted": one["reweighted"],
        "seen": seen_share(one),
        "reason": localized(one["not_ranked_because"] or ""),
        "survey": day_of(one["survey_date"]),
        "visit": day_of(one["visit_date"]),
        "capped": one["class_capped"],
        "unverified": one["class_unverified"],
        "dimensions": list(one["dimensions"].values()),
        "items": [_item(code, item, taken, texts) for code, item in one["items"].items()],
        "findings": findings,
        "counts": counts,
        "gravest": next((code for code in GRAVEST_FIRST if counts[code]), ""),
    }


def _item(code: str, item: Record, taken: Digest, texts: Texts) -> list[Any]:
    """Reported, observed, score, evidence, kind of evidence, points lost, cells."""
    indicator = taken.rubric.indicators[code]
    said = [
        texts.place("–" if item[source] is None else choice(indicator, item[source], taken.rubric))
        for source in ("reported", "observed")
    ]
    evidence = texts.place(evidence_word(item))
    cells = item["cells"]["reported"] + item["cells"]["observed"]
    return [*said, item["score"], evidence, item["evidence"], item["points_lost"], cells]


def evidence_word(item: Record) -> str:
    """Where the value comes from, or why there is none."""
    return word(BLANKS, item["blank"]) if item["blank"] else word(EVIDENCE, item["evidence"])


_CODE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def script_json(data: Record) -> Markup:
    """JSON that cannot end the script element it stands in."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Markup("".join(_CODE.get(letter, letter) for letter in text))
