"""A column taken as a whole gives what its cells give one by one."""

import math
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plut_audit import rubric
from plut_audit.ingest.answers.cells import Settings, distinct_cells, read_column, reader
from plut_audit.ingest.answers.table import Blank
from plut_audit.rubric import Question

NUMBERS = [
    question
    for question in rubric.load().questions.values()
    if question.type in ("integer", "decimal")
]
DIGITS = st.from_regex(r"[0-9]{1,18}", fullmatch=True) | st.integers(0, 200).map(str)
CELL = (
    DIGITS
    | st.sampled_from(["", " ", "0", "007", "2.854", "12,5", "٣", "²", "１２", "nihil", "-", "-5"])
    | st.floats(0, 1000)
    | st.sampled_from([0.0, 0.45, 1e12, -1.0])
)


@given(
    question=st.sampled_from(NUMBERS),
    cells=st.lists(DIGITS, max_size=8) | st.lists(CELL, max_size=8),
    tool=st.booleans(),
)
def test_numbers_are_read_alike(question: Question, cells: list[str | float], tool: bool) -> None:
    settings = Settings(machine_numbers=tool, dates_from_1904=False)
    read = reader(question, posted_hours=False)
    column, troubled = read_column(question, read, settings, list(cells))
    singly = [read(cell, settings) for cell in cells]
    expected = [math.nan if one.value is None else one.value for one in singly]
    assert column.values.tolist() == pytest.approx(expected, rel=0, abs=0, nan_ok=True)
    assert [Blank(blank) == Blank.GIVEN for blank in column.blank] == [
        one.blank is None for one in singly
    ]
    assert troubled == [(row, one) for row, one in enumerate(singly) if one.problem]


@given(st.lists(CELL | st.booleans() | st.none(), max_size=12))
def test_distinct_cells_stand_for_themselves(cells: list[str | float | None]) -> None:
    codes, distinct = distinct_cells(list(cells))
    again = [distinct[code] for code in codes]
    assert [(type(cell), cell) for cell in again] == [(type(cell), cell) for cell in cells]
    assert len({(type(cell), cell) for cell in distinct}) == len(distinct)


def test_a_large_survey_is_read_without_pandas() -> None:
    program = (
        "import sys; from plut_audit.ingest.answers.cells import distinct_cells; "
        "distinct_cells([str(n % 7) for n in range(20_000)]); "
        "sys.exit('pandas' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
