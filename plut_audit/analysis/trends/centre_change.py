"""One centre in two years: its figures, and the indicators that made its score change."""

from collections.abc import Mapping

import numpy as np

from plut_audit.analysis.trends.causes import adding_up
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
        combined=combined,
        reported=(reported := change_of(pair, before.reported if before else None, now.reported)),
        rank=_rank_change(before, now),
        class_old=before.class_name if before else None,
        class_new=now.class_name,
        dimensions=_dimensions(pair, before, now),
        causes=causes,
        edition_points=edition_points,
        under=under,
        improved_on_paper=_improved_on_paper(reported, combined, under),
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
        combined=Change(before.combined, None, None),
        reported=Change(before.reported, None, None),
        rank=_rank_change(before, None),
        class_old=before.class_name,
        class_new=None,
        dimensions={},
        causes=(),
        edition_points=None,
        under=None,
        improved_on_paper=False,
        equal_answers=None,
    )


def change_of(pair: Pair, old: float | None, new: float | None) -> Change:
    """Both years and the change between what is printed of them; none between two scales."""
    known = old is not None and new is not None and pair.same_scale
    return Change(old, new, round(new - old, 9) if known else None)  # type: ignore[operator]


def _rank_change(before: CentreRow | None, now: CentreRow | None) -> Change:
    old, new = rank_number(before), rank_number(now)
    return Change(old, new, None if old is None or new is None else round(new - old, 9))


def _dimensions(pair: Pair, before: CentreRow | None, now: CentreRow) -> dict[str, DimensionChange]:
    """The combined score of each dimension; what the change of edition adds to the change."""
    earlier = before.dimensions if before else {}
    changes = {}
    for column, (code, dimension) in enumerate(now.dimensions.items()):
        old = earlier[code].combined if code in earlier else None
        change = change_of(pair, old, dimension.combined)
        edition = None
        if change.change is not None and not pair.same_rules:
            edition = round(change.change - float(pair.dimension_changes[now.row, column]), 2)
        changes[code] = DimensionChange(change.old, change.new, change.change, edition)
    return changes


def _causes(
    pair: Pair, row: int, change: float | None
) -> tuple[tuple[CauseOfChange, ...], float | None]:
    """The indicators behind a change of the printed score; their points add up to it.

    Beside them the points that the change of the edition adds, None under the same rules.
    """
    if change is None:
        return (), None
    index = pair.parts[0][row]
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
    """Whether an indicator's score changed, or began or ceased to count."""
    before, now = (scores[row, column] for scores in pair.scores)
    return not (before == now or (np.isnan(before) and np.isnan(now)))


def _cause(pair: Pair, row: int, column: int, points: float) -> CauseOfChange:
    """One indicator: its points, and what was measured in both years and by whom."""
    indicator = list(pair.rubric.indicators.values())[column]
    old_code = pair.compatibility.codes[indicator.code]
    old_column = list(pair.old.rubric.indicators).index(old_code)
    old_indicator = pair.old.rubric.indicators[old_code]
    old = ItemRow(pair.old, pair.old_rows[row], old_column, old_indicator)
    new = ItemRow(pair.new, row, column, indicator)
    before, now = (scores[row, column] for scores in pair.scores)
    return CauseOfChange(
        code=indicator.code,
        dimension=indicator.dimension,
        points=points,
        points_exact=float(pair.parts[0][row, column]),
        dimension_points=round(float(pair.parts[1][row, column]), 9),
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


def _improved_on_paper(
    reported: Change, combined: Change, under: Mapping[str, FiguresUnder] | None
) -> bool:
    """Whether the reported score rose and the combined one did not, under the same rules."""
    if combined.change is None:
        return False
    if under is None:
        return (reported.change or 0) > 0 >= combined.change
    figures = under["new_edition"]
    rise = (figures.reported_new or 0) - (figures.reported_old or 0)
    return round(rise, 9) > 0 >= round((figures.combined_new or 0) - (figures.combined_old or 0), 9)
