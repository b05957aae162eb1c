"""How the files of a survey are read, and how the program addresses its user."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar

from typer import Argument, Option

from plut_audit.commands.options.single import (
    Aliases,
    Centres,
    Crosswalk,
    Decisions,
    Lang,
    LimitTexts,
    OnlyApproved,
    RubricName,
)
from plut_audit.commands.settings import settings_of
from plut_audit.errors import UsageError
from plut_audit.i18n import N_, languages

if TYPE_CHECKING:
    from plut_audit.audit import Options
    from plut_audit.commands.views.notices import Notices
    from plut_audit.ingest.sheets import Limits
    from plut_audit.result import Result
    from plut_audit.review.decisions import DecidedSurvey
    from plut_audit.rubric import Rubric


@dataclass
class GlobalOptions:
    """How the program speaks to its user."""

    lang: Lang = None
    quiet: Annotated[bool, Option("-q", "--quiet", help=N_("Suppress progress and notices."))] = (
        False
    )
    verbose: Annotated[
        bool, Option("-v", "--verbose", help=N_("Also list every file that is read."))
    ] = False

    def __post_init__(self) -> None:
        if self.lang and self.lang not in languages():
            raise UsageError(
                N_("There is no language '{lang}'; there are {languages}."),
                lang=self.lang,
                languages=", ".join(languages()),
            )

    def notices(self) -> "Notices":
        """Where progress and notices go: standard error."""
        from plut_audit.commands.views.notices import Notices

        return Notices(self.quiet, self.verbose)


@dataclass
class InputOptions:
    """How the files of a survey are read and scored."""

    FROM_SETTINGS: ClassVar[tuple[str, ...]] = (
        "rubric",
        "year",
        "centres",
        "crosswalk",
        "aliases",
        "decisions",
        "only_approved",
        "limit",
    )

    survey: Annotated[
        list[Path], Argument(metavar="SURVEY", help=N_("Folder or files of one survey year."))
    ]
    rubric: RubricName = None
    year: Annotated[
        int | None, Option(metavar="N", min=1900, max=2200, help=N_("Year of the audit."))
    ] = None
    centres: Centres = None
    crosswalk: Crosswalk = None
    aliases: Aliases = None
    decisions: Decisions = None
    only_approved: OnlyApproved = False
    limit: LimitTexts = None

    def input_paths(self) -> list[Path]:
        """The files and folders that are read."""
        named = (self.centres, self.crosswalk, self.aliases, self.decisions)
        own = [Path(self.rubric)] if self.rubric and Path(self.rubric).is_dir() else []
        return [*self.survey, *own, *(path for path in named if path)]

    def result(self, notices: "Notices") -> "Result":
        """Read, apply the decisions, score and find, with progress on the way."""
        from plut_audit.audit import without_cycle_search
        from plut_audit.review.decisions import audit_survey

        with notices.progress() as progress, without_cycle_search():
            return audit_survey(self.survey, self.edition(), self.options(), progress)

    def read(self, notices: "Notices") -> "DecidedSurvey":
        """Only read and apply the decisions, with progress on the way."""
        from plut_audit.audit import without_cycle_search
        from plut_audit.review.decisions import read_decided

        with notices.progress() as progress, without_cycle_search():
            return read_decided(self.survey, self.edition(), self.options(), progress)

    def edition(self) -> "Rubric":
        """The rubric to score by."""
        return edition(self.rubric)

    def options(self) -> "Options":
        """Settings of the audit beside its files."""
        from plut_audit.audit import Options

        return Options(
            year=self.year,
            centres=self.centres,
            crosswalk=self.crosswalk,
            aliases=self.aliases,
            decisions=self.decisions,
            only_approved=self.only_approved,
            limits=limits(self.limit),
        )


def edition(name: str | None) -> "Rubric":
    """An edition by its id or folder; the default one for None."""
    from plut_audit import rubric

    return rubric.load(name or rubric.DEFAULT_EDITION)


def result_of(path: Path, rubric: str | None, notices: "Notices") -> "Result":
    """A stored result, or that of the survey in a folder or file."""
    from plut_audit.result import Result

    if path.suffix.lower() == ".json":
        return Result.load(path)
    inputs = InputOptions([path], rubric)
    if settings := settings_of([inputs]):
        settings.fill(inputs)
    return inputs.result(notices)


def limits(texts: list[str] | None) -> "Limits":
    """The limits, those changed that `NAME=NUMBER` names."""
    from plut_audit.ingest.sheets import Limits

    changed = Limits()
    for text in texts or []:
        name, _, number = text.partition("=")
        if name.replace("_", "-") not in Limits.names() or not number.isdigit():
            raise UsageError(
                N_("'--limit {text}' is not understood. Write NAME=NUMBER; the names are {names}."),
                text=text,
                names=", ".join(Limits.names()),
            )
        changed = changed.with_(name, int(number))
    return changed
