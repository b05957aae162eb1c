"""One raw cell to clean text, and what counts as no answer."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Literal

Blank = Literal["unanswered", "dont_know", "invalid"]
"""Why a cell gives no value: nothing written, nothing known, or nothing that can be read."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one cell says.

    `value` is None exactly when `blank` says why. `problem` is a code of `problems.KINDS`
    where something must be reported, whether or not there is a value; `blanks` fill that
    kind's message beside the value and the question.
    """

    value: float | str | date | time | tuple[str, ...] | None
    blank: Blank | None = None
    problem: str | None = None
    blanks: Mapping[str, object] = field(default_factory=dict)


def invalid(problem: str, **blanks: object) -> Reading:
    """The reading of a cell that cannot be read."""
    return Reading(None, "invalid", problem, blanks)


# Zero-width characters, marks of direction, soft hyphen, byte order mark, emoji variants.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe0e\ufe0f\ufeff]")
_ESCAPED_CONTROL = re.compile(r"_x00([01][0-9a-fA-F])_")
_LINE_END = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")
_CONTROL = re.compile("[\0-\x09\x0e-\x1f\x7f-\x9f]")
_BLANKS = re.compile(r"[^\S\n]+")
_BLANKS_AT_LINE_END = re.compile(r" ?\n[ \n]*")


def clean(text: str) -> str:
    """The text without what cannot be seen: single blanks, single line ends, nothing around it.

    Line ends stay, for they may part the ticks of a list or the lines of opening hours.
    """
    if _is_plain(text):
        return _without_wrapping(text)
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    text = _ESCAPED_CONTROL.sub(lambda m: "\n" if m[1] in ("0A", "0a", "0D", "0d") else " ", text)
    text = _CONTROL.sub(" ", _LINE_END.sub("\n", text))
    return _without_wrapping(_BLANKS_AT_LINE_END.sub("\n", _BLANKS.sub(" ", text)).strip())


# What programs put around a value so that a spreadsheet keeps it as text: ="33.01", '2500.
_FORMULA_OF_TEXT = re.compile(r'=\s*"((?:[^"]|"")*)"')
_NUMBER_BEHIND_MARK = re.compile(r"(?:=|['’‘`])(?=\s*[-+]?[.,]?\d)")


def _without_wrapping(text: str) -> str:
    """The text without `=""` around it or an apostrophe in front of a number."""
    if text[:1] not in ("=", "'", "’", "‘", "`"):
        return text
    if formula := _FORMULA_OF_TEXT.fullmatch(text):
        return clean(formula[1].replace('""', '"'))
    return _NUMBER_BEHIND_MARK.sub("", text, count=1).strip() if text.count("'") < 2 else text


def _is_plain(text: str) -> bool:
    """Whether there is nothing to clean, as in most cells; settled without looking at each sign."""
    return (
        text.isascii()
        and text.isprintable()
        and "  " not in text
        and "_x00" not in text
        and text[:1] != " " != text[-1:]
    )


# A decimal mark, a minus sign and signs of comparison tell choices apart; the rest is dress.
_DRESS = re.compile(r"(?!^-\d)(?:[.,](?!\d)|(?<!\d)[.,]|[^\w.,<>≤≥+±]|_)")


def fold(text: str) -> str:
    """The text as it is compared: case, blanks, hyphens, diacritics and punctuation aside."""
    if text.isascii():
        return _DRESS.sub("", clean(text).casefold())
    # Twice, for what comes of a sign's parts has a case, and what comes of its case has parts.
    parts = unicodedata.normalize("NFKD", clean(text)).casefold()
    letters = (c for c in unicodedata.normalize("NFKD", parts) if not unicodedata.combining(c))
    return _DRESS.sub("", "".join(letters))


_ONLY_DASHES = re.compile(r"[-‐-―−_.…~*/\\ \n]*")
_NOT_ANSWERED = frozenset(("na", "nan", "null", "tidakdiisi", "belumdiisi"))
_DONT_KNOW = frozenset(
    (
        "dk",
        "dontknow",
        "donotknow",
        "idontknow",
        "unknown",
        "entah",
        "entahlah",
        "tidaktahu",
        "tidaktau",
        "tdktahu",
        "tdktau",
        "gaktahu",
        "kurangtahu",
        "belumtahu",
        "tidakdiketahui",
        "tdkdiketahui",
        "belumdiketahui",
    )
)


_NOT_APPLICABLE = frozenset(("notapplicable", "doesnotapply", "tidakberlaku", "tdkberlaku"))


_INITIALS = frozenset(word[0] for word in _NOT_ANSWERED | _NOT_APPLICABLE | _DONT_KNOW)
_LONGEST_WORD = 60
"""Longer texts are answers, however they are dressed: no word for a blank is near that."""


def _is_missing(raw: object) -> bool:
    if isinstance(raw, str):
        return False
    # Neither NaN nor the missing time stamp of pandas equals itself.
    return raw is None or (isinstance(raw, float | datetime) and raw != raw)  # noqa: PLR0124


def blank_of(raw: object) -> Blank | None:
    """`unanswered` or `dont_know` where the cell says so, else None.

    `tidak ada`, `belum ada`, `none` and `0` are answers.
    """
    if _is_missing(raw):
        return "unanswered"
    if not isinstance(raw, str) or raw.startswith("#") or len(raw) > _LONGEST_WORD:
        return None
    if _begins_otherwise(raw):
        return None
    if _ONLY_DASHES.fullmatch(clean(raw)) or (word := fold(raw)) in _NOT_ANSWERED | _NOT_APPLICABLE:
        return "unanswered"
    return "dont_know" if word in _DONT_KNOW else None


def blank_reading(raw: object) -> Reading | None:
    """The reading of a cell that gives no answer, else None.

    That a question does not apply is the statement of the respondent: it counts as not answered, and
    VAL-16 lists it for a decision.
    """
    blank = blank_of(raw)
    if blank is None:
        return None
    stated = isinstance(raw, str) and fold(raw) in _NOT_APPLICABLE
    return Reading(None, blank, "VAL-16" if stated else None)


def _begins_otherwise(text: str) -> bool:
    """Whether no word for a blank begins like the text, which settles most texts at once."""
    first = text[:1].lower()
    return first.isascii() and first.isalnum() and first not in _INITIALS


def is_blank(raw: object) -> bool:
    """Whether nothing was answered: empty, NaN, `-`, `n/a` and the like."""
    return blank_of(raw) == "unanswered"


def is_plain_text(raw: object) -> bool:
    """Whether a cell is a text that can be taken as it is: an answer with nothing to clean."""
    return isinstance(raw, str) and _begins_otherwise(raw) and _is_plain(raw)


def read_text(raw: object) -> Reading:
    """A cell as clean text, `str`; a whole number without its `.0`, a date as ISO."""
    if is_plain_text(raw):
        return Reading(raw)  # type: ignore[arg-type]
    return blank_reading(raw) or Reading(as_text(raw))


def as_text(raw: object) -> str:
    """What the cell shows, cleaned; empty where it holds nothing."""
    if _is_missing(raw):
        return ""
    if isinstance(raw, bool):
        return str(raw).upper()
    if isinstance(raw, float):
        # Fifteen digits are what a spreadsheet keeps and shows.
        return str(int(raw)) if raw.is_integer() else f"{raw:.15g}"
    return clean(str(raw))
