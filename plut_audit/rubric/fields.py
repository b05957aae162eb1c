"""The words and plain types that every part of a rubric is written with."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from plut_audit.i18n import LANGUAGES, Translations


def same(text: str) -> Translations:
    """One text that serves every language."""
    return dict.fromkeys(LANGUAGES, text)


def _in_every_language(text: object) -> object:
    """A plain string serves every language; a table must name them all."""
    return same(text) if isinstance(text, str) else text


class Strict(BaseModel):
    """A part of a rubric: keys that it does not know are refused, and it never changes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class _TextTable(Strict):
    id: str
    en: str


Text = Annotated[
    Translations,
    BeforeValidator(lambda text: _TextTable.model_validate(_in_every_language(text)).model_dump()),
]
TimeOfDay = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Mean = Literal["arithmetic", "geometric"]
Form = Literal["questionnaire", "visit"]
