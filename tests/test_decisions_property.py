"""Applying the corrections to a copy of the raw files gives the same scores as the ledger does.

`PLUT_AUDIT_LEDGERS` sets how many random ledgers are tried.
"""

import csv
import os
import random
import shutil
from pathlib import Path

import numpy as np
import pytest
from surveys import invent, write_csv

from plut_audit import rubric
from plut_audit.audit import Options
from plut_audit.ingest.sheets import column_letters
from plut_audit.result import Result
from plut_audit.review.decisions import audit_survey

RUBRIC = rubric.load()
LEDGERS = int(os.environ.get("PLUT_AUDIT_LEDGERS", "6"))
FILES = ("answers.csv", "visits.csv")
FIXED = {"centre_id", "centre_name", "level", "province", "survey_date", "visit_date"}
"""What says whose answer it is, and when; a correction there moves the whole response."""
UNREADABLE = "entah kapan"
"""What `invent` lets a centre write instead of its hours: no value that could be decided."""
Table = list[list[str]]


def table_of(path: Path) -> Table:
    """The rows of a CSV."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


def save(path: Path, table: Table) -> None:
    """Write the rows of a CSV."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows(table)


def figures(result: Result) -> list[object]:
    """Every figure of every centre, item and finding."""
    matrices = (result.items.score, result.items.estimated_score, result.items.points_lost)
    return [
        [(one.centre_id, one.rank, one.estimate, one.combined) for one in result.centre_rows()],
        *(np.nan_to_num(matrix, nan=-1).tolist() for matrix in matrices),
        [(one.centre_id, one.code, one.severity) for one in result.finding_rows()],
    ]


def decide(folder: Path, copy: Path, rng: random.Random) -> list[dict[str, str]]:
    """Random corrections and blanks: as rows of a ledger, and typed into the copy."""
    rows: list[dict[str, str]] = []
    seen: set[tuple[str, str]] = set()
    for file in FILES:
        read, typed = table_of(folder / file), table_of(copy / file)
        columns = [place for place, name in enumerate(read[0]) if name not in FIXED]
        for _ in range(rng.randint(1, 8) if len(read) > 1 else 0):
            number, column = rng.randrange(1, len(read)), rng.choice(columns)
            cell = f"{column_letters(column)}{number + 1}"
            # What another centre answered is what people type; a row never becomes empty by it.
            value = rng.choice([line[column] for line in read[1:]])
            if (file, cell) in seen or value == UNREADABLE:
                continue
            seen.add((file, cell))
            typed[number][column] = value
            by_centre = rng.random() < 0.4
            where = {"file": file, "sheet": "", "cell": cell}
            if by_centre:
                where = {
                    "centre_id": read[number][read[0].index("centre_id")],
                    "source": "visit" if file == "visits.csv" else "questionnaire",
                    "question": read[0][column],
                }
            kind = {"kind": "correct", "new": value} if value else {"kind": "blank"}
            rows.append({"file": file, "cell": cell, **kind, "old": read[number][column], **where})
            if by_centre:
                rows[-1] |= {"file": "", "cell": ""}
        save(copy / file, typed)
    rng.shuffle(rows)
    return rows


@pytest.mark.parametrize("seed", range(LEDGERS))
def test_a_ledger_gives_what_the_corrected_files_give(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    folder = write_csv(invent(RUBRIC, rng, 8, blanks=0.15), RUBRIC, tmp_path / "survey", rng)
    copy = Path(shutil.copytree(folder, tmp_path / "copy"))
    before = {file: (folder / file).read_bytes() for file in FILES}
    rows = decide(folder, copy, rng)
    names = ["kind", "centre_id", "source", "question", "file", "cell", "old", "new", "reason"]
    table = [names, *([row.get(name, "") for name in names] for row in rows)]
    save(folder / "keputusan.csv", table)
    decided = audit_survey([folder], RUBRIC, Options())
    assert [one for one in decided.problems if one.code.startswith("DEC")] == []
    assert figures(decided) == figures(audit_survey([copy], RUBRIC, Options()))
    assert {file: (folder / file).read_bytes() for file in FILES} == before
    assert len(decided.decisions) == len({tuple(line) for line in table[1:]})
