"""A ledger to fill in: one row for each problem and each contested answer, as it was read."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol, cast

from plut_audit.atomic_write import atomic_path
from plut_audit.audit import Audit, score_survey
from plut_audit.i18n import N_, localized, translate
from plut_audit.ingest.answers import Answers
from plut_audit.ingest.files.ledger_sheet import LABELS
from plut_audit.ingest.sheets import CellValue
from plut_audit.problems import Problem
from plut_audit.review.decisions.audited import DecidedSurvey
from plut_audit.review.decisions.decision import KINDS, SOURCES, STATES
from plut_audit.review.decisions.raw_survey import RawSurvey
from plut_audit.review.decisions.reading import as_text
from plut_audit.review.decisions.targets import cell_index
from plut_audit.scoring.findings import FindingKind
from plut_audit.scoring.findings.checks import all_checks, worded

TITLE = N_("Decision")
CONTESTED = FindingKind.OVERSTATED | FindingKind.UNDERSTATED | FindingKind.CONSISTENCY
WORDS: dict[str, Mapping[str, str]] = {
    "kind": cast(Mapping[str, str], KINDS),
    "source": SOURCES,
    "state": STATES,
}
"""The columns that hold codes, with the words for these."""
_TO_TYPE = 500
"""Rows below the filled ones in which words can be chosen from a list."""
_WIDTHS = {"note": 60, "reason": 30, "old": 18, "new": 18, "file": 22, "question": 22, "by": 16}


@dataclass(frozen=True)
class TemplateRow:
    """A row of the ledger as far as it is known; the auditor fills in the other columns."""

    file: str
    sheet: str
    cell: str
    centre_id: str = ""
    question: str = ""
    indicator: str = ""
    source: str = ""
    old: CellValue = ""
    note: str = ""

    @property
    def location(self) -> tuple[str, str, str]:
        """File, sheet and cell."""
        return self.file, self.sheet, self.cell

    def value(self, name: str) -> CellValue:
        """The value of a column of the ledger; "" for those that the auditor fills in."""
        value: CellValue = getattr(self, name, "")
        return value

    def as_read(self, survey: RawSurvey) -> "TemplateRow":
        """With form, question and value of the answer in its cell, where there is one."""
        cell = cell_index(self.cell)
        found = survey.at(self.file, self.sheet, cell) if cell else []
        answers = [answer for answer in found if self.question in ("", answer.question)]
        if not answers:
            return self
        role = survey.raws[answers[0].raw].role
        return replace(
            self,
            question=answers[0].question,
            old=survey.written(answers[0]),
            source=role if role in SOURCES else "",
        )


def template_rows(decided: DecidedSurvey, language: str) -> list[TemplateRow]:
    """One row for each problem that has a place, then one for each contested answer."""
    survey = RawSurvey(decided.found)
    rows = [
        _problem_row(problem, language).as_read(survey)
        for problem in decided.problems()
        if problem.file and not problem.code.startswith("DEC")
    ]
    located = {row.location for row in rows if row.cell}
    for row in _contested_rows(score_survey(decided.read), language):
        if row.location not in located:
            located.add(row.location)
            rows.append(row.as_read(survey))
    return rows


def _problem_row(problem: Problem, language: str) -> TemplateRow:
    """The place of a problem, and what its message quotes."""
    return TemplateRow(
        file=problem.file,
        sheet=problem.sheet,
        cell=problem.cell,
        centre_id=problem.centre_id,
        question=problem.question,
        old=problem.value,
        note=f"{problem.code}: {localized(problem.message(), language)}",
    )


def _contested_rows(audited: Audit, language: str) -> Iterator[TemplateRow]:
    """The answers behind each finding in which two answers do not go together."""
    found = audited.findings
    for number, centre, kinds in zip(found.code, found.centre, found.kinds, strict=True):
        if int(kinds) & CONTESTED:
            yield from _finding_rows(audited, found.codes[int(number)], int(centre), language)


def _finding_rows(audited: Audit, code: str, centre: int, language: str) -> Iterator[TemplateRow]:
    """A row for each answer that a finding of a centre rests on."""
    if check := all_checks().get(code):
        questions = check.questions_at(audited.check_context, centre)
        title = worded(check.title, language)
    else:
        indicator = audited.rubric.indicators[code]
        questions = (indicator.lead,)
        title = localized(indicator.finding or indicator.title, language)
    centre_id = audited.survey.centres[centre].centre_id
    for file, sheet, cell, question in _places(audited, centre, questions):
        note = f"{code}: {title}"
        yield TemplateRow(file, sheet, cell, centre_id, question, code, note=note)


def _places(
    audited: Audit, centre: int, questions: tuple[str, ...]
) -> Iterator[tuple[str, str, str, str]]:
    """File, sheet, cell and question of a centre's answers in both forms."""
    survey = audited.survey
    for question in questions:
        rows: list[tuple[Answers, int]] = [(survey.questionnaire, int(survey.response[centre]))]
        if question in survey.visit:
            rows.append((survey.visits, int(survey.visit[question][centre])))
        for answers, used in rows:
            row = answers.other_rows.get((used, question), used)
            raw = answers.origins[answers.origin[row]] if used >= 0 else None
            if raw is not None and question in raw.columns:
                sheet = raw.sheet_of(question)
                cell = raw.cell(int(answers.index[row]), question)
                yield sheet.file, sheet.name, cell, question


# --- the file ------------------------------------------------------------------------------


class LedgerRow(Protocol):
    """A row to write: the value of each column by its name."""

    def value(self, name: str) -> CellValue:
        """The value of a column, "" for none; kind, source and state by their codes."""


def write_template(decided: DecidedSurvey, path: Path, language: str, force: bool = False) -> int:
    """Write the ledger as a workbook or a CSV, by the suffix; gives how many rows it has."""
    rows = template_rows(decided, language)
    write_rows(rows, path, language, force)
    return len(rows)


def write_rows(rows: Sequence[LedgerRow], path: Path, language: str, force: bool = False) -> None:
    """Write rows as a ledger, a workbook or a CSV by the suffix; it is whole or not there."""
    with atomic_path(path, force) as beside:
        if path.suffix.lower() == ".csv":
            beside.write_text(_csv(rows, language), encoding="utf-8-sig", newline="")
        else:
            from plut_audit.rubric.forms.workbook import workbook_bytes

            beside.write_bytes(workbook_bytes(lambda book: _fill(book, rows, language)))


def blank_ledger(suffix: str, language: str) -> bytes:
    """A ledger with its headings alone, as a CSV or a workbook by the suffix."""
    if suffix == ".csv":
        return _csv([], language).encode("utf-8-sig")
    from plut_audit.rubric.forms.workbook import workbook_bytes

    return workbook_bytes(lambda book: _fill(book, [], language))


def _csv(rows: Sequence[LedgerRow], language: str) -> str:
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(translate(label, language) for label in LABELS.values())
    for row in rows:
        writer.writerow(_shown(name, row.value(name), language) for name in LABELS)
    return target.getvalue()


def _shown(name: str, value: CellValue, language: str) -> str:
    """A value of a column as text; kind, form and state in words."""
    words = WORDS.get(name, {})
    return translate(words[str(value)], language) if value in words else as_text(value)


def _fill(book: Any, rows: Sequence[LedgerRow], language: str) -> None:
    from plut_audit.rubric.forms.workbook import Styles, set_up_print

    styles, title = Styles(book), translate(TITLE, language)
    page = book.add_worksheet(title)
    page.freeze_panes(1, 1)
    set_up_print(page, title, wide=True)
    page.repeat_rows(0)
    for column, (name, label) in enumerate(LABELS.items()):
        page.set_column(column, column, _WIDTHS.get(name, 13))
        page.write_string(0, column, translate(label, language), styles.heading())
        for number, row in enumerate(rows, 1):
            value = row.value(name)
            if isinstance(value, float):
                page.write_number(number, column, value, styles())
            elif value != "":
                page.write_string(number, column, _shown(name, value, language), styles())
    _add_lists(page, len(rows) + _TO_TYPE, language)
    page.autofilter(0, 0, max(len(rows), 1), len(LABELS) - 1)


def _add_lists(page: Any, last: int, language: str) -> None:
    """The words that can be chosen for kind, form and state."""
    for name, words in WORDS.items():
        column = list(LABELS).index(name)
        choices = [translate(word, language) for word in words.values()]
        page.data_validation(1, column, last, column, {"validate": "list", "source": choices})
