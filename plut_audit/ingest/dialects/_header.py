"""The header of a table: the texts over its columns, from one row or from several.

A question may stand over its choices (two header rows, merged cells, as SurveyMonkey writes
them), over `Ya` and `Tidak`, or over years; a title may reach down into blank cells.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from plut_audit.ingest.dialects._header_text import plain_text, with_year, year_alone
from plut_audit.ingest.dialects._questions import KEYS, Lookup
from plut_audit.ingest.sheets import CellValue, Sheet

_ROWS_ABOVE = 3
"""Rows above the header from which titles reach down."""
_OPEN_ENDED = {
    "",
    "response",
    "open-ended response",
    "respons",
    "jawaban",
    "isian",
    "respons terbuka",
}

Row = Sequence[CellValue]


@dataclass
class Header:
    """The texts by column (zero-based), the year over a column, and the rows they stand in.

    `rows` is the row with the questions and, where there is one, the row of choices below it;
    `first` is where titles that reach down begin.
    """

    texts: dict[int, str]
    years: dict[int, int]
    rows: list[int]
    first: int


def is_blank(cell: CellValue) -> bool:
    """Whether nothing was written into a cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def read_header(sheet: Sheet, header_row: int, lookup: Lookup) -> Header:
    """The header whose questions stand in this row."""
    rows = sheet.rows
    texts = {place: str(cell) for place, cell in enumerate(rows[header_row]) if not is_blank(cell)}
    header = Header(texts, {}, [header_row], header_row)
    _take_titles_above(header, rows, lookup)
    _take_choices_below(header, sheet, lookup)
    _take_years(header, sheet, lookup)
    header.texts = {place: header.texts[place] for place in sorted(header.texts)}
    return header


def _take_titles_above(header: Header, rows: Sequence[Row], lookup: Lookup) -> None:
    """A merged cell of the rows above reaches down into blanks where it asks something."""
    top = header.rows[0]
    for number in range(top - 1, max(0, top - _ROWS_ABOVE) - 1, -1):
        for place, cell in enumerate(rows[number]):
            if place not in header.texts and (lookup.asked(cell) or lookup.asked_in_roster(cell)):
                header.texts[place] = str(cell)
                header.first = number


def _take_choices_below(header: Header, sheet: Sheet, lookup: Lookup) -> None:
    """Choices in the row below: each is named together with the question over it."""
    row = header.rows[0] + 1
    if row >= len(sheet.rows) or not _may_be_choices(sheet.rows[row], header, lookup):
        return
    spans = [
        dict(_choices(sheet.rows[row], span, header.texts[span.start], lookup))
        for span in _spans(header, sheet)
    ]
    # One choice under one question may be an answer as well.
    if any(len(composed) > 1 for composed in spans):
        for composed in spans:
            header.texts |= composed
        header.rows.append(row)


def _may_be_choices(row: Row, header: Header, lookup: Lookup) -> bool:
    """Whether a row names no centre, as every response does."""
    for place, text in header.texts.items():
        asked = lookup.asked(text)
        if asked and asked.question in KEYS and not asked.choice and place < len(row):
            cell = row[place]
            if not isinstance(cell, str) or plain_text(cell) not in _OPEN_ENDED:
                return False
    return True


def _spans(header: Header, sheet: Sheet) -> Iterator[range]:
    """The columns under each text: up to the next text, or as far as its cell is merged."""
    top = header.rows[0]
    width = len(sheet.rows[top])
    merged = {first[1]: last[1] + 1 for first, last in sheet.merged if first[0] <= top <= last[0]}
    places = [*sorted(header.texts), width]
    for place, following in pairwise(places):
        alike = place
        while alike + 1 < width and header.texts.get(alike + 1) == header.texts[place]:
            alike += 1
        if place and header.texts.get(place - 1) == header.texts[place]:
            continue
        yield range(place, max(min(following, merged.get(place, following)), alike + 1))


def _choices(row: Row, span: range, question: str, lookup: Lookup) -> Iterator[tuple[int, str]]:
    """The columns of a span with their choice behind the question, if most of them are choices."""
    asked = lookup.asked(question)
    written = [place for place in span if place < len(row) and not is_blank(row[place])]
    if asked is None or asked.choice or not written or not lookup.choices_of(asked.question):
        return
    composed = {place: f"{question}/{_text(row[place])}" for place in written}
    known = [
        place
        for place, text in composed.items()
        if (found := lookup.asked(text)) and found.choice and found.use == "answer"
    ]
    if len(known) * 2 >= len(written) and (len(written) > 1 or len(span) == 1):
        yield from composed.items()


def _text(cell: CellValue) -> str:
    """A cell of a header; `1` for the number that a code is."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


# --- years ---------------------------------------------------------------------------------


def _take_years(header: Header, sheet: Sheet, lookup: Lookup) -> None:
    """The years over the columns, below their question, or behind it."""
    for place, text in list(header.texts.items()):
        base, year = with_year(text)
        if year and not lookup.asked(text) and lookup.asked(base):
            header.texts[place], header.years[place] = base, year
    _take_years_above(header, sheet)
    _take_years_below(header, sheet, lookup)


def _take_years_above(header: Header, sheet: Sheet) -> None:
    """Years in the row above, each over the columns up to the next one."""
    row = header.rows[0] - 1
    if row < 0:
        return
    cells = sheet.rows[row]
    starts = {place: year for place, cell in enumerate(cells) if (year := year_alone(cell))}
    if len(set(starts.values())) < 2:
        return
    header.first = row
    stops = [place for place, cell in enumerate(cells) if not is_blank(cell)]
    for start, year in starts.items():
        stop = min((place for place in stops if place > start), default=len(cells))
        for place in range(start, stop):
            if place in header.texts:
                header.years[place] = year


def _take_years_below(header: Header, sheet: Sheet, lookup: Lookup) -> None:
    """Years in the row below, under the question that they belong to."""
    row = header.rows[0] + 1
    if row >= len(sheet.rows) or not _may_be_choices(sheet.rows[row], header, lookup):
        return
    cells = sheet.rows[row]
    years = {place: year for place, cell in enumerate(cells) if (year := year_alone(cell))}
    if len(set(years.values())) < 2:
        return
    for span in _spans(header, sheet):
        if len([place for place in span if place in years]) > 1:
            question = header.texts[span.start]
            for place in span:
                if place in years:
                    header.texts[place], header.years[place] = question, years[place]
            if row not in header.rows:
                header.rows.append(row)
