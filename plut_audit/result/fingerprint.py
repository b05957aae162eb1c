"""The fingerprint of a result: a short text that is another one where anything of it is another.

It covers every record of the stored file: the edition with its whole rubric, the name and SHA-256
of every input, the options of the run, every figure, answer, cell, finding and problem, and the
studies beside them (robustness, agreement, trend, follow-up), the stage and the replies. It does
not cover the version of the program, nor the notices on files that the program itself wrote (FIL-21), so that a report
written into the survey's folder changes nothing.

Two results with the same fingerprint hold the same figures from the same files. It is no
signature: whoever changes a result can compute the new fingerprint, so only a recomputation from
the files (`plut-audit verify`) shows that a result follows from them.
"""

import hashlib
from collections import deque
from collections.abc import Mapping

from plut_audit.result import Result

NOT_COVERED = ("schema", "tool")
"""Keys of the stored file that the fingerprint leaves out, beside its own."""
OWN_OUTPUT = "FIL-21"
"""The problem that names a file which this program wrote."""
PLACEHOLDER = "0000-0000-0000-0000"
"""What stands for a fingerprint that is not yet known."""
_GROUPS, _LETTERS = 4, 4


class Digest:
    """Takes the records of a result in the order of the stored file; 64 bits of SHA-256."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()

    def add(self, key: str, record: object, text: str) -> None:
        """A record below a key, with its text in the stored file."""
        own = isinstance(record, dict) and record.get("code") == OWN_OUTPUT
        if key not in NOT_COVERED and not (key == "problems" and own):
            self._hash.update(f"{key}\0{text}\0".encode("utf-8", "surrogatepass"))

    @property
    def fingerprint(self) -> str:
        """`3f2a-91bc-04de-77a1`."""
        text = self._hash.hexdigest()
        return "-".join(text[at : at + _LETTERS] for at in range(0, _GROUPS * _LETTERS, _LETTERS))


def fingerprint_of_records(records: Mapping[str, object]) -> str:
    """The fingerprint of records as they stand in a stored file, unknown keys included."""
    from plut_audit.result.storage import compact
    from plut_audit.result.storage.to_json import LISTS

    digest = Digest()
    for key, value in records.items():
        if key != "fingerprint":
            listed = value if key in LISTS and isinstance(value, list) else [value]
            for record in listed:
                digest.add(key, record, compact(record))
    return digest.fingerprint


def fingerprint(result: Result) -> str:
    """The fingerprint of a result."""
    from plut_audit.result.storage import dumps

    digest = Digest()
    deque(dumps(result, digest), maxlen=0)
    return digest.fingerprint
