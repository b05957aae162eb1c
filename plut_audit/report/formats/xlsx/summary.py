"""The first sheet: key figures, classes and dimensions with their charts."""

from typing import Any

from plut_audit.i18n import N_
from plut_audit.report.formats.xlsx.book import Book, Record, cell, quote
from plut_audit.report.formats.xlsx.columns import RESPONDED, VISITED, Columns
from plut_audit.report.formats.xlsx.findings import MARKS, SEVERITIES
from plut_audit.report.formats.xlsx.layout import Layout
from plut_audit.rubric import Rubric

FIGURES_AT, CLASSES_AT = 4, 13


def summary(book: Book, result: Record, rubric: Rubric, layout: Layout | None) -> None:
    """Key figures; with a layout they follow by formula."""
    sheet = book.sheet("summary", (34, 17, 17, 4, 14, 14, 14, 14, 14, 14), first=0)
    title = f"{book.pick(result['edition']['title'])} · {result['year'] or '–'}"
    book.put(sheet, 1, 0, title, "note")
    _key_figures(book, sheet, result, layout)
    after = _classes(book, sheet, result, rubric, layout)
    after = _dimensions(book, sheet, result, rubric, layout, after + 2)
    after = _severities(book, sheet, result, after + 2)
    sheet.print_area(0, 0, max(after, 40), 9)
    sheet.fit_to_pages(1, 1)
    _charts(book, sheet, rubric)


KEY_FIGURES = {
    "centres": N_("Centres"),
    "responded": N_("Answered the questionnaire"),
    "visited": N_("Visited"),
    "ranked": N_("Ranked"),
    "mean_verified": N_("Mean verified score"),
}


def _key_figures(book: Book, sheet: Any, result: Record, layout: Layout | None) -> None:
    book.put(sheet, FIGURES_AT - 1, 0, book.say("Key figures"), "part")
    for number, (name, title) in enumerate(KEY_FIGURES.items()):
        style = "big" if name == "mean_verified" else "big_count"
        book.put(sheet, FIGURES_AT + number, 0, book.say(title))
        put(
            book,
            sheet,
            FIGURES_AT + number,
            1,
            _figure(layout, name),
            result["summary"][name],
            style,
        )
    severities = [finding["severity"] for finding in result["findings"]] if layout else []
    book.put(sheet, FIGURES_AT + len(KEY_FIGURES), 0, book.say("Findings"))
    book.put(
        sheet,
        FIGURES_AT + len(KEY_FIGURES),
        1,
        len(result["findings"]) or len(severities),
        "big_count",
    )


def put(book: Book, sheet: Any, row: int, column: int, text: str, value: Any, style: str) -> None:
    """A formula where there is one, else the value."""
    if text:
        book.formula(sheet, row, column, text, value, style)
    else:
        book.put(sheet, row, column, value, style)


def _figure(layout: Layout | None, name: str) -> str:
    if layout is None or name == "centres":
        return ""
    columns = {
        "responded": RESPONDED,
        "visited": VISITED,
        "ranked": Columns(layout).after("ranked"),
    }
    if name in columns:
        return f"SUM({layout.down('calculation', columns[name])})"
    return mean_of(layout, Columns(layout).exact("verified"))


def mean_of(layout: Layout, column: int) -> str:
    """The mean of a column over the ranked centres that have it, rounded as printed."""
    ranked = layout.down("calculation", Columns(layout).after("ranked"))
    values, decimals = layout.down("calculation", column), layout.rubric.scoring.decimals
    count = f"SUMPRODUCT({ranked}*ISNUMBER({values}))"
    return f'IF({count}=0,"",ROUND(ROUND(SUMPRODUCT({ranked},{values})/{count},9),{decimals}))'


def _classes(book: Book, sheet: Any, result: Record, rubric: Rubric, layout: Layout | None) -> int:
    """The class distribution; gives the row after it."""
    book.put(sheet, CLASSES_AT - 2, 0, book.say("Classes"), "part")
    book.head(sheet, CLASSES_AT - 1, [book.say("Class"), book.say("Centres")])
    for number, band in enumerate(rubric.bands):
        name, title = band.name, book.pick(band.title)
        book.put(sheet, CLASSES_AT + number, 0, f"{name} · {title}" if title else name)
        text = ""
        if layout:
            column = layout.down("calculation", Columns(layout).after("class"))
            text = f"SUMPRODUCT(--({column}={quote(name)}))"
        count = result["summary"]["by_class"].get(name, 0)
        put(book, sheet, CLASSES_AT + number, 1, text, count, "count")
    return CLASSES_AT + len(rubric.bands)


def _dimensions(
    book: Book, sheet: Any, result: Record, rubric: Rubric, layout: Layout | None, row: int
) -> int:
    """The mean of each dimension; gives the row after it."""
    book.put(sheet, row - 1, 0, book.say("Dimensions"), "part")
    book.head(
        sheet,
        row,
        [book.say("Dimension"), book.say("Mean verified"), book.say("Mean claimed")][
            : 3 if layout else 2
        ],
    )
    for number, part in enumerate(rubric.dimensions):
        at = row + 1 + number
        book.put(sheet, at, 0, book.pick(part.title))
        value = result["summary"]["by_dimension"][part.code]
        put(
            book,
            sheet,
            at,
            1,
            mean_of(layout, Columns(layout).exact("verified", number)) if layout else "",
            value,
            "number",
        )
        if layout:
            text = mean_of(layout, Columns(layout).exact("claimed", number))
            book.formula(sheet, at, 2, text, _mean_claimed(layout, number))
    return row + 1 + len(rubric.dimensions)


def _mean_claimed(layout: Layout, number: int) -> Any:
    import numpy as np

    ranked = [place for place, centre in enumerate(layout.figures.centres) if centre["ranked"]]
    values = layout.figures.claimed.dimensions[ranked, number]
    known = values[~np.isnan(values)]
    return float(layout.figures.shown(np.array([known.mean()]))[0]) if len(known) else ""


def _severities(book: Book, sheet: Any, result: Record, row: int) -> int:
    """How many findings of each gravity; gives the row after it."""
    book.put(sheet, row - 1, 0, book.say("Findings by severity"), "part")
    book.head(sheet, row, [book.say("Severity"), book.say("Findings")])
    last = 1_048_576
    for number, level in enumerate(SEVERITIES):
        label = f"{MARKS[level]} {book.say(SEVERITIES[level])}"
        book.put(sheet, row + 1 + number, 0, label)
        column = f"{book.quoted('findings')}!$A$5:$A${last}"
        count = severity_count(result, level)
        book.formula(
            sheet,
            row + 1 + number,
            1,
            f"COUNTIF({column},{cell(row + 1 + number, 0)})",
            count,
            "count",
        )
    return row + 1 + len(SEVERITIES)


def severity_count(result: Record, level: str) -> int:
    """Findings of one gravity; they are sorted by it, so two places tell."""
    ranks = list(SEVERITIES)
    return _first_after(result, ranks.index(level)) - _first_after(result, ranks.index(level) - 1)


def _first_after(result: Record, rank: int) -> int:
    """How many findings are at least as grave, by halving: a record may be dear to make."""
    ranks, low, high = list(SEVERITIES), 0, len(result["findings"])
    while low < high:
        middle = (low + high) // 2
        if ranks.index(result["findings"][middle]["severity"]) <= rank:
            low = middle + 1
        else:
            high = middle
    return low


def _charts(book: Book, sheet: Any, rubric: Rubric) -> None:
    name = book.name("summary")
    if rubric.bands:
        end = CLASSES_AT + len(rubric.bands) - 1
        classes = _chart(
            book,
            book.say("Centres by class"),
            "column",
            {
                "name": book.say("Centres"),
                "categories": [name, CLASSES_AT, 0, end, 0],
                "values": [name, CLASSES_AT, 1, end, 1],
                "fill": {"color": "#41728C"},
                "data_labels": {"value": True},
                "gap": 60,
            },
        )
        sheet.insert_chart(FIGURES_AT - 1, 4, classes, {"object_position": 1})
    first = CLASSES_AT + len(rubric.bands) + 3
    last = first + len(rubric.dimensions) - 1
    dimensions = _chart(
        book,
        book.say("Mean verified score by dimension"),
        "bar",
        {
            "name": book.say("Mean verified"),
            "categories": [name, first, 0, last, 0],
            "values": [name, first, 1, last, 1],
            "fill": {"color": "#41728C"},
            "data_labels": {"value": True, "num_format": "0.00"},
            "gap": 50,
        },
    )
    dimensions.set_x_axis(
        {
            "min": 0,
            "max": rubric.scoring.scale,
            "visible": False,
            "major_gridlines": {"visible": False},
        }
    )
    dimensions.set_y_axis({"reverse": True, "major_gridlines": {"visible": False}})
    sheet.insert_chart(FIGURES_AT + 17, 4, dimensions, {"object_position": 1})


def _chart(book: Book, title: str, kind: str, series: dict[str, Any]) -> Any:
    chart = book.file.add_chart({"type": kind})
    chart.add_series(series)
    chart.set_title({"name": title, "name_font": {"size": 12}})
    chart.set_legend({"none": True})
    chart.set_y_axis({"major_gridlines": {"visible": False}, "min": 0})
    chart.set_size({"width": 600, "height": 320})
    return chart
