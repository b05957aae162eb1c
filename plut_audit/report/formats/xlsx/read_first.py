"""The first sheet: what the workbook is, what its colours mean, and a link to every other sheet."""

from typing import Any

from plut_audit.i18n import N_, _
from plut_audit.report.formats.xlsx.book import LINE, SHEETS, Book
from plut_audit.report.sections import edition_line, fingerprint_line, report_title
from plut_audit.report.stage import page_line
from plut_audit.result import Result

WIDTHS = (38, 100)
FIRST_ROW = 3
CONTENTS = {
    "summary": N_("Key figures and charts; prints on one page."),
    "ranking": N_("Every centre by its estimate, with interval and class."),
    "findings": N_("Every finding in five elements with the cells that it rests on."),
    "follow_up": N_("To fill in: action, person and deadline for each finding."),
    "systemic": N_("What many centres lack, in the country and by province."),
    "scores": N_("Score of each indicator of each centre."),
    "centre": N_("One centre that you choose: its figures, findings and recommendations."),
    "compared": N_("What was reported beside what visits saw."),
    "factors": N_("How far visits confirmed what was reported."),
    "provinces": N_("The provinces by the mean of their centres."),
    "problems": N_("Cells and files that could not be read, by kind."),
    "method": N_("How it was computed, and what this workbook follows."),
    "weights": N_("May be changed: weights and goalposts."),
    "points": N_("May be changed: points of each answer."),
    "answers": N_("May be changed: the answers that count."),
}
"""What each sheet holds; sheets that are not here only calculate, or are named by their title."""
CALCULATES = N_("Calculates; nothing to fill in.")
COLOURS = N_(
    "Tabs: dark blue holds results, yellow is to be filled in or may be changed, grey only "
    "calculates."
)


def read_first(book: Book) -> Any:
    """The sheet, still empty: it stands first and is filled when the others are there."""
    return book.sheet("read_first", WIDTHS, first=0)


def write_contents(book: Book, sheet: Any, result: Result) -> None:
    """What it is and the links, in the order of the sheets."""
    lines = (report_title(result), page_line(result), edition_line(result))
    row = FIRST_ROW
    for text in filter(None, (*lines, fingerprint_line(result), _(COLOURS))):
        book.fit_height(sheet, row, [text], [sum(WIDTHS)])
        sheet.merge_range(row, 0, row, 1, text, book.formats.get("wrap"))
        row += 1
    book.head(sheet, row + 1, [_(N_("Sheet")), _(N_("What it holds"))])
    sheet.set_row(row + 1, 1.6 * LINE)
    for number, (key, name) in enumerate(_others(book), row + 2):
        link = f"internal:'{name.replace(chr(39), chr(39) * 2)}'!A1"
        sheet.write_url(number, 0, link, book.formats.get("link"), name)
        about = CONTENTS.get(key) or (CALCULATES if key in SHEETS else "")
        book.put(sheet, number, 1, _(about) if about else "", "text")
    sheet.set_portrait()
    sheet.fit_to_pages(1, 1)


def _others(book: Book) -> list[tuple[str, str]]:
    """Key and name of every other sheet that was written, in their order."""
    keys = {name: key for key, name in book.names.items()}
    written = [sheet.get_name() for sheet in book.file.worksheets()[1:]]
    return [(keys.get(name, ""), name) for name in written]
