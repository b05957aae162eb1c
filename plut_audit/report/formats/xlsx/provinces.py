"""The provinces: how many centres, how many seen, their mean and their classes."""

from functools import partial

import numpy as np

from plut_audit.i18n import N_, _
from plut_audit.report.formats.xlsx.book import FIRST_TABLE_ROW, Book
from plut_audit.report.formats.xlsx.class_forms import class_forms
from plut_audit.report.formats.xlsx.columns import RESPONDED, VISITED, Columns
from plut_audit.report.formats.xlsx.findings import findings_column, severity_text
from plut_audit.report.formats.xlsx.layout import PROVINCE, Layout
from plut_audit.report.formats.xlsx.limits import quote
from plut_audit.report.formats.xlsx.means import rounded
from plut_audit.report.formats.xlsx.references import cell, in_column
from plut_audit.report.formats.xlsx.styles import SCORE_BAR, bar
from plut_audit.report.formats.xlsx.tables import Look, table_sheet
from plut_audit.report.table import Cell, Column, Table
from plut_audit.result import FigureColumns, Result
from plut_audit.scoring.findings import Severity
from plut_audit.scoring.rounding import round_scores

RANKED, MEAN = 4, 5
"""Columns of the ranked centres and of their mean."""
MOST_SEVERE = (Severity.CRITICAL, Severity.HIGH)
COUNTED = ("responded", "visited", "ranked")


def provinces(book: Book, result: Result, layout: Layout | None) -> None:
    """Write the sheet; with a layout it follows by formula."""
    table = provinces_table(result)
    look = _look(table, layout) if layout else Look({"province": 30}, _styles(table))
    sheet = table_sheet(book, "provinces", table, look)
    last = FIRST_TABLE_ROW + max(len(table.rows), 1)
    scale = bar(SCORE_BAR, result.rubric.scoring.scale)
    sheet.conditional_format(FIRST_TABLE_ROW + 1, MEAN, last, MEAN, scale)


def provinces_table(result: Result) -> Table:
    """A row for each province, by its name."""
    columns = (
        Column("province", _(N_("Province"))),
        Column("centres", _(N_("Centres")), 0),
        Column("responded", _(N_("Answered")), 0),
        Column("visited", _(N_("Visited")), 0),
        Column("ranked", _(N_("Ranked")), 0),
        Column("mean_estimate", _(N_("Mean estimate")), result.rubric.scoring.decimals),
        Column("mean_combined", _(N_("Mean combined")), result.rubric.scoring.decimals),
        *(
            Column(f"class {form}", _(N_("Class {name}"), name=form), 0)
            for form in (form for _name, _provisional, form in class_columns(result))
        ),
        *(Column(severity.word, severity_text(severity.word), 0) for severity in MOST_SEVERE),
    )
    return Table("provinces", _(N_("Provinces")), columns, _rows(result))


def _rows(result: Result) -> list[list[Cell]]:
    """Counted over the columns of the centres, by the number of their province."""
    centres, findings = result.centres, result.findings
    names, number = np.unique(
        np.array([centre.province for centre in centres.centres], object), return_inverse=True
    )

    def count(rows: np.ndarray) -> list[int]:
        counted: list[int] = np.bincount(number[rows], minlength=len(names)).tolist()
        return counted

    of_finding = findings.centre.astype(int)
    counts = [
        count(np.arange(len(centres))),
        *(count(getattr(centres, name)) for name in COUNTED),
        _means(result, result.centres.estimate, number, len(names)),
        _means(result, result.centres.combined, number, len(names)),
        *(
            count(
                centres.ranked
                & (centres.class_name == name)
                & (centres.class_provisional == provisional)
            )
            for name, provisional, _form in class_columns(result)
        ),
        *(count(of_finding[findings.severity == severity]) for severity in MOST_SEVERE),
    ]
    return [list(row) for row in zip(names.tolist(), *counts, strict=True)]


def class_columns(result: Result) -> list[tuple[str, bool, str]]:
    """Each class, whether it is the provisional one, and how it is printed."""
    forms = class_forms(result)
    return [
        (band.name, provisional, forms[band.name][2 * provisional])
        for provisional in (False, True)
        for band in result.rubric.bands
    ]


def _means(
    result: Result, figure: FigureColumns, number: np.ndarray, size: int
) -> list[float | None]:
    """The mean of a figure over the ranked centres of each province, as printed."""
    ranked = result.centres.ranked
    sums = np.bincount(number[ranked], weights=figure.index[ranked], minlength=size)
    counts = np.bincount(number[ranked], minlength=size)
    means = round_scores(sums / np.maximum(counts, 1), result.rubric.scoring.decimals)
    return [float(mean) if count else None for mean, count in zip(means, counts, strict=True)]


def _styles(table: Table) -> dict[str, str]:
    return {"province": "bold", "mean_estimate": "number", "mean_combined": "number"}


def _look(table: Table, layout: Layout) -> Look:
    """Counts and means by formula."""
    columns = Columns(layout)
    classes, provisional = (
        layout.down("calculation", columns.after(name)) for name in ("class", "provisional")
    )
    ranked = layout.down("calculation", columns.after("ranked"))
    counted = {
        "responded": layout.down("calculation", RESPONDED),
        "visited": layout.down("calculation", VISITED),
        "ranked": ranked,
        **{
            f"class {form}": f"({classes}={quote(name)})*({provisional}={int(which)})"
            for name, which, form in class_columns(layout.result)
        },
    }
    formulas = {key: partial(_count, layout, values) for key, values in counted.items()}
    formulas["centres"] = partial(_centres, layout)
    for figure in ("estimate", "combined"):
        formulas[f"mean_{figure}"] = partial(_mean, layout, ranked, figure)
    for severity in MOST_SEVERE:
        formulas[severity.word] = partial(_findings, layout, severity.word)
    return Look({"province": 30}, _styles(table), formulas)


def _here(layout: Layout, row: int) -> str:
    """1 for each centre of the province of a row."""
    return f"({layout.down('calculation', PROVINCE)}={in_column(row, 0)})"


def _centres(layout: Layout, row: int, _number: int) -> str:
    return f"SUMPRODUCT(--{_here(layout, row)})"


def _count(layout: Layout, values: str, row: int, _number: int) -> str:
    return f"SUMPRODUCT({_here(layout, row)}*{values})"


def _mean(layout: Layout, ranked: str, figure: str, row: int, _number: int) -> str:
    exact = layout.down("calculation", Columns(layout).exact(figure))
    total, count = f"SUMPRODUCT({_here(layout, row)}*{ranked},{exact})", cell(row, RANKED)
    mean = rounded(f"{total}/{count}", layout.rubric.scoring.decimals)
    return f'IF({count}=0,"",{mean})'


def _findings(layout: Layout, severity: str, row: int, _number: int) -> str:
    count = len(layout.result.findings)
    where, severities = (findings_column(layout, key, count) for key in ("province", "severity"))
    text = quote(severity_text(severity))
    return f"SUMPRODUCT(({where}={in_column(row, 0)})*({severities}={text}))"
