"""The columns of the exports, from where they are defined."""

from typing import Any

from manual import MADE, table
from plut_audit.i18n import translate
from plut_audit.result import tables

HEAD = """# The data of an audit

For further analysis. Every format is made from the stored result, `-o result.json`.

| file | what it holds |
| --- | --- |
| `result.json` | everything, schema `plut-audit/result/2` |
| `.csv` | one long table: one row for each centre and indicator |
| `.zip` | a [Frictionless](https://specs.frictionlessdata.io/data-package/) data package: four tables and `datapackage.json` with types, keys and allowed values |
| `.xlsx` `.html` `.docx` `.md` | for readers, not for programs |

CSV is UTF-8 with a comma between cells and a point in numbers. A cell that holds a list separates its
parts by `; `. A text that a spreadsheet would take for a formula has an apostrophe before it.

## result.json

| key | what it holds |
| --- | --- |
| `schema`, `tool`, `year` | the format, the version that wrote it, the year |
| `fingerprint` | what tells the result from every other; `plut-audit verify` checks it |
| `options` | the settings of the run beside its files |
| `edition` | the complete rubric that was applied, with its hash |
| `inputs` | every file with its SHA-256, dialect, role, sheets and rows |
| `summary` | how many centres answered, were visited, are ranked; means by dimension, centres by class |
| `centres` | one entry per centre: the figures of the table below, `answers` as they were read, and `items` by indicator |
| `findings` | every finding in its order with its cells |
| `systemic` | findings shared by many centres, nationally or in a province |
| `problems` | what could not be read or is doubtful in the files, by cell |
| `robustness`, `agreement`, `trend`, `follow_up` | only where they were asked for |

The file holds data and no sentences: these are made in either language when they are shown.
Scores are rounded as printed, with the exact score in `combined_exact`; points of indicators are
not rounded. It contains no time of day, no user name and no absolute path: the same files give the
same bytes. `plut_audit/result/schema.json` is its JSON Schema.
"""
DIMENSIONS = "Further columns, for each dimension (`inf_`, `hrs_`, …):"


def page(language: str = "en") -> str:
    """The whole page."""
    parts = [MADE, HEAD, "\n## The tables of the data package\n"]
    for one in tables.TABLES:
        parts.append(f"\n### {one.name}.csv\n\n{translate(one.title, language)}. {_key(one)}\n\n")
        parts.append(_columns(one.columns, language))
        if one is tables.CENTRES:
            parts.append(f"\n{DIMENSIONS}\n\n{_dimensions(language)}")
    parts.append(f"\n## The long table\n\nThe one of `.csv`. {_key(tables.LONG)}\n\n")
    parts.append(_columns(tables.LONG.columns, language))
    return "".join(parts)


def _key(one: tables.DataTable[Any]) -> str:
    return f"One row for each {', '.join(f'`{name}`' for name in one.key)}."


def _columns(columns: tuple[tables.DataColumn[Any], ...], language: str) -> str:
    return table(
        ("column", "type", "what it says"),
        [(f"`{one.name}`", one.type, _said(one, language)) for one in columns],
    )


def _said(column: tables.DataColumn[Any], language: str) -> str:
    allowed = ", ".join(f"`{value}`" for value in column.allowed)
    return translate(column.description, language) + (f" One of {allowed}." if allowed else "")


def _dimensions(language: str) -> str:
    extra = tables.with_dimensions(tables.CENTRES, [""]).columns[len(tables.CENTRES.columns) :]
    return _columns(extra, language)
