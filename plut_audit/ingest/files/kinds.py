"""What a file is that is not read: told by its first bytes, else by its suffix."""

from pathlib import Path

from plut_audit.i18n import N_
from plut_audit.ingest.sheets import Limits, UnreadableFileError
from plut_audit.ingest.sheets.guard import file_type
from plut_audit.ingest.sheets.source import Source

_BY_SUFFIX = {
    "txt": N_("a text file"),
    "prn": N_("a text file"),
    "md": N_("a text file"),
    "log": N_("a text file"),
    "json": N_("a JSON file"),
    "geojson": N_("a JSON file"),
    "xml": N_("an XML document"),
    "html": N_("a web page"),
    "htm": N_("a web page"),
    "mht": N_("a web page"),
    "pdf": N_("a PDF document"),
    "doc": N_("a Word document"),
    "docx": N_("a Word document"),
    "odt": N_("a text document"),
    "rtf": N_("an RTF document"),
    "ppt": N_("a PowerPoint presentation"),
    "pptx": N_("a PowerPoint presentation"),
    "et": N_("a WPS workbook"),
    "wps": N_("a WPS document"),
    "gsheet": N_("a link to a Google sheet"),
    "gdoc": N_("a link to a Google document"),
    "url": N_("a link"),
    "lnk": N_("a link"),
    "sav": N_("an SPSS data file"),
    "dta": N_("a Stata data file"),
    "rds": N_("an R data file"),
    "rdata": N_("an R data file"),
    "mdb": N_("an Access database"),
    "accdb": N_("an Access database"),
    "dbf": N_("a dBase table"),
    "rar": N_("a RAR archive"),
    "7z": N_("a 7-Zip archive"),
    "gz": N_("a gzip archive"),
    "msg": N_("an Outlook message"),
    "eml": N_("an e-mail"),
    "toml": N_("a settings file"),
    "ini": N_("a settings file"),
    "exe": N_("a program"),
    **dict.fromkeys(
        ("jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff", "heic", "webp"), N_("an image")
    ),
    **dict.fromkeys(("mp4", "mov", "avi", "3gp"), N_("a film")),
    **dict.fromkeys(("mp3", "m4a", "wav", "amr"), N_("a recording")),
    **dict.fromkeys(("bak", "tmp", "part", "crdownload", "old"), N_("a backup or partial copy")),
}
_UNKNOWN = N_("of a kind that is not known")
_WORKBOOK = N_("a workbook under another suffix")


def kind_of(path: Path, limits: Limits) -> str:
    """What the file is, as a catalogue key."""
    suffix = path.suffix.lower().lstrip(".")
    if suffix in _BY_SUFFIX:
        return _BY_SUFFIX[suffix]
    source = Source(path, path.name, limits)
    try:
        file_type.refuse_unusable(source)
        file_type.refuse_other_kinds(source)
        if source.archive is not None and _holds_workbook(source):
            return _WORKBOOK
        if source.head.startswith(file_type.COMPOUND):
            return _WORKBOOK
        text = not any(byte < 9 for byte in source.head)
        return _BY_SUFFIX["txt"] if text else _UNKNOWN
    except UnreadableFileError as unreadable:
        detail = unreadable.problem.values.get("detail")
        return str(detail["en"]) if isinstance(detail, dict) else _UNKNOWN


def _holds_workbook(source: Source) -> bool:
    archive = source.archive
    return archive is not None and any(
        name in archive for name in ("xl/workbook.xml", "xl/workbook.bin", "content.xml")
    )
