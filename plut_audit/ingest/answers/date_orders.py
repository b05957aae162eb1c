"""The order of the dates of each file: settled by all of them, else day first and reported."""

from collections.abc import Iterable, Mapping, Sequence

from plut_audit.ingest.dialects import RawAnswers
from plut_audit.ingest.sheets import CellValue
from plut_audit.ingest.values import date_order, read_date
from plut_audit.problems import Problem
from plut_audit.rubric import Question


def settle_date_orders(
    raws: Sequence[RawAnswers], questions: Mapping[str, Question]
) -> list[Problem]:
    """Give the answers of each file one order of dates; what is not certain is reported.

    The dates decide; else the order of Google's time stamps, each written after the one before;
    else what the tool is known to write. Where nothing decides, or a year of two digits may stand first, `date_order` stays "" and dates
    are read day first.
    """
    by_file: dict[str, list[RawAnswers]] = {}
    for raw in raws:
        by_file.setdefault(raw.sheet.file, []).append(raw)
    dates = [name for name, question in questions.items() if question.type == "date"]
    return [problem for found in by_file.values() for problem in _settle(found, dates)]


def _settle(raws: list[RawAnswers], dates: Iterable[str]) -> list[Problem]:
    columns = [(raw, name) for raw in raws for name in dates if name in raw.columns]
    cells: list[CellValue] = [cell for raw, name in columns for cell in raw.columns[name].values]
    stamps: list[CellValue] = [stamp for raw in raws for stamp in raw.submitted]
    orders = date_order.common_orders([*cells, *stamps])
    by_tool = next((raw.date_order for raw in raws if raw.date_order), "")
    order: str = next(iter(orders)) if len(orders) == 1 else ""
    if orders == date_order.BOTH:
        order = next(filter(None, map(_in_time, raws)), None) or by_tool
    if date_order.years_may_come_first(cells):
        order = ""
    for raw in raws:
        raw.date_order = order
    if order:
        odd = order == "month" and by_tool != "month"
        return _problems("VAL-21", columns, only=order) if odd else []
    return _problems("VAL-20", columns) if cells else []


def _in_time(raw: RawAnswers) -> str:
    return (date_order.order_in_time(raw.submitted) or "") if raw.in_time_order else ""


def _problems(
    code: str, columns: Iterable[tuple[RawAnswers, str]], only: str = ""
) -> list[Problem]:
    """The problem at the first date that says it: one that allows `only`, or one with two days."""
    for raw, name in columns:
        for response, cell in enumerate(raw.columns[name].values):
            telling = (
                date_order.orders_of(cell) == {only} if only else date_order.is_ambiguous(cell)
            )
            if telling:
                return [_problem(code, raw, name, response, cell)]
    return []


def _problem(code: str, raw: RawAnswers, name: str, response: int, cell: CellValue) -> Problem:
    first, other = (read_date(cell, order=order).value for order in ("day", "month"))
    blanks = {"reading": str(first), "other": str(other)}
    location = (raw.sheet.file, raw.sheet.name, raw.cell(response, name))
    return Problem(code, *location, question=name, value=str(cell), values=blanks)
