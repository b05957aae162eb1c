"""The charts of the page as plain SVG: where each mark lies, and what it says when pointed at.

Places are in per cent, so that a chart is as wide as the screen and its letters stay as large as
those of the page. `chart.html.j2` draws them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from plut_audit.i18n import N_, _, format_number, format_plain_number
from plut_audit.report.formats.html.axes import Axis, rank_axis, score_axis
from plut_audit.report.values import interval_text
from plut_audit.result import CentreRow, Result
from plut_audit.result.extras import Trend

MOST_CENTRES = 1000
"""Centres that a chart draws; the tables hold all."""
MOST_LINES = 500
"""Centres that the chart of the years draws a line of."""


@dataclass(frozen=True)
class Mark:
    """A point; `ends` are those of its interval, upright through the point."""

    kind: str
    x: float
    y: float
    title: str
    centre_id: str = ""
    ends: tuple[float, float] | None = None


@dataclass(frozen=True)
class Line:
    """A line through points (x, y)."""

    kind: str
    points: list[tuple[float, float]]
    title: str = ""

    @property
    def pieces(self) -> list[tuple[tuple[float, float], tuple[float, float]]]:
        """From each point to the next: SVG takes per cent in these alone."""
        return list(zip(self.points, self.points[1:], strict=False))


@dataclass(frozen=True)
class Chart:
    """One chart; `legend` has the kind and the word of each mark."""

    key: str
    title: str
    x: Axis
    y: Axis
    marks: list[Mark]
    lines: list[Line] = field(default_factory=list)
    legend: list[tuple[str, str]] = field(default_factory=list)
    note: str = ""
    height: int = 400


def charts(result: Result) -> list[Chart]:
    """The charts that the result has figures for."""
    ranked = result.ranking[:MOST_CENTRES]
    if not ranked:
        return []
    made = [_by_rank(result, ranked), _reported(result, ranked)]
    if result.trend and (years := _known_years(result.trend)):
        made.append(_trend(result, result.trend, years))
    if result.robustness and result.robustness.centres:
        made.append(_rank_intervals(result))
    return made


def _note(shown: int, total: int) -> str:
    if shown >= total:
        return ""
    return _(
        N_("The first {shown} of {total} centres; the tables hold all."),
        shown=format_number(shown, 0),
        total=format_number(total, 0),
    )


def _name(centre: CentreRow) -> str:
    return centre.name or centre.centre_id


def _by_rank(result: Result, ranked: list[CentreRow]) -> Chart:
    decimals, scale = result.rubric.scoring.decimals, result.rubric.scoring.scale
    x = rank_axis(_(N_("Rank")), len(ranked), 10)
    y = score_axis(_(N_("Score")), _lowest(ranked), scale, vertical=True)
    words = {
        "reported": _(N_("Reported")),
        "combined": _(N_("Combined")),
        "estimate": _(N_("Estimate")),
    }
    marks: list[Mark] = []
    for kind, word in words.items():
        for place, centre in enumerate(ranked, 1):
            value = getattr(centre, kind)
            if value is None:
                continue
            ends = centre.estimate_interval if kind == "estimate" else None
            text = f"{_name(centre)}: {word} {format_number(value, decimals)}"
            if ends:
                text += f" ({interval_text(ends, decimals)})"
            upright = (y.at(ends[0]), y.at(ends[1])) if ends else None
            marks.append(Mark(kind, x.at(place), y.at(value), text, centre.centre_id, upright))
    return Chart(
        "ranking",
        _(N_("Estimate with its interval, combined and reported score by rank")),
        x,
        y,
        marks,
        legend=[*reversed(words.items()), ("interval", _(N_("5-95 % interval")))],
        note=_note(len(ranked), len(result.ranking)),
    )


def _lowest(ranked: list[CentreRow]) -> float:
    """The lowest of all that is drawn."""
    values = [
        value
        for centre in ranked
        for value in (
            centre.estimate,
            centre.combined,
            centre.reported,
            *(centre.estimate_interval or ()),
        )
        if value is not None
    ]
    return min(values, default=0.0)


def _reported(result: Result, ranked: list[CentreRow]) -> Chart:
    decimals, scale = result.rubric.scoring.decimals, result.rubric.scoring.scale
    lowest = _lowest(ranked)
    x = score_axis(_(N_("Reported")), lowest, scale, vertical=False)
    y = score_axis(_(N_("Estimate")), lowest, scale, vertical=True)
    marks = [
        Mark(
            "estimate",
            x.at(centre.reported),
            y.at(centre.estimate),
            f"{_name(centre)}: {x.title} {format_number(centre.reported, decimals)}, "
            f"{y.title} {format_number(centre.estimate, decimals)}",
            centre.centre_id,
        )
        for centre in ranked
        if centre.reported is not None and centre.estimate is not None
    ]
    return Chart(
        "reported",
        _(
            N_(
                "Reported against estimate: points below the line: self-report exceeds what a "
                "visit would be expected to find"
            )
        ),
        x,
        y,
        marks,
        [Line("equal", [(x.at(x.low), y.at(y.low)), (x.at(scale), y.at(scale))])],
        [("estimate", _(N_("Centre"))), ("equal", _(N_("reported = estimate")))],
        _note(len(ranked), len(result.ranking)),
    )


def _known_years(trend: Trend) -> list[int]:
    """The years in their order; none where one is not known, for nothing can be drawn by year."""
    years = [year for year in trend.years if year is not None]
    return years if len(years) == len(trend.years) else []


def _trend(result: Result, trend: Trend, years: list[int]) -> Chart:
    decimals = result.rubric.scoring.decimals
    drawn = trend.centres[:MOST_LINES]
    means = [summary.mean_estimate for summary in trend.summary]
    values = [value for centre in drawn for value in centre.estimate if value is not None]
    first, last = years[0], years[-1]
    x = Axis(_(N_("Year")), first, max(last, first + 1), 1)
    y = score_axis(
        _(N_("Estimate")), min(values, default=0.0), result.rubric.scoring.scale, vertical=True
    )

    def points(figures: Iterable[float | None]) -> list[tuple[float, float]]:
        pairs = zip(years, figures, strict=True)
        return [(x.at(year), y.at(value)) for year, value in pairs if value is not None]

    lines = [
        Line("centre", points(centre.estimate), centre.name or centre.centre_id) for centre in drawn
    ]
    word = _(N_("Mean estimate"))
    marks = [
        Mark("mean", x.at(year), y.at(mean), f"{word} {year}: {format_number(mean, decimals)}")
        for year, mean in zip(years, means, strict=True)
        if mean is not None
    ]
    lines.append(Line("mean", points(means), word))
    legend = [("mean", word), ("centre", _(N_("Centre")))]
    note = _note(len(drawn), len(trend.centres))
    return Chart("trend", _(N_("Trend")), x, y, marks, lines, legend, note)


def _rank_intervals(result: Result) -> Chart:
    robustness, word = result.robustness, _(N_("Median rank"))
    assert robustness is not None
    drawn = robustness.centres[:MOST_CENTRES]
    names = {centre.centre_id: centre.name for centre in result.centres.centres}
    last = max((round(found.rank_high) for found in drawn), default=len(drawn))
    x, y = rank_axis(_(N_("Rank")), len(drawn), 10), rank_axis(word, last, 10)
    marks = [
        Mark(
            "estimate",
            x.at(place),
            y.at(found.median_rank),
            f"{names.get(found.centre_id) or found.centre_id}: {word} "
            f"{format_plain_number(found.median_rank)} "
            f"({interval_text((found.rank_low, found.rank_high))})",
            found.centre_id,
            (y.at(found.rank_low), y.at(found.rank_high)),
        )
        for place, found in enumerate(drawn, 1)
    ]
    return Chart(
        "intervals",
        _(N_("Ranks under other defensible methods: median and 5-95 % interval")),
        x,
        y,
        marks,
        legend=[("estimate", word), ("interval", _(N_("5-95 % interval")))],
        note=_note(len(drawn), len(robustness.centres)),
    )
