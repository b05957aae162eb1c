"""The two languages, once, for messages and reports.

A message is written in English in the code, marked with `N_`, and translated in
`locales/<language>/LC_MESSAGES/plut_audit.po`. What is kept in a result is said in every
language at once (`Words`), so that one stored result can be shown in any of them.
"""

import gettext
import locale
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

LANGUAGES = ("id", "en")

Translations = dict[str, str]
"""One text in every language: `{"id": ..., "en": ...}`."""

_LOCALES = Path(__file__).with_name("locales")
_chosen = "en"


def N_(message: str) -> str:  # noqa: N802 (the customary name of the gettext marker)
    """Mark a message for translation where it is defined, not where it is shown."""
    return message


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("plut_audit", _LOCALES, [language], fallback=True)


def detect_language(option: str | None = None) -> str:
    """The language to speak: the option, else `PLUT_AUDIT_LANG`, else the locale, else English."""
    for wish in (option, os.environ.get("PLUT_AUDIT_LANG"), _locale_language()):
        if wish and wish[:2].lower() in LANGUAGES:
            return wish[:2].lower()
    return "en"


def _locale_language() -> str:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return value
    # Windows keeps the user's language in its settings, not in the environment.
    try:
        name = locale.getlocale()[0] or ""
    except ValueError:
        return ""
    return "id" if name.lower().startswith("indonesia") else name


def set_language(language: str) -> None:
    """Speak this language from now on in `say`, `number` and `day`."""
    global _chosen  # noqa: PLW0603 (one process speaks one language to its reader)
    _chosen = language


@contextmanager
def language_set_to(language: str) -> Iterator[None]:
    """Use a language inside a `with` block, then the one before."""
    before = _chosen
    set_language(language)
    try:
        yield
    finally:
        set_language(before)


def current_language() -> str:
    """The language in use, `id` or `en`."""
    return _chosen


def _(message: str, /, **blanks: object) -> str:
    """A message in the chosen language, its blanks filled."""
    return translate(message, _chosen, **blanks)


def translate(message: str, language: str, /, **blanks: object) -> str:
    """A message in one language; a blank that is `Words` is taken in that language too."""
    text = _catalogue(language).gettext(message) if message else ""
    if not blanks:
        return text
    return text.format(**{name: _in(language, value) for name, value in blanks.items()})


@dataclass(frozen=True)
class Message:
    """A message that is not yet in any language: a catalogue key and the values of its blanks.

    What is stored holds these instead of sentences; `translate` turns one into text.
    """

    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def in_language(self, language: str) -> str:
        """The message in one language."""
        return translate(self.text, language, **self.values)


def translations(message: str, /, **blanks: object) -> Translations:
    """A message in every language at once, as it is kept in a result."""
    return {language: translate(message, language, **blanks) for language in LANGUAGES}


def localized(text: Mapping[str, str] | Message | str, language: str | None = None) -> str:
    """A text of the rubric, or a message, in one language; without it in the chosen one."""
    if isinstance(text, Message):
        return text.in_language(language or _chosen)
    return text if isinstance(text, str) else text[language or _chosen]


def _in(language: str, value: object) -> object:
    if isinstance(value, Message):
        return value.in_language(language)
    if isinstance(value, Mapping):
        return value[language]
    if isinstance(value, float):
        return format_plain_number(value, language)
    if isinstance(value, date):
        return format_date(value, language)
    return value


def format_plain_number(value: float, language: str | None = None) -> str:
    """A number as short as it can be, with the decimal mark of the language."""
    text = f"{value:.9f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if (language or _chosen) == "id" else text


def format_number(value: float | None, decimals: int = 2, language: str | None = None) -> str:
    """A number as its language prints it (`76,61` or `76.61`); an en dash for none."""
    if value is None:
        return "–"
    text = f"{value:,.{decimals}f}"
    return text.translate(_INDONESIAN_MARKS) if (language or _chosen) == "id" else text


_INDONESIAN_MARKS = str.maketrans(",.", ".,")


def format_date(value: date, language: str | None = None) -> str:
    """A date in words: `1 Maret 2024`, `1 March 2024`."""
    from babel.dates import format_date

    # `en_GB` puts the day first, as Indonesian readers of English expect.
    name = {"id": "id", "en": "en_GB"}[language or _chosen]
    return str(format_date(value, "d MMMM y", locale=name))
