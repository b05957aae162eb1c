"""A command as it was called: the values of its options, and paths as they are typed."""

import dataclasses
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

_DATA_FORMATS = frozenset({"json", "csv"})
"""Forms of the output that programs read; nothing is said beside them."""


class Invocation:
    """The options with which a command ran; one that it does not have is None."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values

    @classmethod
    def of(cls, groups: Iterable[Any], values: Mapping[str, Any]) -> "Invocation":
        """Of the groups of options and the single ones that a command was called with."""
        inside = {
            field.name: getattr(group, field.name)
            for group in groups
            for field in dataclasses.fields(group)
        }
        return cls({**inside, **values})

    def __getattr__(self, name: str) -> Any:
        return self._values.get(name)

    @property
    def silent(self) -> bool:
        """Whether nothing is said beside the results."""
        return bool(self.quiet) or {str(self.format), str(self.form)} & _DATA_FORMATS != set()

    @property
    def source(self) -> str:
        """The survey as it is written behind a command."""
        return " ".join(map(quoted, self.survey or ()))

    @property
    def stored(self) -> Path | None:
        """The stored result that was written."""
        return next((path for path in self.out or () if path.suffix.lower() == ".json"), None)


def quoted(path: object) -> str:
    """A file or folder as it is typed: in quotes where it has blanks."""
    return f'"{path}"' if " " in str(path) else str(path)
