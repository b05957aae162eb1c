"""One year out of the base, as the comparison needs it: matrices of centres by indicators."""

import json
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from plut_audit.analysis.history.base import (
    CENTRE,
    DIMENSION,
    FINDING,
    ITEM,
    Record,
    opened,
    store,
    years_in,
)
from plut_audit.errors import ResultError
from plut_audit.i18n import N_, Translations
from plut_audit.ingest.answers import Array
from plut_audit.rubric import Rubric


@dataclass
class Found:
    """The findings of a year in their order, a place of each list a finding."""

    centre_id: list[str]
    code: list[str]
    severity: list[str]
    points_lost: list[float]
    priority: list[float]
    years_open: list[int]
    status: list[str | None]
    title: list[Translations]


@dataclass
class Year:
    """One year as the comparison needs it; the rows are the centres in the order of their codes.

    The matrices are centres by indicators of the year's own edition. `score` is NaN where an
    item does not count (not applicable, not asked); `answers` holds a check sum of each answer,
    -1 where there is none, by the questions in `questions`.
    """

    year: int | None
    edition: Record
    summary: Record
    centres: list[Record]
    dimensions: list[dict[str, Record]]
    score: Array
    reported_score: Array
    observed_score: Array
    used: Array
    reported: Array
    evidence: Array
    questions: list[str]
    answers: Array
    findings: Found

    @cached_property
    def rubric(self) -> Rubric:
        """The edition under which the year was scored."""
        return Rubric.model_validate(self.edition["rubric"])

    @cached_property
    def row_of(self) -> dict[str, int]:
        """The row of each centre, by its code."""
        return {centre["centre_id"]: row for row, centre in enumerate(self.centres)}


def without_items(year: Year) -> Year:
    """The year without its matrices, for the series of many years; it cannot be compared."""
    none = np.zeros((0, 0))
    return replace(
        year,
        score=none,
        reported_score=none,
        observed_score=none,
        used=none,
        reported=none,
        evidence=none,
        answers=none,
    )


def read(path: Path, year: int) -> Year:
    """One year of a file; `ResultError` where it is not in it."""
    if year not in years_in(path):
        raise ResultError(N_("'{file}' holds no year {year}."), file=path.name, year=year)
    with closing(sqlite3.connect(path)) as base:
        return load(base, year)


def of_result(result: Record) -> Year:
    """What the comparison needs of a result."""
    with opened() as base:
        store(base, result)
        return load(base, result["year"])


def load(base: sqlite3.Connection, year: int | None) -> Year:
    """One year of an open base."""
    _, code, title, sha256, rubric, summary = next(_rows(base, "years", year))
    edition = {
        "id": code,
        "title": json.loads(title),
        "sha256": sha256,
        "rubric": json.loads(rubric),
    }
    centres = [_centre(row[1:]) for row in _rows(base, "centres", year)]
    row_of = {centre["centre_id"]: row for row, centre in enumerate(centres)}
    dimensions: list[dict[str, Record]] = [{} for _ in centres]
    for _, centre, dimension, *figures in _rows(base, "dimensions", year):
        dimensions[row_of[centre]][dimension] = dict(zip(DIMENSION, figures, strict=True))
    items = _items(base, year, row_of, edition["rubric"])
    questions, answers = _answers(base, year, row_of)
    return Year(
        year=year,
        edition=edition,
        summary=json.loads(summary),
        centres=centres,
        dimensions=dimensions,
        **items,
        questions=questions,
        answers=answers,
        findings=_found(base, year),
    )


def _centre(row: Sequence[Any]) -> Record:
    """A centre as the result has it; SQLite keeps truth as 0 and 1."""
    centre = dict(zip(CENTRE, row, strict=True))
    return centre | {name: bool(centre[name]) for name in ("responded", "visited", "ranked")}


def _rows(base: sqlite3.Connection, table: str, year: int | None) -> Iterator[Any]:
    # `IS` instead of `=`: the year of a survey without dates is not known.
    order = "place" if table == "findings" else "rowid"
    return base.execute(f"SELECT * FROM {table} WHERE year IS ? ORDER BY {order}", (year,))


def _items(
    base: sqlite3.Connection, year: int | None, row_of: dict[str, int], rubric: Record
) -> dict[str, Array]:
    codes = [code for part in rubric["dimensions"] for code in part["indicators"]]
    place_of = {code: place for place, code in enumerate(codes)}
    size = (len(row_of), len(codes))
    points = {name: np.full(size, np.nan) for name in ITEM[3:6]}
    values = {name: np.full(size, None, object) for name in ITEM[:3]}
    for _, centre, code, *row in _rows(base, "items", year):
        cell = row_of[centre], place_of[code]
        for matrix, value in zip([*values.values(), *points.values()], row, strict=False):
            if value is not None:
                matrix[cell] = value
    return values | points


def _answers(
    base: sqlite3.Connection, year: int | None, row_of: dict[str, int]
) -> tuple[list[str], Array]:
    names = base.execute("SELECT DISTINCT question FROM answers WHERE year IS ?", (year,))
    questions = sorted(name for (name,) in names)
    column_of = {name: column for column, name in enumerate(questions)}
    sums = np.full((len(row_of), len(questions)), -1, np.int64)
    for _, centre, name, value in _rows(base, "answers", year):
        sums[row_of[centre], column_of[name]] = zlib.crc32(value.encode())
    return questions, sums


def _found(base: sqlite3.Connection, year: int | None) -> Found:
    rows = list(_rows(base, "findings", year))
    columns = [[row[place] for row in rows] for place in range(2, 10)]
    named = dict(zip((*FINDING, "title"), columns, strict=True))
    return Found(**named | {"title": [json.loads(title) for title in named["title"]]})
