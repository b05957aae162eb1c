"""The reply workbook of a centre: what the draft says of it, and cells to agree or disagree in.

All but the cells of the reply is locked, without a password. Each sheet carries the mark of
`ingest.files.reply_sheet`, each row a hidden check of its locked cells (`review.replies.layout`).
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from plut_audit.atomic_write import write_files
from plut_audit.i18n import N_, _, set_language
from plut_audit.ingest.files.reply_sheet import ReplyMark
from plut_audit.report.reply_rows import ReplyRow, finding_rows, value_rows
from plut_audit.report.sections import report_title
from plut_audit.report.stage import page_line
from plut_audit.report.values import date_text
from plut_audit.result import CentreRow, Result
from plut_audit.review.replies import layout
from plut_audit.rubric.forms.workbook import Styles, fit_row, set_up_print, workbook_bytes

INPUT, FAINT, TINT, RED = "#FFF8DC", "#808080", "#EAF0F5", "#A61B1B"
WIDTHS = {
    "reference": 19,
    "severity": 11,
    "title": 24,
    "condition": 38,
    "recommendation": 30,
    "label": 32,
    "cells": 24,
    "answer": 11,
    "value": 14,
    "explanation": 28,
    "evidence": 18,
}
OTHER_WIDTH = 14
GUIDE_WIDTHS = (26.0, 74.0)
DOTS = "." * 40
STEPS = (
    N_(
        "The sheet 'Findings' lists what the draft found at your centre, the sheet 'Values' what "
        "was read of your questionnaire and of the visit."
    ),
    N_(
        "Reply in the yellow cells; all other cells are locked. Choose 'agree' or 'disagree' in "
        "each row that you wish to reply to. A row left blank counts as not replied to."
    ),
    N_(
        "Where you disagree, write the right value on the sheet 'Values', say why, and name the "
        "evidence that you send along: file, page and date."
    ),
    N_(
        "The file may be saved by any spreadsheet program and have any name. Please keep its "
        "sheets, headings and the grey line below each title."
    ),
    N_(
        "A reply changes no figure by itself. The team decides on each, and the final report "
        "prints your reply with the team's comment."
    ),
)


def write_reply_workbooks(
    result: Result, folder: Path, language: str, force: bool = False
) -> list[Path]:
    """Write one reply workbook per centre into `folder`; gives their paths.

    `OutputError` where one is there already and `force` is not given: then none is written.
    """
    set_language(language)
    contents: dict[Path, bytes] = {}
    for centre in result.centre_rows():
        contents[folder / _file_name(centre, contents)] = reply_workbook(centre)
    return write_files(contents, force)


def _file_name(centre: CentreRow, others: Mapping[Path, bytes]) -> str:
    """`tanggapan-71.72.xlsx`, letters and digits only, once in its folder."""
    code = re.sub(r"[^\w.-]+", "-", centre.centre_id, flags=re.ASCII).strip("-._")[:60]
    names = {path.name.lower() for path in others}
    name, count = f"{_(N_('reply'))}-{code or centre.row + 1}", 2
    unique = name
    while f"{unique}.xlsx".lower() in names:
        unique, count = f"{name}-{count}", count + 1
    return f"{unique}.xlsx"


def reply_workbook(centre: CentreRow) -> bytes:
    """The workbook's bytes, in the language in use."""
    return workbook_bytes(lambda book: _Writer(book, centre).write())


class _Writer:
    """Writes the three sheets of one centre."""

    def __init__(self, book: Any, centre: CentreRow) -> None:
        self.book, self.centre, self.result = book, centre, centre.result
        self.styles = Styles(book)
        mark = ReplyMark(
            centre.centre_id,
            self.result.year,
            self.result.fingerprint,
            layout.survey_digest(self.result),
        )
        self.mark = mark.text

    def write(self) -> None:
        """All sheets."""
        self._guide()
        note = _(N_("Do you agree? Where not, say why and name the evidence that you send along."))
        findings = list(finding_rows(self.centre))
        self._table(layout.FINDINGS, layout.FINDING_COLUMNS, findings, note)
        note = _(
            N_("Is the value right? Where not, write the right one, and name the evidence for it.")
        )
        self._table(layout.VALUES, layout.VALUE_COLUMNS, list(value_rows(self.centre)), note)

    # --- the parts of every sheet --------------------------------------------------------------

    def _sheet(self, name: str, widths: Sequence[float], title: str, wide: bool) -> Any:
        """A locked sheet with title and mark, its last column hidden."""
        page = self.book.add_worksheet(_(name))
        for column, width in enumerate(widths):
            page.set_column(column, column, width)
        page.set_column(len(widths), len(widths), 12, None, {"hidden": True})
        page.hide_gridlines(2)
        set_up_print(page, f"{self.centre.centre_id} {self.centre.name}")
        if wide:
            page.set_landscape()
        line = page_line(self.result).replace("&", "&&")
        page.set_header(f'&C&"Arial,Bold"&9&K{RED[1:]}{line}')
        allowed = ("format_columns", "format_rows", "sort", "autofilter")
        page.protect("", dict.fromkeys(allowed, True))
        style = self.styles(bold=True, font_size=14, font_color="#0B4F6C", text_wrap=False)
        self._row(page, 0, [(title, style)], len(widths))
        faint = self.styles(font_size=7, font_color=FAINT, text_wrap=False)
        self._row(page, 1, [(self.mark, faint)], len(widths))
        return page

    def _row(
        self, page: Any, row: int, cells: Sequence[tuple[str, Any]], check_at: int, key: str = ""
    ) -> None:
        """The locked cells of a row from the left, and its check."""
        for column, (text, style) in enumerate(cells):
            if text:
                page.write_string(row, column, text, style)
        faint = self.styles(font_size=7, font_color=FAINT, text_wrap=False)
        page.write_string(
            row, check_at, layout.check_text(key, [text for text, _s in cells]), faint
        )

    # --- instructions --------------------------------------------------------------------------

    def _guide(self) -> None:
        title = _(N_("Reply to: {title}"), title=report_title(self.result))
        page = self._sheet(layout.GUIDE, GUIDE_WIDTHS, title, wide=False)
        row = 3
        for label, text in self._facts():
            self._guide_row(page, row, label, text)
            row += 1
        for number, step in enumerate(STEPS, 1):
            self._guide_row(page, row + number, f"{number}.", _(step))
        row += len(STEPS) + 2
        for label in layout.FIELDS.values():
            page.write_blank(row, 1, None, self._input())
            self._row(page, row, [(_(label), self.styles.boxed(bold=True, bg_color=TINT))], 2)
            row += 1

    def _facts(self) -> list[tuple[str, str]]:
        replies, centre = self.result.replies, self.centre
        reply_by = replies.reply_by if replies else ""
        return [
            (_(N_("Centre")), f"{centre.centre_id} {centre.name}".strip()),
            (_(N_("Province")), centre.province or "–"),
            (_(N_("Reply by")), date_text(reply_by) if reply_by else DOTS),
            (_(N_("Fingerprint of the result")), self.result.fingerprint),
        ]

    def _guide_row(self, page: Any, row: int, label: str, text: str) -> None:
        number = label.rstrip(".").isdigit()
        style = self.styles(align="right") if number else self.styles.boxed(bg_color=TINT)
        body = self.styles() if number else self.styles.boxed(bold=True)
        fit_row(page, row, (text, GUIDE_WIDTHS[1], 10))
        self._row(page, row, [(label, style), (text, body)], 2)

    # --- tables --------------------------------------------------------------------------------

    def _table(
        self, name: str, columns: Mapping[str, str], rows: Sequence[ReplyRow], note: str
    ) -> None:
        """A sheet of what can be replied to, one row each."""
        widths = [WIDTHS.get(column, OTHER_WIDTH) for column in columns]
        last = len(columns)
        page = self._sheet(name, widths, f"{_(name)}: {self.centre.name}", wide=True)
        self._row(page, 2, [(note, self.styles(italic=True, text_wrap=False))], last)
        heading = self.styles.heading(border=1, border_color="#B8C4CE", valign="vcenter")
        self._row(page, 3, [(_(title), heading) for title in columns.values()], last)
        page.set_row(3, 42)
        page.freeze_panes(4, 1)
        page.repeat_rows(3)
        for number, row in enumerate(rows, 4):
            self._table_row(page, number, columns, row)
        if not rows:
            self._row(page, 4, [(_(N_("There is nothing to reply to here.")), self.styles())], last)
        page.autofilter(3, 0, max(4, 3 + len(rows)), last)
        page.print_area(0, 0, max(4, 3 + len(rows)), last - 1)

    def _table_row(self, page: Any, number: int, columns: Mapping[str, str], row: ReplyRow) -> None:
        locked = self.styles.boxed(font_size=9)
        for column, name in enumerate(columns):
            if name in layout.TYPED:
                page.write_blank(number, column, None, self._input())
            if name == "answer":
                choices = [_(word) for word in layout.ANSWERS.values()]
                page.data_validation(
                    number, column, number, column, {"validate": "list", "source": choices}
                )
        texts = [(row.get(name, ""), locked) for name in columns]
        fit_row(
            page,
            number,
            *((row.get(name, ""), WIDTHS.get(name, OTHER_WIDTH), 9) for name in columns),
        )
        self._row(page, number, texts, len(columns), row[layout.REFERENCE])

    def _input(self) -> Any:
        """A cell to fill in; as text, so that no program takes `1.200` for another number."""
        return self.styles.boxed(locked=False, bg_color=INPUT, num_format="@", font_size=9)
