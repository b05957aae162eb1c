"""The words and plain types that every part of a rubric is written with."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, create_model

from plut_audit.i18n import LANGUAGES, Translations, languages


def same(text: str) -> Translations:
    """One text that serves every language."""
    return dict.fromkeys(LANGUAGES, text)


def _in_every_language(text: object) -> object:
    """A plain string serves every language; a table must name them all."""
    return same(text) if isinstance(text, str) else text


class Strict(BaseModel):
    """A part of a rubric: keys that it does not know are refused, and it never changes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


_TextTable = create_model(
    "_TextTable",
    __base__=Strict,
    **{language: (str, ...) for language in LANGUAGES},  # type: ignore[call-overload]
)


def _text(text: object) -> Translations:
    """A text in the languages that come with the program, and in others that have a catalogue."""
    table = _in_every_language(text)
    others: Translations = {}
    if isinstance(table, dict):
        others = {name: table[name] for name in languages() if name in table}
        others = {name: str(other) for name, other in others.items() if name not in LANGUAGES}
        table = {name: inner for name, inner in table.items() if name not in others}
    return {**_TextTable.model_validate(table).model_dump(), **others}


Text = Annotated[Translations, BeforeValidator(_text)]
TimeOfDay = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Mean = Literal["arithmetic", "geometric"]
Form = Literal["questionnaire", "visit"]
