"""Choices as people write them: codes or labels, in either language, one or several."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from plut_audit.i18n import LANGUAGES, N_, Translations, translations
from plut_audit.ingest.values.text import Reading, as_text, blank_reading, fold, invalid
from plut_audit.ingest.values.ticks import ticked_options

_EXTRA_WORDS = {
    "none": "none nihil tidakada tdkada belumada blmada",
    "yes": "ya y iya yes true benar betul 1 1.0 ada sudah sdh v ✓ ✔ ☑ ✅ √",
    "no": "tidak t tdk no n false salah 0 0.0 tidakada tdkada belum blm belumada blmada",
}
"""Words for a code beside its labels; `x` marks both yes and no, so it is neither."""

_WHOLE = re.compile(r"(\d+)\.0+")
"""`2.0`, which programs write for the code 2 of a column with gaps."""
_NEAR = 75
"""Per cent of likeness from which a choice is proposed."""
_MOST_NAMED = 12
"""Choices that one message lists."""
_MOST_WORDS = 80
"""Words of a joined cell; whatever is longer is prose."""


class Choices:
    """The choices of one question, ready to be looked up.

    `labels` gives each code its labels in any language; where there is one a language, in the
    order of `language.LANGUAGES`, messages name the choices in their reader's language.
    `aliases` gives answers of older forms today's code.
    """

    def __init__(
        self,
        codes: Sequence[str],
        labels: Mapping[str, Sequence[str]],
        aliases: Mapping[str, str] | None = None,
    ) -> None:
        self.codes = tuple(codes)
        self._labels = {code: tuple(labels.get(code, ())) or (code,) for code in codes}
        written = [(text, code) for code in codes for text in (code, *self._labels[code])]
        self._exact = _one_meaning((str.casefold(text), code) for text, code in written)
        self._declared = _one_meaning((fold(text), code) for text, code in written)
        self._by_code = _one_meaning((fold(code), code) for code in codes)
        self._extra = {
            word: code
            for code in reversed(_EXTRA_WORDS)
            if code in codes
            for word in _EXTRA_WORDS[code].split()
        }
        for written_before, code in (aliases or {}).items():
            for word in (fold(written_before), *_EXTRA_WORDS.get(written_before, "").split()):
                self._extra.setdefault(word, code)
        self.known = frozenset(self.codes)
        self.longest = max((len(list(_pieces(text))) for text, _ in written), default=1)

    def find(self, raw: object) -> str | None:
        """The code of one written choice; case, blanks, hyphens and the like aside."""
        text = as_text(raw)
        if text not in self.known and (whole := _WHOLE.fullmatch(text)):
            text = whole[1]
        folded = fold(text)
        return (
            self._exact.get(str.casefold(text))
            or self._declared.get(folded)
            or self._extra.get(folded or text)
        )

    def find_code(self, text: str) -> str | None:
        """The code of one written code; labels do not count."""
        return self._by_code.get(fold(text))

    def find_declared(self, text: str) -> str | None:
        """The code of one written code or label; other words for it do not count."""
        return self._declared.get(fold(text))

    def nearest(self, raw: object) -> str | None:
        """The code that is nearly written, to be proposed and never to be used."""
        from rapidfuzz import fuzz, process

        found = process.extractOne(
            fold(as_text(raw)), list(self._declared), scorer=fuzz.ratio, score_cutoff=_NEAR
        )
        return self._declared[found[0]] if found else None

    def label(self, code: str) -> Translations:
        """The label of a code in every language."""
        labels = self._labels[code]
        both = labels if len(labels) == len(LANGUAGES) else labels[:1] * len(LANGUAGES)
        return dict(zip(LANGUAGES, both, strict=True))

    def listed(self) -> Translations:
        """All labels as a message lists them, in every language."""
        named = [self.label(code) for code in self.codes[:_MOST_NAMED]]
        more = ["…"] if len(self.codes) > _MOST_NAMED else []
        return {
            language: ", ".join([*(label[language] for label in named), *more])
            for language in LANGUAGES
        }


def read_choice(raw: object, choices: Choices) -> Reading:
    """A cell as the code of its one choice, `str`; VAL-06 where it is none of them."""
    if code := choices.find(raw) or _in_two_languages(raw, choices):
        return Reading(code)
    if (marked := ticked_options(as_text(raw))) is not None:
        return _one_marked(raw, marked, choices)
    if blank := blank_reading(raw):
        return blank
    proposal = _proposal(N_("Did you mean '{candidate}'?"), as_text(raw), choices)
    return invalid("VAL-06", choices=choices.listed(), proposal=proposal)


def _in_two_languages(raw: object, choices: Choices) -> str | None:
    """The code of a choice that is written with its translation: `Ya / Yes`."""
    text = as_text(raw)
    codes = {choices.find(text[start:end]) for start, end in _pieces(text)}
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
    if found is None:
        return blank_reading(text) or _unknown_part(text, choices)
    ordered = tuple(code for code in choices.codes if code in found)
    if exclusive in ordered and len(ordered) == len(choices.codes) > _FEWEST_PRINTED:
        # The printed list of all options, with marks that say nothing.
        return invalid("VAL-06", choices=choices.listed(), proposal="")
    if exclusive in ordered and len(ordered) > 1:
        return Reading(tuple(code for code in ordered if code != exclusive), None, "VAL-10")
    return Reading(ordered)


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
    return _split(text, choices)


_FEWEST_PRINTED = 2
_SEPARATOR = re.compile(r"[,;\n|/&•·]+|\b(?:dan|and)\b")


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each part of the text between separators."""
    start = 0
    for separator in _SEPARATOR.finditer(text):
        yield start, separator.start()
        start = separator.end()
    yield start, len(text)


def _split(text: str, choices: Choices) -> set[str] | None:
    """The text as a row of known choices, each of one part or of several with their separators.

    Worked from the end: `rest[i]` are the choices from part i on, None where there are none.
    """
    parts = [(start, end) for start, end in _pieces(text) if text[start:end].strip()]
    rest: list[set[str] | None] = [None] * len(parts) + [set()]
    for first in reversed(range(len(parts))):
        for last in reversed(range(first, min(first + choices.longest, len(parts)))):
            following = rest[last + 1]
            if following is None:
                continue
            if code := choices.find(text[parts[first][0] : parts[last][1]]):
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
    parts = (text[start:end].strip() for start, end in _pieces(text))
    written = next((part for part in parts if part and not choices.find(part)), text)
    message = N_("Did you mean '{candidate}' by '{written}'?")
    proposal = _proposal(message, written, choices)
    return invalid("VAL-06", choices=choices.listed(), proposal=proposal)


def _proposal(message: str, written: str, choices: Choices) -> Translations | str:
    """The question about a near miss, in every language; empty where nothing is near."""
    code = choices.nearest(written)
    return translations(message, candidate=choices.label(code), written=written) if code else ""


def _one_meaning(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The words that stand for one code only."""
    meanings: dict[str, set[str]] = {}
    for word, code in pairs:
        meanings.setdefault(word, set()).add(code)
    return {word: codes.pop() for word, codes in meanings.items() if word and len(codes) == 1}
