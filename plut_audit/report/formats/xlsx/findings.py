"""What was found: findings in their five elements, systemic ones, problems of the files."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from plut_audit.i18n import N_
from plut_audit.report.formats.xlsx.book import Book, Record
from plut_audit.report.formats.xlsx.layout import Layout

START = 4
SEVERITIES = {
    "critical": N_("critical"),
    "high": N_("high"),
    "medium": N_("medium"),
    "low": N_("low"),
}
MARKS = {"critical": "●●●●", "high": "●●●", "medium": "●●", "low": "●"}
"""Dots beside the word, so that gravity shows without colour."""
_COLOURS = {"critical": "#D9730D", "high": "#F0A868", "medium": "#F6CE9A", "low": "#FBEBD6"}
TITLES = (
    N_("Severity"),
    N_("Code"),
    N_("Centre code"),
    N_("Centre"),
    N_("Province"),
    N_("Finding"),
    N_("Points lost"),
    N_("Condition"),
    N_("Criterion"),
    N_("Cause"),
    N_("Effect"),
    N_("Recommendation"),
    N_("Cells"),
    N_("Years open"),
    N_("Status"),
)
WIDTHS = (15, 9, 10, 26, 18, 28, 9, 44, 34, 24, 34, 38, 28, 8, 12, 12)
TEXT_WIDTHS = (WIDTHS[5], *WIDTHS[7:13])
"""Widths of the columns whose text may take several lines."""
STATUSES = {
    "new": N_("new"),
    "persisting": N_("persisting"),
    "resolved": N_("resolved"),
    "not_comparable": N_("not comparable"),
}


Names = Mapping[str, tuple[str, str]]
"""Name and province of each centre, by its code."""


def named(centre: Record) -> tuple[str, str]:
    """Name and province of a centre."""
    return centre["name"], centre["province"]


def findings(
    book: Book, shown: Sequence[Record], names: Names, layout: Layout | None, total: int = 0
) -> None:
    """The findings, the gravest first; with a layout their points follow by formula.

    `total` is how many there are where not all are shown.
    """
    count = len(shown)
    total = total or count
    note = book.say("{count} findings, the gravest first.", count=total)
    if count < total:
        note += " " + book.say("The first {count} are shown; CSV and JSON hold all.", count=count)
    sheet = book.sheet("findings", WIDTHS, note, first=START)
    sheet.freeze_panes(START, 4)
    sheet.repeat_columns(0, 3)
    sheet.fit_to_pages(2, 0)
    sheet.print_across()
    book.head(sheet, START - 1, [*(book.say(title) for title in TITLES), "key"])
    sheet.set_column(len(TITLES), len(TITLES), 12, None, {"hidden": True})
    sheet.autofilter(START - 1, 0, START + max(count, 1) - 1, len(TITLES) - 1)
    sheet.print_area(0, 0, START + max(count, 1) - 1, len(TITLES) - 1)
    seen: Counter[str] = Counter()
    for place, finding in enumerate(shown):
        seen[finding["centre_id"]] += 1
        key = f"{finding['centre_id']}|{seen[finding['centre_id']]}"
        _finding(book, sheet, START + place, finding, names, layout)
        book.put(sheet, START + place, len(TITLES), key)
    paint_severity(book, sheet, START, START + max(count, 1) - 1)


def _finding(
    book: Book, sheet: Any, row: int, finding: Record, names: Names, layout: Layout | None
) -> None:
    name, province = names.get(finding["centre_id"], ("", ""))
    elements = ("condition", "criterion", "cause", "effect", "recommendation")
    said = [book.pick(finding[element]) for element in elements]
    cells = "\n".join(finding["cells"])
    book.tall(sheet, row, [book.pick(finding["title"]), *said, cells], TEXT_WIDTHS)
    book.put(sheet, row, 0, severity(book, finding["severity"]), "bold")
    book.put(sheet, row, 1, finding["code"])
    _link(book, sheet, row, finding, layout)
    values = (name, province, book.pick(finding["title"]))
    for column, value in enumerate(values, 3):
        book.put(sheet, row, column, value, "wrap")
    _points(book, sheet, row, finding, layout)
    for column, element in enumerate([*said, cells], 7):
        book.put(sheet, row, column, element, "wrap")
    book.put(sheet, row, 13, finding["years_open"], "count")
    status = STATUSES.get(finding["status"] or "", finding["status"] or "")
    book.put(sheet, row, 14, book.say(status) if status else "")


def severity(book: Book, level: str) -> str:
    """The word with its dots."""
    return f"{MARKS[level]} {book.say(SEVERITIES[level])}"


def _link(book: Book, sheet: Any, row: int, finding: Record, layout: Layout | None) -> None:
    """The centre's code, leading to its score of the indicator."""
    if layout is None or finding["centre_id"] not in layout.row_of:
        book.put(sheet, row, 2, finding["centre_id"])
        return
    column = layout.item_column.get(finding["code"], 0)
    target = book.at("scores", layout.row_of[finding["centre_id"]], column).replace("$", "")
    sheet.write_url(row, 2, f"internal:{target}", book.formats["link"], finding["centre_id"])


def _points(book: Book, sheet: Any, row: int, finding: Record, layout: Layout | None) -> None:
    column = layout.item_column.get(finding["code"]) if layout else None
    if layout is None or column is None:
        book.put(sheet, row, 6, finding["points_lost"], "number")
        return
    text = book.at("lost", layout.row_of[finding["centre_id"]], column)
    book.formula(sheet, row, 6, text, finding["points_lost"])


def paint_severity(book: Book, sheet: Any, first: int, last: int) -> None:
    """The first column by gravity."""
    for level, colour in _COLOURS.items():
        style = book.file.add_format({"bg_color": colour})
        rule = {
            "type": "cell",
            "criteria": "==",
            "value": f'"{severity(book, level)}"',
            "format": style,
        }
        sheet.conditional_format(first, 0, last, 0, rule)


# --- systemic ------------------------------------------------------------------------------


def systemic(book: Book, result: Record) -> None:
    """Findings that so many centres share that they are nobody's alone."""
    note = book.say(
        "Findings that a large share of the ranked centres has: a matter for those above them."
    )
    sheet = book.sheet("systemic", (10, 48, 26, 12, 10, 14, 70), note, first=START)
    titles = (
        N_("Code"),
        N_("Finding"),
        N_("Where"),
        N_("Share"),
        N_("Centres"),
        N_("Points lost"),
        N_("Centre codes"),
    )
    book.head(sheet, START - 1, [book.say(title) for title in titles])
    sheet.autofilter(START - 1, 0, START + max(len(result["systemic"]), 1) - 1, len(titles) - 1)
    for row, one in enumerate(result["systemic"], START):
        where = book.say("national") if one["scope"] == "national" else one["scope"]
        book.tall(sheet, row, [book.pick(one["title"]), ", ".join(one["centres"])], (48, 70))
        book.put(sheet, row, 0, one["code"], "bold")
        book.put(sheet, row, 1, book.pick(one["title"]), "wrap")
        book.put(sheet, row, 2, where)
        book.put(sheet, row, 3, one["share"], "percent")
        book.put(sheet, row, 4, len(one["centres"]), "count")
        book.put(sheet, row, 5, one["points_lost"], "number")
        book.put(sheet, row, 6, ", ".join(one["centres"]), "wrap")


# --- problems ------------------------------------------------------------------------------

PROBLEM_SEVERITIES = {"error": N_("error"), "warning": N_("warning"), "notice": N_("notice")}
MOST_ROWS = 1_000_000
"""Rows that are filled of a sheet; Excel ends at 1,048,576."""


def problems(book: Book, result: Record) -> None:
    """Everything that is wrong in the files, with its cell."""
    found: Iterable[Record] = result["problems"][:MOST_ROWS]
    note = book.say(
        "{count} problems in the files that were handed in.", count=len(result["problems"])
    )
    sheet = book.sheet("problems", (10, 12, 36, 20, 9, 10, 24, 30, 70), note, first=START)
    titles = (
        N_("Code"),
        N_("Severity"),
        N_("File"),
        N_("Sheet"),
        N_("Cell"),
        N_("Centre code"),
        N_("Question"),
        N_("Value"),
        N_("Problem"),
    )
    book.head(sheet, START - 1, [book.say(title) for title in titles])
    sheet.autofilter(START - 1, 0, START + max(len(result["problems"]), 1) - 1, len(titles) - 1)
    keys = ("file", "sheet", "cell", "centre_id", "question", "value")
    for row, problem in enumerate(found, START):
        texts = [problem["file"], problem["question"] or "", book.pick(problem["message"])]
        book.tall(sheet, row, texts, (36, 24, 70))
        book.put(sheet, row, 0, problem["code"], "bold")
        book.put(sheet, row, 1, book.say(PROBLEM_SEVERITIES[problem["severity"]]))
        for column, key in enumerate(keys, 2):
            book.put(sheet, row, column, problem[key], "wrap")
        book.put(sheet, row, 8, book.pick(problem["message"]), "wrap")
