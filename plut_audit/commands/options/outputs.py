"""What is shown on standard output, and which files are written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar

from typer import Option

from plut_audit.atomic_write import refuse_standing
from plut_audit.commands.options.single import AssignmentFile, Force, Form, Format, TableName
from plut_audit.errors import UsageError
from plut_audit.i18n import N_

if TYPE_CHECKING:
    from plut_audit.commands.views.notices import Notices
    from plut_audit.report.table import Table
    from plut_audit.result import Result
    from plut_audit.review.assignment import Assignment
    from plut_audit.scoring.findings import Severity


class Paper(StrEnum):
    """Which form a file has beside that of its suffix."""

    LKE = "lke"
    KKE = "kke"
    REPORT = "report"


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
class RowOptions:
    """In which form tables are shown on standard output, and how many of their rows."""

    FROM_SETTINGS: ClassVar[tuple[str, ...]] = ("top",)

    format: Form = Format.TABLE
    top: Annotated[
        int | None,
        Option(metavar="N", min=0, help=N_("Rows of each table; 0 for all.")),
    ] = None
    table: Annotated[
        TableName | None,
        Option(
            metavar="NAME",
            help=N_("Only one of the tables, such as findings; as CSV the first one without it."),
        ),
    ] = None

    def check(self) -> None:
        """Refuse what does not fit together before a long run."""
        if self.table and self.format is Format.JSON:
            raise UsageError(
                N_(
                    "--table selects a table, and JSON has none. Omit it, or choose another --format."
                )
            )

    def rows(self) -> int | None:
        """How many rows are shown; None for all. A table shows 10 by default."""
        if self.top is None:
            return 10 if self.format is Format.TABLE else None
        return self.top or None

    def show(self, tables: "Sequence[Table]", headline: str = "") -> None:
        """Show the tables on standard output, or the one that was chosen of them."""
        from plut_audit.commands.views import screen

        screen.show(self.chosen(tables), self.format, headline)

    def chosen(self, tables: "Sequence[Table]") -> "Sequence[Table]":
        """The tables that are shown; `UsageError` where none of them has the name."""
        if self.table is None:
            return tables
        by_name = {table.key: table for table in tables}
        if self.table not in by_name:
            raise UsageError(
                N_("There is no table '{name}' here; there are {names}."),
                name=self.table,
                names=", ".join(by_name),
            )
        return [by_name[self.table]]


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

    FROM_SETTINGS: ClassVar[tuple[str, ...]] = ("assignment",)

    out: Annotated[
        list[Path],
        Option(
            "-o",
            "--out",
            metavar="FILE",
            help=N_(
                "Write a report; the suffix selects the format: .json .xlsx .html .docx .pdf .csv .zip .md. Can be repeated."
            ),
        ),
    ] = field(default_factory=list)
    per_centre: Annotated[
        Path | None,
        Option(
            metavar="DIR",
            help=N_("Write one letter per centre and one record per visit to a folder."),
        ),
    ] = None
    template: Annotated[
        Path | None, Option(metavar="FILE", help=N_("Your own Word template for the letters."))
    ] = None
    assignment: AssignmentFile = None
    paper: Annotated[
        Paper | None,
        Option(
            "--as",
            metavar="|".join(Paper),
            help=N_(
                "Write the files of -o as working papers (lke: .xlsx, kke: .docx), or as reports; without it a name that begins with lke or kke says so."
            ),
        ),
    ] = None
    force: Force = False

    def input_paths(self) -> list[Path]:
        """The files that are read."""
        return [path for path in (self.template, self.assignment) if path]

    def check(self) -> None:
        """Refuse what cannot be written before a long run, not after it."""
        from plut_audit.report import formats

        for path in self.out:
            formats.check_writable(path, self.paper or "")
            refuse_standing(path, self.force)

    @property
    def asked(self) -> bool:
        """Whether any file is to be written."""
        return bool(self.out or self.per_centre)

    def read_assignment(self, sources: Sequence[Path], staged: bool = False) -> "Assignment | None":
        """The assignment beside the files that are read, before a long run that needs it.

        A signed report needs it, and a `staged` one for the day by which centres may reply.
        """
        from plut_audit.report import formats

        if (
            not staged
            and not self.per_centre
            and not any(formats.is_signed(path, self.paper or "") for path in self.out)
        ):
            return None
        from plut_audit.review.assignment import assignment_file, read_assignment

        return read_assignment(assignment_file(sources, self.assignment))

    def write(
        self, result: "Result", notices: "Notices", assignment: "Assignment | None" = None
    ) -> None:
        """Write every report that was asked for."""
        from plut_audit.i18n import current_language
        from plut_audit.report import formats

        for path in self.out:
            with notices.writing(path):
                formats.write(
                    result, path, current_language(), self.force, self.paper or "", assignment
                )
            notices.wrote(path)
        if self.per_centre:
            from plut_audit.commands.options.per_centre import write_per_centre

            write_per_centre(
                result, self.per_centre, self.template, self.force, notices, assignment
            )
            notices.wrote(self.per_centre)
