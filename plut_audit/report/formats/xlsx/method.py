"""How it was computed, from what, and what the reader may do with this workbook."""

from typing import Any

from plut_audit.i18n import N_, _, format_number, format_plain_number, localized
from plut_audit.report.formats.xlsx.book import Book
from plut_audit.report.formats.xlsx.tables import Look, put_table
from plut_audit.report.table import NO_VALUE, Cell, Column, Table
from plut_audit.result import Result

WIDTHS = (26, 70, 20, 16, 12, 70)
TEXT_WIDTH = 70
FIRST_ROW = 3
RULES = (
    N_(
        "An indicator scores between its goalposts, {low} at the low and {high} at the high one, "
        "or by its table of points. Goalposts are fixed: no centre's score depends on another's."
    ),
    N_(
        "An unanswered indicator scores 0 and is a finding. One that does not apply or was not "
        "asked leaves the denominator."
    ),
    N_(
        "Three figures. Reported: self-report alone, without what only a visit can see. Combined: "
        "what was seen where something was seen, self-report elsewhere; the two are never "
        "averaged. Estimate: what a full visit would be expected to find; it treats visited and "
        "unvisited centres alike."
    ),
    N_(
        "Estimate: what a visit saw counts as it was seen. What a visit can see and none saw is "
        "its reported score times the verification factor of the indicator (points found over "
        "points reported, at most 1), made from the pairs of the other centres and drawn to that "
        "of the dimension with the weight of {pairs} pairs. Visits to centres chosen at random "
        "are used alone where at least {random} have a pair. What no visit can see stays as "
        "reported."
    ),
    N_(
        "What only a visit can see is estimated at the mean of the centres where it was seen, if "
        "these are at least {visits}, else left out. Survey and visit that lie more than {days} "
        "days apart are no pair."
    ),
    N_(
        "Intervals hold 5 to 95 % of seeded draws of whole visited centres. They, the groups of "
        "centres that cannot be distinguished and the critical findings are values in this workbook."
    ),
    N_(
        "Ranks are given on the printed {figure}. A centre without a response, or with less than "
        "{share} % of the weight of a dimension answered, stands below the ranked ones."
    ),
    N_(
        "The class rests on the combined score where visits saw at least {seen} % of the weight "
        "that they can see; elsewhere it is provisional, rests on the estimate and is counted "
        "apart. A weak dimension or a critical finding caps it."
    ),
    N_("Scores are snapped to 9 decimals and rounded half up to {decimals}."),
)
LIVE = N_(
    "Scores, classes and ranks are formulas: change a coloured cell on the sheets '{weights}', "
    "'{points}' or '{answers}' and they follow. Findings keep the words of the day they were made."
)
PLAIN = N_(
    "This workbook holds values only, without formulas: it has {count} centres, and formulas are "
    "written up to {most}."
)
ROLES = {
    "questionnaire": N_("questionnaire"),
    "visit": N_("field visit"),
    "roster": N_("roster"),
    "centres": N_("list of centres"),
    "reply": N_("reply"),
    "crosswalk": N_("crosswalk"),
    "aliases": N_("aliases"),
    "other": N_("nothing taken"),
}


def method(book: Book, result: Result, most_live: int | None = None) -> None:
    """Write the sheet; `most_live` is the limit that a values-only workbook lies above."""
    sheet = book.sheet("method", WIDTHS, first=0)
    row = _edition(book, sheet, result)
    about = _about(book) if most_live is None else _about_plain(result, most_live)
    row = _numbered(book, sheet, row + 1, _(N_("Rules")), [about, *_rules(result)])
    sources = [localized(source) for source in result.rubric.sources]
    row = _numbered(book, sheet, row + 1, _(N_("Sources")), sources)
    book.put(sheet, row + 1, 0, _(N_("Files")), "part")
    table = _files(result)
    styles = dict.fromkeys([column.key for column in table.columns], "wrap")
    put_table(book, sheet, table, row + 2, Look(styles=styles))


def _edition(book: Book, sheet: Any, result: Result) -> int:
    """Facts of the edition; gives the row after them."""
    rubric = result.rubric
    facts = (
        (N_("Edition"), f"{localized(rubric.title)} ({rubric.id})"),
        (N_("What it is"), localized(rubric.description)),
        (N_("Year"), str(result.year or NO_VALUE)),
        (N_("SHA-256 of the rubric"), rubric.sha256),
        (N_("Made with"), f"plut-audit {result.tool_version}"),
        (N_("Fingerprint"), result.fingerprint),
    )
    for row, (title, value) in enumerate(facts, FIRST_ROW):
        _text_row(book, sheet, row, _(title), value, "bold")
    return FIRST_ROW + len(facts)


def _about(book: Book) -> str:
    names = {key: book.name(key) for key in ("weights", "points", "answers")}
    return _(LIVE, **names)


def _about_plain(result: Result, most_live: int) -> str:
    count = format_number(len(result.centres), 0)
    return _(PLAIN, count=count, most=format_number(most_live, 0))


def _rules(result: Result) -> list[str]:
    rubric, scoring = result.rubric, result.rubric.scoring
    figures = {"estimate": N_("estimate"), "combined": N_("combined score")}
    values = {
        "low": 0,
        "high": format_plain_number(scoring.scale),
        "share": round(100 * scoring.minimum_coverage),
        "decimals": scoring.decimals,
        "pairs": format_plain_number(rubric.estimation.prior_pairs),
        "random": rubric.estimation.random_centres,
        "visits": rubric.estimation.visit_only_centres,
        "days": rubric.evidence.changed_after_days,
        "seen": round(100 * rubric.evidence.provisional_below),
        "figure": _(figures[scoring.figure]),
    }
    return [_(rule, **values) for rule in RULES]


def _numbered(book: Book, sheet: Any, row: int, title: str, texts: list[str]) -> int:
    """A title and numbered texts; gives the row after them."""
    book.put(sheet, row, 0, title, "part")
    for number, text in enumerate(texts, 1):
        _text_row(book, sheet, row + number, str(number), text, "text")
    return row + 1 + len(texts)


def _text_row(book: Book, sheet: Any, row: int, title: str, text: str, style: str) -> None:
    book.fit_height(sheet, row, [text], (TEXT_WIDTH,))
    book.put(sheet, row, 0, title, style)
    book.put(sheet, row, 1, text, "wrap")


def _files(result: Result) -> Table:
    columns = (
        Column("role", _(N_("Role")), words=ROLES),
        Column("file", _(N_("File"))),
        Column("dialect", _(N_("Dialect"))),
        Column("sheets", _(N_("Sheets"))),
        Column("rows", _(N_("Rows")), 0),
        Column("sha256", "SHA-256"),
    )
    rows: list[list[Cell]] = [
        [file.role, file.file, file.dialect, ", ".join(file.sheets), file.rows, file.sha256]
        for file in result.inputs
    ]
    return Table("files", _(N_("Files")), columns, rows)
