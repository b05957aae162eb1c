"""The entries of an assignment, each with the name under which it is asked for and missed."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from plut_audit.i18n import N_, _, format_date


def _iso_date(value: Any) -> date | None:
    """A TOML date, or a text written like one; an empty text is no date.

    A number would be read by pydantic as seconds since 1970, so it is refused.
    """
    if value == "":
        return None
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value.strip())
        except ValueError:
            pass
    raise PydanticCustomError("date_type", "no date")


Day = Annotated[date | None, BeforeValidator(_iso_date)]


class Table(BaseModel):
    """A table of the file: unknown keys are faults, and a text is never made of a number."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Letter(Table):
    """The letter that assigns the team (*surat tugas*)."""

    number: str = Field(default="", description=N_("number of the assignment letter"))
    date: Day = Field(default=None, description=N_("date of the assignment letter"))


class Period(Table):
    """The days on which the team worked."""

    begins: Day = Field(default=None, description=N_("first day of the evaluation"))
    ends: Day = Field(default=None, description=N_("last day of the evaluation"))


class ReportIdentity(Table):
    """The number and date of the report itself, and of the letter that hands it over."""

    number: str = Field(default="", description=N_("number of the report"))
    date: Day = Field(default=None, description=N_("date of the report"))


class Deadlines(Table):
    """Until when the evaluated answer and act."""

    replies: Day = Field(default=None, description=N_("deadline for replies"))
    follow_up: Day = Field(default=None, description=N_("deadline for the follow-up"))


class Member(Table):
    """One of the team."""

    name: str = Field(default="", description=N_("name of the team member"))
    role: str = Field(default="", description=N_("role in the team"))


class Signer(Table):
    """Who signs the report."""

    name: str = Field(default="", description=N_("name of the signer"))
    position: str = Field(default="", description=N_("position of the signer"))
    staff_number: str = Field(default="", description=N_("staff number of the signer"))


class Assignment(Table):
    """All entries; every one may be missing.

    `logo` and `template` are files, named relative to the folder of `penugasan.toml` and made
    absolute by the reader.
    """

    institution: str = Field(default="", description=N_("name of the institution"))
    office: str = Field(default="", description=N_("name of the office"))
    city: str = Field(default="", description=N_("city of the office"))
    logo: Path | None = Field(default=None, description=N_("logo of the institution"))
    template: Path | None = Field(default=None, description=N_("Word template of the report"))
    classification: str = Field(default="", description=N_("classification of the report"))
    addressee: str = Field(default="", description=N_("addressee of the report"))
    purpose: str = Field(default="", description=N_("purpose of the evaluation"))
    legal_basis: tuple[str, ...] = Field(
        default=(), description=N_("legal basis of the evaluation")
    )
    copies: tuple[str, ...] = Field(default=(), description=N_("recipients of copies"))
    letter: Letter = Letter()
    period: Period = Period()
    report: ReportIdentity = ReportIdentity()
    deadlines: Deadlines = Deadlines()
    signer: Signer = Signer()
    team: tuple[Member, ...] = Field(default=(), description=N_("evaluation team"))


def visible_blank(name: str) -> str:
    """What is printed for a missing entry: its name in square brackets; `name` is a message."""
    return f"[{_(name)}]"


def entry_text(table: Table, key: str) -> str:
    """One entry as it is printed, a date in words; its name in square brackets where it is missing."""
    value = getattr(table, key)
    if not value:
        return visible_blank(type(table).model_fields[key].description or key)
    return format_date(value) if isinstance(value, date) else str(value)
