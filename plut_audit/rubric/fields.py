"""The words and plain types that every part of a rubric is written with."""

from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    create_model,
    model_validator,
)

from plut_audit.i18n import LANGUAGES, Translations, languages

LARGEST = 1e15
"""The largest number a rubric may hold: up to it sums and products of answers stay exact enough."""


def text_in_every_language(text: str) -> Translations:
    """One text that serves every language."""
    return dict.fromkeys(LANGUAGES, text)


def _in_every_language(text: object) -> object:
    """A plain string serves every language; a table must name them all."""
    return text_in_every_language(text) if isinstance(text, str) else text


def _with_tuples(value: Any) -> Any:
    """Lists, as TOML and JSON read them, as the tuples of a rubric that never changes."""
    if isinstance(value, list):
        return tuple(_with_tuples(inner) for inner in value)
    if isinstance(value, dict):
        return {key: _with_tuples(inner) for key, inner in value.items()}
    return value


class Strict(BaseModel):
    """A table of a rubric: it refuses unknown keys and other types, `inf` and `nan`."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)

    @model_validator(mode="before")
    @classmethod
    def _lists_as_tuples(cls, table: Any) -> Any:
        return _with_tuples(table)


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
Number = Annotated[float, Field(ge=-LARGEST, le=LARGEST)]
Weight = Annotated[float, Field(ge=1e-9, le=LARGEST)]
TimeOfDay = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Mean = Literal["arithmetic", "geometric"]
Form = Literal["questionnaire", "visit"]
