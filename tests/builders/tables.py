"""Workbooks written as text: one Markdown table per sheet, `=12` for a number, the rest text."""

from plut_audit import rubric
from plut_audit.ingest import dialects
from plut_audit.ingest.dialects import RawAnswers
from plut_audit.ingest.sheets import CellValue, Sheet, Workbook
from plut_audit.problems import Problem

RUBRIC = rubric.load()


def sheet(text: str, name: str = "Data", file: str = "survey.xlsx") -> Sheet:
    """The sheet of a table; a line `||` is a blank row, and short rows are padded."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    rows = [[_cell(text) for text in line[1:-1].split("|")] for line in lines]
    width = max(map(len, rows))
    return Sheet(file, name, [row + [""] * (width - len(row)) for row in rows])


def _cell(text: str) -> CellValue:
    text = text.strip().replace("\\n", "\n")
    return float(text[1:]) if text.startswith("=") else text


def workbook(*sheets: Sheet, kind: str = "xlsx") -> Workbook:
    """A workbook of these sheets."""
    return Workbook(sheets[0].file, "", kind, list(sheets))


def read(
    *workbooks: Workbook, crosswalk: dict[str, str] | None = None, only_approved: bool = False
) -> tuple[list[RawAnswers], list[Problem]]:
    """What the dialects read in the workbooks, by the default edition."""
    answers, problems, _ = dialects.read(list(workbooks), RUBRIC, crosswalk, only_approved)
    return answers, problems


def one(text: str, kind: str = "xlsx") -> RawAnswers:
    """The answers of a single sheet."""
    found, _ = read(workbook(sheet(text), kind=kind))
    (raw,) = found
    return raw


def answers(raw: RawAnswers) -> dict[str, list[CellValue]]:
    """The answers by question, choice columns as `question/choice`."""
    found = {name: column.values for name, column in raw.columns.items() if column.joined}
    for name, column in raw.columns.items():
        found |= {f"{name}/{code}": part.values for code, part in column.choices.items()}
    return found


def codes(problems: list[Problem]) -> list[str]:
    """The codes of the problems, questions that are missing and columns of tools aside."""
    return sorted(problem.code for problem in problems if problem.code not in ("COL-04", "COL-11"))
