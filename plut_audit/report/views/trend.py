"""Several years beside one another."""

from plut_audit.i18n import N_, _
from plut_audit.report.table import NO_VALUE, Cell, Column, Table
from plut_audit.report.values import interval_text, percent
from plut_audit.report.vocabulary import FINDING_SEVERITIES, SEVERITIES, word
from plut_audit.result.extras import Trend

SCORE_DECIMALS = 2


def trend_years(trend: Trend, decimals: int = SCORE_DECIMALS) -> Table:
    """The key figures of each year, oldest first."""
    columns = (
        Column("year", _(N_("Year")), width=7),
        Column("centres", _(N_("Centres")), 0, width=9),
        Column("responded", _(N_("Answered")), 0, width=9),
        Column("visited", _(N_("Visited")), 0, width=9),
        Column("ranked", _(N_("Ranked")), 0, width=9),
        Column("mean_estimate", _(N_("Mean estimate")), decimals, width=10),
        Column("mean_estimate_interval", _(N_("5-95 % interval")), width=14),
        Column("mean_combined", _(N_("Mean combined score")), decimals, width=12),
        Column("verification_factor", _(N_("Confirmed by visits (%)")), 0, width=10, wraps=True),
        *(Column(code, word(SEVERITIES, code), 0, width=9) for code in FINDING_SEVERITIES),
    )
    rows: list[list[Cell]] = [
        [
            year_name(year.year),
            year.centres,
            year.responded,
            year.visited,
            year.ranked,
            year.mean_estimate,
            interval_text(year.mean_estimate_interval, decimals),
            year.mean_combined,
            percent(year.verification_factor),
            *(year.findings[code] for code in FINDING_SEVERITIES),
        ]
        for year in trend.summary
    ]
    return Table("trend_years", _(N_("Years")), columns, rows)


def trend_centres(trend: Trend, decimals: int = SCORE_DECIMALS) -> Table:
    """The estimate of each centre in each year."""
    columns = (
        Column("centre_id", _(N_("Code")), width=8),
        Column("centre", _(N_("Centre")), wraps=True, width=34),
        *(Column(f"year_{year}", year_name(year), decimals, width=9) for year in trend.years),
    )
    rows: list[list[Cell]] = [
        [centre.centre_id, centre.name, *centre.estimate] for centre in trend.centres
    ]
    return Table("trend_centres", _(N_("Estimate of each centre")), columns, rows)


def year_name(year: int | None) -> str:
    """A year as it is printed, an en dash where it is not known."""
    return NO_VALUE if year is None else str(year)
