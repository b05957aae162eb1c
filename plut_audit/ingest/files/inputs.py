"""What was read of a survey, sorted by what it is for."""

from dataclasses import dataclass, field

from plut_audit.ingest.dialects._passed_over import is_own_guide
from plut_audit.ingest.dialects._questions import Lookup
from plut_audit.ingest.files import registry_sheet
from plut_audit.ingest.registry import Registry
from plut_audit.ingest.sheets import Sheet, Workbook
from plut_audit.problems import Problem


@dataclass(frozen=True)
class FileRead:
    """A file that was opened, read or not; `use` is `crosswalk` or `aliases` where it is that."""

    file: str
    sha256: str
    use: str = ""


@dataclass
class Inputs:
    """Everything that was read of a survey, sorted by what it is for."""

    files: list[FileRead] = field(default_factory=list)
    """Every file that was opened, but for those that this program wrote."""
    workbooks: list[Workbook] = field(default_factory=list)
    registry: Registry = field(default_factory=lambda: Registry((), known=False))
    registry_files: list[Workbook] = field(default_factory=list)
    crosswalk: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    lists: list[Sheet] = field(default_factory=list)
    """The sheets of registry, crosswalk, aliases and ledgers: read, but no answers."""
    ledgers: list[Workbook] = field(default_factory=list)
    """The ledgers in which anything stands, with their sheets of decisions."""
    ledger_option: str = ""
    """The ledger that an option names: no other one is used."""
    problems: list[Problem] = field(default_factory=list)
    unread: list[Problem] = field(default_factory=list)


def without_blank_registry(inputs: Inputs, sheets: list[Sheet], lookup: Lookup) -> list[Sheet]:
    """The sheets without a registry that lists nobody, and without the guide beside a template."""
    ours = any(map(registry_sheet.is_template, sheets))
    blank = [sheet for sheet in sheets if registry_sheet.lists_nobody(sheet, lookup)]
    beside = [sheet for sheet in sheets if ours and is_own_guide(sheet)]
    inputs.problems += [Problem("CEN-14", sheet.file, sheet.name) for sheet in blank]
    inputs.lists += [*blank, *beside]
    return [sheet for sheet in sheets if sheet not in blank and sheet not in beside]
