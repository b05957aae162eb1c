"""Merged cells among the responses: one value for several rows or questions."""

from plut_audit.ingest.dialects import RawAnswers
from plut_audit.ingest.dialects._header import is_blank
from plut_audit.ingest.dialects._questions import IDENTITY
from plut_audit.ingest.dialects._table import HeaderedTable
from plut_audit.ingest.sheets import CellValue, address
from plut_audit.ingest.sheets.workbook import CellIndex
from plut_audit.problems import Problem


def fill_merged(raw: RawAnswers, table: HeaderedTable) -> None:
    """A merged value names the centre of its whole range; merged answers are a problem.

    Whether an answer that stands over two centres is meant for both cannot be known.
    """
    if not raw.sheet.merged or not raw.rows:
        return
    response_at = {row: response for response, row in enumerate(raw.rows)}
    for first, last in sorted(raw.sheet.merged):
        inside = [
            response_at[row]
            for row in range(first[0], min(last[0] + 1, len(raw.sheet.rows)))
            if row in response_at
        ]
        if not inside or is_blank(_value(raw, first)):
            continue
        columns = [
            place
            for place in range(first[1], min(last[1], first[1] + 999) + 1)
            if place in table.asked or place in table.further
        ]
        if columns and (len(inside) > 1 or len(columns) > 1):
            _fill(raw, table, (first, last), inside, columns)


def _value(raw: RawAnswers, place: CellIndex) -> CellValue:
    row = raw.sheet.rows[place[0]] if place[0] < len(raw.sheet.rows) else []
    return row[place[1]] if place[1] < len(row) else ""


def _fill(
    raw: RawAnswers,
    table: HeaderedTable,
    ends: tuple[CellIndex, CellIndex],
    inside: list[int],
    columns: list[int],
) -> None:
    first, last = ends
    asked = table.asked.get(first[1]) or table.further.get(first[1])
    naming = asked is not None and asked.question in IDENTITY and not asked.choice
    if not naming or len(columns) > 1:
        names = dict.fromkeys(
            (table.asked.get(place) or table.further[place]).question for place in columns
        )
        raw.problems.append(
            Problem(
                "LAY-06",
                raw.sheet.file,
                raw.sheet.name,
                address(*first),
                question="', '".join(names),
                value=str(_value(raw, first)),
                values={"range": f"{address(*first)}:{address(*last)}"},
            )
        )
    if naming and asked is not None:
        target = raw.columns[asked.question]
        for response in inside:
            if is_blank(target.values[response]):
                target.values[response] = raw.sheet.rows[first[0]][first[1]]
                target.elsewhere[response] = first
