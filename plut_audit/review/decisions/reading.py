"""A ledger to decisions; every fault of a row is a problem at its cell, and the row not applied."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import cast

from plut_audit.i18n import translations
from plut_audit.ingest.files.ledger_sheet import LABELS, header_of
from plut_audit.ingest.registry import normal_centre_code, normal_finding_code
from plut_audit.ingest.sheets import CellValue, Sheet, Workbook, address
from plut_audit.ingest.values import read_date
from plut_audit.problems import Problem
from plut_audit.review.decisions.decision import (
    ABOUT_RESPONSES,
    ABOUT_VALUES,
    KINDS,
    SOURCES,
    STATES,
    Decision,
    Kind,
    code_of,
)

_TEXTS = ("question", "file", "sheet", "reason", "by", "evidence")


@dataclass(frozen=True)
class ReviewedRow:
    """What a row of a ledger says of itself, whether it applies or not; `state` as in `STATES`."""

    state: str
    comment: str
    note: str
    location: tuple[str, str, str]


@dataclass
class Ledger:
    """What was read of the ledgers: decisions that apply, how many rows do not yet, problems."""

    decisions: list[Decision] = field(default_factory=list)
    proposed: int = 0
    rows: list[ReviewedRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_ledgers(workbooks: Sequence[Workbook]) -> Ledger:
    """The decisions of all ledgers, whatever the order of rows, in an order of their own."""
    ledger = Ledger()
    for workbook in workbooks:
        for sheet in workbook.sheets:
            _read_sheet(ledger, sheet, workbook.dates_from_1904)
    ledger.decisions.sort(key=lambda decision: (decision.kind, decision.target, str(decision.new)))
    return ledger


def _read_sheet(ledger: Ledger, sheet: Sheet, dates_from_1904: bool) -> None:
    header = header_of(sheet)
    if header is None:
        return
    number, columns = header
    ledger.problems += _unknown_columns(sheet, number, columns)
    waiting: list[int] = []
    for row in range(number + 1, len(sheet.rows)):
        line = _Line(sheet, row, columns, dates_from_1904)
        if not line.filled:
            continue
        ledger.rows.append(line.reviewed)
        if line.rejected:
            continue
        if line.waits:
            waiting.append(row)
        elif (decision := line.decision()) and not line.problems:
            ledger.decisions.append(decision)
        ledger.problems += line.problems
    ledger.proposed += len(waiting)
    if waiting:
        values = {"count": len(waiting), "first": waiting[0] + 1}
        ledger.problems.append(Problem("DEC-09", sheet.file, sheet.name, values=values))


def _unknown_columns(sheet: Sheet, number: int, columns: Mapping[int, str]) -> Iterator[Problem]:
    """DEC-10 for each column with a heading that is not known and something below it."""
    for place, name in columns.items():
        heading = str(sheet.rows[number][place]).strip()
        below = any(str(row[place]).strip() for row in sheet.rows[number + 1 :])
        if not name and below:
            cell = address(number, place)
            yield Problem("DEC-10", sheet.file, sheet.name, cell, value=heading)


class _Line:
    """One row of a ledger while it is read."""

    def __init__(
        self, sheet: Sheet, row: int, columns: Mapping[int, str], dates_from_1904: bool
    ) -> None:
        self.sheet, self.row, self.problems = sheet, row, list[Problem]()
        self.place: dict[str, int] = {
            name: column for column, name in reversed(list(columns.items())) if name
        }
        self.dates_from_1904 = dates_from_1904

    @property
    def filled(self) -> bool:
        """Whether anything stands in a column of the ledger."""
        return any(str(self.raw(name)).strip() for name in self.place)

    @property
    def waits(self) -> bool:
        """Whether nobody has decided yet: no kind, or proposed."""
        return not self.text("kind") or self.word("state", STATES, "decided") == "proposed"

    @property
    def rejected(self) -> bool:
        """Whether it was decided that the row is not to apply."""
        return self.word("state", STATES) == "rejected"

    @property
    def reviewed(self) -> ReviewedRow:
        """State, comment and note of the row; a state that is not known is none of the words."""
        state = self.word("state", STATES, "decided" if self.text("kind") else "")
        location = (self.sheet.file, self.sheet.name, address(self.row, self.place["kind"]))
        return ReviewedRow(state, self.text("comment"), self.text("note"), location)

    def raw(self, name: str) -> CellValue:
        """A cell; an error cell and a formula that no program has calculated as it is written."""
        column = self.place.get(name)
        if column is None:
            return ""
        at = self.row, column
        if at in self.sheet.uncalculated:
            return f"={self.sheet.uncalculated[at]}"
        return self.sheet.errors.get(at, self.sheet.rows[self.row][column])

    def text(self, name: str) -> str:
        """A cell as text; a whole number without its decimals, a day without its midnight."""
        return as_text(self.raw(name)).strip()

    def word(self, name: str, words: Mapping[str, str], default: str = "") -> str:
        """A word of a column in either language as its code; "" where it is none of them."""
        return code_of(self.text(name), words, default)

    def fault(self, code: str, name: str, **values: object) -> None:
        """Note what is wrong in a column, or in the row where the ledger has no such column."""
        cell = address(self.row, self.place.get(name, 0))
        values = {"column": translations(LABELS[name]), **values}
        problem = Problem(
            code,
            self.sheet.file,
            self.sheet.name,
            cell,
            self.centre_id,
            value=self.text(name),
            values=values,
        )
        self.problems.append(problem)

    @property
    def centre_id(self) -> str:
        """The code of the centre in its normal form."""
        return normal_centre_code(self.raw("centre_id"))

    def decision(self) -> Decision | None:
        """The decision of the row; what is wrong with it is in `problems`."""
        for name, words in (("kind", KINDS), ("source", SOURCES), ("state", STATES)):
            known = cast(Mapping[str, str], words)
            if self.text(name) and not self.word(name, known):
                self.fault("DEC-03", name, known=", ".join(known))
        if self.problems:
            return None
        texts = {name: self.text(name) for name in _TEXTS}
        decision = Decision(
            kind=cast(Kind, self.word("kind", cast(Mapping[str, str], KINDS))),
            centre_id=self.centre_id,
            source=self.word("source", SOURCES),
            indicator=normal_finding_code(self.raw("indicator")),
            cell=self.text("cell").replace("$", "").upper(),
            old=self.raw("old"),
            new=self.raw("new"),
            date=self.day("date"),
            until=self.day("until"),
            location=(self.sheet.file, self.sheet.name, address(self.row, self.place["kind"])),
            **texts,
        )
        for name in _missing(decision):
            self.fault("DEC-04", name, kind=translations(KINDS[decision.kind]))
        return decision

    def day(self, name: str) -> date | None:
        """A date; one that cannot be read is a fault."""
        raw = self.raw(name)
        if not str(raw).strip():
            return None
        reading = read_date(raw, self.dates_from_1904, "day")
        if not isinstance(reading.value, date):
            self.fault("DEC-08", name)
            return None
        return reading.value


def as_text(cell: CellValue) -> str:
    """A cell as people write it: whole numbers without decimals, days without midnight."""
    if isinstance(cell, datetime):
        midnight = cell.time() == datetime.min.time()
        return cell.date().isoformat() if midnight else cell.isoformat(" ")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _missing(decision: Decision) -> Iterator[str]:
    """The columns that a decision of its kind needs and that are blank."""
    if decision.kind in ABOUT_VALUES | ABOUT_RESPONSES:
        yield from _missing_location(decision)
    else:
        yield from (name for name in ("centre_id", "indicator") if not getattr(decision, name))
    needed = {
        "correct": ("new",),
        "evaluator_value": ("new",),
        "cause": ("new",),
        "accept": ("until", "reason"),
        "close": ("evidence", "date"),
    }
    for name in needed.get(decision.kind, ()):
        if getattr(decision, name) in ("", None):
            yield name


def _missing_location(decision: Decision) -> Iterator[str]:
    """What is missing of a target among the answers; a file, or a centre and more."""
    about_values = decision.kind in ABOUT_VALUES
    if decision.file or decision.cell or not decision.centre_id:
        names = ("file", "cell") if about_values or decision.cell else ("file",)
    elif decision.kind == "choose":
        names = ("file",)
    else:
        names = ("centre_id", "question") if about_values else ("centre_id", "source")
    yield from (name for name in names if not getattr(decision, name))
