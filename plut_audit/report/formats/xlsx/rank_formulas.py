"""Who is ranked, in which place and class, as formulas of one centre's row."""

from plut_audit.report.formats.xlsx.book import cell, letters, quote
from plut_audit.report.formats.xlsx.columns import AFTER, RESPONDED, Columns
from plut_audit.report.formats.xlsx.inputs import OBSERVED
from plut_audit.report.formats.xlsx.layout import CODE, FIRST, NAME, Layout
from plut_audit.rubric import Band
from plut_audit.scoring.rounding import SNAP


def standing_formulas(layout: Layout, row: int) -> dict[str, str]:
    """Who is ranked, in which place and class, and in which order they stand."""
    columns = Columns(layout)
    own = {name: cell(row, columns.after(name)) for name in AFTER}
    shares = [cell(row, columns.coverage + number) for number in range(columns.width - 1)]
    enough = layout.rule("minimum_coverage")
    thin = [f"AND(ISNUMBER({share}),{share}<{enough}-1E-12)" for share in shares]
    verified = cell(row, columns.exact("verified"))
    answered = cell(row, RESPONDED)
    shown = cell(row, columns.printed("verified"))
    on = shown if layout.rubric.scoring.rank_on == "printed" else f"ROUND({verified},{SNAP})"
    keys = layout.down("calculation", columns.after("key"))
    rank = _rank(layout.rubric.scoring.tie_rule, own["key"], keys)
    unverified = f"{own['share']}<{layout.rule('unverified_below')}"
    return {
        "ranked": f'IF(AND({answered}=1,{verified}<>"",NOT(OR({",".join(thin)}))),1,0)',
        "key": f"IF({own['ranked']}=1,{on},-1)",
        "rank": f'IF({own["ranked"]}=1,{rank},"")',
        "tied": f"IF({own['ranked']}=1,IF(SUMPRODUCT(--({keys}={own['key']}))>1,1,0),0)",
        "class": f'IF({own["ranked"]}=1,{_class(layout, row, on)},"")',
        "capped": _capped(layout, row, own["ranked"], on),
        "share": _share(layout, row),
        "unverified": f'IF({own["share"]}="",0,IF({unverified},1,0))',
        "order": f"SUMPRODUCT(--({keys}>{own['key']}))+{_before(layout, row, own['key'])}",
        "label": f'{cell(row, CODE)}&" · "&{cell(row, NAME)}',
        "reason": _reason(layout, answered, own["ranked"], thin),
    }


def _rank(rule: str, own: str, keys: str) -> str:
    above, same = f"SUMPRODUCT(--({keys}>{own}))", f"SUMPRODUCT(--({keys}={own}))"
    return {
        "min": f"{above}+1",
        "max": f"{above}+{same}",
        "average": f"{above}+({same}+1)/2",
        "dense": f"SUMPRODUCT(({keys}>{own})/COUNTIF({keys},{keys}))+1",
    }[rule]


def _before(layout: Layout, row: int, own: str) -> str:
    """How many with the same score come no later by their code."""
    column = Columns(layout).after("key")
    stretch = f"{letters(column)}${FIRST + 1}:{letters(column)}{row + 1}"
    return f"SUMPRODUCT(--({stretch}={own}))"


def _place(layout: Layout, shown: str) -> str:
    """The number of the class, the best is 1."""
    bands = layout.rubric.bands
    text = str(len(bands))
    for number in reversed(range(len(bands))):
        if sign := _sign(bands[number]):
            text = f"IF({shown}{sign}{layout.band(number)},{number + 1},{text})"
        else:
            text = str(number + 1)
    return text


def _sign(band: Band) -> str:
    return ">" if band.above is not None else ">=" if band.at_least is not None else ""


def _limit(layout: Layout) -> int:
    cap = layout.rubric.cap
    return [band.name for band in layout.rubric.bands].index(cap.name) + 1 if cap else 0


def _weakest(layout: Layout, row: int) -> str:
    """The lowest dimension, as ranks are given: as printed, or unrounded."""
    columns, printed = Columns(layout), layout.rubric.scoring.rank_on == "printed"
    column = columns.printed if printed else columns.exact
    first, last = column("verified", 0), column("verified") - 1
    return f"ROUND(MIN({cell(row, first)}:{cell(row, last)}),{SNAP})"


def _class(layout: Layout, row: int, shown: str) -> str:
    if not layout.rubric.bands:
        return '""'
    names = layout.book.column(
        "weights", layout.bands_at, layout.bands_at + len(layout.rubric.bands) - 1, 0
    )
    place = _place(layout, shown)
    if layout.rubric.cap:
        weak = f"{_weakest(layout, row)}<{layout.rule('cap')}"
        place = f"IF({weak},MAX({place},{_limit(layout)}),{place})"
    return f"INDEX({names},{place})"


def _capped(layout: Layout, row: int, ranked: str, shown: str) -> str:
    if not layout.rubric.cap or not layout.rubric.bands:
        return "0"
    weak = f"{_weakest(layout, row)}<{layout.rule('cap')}"
    return f"IF({ranked}=1,IF(AND({weak},{_place(layout, shown)}<{_limit(layout)}),1,0),0)"


def _share(layout: Layout, row: int) -> str:
    """The weight a visit has seen over the weight that applies, over the dimensions."""
    columns, parts = Columns(layout), []
    for number, _, first, last in layout.dimensions():
        marks = layout.along("evidence", row, first, last)
        scores, weights = layout.along("scores", row, first, last), layout.item_weights(first, last)
        seen = f"SUMPRODUCT(({marks}={quote(OBSERVED)})*ISNUMBER({scores})*{weights})"
        whole = cell(row, columns.applicable + number)
        parts.append(f"IF({whole}=0,0,{layout.dimension_weight(number)}*{seen}/{whole})")
    present = cell(row, columns.present)
    return f'IF({present}=0,"",({"+".join(parts)})/{present})'


def _reason(layout: Layout, answered: str, ranked: str, thin: list[str]) -> str:
    """The same words as the result's: no answer, or which dimensions have too few."""
    book = layout.book
    silent = quote(book.say("did not answer the questionnaire"))
    share = round(100 * layout.rubric.scoring.minimum_coverage)
    few = book.say("fewer than {share} % answered: {parts}", share=share, parts="")
    names = [quote(", " + book.pick(part.title)) for part in layout.rubric.dimensions]
    listed = "&".join(f'IF({one},{name},"")' for one, name in zip(thin, names, strict=True))
    return f'IF({answered}=0,{silent},IF({ranked}=1,"",{quote(few)}&MID({listed},3,500)))'
