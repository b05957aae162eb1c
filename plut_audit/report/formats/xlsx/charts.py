"""The two charts of the first sheet."""

from typing import Any

from plut_audit.i18n import N_, _
from plut_audit.report.formats.xlsx.book import Book
from plut_audit.report.formats.xlsx.styles import number_format
from plut_audit.rubric import Rubric

COLUMN = 5
"""Column at which the charts stand."""
BELOW = 18
"""Rows from one chart to the next."""
SIZE = {"width": 600, "height": 320}
FILL, LIGHT_FILL = {"color": "#41728C"}, {"color": "#9DB7C6"}
AXIS_FONT = {"size": 9, "bold": False}
NO_LINES = {"major_gridlines": {"visible": False}}


def charts(book: Book, sheet: Any, rubric: Rubric, first_rows: tuple[int, int, int]) -> None:
    """Centres by class and the mean of each dimension, beside their tables.

    `first_rows` are those of the key figures, the classes and the dimensions.
    """
    figures_at, classes_at, dimensions_at = first_rows
    if rubric.bands:
        series = _series(book, _(N_("Definitive")), classes_at, len(rubric.bands))
        series |= {"data_labels": {"value": True}, "gap": 60}
        chart = _chart(book, _(N_("Centres by class")), "column", series)
        chart.add_series(_provisional(book, classes_at, len(rubric.bands)))
        chart.set_legend({"position": "bottom"})
        chart.set_x_axis({"name": _(N_("Class")), "name_font": AXIS_FONT})
        chart.set_y_axis({"name": _(N_("Centres")), "name_font": AXIS_FONT, "min": 0, **NO_LINES})
        sheet.insert_chart(figures_at - 1, COLUMN, chart, {"object_position": 1})
    series = _series(book, _(N_("Mean estimate")), dimensions_at, len(rubric.dimensions))
    labels = {"value": True, "num_format": number_format(rubric.scoring.decimals)}
    series |= {"data_labels": labels, "gap": 50}
    chart = _chart(book, _(N_("Mean estimate by dimension")), "bar", series)
    chart.set_x_axis(
        {
            "name": _(N_("Mean estimate")),
            "name_font": AXIS_FONT,
            "min": 0,
            "max": rubric.scoring.scale,
            "label_position": "high",
            **NO_LINES,
        }
    )
    chart.set_y_axis({"reverse": True, **NO_LINES})
    sheet.insert_chart(figures_at - 1 + BELOW, COLUMN, chart, {"object_position": 1})


def _provisional(book: Book, first: int, size: int) -> dict[str, object]:
    """The provisional classes beside the others."""
    series = _series(book, _(N_("Provisional")), first, size, column=2)
    return {**series, "data_labels": {"value": True}, "fill": LIGHT_FILL}


def _series(book: Book, name: str, first: int, size: int, column: int = 1) -> dict[str, object]:
    """The numbers in a column under the words in the first."""
    last, sheet = first + size - 1, book.name("summary")
    return {
        "name": name,
        "categories": [sheet, first, 0, last, 0],
        "values": [sheet, first, column, last, column],
        "fill": FILL,
    }


def _chart(book: Book, title: str, kind: str, series: dict[str, object]) -> Any:
    chart = book.file.add_chart({"type": kind})
    chart.add_series(series)
    chart.set_title({"name": title, "name_font": {"size": 12}})
    chart.set_legend({"none": True})
    chart.set_y_axis({**NO_LINES, "min": 0})
    chart.set_size(SIZE)
    return chart
