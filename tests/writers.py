"""One truth in every dialect: tables as each tool lays them out, and the files that hold them."""

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from recomputation import Truth
from surveys import SURVEYED

from plut_audit.rubric import Form, Question, Rubric
from plut_audit.rubric.forms.parts import parts
from plut_audit.rubric.forms.xlsform import group_name

Record = dict[str, Any]
Table = list[list[Any]]
Sheets = dict[str, Table]
Header = Callable[[Question], str]
Cell = Callable[[Question, Any], Any]
FORMS: tuple[Form, Form] = ("questionnaire", "visit")
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)


# --- what was answered ---------------------------------------------------------------------


def records(truths: dict[str, Truth], form: Form) -> list[Record]:
    """The answers of each response to a form, by question."""
    if form == "visit":
        return [_visit(code, truth) for code, truth in truths.items() if truth.observed is not None]
    return [
        {
            "centre_id": code,
            "centre_name": f"PLUT {code}",
            "level": truth.level,
            "province": "Aceh",
            "survey_date": SURVEYED.isoformat(),
            **truth.reported,
        }
        for code, truth in truths.items()
    ]


def _visit(code: str, truth: Truth) -> Record:
    assert truth.observed is not None and truth.arrival is not None
    day, (_, minute) = SURVEYED + timedelta(days=truth.days_between), truth.arrival
    clock = f"{minute // 60:02d}:{minute % 60:02d}"
    return {
        "centre_id": code,
        "centre_name": f"PLUT {code}",
        "visit_date": day.isoformat(),
        "visit_time": clock,
        **truth.observed,
    }


# --- how an answer is written --------------------------------------------------------------


def coded(question: Question, value: Any) -> Any:
    """As a program exports it: codes joined by blanks, numbers as numbers."""
    if value is None:
        return ""
    return " ".join(sorted(value)) if isinstance(value, set) else value


def decimal_comma(question: Question, value: Any) -> Any:
    """As `coded`, all text, with the comma of Indonesian decimals."""
    written = coded(question, value)
    return str(written).replace(".", ",") if isinstance(written, float) else str(written)


def typed(question: Question, value: Any) -> Any:
    """As a spreadsheet keeps it: dates and times of its own, yes and no as truth values."""
    if question.type == "date" and value is not None:
        return date.fromisoformat(value)
    if question.type == "time" and value is not None:
        return time.fromisoformat(value)
    if value in ("yes", "no"):
        return value == "yes"
    return coded(question, value)


def labelled(language: str, joined_by: str = "; ") -> Cell:
    """The labels of the choices instead of their codes."""

    def cell(question: Question, value: Any) -> Any:
        if not question.choices or value is None:
            return coded(question, value)
        if isinstance(value, set):
            return joined_by.join(question.choices[code][language] for code in sorted(value))
        return question.choices[value][language]

    return cell


def by_hand(question: Question, value: Any) -> Any:
    """As people write it: Indonesian labels, points between thousands, units, dates in words."""
    if question.type == "date" and value is not None:
        year, month, day = value.split("-")
        return f"{int(day)} {MONTHS[int(month) - 1]} {year}"
    if question.type == "time" and value is not None:
        return f"pukul {value.replace(':', '.')} WIB"
    if isinstance(value, int | float):
        return _number_by_hand(question, value)
    written = labelled("id")(question, value)
    return f"  {written.upper()}\u00a0" if question.choices else written


def _number_by_hand(question: Question, value: float) -> str:
    grouped = f"{value:,.2f}".translate(str.maketrans(",.", ".,"))
    whole = grouped.removesuffix(",00") if value < 1000 else grouped
    around = {"IDR": "Rp{}", "m2": "{} M2", "persons": "{} orang", "Mbit/s": "{} Mbps"}
    return around.get(question.unit, "{}").format(whole)


# --- how a header is written ---------------------------------------------------------------


def named(question: Question) -> str:
    """The question's name."""
    return question.name


def label(language: str) -> Header:
    """The question's label in a language."""
    return lambda question: question.label[language]


def grouped(rubric: Rubric, form: Form, inner: Header, between: str, language: str = "") -> Header:
    """A header with the group of the question in front: its name, or its title in a language."""
    groups = {
        question.name: part.title[language] if language else group_name(part.title["en"])
        for part in parts(rubric, form)
        for question in part.questions
    }
    return lambda question: f"{groups[question.name]}{between}{inner(question)}"


# --- tables --------------------------------------------------------------------------------


def table(rubric: Rubric, form: Form, rows: list[Record], header: Header, cell: Cell) -> Table:
    """A response a row, under one row of headers."""
    questions = list(rubric.asked_in(form).values())
    return [
        [header(question) for question in questions],
        *[[cell(question, row.get(question.name)) for question in questions] for row in rows],
    ]


def ticked(
    rubric: Rubric,
    form: Form,
    rows: list[Record],
    header: Header,
    cell: Cell,
    choice: Callable[[str, Question, str], str],
    unasked: Any = "",
    ticks: tuple[Any, Any] = (0, 1),
    joined: bool = True,
) -> Table:
    """As `table`, and a column a choice behind (or instead of) each select_multiple."""
    columns: list[list[Any]] = []
    for question in rubric.asked_in(form).values():
        several = question.type == "select_multiple"
        if joined or not several:
            columns.append(
                [header(question), *(cell(question, r.get(question.name)) for r in rows)]
            )
        for code in question.choices if several else ():
            given = [row.get(question.name) for row in rows]
            told = (unasked if one is None else ticks[code in one] for one in given)
            columns.append([choice(header(question), question, code), *told])
    return [list(row) for row in zip(*columns, strict=True)]


def beside(content: Table, columns: dict[str, list[Any]], in_front: bool = False) -> Table:
    """A table with further columns: header to values."""
    extra = [list(columns), *map(list, zip(*columns.values(), strict=True))]
    pairs = zip(extra, content, strict=True)
    return [[*more, *row] if in_front else [*row, *more] for more, row in pairs]


# --- files ---------------------------------------------------------------------------------


def text_of(content: Table, separator: str = ",", **more: Any) -> str:
    """A table as CSV text."""
    page = io.StringIO(newline="")
    csv.writer(page, delimiter=separator, **more).writerows(content)
    return page.getvalue()


def save(path: Path, sheets: Sheets, separator: str = ",", encoding: str = "utf-8") -> None:
    """Write the sheets as what the suffix says; a text file holds the first, a zip all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in sheets.items():
                archive.writestr(f"{name}.csv", text_of(content))
    elif path.suffix in (".csv", ".tsv"):
        (content,) = sheets.values()
        quoting = csv.QUOTE_ALL if separator == ";" else csv.QUOTE_MINIMAL
        path.write_bytes(text_of(content, separator, quoting=quoting).encode(encoding))
    else:
        {".xls": _save_xls, ".ods": _save_ods}.get(path.suffix, _save_xlsx)(path, sheets)


def _save_xlsx(path: Path, sheets: Sheets, epoch_1904: bool = False) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"strings_to_numbers": False, "date_1904": epoch_1904}) as book:
        looks = {date: {"num_format": "dd/mm/yyyy"}, time: {"num_format": "hh.mm"}}
        formats = {kind: book.add_format(look) for kind, look in looks.items()}
        for name, content in sheets.items():
            page = book.add_worksheet(name)
            for place, row in enumerate(content):
                for column, value in enumerate(row):
                    _put(page, place, column, value, formats)


def _put(page: Any, row: int, column: int, value: Any, formats: dict[type, Any]) -> None:
    if isinstance(value, str):
        page.write_string(row, column, value) if value else None
    elif isinstance(value, bool):
        page.write_boolean(row, column, value)
    elif isinstance(value, date | time):
        page.write_datetime(row, column, value, formats[type(value)])
    else:
        page.write_number(row, column, value)


def save_with_days_from_1904(path: Path, sheets: Sheets) -> None:
    """A workbook as Excel for the Macintosh used to write it."""
    _save_xlsx(path, sheets, epoch_1904=True)


def _save_xls(path: Path, sheets: Sheets) -> None:
    import xlwt

    book = xlwt.Workbook()
    styles = {
        date: xlwt.easyxf(num_format_str="dd/mm/yyyy"),
        time: xlwt.easyxf(num_format_str="hh:mm"),
    }
    for name, content in sheets.items():
        page = book.add_sheet(name)
        for place, row in enumerate(content):
            for column, value in enumerate(row):
                style = styles.get(type(value))
                page.write(place, column, value, *([style] if style else []))
    book.save(str(path))


def _save_ods(path: Path, sheets: Sheets) -> None:
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table as Page
    from odf.table import TableRow

    book = OpenDocumentSpreadsheet()
    for name, content in sheets.items():
        page = Page(name=name)
        for row in content:
            line = TableRow()
            for value in row:
                line.addElement(_ods_cell(value))
            page.addElement(line)
        book.spreadsheet.addElement(page)
    book.save(path)


def _ods_cell(value: Any) -> Any:
    from odf.table import TableCell
    from odf.text import P

    if value == "":
        return TableCell()
    kept: dict[str, Any]
    if isinstance(value, str):
        kept = {"valuetype": "string"}
    elif isinstance(value, bool):
        kept = {"valuetype": "boolean", "booleanvalue": str(value).lower()}
    elif isinstance(value, date):
        kept = {"valuetype": "date", "datevalue": value.isoformat()}
    elif isinstance(value, time):
        kept = {"valuetype": "time", "timevalue": f"PT{value.hour:02d}H{value.minute:02d}M00S"}
    else:
        kept = {"valuetype": "float", "value": repr(value)}
    cell = TableCell(**kept)
    cell.addElement(P(text=str(value)))
    return cell
