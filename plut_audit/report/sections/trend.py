"""The years beside one another, where a result knows of several."""

from collections.abc import Iterator
from typing import get_args

from plut_audit.i18n import N_, _, format_number
from plut_audit.report import views
from plut_audit.report.blocks import Block, Paragraph, Section
from plut_audit.report.views.comparison import signed
from plut_audit.report.vocabulary import STATES, word
from plut_audit.result import Result
from plut_audit.result.extras import Comparison, Direction

ORDER = 80
MEAN_CHANGES = {
    "improved": N_(
        "The mean estimate improved by {change} points (5-95 % interval of the change {low} to "
        "{high})."
    ),
    "declined": N_(
        "The mean estimate declined by {change} points (5-95 % interval of the change {low} to "
        "{high})."
    ),
    "uncertain": N_(
        "The mean estimate changed by {change} points; the 5-95 % interval of the change, {low} to "
        "{high}, holds 0, so it is not called an improvement or a decline."
    ),
}
"""By the direction of the change of the mean estimate."""


def sections(result: Result) -> Iterator[Section]:
    """The key figures of each year, then each centre's score in each."""
    trend = result.trend
    if trend is None:
        return
    decimals = result.rubric.scoring.decimals
    blocks: list[Block] = [views.trend_years(trend, decimals)]
    if trend.comparison:
        blocks += _against_last_year(trend.comparison)
    blocks.append(views.trend_centres(trend, decimals))
    yield Section("trend", _(N_("Trend")), blocks)


def _against_last_year(comparison: Comparison) -> Iterator[Paragraph]:
    if not comparison.same_rules:
        yield Paragraph(
            _(
                N_(
                    "The edition changed between the last two years; scores are "
                    "compared only over the indicators whose meaning held."
                )
            )
        )
    yield Paragraph(mean_change(comparison))
    states = ", ".join(
        f"{word(STATES, state)}: {format_number(count, 0)}"
        for state, count in comparison.finding_states.items()
    )
    yield Paragraph(_(N_("Findings against the year before: {states}."), states=states))


def mean_change(comparison: Comparison) -> str:
    """What may be said of the mean estimate of the last two years, and of the centres."""
    mean, counts = comparison.mean_estimate, comparison.directions
    if mean.change is None:
        return _(N_("The mean estimates of the two years cannot be subtracted."))
    if mean.interval is None:
        return _(
            N_(
                "The mean estimate changed by {change} points. There is no interval for this "
                "change, so it is not called an improvement or a decline."
            ),
            change=signed(mean.change),
        )
    sentence = _(
        MEAN_CHANGES[mean.direction],
        change=signed(mean.change),
        low=signed(mean.interval[0]),
        high=signed(mean.interval[1]),
    )
    centres = _(
        N_(
            "Of the centres, {improved} improved and {declined} declined; for {uncertain} the "
            "change lies within the uncertainty, and {unknown} have no interval of the change."
        ),
        **{name: format_number(counts.get(name, 0), 0) for name in get_args(Direction)},
    )
    return f"{sentence} {centres}"
