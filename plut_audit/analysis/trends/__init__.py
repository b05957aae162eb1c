"""Years compared, only where their meaning held.

`compare` gives the comparison of two results. `with_history` gives results that know the years
before them: the state of each finding and for how many years it has been open, the findings of
the checks that need the year before, and `Result.trend`, of which the last comparison is a part.

The points of a centre's causes and its edition points add up to the change of its printed
combined score. Where the rules of the two editions differ, causes are computed under the newer
one over the indicators whose meaning held, and `CentreChange.under` shows both years under both.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from plut_audit.analysis.trends.comparison import compare_years
from plut_audit.analysis.trends.order import cautions, check_order, is_later
from plut_audit.analysis.trends.pair import Pair
from plut_audit.analysis.trends.recurrence import recurrence, stored_ages
from plut_audit.analysis.trends.series import extended_trend, trend_of
from plut_audit.analysis.trends.with_history import with_checks, with_state, without_history
from plut_audit.result import Result
from plut_audit.result.extras import Comparison
from plut_audit.scoring.findings.checks import TwoYears

__all__ = [
    "cautions",
    "check_order",
    "compare",
    "continue_history",
    "continue_with_comparison",
    "with_history",
]


def compare(old: Result, new: Result) -> Comparison:
    """The comparison of two results, the older one first; see `cautions` for what limits it."""
    return _compared(old, new)[1]


def with_history(results: Sequence[Result]) -> list[Result]:
    """The results, oldest first, each with what the years before it show.

    The first one keeps the history that it was stored with. `UsageError` where a result is not
    of a later year than the one before it.
    """
    for old, new in pairwise(results):
        check_order(old, new)
    continued: list[Result] = []
    for result in results:
        continued.append(continue_history(continued[-1] if continued else None, result))
    return continued


def continue_history(old: Result | None, new: Result) -> Result:
    """A year's result with what the year before shows, which has its own history already."""
    if old is None:
        return replace(new, trend=trend_of(new))
    return continue_with_comparison(old, new)[0]


def continue_with_comparison(old: Result, new: Result) -> tuple[Result, Comparison]:
    """The same, and the comparison that its trend ends with."""
    result, comparison = _compared(old, new)
    return replace(result, trend=extended_trend(trend_of(old), result, comparison)), comparison


def _compared(old: Result, new: Result) -> tuple[Result, Comparison]:
    """The newer result with the state of its findings, and the comparison."""
    fresh = without_history(new)
    years = TwoYears(old, fresh)
    if is_later(old, fresh):
        fresh = with_checks(fresh, years)
    pair = Pair(old, fresh, years.equal_answers[0])
    states = recurrence(old, fresh, pair.compatibility)
    if not is_later(old, fresh):  # between such results no finding grows older
        states = replace(states, years_open=stored_ages(new, fresh))
    pair = replace(pair, new=with_state(fresh, states))
    return pair.new, compare_years(pair, states.closed)
