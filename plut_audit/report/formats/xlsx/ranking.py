"""The ranking, put in order by formulas: it sorts itself anew when an answer changes."""

from typing import Any

from plut_audit.i18n import N_
from plut_audit.report.formats.xlsx.book import Record, cell, letters, quote
from plut_audit.report.formats.xlsx.columns import Columns
from plut_audit.report.formats.xlsx.figures import order
from plut_audit.report.formats.xlsx.layout import CODE, NAME, PROVINCE, Layout

HEAD_ROW, START = 3, 4
TITLES = (
    N_("Rank"),
    N_("Code"),
    N_("Centre"),
    N_("Province"),
    N_("Verified"),
    N_("Class"),
    N_("Claimed"),
    N_("Conservative"),
)
MARK_CAPPED, MARK_UNVERIFIED = "↓", "?"
CLASS_COLOURS = ("#2E7D4F", "#9BC7A8", "#F6CE9A", "#D9730D")


def ranking(layout: Layout) -> None:
    """Write the sheet."""
    book, rubric = layout.book, layout.rubric
    note = book.say(
        "Ranked on the verified score. = tied; {capped} held down by a weak dimension; "
        "{unverified} too little seen by a visit.",
        capped=MARK_CAPPED,
        unverified=MARK_UNVERIFIED,
    )
    parts = rubric.dimensions
    widths = (11, 10, 36, 22, 13, 9, 11, 12, *[13] * len(parts), 10, 36, 6)
    sheet = book.sheet("ranking", widths, note, first=START)
    sheet.freeze_panes(START, 3)
    titles = [book.say(title) for title in TITLES] + [book.pick(part.title) for part in parts]
    book.head(
        sheet,
        HEAD_ROW,
        [*titles, book.say("Share seen"), book.say("Not ranked because"), book.say("Row")],
    )
    last = START + max(layout.size, 1) - 1
    width = len(TITLES) + len(parts) + 3
    sheet.set_column(width - 1, width - 1, 6, None, {"hidden": True})
    sheet.autofilter(HEAD_ROW, 0, last, width - 2)
    sheet.print_area(0, 0, last, width - 2)
    places = order(layout.figures.centres)
    by_order = {number: place for place, number in enumerate(places)}
    for number in range(1, layout.size + 1):
        _row(layout, sheet, START + number - 1, number, by_order[number])
    _paint(layout, sheet, last)


def _row(layout: Layout, sheet: Any, row: int, number: int, place: int) -> None:
    """The centre that stands in this place, found by its order."""
    book, columns, centre = layout.book, Columns(layout), layout.figures.centres[place]
    found = f"${letters(len(TITLES) + len(layout.rubric.dimensions) + 2)}{row + 1}"

    def of(column: int) -> str:
        return f"INDEX({layout.down('calculation', column)},{found})"

    def put(column: int, text: str, value: Any, style: str) -> None:
        book.formula(sheet, row, column, text, value, style)

    hidden = len(TITLES) + len(layout.rubric.dimensions) + 2
    orders = layout.down("calculation", columns.after("order"))
    put(hidden, f"MATCH({number},{orders},0)", place + 1, "count")
    rank, tied = of(columns.after("rank")), of(columns.after("tied"))
    put(0, rank_formula(rank, tied), rank_text(centre), "rank")
    put(1, of(CODE) + '&""', centre["centre_id"], "text")
    put(2, of(NAME) + '&""', centre["name"], "text")
    put(3, of(PROVINCE) + '&""', centre["province"], "text")
    put(4, of(columns.printed("verified")), centre["verified"], "number")
    flags = {"capped": MARK_CAPPED, "unverified": MARK_UNVERIFIED}
    marks = "&".join(
        f'IF({of(columns.after(name))}=1," {mark}","")' for name, mark in flags.items()
    )
    ranked = f"{of(columns.after('ranked'))}=1"
    put(5, f'IF({ranked},{of(columns.after("class"))}&{marks},"")', class_text(centre), "centred")
    put(6, of(columns.printed("claimed")), centre["claimed"], "number")
    put(7, of(columns.printed("conservative")), centre["conservative"], "number")
    for part_number, part in enumerate(layout.rubric.dimensions):
        value = centre["dimensions"][part.code]["verified"]
        put(8 + part_number, of(columns.printed("verified", part_number)), value, "number")
    end = 8 + len(layout.rubric.dimensions)
    answered, share = f"{of(3)}=1", of(columns.after("share"))
    put(
        end,
        f'IF({answered},IF(ISNUMBER({share}),ROUND({share},4),""),"")',
        centre["verified_share"],
        "percent",
    )
    reason = book.pick(centre["not_ranked_because"])
    put(end + 1, of(columns.after("reason")), reason, "aside")


def rank_text(centre: Record) -> str | float:
    """3, or `= 3` where it is shared; an en dash where there is none."""
    if not centre["ranked"]:
        return "–"
    rank: float = centre["rank"]
    return f"= {rank:g}" if centre["tied"] else rank


def rank_formula(rank: str, tied: str) -> str:
    """The same by formula."""
    return f'IF({rank}="","–",IF({tied}=1,"= "&{rank},{rank}))'


def class_text(centre: Record) -> str:
    """The class with its marks."""
    if not centre["ranked"]:
        return ""
    capped = f" {MARK_CAPPED}" if centre["class_capped"] else ""
    unverified = f" {MARK_UNVERIFIED}" if centre["class_unverified"] else ""
    return f"{centre['class'] or ''}{capped}{unverified}"


def _paint(layout: Layout, sheet: Any, last: int) -> None:
    """A bar under the score, the class by colour; the text says the same without it."""
    bar = {
        "type": "data_bar",
        "bar_solid": True,
        "bar_color": "#9DB7C6",
        "min_type": "num",
        "min_value": 0,
        "max_type": "num",
        "max_value": layout.rubric.scoring.scale,
    }
    sheet.conditional_format(START, 4, last, 4, bar)
    for band, colour in zip(layout.rubric.bands, CLASS_COLOURS, strict=False):
        ink = "#FFFFFF" if colour == CLASS_COLOURS[0] else "#000000"
        style = layout.book.file.add_format({"bg_color": colour, "font_color": ink})
        criteria = f"=LEFT({cell(START, 5).replace('F', '$F')},{len(band.name)})={quote(band.name)}"
        sheet.conditional_format(
            START, 5, last, 5, {"type": "formula", "criteria": criteria, "format": style}
        )
    weak = layout.book.file.add_format({"bg_color": "#F6CE9A", "bold": True})
    end = 8 + len(layout.rubric.dimensions) - 1
    limit = layout.rubric.cap.dimension_below if layout.rubric.cap else 0
    blank_free = f"=AND(ISNUMBER(I{START + 1}),I{START + 1}<{limit})"
    sheet.conditional_format(
        START, 8, last, end, {"type": "formula", "criteria": blank_free, "format": weak}
    )
