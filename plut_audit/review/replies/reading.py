"""Reply workbooks read back, however they were renamed, sorted, extended or saved.

A row is known by its reference, a column by its heading, a workbook by its mark; whatever does
not fit is named at its cell with its text, so that nothing that was typed is lost.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import cast

from plut_audit.i18n import translations
from plut_audit.ingest import sheets
from plut_audit.ingest.files.reply_sheet import ReplyMark, marks_of, read_mark
from plut_audit.ingest.sheets import CellValue, Limits, UnreadableFileError, Workbook, address
from plut_audit.ingest.values import read_date
from plut_audit.problems import Problem
from plut_audit.result import Result
from plut_audit.result.extras.replies import Answer
from plut_audit.review.decisions.reading import as_text
from plut_audit.review.replies.layout import ANSWERS, is_word, survey_digest
from plut_audit.review.replies.sheet_rows import Cells, SheetRows
from plut_audit.review.replies.workbook import ReadReplies, ReplyLine, ReplyWorkbook


def read_replies(folder: Path, result: Result, limits: Limits | None = None) -> ReadReplies:
    """The reply workbooks of a folder that are replies to the survey of a result."""
    replies = ReadReplies()
    for path in _files(folder):
        shown_as = path.relative_to(folder).as_posix()
        if not sheets.readable(path):
            replies.problems.append(Problem("RPL-01", shown_as))
            continue
        try:
            book = sheets.read(path, shown_as, limits)
        except UnreadableFileError as unreadable:
            replies.problems.append(unreadable.problem)
            continue
        found = read_workbook(book, replies.problems)
        if found and _is_usable(found, result, replies.problems):
            replies.workbooks.append(found)
    replies.problems += _of_all(replies.workbooks)
    return replies


def _files(folder: Path) -> Iterator[Path]:
    """Every file below a folder that is not hidden, in the order of their names."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).parts
        if path.is_file() and not any(name.startswith(".") for name in inside):
            yield path


def read_workbook(book: Workbook, problems: list[Problem]) -> ReplyWorkbook | None:
    """What was typed into one workbook; None where it is no reply. Problems are added."""
    rows = [SheetRows(sheet) for sheet in book.sheets]
    marks = [mark for sheet in book.sheets for mark in marks_of(sheet)]
    if not marks and not any(sheet.by_key for sheet in rows):
        problems.append(Problem("RPL-01", book.file))
        return None
    reply = ReplyWorkbook(book.file, book.sha256, tuple(sheet.name for sheet in book.sheets))
    reply.mark = _mark(book, problems)
    keys = Counter(key.rpartition(" ")[0] for sheet in rows for key in sheet.by_key)
    named = keys.most_common(1)[0][0] if keys else ""
    reply.centre_id = reply.mark.centre_id if reply.mark else named
    for sheet in rows:
        problems += sheet.problems()
        _read_fields(reply, sheet, book.dates_from_1904, problems)
        reply.lines += _lines(reply, sheet, problems)
    problems += _repeated(reply)
    return reply


def _mark(book: Workbook, problems: list[Problem]) -> ReplyMark | None:
    """The only mark of a workbook; one that was changed, or a second one, is named."""
    marks: list[ReplyMark] = []
    for sheet in book.sheets:
        for cell, text in marks_of(sheet):
            mark = read_mark(text)
            if mark is None or (marks and mark not in marks):
                problems.append(Problem("RPL-12", book.file, sheet.name, cell, value=text))
            if mark is not None:
                marks.append(mark)
    if not marks:
        problems.append(Problem("RPL-12", book.file, value="–"))
    return marks[0] if len(set(marks)) == 1 else None


def _read_fields(
    reply: ReplyWorkbook, sheet: SheetRows, dates_from_1904: bool, problems: list[Problem]
) -> None:
    """Who filled the workbook in, and when."""
    for name, row, value in sheet.fields():
        text = as_text(value).strip()
        if name == "filled_in_by":
            reply.filled_in_by = text or reply.filled_in_by
        elif text:
            day = read_date(text, dates_from_1904, "day").value
            if isinstance(day, date):
                reply.replied_on = day.isoformat()
            else:
                place = (reply.file, sheet.sheet.name, address(row, 0))
                problems.append(Problem("RPL-17", *place, value=text))


# --- the rows of the tables ----------------------------------------------------------------


def _lines(reply: ReplyWorkbook, sheet: SheetRows, problems: list[Problem]) -> Iterator[ReplyLine]:
    """The rows in which something was typed, those of another centre left out and named."""
    for row, key, typed in sheet.table_rows():
        if not typed:
            continue
        centre_id, _space, name = key.rpartition(" ")
        cell = address(row, min(typed))
        if centre_id != reply.centre_id:
            text = "; ".join(as_text(value) for value in typed.values())
            blanks = {"other": centre_id, "own": reply.centre_id}
            place = (reply.file, sheet.sheet.name, cell)
            problems.append(Problem("RPL-13", *place, reply.centre_id, value=text, values=blanks))
            continue
        yield _line(reply, sheet, row, name, typed, problems)


def _line(
    reply: ReplyWorkbook,
    sheet: SheetRows,
    row: int,
    name: str,
    typed: Cells,
    problems: list[Problem],
) -> ReplyLine:
    texts: dict[str, list[CellValue]] = {}
    for column, value in typed.items():
        texts.setdefault(sheet.columns[column], []).append(value)
    at = next((c for c, title in sheet.columns.items() if title == "answer"), min(typed))
    place = (reply.file, sheet.sheet.name, address(row, at))
    written = _joined(texts.get("answer", []))
    answer = _answer(written)
    values = texts.get("value", [])
    line = ReplyLine(
        centre_id=reply.centre_id,
        name=name,
        answer=answer,
        value=values[0] if len(values) == 1 else _joined(values),
        explanation=_joined(texts.get("explanation", [])),
        evidence=_joined(texts.get("evidence", [])),
        location=place,
    )
    problems += _answer_problems(line, written)
    return line


def _joined(values: Iterable[CellValue]) -> str:
    return "; ".join(as_text(value).strip() for value in values)


def _answer(written: str) -> Answer:
    """The answer that a word means; "" for none and for another word."""
    known = (code for code, label in ANSWERS.items() if is_word(written, label))
    return cast(Answer, next(known, "")) if written else ""


def _answer_problems(line: ReplyLine, written: str) -> Iterator[Problem]:
    """An unknown word, a reply without one, and agreement that gives another value."""
    if written and not line.answer:
        known = [translations(label) for label in ANSWERS.values()]
        blanks = {"agree": known[0], "disagree": known[1]}
        yield _of_line("RPL-07", line, written, **blanks)
    elif not written and line.typed:
        yield _of_line("RPL-08", line, "")
    elif line.answer == "agree" and str(line.value).strip():
        yield _of_line("RPL-16", line, as_text(line.value))


def _of_line(code: str, line: ReplyLine, text: str, **blanks: object) -> Problem:
    values = {"name": line.name, **blanks}
    return Problem(code, *line.location, line.centre_id, value=text, values=values)


def _repeated(reply: ReplyWorkbook) -> Iterator[Problem]:
    """The rows that a workbook has twice, both filled in."""
    seen: dict[str, ReplyLine] = {}
    for line in reply.lines:
        first = seen.setdefault(line.name, line)
        if first is not line:
            yield _of_line("RPL-14", line, "", first=first.location[2])


# --- whole workbooks -----------------------------------------------------------------------


def _is_usable(reply: ReplyWorkbook, result: Result, problems: list[Problem]) -> bool:
    """Whether a workbook is a reply to the survey; if not, or not quite, it is named."""
    mark, centre = reply.mark, reply.centre_id
    if mark and mark.year != result.year:
        blanks = {"year": mark.year or "–", "wanted": result.year or "–"}
        problems.append(Problem("RPL-02", reply.file, centre_id=centre, values=blanks))
        return False
    if centre not in result.row_of:
        problems.append(Problem("RPL-03", reply.file, value=centre or "–"))
        return False
    if mark and mark.survey != survey_digest(result):
        problems.append(
            Problem("RPL-04", reply.file, centre_id=centre, values={"result": mark.result})
        )
    problems += _unknown_rows(reply, result)
    if not reply.lines:
        problems.append(Problem("RPL-11", reply.file, centre_id=centre))
    return True


def _unknown_rows(reply: ReplyWorkbook, result: Result) -> Iterator[Problem]:
    """The rows on what the survey does not have: no question, no finding of the centre."""
    rows = result.finding_rows_of(result.row_of[reply.centre_id])
    codes = {result.findings.codes[int(result.findings.code[row])] for row in rows}
    for line in reply.lines:
        if line.name not in codes and line.name not in result.rubric.questions:
            yield _of_line("RPL-18", line, "")


def _of_all(workbooks: list[ReplyWorkbook]) -> Iterator[Problem]:
    """Two workbooks of one centre, and those that were made with another draft than most."""
    drafts = Counter(book.mark.result for book in workbooks if book.mark)
    usual = drafts.most_common(1)[0][0] if drafts else ""
    first: dict[str, ReplyWorkbook] = {}
    for book in workbooks:
        other = first.setdefault(book.centre_id, book)
        if other is not book:
            blanks = {"other": other.file}
            yield Problem("RPL-05", book.file, centre_id=book.centre_id, values=blanks)
        if book.mark and book.mark.result != usual:
            blanks = {"result": book.mark.result, "usual": usual}
            yield Problem("RPL-06", book.file, centre_id=book.centre_id, values=blanks)
