"""The findings of the chosen centre, with what is recommended."""

from typing import TYPE_CHECKING

from plut_audit.report.formats.xlsx.book import LINE
from plut_audit.report.formats.xlsx.findings import (
    FindingRecord,
    findings_column,
    severity_text,
)
from plut_audit.report.formats.xlsx.layout import CODE

if TYPE_CHECKING:
    from plut_audit.report.formats.xlsx.centre import CentreWriter

MOST_FINDINGS = 25
FINDING_COLUMNS = {
    "severity": (0, 0),
    "title": (1, 1),
    "condition": (2, 3),
    "recommendation": (4, 6),
    "code": (7, 7),
}
"""Columns of the sheet of findings, and the first and last column here that show each."""
FINDING_HEIGHT = 7 * LINE


def findings(writer: "CentreWriter", row: int, records: list[FindingRecord]) -> int:
    """Its findings, the most severe first, by their key; gives the last row."""
    titles = ("Severity", "Finding", "Condition", "", "Recommendation", "", "", "Code")
    writer.head(row, *titles)
    own = [record for record in records if record.row.centre.row == writer.first.row]
    count = len(records)
    keys = findings_column(writer.layout, "key", count)
    columns = [findings_column(writer.layout, name, count) for name in FINDING_COLUMNS]
    for number in range(1, MOST_FINDINGS + 1):
        key = f'{writer.of("calculation", CODE)}&"|{number}"'
        shown = _shown(own[number - 1]) if number <= len(own) else ("",) * len(columns)
        writer.sheet.set_row(row + number, FINDING_HEIGHT)
        places = FINDING_COLUMNS.values()
        for values, value, (first, last) in zip(columns, shown, places, strict=True):
            text = f'IFERROR(INDEX({values},MATCH({key},{keys},0)),"")'
            if last > first:
                writer.sheet.merge_range(row + number, first, row + number, last, "")
            writer.put(row + number, first, text, value, "wrap")
    return row + MOST_FINDINGS + 1


def _shown(record: FindingRecord) -> tuple[str, ...]:
    severity = severity_text(record.row.severity.word)
    text = record.text
    return severity, text.title, text.condition, text.recommendation, record.row.code
