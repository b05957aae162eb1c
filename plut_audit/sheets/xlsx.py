"""Excel workbooks since 2007: `.xlsx`, `.xlsm` and templates, read by calamine."""

import re
from collections.abc import Iterator
from html import unescape

from plut_audit.language import N_
from plut_audit.sheets.guard.archive import SMALL, Archive
from plut_audit.sheets.guard.calamine import hidden_sheets, mark, sheets_of
from plut_audit.sheets.guard.control_characters import refuse_control_characters, suspected
from plut_audit.sheets.guard.marks import Marks
from plut_audit.sheets.guard.mending import (
    OddArchiveError,
    look_at_prolog,
    look_for_sections,
    mended,
)
from plut_audit.sheets.guard.refusals import damaged
from plut_audit.sheets.guard.shared_strings import weigh
from plut_audit.sheets.guard.worksheet import examine
from plut_audit.sheets.source import Source
from plut_audit.sheets.workbook import Workbook

_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_FROM_1904 = re.compile(rb"""date1904\s*=\s*["'](?:1|true|on)["']""", re.IGNORECASE)
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_TARGET = re.compile(rb"""\bTarget\s*=\s*["']([^"']+)["']""")
_KEY = re.compile(rb"""\bId\s*=\s*["']([^"']+)["']""")
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


def knows(source: Source) -> bool:
    """A zip archive with a workbook part."""
    archive = source.archive
    return archive is not None and (
        _WORKBOOK in archive
        or any(name.replace("\\", "/").lower() == _WORKBOOK for name in archive.members)
    )


def read(source: Source) -> Workbook:
    """The workbook; raises UnreadableFileError."""
    archive = source.archive
    assert archive is not None
    try:
        if not archive.plain or _WORKBOOK not in archive:
            raise OddArchiveError
        return _read(archive, source)
    except OddArchiveError:
        return _read(mended(archive), source)


def _read(archive: Archive, source: Source) -> Workbook:
    workbook = archive.read(_WORKBOOK)
    look_at_prolog(archive.file, workbook)
    parts = _parts(archive, workbook)
    marks = {name: _look_through(archive, name, parts) for name in parts}
    suspected = any(found.control_characters for found in marks.values())
    marked = any(found.errors or found.uncalculated for found in marks.values())
    sheets = sheets_of(archive.content, source)
    if marked or not all(sheet.rows for sheet in sheets):
        by_name = _by_sheet(archive, workbook, marks)
        mark(sheets, [by_name.get(sheet.name) for sheet in sheets])
    for sheet in sheets if suspected else ():
        refuse_control_characters(sheet)
    from_1904 = bool(_FROM_1904.search(workbook))
    hidden = hidden_sheets(sheets)
    return Workbook(source.shown_as, source.sha256, "xlsx", sheets, from_1904, hidden)


def _parts(archive: Archive, workbook: bytes) -> list[str]:
    """The members that a reader opens beside the workbook part: sheets, texts and styles."""
    relations = archive.read(_RELATIONS)
    targets, keys = _TARGET.findall(relations), _KEY.findall(relations)
    if len(keys) == len(targets) and b"&#" not in workbook:
        # A sheet's key stands in the workbook part; the theme's, for instance, does not.
        targets = [
            target
            for target, key in zip(targets, keys, strict=True)
            if b'"%s"' % key in workbook or b"'%s'" % key in workbook
        ]
    named = {_file_name(target) for target in targets} | {"sharedstrings.xml", "styles.xml"}
    return [name for name in archive.names() if name.rpartition("/")[2].lower() in named]


def _file_name(target: bytes) -> str:
    return target.decode("utf-8", "replace").replace("\\", "/").rpartition("/")[2].lower()


def _look_through(archive: Archive, name: str, parts: list[str]) -> Marks:
    size = archive.members[name].unpacked
    if size <= SMALL or name.lower().endswith("sharedstrings.xml"):
        return _look_through_whole(archive, name, parts)
    suspicious = False

    def chunks() -> Iterator[bytes]:
        nonlocal suspicious
        for number, chunk in enumerate(archive.chunks(name)):
            suspicious |= _looked_at(archive, number, chunk)
            yield chunk

    marks = examine(chunks, size, archive.file, archive.limits)
    marks.control_characters = suspicious
    return marks


def _look_through_whole(archive: Archive, name: str, parts: list[str]) -> Marks:
    content = archive.read(name)
    suspicious = _looked_at(archive, 0, content)
    marks = Marks()
    if b"sheetData" in content:
        marks = examine(lambda: iter((content,)), len(content), archive.file, archive.limits)
    elif name.lower().endswith("sharedstrings.xml"):
        weigh(archive, content, parts)
    marks.control_characters = suspicious
    return marks


def _looked_at(archive: Archive, number: int, chunk: bytes) -> bool:
    """Whether a chunk of XML may hold a control character; raises for what is odd or unsafe."""
    if number == 0:
        look_at_prolog(archive.file, chunk)
    look_for_sections(chunk)
    return suspected(chunk)


def _by_sheet(archive: Archive, workbook: bytes, marks: dict[str, Marks]) -> dict[str, Marks]:
    """The marks of each part under the name of the sheet that it is."""
    targets = {
        relation.get("Id", ""): _file_name(relation.get("Target", "").encode())
        for relation in map(_attributes, _RELATION.findall(archive.read(_RELATIONS)))
    }
    files = {name.rpartition("/")[2].lower(): found for name, found in marks.items()}
    sheets = {}
    for sheet in map(_attributes, _SHEET.findall(workbook)):
        key = next((value for name, value in sheet.items() if name.endswith(":id")), "")
        if found := files.get(targets.get(key, "")):
            sheets[sheet.get("name", "")] = found
    if not sheets:
        raise damaged(archive.file, N_("its list of sheets cannot be made out"))
    return sheets


def _attributes(tag: bytes) -> dict[str, str]:
    return {
        name.decode(): unescape((double or single).decode("utf-8", "replace"))
        for name, double, single in _ATTRIBUTE.findall(tag)
    }
