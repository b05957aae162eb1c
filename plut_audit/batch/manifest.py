"""What a batch has finished, and from what: how a later run knows what it need not redo.

Each year's folder holds `made-from.json`, written last: the fingerprint of its inputs, the chain
of fingerprints up to it (a year's findings depend on the years before), and the hash of each
file that was written. A year counts as done only where all of these still hold.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from plut_audit.atomic_write import write_text
from plut_audit.batch.surveys import digest

NAME = "made-from.json"
SCHEMA = "plut-audit/batch/1"


@dataclass(frozen=True)
class Manifest:
    """What the files of a folder were made from."""

    inputs: str = ""
    chain: str = ""
    files: dict[str, str] = field(default_factory=dict)
    years: dict[str, str] = field(default_factory=dict)
    summary: dict[str, Any] = field(default_factory=dict)
    unread: list[dict[str, Any]] = field(default_factory=list)
    problems: int = 0


def chained(inputs: str, before: str) -> str:
    """The fingerprint of a year and of all before it."""
    return hashlib.sha256(f"{inputs} {before}".encode()).hexdigest()


def written(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """The hash of each file."""
    return {name: digest(folder / name) for name in sorted(names)}


def write(folder: Path, ledger: Manifest) -> None:
    """Put the ledger into its folder."""
    record = {"schema": SCHEMA, **asdict(ledger)}
    text = json.dumps(record, ensure_ascii=False, indent=1)
    write_text(folder / NAME, iter([text, "\n"]), force=True)


def read(folder: Path) -> Manifest | None:
    """The ledger of a folder; None where there is none that this version knows."""
    try:
        record = json.loads((folder / NAME).read_text(encoding="utf-8"))
        if record.pop("schema") == SCHEMA:
            return Manifest(**record)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    return None


def is_complete(folder: Path, ledger: Manifest) -> bool:
    """Whether every file is there as it was written."""
    return bool(ledger.files) and all(
        (folder / name).is_file() and digest(folder / name) == known
        for name, known in ledger.files.items()
    )
