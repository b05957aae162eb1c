"""Several years of results as tables of one SQLite file, for those who query them.

The tables are long: a row a centre, a row an indicator of it, a row an answer, a row a finding,
each with its year. Why SQLite is described in `docs/decisions/0005-history-in-sqlite.md`.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from plut_audit.i18n import LANGUAGES
from plut_audit.ingest.answers import Array
from plut_audit.result import Result
from plut_audit.result.columns import BLANKS, Evidence
from plut_audit.result.rows import EXACT
from plut_audit.scoring.rounding import SNAP

SCHEMA_VERSION = 3
TABLES = {
    "years": "year, edition, title, sha256, rubric, summary",
    "centres": "year, centre_id, name, province, regency, level, responded, visited, ranked, rank,"
    " class, class_provisional, reported, combined, combined_exact, estimate, estimate_low,"
    " estimate_high, seen_share, survey_date, visit_date",
    "dimensions": "year, centre_id, dimension, reported, combined, estimate, coverage",
    "items": "year, centre_id, indicator, reported, used, evidence, score, reported_score,"
    " observed_score, estimated_score, blank, points_lost",
    "answers": "year, centre_id, question, value",
    "findings": "year, position, centre_id, code, severity, points_lost, priority, years_open,"
    " state, title",
}

Row = Sequence[object]


def write(path: Path, result: Result) -> None:
    """Write the tables of one year into a new file."""
    with closing(sqlite3.connect(path)) as base:
        _create_tables(base)
        store(base, result)
        base.commit()


def _create_tables(base: sqlite3.Connection) -> None:
    base.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    for table, columns in TABLES.items():
        base.execute(f"CREATE TABLE IF NOT EXISTS {table} ({columns})")


def store(base: sqlite3.Connection, result: Result) -> None:
    """Add the rows of a result to the tables, one after the other, so that it may be of any size."""
    for table, rows in (
        ("years", _year(result)),
        ("centres", _centres(result)),
        ("dimensions", _dimensions(result)),
        ("items", _items(result)),
        ("answers", _answers(result)),
        ("findings", _findings(result)),
    ):
        blanks = ", ".join("?" for _ in TABLES[table].split(","))
        with_year = ((result.year, *row) for row in rows)
        base.executemany(f"INSERT INTO {table} VALUES ({blanks})", with_year)


def _year(result: Result) -> Iterator[Row]:
    rubric = result.rubric
    content = rubric.model_dump(mode="json", exclude_defaults=True)
    yield (
        rubric.id,
        _text(rubric.title),
        rubric.sha256,
        _text(content),
        _text(result.summary.record()),
    )


def _centres(result: Result) -> Iterator[Row]:
    for centre in result.centre_rows():
        low, high = centre.estimate_interval or (None, None)
        yield (
            centre.centre_id,
            centre.name,
            centre.province,
            centre.regency,
            centre.level,
            centre.responded,
            centre.visited,
            centre.ranked,
            centre.rank,
            centre.class_name,
            centre.class_provisional,
            centre.reported,
            centre.combined,
            centre.combined_exact,
            centre.estimate,
            low,
            high,
            centre.seen_share,
            centre.survey_date,
            centre.visit_date,
        )


def _dimensions(result: Result) -> Iterator[Row]:
    for centre in result.centre_rows():
        for code, row in centre.dimensions.items():
            yield centre.centre_id, code, row.reported, row.combined, row.estimate, row.coverage


def _items(result: Result) -> Iterator[Row]:
    """Row by row from the matrices; SQLite takes NaN as NULL."""
    items, codes = result.items, list(result.rubric.indicators)
    columns = [
        _measured(result, items.reported),
        _measured(result, items.used),
        _words([Evidence(number).word for number in range(len(Evidence))])[items.evidence],
        np.round(items.score, SNAP),
        np.round(items.reported_score, SNAP),
        np.round(items.observed_score, SNAP),
        np.round(items.estimated_score, SNAP),
        _words(BLANKS)[items.blank],
        np.round(items.points_lost, EXACT),
    ]
    for row, centre_id in enumerate(result.row_of):
        values = zip(*(column[row].tolist() for column in columns), strict=True)
        for code, figures in zip(codes, values, strict=True):
            yield centre_id, code, *figures


def _measured(result: Result, matrix: Array) -> Array:
    """Measured values; a choice by its code."""
    values = np.round(matrix, EXACT).astype(object)
    for column, indicator in enumerate(result.rubric.indicators.values()):
        if indicator.kind == "points":
            codes = _words([*result.rubric.questions[indicator.lead].codes, None])
            positions = np.nan_to_num(matrix[:, column], nan=len(codes) - 1).astype(int)
            values[:, column] = codes[positions]
    return values


def _words(words: Sequence[str | None]) -> Array:
    return np.array(words, object)


def _answers(result: Result) -> Iterator[Row]:
    for centre in result.centre_rows():
        for question, value in centre.answers(visit=False).items():
            yield centre.centre_id, question, _text(value)


def _findings(result: Result) -> Iterator[Row]:
    wordings = {language: result.wording(language) for language in LANGUAGES}
    titles = {
        code: _text({language: words.title(code) for language, words in wordings.items()})
        for code in result.findings.codes
    }
    for position, finding in enumerate(result.finding_rows()):
        yield (
            position,
            finding.centre_id,
            finding.code,
            finding.severity.word,
            finding.points_lost,
            finding.priority,
            finding.years_open,
            finding.state,
            titles[finding.code],
        )


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def merge(path: Path, sources: Iterable[tuple[int, Path]]) -> None:
    """Write a file that holds the given year of each source, in their order.

    The same years give the same bytes, whichever files they come from.
    """
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as base:
        base.execute("PRAGMA journal_mode = OFF")  # what is written beside needs no journal
        base.execute("BEGIN")
        _create_tables(base)
        base.execute("COMMIT")
        for year, source in sources:
            base.execute("ATTACH ? AS source", (str(source),))
            base.execute("BEGIN")
            for table in TABLES:
                base.execute(
                    f"INSERT INTO main.{table} SELECT * FROM source.{table}"
                    " WHERE year = ? ORDER BY rowid",
                    (year,),
                )
            base.execute("COMMIT")
            base.execute("DETACH source")
        for table in ("centres", "dimensions", "items", "answers", "findings"):
            base.execute(f"CREATE INDEX of_{table} ON {table} (year, centre_id)")


def years_in(path: Path) -> list[int]:
    """The years that a file of this version holds; none where it is no such file."""
    if not path.is_file():
        return []
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as base:
            if base.execute("PRAGMA user_version").fetchone() != (SCHEMA_VERSION,):
                return []
            return [year for (year,) in base.execute("SELECT year FROM years ORDER BY year")]
    except sqlite3.DatabaseError:
        return []
