"""Findings over the years: new, persisting, resolved, not comparable (method, section 5).

A finding's identity is centre code and finding code, never a row. It can be compared where it
was looked for in both years: the indicator counted for the centre, and the centre answered or
was visited.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from plut_audit.analysis.history import Found, Year
from plut_audit.analysis.trends.duplicate_answers import COPIED, copied_centres
from plut_audit.analysis.trends.editions import Compatibility, compatible_indicators
from plut_audit.i18n import translations
from plut_audit.scoring.findings.checks import BY_CODE

NEW, PERSISTING = "new", "persisting"
RESOLVED, NOT_COMPARABLE = "resolved", "not_comparable"
_SILENT = "RSP-01"

Key = tuple[str, str]
"""Centre code and finding code."""


@dataclass
class Recurrence:
    """The state of each finding of a year, and what became of those of the year before.

    `status` and `years_open` are by centre and code; `closed` holds, by the place of an older
    finding, whether it was resolved or could not be looked for. `copied` are the centres that
    handed in the answers of the year before.
    """

    status: dict[Key, str] = field(default_factory=dict)
    years_open: dict[Key, int] = field(default_factory=dict)
    closed: dict[int, str] = field(default_factory=dict)
    copied: list[str] = field(default_factory=list)


def recurrence(old: Year | None, new: Year) -> Recurrence:
    """What became of the findings since the year before; all are of their first year if none."""
    found = Recurrence()
    if old is None:
        found.years_open = dict.fromkeys(_keys(new), 1)
        return found
    meaning = compatible_indicators(old.rubric, new.rubric)
    found.copied = copied_centres(old, new)
    current = [*_keys(new), *((centre, COPIED) for centre in found.copied)]
    before = dict(zip(_keys(old), old.findings.years_open, strict=True))
    looked_for = _looked_for(old)
    for centre, code in current:
        past = (centre, meaning.codes.get(code, code))
        found.status[centre, code] = _status(past, before, looked_for, meaning, code)
        found.years_open[centre, code] = before.get(past, 0) + 1
    found.closed = _closed(old, new, set(current), meaning)
    return found


def _keys(year: Year) -> list[Key]:
    findings = zip(year.findings.centre_id, year.findings.code, strict=True)
    return [(centre, code) for centre, code in findings]


def _status(
    past: Key,
    before: dict[Key, int],
    looked_for: Callable[[Key], bool],
    meaning: Compatibility,
    code: str,
) -> str:
    if code in meaning.lost:
        return NOT_COMPARABLE
    if past in before:
        return PERSISTING
    return NEW if looked_for(past) else NOT_COMPARABLE


def _closed(old: Year, new: Year, current: set[Key], meaning: Compatibility) -> dict[int, str]:
    """What became of the older findings that are no longer there."""
    looked_for, closed = _looked_for(new), {}
    renamed = meaning.renamed
    for place, (centre, past) in enumerate(_keys(old)):
        key = (centre, renamed.get(past, past))
        if key not in current:
            held = past not in meaning.lost and looked_for(key)
            closed[place] = RESOLVED if held else NOT_COMPARABLE
    return closed


def _looked_for(year: Year) -> Callable[[Key], bool]:
    """Whether a finding would have been seen in a year, had there been one."""
    columns = {code: column for column, code in enumerate(year.rubric.indicators)}

    def seen(key: Key) -> bool:
        centre, code = key
        row = year.row_of.get(centre)
        if row is None:
            return False
        responded = bool(year.centres[row]["responded"])
        if code not in columns:
            return responded or code == _SILENT
        counted = not np.isnan(year.score[row, columns[code]])
        return counted and (responded or not np.isnan(year.observed_score[row, columns[code]]))

    return seen


def with_age(year: Year, found: Recurrence) -> Year:
    """The year with the state and age of its findings, and the copied answers among them."""
    findings, keys = year.findings, _keys(year)
    more = [(centre, COPIED) for centre in found.copied]
    check, count = BY_CODE[COPIED], len(more)
    return replace(
        year,
        findings=Found(
            centre_id=[centre for centre, _ in keys + more],
            code=[code for _, code in keys + more],
            severity=findings.severity + [check.severity.word] * count,
            points_lost=findings.points_lost + [0.0] * count,
            priority=findings.priority + [0.0] * count,
            years_open=[found.years_open[key] for key in keys + more],
            status=[found.status.get(key) for key in keys + more],
            title=findings.title + [translations(check.title)] * count,
        ),
    )
