"""A result told again with what the years before it tell."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, overload

from plut_audit.analysis.trends.duplicate_answers import COPIED
from plut_audit.analysis.trends.recurrence import Recurrence
from plut_audit.i18n import N_, translations
from plut_audit.scoring.findings import Severity
from plut_audit.scoring.findings.answers_text import NOT_STATED
from plut_audit.scoring.findings.checks import BY_CODE

Record = dict[str, Any]
_RANK_OF = {level.word: int(level) for level in Severity}


class Rearranged(Sequence[Record]):
    """The records of a sequence in another order, each changed when it is asked for."""

    def __init__(self, size: int, make: Callable[[int], Record]) -> None:
        self._size = size
        self._make = make

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, place: int) -> Record: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Record]: ...
    def __getitem__(self, place: int | slice) -> Record | Sequence[Record]:
        if isinstance(place, slice):
            return [self._make(one) for one in range(*place.indices(self._size))]
        if not -self._size <= place < self._size:
            raise IndexError(place)
        return self._make(place % self._size)


def without_history(result: Record) -> Record:
    """The result as the audit of its year alone gives it."""
    findings = result["findings"]
    if "trend" not in result and all(one["status"] is None for one in findings[:1]):
        return result
    fresh = {name: value for name, value in result.items() if name != "trend"}
    alone = [{**one, "years_open": 1, "status": None} for one in findings if one["code"] != COPIED]
    return fresh | {"findings": sorted(alone, key=_order)}


def retold(
    result: Record, found: Recurrence, trend: Record, brief: Sequence[Record] | None = None
) -> Record:
    """The result with the state and age of its findings, in their total order, and the trend.

    Records that are made one by one stay so; `brief` gives what their order hangs on (centre,
    code, severity, priority) without the cost of making each.
    """
    findings = result["findings"]
    more = list(copied_findings(result, found))
    if isinstance(findings, list):
        ordered: Sequence[Record] = with_state([*findings, *more], found)
    else:
        ordered = _rearranged(findings, found, more, findings if brief is None else brief)
    return {**result, "findings": ordered, "trend": trend}


def with_state(findings: Sequence[Record], found: Recurrence) -> list[Record]:
    """The findings with their state and age, in their total order."""
    return sorted((_aged(one, found) for one in findings), key=_order)


def _rearranged(
    findings: Sequence[Record], found: Recurrence, more: list[Record], brief: Sequence[Record]
) -> Sequence[Record]:
    """The same for findings that are made one by one; only their order is kept in memory."""

    def at(place: int) -> Record:
        one = findings[place] if place < len(findings) else more[place - len(findings)]
        return _aged(one, found)

    keys = [_order(_aged(one, found)) for one in [*brief, *more]]
    places = sorted(range(len(keys)), key=keys.__getitem__)
    return Rearranged(len(places), lambda place: at(places[place]))


def _aged(finding: Record, found: Recurrence) -> Record:
    key = (finding["centre_id"], finding["code"])
    status = found.status.get(key, finding["status"])
    return {**finding, "years_open": found.years_open.get(key, 1), "status": status}


def _order(finding: Record) -> tuple[Any, ...]:
    """Severity, priority downwards, years open downwards, centre code, finding code."""
    return (
        _RANK_OF[finding["severity"]],
        -round(finding["priority"], 9),
        -finding["years_open"],
        finding["centre_id"],
        finding["code"],
    )


def copied_findings(result: Record, found: Recurrence) -> Iterator[Record]:
    """A finding for each centre that handed in the answers of the year before."""
    if not found.copied:
        return
    copied = set(found.copied)
    for centre in result["centres"]:
        if centre["centre_id"] in copied:
            yield _copied_finding(centre)


def _copied_finding(centre: Record) -> Record:
    check = BY_CODE[COPIED]
    cells = [cell for item in centre["items"].values() for cell in item["cells"]["reported"]]
    return {
        "code": COPIED,
        "centre_id": centre["centre_id"],
        "kinds": check.kind.names,
        "severity": check.severity.word,
        "points_lost": 0.0,
        "priority": 0.0,
        "years_open": 1,
        "status": None,
        "title": translations(check.title),
        "condition": translations(
            N_("All {count} answers equal those of the year before."),
            count=len(centre["answers"]["reported"]),
        ),
        "criterion": translations(check.criterion),
        "cause": translations(NOT_STATED),
        "effect": translations(check.effect),
        "recommendation": translations(check.recommendation),
        "cells": list(dict.fromkeys(cells)),
    }
