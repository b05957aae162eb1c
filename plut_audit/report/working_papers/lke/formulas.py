"""The formulas of a worksheet: from answers to scores, from scores to values and totals."""

from plut_audit.report.formats.xlsx.limits import LONGEST_LITERAL, quote
from plut_audit.report.formats.xlsx.means import mean_of_cells, rounded
from plut_audit.report.formats.xlsx.references import in_column
from plut_audit.report.working_papers.lke.choices import LABEL, POINTS, ChoiceList
from plut_audit.review.lke.layout import At
from plut_audit.rubric import Dimension, Indicator, Rubric

NONE = "–"
"""Stands where nothing counts."""


def number(value: float) -> str:
    """A number as formulas write it."""
    return repr(float(value))


def stretch(first: int, last: int, column: At) -> str:
    """Some rows of a column: `$R$9:$R$20`."""
    return f"{in_column(first, column)}:{in_column(last, column)}"


def score_of(
    rubric: Rubric, indicator: Indicator, choices: ChoiceList, row: int, column: At
) -> str:
    """The score of the answer in a column: between goalposts, or from the list of choices."""
    answer = in_column(row, column)
    if indicator.kind == "points":
        labels, points = (choices.column(indicator.code, at) for at in (LABEL, POINTS))
        return f"INDEX({points},MATCH({answer},{labels},0))"
    low, high = number(indicator.low or 0), number(indicator.high or 0)
    if indicator.transform == "ln":
        answer, low, high = f"LN(MAX({answer},1E-300))", f"LN({low})", f"LN({high})"
    share = f"({answer}-{low})/({high}-{low})"
    return f"{number(rubric.scoring.scale)}*MAX(0,MIN(1,{share}))"


def can_look_up(label: object) -> bool:
    """Whether a formula can find an answer among the choices; Excel looks up no longer text."""
    return not isinstance(label, str) or len(label) <= LONGEST_LITERAL


def evaluator_score(score: str, row: int, not_applicable: str) -> str:
    """What was typed; where nothing was, what counts so far."""
    typed, counted = in_column(row, At.ANSWER), in_column(row, At.COUNTED)
    kept = f'IF({counted}="","",{counted})'
    return f'IF({typed}="",{kept},IF({typed}={quote(not_applicable)},"",{score}))'


def item_weight(row: int, dimension_row: int) -> str:
    """The dimension's weight in proportion, 0 where the indicator does not count."""
    score, raw = in_column(row, At.SCORE), in_column(row, At.RAW)
    whole, total = in_column(dimension_row, At.WEIGHT), in_column(dimension_row, At.APPLIES)
    return f"IF(ISNUMBER({score}),{whole}*{raw}/{total},0)"


def weight_that_applies(first: int, last: int) -> str:
    """The weight of the indicators of a dimension that count."""
    scores, weights = stretch(first, last, At.SCORE), stretch(first, last, At.RAW)
    return f"SUMPRODUCT(ISNUMBER({scores})*{weights})"


def dimension_weight(row: int, total_row: int) -> str:
    """The dimension's share of the index, in per cent; 0 where none of it applies."""
    applies, raw, whole = (
        in_column(row, At.APPLIES),
        in_column(row, At.RAW),
        in_column(total_row, At.RAW),
    )
    return f"IF({applies}=0,0,100*{raw}/{whole})"


def total_weight(dimension_rows: list[int]) -> str:
    """The weights of the dimensions of which anything applies."""
    return "+".join(
        f"({in_column(row, At.APPLIES)}>0)*{in_column(row, At.RAW)}" for row in dimension_rows
    )


def dimension_score(rubric: Rubric, dimension: Dimension, first: int, last: int, column: At) -> str:
    """The weighted mean of the scores that count, by the dimension's rule."""
    scores, weights = stretch(first, last, column), stretch(first, last, At.RAW)
    if dimension.mean == "arithmetic":
        total = f"SUMPRODUCT(ISNUMBER({scores})*{weights})"
        return f'IF({total}=0,"",SUMPRODUCT({weights},{scores})/{total})'
    rows = range(first, last + 1)
    cells = [in_column(row, column) for row in rows]
    raw = [in_column(row, At.RAW) for row in rows]
    return mean_of_cells(cells, raw, dimension.mean, number(rubric.scoring.floor))


def index_score(rubric: Rubric, dimension_rows: list[int], column: At) -> str:
    """The weighted mean of the dimensions, by the rubric's rule."""
    cells = [in_column(row, column) for row in dimension_rows]
    weights = [in_column(row, At.RAW) for row in dimension_rows]
    return mean_of_cells(cells, weights, rubric.scoring.index_mean, number(rubric.scoring.floor))


def share_of(rubric: Rubric, row: int, column: At, exact: bool = False) -> str:
    """A score in per cent of full marks; as it is printed unless `exact`."""
    score = in_column(row, column)
    percent = (
        score if rubric.scoring.scale == 100 else f"{score}/{number(rubric.scoring.scale)}*100"
    )
    return percent if exact else rounded(percent, rubric.scoring.decimals)


def points_of(row: int, column: At) -> str:
    """The points of the index: the weight in per cent of the score."""
    return f"{in_column(row, At.WEIGHT)}/100*{in_column(row, column)}"


def or_none(value: str, row: int, column: At, hidden_if: str = "") -> str:
    """A value where there is a score, else a dash; also where `hidden_if` holds."""
    missing = f"NOT(ISNUMBER({in_column(row, column)}))"
    condition = f"OR({missing},{hidden_if})" if hidden_if else missing
    return f"IF({condition},{quote(NONE)},{value})"
