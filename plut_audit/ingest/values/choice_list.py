"""The choices of one question: every way in which people name each of them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from plut_audit.i18n import LANGUAGES, Translations
from plut_audit.ingest.values.short_forms import ShortForms, without_number
from plut_audit.ingest.values.text import as_text, fold

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
_EQUALLY = 4
"""Per cent of likeness within which two choices are equally near."""
_SHORTEST_NEAR = 3
"""Letters of a text that can be near to a choice."""
_MOST_PROPOSED = 3
"""Choices that begin with the word of an answer and are proposed for it."""
_MOST_NAMED = 12
"""Choices that one message lists."""


_SEPARATOR = re.compile(r"[,;\n|/&+•·]+|\b(?:dan|and)\b")


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each part of the text between separators."""
    start = 0
    for separator in _SEPARATOR.finditer(text):
        yield start, separator.start()
        start = separator.end()
    yield start, len(text)


class Choices:
    """The choices of one question, ready to be looked up.

    `labels` gives each code its labels in any language; where there is one a language, in the
    order of `language.LANGUAGES`, messages name the choices in their reader's language.
    `aliases` gives answers of older forms today's code, `short_forms` other words for each code.
    """

    def __init__(
        self,
        codes: Sequence[str],
        labels: Mapping[str, Sequence[str]],
        aliases: Mapping[str, str] | None = None,
        short_forms: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self.codes = tuple(codes)
        self._labels = {code: tuple(labels.get(code, ())) or (code,) for code in codes}
        written = [(text, code) for code in codes for text in (code, *self._labels[code])]
        self._written = written
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
        self.short = ShortForms(self._labels, short_forms or {})
        self.known = frozenset(self.codes)
        self.longest = max((len(list(pieces(text))) for text, _ in written), default=1)

    def find(self, raw: object) -> str | None:
        """The code of one written choice; case, blanks, hyphens and the like aside."""
        text = as_text(raw)
        if text not in self.known and (whole := _WHOLE.fullmatch(text)):
            text = whole[1]
        return self._find(text) or self._find(without_number(text) or "")

    def _find(self, text: str) -> str | None:
        folded = fold(text)
        return (
            self._exact.get(str.casefold(text))
            or self._declared.get(folded)
            or self._extra.get(folded or text)
        )

    def find_short(self, raw: object) -> str | None:
        """The code of a choice that is written in full, or in a short form of it alone."""
        if code := self.find(raw):
            return code
        codes = self.short.codes(raw)
        return codes[0] if len(codes) == 1 else None

    def find_code(self, text: str) -> str | None:
        """The code of one written code; labels do not count."""
        return self._by_code.get(fold(text))

    def find_declared(self, text: str) -> str | None:
        """The code of one written code or label; other words for it do not count."""
        return self._declared.get(fold(text))

    def nearest(self, raw: object) -> list[str]:
        """The codes that are nearly written, to be proposed and never to be used.

        Those that a short form fits; else the labels that are equally like it as a whole, else
        word by word.
        """
        from rapidfuzz import fuzz, process

        if codes := self.short.codes(raw):
            return codes
        text = as_text(raw)
        if len(fold(text)) < _SHORTEST_NEAR:
            return []
        by_words = {written.casefold(): code for written, code in self._written}
        for scorer, written, book in (
            (fuzz.ratio, fold(text), self._declared),
            (fuzz.token_set_ratio, text.casefold(), by_words),
        ):
            found = process.extract(written, list(book), scorer=scorer, score_cutoff=_NEAR, limit=6)
            near = {book[word] for word, score, _ in found if score >= found[0][1] - _EQUALLY}
            if near:
                return [code for code in self.codes if code in near]
        first, _, more = text.partition(" ")
        begun = self.short.codes(first) if more else []
        return begun if len(begun) <= _MOST_PROPOSED else []

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


def _one_meaning(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The words that stand for one code only."""
    meanings: dict[str, set[str]] = {}
    for word, code in pairs:
        meanings.setdefault(word, set()).add(code)
    return {word: codes.pop() for word, codes in meanings.items() if word and len(codes) == 1}
