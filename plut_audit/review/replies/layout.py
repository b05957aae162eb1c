"""The sheets of a reply workbook: their columns, their words, and the check of what is locked.

Every row that the program writes ends in a hidden cell with the digests of its locked cells, so
that a changed one is found wherever the row was moved to and whoever saved the file.
"""

import hashlib
import re
from collections.abc import Iterable

from plut_audit.i18n import LANGUAGES, N_, translate
from plut_audit.ingest.files.reply_sheet import digest
from plut_audit.ingest.values import fold
from plut_audit.result import Result

GUIDE, FINDINGS, VALUES = N_("Instructions"), N_("Findings"), N_("Values")
REFERENCE = "reference"
TYPED = {
    "answer": N_("Agree / disagree"),
    "value": N_("Value according to the centre"),
    "explanation": N_("Explanation of the centre"),
    "evidence": N_("Evidence of the centre"),
}
"""The columns that a centre fills in."""
FINDING_COLUMNS = {
    REFERENCE: N_("Reference"),
    "severity": N_("Severity"),
    "title": N_("Finding"),
    "condition": N_("Condition"),
    "recommendation": N_("Recommendation"),
    **{name: title for name, title in TYPED.items() if name != "value"},
}
VALUE_COLUMNS = {
    REFERENCE: N_("Reference"),
    "label": N_("Question"),
    "reported": N_("Value as reported"),
    "observed": N_("Value as observed"),
    "used": N_("Value used"),
    "cells": N_("File, sheet and cell"),
    **TYPED,
}
FIELDS = {
    "filled_in_by": N_("Filled in by (position)"),
    "replied_on": N_("Date of the reply"),
}
"""The lines of the first sheet that a centre fills in."""
ANSWERS = {"agree": N_("agree"), "disagree": N_("disagree")}
CHECK = "check:"
"""How the hidden cell at the end of a row begins."""
_CHECK = re.compile(rf"{CHECK}(?P<key>[^:]*):(?P<digests>[0-9a-f.]*)")


def reference(centre_id: str, name: str) -> str:
    """What names a row: the centre, and the finding's code or the question."""
    return f"{centre_id} {name}"


def check_text(key: str, locked: Iterable[str]) -> str:
    """The check of a row: its reference, and the digest of each locked cell."""
    return f"{CHECK}{key}:{'.'.join(digest(text) for text in locked if text.strip())}"


def read_check(text: str) -> tuple[str, list[str]] | None:
    """Reference and digests of a check; None where the text is none."""
    match = _CHECK.fullmatch(text.strip())
    if match is None:
        return None
    key, digests = match.groups()
    return key, list(filter(None, digests.split(".")))


def is_word(written: str, label: str) -> bool:
    """Whether a text is a label in any language."""
    return fold(written) in {fold(translate(label, language)) for language in LANGUAGES}


def survey_digest(result: Result) -> str:
    """What tells a survey from every other: its year, its rubric, its files.

    Ledgers and replies are left out, for they are written after the reply workbooks.
    """
    files = sorted(
        (file.file, file.sha256)
        for file in result.inputs
        if file.role not in ("decisions", "reply")
    )
    content = repr((result.year, result.rubric.sha256, files))
    return hashlib.sha256(content.encode()).hexdigest()[:12]
