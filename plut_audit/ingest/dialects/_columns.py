"""What is to be said of columns: unknown, nearly known, twice there, missing; form versions."""

import re
from collections.abc import Iterable, Iterator, Sequence

from plut_audit.ingest.dialects import RawAnswers
from plut_audit.ingest.dialects._names import plain_text
from plut_audit.ingest.dialects._questions import KEYS, Lookup
from plut_audit.ingest.dialects._table import HeaderedTable, table_of
from plut_audit.ingest.dialects._tools import of_a_tool
from plut_audit.ingest.sheets import address
from plut_audit.problems import Problem
from plut_audit.rubric import Form, Rubric

_NEAR = 86
"""Per cent of likeness from which a question is proposed for an unknown column."""


def column_problems(found: Sequence[RawAnswers], lookup: Lookup) -> list[Problem]:
    """All that is to be said of the columns of the sheets, once a sheet and column."""
    problems: list[Problem] = []
    seen: set[int] = set()
    for raw in found:
        if raw.dialect == "form" and id(raw.sheet) in seen:
            continue
        problems.extend(_missing(raw, lookup) if raw.role != "roster" else ())
        problems.extend(_versions(raw))
        problems.extend(_near_down(raw, lookup) if raw.dialect == "form" else ())
        first = id(raw.sheet) not in seen
        seen.add(id(raw.sheet))
        if first and raw.dialect != "form":
            table = table_of(raw.sheet, lookup)
            problems.extend(_twice(table))
            problems.extend(_unknown(table, lookup))
    return problems


def _problem(code: str, table: HeaderedTable, place: int, **more: object) -> Problem:
    cell = address(table.header_row, place)
    value = _written(table, place)
    return Problem(code, table.sheet.file, table.sheet.name, cell, value=value, **more)  # type: ignore[arg-type]


def _written(table: HeaderedTable, place: int) -> str:
    row = table.sheet.rows[table.header_row]
    written = str(row[place]) if place < len(row) else ""
    return " ".join((written or table.headers[place]).split())


def _twice(table: HeaderedTable) -> Iterator[Problem]:
    for place, question in sorted(table.again.items()):
        yield _problem("COL-03", table, place, question=question)


def _unknown(table: HeaderedTable, lookup: Lookup) -> Iterator[Problem]:
    repeats = any(one.repeat for one in table.asked.values())
    for place, header in table.headers.items():
        # Beside repeats laid out in the row stands their number (`consultants_count`).
        if repeats and header.endswith("_count"):
            continue
        known = place in table.asked or place in table.again or of_a_tool(header)
        if known or not header or _of_the_other_form(header, lookup):
            continue
        candidate = near(header, lookup, table.role == "roster", table.questions)
        if candidate:
            yield _problem("COL-02", table, place, values={"candidate": candidate})
        else:
            yield _problem("COL-01", table, place)


def _near_down(raw: RawAnswers, lookup: Lookup) -> Iterator[Problem]:
    """Texts down the side of a form that nearly name a question that it lacks."""
    if not set(lookup.rubric.asked_in(_form(raw))) - raw.columns.keys():
        return
    down = table_of(raw.sheet, lookup).down
    for row, cells in enumerate(raw.sheet.rows):
        for place in down:
            cell = cells[place] if place < len(cells) else ""
            if not isinstance(cell, str) or not cell.strip() or lookup.asked(cell):
                continue
            if candidate := near(plain_text(cell), lookup, False, raw.columns):
                yield Problem(
                    "COL-02",
                    raw.sheet.file,
                    raw.sheet.name,
                    address(row, place),
                    value=" ".join(cell.split()),
                    values={"candidate": candidate},
                )


def _form(raw: RawAnswers) -> Form:
    return "visit" if raw.role == "visit" else "questionnaire"


def _of_the_other_form(header: str, lookup: Lookup) -> bool:
    """Whether a column asks something that this role does not use (a name in a roster)."""
    return header in lookup.main or header in lookup.roster


def near(text: str, lookup: Lookup, roster: bool, present: Iterable[str]) -> str:
    """The question that a header nearly names, if the sheet does not ask it; to be proposed.

    It is looked for in the whole header and in what stands behind the groups in front of it.
    """
    from rapidfuzz import fuzz, process

    there = set(present)
    book = lookup.roster if roster else lookup.main
    ways = [way for way, one in book.items() if not one.choice and one.question not in there]
    for written in dict.fromkeys((text, re.split("/" if " " in text else "[/-]", text)[-1])):
        if best := process.extractOne(written, ways, scorer=fuzz.ratio, score_cutoff=_NEAR):
            return book[best[0]].question
    return ""


def _missing(raw: RawAnswers, lookup: Lookup) -> Iterator[Problem]:
    """One problem for all questions that the form should have asked and did not."""
    needed = _needed(lookup.rubric)
    asked = lookup.rubric.asked_in(_form(raw))
    missing = [name for name in asked if name in needed and name not in raw.columns]
    # A centre is named by its code or by its name; one of the two is enough.
    missing = [name for name in missing if name not in KEYS]
    if missing:
        blanks = {"question": "', '".join(missing)}
        yield Problem("COL-04", raw.sheet.file, raw.sheet.name, values=blanks)


def _needed(rubric: Rubric) -> set[str]:
    """The questions that a form must ask: the required ones and those that are scored."""
    scored = {name for item in rubric.indicators.values() for name in item.names}
    return scored | {name for name, one in rubric.questions.items() if one.required}


def _versions(raw: RawAnswers) -> Iterator[Problem]:
    versions = sorted({version for version in raw.versions if version})
    if len(versions) > 1:
        value = ", ".join(versions)
        yield Problem("COL-05", raw.sheet.file, raw.sheet.name, value=value)
