"""The baselines: the least work that a task needs, and how similar programs do it.

`python -m benchmarks.baselines NAME ARGUMENTS...`. Each is a separate process that imports only
what it needs, so that measuring adds nothing to the baseline.
"""

import sys
import time
from typing import Any


def clocks() -> tuple[float, float]:
    """Seconds elapsed, and of the processor."""
    return time.perf_counter(), time.process_time()


def print_since(begun: tuple[float, float]) -> None:
    """Print the seconds since then."""
    print(*(now - then for now, then in zip(clocks(), begun, strict=True)))


def bare_typer(*_: str) -> None:
    """A typer application with one command, its help printed."""
    import typer

    app = typer.Typer()

    @app.command()
    def main(name: str, count: int = 1) -> None:
        """Say a name."""

    app(["--help"])


def bare_typer_without_rich(*_: str) -> None:
    """The same without rich, which is how plut-audit's own help is made."""
    import typer

    app = typer.Typer(rich_markup_mode=None, add_completion=False)

    @app.command()
    def main(name: str, count: int = 1) -> None:
        """Say a name."""

    app(["--help"])


def raw_reads(*paths: str) -> None:
    """Every file read to lists: workbooks by calamine, CSV files by csv."""
    import csv

    from python_calamine import CalamineWorkbook

    for path in paths:
        if path.endswith(".csv"):
            with open(path, encoding="utf-8-sig", newline="") as file:  # noqa: PTH123 (no pathlib)
                list(csv.reader(file))
            continue
        book = CalamineWorkbook.from_path(path)
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()


def pandas_and_raw_reads(*paths: str) -> None:
    """The same by a program that also imports pandas."""
    import pandas  # noqa: F401

    raw_reads(*paths)


def same_cells(path: str, copy: str) -> None:
    """XlsxWriter in constant memory writes the cells of a workbook; prints how long."""
    import xlsxwriter
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(path)
    sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    begun = clocks()
    target = xlsxwriter.Workbook(copy, {"constant_memory": True})
    for name, rows in sheets.items():
        page = target.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    if value:
                        page.write_string(number, column, value)
                elif isinstance(value, int | float):
                    page.write_number(number, column, value)
                else:
                    page.write_string(number, column, str(value))
    target.close()
    print_since(begun)


def our_workbook(survey: str, path: str) -> None:
    """The result of a survey written as a workbook; prints how long the writing took."""
    from pathlib import Path

    import plut_audit
    from plut_audit.report import formats

    result = plut_audit.audit(survey)
    begun = clocks()
    formats.write(result, Path(path), "en", force=True)
    print_since(begun)


def our_robustness(survey: str, draws: str) -> None:
    """Rank intervals by plut-audit; prints how long the draws and what follows took."""
    import plut_audit
    from plut_audit.analysis import robustness

    result = plut_audit.audit(survey)
    begun = clocks()
    robustness.analyse_robustness(result, int(draws))
    print_since(begun)


def _points_and_weights(survey: str, draws: int) -> tuple[Any, Any]:
    """Item scores by centre (blanks at 50, since these programs cannot leave them out), drawn weights."""
    import numpy as np

    import plut_audit

    result = plut_audit.audit(survey)
    points = np.nan_to_num(result.items.score[result.centres.ranked], nan=50.0)
    weights = np.random.default_rng(1).dirichlet(np.ones(points.shape[1]), draws)
    return points + 1.0, weights


def pymcdm_loop(survey: str, draws: str) -> None:
    """Ranks under drawn weights, one call of pymcdm per draw."""
    import numpy as np
    from pymcdm.helpers import rankdata
    from pymcdm.methods import WSM

    points, weights = _points_and_weights(survey, int(draws))
    kinds, method = np.ones(points.shape[1]), WSM()
    begun = clocks()
    for drawn in weights:
        rankdata(method(points, drawn, kinds), reverse=True)
    print_since(begun)


def scikit_criteria_loop(survey: str, draws: str) -> None:
    """Ranks under drawn weights, one call of scikit-criteria per draw."""
    import skcriteria
    from skcriteria.agg.simple import WeightedSumModel

    points, weights = _points_and_weights(survey, int(draws))
    method = WeightedSumModel()
    begun = clocks()
    for drawn in weights:
        method.evaluate(skcriteria.mkdm(points, [max] * points.shape[1], weights=drawn))
    print_since(begun)


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
