"""Weighted means as formulas."""

from plut_audit.report.formats.xlsx.layout import DimensionSpan, Layout
from plut_audit.rubric import Mean
from plut_audit.scoring.rounding import SNAP


def rounded(number: str, decimals: int) -> str:
    """Snapped to 9 decimals, then half up: scores are never negative, so ROUND is half up."""
    return f"ROUND(ROUND({number},{SNAP}),{decimals})"


def dimension_mean(layout: Layout, scores: str, span: DimensionSpan) -> str:
    """A weighted mean over the indicators that apply; empty where none does."""
    weights, rule = layout.item_weights(span), span.dimension.mean
    total = f"SUMPRODUCT(ISNUMBER({scores})*{weights})"
    if rule == "arithmetic":
        return f'IF({total}=0,"",SUMPRODUCT({weights},{scores})/{total})'
    numbers = range(1, span.size + 1)
    cells, weight_cells = (
        [f"INDEX({stretch},1,{number})" for number in numbers] for stretch in (scores, weights)
    )
    return mean_of_cells(cells, weight_cells, rule, layout.rule("floor"))


def mean_of_cells(cells: list[str], weights: list[str], rule: Mean, floor: str) -> str:
    """A weighted mean of cells that are not side by side; a text among them is left out."""
    pairs = list(zip(cells, weights, strict=True))
    total = "+".join(f"ISNUMBER({score})*{weight}" for score, weight in pairs)
    if rule == "arithmetic":
        added = "+".join(f"N({score})*{weight}" for score, weight in pairs)
        return f'IF({total}=0,"",({added})/({total}))'
    powers = "*".join(
        f"IF(ISNUMBER({score}),MAX({score},{floor})^{weight},1)" for score, weight in pairs
    )
    return f'IF({total}=0,"",({powers})^(1/({total})))'
