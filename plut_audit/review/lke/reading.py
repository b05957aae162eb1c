"""Filled worksheets to rows of the ledger; what is not understood is named by its cell.

A worksheet is known by its headings and its centre's code, whatever the file and the sheet are
called now and whatever the order of the rows. Nothing that was typed is passed over: it is a row
of the ledger, or a problem, or both where it decides nothing yet.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from plut_audit.i18n import translations
from plut_audit.ingest.sheets import Sheet, Workbook, address
from plut_audit.ingest.values import read_date
from plut_audit.problems import Problem, format_location
from plut_audit.result import Evidence, ItemRow, Result
from plut_audit.review.lke import layout
from plut_audit.review.lke.contents import lke_items
from plut_audit.review.lke.judged_value import JudgedValue
from plut_audit.review.lke.layout import At
from plut_audit.review.lke.others import other_cells
from plut_audit.review.lke.typed_answer import LEFT_OUT, as_written, expected, typed_answer
from plut_audit.review.lke.worksheet import Worksheet, as_worksheet, filled_cells, is_ours


@dataclass
class Reading:
    """What was read: rows of the ledger by centre and indicator, problems, how many worksheets."""

    rows: list[JudgedValue] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    worksheets: int = 0

    @property
    def decided(self) -> int:
        """The rows that decide something."""
        return sum(row.state == "decided" for row in self.rows)


def read_worksheets(workbooks: Iterable[Workbook], result: Result) -> Reading:
    """What evaluators typed into the worksheets of a result."""
    reading = Reading()
    for workbook in workbooks:
        for sheet in workbook.sheets:
            _read_sheet(reading, sheet, result, workbook.dates_from_1904)
    reading.rows = list(_without_contradictions(reading))
    return reading


def _read_sheet(reading: Reading, sheet: Sheet, result: Result, dates_from_1904: bool) -> None:
    worksheet = as_worksheet(sheet)
    if worksheet is None:
        cells = [] if is_ours(sheet) else list(filled_cells(sheet))
        if cells:
            values = {"count": len(cells)}
            first = address(*cells[0])
            reading.problems.append(Problem("LKE-07", sheet.file, sheet.name, first, values=values))
        return
    reading.worksheets += 1
    if worksheet.centre_id not in result.row_of:
        _, cell = worksheet.fact(layout.CENTRE)
        count = sum(bool(worksheet.text(row, at)) for row, at in _typed_cells(worksheet))
        reading.problems.append(
            Problem(
                "LKE-05",
                sheet.file,
                sheet.name,
                cell,
                value=worksheet.centre_id,
                values={"count": count},
            )
        )
        return
    reader = _SheetReader(worksheet, result, dates_from_1904)
    reading.rows += reader.rows()
    reading.problems += reader.problems


def _typed_cells(worksheet: Worksheet) -> Iterator[tuple[int, At]]:
    for row in worksheet.below:
        if worksheet.code(row):
            yield row, At.ANSWER
            yield row, At.REMARK


class _SheetReader:
    """Reads one worksheet of a centre of the result."""

    def __init__(self, worksheet: Worksheet, result: Result, dates_from_1904: bool) -> None:
        self.worksheet, self.dates_from_1904 = worksheet, dates_from_1904
        self.centre = result.centre(result.row_of[worksheet.centre_id])
        self.problems: list[Problem] = []
        self.by = as_written(worksheet.fact(layout.BY)[0])
        self.date = self._date()

    def rows(self) -> list[JudgedValue]:
        """The rows of the ledger; `problems` holds what is named."""
        rows = [row for number in self.worksheet.below if (row := self._row(number))]
        if not rows and (self.by or self.date):
            for label in (layout.BY, layout.DATE):
                value, cell = self.worksheet.fact(label)
                if cell:
                    self._problem("LKE-08", cell, as_written(value))
        items = lke_items(self.centre, self.worksheet.language)
        self.problems += other_cells(self.worksheet, self.centre, items)
        return rows

    def _problem(self, code: str, cell: str, value: str = "", **values: object) -> None:
        sheet, centre_id = self.worksheet.sheet, self.centre.centre_id
        self.problems.append(
            Problem(code, sheet.file, sheet.name, cell, centre_id, value=value, values=values)
        )

    def _date(self) -> date | None:
        raw, cell = self.worksheet.fact(layout.DATE)
        if not cell:
            return None
        value = read_date(raw, self.dates_from_1904, "day").value
        if isinstance(value, date):
            return value
        self._problem("LKE-01", cell, as_written(raw), expected=translations(layout.A_DATE))
        return None

    def _row(self, row: int) -> JudgedValue | None:
        """The decision of a row; None where nothing was typed, or the indicator is not known."""
        worksheet = self.worksheet
        raw, remark = worksheet.value(row, At.ANSWER), worksheet.text(row, At.REMARK)
        if not worksheet.code(row) or not (str(raw).strip() or remark):
            return None
        item = self.centre.items.get(worksheet.code(row))
        if item is None:
            for at in (At.ANSWER, At.REMARK):
                if text := worksheet.text(row, at):
                    self._problem("LKE-06", worksheet.cell(row, at), text)
            return None
        return self._decision(row, item, remark)

    def _decision(self, row: int, item: ItemRow, remark: str) -> JudgedValue:
        worksheet = self.worksheet
        raw, cell = worksheet.value(row, At.ANSWER), worksheet.cell(row, At.ANSWER)
        typed = typed_answer(raw, item) if str(raw).strip() else None
        if typed is None and not str(raw).strip():
            self._problem("LKE-02", worksheet.cell(row, At.REMARK), remark, indicator=item.code)
        elif typed is None:
            self._problem("LKE-01", cell, as_written(raw), expected=expected(item))
        elif not remark:
            self._problem("LKE-09", cell, as_written(raw), indicator=item.code)
        sheet = worksheet.sheet
        return JudgedValue(
            centre_id=self.centre.centre_id,
            indicator=item.code,
            old=_old(item),
            new=typed.value if typed else as_written(raw),
            reason=remark,
            by=self.by,
            date=self.date,
            evidence=format_location(sheet.file, sheet.name, cell),
            state="decided" if typed else "proposed",
        )


def _old(item: ItemRow) -> str | float:
    """What counts before any decision, as the ledger compares it: "" where nothing was answered."""
    if item.evidence == Evidence.NOT_APPLICABLE and item.evaluator is None:
        return LEFT_OUT
    read = item.reported if item.observed_score is None else item.observed
    return "" if read is None else read


def _without_contradictions(reading: Reading) -> Iterator[JudgedValue]:
    """Each row once; where two of a target say otherwise none of them decides."""
    by_target: dict[tuple[str, str], list[JudgedValue]] = {}
    for row in reading.rows:
        by_target.setdefault(row.target, []).append(row)
    for target in sorted(by_target):
        rows = by_target[target]
        if len({(row.new, row.reason) for row in rows}) == 1:
            yield rows[0]
        elif len({row.new for row in rows if row.new != ""}) < 2:  # one value, further remarks
            yield from (row for row in rows if row.new != "")
            yield from (row for row in rows if row.new == "")
        else:
            reading.problems += [_contradiction(row, rows) for row in rows]
            yield from (replace(row, state="proposed") for row in rows)


def _contradiction(row: JudgedValue, rows: Sequence[JudgedValue]) -> Problem:
    others = ", ".join(other.evidence for other in rows if other is not row)
    file, _, inside = row.evidence.partition(" › ")
    sheet, _, cell = inside.rpartition("!")
    values = {"indicator": row.indicator, "others": others}
    return Problem(
        "LKE-10", file, sheet, cell, row.centre_id, value=as_written(row.new), values=values
    )
