"""The records of two results side by side: the first value that differs, and where it stands."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from plut_audit.result import Result
from plut_audit.result.fingerprint import OWN_OUTPUT
from plut_audit.result.storage import dumps, load_changed, load_records
from plut_audit.result.storage.records import ResultJson

Keys = tuple[str | int, ...]
"""Keys and positions that lead to a value: `("centres", 3, "items", "INF-01", "score")`."""
_ABSENT = object()


@dataclass(frozen=True)
class Recorded:
    """A result, and the records of its file, unknown keys included."""

    result: Result
    records: ResultJson

    @property
    def inputs(self) -> list[tuple[str, str]]:
        """Name and SHA-256 of the inputs."""
        return [(file.file, file.sha256) for file in self.result.inputs]


@dataclass(frozen=True)
class Deviation:
    """Where two records differ, and the two values; None also for a value that is absent."""

    path: Keys
    stored: Any
    computed: Any


def load(path: Path) -> Recorded:
    """A stored result, changed or not; raises `ResultError` as `Result.load` does."""
    return Recorded(load_changed(path), load_records(path))


def recorded(result: Result) -> Recorded:
    """A result with its records as its stored file is parsed."""
    return Recorded(result, json.loads("".join(dumps(result))))


def same_own_outputs(result: Result, stored: Result) -> Result:
    """The recomputed result without the files of this program that lay nowhere then.

    A report that was written into the survey's folder is no part of what was audited.
    """
    problems = (
        problem
        for problem in result.problems
        if problem.code != OWN_OUTPUT or problem in stored.problems
    )
    return replace(result, problems=tuple(problems))


def deviations(stored: Any, computed: Any, path: Keys = ()) -> Iterator[Deviation]:
    """The values that differ, in the order of the computed record."""
    if isinstance(stored, dict) and isinstance(computed, dict):
        for key in (*computed, *(key for key in stored if key not in computed)):
            values = stored.get(key, _ABSENT), computed.get(key, _ABSENT)
            yield from deviations(values[0], values[1], (*path, key))
    elif isinstance(stored, list) and isinstance(computed, list):
        yield from _of_lists(stored, computed, path)
    elif not _equal(stored, computed):
        yield Deviation(path, _value(stored), _value(computed))


def _of_lists(stored: Sequence[Any], computed: Sequence[Any], path: Keys) -> Iterator[Deviation]:
    for number in range(max(len(stored), len(computed))):
        values = [
            listed[number] if number < len(listed) else _ABSENT for listed in (stored, computed)
        ]
        yield from deviations(values[0], values[1], (*path, number))


def _equal(stored: Any, computed: Any) -> bool:
    """Whether two plain values are the same; 1 and 1.0 are, 1 and true are not."""
    if isinstance(stored, bool) or isinstance(computed, bool):
        return stored is computed
    return bool(stored == computed)


def _value(value: Any) -> Any:
    return None if value is _ABSENT else value
