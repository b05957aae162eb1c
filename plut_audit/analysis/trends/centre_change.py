"""One centre in two years: its figures, and the indicators that made its score change."""

from collections.abc import Sequence

import numpy as np

from plut_audit.analysis.trends.causes import adding_up
from plut_audit.analysis.trends.estimate_change import centre_estimate_change, change_of
from plut_audit.analysis.trends.pair import Pair
from plut_audit.analysis.trends.series import rank_number
from plut_audit.result import CentreRow, ItemRow
from plut_audit.result.extras import (
    CauseOfChange,
    CentreChange,
    Change,
    DimensionChange,
    FiguresUnder,
    Presence,
)


def centre_change(pair: Pair, row: int) -> CentreChange:
    """The change of a centre of the newer year."""
    now, old_row = pair.new.centre(row), pair.old_rows.get(row)
    before = None if old_row is None else pair.old.centre(old_row)
    combined = change_of(pair, before.combined if before else None, now.combined)
    causes, edition_points = _causes(pair, row, combined.change)
    under = None if combined.change is None or pair.same_rules else _under(pair, row)
    equal = float(pair.equal_answers[row])
    return CentreChange(
        centre_id=now.centre_id,
        name=now.name,
        province=now.province,
        level=now.level,
        status=_presence(before, now),
        renamed_from=before.name if before and before.name != now.name else None,
        estimate=centre_estimate_change(pair, before, now),
        combined=combined,
        reported=change_of(pair, before.reported if before else None, now.reported),
        seen_share=_share_change(before, now),
        rank=_rank_change(before, now),
        class_old=before.class_name if before else None,
        class_old_provisional=bool(before and before.class_provisional),
        class_new=now.class_name,
        class_new_provisional=now.class_provisional,
        dimensions=_dimensions(pair, before, now),
        causes=causes,
        changed_points=_sum(combined, [cause.changed_points for cause in causes]),
        seen_points=_sum(combined, [cause.seen_points for cause in causes]),
        edition_points=edition_points,
        under=under,
        improved_on_paper=combined.change is not None and bool(pair.on_paper[row]),
        equal_answers=None if np.isnan(equal) else round(equal, 4),
    )


def _presence(before: CentreRow | None, now: CentreRow) -> Presence:
    if before is None:
        return "new"
    if not now.responded:
        return "silent"
    return "both" if before.responded else "answered_again"


def gone_centre(pair: Pair, row: int) -> CentreChange:
    """A centre of the older year that is not in the newer one."""
    before = pair.old.centre(row)
    return CentreChange(
        centre_id=before.centre_id,
        name=before.name,
        province=before.province,
        level=before.level,
        status="gone",
        renamed_from=None,
        estimate=centre_estimate_change(pair, before, None),
        combined=Change(before.combined, None, None),
        reported=Change(before.reported, None, None),
        seen_share=_share_change(before, None),
        rank=_rank_change(before, None),
        class_old=before.class_name,
        class_old_provisional=before.class_provisional,
        class_new=None,
        class_new_provisional=False,
        dimensions={},
        causes=(),
        changed_points=None,
        seen_points=None,
        edition_points=None,
        under=None,
        improved_on_paper=False,
        equal_answers=None,
    )


def _share_change(before: CentreRow | None, now: CentreRow | None) -> Change:
    """The share of the weight that a visit saw."""
    old, new = (None if centre is None else centre.seen_share for centre in (before, now))
    return Change(old, new, None if old is None or new is None else round(new - old, 9))


def _sum(change: Change, points: Sequence[float]) -> float | None:
    return None if change.change is None else round(sum(points), 9)


def _rank_change(before: CentreRow | None, now: CentreRow | None) -> Change:
    old, new = rank_number(before), rank_number(now)
    return Change(old, new, None if old is None or new is None else round(new - old, 9))


def _dimensions(pair: Pair, before: CentreRow | None, now: CentreRow) -> dict[str, DimensionChange]:
    """Combined score and estimate of each dimension; what a change of edition adds to the first."""
    earlier = before.dimensions if before else {}
    changes = {}
    for column, (code, dimension) in enumerate(now.dimensions.items()):
        old = earlier[code].combined if code in earlier else None
        change = change_of(pair, old, dimension.combined)
        estimate = earlier[code].estimate if code in earlier else None
        edition = None
        if change.change is not None and not pair.same_rules:
            edition = round(change.change - float(pair.dimension_changes[now.row, column]), 2)
        changes[code] = DimensionChange(
            change.old,
            change.new,
            change.change,
            edition,
            change_of(pair, estimate, dimension.estimate),
        )
    return changes


def _causes(
    pair: Pair, row: int, change: float | None
) -> tuple[tuple[CauseOfChange, ...], float | None]:
    """The indicators behind a change of the printed score; their points add up to it.

    Beside them the points that the change of the edition adds, None under the same rules.
    """
    if change is None:
        return (), None
    index = pair.parts.index[row]
    columns = [column for column in range(len(index)) if _differs(pair, row, column)]
    exact = [float(index[column]) for column in columns]
    decimals = pair.rubric.scoring.decimals
    if pair.same_rules:
        points, edition = adding_up(exact, change, decimals), None
    else:
        *points, edition = adding_up([*exact, change - sum(exact)], change, decimals)
    causes = [
        _cause(pair, row, column, rounded) for column, rounded in zip(columns, points, strict=True)
    ]
    causes.sort(key=lambda cause: (-abs(cause.points_exact), cause.code))
    return tuple(causes), edition


def _differs(pair: Pair, row: int, column: int) -> bool:
    """Whether an indicator's score changed, or began or ceased to count.

    Also where what the centre changed and what was newly seen cancel out.
    """
    before, now = (year.used[row, column] for year in pair.years)
    same = before == now or (np.isnan(before) and np.isnan(now))
    return not same or bool(pair.parts.seen[row, column])


def _cause(pair: Pair, row: int, column: int, points: float) -> CauseOfChange:
    """One indicator: its points, and what was measured in both years and by whom."""
    indicator = list(pair.rubric.indicators.values())[column]
    old_code = pair.compatibility.codes[indicator.code]
    old_column = list(pair.old.rubric.indicators).index(old_code)
    old_indicator = pair.old.rubric.indicators[old_code]
    old = ItemRow(pair.old, pair.old_rows[row], old_column, old_indicator)
    new = ItemRow(pair.new, row, column, indicator)
    before, now = (year.used[row, column] for year in pair.years)
    exact = (pair.parts.changed[row, column], pair.parts.seen[row, column])
    changed, seen = adding_up(exact, points, pair.rubric.scoring.decimals)
    return CauseOfChange(
        code=indicator.code,
        dimension=indicator.dimension,
        points=points,
        changed_points=changed,
        seen_points=seen,
        points_exact=float(pair.parts.index[row, column]),
        dimension_points=round(float(pair.parts.dimension[row, column]), 9),
        old_score=_known(before),
        new_score=_known(now),
        old_value=old.used,
        new_value=new.used,
        old_evidence=old.evidence.word,
        new_evidence=new.evidence.word,
    )


def _known(score: float) -> float | None:
    return None if np.isnan(score) else float(score)


def _under(pair: Pair, row: int) -> dict[str, FiguresUnder]:
    """Both years under both editions, over the indicators whose meaning held."""
    old_row = pair.old_rows[row]
    return {
        edition: FiguresUnder(
            combined_old=_known(figures["old", "combined"][old_row]),
            combined_new=_known(figures["new", "combined"][row]),
            reported_old=_known(figures["old", "reported"][old_row]),
            reported_new=_known(figures["new", "reported"][row]),
        )
        for edition, figures in pair.under.items()
    }
