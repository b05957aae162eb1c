"""Small random changes of everything that `verify` compares: each gives what it changed."""

import json
import random
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl

VALUE = re.compile(rb"<v>([^<]*\d[^<]*)</v>")
PRINTED = re.compile(rb"<w:t(?: [^>]*)?>([^<]*\d[^<]*)</w:t>")
SHARED = re.compile(rb"<t(?: [^>]*)?>([^<]*\d[^<]*)</t>")
NUMBER = re.compile(r"(?m)^(?:weight|low|high|max|decimals) = (\d+)")


def other_digit(chance: random.Random, text: bytes) -> bytes:
    """The text with one of its digits replaced by another."""
    at = chance.choice([place for place, byte in enumerate(text) if chr(byte).isdigit()])
    digit = chance.choice([value for value in b"123456789" if value != text[at]])
    return text[:at] + bytes([digit]) + text[at + 1 :]


def change_byte(chance: random.Random, path: Path) -> str:
    """Another byte at a random place of a file."""
    content = bytearray(path.read_bytes())
    at = chance.randrange(len(content))
    content[at] ^= chance.randrange(1, 256)
    path.write_bytes(content)
    return f"byte {at} of {path.name}"


def change_survey_cell(chance: random.Random, path: Path) -> str:
    """Another value in a random filled cell below the header of a workbook."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    cells = [cell for row in sheet.iter_rows(2) for cell in row if cell.value is not None]
    cell = chance.choice(cells)
    cell.value = chance.choice([7, 10**9, "–", None, "changed"])
    book.save(path)
    return f"cell {cell.coordinate} of {path.name}"


def change_ledger(chance: random.Random, path: Path) -> str:
    """A ledger with a row less, a row twice, or another letter or digit in a row."""
    head, *rows = path.read_text("utf-8").splitlines(keepends=True)
    number = chance.randrange(len(rows))
    row = rows[number]
    at = chance.randrange(len(row) - 1)
    letter = chance.choice([value for value in "abc123" if value != row[at]])
    kinds = {"removed": "", "repeated": row * 2, "changed": row[:at] + letter + row[at + 1 :]}
    kind = chance.choice(sorted(kinds))
    rows[number] = kinds[kind]
    path.write_text("".join([head, *rows]), "utf-8")
    return f"row {number + 2} of {path.name} {kind} at {at}"


def change_rubric(chance: random.Random, folder: Path) -> str:
    """Another number in a random file of a rubric."""
    path = chance.choice(sorted(folder.glob("*.toml")))
    text = path.read_text("utf-8")
    found = chance.choice(list(NUMBER.finditer(text)) or [None])
    if found is None:
        return change_rubric(chance, folder)
    value = int(found[1]) + chance.choice([1, 5])
    path.write_text(text[: found.start(1)] + str(value) + text[found.end(1) :], "utf-8")
    return f"{path.name}: {found[0]} to {value}"


def change_result(chance: random.Random, path: Path) -> str:
    """Another number at a random place of a stored result."""
    records = json.loads(path.read_text("utf-8"))
    leaves = list(_numbers(records, ()))
    place, value = chance.choice(leaves)
    holder: Any = records
    for key in place[:-1]:
        holder = holder[key]
    changes: list[Callable[[float], float]] = [
        lambda number: number + 1,
        lambda number: -number - 1,
        lambda number: round(number + 0.01, 9),
        lambda number: number * 2 + 3,
    ]
    holder[place[-1]] = chance.choice(changes)(value)
    path.write_text(json.dumps(records), "utf-8")
    return f"{'.'.join(map(str, place))}: {value} to {holder[place[-1]]}"


def _numbers(value: Any, path: tuple[Any, ...]) -> Any:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _numbers(inner, (*path, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _numbers(inner, (*path, place))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield path, value


def change_workbook(chance: random.Random, path: Path) -> str:
    """Another digit in a stored value of a random sheet, or in a text of the workbook."""
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    name = chance.choice([*names, "xl/sharedStrings.xml"])
    return _change_member(chance, path, name, SHARED if "Strings" in name else VALUE)


def change_report(chance: random.Random, path: Path) -> str:
    """Another digit in what a Word report prints."""
    return _change_member(chance, path, "word/document.xml", PRINTED)


def _change_member(chance: random.Random, path: Path, name: str, digits: re.Pattern[bytes]) -> str:
    with zipfile.ZipFile(path) as archive:
        members = {member: archive.read(member) for member in archive.namelist()}
    found = list(digits.finditer(members[name]))
    if not found:
        return _change_member(chance, path, "xl/sharedStrings.xml", SHARED)
    match = chance.choice(found)
    changed = other_digit(chance, match[1])
    content = members[name]
    members[name] = content[: match.start(1)] + changed + content[match.end(1) :]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, value in members.items():
            archive.writestr(member, value)
    return f"{name}: {match[1]!r} to {changed!r}"


def copied(source: Path, folder: Path) -> Path:
    """A copy of a file or folder inside another folder, in the place of an earlier one."""
    target = folder / source.name
    if source.is_dir():
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(source, target)
    else:
        shutil.copyfile(source, target)
    return target
