"""The estimate of each dimension by centre: a table whose cells are shaded."""

from dataclasses import dataclass

from plut_audit.i18n import format_number, format_plain_number
from plut_audit.report.formats.html.charts import MOST_CENTRES
from plut_audit.report.formats.html.shades import Shades
from plut_audit.report.values import dimension_title
from plut_audit.result import CentreRow, Result


@dataclass(frozen=True)
class HeatCell:
    """The printed estimate of one dimension and its shade."""

    text: str
    shade: int


@dataclass(frozen=True)
class HeatRow:
    """One centre."""

    rank: str
    centre_id: str
    name: str
    cells: list[HeatCell]


@dataclass(frozen=True)
class HeatMap:
    """The best centre first; `legend` has each shade and the scores that it stands for."""

    dimensions: list[str]
    rows: list[HeatRow]
    legend: list[tuple[int, str]]


def heat_map(result: Result) -> HeatMap | None:
    """The map of the ranked centres; None where there is none."""
    scale = result.rubric.scoring.scale
    decimals = 0 if scale >= 10 else 2
    ranked = result.ranking[:MOST_CENTRES]
    shades = Shades.of(
        (row.estimate for centre in ranked for row in centre.dimensions.values()), decimals
    )
    if not shades.values:
        return None
    dimensions = [dimension_title(dimension) for dimension in result.rubric.dimensions]
    return HeatMap(dimensions, [_row(centre, shades) for centre in ranked], shades.legend())


def _row(centre: CentreRow, shades: Shades) -> HeatRow:
    cells = [
        HeatCell(format_number(row.estimate, shades.decimals), shades.shade(row.estimate))
        for row in centre.dimensions.values()
    ]
    rank = format_plain_number(centre.rank or 0)
    return HeatRow(rank, centre.centre_id, centre.name or centre.centre_id, cells)
