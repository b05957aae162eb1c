"""Files that this program has written: known by the marks that its writers leave in them.

They are never read as a survey. The marks: the `schema` of stored results and batches, the name
in a data package's descriptor, the author of Word documents and marked copies, the sheets of a
report, the columns of the CSV tables, the program's name in pages and texts.
"""

import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from plut_audit.i18n import LANGUAGES, N_, translate, translations
from plut_audit.ingest.files.reply_sheet import SIGN
from plut_audit.ingest.sheets import Limits, Sheet
from plut_audit.ingest.sheets.guard.archive import Archive
from plut_audit.ingest.sheets.source import Source
from plut_audit.problems import Problem

_PROGRAM = re.compile(rb"(?:</dt><dd>|\n- [^\n:]{1,40}: )plut-audit \d+\.\d")
"""The line of a report that names the program and its version."""
_BATCH = "made-from.json"
_CREATOR = re.compile(rb"<dc:creator>plut-audit</dc:creator>")
_PAPER = re.compile(r"kke-[^/]*\.docx")
"""The members of a zip of working papers."""
_SHEET_NAME = re.compile(r'<sheet [^>]*?name="([^"]*)"')
_REPORT_SHEETS = (N_("Ranking"), N_("Findings"), N_("Follow-up"), N_("Systemic"))
_FEWEST_SHEETS = 3
_MARKED_COPY = "Masalah - Problems"
_PLAN = N_("Visit plan")
_WORKSHEET = (
    N_("EVALUATION WORKSHEET (LKE)"),
    N_("Recapitulation of values"),
)
_CHOICES = N_("List of choices")
"""The title of a worksheet's list; that of a form's list begins in the same way."""
_REPLY = (N_("Instructions"), N_("Findings"), N_("Values"))
_FOLLOW_UP = (N_("Centre code"), N_("Code"), N_("Auditee's response"))
_TABLES = (
    {"indicator", "reported", "observed", "used", "score", "points_lost"},
    {"code", "severity", "points_lost", "priority", "condition"},
    {"ranked", "rank", "reported", "combined", "combined_exact"},
    {"number", "code", "severity", "file", "sheet", "cell", "message"},
    {"centre_id", "class", "chosen_by", "risk", "reason"},
    {"rank", "centre", "combined", "reported", "class"},
    {"code", "severity", "place", "message"},
    {"centre", "change", "old_rank", "new_rank"},
    {"indicator", "goalposts", "score", "points_lost"},
    {"code", "centre", "severity", "basis", "points_lost", "condition"},
    {"scope", "code", "indicator", "centres", "share", "points_lost"},
    {"centre_id", "centre", "interval", "reason"},
    {"code", "severity", "problem", "count", "first_place"},
    {"state", "code", "severity", "years_open", "title"},
    {"rank", "centre", "median_rank", "rank_low", "rank_high"},
)
_DETAILS = {
    "result": N_("a stored result"),
    "package": N_("a data package"),
    "report": N_("a report"),
    "table": N_("an exported table"),
    "copy": N_("a marked copy"),
    "plan": N_("a plan of visits"),
    "follow_up": N_("a follow-up matrix"),
    "worksheet": N_("an evaluation worksheet"),
    "reply": N_("a reply workbook"),
    "history": N_("the history of a batch"),
    "batch": N_("the outputs of a batch"),
}
XLSFORM = N_("an XLSForm, which asks questions and answers none")
_MOST_NAMED = 3


def problem(file: str, names: Sequence[str], detail: str) -> Problem:
    """FIL-21 for files that this program has written; `detail` is what they are."""
    return Problem("FIL-21", file, values=listed(names, _DETAILS[detail]))


def listed(names: Sequence[str], detail: str) -> dict[str, object]:
    """The blanks of a message on files of one kind: how many, which, and what they are."""
    shown = ", ".join(names[:_MOST_NAMED]) + (" …" if len(names) > _MOST_NAMED else "")
    return {"count": len(names), "names": shown, "detail": translations(detail)}


def is_batch(folder: Path) -> bool:
    """Whether a batch has written the folder."""
    try:
        with (folder / _BATCH).open("rb") as file:
            return b"plut-audit/batch/" in file.read(4096)
    except OSError:
        return False


def is_follow_up(sheet: Sheet) -> bool:
    """Whether a sheet is a follow-up matrix, by its headings in either language."""
    heads = ({_plain(cell) for cell in row if isinstance(cell, str)} for row in sheet.rows[:30])
    return any(titles <= head for head in heads for titles in _follow_up_titles())


def is_worksheet(sheet: Sheet) -> bool:
    """Whether a sheet is one of an evaluation worksheet, by the title in its first cells."""
    first = {_plain(str(cell)) for row in sheet.rows[:4] for cell in row[:3] if str(cell).strip()}
    titles = {_plain(translate(title, language)) for title in _WORKSHEET for language in LANGUAGES}
    lists = {_plain(translate(_CHOICES, language)) for language in LANGUAGES}
    return bool(first & lists) or any(cell.startswith(title) for cell in first for title in titles)


def is_xlsform(sheet: Sheet) -> bool:
    """Whether a sheet is the `survey` of an XLSForm, which asks questions and answers none."""
    heads = ({_plain(cell) for cell in row if isinstance(cell, str)} for row in sheet.rows[:5])
    return sheet.name.casefold() == "survey" and any({"type", "name"} <= head for head in heads)


@cache
def _follow_up_titles() -> list[set[str]]:
    return [{_plain(translate(title, language)) for title in _FOLLOW_UP} for language in LANGUAGES]


def _plain(cell: str) -> str:
    return cell.strip().casefold()


def written_by_us(path: Path, shown_as: str, limits: Limits) -> str:
    """What kind of output of this program a file is, or ""; only its head is looked at.

    Raises `UnreadableFileError` where the file cannot be opened or goes beyond a limit.
    """
    if path.name.startswith("~$"):
        return ""
    suffix = path.suffix.lower()
    if suffix in (".csv", ".tsv"):
        return "table" if _is_table(_head(path)) else ""
    if suffix == ".json":
        return _as_json(_head(path))
    if suffix in (".html", ".md"):
        return "report" if _PROGRAM.search(Source(path, shown_as, limits).content) else ""
    if suffix in (".sqlite", ".db"):
        return "history" if _head(path).startswith(b"SQLite") and _is_history(path) else ""
    if suffix in (".zip", ".xlsx", ".xlsm", ".docx"):
        archive = Source(path, shown_as, limits).archive
        return _in_archive(archive) if archive else ""
    return ""


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(4096)
    except OSError:
        return b""


def _as_json(head: bytes) -> str:
    if b'"plut-audit/' in head and b'"schema"' in head:
        return "result"
    return "package" if b'"name": "plut-audit-' in head else ""


def _is_table(head: bytes) -> bool:
    """Whether the first line has the columns of one of the tables that are exported."""
    line = head.decode("utf-8-sig", "replace").partition("\n")[0]
    columns = {name.strip(' "\r') for name in line.split(",")}
    return any(table <= columns for table in _TABLES)


def _is_history(path: Path) -> bool:
    with path.open("rb") as file:
        return b"combined_exact" in file.read(1 << 20)


def _in_archive(archive: Archive) -> str:
    if "datapackage.json" in archive:
        return "package" if _is_package(archive.read("datapackage.json")) else ""
    names = archive.names()
    if names and all(map(_PAPER.fullmatch, names)):
        return "report"
    if "word/document.xml" in archive:
        return "report" if _CREATOR.search(archive.read("docProps/core.xml")) else ""
    if "xl/workbook.xml" not in archive:
        return ""
    text = archive.read("xl/workbook.xml").decode("utf-8", "replace")
    return _by_sheets({name.replace("&amp;", "&") for name in _SHEET_NAME.findall(text)}, archive)


def _is_package(content: bytes) -> bool:
    try:
        descriptor = json.loads(content)
    except ValueError:
        return False
    return isinstance(descriptor, dict) and str(descriptor.get("name", "")).startswith("plut-audit")


def _by_sheets(titles: set[str], archive: Archive) -> str:
    if _MARKED_COPY in titles:
        return "copy"
    for language in LANGUAGES:
        report = {translate(title, language) for title in _REPORT_SHEETS}
        if len(report & titles) >= _FEWEST_SHEETS:
            return "report"
        if titles == {translate(_PLAN, language)}:
            return "plan"
        if titles >= {translate(title, language) for title in _REPLY} and _has_mark(archive):
            return "reply"
    return "report" if _CREATOR.search(archive.read("docProps/core.xml")) else ""


def _has_mark(archive: Archive) -> bool:
    """Whether the texts of a workbook hold the mark of a reply."""
    part = "xl/sharedStrings.xml"
    return part in archive and SIGN.encode() in archive.read(part)
