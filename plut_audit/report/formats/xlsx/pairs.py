"""The sheet of pairs: which indicators were both reported and seen, and whose pairs are used.

A factor that is put on a centre's report is made from the other centres' pairs alone (method,
section 4), so each centre's row ends with the sums of each dimension over the others.
"""

from typing import Any

from plut_audit.i18n import N_, _
from plut_audit.report.formats.xlsx.inputs import OBSERVED, matrix_sheet
from plut_audit.report.formats.xlsx.layout import (
    FIRST,
    FIRST_ITEM,
    HEAD,
    DimensionSpan,
    ItemColumn,
    Layout,
)
from plut_audit.report.formats.xlsx.limits import quote
from plut_audit.report.formats.xlsx.pairs_stored import Sums
from plut_audit.report.formats.xlsx.references import across, in_column
from plut_audit.report.formats.xlsx.scores import OUT
from plut_audit.scoring.rounding import SNAP

AT_RANDOM, VALID, ALLOWED, FIRST_OTHERS = range(1, 5)
"""Columns after the last indicator."""
CENTRE_TITLES = (N_("Chosen at random"), N_("Pairs"), N_("Its pairs are used"))
SUMS = {
    "pairs": N_("{part}: pairs of the others"),
    "reported": N_("{part}: they reported"),
    "observed": N_("{part}: was found there"),
    "mean": N_("{part}: mean reported"),
    "factor": N_("{part}: factor"),
}
"""The columns of each dimension, the fields of `Sums`."""
WIDTH = 11


def pairs(layout: Layout) -> None:
    """Write the sheet."""
    note = _(
        N_(
            "1: reported and seen, and used for the verification factors. 1 is yes, 0 is no; "
            "at the end of each row the sums over the other centres, which its estimate rests on."
        )
    )
    sheet = matrix_sheet(layout, "pairs", note)
    titles = [_(title) for title in CENTRE_TITLES]
    codes = [span.dimension.code for span in layout.dimensions]
    titles += [_(title, part=code) for code in codes for title in SUMS.values()]
    first = layout.last_item + 1
    layout.book.head(sheet, HEAD, titles, first)
    sheet.set_column(first, first + len(titles) - 1, WIDTH)
    for row, centre in enumerate(layout.centres, FIRST):
        for item in layout.items:
            used = int(layout.pairs.used[centre.row, item.number])
            layout.book.formula(sheet, row, item.column, _used(layout, row, item), used, "small")
        _of_centre(layout, sheet, row, centre.row)
        for span in layout.dimensions:
            _others(layout, sheet, row, centre.row, span)


def _used(layout: Layout, row: int, item: ItemColumn) -> str:
    mark, reported = (layout.book.at(key, row, item.column) for key in ("evidence", "reported"))
    both = f"{mark}={quote(OBSERVED)},{reported}<>{OUT},{reported}<>{quote('')}"
    return f"IF(AND({both}),{in_column(row, layout.last_item + ALLOWED)},0)"


def _of_centre(layout: Layout, sheet: Any, row: int, centre: int) -> None:
    """Whether its visit was at random, how many pairs it has, whether they are used."""
    stored, last = layout.pairs, layout.last_item
    at_random = in_column(row, last + AT_RANDOM)
    layout.book.put(sheet, row, last + AT_RANDOM, int(stored.at_random[centre]), "input")
    marks, values = (
        f"{layout.book.quoted(key)}!{across(row, FIRST_ITEM, last)}"
        for key in ("evidence", "reported")
    )
    both = f"({marks}={quote(OBSERVED)})*({values}<>{OUT})*({values}<>{quote('')})"
    valid = int(stored.valid[centre].sum())
    layout.book.formula(sheet, row, last + VALID, f"SUMPRODUCT({both})", valid, "count")
    text = f"IF({layout.factors.random_only}=1,{at_random},1)"
    layout.book.formula(sheet, row, last + ALLOWED, text, int(stored.allowed[centre]), "count")


def others_column(layout: Layout, span: DimensionSpan, field: str) -> int:
    """The column of a dimension's sum over the other centres."""
    before = layout.last_item + FIRST_OTHERS + span.number * len(SUMS)
    return before + list(SUMS).index(field)


def _others(layout: Layout, sheet: Any, row: int, centre: int, span: DimensionSpan) -> None:
    """The sums of a dimension, less the centre's own."""
    own = across(row, span.first, span.last)
    pairs, reported, observed = (
        in_column(row, others_column(layout, span, field)) for field in list(SUMS)[:3]
    )
    points = {
        "reported": layout.along("reported_scores", row, span),
        "observed": layout.along("scores", row, span),
    }
    formulas = {"pairs": f"{layout.factors.of_dimension(span.number, 'pairs')}-SUM({own})"}
    for field, scores in points.items():
        total = layout.factors.of_dimension(span.number, field)
        formulas[field] = f"ROUND({total}-SUMPRODUCT({own},{scores}),{SNAP})"
    formulas["mean"] = f"IF({pairs}>0,{reported}/MAX({pairs},1),{layout.rule('scale')})"
    formulas["factor"] = f"IF({reported}>0,{observed}/{reported},1)"
    _put_sums(layout, sheet, row, span, formulas, layout.pairs.others, centre)


def _put_sums(
    layout: Layout,
    sheet: Any,
    row: int,
    span: DimensionSpan,
    formulas: dict[str, str],
    sums: Sums,
    centre: int,
) -> None:
    for field, text in formulas.items():
        value = float(getattr(sums, field)[centre, span.number])
        style = "count" if field == "pairs" else layout.book.decimals(4)
        layout.book.formula(sheet, row, others_column(layout, span, field), text, value, style)
