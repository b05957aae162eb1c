"""The years beside one another, where a result knows of several."""

from collections.abc import Iterator

from plut_audit.i18n import N_, _, format_number
from plut_audit.report import views
from plut_audit.report.blocks import Block, Paragraph, Section
from plut_audit.report.vocabulary import STATES, word
from plut_audit.result import Result
from plut_audit.result.extras import Comparison

ORDER = 80


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
    states = ", ".join(
        f"{word(STATES, state)}: {format_number(count, 0)}"
        for state, count in comparison.finding_states.items()
    )
    yield Paragraph(_(N_("Findings against the year before: {states}."), states=states))
