"""The options of the commands, in groups, each declared once.

A command takes the groups that mean something to it (`inputs: InputOptions`); `flat` makes of
it the function of single options that typer reads.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from plut_audit.atomic_write import refuse_standing
from plut_audit.errors import UsageError
from plut_audit.i18n import LANGUAGES, N_, languages

if TYPE_CHECKING:
    from plut_audit.audit import Audit, Options, ReadSurvey
    from plut_audit.commands.views.notices import Notices
    from plut_audit.ingest.sheets import Limits
    from plut_audit.result import Result
    from plut_audit.rubric import Rubric
    from plut_audit.scoring.findings import Severity


class Format(StrEnum):
    """How results are shown on standard output."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MD = "md"


Lang = Annotated[
    str | None,
    Option("--lang", metavar="|".join(LANGUAGES), help=N_("Language of messages and reports.")),
]
RubricName = Annotated[
    str | None,
    Option(
        "--rubric",
        metavar="ID|DIR",
        help=N_("Edition of the rubric, or the folder of your own (bappenas-2023)."),
    ),
]
ResultPath = Annotated[Path, Argument(metavar="RESULT", help=N_("A stored result, result.json."))]
Force = Annotated[bool, Option("--force", help=N_("Replace files that exist."))]
Seed = Annotated[int, Option("--seed", help=N_("Seed of the random simulation."))]

Centres = Annotated[
    Path | None, Option(metavar="FILE", help=N_("Registry of the centres that should answer."))
]
Crosswalk = Annotated[
    Path | None, Option(metavar="FILE", help=N_("Which column answers which question."))
]
Aliases = Annotated[
    Path | None, Option(metavar="FILE", help=N_("Which written name means which centre."))
]
OnlyApproved = Annotated[
    bool, Option("--only-approved", help=N_("Only submissions approved in review."))
]
LimitTexts = Annotated[
    list[str] | None,
    Option(metavar="NAME=NUMBER", help=N_("Raise a limit, for a larger legitimate file.")),
]
Form = Annotated[
    Format, Option("--format", metavar="table|json|csv|md", help=N_("Format of the output."))
]
SEED = 20240301
"""The seed unless another is given, so that a second run prints the same."""


class Level(StrEnum):
    """Severities of findings, the most severe first."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def severity(self) -> "Severity":
        """The severity of a finding."""
        from plut_audit.scoring.findings import Severity

        return Severity[self.name]


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

    survey: Annotated[
        list[Path], Argument(metavar="SURVEY", help=N_("Folder or files of one survey year."))
    ]
    rubric: RubricName = None
    year: Annotated[int | None, Option(metavar="N", help=N_("Year of the audit."))] = None
    centres: Centres = None
    crosswalk: Crosswalk = None
    aliases: Aliases = None
    only_approved: OnlyApproved = False
    limit: LimitTexts = None

    def audit(self, notices: "Notices") -> "Audit":
        """Read, score and find, with progress on the way."""
        from plut_audit.audit import run, without_cycle_search

        with notices.progress() as progress, without_cycle_search():
            return run(self.survey, self.edition(), self.options(), progress)

    def read(self, notices: "Notices") -> "ReadSurvey":
        """Only read, with progress on the way."""
        from plut_audit.audit import read_survey, without_cycle_search

        with notices.progress() as progress, without_cycle_search():
            return read_survey(self.survey, self.edition(), self.options(), progress)

    def edition(self) -> "Rubric":
        """The rubric to score by."""
        return edition(self.rubric)

    def options(self) -> "Options":
        """What the audit is told beside its files."""
        from plut_audit.audit import Options

        return Options(
            self.year,
            self.centres,
            self.crosswalk,
            self.aliases,
            self.only_approved,
            limits(self.limit),
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
    return Result.from_audit(InputOptions([path], rubric).audit(notices))


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


@dataclass
class RowOptions:
    """In which form tables are shown on standard output, and how many of their rows."""

    format: Form = Format.TABLE
    top: Annotated[
        int | None,
        Option(metavar="N", help=N_("Rows of each table; 0 for all.")),
    ] = None

    def rows(self) -> int | None:
        """How many rows are shown; None for all. A table shows 10 unless told otherwise."""
        if self.top is None:
            return 10 if self.format is Format.TABLE else None
        return self.top or None


@dataclass
class DisplayOptions(RowOptions):
    """What of centres and findings is shown on standard output, and what the exit code says."""

    province: Annotated[
        str | None, Option(metavar="NAME", help=N_("Only the centres of one province."))
    ] = None
    severity: Annotated[
        Level | None,
        Option(
            metavar="LEVEL",
            help=N_("Minimum severity: critical, high, medium or low."),
        ),
    ] = None
    fail_on: Annotated[
        Level | None,
        Option(
            metavar="LEVEL", help=N_("Exit with code 1 if a finding has at least this severity.")
        ),
    ] = None

    @property
    def least_severe(self) -> "Severity | None":
        """The least severe finding that is shown; None for all."""
        return self.severity.severity if self.severity else None

    def code(self, severities: Iterable[str]) -> int:
        """1 where one of these severities is at least that of `--fail-on`, else 0."""
        limit = self.fail_on
        if limit is None:
            return 0
        return int(any(Level(word).severity <= limit.severity for word in severities))


@dataclass
class OutputOptions:
    """Which files are written."""

    out: Annotated[
        list[Path],
        Option(
            "-o",
            "--out",
            metavar="FILE",
            help=N_(
                "Write a report; the suffix selects the format: .json .xlsx .html .docx .csv .zip .md. Can be repeated."
            ),
        ),
    ] = field(default_factory=list)
    per_centre: Annotated[
        Path | None, Option(metavar="DIR", help=N_("Write one letter per centre to a folder."))
    ] = None
    template: Annotated[
        Path | None, Option(metavar="FILE", help=N_("Your own Word template for the letters."))
    ] = None
    force: Force = False

    def __post_init__(self) -> None:
        # Refused before a long run, not after it.
        for path in self.out:
            refuse_standing(path, self.force)

    @property
    def asked(self) -> bool:
        """Whether any file is to be written."""
        return bool(self.out or self.per_centre)

    def write(self, result: "Result", notices: "Notices") -> None:
        """Write every report that was asked for."""
        from plut_audit.i18n import current_language
        from plut_audit.report import formats

        for path in self.out:
            formats.write(result, path, current_language(), self.force)
            notices.wrote(path)
        if self.per_centre:
            from plut_audit.report.formats.docx import write_letters

            write_letters(result, self.per_centre, current_language(), self.template)
            notices.wrote(self.per_centre)
