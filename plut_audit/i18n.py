"""The languages, once, for messages and reports.

A message is written in English in the code, marked with `N_`, and translated in
`locales/<language>/LC_MESSAGES/plut_audit.po`. A language is its catalogue: the marks of its
numbers (`NUMBER_SAMPLE`) and its own name (`NAME`) are messages like the others, and a text of
the rubric that lacks it is shown in English.
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

Translations = dict[str, str]
"""One text in every language: `{"id": ..., "en": ...}`."""

SOURCE = "en"
"""The language of the code, which needs no catalogue."""
FOLDERS = [Path(__file__).with_name("locales")]
"""Where catalogues are looked for."""
_DOMAIN = "plut_audit"
_chosen = SOURCE


def N_(message: str) -> str:  # noqa: N802 (the customary name of the gettext marker)
    """Mark a message for translation where it is defined, not where it is shown."""
    return message


NAME = N_("English")
"""The catalogue gives the language's own name for this."""
NUMBER_SAMPLE = N_("1,234.5")
"""The catalogue writes this number with the marks of its language."""


def languages() -> tuple[str, ...]:
    """The languages that there are: those with a catalogue, then that of the code."""
    return _languages_in(tuple(FOLDERS))


@cache
def _languages_in(folders: tuple[Path, ...]) -> tuple[str, ...]:
    """Looked up once per list of folders: a large survey asks for the languages at each problem."""
    found = {
        path.parts[-3] for folder in folders for path in folder.glob(f"*/LC_MESSAGES/{_DOMAIN}.mo")
    }
    return (*sorted(found - {SOURCE}), SOURCE)


LANGUAGES = languages()
"""The languages that come with the program."""


def language_name(language: str) -> str:
    """What a language calls itself: `Bahasa Indonesia`."""
    return translate(NAME, language)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    for folder in FOLDERS:
        if gettext.find(_DOMAIN, folder, [language]):
            return gettext.translation(_DOMAIN, folder, [language])
    return gettext.NullTranslations()


def detect_language(option: str | None = None) -> str:
    """The language to use: the option, else `PLUT_AUDIT_LANG`, else the locale, else English."""
    known = languages()
    for name in (option, os.environ.get("PLUT_AUDIT_LANG"), _locale_language()):
        if (
            name
            and (language := name.replace("-", "_").split("_")[0].split(".")[0].lower()) in known
        ):
            return language
    return SOURCE


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
    """Use this language from now on where none is named."""
    global _chosen  # noqa: PLW0603 (one process has one language for its reader)
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
    """The language in use, such as `id` or `en`."""
    return _chosen


def _(message: str, /, **blanks: object) -> str:
    """A message in the chosen language, its blanks filled."""
    return translate(message, _chosen, **blanks)


def translate(message: str, language: str, /, **blanks: object) -> str:
    """A message in one language; a blank that is a text is taken in that language, too."""
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
    """A message in every language at once."""
    return {language: translate(message, language, **blanks) for language in languages()}


def localized(text: Mapping[str, str] | Message | str, language: str | None = None) -> str:
    """A text of the rubric, or a message, in one language; without it in the one in use.

    A text that lacks the language is taken in English.
    """
    language = language or _chosen
    if isinstance(text, Message):
        return text.in_language(language)
    if isinstance(text, str):
        return text
    return text[language] if language in text else text[SOURCE]


def _in(language: str, value: object) -> object:
    if isinstance(value, Message | Mapping):
        return localized(value, language)
    if isinstance(value, float):
        return format_plain_number(value, language)
    if isinstance(value, date):
        return format_date(value, language)
    return value


@cache
def _marks(language: str) -> dict[int, str]:
    """From the marks of an English number to those of a language."""
    sample = translate(NUMBER_SAMPLE, language)
    return str.maketrans({",": sample[1], ".": sample[5]})


def format_plain_number(value: float, language: str | None = None) -> str:
    """A number as short as it can be, with the decimal mark of the language."""
    text = f"{value:.9f}".rstrip("0").rstrip(".")
    return text.translate(_marks(language or _chosen))


def format_number(value: float | None, decimals: int = 2, language: str | None = None) -> str:
    """A number as its language prints it (`76,61` or `76.61`); an en dash for none."""
    if value is None:
        return "–"
    return f"{value:,.{decimals}f}".translate(_marks(language or _chosen))


def format_date(value: date, language: str | None = None) -> str:
    """A date in words, the day first: `1 Maret 2024`, `1 March 2024`."""
    return _date_in_words(value, "d MMMM y", language)


def format_weekday(value: date, language: str | None = None) -> str:
    """A date with its day of the week: `Selasa, 19 November 2024`."""
    return _date_in_words(value, "EEEE, d MMMM y", language)


def _date_in_words(value: date, pattern: str, language: str | None) -> str:
    from babel import UnknownLocaleError
    from babel.dates import format_date as written

    try:
        return str(written(value, pattern, locale=language or _chosen))
    except UnknownLocaleError:
        return str(written(value, pattern, locale=SOURCE))
