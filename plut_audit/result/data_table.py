"""A documented table of plain values: its columns, their types, and its rows for a result."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from plut_audit.result import Result

Row = TypeVar("Row")
Parent = tuple[tuple[str, ...], tuple[str, ...]]
ColumnType = Literal["string", "integer", "number", "boolean", "date"]
DataValue = str | float | bool | list[str] | None
DTYPES: dict[ColumnType, str] = {
    "string": "string",
    "integer": "Int64",
    "number": "Float64",
    "boolean": "boolean",
    "date": "string",
}
"""The pandas dtype of a column without one of its own."""


@dataclass(frozen=True)
class DataColumn(Generic[Row]):
    """One column: its name, Frictionless type, meaning (a catalogue key) and value in a row.

    `allowed` lists the codes that occur, `dtype` is that of the data frame where it is not the
    one of the type.
    """

    name: str
    type: ColumnType
    description: str
    value: Callable[[Row], DataValue]
    required: bool = False
    allowed: tuple[str, ...] = ()
    dtype: str = ""

    @property
    def frame_dtype(self) -> str:
        """The dtype of the column in a data frame."""
        return self.dtype or ("category" if self.allowed else DTYPES[self.type])


@dataclass(frozen=True)
class DataTable(Generic[Row]):
    """One table; `key` identifies a row, `parents` name the columns of other tables.

    `rows` gives its rows for a result, sentences in a language.
    """

    name: str
    title: str
    columns: tuple[DataColumn[Row], ...]
    key: tuple[str, ...]
    rows: Callable[[Result, str], Iterable[Row]]
    parents: Mapping[str, Parent] = field(default_factory=dict)

    def values(self, result: Result, language: str) -> Iterator[list[DataValue]]:
        """The values of each row, one row at a time."""
        for row in self.rows(result, language):
            yield [column.value(row) for column in self.columns]
