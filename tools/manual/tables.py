"""The columns of the exports, from where they are defined."""

from manual import MADE, table
from plut_audit.i18n import translate
from plut_audit.report import tables

HEAD = """# The data of an audit

For further analysis. Every format is made from the stored result, `-o result.json`.

| file | what it holds |
| --- | --- |
| `result.json` | everything, schema `plut-audit/result/1` |
| `.csv` | one long table: one row for each centre and indicator |
| `.zip` | a [Frictionless](https://specs.frictionlessdata.io/data-package/) data package: four tables and `datapackage.json` with types, keys and allowed values |
| `.xlsx` `.html` `.docx` `.md` | for readers, not for programs |

CSV is UTF-8 with a comma between cells and a point in numbers. A cell that holds a list separates its
parts by `; `. A text that a spreadsheet would take for a formula has an apostrophe before it.

## result.json

| key | what it holds |
| --- | --- |
| `schema`, `tool`, `year` | the format, the version that wrote it, the year |
| `edition` | the complete rubric that was applied, with its hash |
| `inputs` | every file with its SHA-256, dialect, role, sheets and rows |
| `summary` | how many centres answered, were visited, are ranked; means by dimension, centres by class |
| `centres` | one entry per centre: the figures of the table below, `answers` as they were read, and `items` by indicator |
| `findings` | every finding in its order with the five elements and the cells |
| `systemic` | findings shared by many centres, nationally or in a province |
| `problems` | what could not be read or is doubtful in the files, by cell |
| `robustness`, `agreement`, `trend`, `follow_up` | only where they were asked for |

A text that a reader sees is given in both languages, `{"id": …, "en": …}`. Scores are rounded as
printed, with the exact score in `verified_exact`; points of indicators are not rounded. It contains no time
of day, no user name and no absolute path: the same files give the same bytes.
"""
DIMENSIONS = "Further columns, for each dimension (`inf_`, `hrs_`, …):"


def page(language: str = "en") -> str:
    """The whole page."""
    parts = [MADE, HEAD, "\n## The tables of the data package\n"]
    for data_table in tables.TABLES:
        parts.append(
            f"\n### {data_table.name}.csv\n\n{translate(data_table.title, language)}. {_key(data_table)}\n\n"
        )
        parts.append(_columns(data_table.columns, language))
        if data_table is tables.CENTRES:
            parts.append(f"\n{DIMENSIONS}\n\n{_dimensions(language)}")
    parts.append(f"\n## The long table\n\nThe table of `.csv`. {_key(tables.LONG)}\n\n")
    parts.append(_columns(tables.LONG.columns, language))
    return "".join(parts)


def _key(data_table: tables.DataTable) -> str:
    return f"One row for each {', '.join(f'`{name}`' for name in data_table.key)}."


def _columns(columns: tuple[tables.DataColumn, ...], language: str) -> str:
    return table(
        ("column", "type", "description"),
        [(f"`{column.name}`", column.type, _description(column, language)) for column in columns],
    )


def _description(column: tables.DataColumn, language: str) -> str:
    allowed = ", ".join(f"`{value}`" for value in column.allowed)
    return translate(column.description, language) + (f" One of {allowed}." if allowed else "")


def _dimensions(language: str) -> str:
    example = {"edition": {"rubric": {"dimensions": [{"code": ""}]}}}
    extra = tables.with_dimensions(tables.CENTRES, example).columns[len(tables.CENTRES.columns) :]
    return _columns(extra, language)
