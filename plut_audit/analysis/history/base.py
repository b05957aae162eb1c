"""The file: its tables, how a result is taken into them, how files are merged into one."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

Record = dict[str, Any]

SCHEMA_VERSION = 1
TABLES = {
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
CENTRE = tuple(name.strip() for name in TABLES["centres"].split(","))[1:]
DIMENSION = ("claimed", "verified", "conservative", "coverage")
ITEM = (
    "reported",
    "used",
    "evidence",
    "score",
    "reported_score",
    "observed_score",
    "blank",
    "points_lost",
)
FINDING = ("centre_id", "code", "severity", "points_lost", "priority", "years_open", "status")


@contextmanager
def opened(path: Path | None = None) -> Iterator[sqlite3.Connection]:
    """A base with its tables; in memory where no path is given."""
    with closing(sqlite3.connect(path or ":memory:")) as base:
        _lay_out(base)
        yield base
        base.commit()


def _lay_out(base: sqlite3.Connection) -> None:
    base.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    for table, columns in TABLES.items():
        base.execute(f"CREATE TABLE IF NOT EXISTS {table} ({columns})")


def store(base: sqlite3.Connection, result: Record) -> None:
    """Take in the result of a year, record by record, so that it may be of any size."""
    year, edition = result["year"], result["edition"]
    _insert(
        base,
        "years",
        [
            (
                year,
                edition["id"],
                _text(edition["title"]),
                edition["sha256"],
                _text(edition["rubric"]),
                _text(result["summary"]),
            )
        ],
    )
    for centre in result["centres"]:
        key = (year, centre["centre_id"])
        _insert(base, "centres", [(year, *(centre[name] for name in CENTRE))])
        _insert(
            base,
            "dimensions",
            (
                (*key, code, *(figures[name] for name in DIMENSION))
                for code, figures in centre["dimensions"].items()
            ),
        )
        _insert(
            base,
            "items",
            (
                (*key, code, *(_plain(item[name]) for name in ITEM))
                for code, item in centre["items"].items()
            ),
        )
        _insert(
            base,
            "answers",
            ((*key, name, _text(value)) for name, value in centre["answers"]["reported"].items()),
        )
    store_findings(base, year, result["findings"])


def store_findings(base: sqlite3.Connection, year: int | None, findings: Iterable[Record]) -> None:
    """Take in the findings of a year, in the place of those that were there.

    Of each its centre, code, severity, points lost, priority, state, age and title are needed.
    """
    base.execute("DELETE FROM findings WHERE year IS ?", (year,))
    _insert(
        base,
        "findings",
        (
            (year, place, *(finding[name] for name in FINDING), _text(finding["title"]))
            for place, finding in enumerate(findings)
        ),
    )


def _insert(base: sqlite3.Connection, table: str, rows: Iterable[Sequence[Any]]) -> None:
    blanks = ", ".join("?" for _ in TABLES[table].split(","))
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
            for table in TABLES:
                base.execute(
                    f"INSERT INTO main.{table} SELECT * FROM part.{table}"
                    " WHERE year = ? ORDER BY rowid",
                    (year,),
                )
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
