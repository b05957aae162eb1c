"""Tables to the files that survey tools and offices send."""

import csv
import io
import zipfile
from datetime import date, time
from pathlib import Path
from typing import Any

from .layouts import Table


class Span(str):
    """A text in merged cells: so many rows and columns, where the kind of file has such."""

    rows: int
    columns: int
    over_responses: bool

    def __new__(
        cls, text: str, rows: int = 1, columns: int = 1, over_responses: bool = False
    ) -> "Span":
        """The text, and how far its cell reaches down and to the right."""
        span = super().__new__(cls, text)
        span.rows, span.columns, span.over_responses = rows, columns, over_responses
        return span


Sheets = dict[str, Table]
"""The tables of a workbook by the name of their sheet."""


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
            for index, row in enumerate(content):
                for column, value in enumerate(row):
                    _put(page, index, column, value, formats)


def _put(page: Any, row: int, column: int, value: Any, formats: dict[type, Any]) -> None:
    if isinstance(value, Span) and value.rows * value.columns > 1:
        page.merge_range(row, column, row + value.rows - 1, column + value.columns - 1, str(value))
    elif isinstance(value, str):
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
        page = book.add_sheet(name, cell_overwrite_ok=True)
        for index, row in enumerate(content):
            for column, value in enumerate(row):
                style = styles.get(type(value))
                if isinstance(value, Span):
                    last = index + value.rows - 1, column + value.columns - 1
                    page.merge(index, last[0], column, last[1])
                text = str(value) if isinstance(value, Span) else value
                page.write(index, column, text, *([style] if style else []))
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
    attributes: dict[str, Any]
    if isinstance(value, str):
        attributes = {"valuetype": "string"}
    elif isinstance(value, bool):
        attributes = {"valuetype": "boolean", "booleanvalue": str(value).lower()}
    elif isinstance(value, date):
        attributes = {"valuetype": "date", "datevalue": value.isoformat()}
    elif isinstance(value, time):
        attributes = {
            "valuetype": "time",
            "timevalue": f"PT{value.hour:02d}H{value.minute:02d}M00S",
        }
    else:
        attributes = {"valuetype": "float", "value": repr(value)}
    if isinstance(value, Span):
        attributes |= {"numberrowsspanned": value.rows, "numbercolumnsspanned": value.columns}
    cell = TableCell(**attributes)
    cell.addElement(P(text=str(value)))
    return cell
