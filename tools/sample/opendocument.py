"""A table of OpenDocument, as little of it as a spreadsheet program needs."""

import io
import zipfile
from datetime import date
from xml.sax.saxutils import escape, quoteattr

Cell = str | int | float | date | None
Row = list[Cell]

_MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_DATE = (
    '<office:automatic-styles><number:date-style style:name="N1"><number:day number:style="long"/>'
    "<number:text>/</number:text>"
    '<number:month number:style="long"/><number:text>/</number:text>'
    '<number:year number:style="long"/></number:date-style>'
    '<style:style style:name="day" style:family="table-cell" style:data-style-name="N1"/>'
    "</office:automatic-styles>"
)


def written(sheets: dict[str, list[Row]]) -> bytes:
    """The file; its bytes depend on its content only."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, text in (
            ("mimetype", _MIMETYPE),  # first and stored, so that a program knows the file by it
            ("content.xml", _content(sheets)),
            ("META-INF/manifest.xml", _manifest()),
        ):
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.create_system = 3
            archive.writestr(member, text.encode())
    return target.getvalue()


def _content(sheets: dict[str, list[Row]]) -> str:
    spaces = {
        "office": "office",
        "table": "table",
        "text": "text",
        "style": "style",
        "number": "datastyle",
    }
    names = " ".join(f'xmlns:{short}="{_OASIS}{long}:1.0"' for short, long in spaces.items())
    tables = "".join(
        f"<table:table table:name={quoteattr(name)}>{''.join(map(_row, rows))}</table:table>"
        for name, rows in sheets.items()
    )
    return (
        f'{_HEAD}<office:document-content {names} office:version="1.2">{_DATE}<office:body>'
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )


def _row(row: Row) -> str:
    return f"<table:table-row>{''.join(map(_cell, row or [None]))}</table:table-row>"


def _cell(cell: Cell) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, date):
        kind = f'table:style-name="day" office:value-type="date" office:date-value="{cell}"'
        shown = f"{cell:%d/%m/%Y}"
    elif isinstance(cell, str):
        kind, shown = 'office:value-type="string"', escape(cell)
    else:
        kind, shown = f'office:value-type="float" office:value="{cell}"', str(cell)
    return f"<table:table-cell {kind}><text:p>{shown}</text:p></table:table-cell>"


def _manifest() -> str:
    space = f"{_OASIS}manifest:1.0"
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in (("/", _MIMETYPE), ("content.xml", "text/xml"))
    )
    return (
        f'{_HEAD}<manifest:manifest xmlns:manifest="{space}" manifest:version="1.2">{entries}'
        "</manifest:manifest>"
    )
