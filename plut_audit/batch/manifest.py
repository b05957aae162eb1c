"""What a batch has finished, and from what: how a later run knows what it need not redo.

Each year's folder holds `made-from.json`, written last: the fingerprint of its inputs, the chain
of fingerprints up to it (a year's findings depend on the years before), and the hash of each
file that was written. A year counts as done only where all of these still hold.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from plut_audit.atomic_write import write_text
from plut_audit.batch.surveys import digest
from plut_audit.result import Summary
from plut_audit.result.storage.records import ProblemJson

if TYPE_CHECKING:
    from pydantic import TypeAdapter

NAME = "made-from.json"
SCHEMA = "plut-audit/batch/2"


@dataclass(frozen=True)
class Manifest:
    """What the files of a folder were made from.

    Of a year: `inputs`, `chain`, `summary`, the `unread` files' problems and how many `problems`
    there are; of a whole batch: `years`, the chain of each year.
    """

    inputs: str = ""
    chain: str = ""
    files: dict[str, str] = field(default_factory=dict)
    years: dict[str, str] = field(default_factory=dict)
    summary: Summary | None = None
    unread: tuple[ProblemJson, ...] = ()
    problems: int = 0


def chained(inputs: str, before: str) -> str:
    """The fingerprint of a year and of all before it."""
    return hashlib.sha256(f"{inputs} {before}".encode()).hexdigest()


def hashes(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """The hash of each file."""
    return {name: digest(folder / name) for name in sorted(names)}


def write(folder: Path, manifest: Manifest) -> None:
    """Put the manifest into its folder."""
    record = {"schema": SCHEMA, **asdict(manifest)}
    text = json.dumps(record, ensure_ascii=False, indent=1)
    write_text(folder / NAME, iter([text, "\n"]), force=True)


def read(folder: Path) -> Manifest | None:
    """The manifest of a folder; None where there is none that this version knows."""
    try:
        record = json.loads((folder / NAME).read_text(encoding="utf-8-sig"))
        if record.pop("schema") == SCHEMA:
            return _adapter().validate_python(record)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    return None


@cache
def _adapter() -> "TypeAdapter[Manifest]":
    from pydantic import TypeAdapter

    return TypeAdapter(Manifest)


def is_complete(folder: Path, manifest: Manifest) -> bool:
    """Whether every file is there as it was written."""
    return bool(manifest.files) and all(
        is_as_written(folder, manifest, name) for name in manifest.files
    )


def is_as_written(folder: Path, manifest: Manifest, name: str) -> bool:
    """Whether a file is there, and as the manifest says that it was written."""
    known = manifest.files.get(name)
    return known is not None and (folder / name).is_file() and digest(folder / name) == known
