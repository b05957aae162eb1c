"""The roll-up: what falls short in so many centres that it is no single centre's fault."""

from dataclasses import dataclass

import numpy as np

from plut_audit.ingest.answers import Array
from plut_audit.ingest.registry import Centre
from plut_audit.rubric import Rubric
from plut_audit.scoring.findings import Findings, Severity

NATIONAL = "national"


@dataclass(frozen=True)
class Systemic:
    """An indicator that falls short at medium or more in a large share of ranked centres."""

    code: str
    scope: str
    share: float
    centres: tuple[str, ...]
    points_lost: float


def find_systemic(
    findings: Findings, centres: tuple[Centre, ...], ranked: Array, rubric: Rubric
) -> list[Systemic]:
    """Systemic findings of the nation, then of each province with enough ranked centres."""
    serious = (findings.severity <= Severity.MEDIUM) & ranked[findings.centre]
    judged = np.array([code in rubric.indicators for code in findings.codes] or [False])
    rows = np.flatnonzero(serious & judged[findings.code])
    ids = np.array([centre.centre_id for centre in centres], object)
    rules = rubric.severities
    found = _in_scope(findings, ids, rows, int(ranked.sum()), NATIONAL, rules.systemic_share)
    names, province = np.unique([centre.province for centre in centres], return_inverse=True)
    sizes = np.bincount(province[ranked], minlength=len(names))
    of_row = province[findings.centre[rows]]
    for place, name in enumerate(names):
        if name and sizes[place] >= rules.systemic_minimum:
            inside, size = rows[of_row == place], int(sizes[place])
            found += _in_scope(findings, ids, inside, size, str(name), rules.systemic_province)
    return found


def _in_scope(
    findings: Findings,
    ids: Array,
    rows: Array,
    ranked: int,
    scope: str,
    least: float,
) -> list[Systemic]:
    """The indicators whose findings in `rows` concern at least this share of the ranked centres."""
    counts = np.bincount(findings.code[rows], minlength=len(findings.codes))
    found = []
    for place in np.flatnonzero(counts):
        share = int(counts[place]) / ranked
        if round(share, 9) >= least:
            members = rows[findings.code[rows] == place]
            concerned = tuple(ids[np.sort(findings.centre[members])])
            lost = float(findings.points_lost[members].sum())
            found.append(Systemic(findings.codes[place], scope, share, concerned, lost))
    return sorted(found, key=lambda item: (-round(item.share, 9), item.code))
