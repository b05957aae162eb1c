"""What each decision does to the combined index of its centre."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from plut_audit.audit import Audit
from plut_audit.review.decisions.decision import Decision


@dataclass(frozen=True)
class Effects:
    """The points that each decision adds, and the audit without any."""

    points: dict[Decision, float | None]
    without: Audit


def effects_of(
    decisions: Sequence[Decision],
    centre_of: dict[Decision, str],
    audit_with: Callable[[Sequence[Decision]], Audit],
) -> Effects:
    """Points by decision: those of a centre are added one after another, so that they add up.

    The combined index of a centre depends on no other centre, so one audit serves the first
    decision of every centre, a second one the second decision of every centre, and so on.
    """
    queues: dict[str, list[Decision]] = {}
    for decision in decisions:
        if centre_of.get(decision) and decision.kind != "keep":
            queues.setdefault(centre_of[decision], []).append(decision)
    elsewhere = [one for one in decisions if not centre_of.get(one)]
    without = audit_with([])
    before = _combined(audit_with(elsewhere) if elsewhere and queues else without)
    points: dict[Decision, float | None] = {}
    for count in range(1, max(map(len, queues.values()), default=0) + 1):
        applied = [decision for queue in queues.values() for decision in queue[:count]]
        after = _combined(audit_with([*elsewhere, *applied]))
        for centre_id, queue in queues.items():
            if count <= len(queue):
                points[queue[count - 1]] = _difference(before, after, centre_id)
        before = after
    return Effects(points, without)


def _combined(audited: Audit) -> dict[str, float]:
    codes = [centre.centre_id for centre in audited.survey.centres]
    return dict(zip(codes, audited.scores.combined.index.tolist(), strict=True))


def _difference(before: dict[str, float], after: dict[str, float], centre_id: str) -> float | None:
    """The points gained; None where the centre has no index before or after."""
    change = after.get(centre_id, np.nan) - before.get(centre_id, np.nan)
    return None if np.isnan(change) else round(change, 12)
