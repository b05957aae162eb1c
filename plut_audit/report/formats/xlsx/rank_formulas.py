"""Who is ranked, at which rank and in which class, as formulas of one centre's row."""

from plut_audit.i18n import N_, _, localized
from plut_audit.report.formats.xlsx.columns import AFTER, INDEX, RESPONDED, Columns
from plut_audit.report.formats.xlsx.inputs import OBSERVED
from plut_audit.report.formats.xlsx.layout import CODE, FIRST, NAME, Layout
from plut_audit.report.formats.xlsx.limits import quote
from plut_audit.report.formats.xlsx.references import cell, down, letters
from plut_audit.rubric import Band
from plut_audit.scoring.rounding import SNAP

JUST_ENOUGH = "1E-12"
"""By how much a coverage may lie under the least one: what binary fractions lose."""


def standing_formulas(layout: Layout, row: int) -> dict[str, str]:
    """The columns after the weights, by their names in `AFTER`."""
    columns = Columns(layout)
    own = {name: cell(row, columns.after(name)) for name in AFTER}
    thin = _thin(layout, row)
    combined, answered = cell(row, columns.exact("combined")), cell(row, RESPONDED)
    on = _ranked_on(layout, row)
    keys = layout.down("calculation", columns.after("key"))
    rank = _rank(layout.rubric.scoring.tie_rule, own["key"], keys)
    provisional = f"{own['share']}<{layout.rule('provisional_below')}"
    return {
        "ranked": f'IF(AND({answered}=1,{combined}<>"",NOT(OR({",".join(thin)}))),1,0)',
        "key": f"IF({own['ranked']}=1,{on},-1)",
        "rank": f'IF({own["ranked"]}=1,{rank},"")',
        "tied": f"IF({own['ranked']}=1,IF(SUMPRODUCT(--({keys}={own['key']}))>1,1,0),0)",
        "class": f'IF({own["ranked"]}=1,{_class(layout, row, on)},"")',
        "capped": _capped(layout, row, own["ranked"], on),
        "share": _share(layout, row),
        "provisional": f'IF({own["share"]}="",0,IF({provisional},1,0))',
        "order": f"SUMPRODUCT(--({keys}>{own['key']}))+{_equal_before(layout, row, own['key'])}",
        "label": _label(row),
        "reason": _reason(layout, answered, own["ranked"], thin),
    }


def _label(row: int) -> str:
    """The same as `calculation.label`."""
    return f'{cell(row, CODE)}&" · "&LEFT({cell(row, NAME)},200)'


def _thin(layout: Layout, row: int) -> list[str]:
    """For each dimension whether too little of it was answered."""
    first, enough = Columns(layout).coverage, layout.rule("minimum_coverage")
    shares = [cell(row, first + span.number) for span in layout.dimensions]
    return [f"AND(ISNUMBER({share}),{share}<{enough}-{JUST_ENOUGH})" for share in shares]


def _ranked_on(layout: Layout, row: int) -> str:
    """The score that ranks are given on: as printed, or unrounded."""
    columns = Columns(layout)
    if layout.rubric.scoring.rank_on == "printed":
        return cell(row, columns.printed("combined"))
    return f"ROUND({cell(row, columns.exact('combined'))},{SNAP})"


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


def _weak(layout: Layout, row: int) -> str:
    """Whether the lowest dimension lies under the cap's threshold."""
    columns, printed = Columns(layout), layout.rubric.scoring.rank_on == "printed"
    column = columns.printed if printed else columns.exact
    first, after = column("combined", 0), column("combined", INDEX)
    lowest = f"ROUND(MIN({cell(row, first)}:{cell(row, after - 1)}),{SNAP})"
    return f"{lowest}<{layout.rule('cap')}"


def _class(layout: Layout, row: int, score: str) -> str:
    if not layout.rubric.bands:
        return '""'
    last = layout.bands_at + len(layout.rubric.bands) - 1
    names = f"{layout.book.quoted('weights')}!{down(layout.bands_at, last, 0)}"
    number = _class_number(layout, score)
    if layout.rubric.cap:
        number = f"IF({_weak(layout, row)},MAX({number},{_best_capped(layout)}),{number})"
    return f"INDEX({names},{number})"


def _capped(layout: Layout, row: int, ranked: str, score: str) -> str:
    if not layout.rubric.cap or not layout.rubric.bands:
        return "0"
    better = f"{_class_number(layout, score)}<{_best_capped(layout)}"
    return f"IF({ranked}=1,IF(AND({_weak(layout, row)},{better}),1,0),0)"


def _share(layout: Layout, row: int) -> str:
    """The weight a visit has seen over the weight that applies, over the dimensions."""
    columns, parts = Columns(layout), []
    for span in layout.dimensions:
        marks, scores = (layout.along(key, row, span) for key in ("evidence", "scores"))
        weights = layout.item_weights(span)
        seen = f"SUMPRODUCT(({marks}={quote(OBSERVED)})*ISNUMBER({scores})*{weights})"
        total = cell(row, columns.applicable + span.number)
        weight = layout.dimension_weight(span.number)
        parts.append(f"IF({total}=0,0,{weight}*{seen}/{total})")
    present = cell(row, columns.present)
    return f'IF({present}=0,"",({"+".join(parts)})/{present})'


def _reason(layout: Layout, answered: str, ranked: str, thin: list[str]) -> str:
    """The same words as `Wording.not_ranked`: no answer, or which dimensions have too few."""
    silent = quote(_(N_("did not answer the questionnaire")))
    share = round(100 * layout.rubric.scoring.minimum_coverage)
    few = quote(_(N_("fewer than {share} % answered: {parts}"), share=share, parts=""))
    titles = [quote(", " + localized(dim.title)) for dim in layout.rubric.dimensions]
    listed = "&".join(f'IF({test},{title},"")' for test, title in zip(thin, titles, strict=True))
    return f'IF({answered}=0,{silent},IF({ranked}=1,"",{few}&MID({listed},3,500)))'
