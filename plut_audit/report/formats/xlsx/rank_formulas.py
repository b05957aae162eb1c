"""Who is ranked, at which rank and in which class, as formulas of one centre's row."""

from collections.abc import Callable

from plut_audit.i18n import localized
from plut_audit.report.formats.xlsx.class_forms import class_forms
from plut_audit.report.formats.xlsx.columns import INDEX, RESPONDED, Columns
from plut_audit.report.formats.xlsx.layout import CODE, FIRST, FIRST_FORM, NAME, Layout
from plut_audit.report.formats.xlsx.limits import quote
from plut_audit.report.formats.xlsx.means import mean_of_cells
from plut_audit.report.formats.xlsx.references import cell, down, fixed, letters
from plut_audit.rubric import Band
from plut_audit.scoring.ranking import UNRANKED, NotRanked
from plut_audit.scoring.rounding import SNAP

BELOW = 10
"""By how many full marks an estimate of too little answered is put below the ranked ones."""
JUST_ENOUGH = "1E-12"
"""By how much a coverage may lie under the least one: what binary fractions lose."""


Own = Callable[[str], str]
"""The cell of the centre's own row by the name of its column in `AFTER`."""


def standing_formulas(layout: Layout, row: int) -> dict[str, str]:
    """The columns after the weights that are formulas, by their names in `AFTER`."""
    columns = Columns(layout)

    def own(name: str) -> str:
        return cell(row, columns.after(name))

    thin = _thin(layout, row)
    combined, answered = cell(row, columns.exact("combined")), cell(row, RESPONDED)
    keys = layout.down("calculation", columns.after("key"))
    rank = _rank(layout.rubric.scoring.tie_rule, own("key"), keys)
    little = f"AND(ISNUMBER({own('share')}),ROUND({own('share')},{SNAP})<"
    little += f"{layout.rule('provisional_below')})"
    on_estimate = f"{own('provisional')}=1"
    scores = [_comparable(layout, row, figure) for figure in ("estimate", "combined")]
    return {
        "ranked": f'IF(AND({answered}=1,{combined}<>"",NOT(OR({",".join(thin)}))),1,0)',
        "key": _key(layout, row, own("ranked")),
        "rank": f'IF({own("ranked")}=1,{rank},"")',
        "tied": f"IF({own('ranked')}=1,IF(SUMPRODUCT(--({keys}={own('key')}))>1,1,0),0)",
        "share": _share(layout, row),
        "provisional": f"IF(AND({own('ranked')}=1,{little}),1,0)",
        "basis": f"IF({on_estimate},{scores[0]},{scores[1]})",
        "capped": _capped(layout, row, own),
        "class": _class(layout, own),
        "printed class": _printed_class(layout, own),
        "order": f"SUMPRODUCT(--({keys}>{own('key')}))+{_equal_before(layout, row, own('key'))}",
        "label": _label(row),
        "reason": _reason(layout, answered, own("ranked"), thin),
    }


def _label(row: int) -> str:
    """The same as `calculation.label`."""
    return f'{cell(row, CODE)}&" · "&LEFT({cell(row, NAME)},200)'


def _thin(layout: Layout, row: int) -> list[str]:
    """For each dimension whether too little of it was answered."""
    first, enough = Columns(layout).coverage, layout.rule("minimum_coverage")
    shares = [cell(row, first + span.number) for span in layout.dimensions]
    return [f"AND(ISNUMBER({share}),{share}<{enough}-{JUST_ENOUGH})" for share in shares]


def _comparable(layout: Layout, row: int, figure: str, number: int = INDEX) -> str:
    """A score as ranks and classes are given on it: as printed, or unrounded."""
    columns = Columns(layout)
    if layout.rubric.scoring.rank_on == "printed":
        return cell(row, columns.printed(figure, number))
    return f"ROUND({cell(row, columns.exact(figure, number))},{SNAP})"


def _key(layout: Layout, row: int, ranked: str) -> str:
    """What the list is ordered by: the ranked score, and below it that of the others as printed."""
    figure = layout.rubric.scoring.figure
    on = _comparable(layout, row, figure)
    printed = cell(row, Columns(layout).printed(figure))
    return f"IF({ranked}=1,{on},ROUND(N({printed})-{BELOW}*{layout.rule('scale')},{SNAP}))"


def _rank(rule: str, own: str, keys: str) -> str:
    above, same = f"SUMPRODUCT(--({keys}>{own}))", f"SUMPRODUCT(--({keys}={own}))"
    return {
        "min": f"{above}+1",
        "max": f"{above}+{same}",
        "average": f"{above}+({same}+1)/2",
        "dense": f"SUMPRODUCT(({keys}>{own})/COUNTIF({keys},{keys}))+1",
    }[rule]


def _equal_before(layout: Layout, row: int, own: str) -> str:
    """How many with the same score come no later by their code."""
    column = letters(Columns(layout).after("key"))
    return f"SUMPRODUCT(--({column}${FIRST + 1}:{column}{row + 1}={own}))"


def _class_number(layout: Layout, score: str) -> str:
    """The number of the class, the best is 1."""
    bands = layout.rubric.bands
    text = str(len(bands))
    for number in reversed(range(len(bands))):
        if sign := _sign(bands[number]):
            text = f"IF({score}{sign}{layout.band(number)},{number + 1},{text})"
        else:
            text = str(number + 1)
    return text


def _sign(band: Band) -> str:
    return ">" if band.above is not None else ">=" if band.at_least is not None else ""


def _best_capped(layout: Layout) -> int:
    """The number of the best class under the cap."""
    cap = layout.rubric.cap
    return [band.name for band in layout.rubric.bands].index(cap.name) + 1 if cap else 0


def _held(layout: Layout, row: int, own: Own) -> str:
    """Whether a weak dimension of the figure that the class rests on, or a critical finding, caps.

    The lowest dimension lies under the cap's threshold.
    """
    numbers = range(len(layout.rubric.dimensions))
    lowest = {
        figure: ",".join(_dimension(layout, row, figure, number) for number in numbers)
        for figure in ("estimate", "combined")
    }
    chosen = f"IF({own('provisional')}=1,MIN({lowest['estimate']}),MIN({lowest['combined']}))"
    weak = f"ROUND({chosen},{SNAP})<{layout.rule('cap')}"
    critical = bool(layout.rubric.cap and layout.rubric.cap.critical)
    return f"OR({weak},{own('critical')}=1)" if critical else weak


def _dimension(layout: Layout, row: int, figure: str, number: int) -> str:
    """A dimension's comparable score; MIN leaves a text in a cell out, so a reference it is."""
    columns = Columns(layout)
    printed = layout.rubric.scoring.rank_on == "printed"
    return cell(row, (columns.printed if printed else columns.exact)(figure, number))


def _class(layout: Layout, own: Own) -> str:
    """The name of the class; "-" for none."""
    unranked, bands = quote(UNRANKED), layout.rubric.bands
    if not bands:
        return f'IF({own("ranked")}=1,"",{unranked})'
    number = _class_number(layout, own("basis"))
    if layout.rubric.cap:
        number = f"IF({own('capped')}=1,{_best_capped(layout)},{number})"
    return f"IF({own('ranked')}=1,INDEX({_names(layout)},{number}),{unranked})"


def _names(layout: Layout, column: int = 0) -> str:
    """A column of the classes on the sheet of weights."""
    last = layout.bands_at + len(layout.rubric.bands) - 1
    return f"{layout.book.quoted('weights')}!{down(layout.bands_at, last, column)}"


def _printed_class(layout: Layout, own: Own) -> str:
    """The class with its marks, taken from the forms on the sheet of weights."""
    forms = class_forms(layout.result)
    unranked = quote(forms[UNRANKED][0])
    if not layout.rubric.bands:
        return f"IF({own('ranked')}=1,{quote(forms[''][0])},{unranked})"
    last = layout.bands_at + len(layout.rubric.bands) - 1
    block = f"{fixed(layout.bands_at, FIRST_FORM)}:{fixed(last, FIRST_FORM + 3)}"
    row = f"MATCH({own('class')},{_names(layout)},0)"
    form = f"1+{own('capped')}+2*{own('provisional')}"
    found = f"INDEX({layout.book.quoted('weights')}!{block},{row},{form})"
    return f"IF({own('ranked')}=1,{found},{unranked})"


def _capped(layout: Layout, row: int, own: Own) -> str:
    if not layout.rubric.cap or not layout.rubric.bands:
        return "0"
    better = f"{_class_number(layout, own('basis'))}<{_best_capped(layout)}"
    return f"IF({own('ranked')}=1,IF(AND({_held(layout, row, own)},{better}),1,0),0)"


def _share(layout: Layout, row: int) -> str:
    """The dimensions' shares seen by their weights."""
    columns = Columns(layout)
    cells = [cell(row, columns.seen + span.number) for span in layout.dimensions]
    weights = [layout.dimension_weight(span.number) for span in layout.dimensions]
    return mean_of_cells(cells, weights, "arithmetic", layout.rule("floor"))


def _reason(layout: Layout, answered: str, ranked: str, thin: list[str]) -> str:
    """The same words as `Wording.not_ranked`: no answer, or which dimensions have too few."""
    wording = layout.result.wording()
    silent = quote(wording.not_ranked(NotRanked("no_response")))
    few = quote(wording.not_ranked(NotRanked("coverage")))
    titles = [quote(", " + localized(dim.title)) for dim in layout.rubric.dimensions]
    listed = "&".join(f'IF({test},{title},"")' for test, title in zip(thin, titles, strict=True))
    return f'IF({answered}=0,{silent},IF({ranked}=1,"",{few}&MID({listed},3,500)))'
