"""What is tried: each target takes bytes and may answer only with what it documents."""

import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plut_audit.ingest.values import Choices

SMALL_RUBRIC = Path(__file__).resolve().parents[2] / "examples" / "hdi"
"""A rubric of four short files: a large one is read too seldom in a second."""


def values(content: bytes) -> None:
    """No reader of values raises; a number read is finite."""
    from math import isfinite

    from plut_audit.ingest.values import (
        read_choice,
        read_choices,
        read_date,
        read_number,
        read_text,
        read_time,
        read_timestamp,
    )

    text = content.decode("utf-8", "replace")
    for unit in ("", "IDR", "m2", "persons"):
        number = read_number(text, unit=unit).value
        assert number is None or isfinite(float(number)), f"not finite: {number}"  # type: ignore[arg-type]
    for reads in (read_date, read_time, read_timestamp, read_text):
        reads(text)
    read_choice(text, _choices("electricity"))
    read_choices(text, _choices("rooms"))


@cache
def _choices(name: str) -> "Choices":
    from plut_audit import rubric
    from plut_audit.ingest.values import Choices

    labels = rubric.load().questions[name].choices
    return Choices(list(labels), {code: list(label.values()) for code, label in labels.items()})


def hours(content: bytes) -> None:
    """Opening hours are read, within a week, or they are unreadable."""
    from plut_audit.ingest.hours import UnreadableHoursError, read_hours

    try:
        hours_read = read_hours(content.decode("utf-8", "replace"))
    except UnreadableHoursError:
        return
    assert 0 <= hours_read.weekly_hours <= 168, f"{hours_read.weekly_hours} hours a week"
    assert 0 <= hours_read.weekly_days <= 7, f"{hours_read.weekly_days} days a week"


def rubric(content: bytes) -> None:
    """A file of a rubric is read, or its faults are listed."""
    from plut_audit import rubric as rubrics
    from plut_audit.errors import RubricError

    files = {path.name: path.read_bytes() for path in sorted(SMALL_RUBRIC.iterdir())}
    name = list(files)[content[0] % len(files)] if content else "rubric.toml"
    with tempfile.TemporaryDirectory() as folder:
        for other, text in files.items():
            (Path(folder) / other).write_bytes(content[1:] if other == name else text)
        try:
            rubrics.read_rubric(Path(folder))
        except RubricError as refused:
            assert str(refused), "a fault without a text"


def sheets(content: bytes) -> None:
    """A file is read, or refused in one line."""
    from plut_audit.ingest.sheets import UnreadableFileError, read

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(content)
        try:
            read(path, "file")
        except UnreadableFileError as refused:
            message = refused.problem.message()
            assert message["en"] and message["id"], "a refusal without a text"


TARGETS: dict[str, Callable[[bytes], None]] = {
    "values": values,
    "hours": hours,
    "rubric": rubric,
    "sheets": sheets,
    "workbooks": sheets,
}
