"""The responses of a table: their answers as columns, each with the cell it stands in."""

from collections.abc import Callable, Sequence
from operator import itemgetter

from plut_audit.ingest.dialects import RawAnswers, RawColumn
from plut_audit.ingest.dialects._header import Row, is_blank
from plut_audit.ingest.dialects._header_text import plain_text
from plut_audit.ingest.dialects._merged import fill_merged
from plut_audit.ingest.dialects._names import Asked
from plut_audit.ingest.dialects._questions import KEYS
from plut_audit.ingest.dialects._rows import rows_of
from plut_audit.ingest.dialects._table import CENTRE_CODE, HeaderedTable
from plut_audit.ingest.sheets import CellValue, address
from plut_audit.ingest.values import is_unticked
from plut_audit.problems import Problem


def column(table: HeaderedTable, rows: list[int], place: int | None) -> list[CellValue]:
    """The cells of one column in the given rows; "" where a row is shorter."""
    if place is None:
        return [""] * len(rows)
    cells = table.sheet.rows
    return _taken([cells[row] for row in rows], place)


def _taken(rows: Sequence[Row], place: int) -> list[CellValue]:
    """One cell of each row; taken by the interpreter's own loop where no row is short."""
    try:
        return list(map(itemgetter(place), rows))
    except IndexError:
        return [row[place] if place < len(row) else "" for row in rows]


def answers(dialect: str, table: HeaderedTable) -> RawAnswers:
    """The answers of a table, each response known by its place."""
    assert table.role is not None
    sorted_rows = rows_of(table)
    rows, sheet = sorted_rows.responses, table.sheet
    keys = [f"{sheet.file}!{sheet.name}!{row}" for row in rows]
    raw = RawAnswers(dialect, table.role, sheet, rows, {}, keys=keys, passed=sorted_rows.others)
    asked = {place: asked for place, asked in table.asked.items() if not asked.repeat}
    raw.columns = _columns(table, rows, asked)
    _add_further(raw, table)
    fill_merged(raw, table)
    if raw.role == "roster":
        _fill_centres_down(raw)
    return raw


def names_centre_surely(raw: RawAnswers) -> bool:
    """Whether a centre is named by a code, or by a name as these centres have."""
    columns = (raw.columns[name] for name in KEYS if name in raw.columns)
    cells = (_text(cell) for column in columns for cell in column.values)
    return any(CENTRE_CODE.fullmatch(cell) or "plut" in cell for cell in cells)


def _columns(
    table: HeaderedTable, rows: list[int], asked: dict[int, Asked]
) -> dict[str, RawColumn]:
    """The answers in the given rows by question; choice columns lie under their question."""
    columns: dict[str, RawColumn] = {}
    chosen = [table.sheet.rows[row] for row in rows]
    for place, wanted in sorted(asked.items(), key=lambda entry: bool(entry[1].choice)):
        cells = RawColumn(_taken(chosen, place), place)
        if not wanted.choice:
            columns[wanted.question] = cells
        else:
            blank = RawColumn([""] * len(rows), place, joined=False)
            question = columns.setdefault(wanted.question, blank)
            question.choices[wanted.choice] = cells
            if wanted.use == "unknown_choice":
                question.unknown.add(wanted.choice)
    return columns


# --- one question in several columns -------------------------------------------------------


def _add_further(raw: RawAnswers, table: HeaderedTable) -> None:
    """Answers of further columns for the same question: filled in turn, they are one column."""
    contradicted: set[tuple[int, int]] = set()
    for place, asked in sorted(table.further.items()):
        if asked.repeat:
            continue
        target = raw.columns[asked.question]
        blank: Callable[[CellValue], bool] = is_blank
        if asked.choice:
            target, blank = target.choices[asked.choice], is_unticked
        for response, cell in enumerate(column(table, raw.rows, place)):
            if blank(cell) or (id(target), response) in contradicted:
                continue
            if blank(target.values[response]):
                target.values[response] = cell
                target.elsewhere[response] = raw.rows[response], place
            elif _text(cell) != _text(target.values[response]):
                raw.problems.append(_differing(raw, asked.question, target, response, place))
                contradicted.add((id(target), response))
                target.values[response] = ""


def _text(cell: CellValue) -> str:
    return plain_text(
        str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    )


def _differing(
    raw: RawAnswers, question: str, column: RawColumn, response: int, place: int
) -> Problem:
    row = raw.rows[response]
    other = column.elsewhere.get(response, (row, column.column))
    return Problem(
        "LAY-07",
        raw.sheet.file,
        raw.sheet.name,
        address(row, place),
        question=question,
        value=str(raw.sheet.rows[row][place]),
        values={"other": str(column.values[response]), "cell": address(*other)},
    )


# --- rosters -------------------------------------------------------------------------------


def _fill_centres_down(raw: RawAnswers) -> None:
    """A centre that is named once holds for the lines below it until the next."""
    keys = [raw.columns[name] for name in KEYS if name in raw.columns]
    last: list[tuple[CellValue, tuple[int, int]]] = []
    for response, row in enumerate(raw.rows):
        if any(not is_blank(key.values[response]) for key in keys):
            last = [
                (key.values[response], key.elsewhere.get(response, (row, key.column)))
                for key in keys
            ]
        elif last:
            for key, (cell, place) in zip(keys, last, strict=True):
                key.values[response], key.elsewhere[response] = cell, place


def rosters_in_rows(table: HeaderedTable, raw: RawAnswers) -> list[RawAnswers]:
    """The rosters that are laid out within the responses, one a line (`education_2`)."""
    found = []
    for repeat in sorted({asked.repeat for asked in table.asked.values() if asked.repeat}):
        places = {place: asked for place, asked in table.asked.items() if asked.repeat == repeat}
        filled = [
            i
            for i, row in enumerate(raw.rows)
            if any(
                place < len(table.sheet.rows[row]) and not is_blank(table.sheet.rows[row][place])
                for place in places
            )
        ]
        rows = [raw.rows[i] for i in filled]
        columns = {
            asked.question: RawColumn(column(table, rows, place), place)
            for place, asked in places.items()
        }
        parents = [raw.keys[i] for i in filled]
        found.append(
            RawAnswers(
                raw.dialect, "roster", table.sheet, rows, columns, parents=parents, in_rows=True
            )
        )
    return found
