"""The sheets that hold no answers: the registry of centres, the crosswalk, the aliases.

A registry has a column for the code of a centre and one for its name, one row a centre, and no
answers; a sheet that answers some questions and yet has the columns of a registry only is a
problem that names both readings.
"""

from plut_audit.i18n import LANGUAGES, N_, translations
from plut_audit.ingest.dialects._questions import IDENTITY, Lookup
from plut_audit.ingest.registry import (
    Centre,
    Registry,
    aliases_from_rows,
    normal_centre_code,
    registry_columns,
    registry_from_rows,
)
from plut_audit.ingest.registry.codes import level_of_code
from plut_audit.ingest.sheets import Sheet, Workbook
from plut_audit.ingest.values import as_text, fold, read_text
from plut_audit.problems import Problem
from plut_audit.rubric.forms.registry import headings

CROSSWALK = ({"column", "kolom"}, {"question", "pertanyaan"})
EXPECTED = {
    "centres": "centre_id, name",
    "crosswalk": "column, question",
    "aliases": "written, centre_id",
    "decisions": "kind, old, new, reason, state",
}
"""The columns that the file of an option must have."""
_BESIDE_ANSWERS = {
    *IDENTITY,
    "visit_date",
    "visit_time",
    "announced",
}
"""Questions that a registry may have columns for: the centre, and a planned visit."""
_FORM_FROM = 3
"""Answered questions from which a sheet is a form, however it names the centre."""
_ONLY_IN_REGISTRIES = {"since", "until", "other_names", "former_codes", "status"}
_DESCRIBED = {"level", "province", "regency", *_ONLY_IN_REGISTRIES}
"""Columns that say more of a centre than its code and name."""
_HEADED_WITHIN = 10
_DISTINCT = 0.8
"""The least share of codes that occur once in a list of centres."""


def reading_of(sheet: Sheet, lookup: Lookup) -> bool | Problem:
    """Whether a sheet is a registry; a problem where it could as well be a form."""
    if is_template(sheet):
        return True
    header, columns = registry_columns(sheet.rows)
    if not {"centre_id", "name"} <= columns.keys() or not _is_list(sheet, header, columns):
        return False
    asked = _questions(sheet, header, columns, lookup)
    described = columns.keys() & _DESCRIBED
    # A list of centres and days alone is a list of visits.
    if asked & {"survey_date", "open_at_visit"} or ("visit_date" in asked and not described):
        return False
    asked -= _BESIDE_ANSWERS
    if not asked:
        return True
    smaller = min(len(lookup.rubric.asked_in(form)) for form in ("questionnaire", "visit"))
    if len(asked) >= _FORM_FROM or len(asked) * 2 >= smaller - len(_BESIDE_ANSWERS):
        return False
    marks = _registry_marks(sheet, header, columns, lookup)
    return _tie(sheet, asked, marks) if marks else False


def _is_list(sheet: Sheet, header: int, columns: dict[str, list[int]]) -> bool:
    """Whether the codes under the heading are those of centres, one row each."""
    place = columns["centre_id"][0]
    cells = [row[place] for row in sheet.rows[header + 1 :] if place < len(row)]
    codes = [code for cell in cells if (code := normal_centre_code(cell))]
    if len(set(codes)) < _DISTINCT * len(codes) or not codes:
        return False
    heading = fold(str(sheet.rows[header][place]))
    of_ministry = sum(bool(level_of_code(code)) for code in codes) * 2 >= len(codes)
    described = columns.keys() & _DESCRIBED
    return of_ministry or (heading != "id" and bool(described))


def is_template(sheet: Sheet) -> bool:
    """Whether it is the sheet to fill in of the program's own registry template."""
    heads = [[" ".join(str(cell).split()) for cell in row] for row in sheet.rows[:_HEADED_WITHIN]]
    return any(row[: len(titles)] == titles for titles in map(headings, LANGUAGES) for row in heads)


def lists_nobody(sheet: Sheet, lookup: Lookup) -> bool:
    """Whether a sheet has the columns of a registry and no line: a template nobody filled in."""
    header, columns = registry_columns(sheet.rows)
    if not {"centre_id", "name"} <= columns.keys() or not columns.keys() & _DESCRIBED:
        return False
    if any(as_text(cell).strip() for row in sheet.rows[header + 1 :] for cell in row):
        return False
    return is_template(sheet) or not _questions(sheet, header, columns, lookup) - _BESIDE_ANSWERS


def _questions(
    sheet: Sheet, header: int, columns: dict[str, list[int]], lookup: Lookup
) -> set[str]:
    """The questions that the header asks in other columns than those of a registry."""
    known = {place for places in columns.values() for place in places}
    titles = [
        cell
        for place, cell in enumerate(sheet.rows[header])
        if place not in known and isinstance(cell, str)
    ]
    questions = [look(cell) for cell in titles for look in (lookup.asked, lookup.asked_in_roster)]
    return {asked.question for asked in questions if asked}


def _registry_marks(
    sheet: Sheet, header: int, columns: dict[str, list[int]], lookup: Lookup
) -> list[str]:
    """The headings that only a registry has."""
    row = sheet.rows[header]
    marks = [str(row[columns[name][0]]) for name in sorted(_ONLY_IN_REGISTRIES & columns.keys())]
    name = row[columns["name"][0]]
    return marks if lookup.asked(name) else [str(name), *marks]


def _tie(sheet: Sheet, asked: set[str], marks: list[str]) -> Problem:
    blanks = {
        "first": translations(N_("a registry of centres")),
        "first_columns": ", ".join(marks),
        "second": translations(N_("a form with answers")),
        "second_columns": ", ".join(sorted(asked)),
    }
    return Problem("FIL-20", sheet.file, sheet.name, values=blanks)


# --- taking them over ----------------------------------------------------------------------


def listing_centres(workbook: Workbook) -> list[Sheet]:
    """The sheets of a file that an option calls the registry: those with its columns."""
    return [
        sheet
        for sheet in workbook.sheets
        if {"centre_id", "name"} <= (columns := registry_columns(sheet.rows)[1]).keys()
        or ("centre_id" in columns and columns.keys() & {"regency", "province"})
    ]


def registry_of(listing: list[Sheet]) -> tuple[Registry, list[Problem]]:
    """One registry of all the sheets, and its lines that cannot be used."""
    parts = [registry_from_rows(sheet.rows, sheet.file, sheet.name) for sheet in listing]
    if len(parts) == 1:
        return parts[0]
    problems = [problem for _, met in parts for problem in met]
    centres: dict[str, Centre] = {}
    for sheet, (registry, _) in zip(listing, parts, strict=True):
        for centre in registry.centres:
            if centres.setdefault(centre.centre_id, centre) is not centre:
                detail = translations(
                    N_("the code {code} stands in another sheet already"), code=centre.centre_id
                )
                problems.append(
                    Problem("CEN-09", sheet.file, sheet.name, values={"detail": detail})
                )
    sample = any(registry.sample for registry, _ in parts)
    return Registry(centres.values(), sample=sample), problems


def is_aliases(sheet: Sheet) -> bool:
    """Whether the sheet settles written names: a column of them and one of codes, no more."""
    _, columns = registry_columns(sheet.rows)
    return columns.keys() == {"written", "centre_id"} and "written" in columns


def aliases(sheet: Sheet) -> dict[str, str]:
    """Written name to code."""
    return aliases_from_rows(sheet.rows, sheet.file, sheet.name)


def aliases_of(workbook: Workbook) -> dict[str, str]:
    """The aliases of all sheets of a file."""
    sheets = filter(is_aliases, workbook.sheets)
    return {name: code for sheet in sheets for name, code in aliases(sheet).items()}


def is_headed(sheet: Sheet, titles: tuple[set[str], ...]) -> bool:
    """Whether the first row that says anything begins with these titles."""
    header = [fold(str(cell)) for cell in _header(sheet)[1][: len(titles)]]
    return len(header) == len(titles) and all(
        cell in title for cell, title in zip(header, titles, strict=True)
    )


def _header(sheet: Sheet) -> tuple[int, list[object]]:
    for number, row in enumerate(sheet.rows[:10]):
        if any(fold(str(cell)) for cell in row):
            return number, list(row)
    return 0, []


def pairs(sheet: Sheet) -> dict[str, str]:
    """The lines of a two-column table under its header."""
    found = {}
    for row in sheet.rows[_header(sheet)[0] + 1 :]:
        texts = [str(read_text(cell).value or "") for cell in row[:2]]
        if len(texts) == 2 and all(texts):
            found[texts[0]] = texts[1]
    return found


def pairs_of(workbook: Workbook, titles: tuple[set[str], ...]) -> dict[str, str]:
    """The pairs of all sheets of a file that have these titles."""
    sheets = [sheet for sheet in workbook.sheets if is_headed(sheet, titles)]
    return {first: second for sheet in sheets for first, second in pairs(sheet).items()}


def shown_header(workbook: Workbook) -> str:
    """The headings that a file has, as a message shows them."""
    cells = [str(cell) for sheet in workbook.sheets[:1] for cell in _header(sheet)[1] if cell != ""]
    return ", ".join(f"'{cell[:40]}'" for cell in cells[:6]) or "–"
