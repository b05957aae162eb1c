"""The files of a survey year, and what each of them is for.

A survey is a folder or a list of files. The registry, the crosswalk and the aliases are known
from answers by what their columns say, never by their names, so that renaming a file changes
nothing; a file that an option names is that, or the run stops. What is not read is named.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from plut_audit.errors import UsageError
from plut_audit.i18n import N_
from plut_audit.ingest import sheets
from plut_audit.ingest.dialects._passed_over import is_own_guide
from plut_audit.ingest.dialects._questions import Lookup
from plut_audit.ingest.files import archives, ledger_sheet, own_outputs, registry_sheet, reply_sheet
from plut_audit.ingest.files.folder import YEAR, other_files, survey_files, year_folders
from plut_audit.ingest.files.inputs import FileRead, Inputs, without_blank_registry
from plut_audit.ingest.registry import Registry
from plut_audit.ingest.sheets import Limits, Sheet, Workbook
from plut_audit.ingest.sheets.source import sha256_of
from plut_audit.problems import Problem
from plut_audit.rubric import Rubric

__all__ = [
    "YEAR",
    "FileRead",
    "Inputs",
    "Progress",
    "read",
    "read_registry",
    "survey_files",
    "year_folders",
]

Progress = Callable[[int, int, str], None]
"""Called with how many of how many files were read, and which is next."""


def read(
    paths: Iterable[Path],
    rubric: Rubric,
    *,
    centres: Path | None = None,
    crosswalk: Path | None = None,
    aliases: Path | None = None,
    decisions: Path | None = None,
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> Inputs:
    """Read every file of the survey; one that cannot be read is a problem, not the end.

    Raises `UsageError` where an option names the wrong file, `NothingToReadError` for no file.
    """
    paths, limits, inputs = list(paths), limits or Limits(), Inputs()
    named = dict(centres=centres, crosswalk=crosswalk, aliases=aliases, decisions=decisions)
    options = {option: path for option, path in named.items() if path}
    for option, path in options.items():
        _take_option(inputs, option, path, limits)
    taken = {path.resolve() for path in options.values()}
    files = [(path, name) for path, name in survey_files(paths) if path.resolve() not in taken]
    lookup = Lookup(rubric)
    for number, (path, shown_as) in enumerate(files):
        if progress:
            progress(number, len(files), shown_as)
        _take_file(inputs, path, shown_as, limits, lookup)
    if progress:
        progress(len(files), len(files), "")
    inputs.problems += other_files(paths, limits)
    inputs.registry = inputs.registry.with_aliases(inputs.aliases)
    return inputs


# --- files that an option names ------------------------------------------------------------


def read_registry(path: Path, limits: Limits | None = None) -> tuple[Registry, list[Problem]]:
    """The registry of a file, and its lines that cannot be used.

    Raises `UsageError` where the file is no registry or lists no centre.
    """
    inputs = Inputs()
    _take_option(inputs, "centres", path, limits or Limits())
    return inputs.registry, inputs.problems


def _take_option(inputs: Inputs, option: str, path: Path, limits: Limits) -> None:
    """Take a file as what its option says it is; anything else stops the run at once."""
    try:
        workbook = sheets.read(path, path.name, limits)
    except sheets.UnreadableFileError as unreadable:
        raise UsageError(
            N_("'{file}' of --{option} cannot be read: {message}"),
            file=path.name,
            option=option,
            message=unreadable.problem.message(),
        ) from unreadable
    inputs.files.append(FileRead(path.name, workbook.sha256, option))
    inputs.problems += workbook.problems if option != "decisions" else []
    inputs.lists += workbook.sheets if option in ("crosswalk", "aliases") else []
    if option == "decisions":
        usable = any(map(ledger_sheet.is_ledger, workbook.sheets))
        _take_ledger(inputs, workbook)
        inputs.ledger_option = workbook.file
    elif option == "centres":
        _take_registry(inputs, workbook, registry_sheet.listing_centres(workbook))
        usable = inputs.registry.known
        if usable and not inputs.registry.centres:
            raise UsageError(
                N_("'{file}' of --centres lists no centre: fill in a line for each."),
                file=path.name,
            )
    elif option == "crosswalk":
        inputs.crosswalk = registry_sheet.pairs_of(workbook, registry_sheet.CROSSWALK)
        usable = any(registry_sheet.is_headed(s, registry_sheet.CROSSWALK) for s in workbook.sheets)
    else:
        inputs.aliases = registry_sheet.aliases_of(workbook)
        usable = any(registry_sheet.is_aliases(sheet) for sheet in workbook.sheets)
    if not usable:
        raise UsageError(
            N_("'{file}' is no file for --{option}: it has no columns {expected}, but {found}."),
            file=path.name,
            option=option,
            expected=registry_sheet.EXPECTED[option],
            found=registry_sheet.shown_header(workbook),
        )


def _take_file(inputs: Inputs, path: Path, shown_as: str, limits: Limits, lookup: Lookup) -> None:
    """Read one file and sort its sheets in, or keep the problem that says why not."""
    try:
        named = ledger_sheet.is_named_ledger(shown_as)
        if not named and (detail := own_outputs.written_by_us(path, shown_as, limits)):
            inputs.problems.append(own_outputs.problem(shown_as, [shown_as], detail))
            return
        inputs.files.append(FileRead(shown_as, sha256_of(path)))
        if _take_archive(inputs, path, shown_as, limits, lookup):
            return
        workbook = sheets.read(path, shown_as, limits)
    except sheets.UnreadableFileError as unreadable:
        if all(known.file != shown_as for known in inputs.files):
            inputs.files.append(FileRead(shown_as, sha256_of(path)))
        _refuse(inputs, unreadable.problem)
        return
    if any(map(reply_sheet.is_reply, workbook.sheets)):
        inputs.files.pop()
        inputs.problems.append(own_outputs.problem(shown_as, [shown_as], "reply"))
    elif named or any(map(ledger_sheet.is_ledger, workbook.sheets)):
        _take_ledger(inputs, workbook)
    else:
        _take_survey(inputs, workbook, lookup)


def _take_archive(inputs: Inputs, path: Path, name: str, limits: Limits, lookup: Lookup) -> bool:
    """Take the workbooks of an archive; whether nothing else lies in it."""
    archive = archives.archive_of_workbooks(path, name, limits)
    if archive is None:
        return False
    for found in archives.workbooks_inside(archive, name, limits):
        if isinstance(found, Problem):
            _refuse(inputs, found)
        else:
            _take_survey(inputs, found, lookup)
    return not archives.holds_tables(archive)


def _take_survey(inputs: Inputs, workbook: Workbook, lookup: Lookup) -> None:
    """Sort the sheets of a workbook in; a form that asks questions is named."""
    inputs.problems += workbook.problems
    if any(map(own_outputs.is_xlsform, workbook.sheets)):
        blanks = own_outputs.listed([workbook.file], own_outputs.XLSFORM)
        inputs.problems.append(Problem("FIL-22", workbook.file, values=blanks))
    else:
        _sort_in(inputs, workbook, lookup)


def _take_ledger(inputs: Inputs, workbook: Workbook) -> None:
    """Keep a ledger of decisions; an empty one is as if it were not there."""
    filled = ledger_sheet.with_rows(workbook)
    if not any(map(ledger_sheet.is_ledger, workbook.sheets)):
        blanks = {"expected": registry_sheet.EXPECTED["decisions"]}
        inputs.problems.append(Problem("DEC-01", workbook.file, values=blanks))
    elif not filled:
        inputs.files.pop()
    elif inputs.ledger_option:
        blanks = {"used": inputs.ledger_option}
        inputs.problems.append(Problem("DEC-02", workbook.file, values=blanks))
    else:
        workbook.sheets = filled
        inputs.problems += workbook.problems
        inputs.lists += filled
        inputs.ledgers.append(workbook)


def _refuse(inputs: Inputs, problem: Problem) -> None:
    inputs.problems.append(problem)
    if problem.severity == "error":
        inputs.unread.append(problem)


def _sort_in(inputs: Inputs, workbook: Workbook, lookup: Lookup) -> None:
    """Give each sheet to what it is for; what remains may hold answers."""
    others = [sheet for sheet in workbook.sheets if not _take_list(inputs, sheet)]
    others = without_blank_registry(inputs, others, lookup)
    readings = [(sheet, registry_sheet.reading_of(sheet, lookup)) for sheet in others]
    for _, reading in readings:
        if isinstance(reading, Problem):
            _refuse(inputs, reading)
    _take_registry(inputs, workbook, [sheet for sheet, reading in readings if reading is True])
    if remaining := [sheet for sheet, reading in readings if reading is False]:
        workbook.sheets = remaining
        inputs.workbooks.append(workbook)


def _take_list(inputs: Inputs, sheet: Sheet) -> bool:
    """Take a sheet that is a crosswalk, aliases, or a matrix or worksheet of ours."""
    if own_outputs.is_worksheet(sheet) and not is_own_guide(sheet):
        inputs.problems.append(own_outputs.problem(sheet.file, [sheet.name], "worksheet"))
    elif own_outputs.is_follow_up(sheet):
        inputs.problems.append(own_outputs.problem(sheet.file, [sheet.name], "follow_up"))
    elif registry_sheet.is_headed(sheet, registry_sheet.CROSSWALK):
        inputs.crosswalk = registry_sheet.pairs(sheet) | inputs.crosswalk
        inputs.files[-1] = replace(inputs.files[-1], use="crosswalk")
    elif registry_sheet.is_aliases(sheet):
        inputs.aliases = registry_sheet.aliases(sheet) | inputs.aliases
        inputs.files[-1] = replace(inputs.files[-1], use="aliases")
    else:
        return False
    inputs.lists.append(sheet)
    return True


def _take_registry(inputs: Inputs, workbook: Workbook, listing: list[Sheet]) -> None:
    """The sheets of one workbook as the registry; a second workbook is reported, not used."""
    if not listing:
        return
    inputs.lists += listing
    if inputs.registry.known:
        first = ", ".join(book.file for book in inputs.registry_files)
        inputs.problems.append(
            Problem("CEN-11", listing[0].file, listing[0].name, values={"first": first})
        )
        return
    inputs.registry, problems = registry_sheet.registry_of(listing)
    inputs.registry_files.append(workbook)
    inputs.problems += problems
