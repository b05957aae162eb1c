"""Words by which people name a choice without writing its code or label.

An abbreviation in the brackets of a label, or the label without them (`APAR` and `Alat pemadam
api` for `Alat pemadam api (APAR)`); an official short form that the rubric lists (`SK Kadis`);
a beginning that no other label of the question holds (`bebas` for `Bebas masuk`). What fits
several choices names none.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from plut_audit.ingest.values.text import as_text, clean, fold

_BRACKETS = re.compile(r"(?P<before>[^()]+?) ?\((?P<inside>[^()]+)\)")
_NUMBERED = re.compile(r"[\[(]?(?:\d{1,2}|[A-Za-z]) ?[.)\]:]+ ?(?P<choice>\D.*)", re.DOTALL)
_SHORTEST = 3
"""Letters of a beginning; fewer could be anything."""


def without_number(text: str) -> str | None:
    """The choice behind its number in a list, `Ya` of `1. Ya` and `b) Ya`; None where it has none."""
    numbered = _NUMBERED.fullmatch(text)
    return numbered.group("choice") if numbered else None


class ShortForms:
    """The short forms of the choices of one question.

    `labels` are the labels of each code in every language, `declared` what the rubric lists.
    """

    def __init__(
        self, labels: Mapping[str, Sequence[str]], declared: Mapping[str, Sequence[str]]
    ) -> None:
        self._labels = {code: [_words(label) for label in labels[code]] for code in labels}
        self._codes: dict[str, set[str]] = {}
        for code, texts in labels.items():
            for text in texts:
                for word in _bracketed(text):
                    self._note(word, code)
        for code, words in declared.items():
            for word in words:
                self._note(word, code)

    def _note(self, word: str, code: str) -> None:
        self._codes.setdefault(fold(word), set()).add(code)

    def codes(self, raw: object) -> list[str]:
        """The codes that a text is short for, in their order: one, or several that it fits."""
        text = as_text(raw)
        folded = fold(text)
        if not folded:
            return []
        found = self._codes.get(folded, set()) or self._begun(_words(text))
        return [code for code in self._labels if code in found]

    def _begun(self, words: tuple[str, ...]) -> set[str]:
        """The choices of which a label begins so, and all others that hold the same words."""
        if len("".join(words)) < _SHORTEST:
            return set()
        size = len(words)
        starts = {
            code
            for code, labels in self._labels.items()
            if any(label[:size] == words for label in labels)
        }
        holds = {
            code
            for code, labels in self._labels.items()
            for label in labels
            if any(label[at : at + size] == words for at in range(len(label)))
        }
        return starts and starts | holds


def _bracketed(label: str) -> Iterator[str]:
    if parts := _BRACKETS.fullmatch(clean(label)):
        yield from parts.group("before", "inside")


def _words(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared."""
    return tuple(filter(None, map(fold, re.split(r"[\s/()]+", text))))
