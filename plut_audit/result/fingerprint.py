"""The fingerprint of a result: a short text that is another one where anything of it is another.

It covers every record of the stored file: the edition with its whole rubric, the name and SHA-256
of every input, the options of the run, every figure, answer, cell, finding and problem, and the
studies beside them (robustness, agreement, trend, follow-up). It does not cover the version of the
program, nor the notices on files that the program itself wrote (FIL-21), so that a report
written into the survey's folder changes nothing.

Two results with the same fingerprint hold the same figures from the same files. It is no
signature: whoever changes a result can compute the new fingerprint, so only a recomputation from
the files (`plut-audit verify`) shows that a result follows from them.
"""

import hashlib
from collections.abc import Iterator
from typing import Any

from plut_audit.result import Result

NOT_COVERED = ("schema", "tool", "fingerprint")
"""Keys of the stored file that the fingerprint leaves out."""
OWN_OUTPUT = "FIL-21"
"""The problem that names a file which this program wrote."""
_GROUPS, _LETTERS = 4, 4


def fingerprint(result: Result) -> str:
    """64 bits of SHA-256 over the covered records, `3f2a-91bc-04de-77a1`."""
    from plut_audit.result.storage import compact

    digest = hashlib.sha256()
    for key, record in _covered(result):
        digest.update(f"{key}\0{compact(record)}\0".encode())
    text = digest.hexdigest()
    return "-".join(text[at : at + _LETTERS] for at in range(0, _GROUPS * _LETTERS, _LETTERS))


def _covered(result: Result) -> Iterator[tuple[str, Any]]:
    from plut_audit.result.storage.to_json import extra_records, head_records, list_records

    for key, value in head_records(result).items():
        if key not in NOT_COVERED:
            yield key, value
    for key, records in list_records(result):
        for record in records:
            if key != "problems" or record.get("code") != OWN_OUTPUT:
                yield key, record
    yield from extra_records(result)
