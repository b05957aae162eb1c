"""Which members of an Excel archive are what: its relations, and their usual names."""

import posixpath
import re
from html import unescape

from plut_audit.ingest.sheets.guard.archive import Archive

WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_TARGET = re.compile(rb"""\bTarget\s*=\s*["']([^"'&]+)["']""")
_KEY = re.compile(rb"""\bId\s*=\s*["']([^"'&]+)["']""")
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")

_ROOT = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)


def parts_to_read(archive: Archive, workbook: bytes) -> list[str]:
    """The members that a reader opens beside the workbook part: sheets, texts and styles.

    Where that cannot be told for certain, all of them.
    """
    relations = archive.read(RELATIONS)
    targets, keys = _TARGET.findall(relations), _KEY.findall(relations)
    if not len(keys) == len(targets) == relations.count(b"Target") or b"&#" in workbook:
        return archive.names()
    # A sheet's key stands in the workbook part; the theme's, for instance, does not.
    named = {
        file_name(target.decode("utf-8", "replace"))
        for target, key in zip(targets, keys, strict=True)
        if b'"%s"' % key in workbook or b"'%s'" % key in workbook
    } | {"sharedstrings.xml", "styles.xml"}
    return [name for name in archive.names() if file_name(name) in named]


def file_name(member: str) -> str:
    """The last part of a member's name, in lower case: readers ignore the case."""
    return member.rpartition("/")[2].lower()


def sheets_and_files(archive: Archive, workbook: bytes) -> dict[str, str]:
    """The file name of each sheet's part, by the sheet's name."""
    targets = {
        relation.get("Id", ""): file_name(relation.get("Target", ""))
        for relation in map(_attributes, _RELATION.findall(archive.read(RELATIONS)))
    }
    sheets = {}
    for sheet in map(_attributes, _SHEET.findall(workbook)):
        key = next((value for name, value in sheet.items() if name.endswith(":id")), "")
        sheets[sheet.get("name", "")] = targets.get(key, "")
    return sheets


def _attributes(tag: bytes) -> dict[str, str]:
    return {
        name.decode(): unescape((double or single).decode("utf-8", "replace"))
        for name, double, single in _ATTRIBUTE.findall(tag)
    }


def main_part(archive: Archive) -> str:
    """The member that the archive itself calls its workbook; empty if there is none."""
    if WORKBOOK in archive:
        return WORKBOOK
    names = {name.replace("\\", "/").lower(): name for name in archive.members}
    targets = [
        relation.get("Target", "").lstrip("/").lower()
        for relation in map(_attributes, _RELATION.findall(archive.read("_rels/.rels")))
        if relation.get("Type", "").endswith("/officeDocument")
    ]
    for target in (WORKBOOK, *targets):
        name = names.get(target, "")
        if name.lower().endswith(".xml") and b"<sheets" in archive.read(name).replace(b":", b"<"):
            return name
    return names.get(WORKBOOK, "")


def rename_parts(members: dict[str, bytes], main: str) -> dict[str, bytes]:
    """The same members, the workbook part and those beside it where calamine looks for them."""
    folder, _, name = main.replace("\\", "/").rpartition("/")
    prefix = f"{folder}/" if folder else ""
    moved = {
        f"{prefix}{name}".lower(): WORKBOOK,
        f"{prefix}_rels/{name}.rels".lower(): RELATIONS,
    }
    usual = {
        moved.get(member.lower()) or _moved(member, prefix): content
        for member, content in members.items()
    }
    usual["_rels/.rels"] = _ROOT
    if RELATIONS in usual:
        usual[RELATIONS] = _RELATION.sub(
            lambda found: _with_plain_target(found[0], prefix), usual[RELATIONS]
        )
    return usual


def _moved(member: str, prefix: str) -> str:
    if member.startswith(("_rels/", "[Content_Types]")):
        return member
    inside = member.lower().startswith(prefix.lower())
    return f"xl/{member[len(prefix) :]}" if inside else member


def _with_plain_target(relation: bytes, prefix: str) -> bytes:
    target = _attributes(relation).get("Target", "")
    absolute = target.lstrip("/") if target.startswith("/") else f"{prefix}{target}"
    path = posixpath.normpath(absolute)
    if path.lower().startswith(prefix.lower()):
        path = path[len(prefix) :]
    plain = path.replace("&", "&amp;").replace('"', "&quot;").encode()
    return _TARGET.sub(lambda _: b'Target="%s"' % plain, relation)
