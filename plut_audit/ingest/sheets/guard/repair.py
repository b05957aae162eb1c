"""Archives that a spreadsheet program opens and calamine does not, packed anew.

Nothing is guessed: names get forward slashes, text in another encoding becomes UTF-8, and a
CDATA section becomes the escaped text that it stands for.
"""

import html
import io
import re
import zipfile

from plut_audit.i18n import N_
from plut_audit.ingest.sheets.guard.archive import Archive
from plut_audit.ingest.sheets.guard.errors import damaged_file, unreadable_file, unsafe_file

_LARGEST = 100_000_000
"""Bytes unpacked beyond which an odd archive is not packed anew."""
_DECLARED = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']""")
_DECLARATION = re.compile(r"^\ufeff?<\?xml[^>]*\?>")
_SECTION_BEGINS = re.compile(rb"!(?=\[CDATA\[)")
_SECTION = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)


class UnusualArchiveError(Exception):
    """The archive has to be packed anew before it is read."""


def check_prolog(file: str, beginning: bytes) -> None:
    """Raise for XML that declares entities (unsafe) or is not UTF-8 (odd)."""
    if b"\x00" in beginning[:64]:
        raise UnusualArchiveError
    # A document type stands before everything else, and no reader here follows it later.
    prolog = beginning[:4096]
    if b"<!DOCTYPE" in prolog or b"<!ENTITY" in prolog:
        raise unsafe_file(file, N_("its XML declares entities"))
    declared = _DECLARED.match(beginning.removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii"):
        raise UnusualArchiveError


def check_sections(chunk: bytes) -> None:
    """Raise for what calamine passes over without a word: CDATA sections, zero bytes."""
    if b"\x00" in chunk or (b"!" in chunk and _SECTION_BEGINS.search(chunk)):
        raise UnusualArchiveError


def repaired_members(archive: Archive) -> dict[str, bytes]:
    """The members to be packed anew, XML in UTF-8."""
    if sum(member.unpacked for member in archive.members.values()) > _LARGEST:
        raise unreadable_file(
            archive.file, N_("it is written in an unusual way and too large to mend")
        )
    return {name.replace("\\", "/"): _plain(archive, name) for name in archive.names()}


def repack(archive: Archive, members: dict[str, bytes]) -> Archive:
    """A new archive of these members, stored as they are, under the name of the old one."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as anew:
        for name, content in members.items():
            anew.writestr(zipfile.ZipInfo(name), content)
    return Archive(buffer.getvalue(), archive.file, archive.limits)


def _plain(archive: Archive, name: str) -> bytes:
    content = archive.read(name)
    if not name.lower().endswith((".xml", ".rels")):
        return content
    text = _decoded(content, archive.file)
    text = _DECLARATION.sub('<?xml version="1.0" encoding="UTF-8"?>', text)
    if "\x00" in text:
        raise damaged_file(archive.file, N_("it holds zero bytes"))
    if "<!DOCTYPE" in text[:65_536] or "<!ENTITY" in text[:65_536]:
        raise unsafe_file(archive.file, N_("its XML declares entities"))
    return _SECTION.sub(lambda section: html.escape(section[1], quote=False), text).encode()


def _decoded(content: bytes, file: str) -> str:
    declared = _DECLARED.match(content.removeprefix(b"\xef\xbb\xbf"))
    encoding = declared[1].decode("ascii") if declared else "utf-8"
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    elif content[1:2] == b"\x00":
        encoding = "utf-16-le"
    elif content[:1] == b"\x00":
        encoding = "utf-16-be"
    try:
        return content.decode(encoding)
    except (UnicodeError, LookupError) as fault:
        raise damaged_file(file, N_("its text is in no known encoding")) from fault
