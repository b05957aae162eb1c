"""The roll-up: what falls short in so many centres that it is no single centre's fault."""

from dataclasses import dataclass

import numpy as np

from plut_audit.answers import Array
from plut_audit.centres import Centre
from plut_audit.findings import Findings, Severity
from plut_audit.rubric import Rubric

NATIONAL = "national"


@dataclass(frozen=True)
class Systemic:
    """An indicator that falls short at medium or more in a large share of ranked centres."""

    code: str
    scope: str
    share: float
    centres: tuple[str, ...]
    points_lost: float


def roll_up(
    findings: Findings, centres: tuple[Centre, ...], ranked: Array, rubric: Rubric
) -> list[Systemic]:
    """Systemic findings of the nation, then of each province with enough ranked centres."""
    provinces = np.array([centre.province for centre in centres], object)
    grave = (findings.severity <= Severity.MEDIUM) & ranked[findings.centre]
    grave &= np.array([code in rubric.indicators for code in findings.codes] or [False])[
        findings.code
    ]
    found = _in_scope(findings, centres, grave, ranked, NATIONAL, rubric)
    for province in sorted(set(provinces[ranked]) - {""}):
        here = ranked & (provinces == province)
        if here.sum() >= rubric.severities.systemic_minimum:
            inside = grave & here[findings.centre]
            found += _in_scope(findings, centres, inside, here, str(province), rubric)
    return found


def _in_scope(
    findings: Findings, centres: tuple[Centre, ...], rows: Array, ranked: Array, scope: str,
    rubric: Rubric,
) -> list[Systemic]:  # fmt: skip
    found = []
    for place, code in enumerate(findings.codes):
        members = np.flatnonzero(rows & (findings.code == place))
        share = len(members) / max(1, int(ranked.sum()))
        if len(members) and round(share, 9) >= rubric.severities.systemic_share:
            ids = tuple(sorted(centres[one].centre_id for one in findings.centre[members]))
            found.append(
                Systemic(code, scope, share, ids, float(findings.points_lost[members].sum()))
            )
    return sorted(found, key=lambda one: (-round(one.share, 9), one.code))
