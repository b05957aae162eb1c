"""Choices as people write them: codes or labels, in either language, one or several."""

import unicodedata
from collections.abc import Callable, Sequence

from plut_audit.i18n import LANGUAGES, N_, Translations, translate, translations
from plut_audit.ingest.values.choice_list import Choices, pieces
from plut_audit.ingest.values.text import Reading, as_text, blank_reading, invalid
from plut_audit.ingest.values.ticks import ticked_options

_MOST_WORDS = 80
"""Words of a joined cell; whatever is longer is prose."""


def read_choice(raw: object, choices: Choices) -> Reading:
    """A cell as the code of its one choice, `str`; VAL-06 where it is none of them."""
    if code := choices.find(raw) or _in_two_languages(raw, choices):
        return Reading(code)
    if (marked := ticked_options(as_text(raw))) is not None:
        return _one_marked(raw, marked, choices)
    if blank := blank_reading(raw):
        return blank
    if code := choices.find_short(raw):
        return _read_short([code], code, choices)
    proposal = _proposal(N_("Did you mean '{candidate}'?"), as_text(raw), choices)
    return invalid("VAL-06", choices=choices.listed(), proposal=proposal)


def _in_two_languages(raw: object, choices: Choices) -> str | None:
    """The code of a choice that is written with its translation: `Ya / Yes`."""
    text = as_text(raw)
    codes = {choices.find(text[start:end]) for start, end in pieces(text)}
    return codes.pop() if len(codes) == 1 else None


def _one_marked(raw: object, marked: list[str], choices: Choices) -> Reading:
    """The one marked option of a printed list; none marked is no answer, two are no choice."""
    if not marked:
        return Reading(None, "unanswered")
    code = choices.find(marked[0]) if len(marked) == 1 else None
    return Reading(code) if code else invalid("VAL-06", choices=choices.listed(), proposal="")


def read_choices(raw: object, choices: Choices, exclusive: str = "none") -> Reading:
    """A cell of joined choices as a tuple of codes, in the order of the declared codes.

    Codes are joined by blanks (KoboToolbox, ODK); labels by commas, semicolons or line ends
    (Google Forms), split only where that gives known choices, for a label may hold a comma
    itself. Labels joined by blanks (KoboToolbox in label mode) are read where they can be
    separated in one way only. One unknown part makes the whole invalid (VAL-06). The
    exclusive choice counts only when it stands alone (VAL-10). All choices, it among them, are a
    printed list without known marks (VAL-06).
    """
    text = as_text(raw)
    if (marked := ticked_options(text)) is not None:
        if not marked:
            return Reading(None, "unanswered")
        text = "; ".join(marked)
    elif _has_unknown_mark(text):
        return _unknown_part(text, choices)
    found = _codes(text, choices) or _side_by_side(text, choices, exclusive)
    if found is None and (blank := blank_reading(text)):
        return blank
    short = None if found else _split(text, choices, choices.find_short)
    found = found or short
    if found is None:
        return _unknown_part(text, choices)
    ordered = tuple(code for code in choices.codes if code in found)
    if exclusive in ordered and len(ordered) == len(choices.codes) > _FEWEST_PRINTED:
        # The printed list of all options, with marks that say nothing.
        return invalid("VAL-06", choices=choices.listed(), proposal="")
    if exclusive in ordered and len(ordered) > 1:
        return Reading(tuple(code for code in ordered if code != exclusive), None, "VAL-10")
    return _read_short(ordered, ordered, choices) if short else Reading(ordered)


def _read_short(codes: Sequence[str], value: str | tuple[str, ...], choices: Choices) -> Reading:
    """An answer in a short form, with the labels that it was read as."""
    labels = [choices.label(code) for code in codes]
    reading = {language: ", ".join(label[language] for label in labels) for language in LANGUAGES}
    return Reading(value, None, "VAL-18", {"reading": reading})


def _has_unknown_mark(text: str) -> bool:
    """Whether a sign of a font or a picture stands in it that may mark an option."""
    return not text.isascii() and any(unicodedata.category(sign) in ("So", "Co") for sign in text)


def _codes(text: str, choices: Choices) -> set[str] | None:
    """The codes of a joined cell, or None where a part of it is no choice."""
    if (written := set(text.split())) and written <= choices.known:
        return written
    if code := choices.find(text):
        return {code}
    joined = [choices.find_code(word) for word in text.split()]
    if joined and None not in joined:
        return {code for code in joined if code}
    return _split(text, choices, choices.find)


_FEWEST_PRINTED = 2


def _split(text: str, choices: Choices, find: Callable[[object], str | None]) -> set[str] | None:
    """The text as a row of choices that `find` knows, each of one part or of several.

    Worked from the end: `rest[i]` are the choices from part i on, None where there are none.
    """
    parts = [(start, end) for start, end in pieces(text) if text[start:end].strip()]
    rest: list[set[str] | None] = [None] * len(parts) + [set()]
    for first in reversed(range(len(parts))):
        for last in reversed(range(first, min(first + choices.longest, len(parts)))):
            following = rest[last + 1]
            if following is None:
                continue
            if code := find(text[parts[first][0] : parts[last][1]]):
                rest[first] = {code} | following
                break
    return rest[0] or None


def _side_by_side(text: str, choices: Choices, exclusive: str) -> set[str] | None:
    """The codes of labels with only blanks between them, if there is but one way to part them.

    `rest[i]` are the ways to read the text from word i on. `Ruang rapat tidak ada` says that
    there is none, so the exclusive choice is never one of several.
    """
    text_words = text.split()
    if not 1 < len(text_words) <= _MOST_WORDS:
        return None
    rest: list[list[set[str]]] = [[] for _ in text_words] + [[set()]]
    for first in reversed(range(len(text_words))):
        for last in range(first + 1, len(text_words) + 1):
            code = choices.find_declared(" ".join(text_words[first:last]))
            if code and code != exclusive:
                rest[first] += [{code} | following for following in rest[last]]
        rest[first] = rest[first][:2]
    return rest[0][0] if len(rest[0]) == 1 else None


def _unknown_part(text: str, choices: Choices) -> Reading:
    parts = (text[start:end].strip() for start, end in pieces(text))
    written = next((part for part in parts if part and not choices.find_short(part)), text)
    message = N_("Did you mean '{candidate}' by '{written}'?")
    proposal = _proposal(message, written, choices)
    return invalid("VAL-06", choices=choices.listed(), proposal=proposal)


def _proposal(message: str, written: str, choices: Choices) -> Translations | str:
    """The question about a near miss, in every language; empty where nothing is near."""
    labels = [choices.label(code) for code in choices.nearest(written)]
    if not labels:
        return ""
    # One that ends a quotation begins the next: 'Buka' or 'Tutup'.
    candidates = {
        language: f"' {translate(N_('or'), language)} '".join(label[language] for label in labels)
        for language in LANGUAGES
    }
    return translations(message, candidate=candidates, written=written)
