"""The report that a result gives, read back as the file that is checked is read."""

import tempfile
from collections.abc import Callable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeVar

from plut_audit.i18n import N_, Message
from plut_audit.ingest.sheets import Limits, UnreadableFileError
from plut_audit.report import formats
from plut_audit.result import Result

Content = TypeVar("Content")
_MOST_KEPT = 8


class Expected:
    """The reports of one result, each made once in each language."""

    def __init__(self, result: Result) -> None:
        self.result = result
        self._made = lru_cache(_MOST_KEPT)(self._make)

    def content(
        self, suffix: str, language: str, read: Callable[[Path, str, Limits], Content]
    ) -> Content:
        """The report of a suffix in a language, as `read` reads it."""
        return self._made(suffix, language, read)  # type: ignore[return-value]

    @cached_property
    def as_stored(self) -> "Expected":
        """The reports of the result as its file holds it: figures with the decimals of the file.

        `export` makes reports from a file, `score` from the figures themselves.
        """
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "result.json"
            self.result.save(path)
            return Expected(Result.load(path))

    def _make(
        self, suffix: str, language: str, read: Callable[[Path, str, Limits], object]
    ) -> object:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"report.{suffix}"
            formats.write(self.result, path, language)
            return read(path, path.name, Limits())


def unreadable_report(file: str, failure: UnreadableFileError) -> Message:
    """Why a report cannot be read."""
    text = N_("'{file}' cannot be read: {message}")
    return Message(text, {"file": file, "message": failure.problem.message()})


def no_report(file: str) -> Message:
    """That a file is none of the reports that this program writes."""
    return Message(N_("'{file}' is no report of this program."), {"file": file})


def fingerprint_difference(file: str, found: str, result: Result) -> Message | None:
    """What the fingerprint in a report says of it; None where it is that of the result."""
    values: dict[str, object] = {"file": file, "found": found, "result": result.fingerprint}
    if not found:
        text = N_("'{file}' prints no fingerprint: an earlier version made it, or it was removed.")
        return Message(text, values)
    if found == result.fingerprint:
        return None
    text = N_(
        "'{file}' was made from another result: its fingerprint is {found}, that of the result "
        "from the files {result}."
    )
    return Message(text, values)
