"""Files that are no workbook, or none that is read: what they are, by their first bytes."""

import re

from plut_audit.i18n import N_
from plut_audit.ingest.sheets.guard.errors import UnreadableFileError, damaged_file, file_error
from plut_audit.ingest.sheets.source import Source

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of Microsoft's compound file: old workbooks, and encrypted new ones."""

_NOTHING = b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"
"""Zero bytes, blanks and the marks of text encodings."""

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", N_("a PDF document")),
    (b"{\\rtf", N_("an RTF document")),
    (b"\x89PNG", N_("an image")),
    (b"\xff\xd8\xff", N_("an image")),
    (b"GIF8", N_("an image")),
    (b"ID;P", N_("a SYLK file")),
    (b"TABLE\r\n0,1", N_("a DIF file")),
    (b"TABLE\n0,1", N_("a DIF file")),
    (b"\x1f\x8b", N_("a gzip archive")),
    (b"BZh", N_("a bzip2 archive")),
    (b"\xfd7zXZ", N_("an xz archive")),
    (b"7z\xbc\xaf", N_("a 7-Zip archive")),
    (b"Rar!", N_("a RAR archive")),
    (b"SQLite format 3", N_("a SQLite database")),
    (b"PAR1", N_("a Parquet file")),
    (b"\x00\x00\x02\x00\x04\x04", N_("a Lotus 1-2-3 workbook")),
    (b"\x00\x00\x02\x00\x06\x04", N_("a Lotus 1-2-3 workbook")),
    (b"\x00\x00\x1a\x00", N_("a Lotus 1-2-3 workbook")),
    (b"\x00\x00\x02\x00\x01\x10", N_("a Quattro Pro workbook")),
    (b"MIME-Version:", N_("a web page in MIME form")),
    (b"\x00\x01\x00\x00Standard ", N_("an Access database")),
)
_WEB_PAGE = re.compile(
    rb"^\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_IN_ARCHIVE: tuple[tuple[str, str], ...] = (
    ("xl/workbook.bin", N_("an Excel binary workbook (.xlsb)")),
    ("word/document.xml", N_("a Word document")),
    ("ppt/presentation.xml", N_("a PowerPoint presentation")),
    ("Index/Document.iwa", N_("an Apple Numbers workbook")),
    ("index.apxl", N_("an Apple document")),
)


def refuse_unusable(source: Source) -> None:
    """Raise for a file without content, a lock, a pointer, or one that no reader can open."""
    head, file = source.head, source.shown_as
    if source.path.name.startswith("~$") or _is_lock(source.content):
        raise file_error("FIL-02", file)
    if not head.strip(_NOTHING) and not source.content.strip(_NOTHING):
        raise _blank(source)
    if head.startswith(b"version https://git-lfs"):
        raise file_error("FIL-05", file)
    if head.startswith(COMPOUND):
        _refuse_compound(source)


def refuse_other_kinds(source: Source) -> None:
    """Raise what is to be said of a file that is clearly of a kind that is not read."""
    head, file = source.head, source.shown_as
    if kind := next((kind for magic, kind in _MAGIC if head.startswith(magic)), None):
        raise file_error("FIL-08", file, kind)
    if head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00").startswith(b"<"):
        _refuse_markup(source)


def _blank(source: Source) -> UnreadableFileError:
    if source.content.strip(b" \t\r\n\xef\xbb\xbf\xff\xfe"):
        return damaged_file(source.shown_as, N_("it holds nothing but zero bytes"))
    return file_error("FIL-01", source.shown_as)


def _is_lock(content: bytes) -> bool:
    """Excel's lock file: the user's name, its length before it, filled with blanks."""
    return len(content) == 165 and 0 < content[0] < 55 and content[content[0] + 1 : 55].isspace()


def _refuse_compound(source: Source) -> None:
    content, file = source.content, source.shown_as
    if any(_entry(name) in content for name in ("EncryptedPackage", "EncryptionInfo")):
        raise file_error("FIL-03", file)
    if any(_entry(name) in content for name in ("Workbook", "Book")):
        return
    if _entry("WordDocument") in content:
        raise file_error("FIL-08", file, N_("a Word document"))
    if _entry("PowerPoint Document") in content:
        raise file_error("FIL-08", file, N_("a PowerPoint presentation"))
    if _entry("__properties_version1.0") in content:
        raise file_error("FIL-08", file, N_("an Outlook message"))


def _entry(name: str) -> bytes:
    return name.encode("utf-16-le")


def _refuse_markup(source: Source) -> None:
    head = source.head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    if _WEB_PAGE.search(head) or re.search(rb"<html\b", head, re.IGNORECASE):
        raise file_error("FIL-04", source.shown_as)
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        raise file_error("FIL-08", source.shown_as, N_("an Excel 2003 XML workbook"))
    if b"urn:oasis:names:tc:opendocument" in head:
        raise file_error("FIL-08", source.shown_as, N_("a flat OpenDocument file"))
    if head.lstrip().startswith(b"<?xml"):
        raise file_error("FIL-08", source.shown_as, N_("an XML document"))


def unknown(source: Source) -> UnreadableFileError:
    """What is to be said of a file that no reader knows."""
    if source.archive is None:
        if source.path.suffix.lower() in (".xlsx", ".xlsm", ".xls", ".ods"):
            return damaged_file(source.shown_as, N_("it does not begin like a workbook"))
        return file_error("FIL-08", source.shown_as, N_("of an unknown type"))
    archive = source.archive
    for name, kind in _IN_ARCHIVE:
        if name in archive:
            return file_error("FIL-08", source.shown_as, kind)
    if archive.read("mimetype").startswith(b"application/vnd.oasis.opendocument"):
        return file_error(
            "FIL-08", source.shown_as, N_("an OpenDocument file that is no spreadsheet")
        )
    return file_error("FIL-06", source.shown_as)
