"""The lines of `centres.csv` and `aliases.csv`, whatever stands above and beside them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import cast

from plut_audit.i18n import LANGUAGES, N_, Translations, translations
from plut_audit.ingest.registry import names, regions
from plut_audit.ingest.registry.centre import Centre, Level
from plut_audit.ingest.registry.codes import (
    code_key,
    is_settled,
    level_of_code,
    normal_centre_code,
    possible_centre_codes,
)
from plut_audit.ingest.registry.registry import Registry
from plut_audit.ingest.sheets import column_letters
from plut_audit.ingest.values import as_text
from plut_audit.problems import Problem

Row = Sequence[object]

_COLUMNS = {
    "centre_id": "centre id|centre code|center id|code|kode|kode plut|kode pusat|kode wilayah|id",
    "name": "name|centre name|center name|nama|nama plut|nama plut kumkm|nama pusat|nama sentra",
    "province": "province|provinsi|propinsi|prov",
    "regency": "regency|regency city|regency or city|city|kabupaten kota|kab kota|kabupaten",
    "level": "level|tingkat|tingkat pemilik|tingkat pemerintahan|jenjang",
    "since": "since|sejak|mulai|tahun mulai|from year",
    "until": "until|sampai|hingga|sampai dengan|tahun akhir|tutup|to year",
    "status": "status|bentuk|kelembagaan|bentuk kelembagaan",
    "other_names": "other names|other name|further names|aliases|alias|nama lain|sebutan lain",
    "former_codes": "former code|former codes|old code|kode lama|kode sebelumnya|kode terdahulu",
    "written": "written|tertulis|ditulis|nama tertulis",
}
_COLUMN_OF = {
    heading: column
    for column, headings in _COLUMNS.items()
    for heading in (names.fold(column), *headings.split("|"))
}
_LEVELS = {
    "provinsi": N_("a province"),
    "kabupaten": N_("a regency"),
    "kota": N_("a city"),
}
_SAMPLE = {
    names.fold("data contoh, bukan hasil evaluasi"),
    names.fold("sample data, not the result of an evaluation"),
}
_HEADER_WITHIN = 30
_LONGEST_HEADING = 80
"""Characters; a longer text is no heading of a registry."""


def registry_from_rows(
    rows: Sequence[Row], shown_as: str, sheet: str = ""
) -> tuple[Registry, list[Problem]]:
    """The registry of a sheet, and its lines that cannot be used, each with its cell.

    Columns may stand in any order under English or Indonesian headings; further names are parted
    by `;`. Codes that a spreadsheet turned into numbers are restored.
    """
    centres: dict[str, Centre] = {}
    problems: list[Problem] = []
    header, columns = _header(rows, {"centre_id", "name"})
    lines = list(_lines(rows, header))
    code_column = columns.get("centre_id", [0])[0]
    settled = _settled_codes([row[code_column] for _, row in lines if code_column < len(row)])
    for number, row in lines:
        cells = {
            name: row[at] for name, places in columns.items() for at in places[:1] if at < len(row)
        }
        others = [row[at] for at in columns.get("other_names", ()) if at < len(row)]
        possible = [
            code for code in possible_centre_codes(cells.get("centre_id")) if code not in settled
        ] or [normal_centre_code(cells.get("centre_id"))]
        centre = _centre(possible[0], cells, others)
        location = (shown_as, sheet, f"{column_letters(code_column)}{number}")
        if fault := _fault(cells, centre, centres):
            blanks = {"detail": fault}
            problems.append(Problem("CEN-09", *location, value=_row_text(row), values=blanks))
            continue
        centres[code_key(centre.centre_id)] = centre
        if len(possible) > 1:
            problems.append(_short_code(location, cells.get("centre_id"), possible, centre))
        if words := _contradiction(centre):
            values = {"centre": centre.centre_id, "expected": words[0], "written": words[1]}
            problems.append(Problem("CEN-12", *location, centre_id=centre.centre_id, values=values))
        elif _is_of_another_form(centre.centre_id, settled):
            value = centre.centre_id
            problems.append(Problem("CEN-13", *location, centre_id=value, value=value))
    return Registry(centres.values(), sample=any(map(_is_sample, rows))), problems


def _is_of_another_form(code: str, settled: Iterable[str]) -> bool:
    """Whether a code of digits is none of the ministry's, where others of the registry are."""
    digits = "".join(char for char in code if char not in " .,").isdigit()
    return digits and not level_of_code(code) and any(map(level_of_code, settled))


def _is_sample(row: Row) -> bool:
    """Whether a row says that the centres are invented, as every file of the sample does."""
    return any(isinstance(cell, str) and names.fold(cell) in _SAMPLE for cell in row)


def _settled_codes(cells: Iterable[object]) -> set[str]:
    """The codes of the cells that can mean one code only."""
    return {codes[0] for cell in cells if len(codes := possible_centre_codes(cell)) == 1}


def _short_code(
    location: tuple[str, str, str], cell: object, possible: Sequence[str], centre: Centre
) -> Problem:
    """CEN-10: the line's code can mean two; the likelier one was used."""
    blanks = {
        "candidates": ", ".join(possible),
        "registered": centre.name,
        "centre": centre.centre_id,
    }
    return Problem(
        "CEN-10", *location, centre_id=centre.centre_id, value=_text(cell), values=blanks
    )


def _contradiction(centre: Centre) -> tuple[Translations, Translations] | None:
    """What the code says and what its line says, where they differ: the level, else the province.

    The codes of Papua are left out: a line may name the province of before or after its division.
    """
    level = level_of_code(centre.centre_id)
    if level and centre.level and level != centre.level:
        return translations(_LEVELS[level]), translations(_LEVELS[centre.level])
    province, written = centre.centre_id[:2], regions.province_written(centre.province)
    if not level or not written or written == province or {province[0], written[0]} & {"9"}:
        return None
    expected = regions.province_name(province)
    return dict.fromkeys(LANGUAGES, expected), dict.fromkeys(LANGUAGES, centre.province)


def aliases_from_rows(rows: Sequence[Row], *_place: str) -> dict[str, str]:
    """What the auditor settled: written name to code; later lines win.

    File and sheet may be given as for the registry; nothing in aliases is reported today.
    """
    header, columns = _header(rows, {"written", "centre_id"})
    written, code = (columns.get(column, [-1])[0] for column in ("written", "centre_id"))
    if min(written, code) < 0:
        return {}
    return {
        _text(row[written]): normal_centre_code(row[code])
        for _, row in _lines(rows, header)
        if max(written, code) < len(row) and _text(row[written]) and normal_centre_code(row[code])
    }


def registry_columns(rows: Sequence[Row]) -> tuple[int, dict[str, list[int]]]:
    """The row that names most columns of a registry or of aliases, and where each stands."""
    return _header(rows, {"centre_id", "written"})


def _header(rows: Sequence[Row], needed: set[str]) -> tuple[int, dict[str, list[int]]]:
    """The row that names most columns, and where each of them stands."""
    best: tuple[int, dict[str, list[int]]] = (-1, {})
    for number, row in enumerate(rows[:_HEADER_WITHIN]):
        columns: dict[str, list[int]] = {}
        for at, cell in enumerate(row):
            if not isinstance(cell, str) or len(cell) > _LONGEST_HEADING:
                continue
            if column := _COLUMN_OF.get(names.fold(cell)):
                columns.setdefault(column, []).append(at)
        if needed & set(columns) and len(columns) > len(best[1]):
            best = (number, columns)
    return best


def _lines(rows: Sequence[Row], header: int) -> Iterator[tuple[int, Row]]:
    """The lines under the header with their number in the sheet.

    Blank rows, rows of tags, and the header where it stands again are left out.
    """
    heading = _row_text(rows[header]) if header >= 0 else ""
    for number, row in enumerate(rows[header + 1 :], start=header + 2):
        if _row_text(row) not in ("", heading) and not _row_text(row).startswith("#"):
            yield number, row


def _centre(code: str, cells: Mapping[str, object], others: Sequence[object]) -> Centre:
    def text(column: str) -> str:
        return _text(cells.get(column))

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
        _former_codes(cells.get("former_codes")),
    )


def _former_codes(cell: object) -> tuple[str, ...]:
    """The codes of a cell, several parted by `;`; a number is one code."""
    parts = cell.split(";") if isinstance(cell, str) else [cell]
    return tuple(code for part in parts if (code := normal_centre_code(part)))


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
    if code_key(centre.centre_id) in known:
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
    return " ".join(as_text(cell).split())


def _row_text(row: Row) -> str:
    return ", ".join(filter(None, map(_text, row)))
