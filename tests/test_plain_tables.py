"""A long table is laid out without rich; it stands as the coloured one does, sign by sign."""

import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plut_audit import i18n
from plut_audit.commands.views import screen
from plut_audit.commands.views import table as view
from plut_audit.report.table import SHORTEST, Column, Table

COLUMNS = (
    Column("rank", "Rank", decimals=SHORTEST),
    Column("name", "Centre", wraps=True, short="C"),
    Column("class", "Class", under="name"),
    Column("index", "Index", decimals=2, bar_of=100.0),
    Column("condition", "Condition", wraps=True, own_line=True),
)
TEXT = st.text(st.sampled_from("ab å漢字 –'\n\u0301\tW."), max_size=60) | st.sampled_from(
    ["", "PLUT-KUMKM Kabupaten Kepulauan Talaud", "x" * 200, "two  blanks", " leads", "ends "]
)
NUMBER = st.none() | st.integers(0, 10**7) | st.floats(0, 100)
ROW = st.tuples(NUMBER, TEXT, st.none() | st.sampled_from("AB"), NUMBER, st.none() | TEXT)


def _shown(table: Table, width: int, most_coloured: int) -> str:
    with pytest.MonkeyPatch.context() as patch:
        i18n.set_language("en")
        patch.setenv("COLUMNS", str(width))
        patch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), "utf-8"))
        patch.setattr(view, "MOST_COLOURED", most_coloured)
        screen.show([table])
        sys.stdout.seek(0)
        return sys.stdout.read()


@given(
    rows=st.lists(ROW, min_size=1, max_size=6),
    left=st.sets(st.integers(0, len(COLUMNS) - 1), max_size=len(COLUMNS) - 1),
    width=st.sampled_from([20, 40, 60, 80, 120, 160]),
)
def test_a_plain_table_stands_as_a_coloured_one(
    rows: list[tuple[float | str | None, ...]], left: set[int], width: int
) -> None:
    table = Table("t", "Title", COLUMNS, rows).without(*(COLUMNS[index].key for index in left))
    assert _shown(table, width, most_coloured=0) == _shown(table, width, most_coloured=10**6)


def test_only_a_long_table_is_plain() -> None:
    def pieces(count: int) -> set[bool]:
        table = Table("t", "t", COLUMNS[:2], [[1.0, "PLUT"]] * count)
        return {isinstance(piece, str) for piece in view.drawn(table, 80)}

    assert pieces(view.MOST_COLOURED) == {False}
    assert pieces(view.MOST_COLOURED + 1) == {False, True}
