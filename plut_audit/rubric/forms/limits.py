"""What an answer cell of an Excel template lets in: drop-downs, limits, and what they say."""

import textwrap
from collections.abc import Sequence
from datetime import date, time
from typing import Any

from plut_audit.i18n import N_, translate
from plut_audit.rubric import Question
from plut_audit.rubric.forms import bounds

# What Excel shows of a title and a message.
_LONGEST_TITLE, _LONGEST_MESSAGE = 32, 255
_FIRST_DAY, _LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
# Any number: a limit must stand in the file, and this one keeps text out.
_ANY = 10**15

_FAULTS = {
    "select_one": N_("Choose one from the list."),
    "integer": N_("Write a whole number, digits only."),
    "decimal": N_("Write a number, digits only."),
    "date": N_("Write a date such as 2024-03-01, from the year 2000 on."),
    "time": N_("Write a time such as 09:30."),
}


BoundCell = tuple[bounds.Bound, str]
"""Another answer that bounds an answer, and its cell."""


def validation(
    question: Question,
    source: str,
    notes: list[str],
    language: str,
    bounded: Sequence[BoundCell] = (),
) -> dict[str, object]:
    """XlsxWriter's options for an answer cell; `source` is where the labels of choices stand.

    `bounded` gives the answers that bound this one, each with its cell.
    """
    options: dict[str, object] = {
        "input_title": _short(question.label[language], _LONGEST_TITLE),
        "input_message": _short("\n".join(notes), _LONGEST_MESSAGE),
    }
    if question.type not in _FAULTS:
        return options | {"validate": "any"}
    return (
        options
        | _rule(question, source, bounded)
        | {
            "error_title": options["input_title"],
            "error_message": _short(_fault(question, language, bounded), _LONGEST_MESSAGE),
        }
    )


def _rule(question: Question, source: str, bounded: Sequence[BoundCell]) -> dict[str, object]:
    match question.type:
        case "select_one":
            return {"validate": "list", "source": source}
        case "date":
            last = "=TODAY()" if question.name in bounds.NOT_AFTER_TODAY else _LAST_DAY
            return _between("date", _FIRST_DAY, last)
        case "time":
            return _between("time", time(0), time(23, 59, 59))
    low = _whole(-_ANY if question.valid_min is None else question.valid_min)
    high = _whole(_ANY if question.valid_max is None else question.valid_max)
    # A blank cell, and one that holds a text, is left out by MIN and MAX.
    lows = [str(low), *(cell for (sign, _), cell in bounded if sign == ">=")]
    highs = [str(high), *(cell for (sign, _), cell in bounded if sign == "<=")]
    if bounds.until_this_year(question):
        highs.append("YEAR(TODAY())")
    return _between(
        question.type,
        f"=MAX({','.join(lows)})" if len(lows) > 1 else low,
        f"=MIN({','.join(highs)})" if len(highs) > 1 else high,
    )


def _between(kind: str, low: Any, high: Any) -> dict[str, object]:
    return {"validate": kind, "criteria": "between", "minimum": low, "maximum": high}


def _whole(limit: float) -> float:
    """A whole limit without a decimal point."""
    return int(limit) if float(limit).is_integer() else limit


def _fault(question: Question, language: str, bounded: Sequence[BoundCell]) -> str:
    """What the program says to an answer that it does not take."""
    words = [bounds.limits(question)]
    words += [bounds.bound_words(*bound) for bound, _ in bounded]
    sentences = [text[language] for text in words if text]
    return " ".join([translate(_FAULTS[question.type], language), *sentences])


def _short(text: str, longest: int) -> str:
    """The text as far as it fits; lines stay lines."""
    if len(text) <= longest:
        return text
    return textwrap.shorten(text, longest, placeholder=" …")


def number_format(question: Question, language: str) -> dict[str, object]:
    """How an answer is shown: a month in words, thousands grouped, a code kept as text."""
    match question.type:
        case "date":
            # The number is the language in which Excel names the month.
            return {"num_format": {"id": "[$-421]", "en": "[$-809]"}[language] + "d mmm yyyy"}
        case "time":
            return {"num_format": "hh:mm"}
        case "integer":
            return {"num_format": "0" if question.unit == "year" else "#,##0"}
        case "decimal":
            return {"num_format": "#,##0" if question.unit == "IDR" else "General"}
    # As text, 71.10 keeps its nought and a list of hours is not taken for a date.
    return {"num_format": "@"}
