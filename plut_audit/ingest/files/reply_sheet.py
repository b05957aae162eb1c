"""Reply workbooks: known by the mark on each of their sheets, however the file is called.

What a reply means is the business of `review.replies`; here it is only distinguished from a survey.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from plut_audit.ingest.sheets import Sheet, address

SIGN = "plut-audit reply/1"
"""How every mark begins."""
_MARK = re.compile(
    rf"{SIGN} \| (?P<centre>[^|]+) \| (?P<year>\d{{4}}|-) \| (?P<result>[0-9a-f]{{4}}(?:-[0-9a-f]{{4}}){{3}})"
    r" \| (?P<survey>[0-9a-f]{12}) \| (?P<seal>[0-9a-f]{6})"
)
_DEEPEST = 60
"""Rows of a sheet in which its mark is looked for."""


@dataclass(frozen=True)
class ReplyMark:
    """Whose reply a workbook is: centre, year, fingerprint of the result, digest of the survey."""

    centre_id: str
    year: int | None
    result: str
    survey: str

    @property
    def text(self) -> str:
        """The mark as it stands on a sheet, sealed so that a changed one is noticed."""
        parts = (SIGN, self.centre_id, str(self.year or "-"), self.result, self.survey)
        content = " | ".join(parts)
        return f"{content} | {digest(content)}"


def digest(text: str) -> str:
    """Six letters that tell a text from another; white space at its ends and its width aside."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:6]


def read_mark(text: str) -> ReplyMark | None:
    """The mark that a text is; None where it is none or its seal is broken."""
    match = _MARK.fullmatch(" ".join(text.split()))
    if match is None:
        return None
    centre_id, year, result, survey, seal = match.groups()
    mark = ReplyMark(centre_id, None if year == "-" else int(year), result, survey)
    return mark if mark.text.endswith(f" | {seal}") else None


def marks_of(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Address and text of every cell that begins as a mark does."""
    for number, row in enumerate(sheet.rows[:_DEEPEST]):
        for column, cell in enumerate(row):
            if isinstance(cell, str) and cell.strip().startswith(SIGN):
                yield address(number, column), cell


def is_reply(sheet: Sheet) -> bool:
    """Whether a sheet is one of a reply workbook."""
    return any(True for _ in marks_of(sheet))
