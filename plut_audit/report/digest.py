"""A result read once into columns: what sections and charts count, average and correlate.

A result of many centres makes its records when they are asked for, so everything that the
sections need is taken in one pass over centres and one over findings.
"""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from plut_audit.rubric import Indicator, Rubric

Record = dict[str, Any]
Numbers = NDArray[np.float64]
BULKY = ("items", "answers")
"""Parts of a centre that are taken into matrices or left out."""


@dataclass
class Digest:
    """Centres without their items, item scores as a matrix (NaN: not applicable), and counts."""

    rubric: Rubric
    centres: list[Record]
    scores: Numbers
    evidence: dict[str, Counter[str]]
    blanks: dict[str, Counter[str]]
    clipped: dict[str, Counter[str]]
    findings_by_severity: Counter[str] = field(default_factory=Counter)
    findings_by_code: Counter[str] = field(default_factory=Counter)
    titles: dict[str, Record] = field(default_factory=dict)

    @cached_property
    def ranked(self) -> list[Record]:
        """The ranked centres, the best first; ties by code."""
        found = [centre for centre in self.centres if centre["ranked"]]
        return sorted(found, key=lambda centre: (centre["rank"], centre["centre_id"]))

    @cached_property
    def unranked(self) -> list[Record]:
        """The others, by code."""
        return [centre for centre in self.centres if not centre["ranked"]]

    @cached_property
    def name_of(self) -> dict[str, str]:
        """The name of each centre by its code."""
        return {centre["centre_id"]: centre["name"] for centre in self.centres}

    @cached_property
    def ranked_rows(self) -> NDArray[np.bool_]:
        """Which rows of `scores` are ranked."""
        return np.array([centre["ranked"] for centre in self.centres], bool)


def rubric_of(result: Record) -> Rubric:
    """The rubric that a result carries."""
    return Rubric.model_validate(result["edition"]["rubric"])


def digest(result: Record) -> Digest:
    """Read a result once."""
    rubric = rubric_of(result)
    codes = list(rubric.indicators)
    scores = np.full((len(result["centres"]), len(codes)), np.nan)
    taken = Digest(rubric, [], scores, _counters(codes), _counters(codes), _counters(codes))
    for row, centre in enumerate(result["centres"]):
        taken.centres.append({key: value for key, value in centre.items() if key not in BULKY})
        for place, (code, item) in enumerate(centre["items"].items()):
            _take_item(taken, row, place, code, item, centre["responded"])
    for finding in result["findings"]:
        taken.findings_by_severity[finding["severity"]] += 1
        taken.findings_by_code[finding["code"]] += 1
        taken.titles.setdefault(finding["code"], finding["title"])
    return taken


def _counters(codes: list[str]) -> dict[str, Counter[str]]:
    return {code: Counter() for code in codes}


def _take_item(
    taken: Digest, row: int, place: int, code: str, item: Record, responded: bool
) -> None:
    if item["score"] is not None and responded:
        taken.scores[row, place] = item["score"]
    taken.evidence[code][item["evidence"]] += 1
    if item["blank"] and responded:
        taken.blanks[code][item["blank"]] += 1
    if side := beyond(taken.rubric.indicators[code], item["used"]):
        taken.clipped[code][side] += 1


def beyond(item: Indicator, value: Any) -> str:
    """`low` or `high` where a value lies beyond a goalpost and was clipped, else nothing."""
    if item.kind != "linear" or not isinstance(value, int | float):
        return ""
    low, high = sorted((item.low or 0.0, item.high or 0.0))
    return "low" if value < low else "high" if value > high else ""
