"""The lines of `centres.csv` and `aliases.csv`, whatever stands above and beside them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from plut_audit.i18n import N_, translations
from plut_audit.ingest.registry import names, regions
from plut_audit.ingest.registry.centre import Centre, Level
from plut_audit.ingest.registry.codes import fold_code, is_settled, level_of_code, normal_code
from plut_audit.ingest.registry.registry import Registry
from plut_audit.problems import Problem

Row = Sequence[object]

_COLUMNS = {
    "centre_id": "centre id|centre code|center id|code|kode|kode plut|kode pusat|kode wilayah|id",
    "name": "name|centre name|center name|nama|nama plut|nama plut kumkm|nama pusat|nama sentra",
    "province": "province|provinsi|propinsi|prov",
    "regency": "regency|regency city|regency or city|city|kabupaten kota|kab kota|kabupaten",
    "level": "level|tingkat|tingkat pemilik|jenjang",
    "since": "since|sejak|mulai|tahun mulai|from year",
    "until": "until|sampai|hingga|sampai dengan|tahun akhir|tutup|to year",
    "status": "status|bentuk|kelembagaan|bentuk kelembagaan",
    "other_names": "other names|other name|further names|aliases|alias|nama lain|sebutan lain",
    "written": "written|tertulis|ditulis|nama tertulis",
}
_COLUMN_OF = {
    heading: column
    for column, headings in _COLUMNS.items()
    for heading in (names.fold(column), *headings.split("|"))
}
_HEADER_WITHIN = 30


def registry_from_rows(
    rows: Sequence[Row], shown_as: str, sheet: str = ""
) -> tuple[Registry, list[Problem]]:
    """The registry of a sheet, and its lines that cannot be used, each with its cell.

    Columns may stand in any order under English or Indonesian headings; further names are parted
    by `;`. Codes that a spreadsheet turned into numbers are mended.
    """
    centres: dict[str, Centre] = {}
    problems: list[Problem] = []
    header, columns = _header(rows, {"centre_id", "name"})
    for number, row in _lines(rows, header):
        cells = {
            column: row[at] for column, ats in columns.items() for at in ats[:1] if at < len(row)
        }
        others = [row[at] for at in columns.get("other_names", ()) if at < len(row)]
        centre = _centre(cells, others)
        if fault := _fault(cells, centre, centres):
            place = f"{_letters(columns.get('centre_id', [0])[0])}{number}"
            problems.append(
                Problem(
                    "CEN-09", shown_as, sheet, place, value=_said(row), values={"detail": fault}
                )
            )
        else:
            centres[fold_code(centre.centre_id)] = centre
    return Registry(centres.values()), problems


def aliases_from_rows(rows: Sequence[Row], *_place: str) -> dict[str, str]:
    """What the auditor settled: written name to code; later lines win.

    File and sheet may be given as for the registry; nothing in aliases is reported today.
    """
    header, columns = _header(rows, {"written", "centre_id"})
    written, code = (columns.get(column, [-1])[0] for column in ("written", "centre_id"))
    if min(written, code) < 0:
        return {}
    return {
        _text(row[written]): normal_code(row[code])
        for _, row in _lines(rows, header)
        if max(written, code) < len(row) and _text(row[written]) and normal_code(row[code])
    }


def _header(rows: Sequence[Row], needed: set[str]) -> tuple[int, dict[str, list[int]]]:
    """The row that names most columns, and where each of them stands."""
    best: tuple[int, dict[str, list[int]]] = (-1, {})
    for number, row in enumerate(rows[:_HEADER_WITHIN]):
        columns: dict[str, list[int]] = {}
        for at, cell in enumerate(row):
            if column := _COLUMN_OF.get(names.fold(_text(cell))):
                columns.setdefault(column, []).append(at)
        if needed & set(columns) and len(columns) > len(best[1]):
            best = (number, columns)
    return best


def _lines(rows: Sequence[Row], header: int) -> Iterator[tuple[int, Row]]:
    """The lines under the header with their number in the sheet, blank and tag rows left out."""
    for number, row in enumerate(rows[header + 1 :], start=header + 2):
        if any(_text(cell) for cell in row) and not _said(row).startswith("#"):
            yield number, row


def _centre(cells: Mapping[str, object], others: Sequence[object]) -> Centre:
    def text(column: str) -> str:
        return _text(cells.get(column))

    code = normal_code(cells.get("centre_id"))
    level = cast(
        Level, names.level_of(text("level")) or names.level_of(text("name")) or level_of_code(code)
    )
    return Centre(
        code,
        text("name") or text("regency") or text("province"),
        text("province") or (regions.province_name(code[:2]) if level_of_code(code) else ""),
        text("regency"),
        level,
        _year(cells.get("since")),
        _year(cells.get("until")),
        text("status"),
        tuple(name for cell in others for part in _text(cell).split(";") if (name := part.strip())),
    )


def _fault(
    cells: Mapping[str, object], centre: Centre, known: Mapping[str, Centre]
) -> dict[str, str] | None:
    """Why a line cannot be used, in words, or None."""
    if not centre.centre_id:
        return translations(N_("it has no centre_id"))
    if not is_settled(cells.get("centre_id")):
        return translations(
            N_("the number {code} can stand for several codes; write the code as text"),
            code=centre.centre_id,
        )
    if fold_code(centre.centre_id) in known:
        return translations(
            N_("the code {code} stands in a line above already"), code=centre.centre_id
        )
    if not centre.name:
        return translations(N_("it has no name"))
    return None


def _year(cell: object) -> int | None:
    found = re.search(r"(?<!\d)(19|20)\d\d(?!\d)", _text(cell))
    return int(found[0]) if found else None


def _text(cell: object) -> str:
    if cell is None or cell != cell:  # noqa: PLR0124 (not a number)
        return ""
    return " ".join(str(cell).split())


def _said(row: Row) -> str:
    return ", ".join(filter(None, map(_text, row)))


def _letters(column: int) -> str:
    """The letters of a column counted from 0: 27 is AB."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
