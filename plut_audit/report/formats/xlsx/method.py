"""How it was computed, from what, and what the reader may do with this workbook."""

from typing import Any

from plut_audit.i18n import N_, format_plain_number
from plut_audit.report.formats.xlsx.book import Book, Record
from plut_audit.rubric import Rubric

RULES = (
    N_(
        "An indicator scores between its goalposts, {low} at the low and {high} at the high one, "
        "or by its table of points. Goalposts are fixed: no centre's score depends on another's."
    ),
    N_("What a visit saw counts; otherwise what was reported. The two are never averaged."),
    N_(
        "An unanswered indicator scores 0 and is a finding. One that does not apply or was not "
        "asked leaves the denominator."
    ),
    N_(
        "A centre is ranked when it answered and at least {share} % of the weight of every "
        "dimension was answered. Ranks are given on the printed verified score."
    ),
    N_(
        "Claimed: self-report alone. Verified: what counts. Conservative: self-report that nobody "
        "has seen is lowered by the overstatement that visits found."
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


def method(book: Book, result: Record, rubric: Rubric, live: bool, most: int) -> None:
    """Write the sheet."""
    sheet = book.sheet("method", (26, 70, 20, 16, 12, 70), first=0)
    row = _edition(book, sheet, result, rubric, 3)
    row = _rules(book, sheet, result, rubric, row + 1, live, most)
    row = _sources(book, sheet, rubric, row + 1)
    _files(book, sheet, result, row + 1)


def _edition(book: Book, sheet: Any, result: Record, rubric: Rubric, row: int) -> int:
    edition = result["edition"]
    facts = (
        (N_("Edition"), f"{book.pick(edition['title'])} ({edition['id']})"),
        (N_("What it is"), book.pick(rubric.description)),
        (N_("Year"), str(result["year"] or "–")),
        (N_("SHA-256 of the rubric"), edition["sha256"]),
        (N_("Made with"), f"{result['tool']['name']} {result['tool']['version']}"),
    )
    for number, (title, value) in enumerate(facts):
        book.tall(sheet, row + number, [value], (70,))
        book.put(sheet, row + number, 0, book.say(title), "bold")
        book.put(sheet, row + number, 1, value, "wrap")
    return row + len(facts)


def _rules(
    book: Book, sheet: Any, result: Record, rubric: Rubric, row: int, live: bool, most: int
) -> int:
    book.put(sheet, row, 0, book.say("Rules"), "part")
    blanks = {
        "low": 0,
        "high": format_plain_number(rubric.scoring.scale, book.language),
        "share": round(100 * rubric.scoring.minimum_coverage),
        "decimals": rubric.scoring.decimals,
    }
    lines = [book.say(rule, **blanks) for rule in RULES]
    names = {key: book.name(key) for key in ("weights", "points", "answers")}
    about = (
        book.say(LIVE, **names)
        if live
        else book.say(PLAIN, count=len(result["centres"]), most=most)
    )
    for number, line in enumerate([about, *lines], 1):
        book.tall(sheet, row + number, [line], (70,))
        book.put(sheet, row + number, 0, str(number))
        book.put(sheet, row + number, 1, line, "wrap")
    return row + 1 + len(lines) + 1


def _sources(book: Book, sheet: Any, rubric: Rubric, row: int) -> int:
    book.put(sheet, row, 0, book.say("Sources"), "part")
    for number, source in enumerate(rubric.sources, 1):
        book.tall(sheet, row + number, [book.pick(source)], (70,))
        book.put(sheet, row + number, 0, str(number))
        book.put(sheet, row + number, 1, book.pick(source), "wrap")
    return row + len(rubric.sources) + 1


ROLES = {
    "questionnaire": N_("questionnaire"),
    "visit": N_("field visit"),
    "roster": N_("roster"),
    "centres": N_("list of centres"),
}


def _files(book: Book, sheet: Any, result: Record, row: int) -> None:
    book.put(sheet, row, 0, book.say("Files"), "part")
    titles = (N_("Role"), N_("File"), N_("Dialect"), N_("Sheets"), N_("Rows"), N_("SHA-256"))
    book.head(sheet, row + 1, [book.say(title) for title in titles])
    for number, one in enumerate(result["inputs"], row + 2):
        role = ROLES.get(one["role"])
        values = (
            book.say(role) if role else one["role"],
            one["file"],
            one["dialect"],
            ", ".join(one["sheets"]),
            one["rows"],
            one["sha256"],
        )
        for column, value in enumerate(values):
            book.put(sheet, number, column, value, "wrap")
