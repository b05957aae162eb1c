"""Points lost as formulas: see `scoring.scores.decomposition` for the rule and its source."""

from plut_audit.report.formats.xlsx.columns import Columns
from plut_audit.report.formats.xlsx.layout import WEIGHT, DimensionSpan, Layout


def loss_in_dimension(layout: Layout, row: int, column: int, span: DimensionSpan) -> str:
    """What one indicator takes from the figure of its dimension."""
    scale, score = layout.rule("scale"), layout.book.at("scores", row, column)
    weight = layout.book.at("scores", WEIGHT, column)
    total = layout.book.at("calculation", row, Columns(layout).applicable + span.number)
    if span.dimension.mean == "arithmetic":
        return f"{weight}/{total}*({scale}-{score})"
    scores = layout.along("scores", row, span)
    zeros = f"SUMPRODUCT(ISNUMBER({scores})*({scores}<=0)*{layout.item_weights(span)})"
    dimension = _figure(layout, row, span.number)
    share = _share(layout, score, weight, dimension, total, zeros)
    return f"({share})*({scale}-{dimension})"


def loss_of_dimension(layout: Layout, row: int, number: int) -> str:
    """What the index loses for each point that a dimension misses."""
    weight = layout.dimension_weight(number)
    total = layout.book.at("calculation", row, Columns(layout).present)
    if layout.rubric.scoring.index_mean == "arithmetic":
        return f"{weight}/{total}"
    scale, index = layout.rule("scale"), _figure(layout, row)
    numbers = range(len(layout.rubric.dimensions))
    zeros = "+".join(
        f"ISNUMBER({figure})*(N({figure})<=0)*{layout.dimension_weight(other)}"
        for other in numbers
        for figure in [_figure(layout, row, other)]
    )
    dimension = _figure(layout, row, number)
    share = _share(layout, dimension, weight, index, total, f"({zeros})")
    return f"IF({dimension}>={scale},0,({share})*({scale}-{index})/({scale}-{dimension}))"


def _figure(layout: Layout, row: int, number: int = -1) -> str:
    """A dimension of the combined figure, unrounded; the index without a number."""
    return layout.book.at("calculation", row, Columns(layout).exact("combined", number))


def _share(layout: Layout, part: str, weight: str, mean: str, total: str, zeros: str) -> str:
    """The share of a part in what a geometric mean loses.

    The sum of weight * ln(scale / part) over the parts is total * ln(scale / mean).
    """
    scale, used = layout.rule("scale"), f"MAX({part},{layout.rule('floor')})"
    logarithms = f"{weight}*LN({scale}/{used})/({total}*LN({scale}/{mean}))"
    whole = f"IF({used}<=0,{weight}/{zeros},0)"
    return f"IF({mean}>={scale},0,IF({mean}<=0,{whole},{logarithms}))"
