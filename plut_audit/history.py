"""Several years of results in one SQLite file, so that years are compared without re-reading.

The tables are long: a row a centre, a row an item, a row an answer, a row a finding, each with
its year. `Year` is what the comparison needs of one year, taken out of them as matrices. Why
SQLite is told in `docs/decisions/0005-history-in-sqlite.md`.
"""

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from plut_audit.answers import Array
from plut_audit.errors import ResultError
from plut_audit.language import N_, Words
from plut_audit.rubric import Rubric

Record = dict[str, Any]

SCHEMA_VERSION = 1
_TABLES = {
    "years": "year, edition, title, sha256, rubric, summary",
    "centres": "year, centre_id, name, province, regency, level, responded, visited, ranked, rank,"
    " class, claimed, verified, verified_exact, conservative, verified_share, survey_date,"
    " visit_date",
    "dimensions": "year, centre_id, dimension, claimed, verified, conservative, coverage",
    "items": "year, centre_id, indicator, reported, used, evidence, score, reported_score,"
    " observed_score, blank, points_lost",
    "answers": "year, centre_id, question, value",
    "findings": "year, place, centre_id, code, severity, points_lost, priority, years_open, status,"
    " title",
}
_CENTRE = tuple(name.strip() for name in _TABLES["centres"].split(","))[1:]
_DIMENSION = ("claimed", "verified", "conservative", "coverage")
_ITEM = ("reported", "used", "evidence", "score", "reported_score", "observed_score", "blank",
         "points_lost")  # fmt: skip
_FINDING = ("centre_id", "code", "severity", "points_lost", "priority", "years_open", "status")


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
    title: list[Words]


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


# --- the file ------------------------------------------------------------------------------


@contextmanager
def opened(path: Path | None = None) -> Iterator[sqlite3.Connection]:
    """A base with its tables; in memory where no path is given."""
    with closing(sqlite3.connect(path or ":memory:")) as base:
        _lay_out(base)
        yield base
        base.commit()


def _lay_out(base: sqlite3.Connection) -> None:
    base.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    for table, columns in _TABLES.items():
        base.execute(f"CREATE TABLE IF NOT EXISTS {table} ({columns})")


def store(base: sqlite3.Connection, result: Record) -> None:
    """Take in the result of a year, record by record, so that it may be of any size."""
    year, edition = result["year"], result["edition"]
    _insert(base, "years", [(year, edition["id"], _text(edition["title"]), edition["sha256"],
                             _text(edition["rubric"]), _text(result["summary"]))])  # fmt: skip
    for centre in result["centres"]:
        key = (year, centre["centre_id"])
        _insert(base, "centres", [(year, *(centre[name] for name in _CENTRE))])
        _insert(base, "dimensions", ((*key, code, *(figures[name] for name in _DIMENSION))
                                     for code, figures in centre["dimensions"].items()))
        _insert(base, "items", ((*key, code, *(_plain(item[name]) for name in _ITEM))
                                for code, item in centre["items"].items()))  # fmt: skip
        _insert(base, "answers", ((*key, name, _text(value))
                                  for name, value in centre["answers"]["reported"].items()))
    store_findings(base, result)


def store_findings(base: sqlite3.Connection, result: Record) -> None:
    """Take in the findings of a year, in the place of those that were there."""
    base.execute("DELETE FROM findings WHERE year IS ?", (result["year"],))
    _insert(base, "findings", (
        (result["year"], place, *(finding[name] for name in _FINDING), _text(finding["title"]))
        for place, finding in enumerate(result["findings"])
    ))  # fmt: skip


def _insert(base: sqlite3.Connection, table: str, rows: Iterable[Sequence[Any]]) -> None:
    blanks = ", ".join("?" for _ in _TABLES[table].split(","))
    base.executemany(f"INSERT INTO {table} VALUES ({blanks})", rows)


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _plain(value: Any) -> Any:
    """A list of choices as text; numbers, codes and nothing as they are."""
    return _text(value) if isinstance(value, list | dict) else value


def merge(path: Path, parts: Iterable[tuple[int, Path]]) -> None:
    """Write a base that holds the given year of each file, in their order.

    The same years give the same bytes, whichever files they come from.
    """
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as base:
        base.execute("PRAGMA journal_mode = OFF")  # what is written beside needs no journal
        base.execute("BEGIN")
        _lay_out(base)
        base.execute("COMMIT")
        for year, part in parts:
            base.execute("ATTACH ? AS part", (str(part),))
            base.execute("BEGIN")
            for table in _TABLES:
                base.execute(f"INSERT INTO main.{table} SELECT * FROM part.{table}"
                             " WHERE year = ? ORDER BY rowid", (year,))  # fmt: skip
            base.execute("COMMIT")
            base.execute("DETACH part")
        for table in ("centres", "dimensions", "items", "answers", "findings"):
            base.execute(f"CREATE INDEX of_{table} ON {table} (year, centre_id)")


def years_in(path: Path) -> list[int]:
    """The years that a file holds; none where it is no base."""
    if not path.is_file():
        return []
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as base:
            return [year for (year,) in base.execute("SELECT year FROM years ORDER BY year")]
    except sqlite3.DatabaseError:
        return []


def without_items(year: Year) -> Year:
    """The year without its matrices, for the series of many years; it cannot be compared."""
    none = np.zeros((0, 0))
    return replace(
        year, score=none, reported_score=none, observed_score=none, used=none, reported=none,
        evidence=none, answers=none,
    )  # fmt: skip


# --- a year out of it ----------------------------------------------------------------------


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
    edition = {"id": code, "title": json.loads(title), "sha256": sha256,
               "rubric": json.loads(rubric)}  # fmt: skip
    centres = [_centre(row[1:]) for row in _rows(base, "centres", year)]
    row_of = {centre["centre_id"]: row for row, centre in enumerate(centres)}
    dimensions: list[dict[str, Record]] = [{} for _ in centres]
    for _, centre, dimension, *figures in _rows(base, "dimensions", year):
        dimensions[row_of[centre]][dimension] = dict(zip(_DIMENSION, figures, strict=True))
    items = _items(base, year, row_of, edition["rubric"])
    questions, answers = _answers(base, year, row_of)
    return Year(
        year=year, edition=edition, summary=json.loads(summary), centres=centres,
        dimensions=dimensions, **items, questions=questions, answers=answers,
        findings=_found(base, year),
    )  # fmt: skip


def _centre(row: Sequence[Any]) -> Record:
    """A centre as the result has it; SQLite keeps truth as 0 and 1."""
    centre = dict(zip(_CENTRE, row, strict=True))
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
    points = {name: np.full(size, np.nan) for name in _ITEM[3:6]}
    values = {name: np.full(size, None, object) for name in _ITEM[:3]}
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
    named = dict(zip((*_FINDING, "title"), columns, strict=True))
    return Found(**named | {"title": [json.loads(title) for title in named["title"]]})
