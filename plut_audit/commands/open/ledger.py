"""The ledger that the page writes: rows are added, one is rejected, nothing else is changed.

A ledger that somebody made in another way (a workbook, other columns) stays as it is and is used
beside the page's own. Each change is tried on the survey before it stays.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from plut_audit.atomic_write import write_files
from plut_audit.commands.open.session import Session
from plut_audit.errors import AuditError, UsageError
from plut_audit.i18n import N_, current_language, localized
from plut_audit.ingest import sheets
from plut_audit.ingest.files.ledger_sheet import LABELS, header_of
from plut_audit.ingest.sheets import CellValue, Sheet, address
from plut_audit.problems import Problem
from plut_audit.review.decisions import write_rows
from plut_audit.review.decisions.decision import code_of
from plut_audit.review.decisions.template import WORDS

LEDGER = "keputusan.csv"
_MOST_LEDGERS = 100


@dataclass(frozen=True)
class LedgerLine:
    """One row of a ledger: the value of each column by its name."""

    values: Mapping[str, CellValue]

    def value(self, name: str) -> CellValue:
        """The value of a column; "" for none."""
        return self.values.get(name, "")


def ledger_file(session: Session) -> Path:
    """The ledger that the page may write: `keputusan.csv`, unless that is somebody else's."""
    folder = session.folder.path
    names = [LEDGER, *(f"keputusan-{number}.csv" for number in range(2, _MOST_LEDGERS))]
    return next(folder / name for name in names if _is_writable(folder / name))


def _is_writable(path: Path) -> bool:
    """Whether there is no such file, or one with the columns of a ledger and no others."""
    if not path.exists():
        return True
    sheet = _sheet_of(path)
    header = header_of(sheet) if sheet else None
    return header is not None and list(header[1].values()) == list(LABELS)


def _sheet_of(path: Path) -> Sheet | None:
    try:
        found = sheets.read(path, path.name, sheets.Limits()).sheets
    except sheets.UnreadableFileError:
        return None
    return found[0] if len(found) == 1 else None


def ledger_lines(session: Session) -> list[LedgerLine]:
    """The rows of the page's ledger in their order, blank ones too, so that rows keep their place."""
    path = ledger_file(session)
    sheet = _sheet_of(path) if path.exists() else None
    header = header_of(sheet) if sheet else None
    if sheet is None or header is None:
        return []
    number, columns = header
    return [
        LedgerLine(
            {
                name: _with_code(name, row[column])
                for column, name in columns.items()
                if column < len(row)
            }
        )
        for row in sheet.rows[number + 1 :]
    ]


def _with_code(name: str, value: CellValue) -> CellValue:
    """A value of a row; kind, source and state by their codes where they are such."""
    return code_of(str(value), WORDS.get(name, {})) or value


def add_line(session: Session, line: LedgerLine) -> None:
    """Add a row; raises `UsageError` where it could not be applied, and the ledger is as before."""
    lines = ledger_lines(session)
    with _tried(session) as save:
        save([*lines, line])
        _refuse_faults(session, len(lines))


def reject_line(session: Session, number: int) -> None:
    """Mark a row as rejected; it stays as a record."""
    lines = ledger_lines(session)
    if not 0 <= number < len(lines):
        raise UsageError(N_("The ledger has no such row; open the page again."))
    lines[number] = LedgerLine({**lines[number].values, "state": "rejected"})
    with _tried(session) as save:
        save(lines)
        session.decided()


@contextmanager
def _tried(session: Session) -> Iterator[Callable[[list[LedgerLine]], None]]:
    """A change of the ledger that is taken back where the survey can no longer be read."""
    path = ledger_file(session)
    before = path.read_bytes() if path.exists() else None

    def save(lines: list[LedgerLine]) -> None:
        write_rows(lines, path, current_language(), force=True)
        session.read_again()

    try:
        yield save
    except AuditError:
        now = path.read_bytes() if path.exists() else None
        if before is None:
            path.unlink(missing_ok=True)
        elif now != before:
            write_files({path: before}, force=True)
        session.read_again()
        raise


def _refuse_faults(session: Session, row: int) -> None:
    """Raise where something is wrong with the row that was added, below the heading."""
    name = ledger_file(session).name
    for problem in session.decided().problems():
        if problem.severity == "error" and _is_at(problem, name, row + 1):
            raise UsageError(
                N_("The decision was not saved. {message}"), message=localized(problem.message())
            )


def _is_at(problem: Problem, file: str, row: int) -> bool:
    return problem.file == file and problem.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == address(
        row, 0
    ).removeprefix("A")
