"""Weighted means as formulas."""

from plut_audit.report.formats.xlsx.layout import Layout
from plut_audit.rubric import Mean
from plut_audit.scoring.rounding import SNAP


def rounded(number: str, decimals: int) -> str:
    """Snapped to 9 decimals, then half up: scores are never negative, so ROUND is half up."""
    return f"ROUND(ROUND({number},{SNAP}),{decimals})"


def mean(layout: Layout, scores: str, weights: str, rule: Mean, count: int) -> str:
    """A weighted mean over the indicators that apply; empty where none does."""
    total = f"SUMPRODUCT(ISNUMBER({scores})*{weights})"
    if rule == "arithmetic":
        return f'IF({total}=0,"",SUMPRODUCT({weights},{scores})/{total})'
    places = range(1, count + 1)
    cells, by = ([f"INDEX({part},1,{one})" for one in places] for part in (scores, weights))
    return spelled_out(cells, by, rule, layout.rule("floor"))


def spelled_out(cells: list[str], weights: list[str], rule: Mean, floor: str) -> str:
    """A weighted mean of cells that are not side by side; a text among them is left out."""
    pairs = list(zip(cells, weights, strict=True))
    total = "+".join(f"ISNUMBER({one})*{weight}" for one, weight in pairs)
    if rule == "arithmetic":
        added = "+".join(f"N({one})*{weight}" for one, weight in pairs)
        return f'IF({total}=0,"",({added})/({total}))'
    powers = "*".join(f"IF(ISNUMBER({one}),MAX({one},{floor})^{weight},1)" for one, weight in pairs)
    return f'IF({total}=0,"",({powers})^(1/({total})))'
