"""What is to be said of columns: unknown, nearly known, twice there, missing; form versions."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from plut_audit.ingest.dialects import RawAnswers
from plut_audit.ingest.dialects._header import is_blank
from plut_audit.ingest.dialects._header_text import plain_text
from plut_audit.ingest.dialects._questions import KEYS, Lookup
from plut_audit.ingest.dialects._registry import is_column_of_a_tool
from plut_audit.ingest.dialects._table import HeaderedTable, table_of
from plut_audit.ingest.sheets import CellValue, address
from plut_audit.problems import Problem
from plut_audit.rubric import Form, Rubric

_NEAR = 86
"""Per cent of likeness from which a question is proposed for an unknown column."""
_EQUALLY = 0.01
"""Per cent by which likenesses differ that are equal."""
_LONG = 12
"""Letters of a header from which it is looked for at the beginning of labels."""


def column_problems(found: Sequence[RawAnswers], lookup: Lookup) -> list[Problem]:
    """All that is to be said of the columns of the tables, once a table and column."""
    problems: list[Problem] = []
    seen: set[int] = set()
    sections = _Sections(found)
    for raw in found:
        if raw.in_rows or (raw.dialect == "form" and id(raw.sheet) in seen):
            continue
        if raw.role != "roster":
            problems.extend(_missing(raw, sections.asked_with(raw), lookup))
        problems.extend(_versions(raw))
        problems.extend(_near_down(raw, lookup) if raw.dialect == "form" else ())
        first = id(raw.sheet) not in seen
        seen.add(id(raw.sheet))
        if first and raw.dialect != "form":
            table = table_of(raw.sheet, lookup)
            problems.extend(_twice(table))
            problems.extend(_beside(table))
            problems.extend(_years(table))
            problems.extend(_unknown(table, raw, lookup))
    return problems


class _Sections:
    """Which questions are asked of the centres of a table, in it or in another table of them."""

    def __init__(self, found: Sequence[RawAnswers]) -> None:
        self.centres = {id(raw): centres_of(raw) for raw in found if raw.role != "roster"}
        self.tables: dict[tuple[str, str], list[RawAnswers]] = {}
        for raw in found:
            for centre in self.centres.get(id(raw), ()):
                self.tables.setdefault((raw.role, centre), []).append(raw)

    def asked_with(self, raw: RawAnswers) -> set[str]:
        """The questions of the tables that answer for half of its centres at least."""
        asked = set(raw.columns)
        centres = self.centres[id(raw)]
        shared = Counter(id(other) for centre in centres for other in self.tables[raw.role, centre])
        for other in {
            id(one): one for name in centres for one in self.tables[raw.role, name]
        }.values():
            if shared[id(other)] * 2 >= len(centres):
                asked |= set(other.columns)
        return asked


def centres_of(raw: RawAnswers) -> set[str]:
    """The centres that a table names, as written."""
    for name in KEYS:
        if name in raw.columns:
            texts = {plain_text(_shown(cell)) for cell in raw.columns[name].values}
            if texts - {""}:
                return texts - {""}
    return set()


def _shown(cell: CellValue) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _problem(code: str, table: HeaderedTable, place: int, **more: object) -> Problem:
    cell = address(table.header_row, place)
    value = _written(table, place)
    return Problem(code, table.sheet.file, table.sheet.name, cell, value=value, **more)  # type: ignore[arg-type]


def _written(table: HeaderedTable, place: int) -> str:
    row = table.sheet.rows[table.header_row]
    written = str(row[place]) if place < len(row) else ""
    return " ".join((written or table.headers[place]).split())


def _twice(table: HeaderedTable) -> Iterator[Problem]:
    """Further columns of a question: those of choices are said with the question."""
    said = {asked.question for asked in table.asked.values() if not asked.choice}
    for place, asked in sorted(table.further.items()):
        if not asked.choice or asked.question not in said:
            yield _problem("COL-03", table, place, question=asked.question)


def _beside(table: HeaderedTable) -> Iterator[Problem]:
    """Columns that belong to a question: choices that it has not, the text of *other*."""
    unknown = {
        place: asked for place, asked in table.asked.items() if asked.use == "unknown_choice"
    }
    for place, asked in sorted({**unknown, **table.beside}.items()):
        code = "COL-09" if asked.use == "free_text" else "COL-08"
        yield _problem(code, table, place, question=asked.question)


def _years(table: HeaderedTable) -> Iterator[Problem]:
    """Columns of several years for one question: which of them was read."""
    other: dict[str, list[int]] = {}
    for place, asked in table.other_years.items():
        other.setdefault(asked.question, []).append(place)
    if not other:
        return
    place = min(places[0] for places in other.values())
    read = sorted({year for at, year in table.years.items() if at not in table.other_years})
    years = ", ".join(str(year) for year in sorted(set(table.years.values())))
    used = ", ".join(map(str, read)) or "–"
    cell = address(table.header_row, place)
    blanks = {"used": used}
    yield Problem("LAY-10", table.sheet.file, table.sheet.name, cell, value=years, values=blanks)


def _unknown(table: HeaderedTable, raw: RawAnswers, lookup: Lookup) -> Iterator[Problem]:
    repeats = any(asked.repeat for asked in table.asked.values())
    known = {*table.asked, *table.further, *table.beside, *table.other_years}
    others: list[str] = []
    for place, header in table.headers.items():
        if place in known:
            continue
        count = sum(not is_blank(table.sheet.rows[row][place]) for row in raw.rows)
        # Beside repeats laid out in the row stands their number (`consultants_count`).
        counted = repeats and header.endswith("_count")
        if counted or not header or is_column_of_a_tool(header) or _elsewhere(header, lookup):
            if count:
                letters = address(0, place)[:-1]
                others.append(f"{letters} '{_written(table, place)}' ({count})")
            continue
        candidates = near(header, lookup, table.role == "roster", table.questions)
        if len(candidates) > 1:
            values: dict[str, object] = {"candidates": "', '".join(candidates)}
            yield _problem("COL-10", table, place, values=values)
        elif candidates:
            yield _problem("COL-02", table, place, values={"candidate": candidates[0]})
        else:
            yield _problem("COL-01", table, place, values={"count": count})
    if others:
        columns = ", ".join(others)
        yield Problem("COL-11", table.sheet.file, table.sheet.name, values={"columns": columns})


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
            if candidates := near(plain_text(cell), lookup, False, raw.columns):
                several = len(candidates) > 1
                yield Problem(
                    "COL-10" if several else "COL-02",
                    raw.sheet.file,
                    raw.sheet.name,
                    address(row, place),
                    value=" ".join(cell.split()),
                    values={"candidate": candidates[0], "candidates": "', '".join(candidates)},
                )


def _form(raw: RawAnswers) -> Form:
    return "visit" if raw.role == "visit" else "questionnaire"


def _elsewhere(header: str, lookup: Lookup) -> bool:
    """Whether a column asks something that only another table uses (a region in a roster)."""
    return header in lookup.main or header in lookup.roster


def near(text: str, lookup: Lookup, roster: bool, present: Iterable[str]) -> list[str]:
    """The questions that a header nearly names, if the sheet does not ask them; to be proposed.

    They are looked for in the whole header and in what stands behind the groups in front of
    it. Several are given where they fit equally, or where the header begins the labels of all.
    """
    from rapidfuzz import fuzz, process

    there = set(present)
    book = lookup.roster if roster else lookup.main
    ways = [way for way, asked in book.items() if not asked.choice and asked.question not in there]
    begun = {book[way].question for way in ways if way.startswith(f"{text} ")}
    if len(begun) > 1 and len(text) >= _LONG:
        return sorted(begun)
    for written in dict.fromkeys((text, re.split("/" if " " in text else "[/-]", text)[-1])):
        best = process.extract(written, ways, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=8)
        if best:
            level = best[0][1] - _EQUALLY
            return sorted({book[way].question for way, score, _ in best if score >= level})
    return []


def _missing(raw: RawAnswers, present: set[str], lookup: Lookup) -> Iterator[Problem]:
    """One problem for all questions that the form should have asked and did not."""
    needed = _needed(lookup.rubric)
    asked = lookup.rubric.asked_in(_form(raw))
    missing = [name for name in asked if name in needed and name not in present]
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
