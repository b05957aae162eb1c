"""The survey years in a folder, and by which rubric and options each of them is audited.

A `survey.toml` in the folder of a year overrides what the command says:

    edition = "award-2024"          an edition's id, or a rubric's folder
    year = 2024
    centres = "registry.xlsx"       files are named relative to the folder
    crosswalk = "columns.csv"
    aliases = "names.csv"
    only_approved = true

A folder `rubric` beside it, or beside the folders of the years, is the rubric where neither the
file nor the command names one; so are `centres`, `crosswalk` and `aliases` beside the folders.
"""

import hashlib
import json
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import plut_audit
from plut_audit import rubric
from plut_audit.audit import Options
from plut_audit.errors import NothingToReadError, UsageError
from plut_audit.i18n import N_, Message
from plut_audit.ingest import files, sheets
from plut_audit.review.assignment import Assignment, assignment_file, read_assignment
from plut_audit.rubric import Rubric

SETTINGS = "survey.toml"
_FILES = ("centres", "crosswalk", "aliases")
_TYPES: dict[str, tuple[type, str]] = {
    "edition": (str, N_("a text in quotation marks")),
    "year": (int, N_("a whole number such as 2024")),
    "only_approved": (bool, N_("true or false")),
    **dict.fromkeys(_FILES, (str, N_("a text in quotation marks"))),
}
"""The keys of the settings, the type of each, and how that is worded."""


@dataclass(frozen=True)
class SurveyFolder:
    """One survey year with everything that its audit depends on."""

    year: int
    folder: Path
    rubric: Rubric
    options: Options
    assignment: Assignment = field(default_factory=Assignment)

    @property
    def files(self) -> list[tuple[Path, str]]:
        """Every file that is read, with the name that is shown of it."""
        named = [getattr(self.options, name) for name in _FILES]
        aside = [(path, path.name) for path in named if path]
        return files.survey_files([self.folder]) + aside

    def fingerprint(self, *further: object) -> str:
        """A hash of the program's version, the rubric, the options and the content of the files.

        Two runs with the same one give the same bytes.
        """
        files = [(shown, digest(path)) for path, shown in self.files]
        options = (self.options.year, self.options.only_approved, repr(self.options.limits))
        signed = [digest(path) for path in self._assignment_files()]
        parts = [plut_audit.__version__, self.rubric.model_dump_json(), options, files, further]
        parts += [signed] if signed else []
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

    def _assignment_files(self) -> list[Path]:
        """The assignment of the year with its logo and template, as far as they are there."""
        files = (assignment_file([self.folder]), self.assignment.logo, self.assignment.template)
        return [path for path in files if path]


def digest(path: Path) -> str:
    """The SHA-256 of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def year_folders(folder: Path, out: Path) -> list[Path]:
    """The folders of the years in their order; what was written earlier is none of them."""
    if not folder.is_dir():
        raise NothingToReadError(
            N_("There is no folder '{path}'; check how it is written."), path=str(folder)
        )
    folders = [path for path in files.year_folders(folder) if path.resolve() != out.resolve()]
    if not folders:
        raise NothingToReadError(
            N_(
                "'{path}' has no sub-folder with a year in its name, such as 2024. For one year run "
                "'plut-audit score {path}'."
            ),
            path=str(folder),
        )
    return sorted(folders, key=lambda path: (year_of(path), path.name))


def year_of(folder: Path) -> int:
    """The year in a folder's name."""
    match = files.YEAR.search(folder.name)
    assert match is not None
    return int(match[1])


def survey_folder(folder: Path, rubric_name: str | Path | None, options: Options) -> SurveyFolder:
    """The survey of one folder; an `AuditError` where its settings or rubric cannot be used."""
    settings = _settings(folder)
    files: dict[str, Any] = {
        name: _file(folder, name, settings, getattr(options, name)) for name in _FILES
    }
    year: int = settings.get("year", year_of(folder))
    chosen = _rubric(folder, settings.get("edition"), rubric_name)
    approved: bool = settings.get("only_approved", options.only_approved)
    settled = replace(options, year=year, only_approved=approved, **files)
    assignment = read_assignment(assignment_file([folder]))
    return SurveyFolder(year, folder, chosen, settled, assignment)


def _settings(folder: Path) -> dict[str, Any]:
    path = folder / SETTINGS
    if not path.is_file():
        return {}
    try:
        settings = tomllib.loads(_decoded(path.read_bytes()))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(
            N_("{folder}/survey.toml is not valid TOML: {error}"),
            folder=folder.name,
            error=str(error),
        ) from error
    if unknown := sorted(settings.keys() - set(_TYPES)):
        raise UsageError(
            N_("{folder}/survey.toml has the unknown key '{key}'; known are {known}."),
            folder=folder.name,
            key=unknown[0],
            known=", ".join(_TYPES),
        )
    _check_types(settings, folder)
    return settings


def _decoded(content: bytes) -> str:
    """The text in the encodings that an editor on Windows writes."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    return content.decode("utf-8-sig")


def _check_types(settings: dict[str, Any], folder: Path) -> None:
    for key, value in settings.items():
        kind, expected = _TYPES[key]
        # A bool is an int to Python, and no year.
        if type(value) is not kind or (isinstance(value, int) and not _possible(key, value)):
            raise UsageError(
                N_("{folder}/survey.toml: '{key}' takes {expected}, not {value}."),
                folder=folder.name,
                key=key,
                expected=Message(expected),
                value=json.dumps(value, ensure_ascii=False, default=str),
            )


def _possible(key: str, value: int) -> bool:
    return key != "year" or 1900 <= value <= 2200


def _file(folder: Path, name: str, settings: dict[str, Any], asked: Path | None) -> Path | None:
    """A file of the settings, of the command, or one of this name beside the years' folders."""
    if name in settings:
        path = folder / str(settings[name])
        if not path.is_file():
            raise UsageError(
                N_("{folder}/survey.toml names the file '{file}', which is not there."),
                folder=folder.name,
                file=str(settings[name]),
            )
        # A file inside the folder is read with the survey.
        return None if path.resolve().is_relative_to(folder.resolve()) else path
    beside = sorted(path for path in folder.parent.glob(f"{name}.*") if sheets.readable(path))
    return asked or (beside[0] if beside else None)


def _rubric(folder: Path, setting: object, name: str | Path | None) -> Rubric:
    if setting:
        inside = folder / str(setting)
        return rubric.load(inside if inside.is_dir() else str(setting))
    if name:
        return rubric.load(name)
    beside = (path / "rubric" for path in (folder, folder.parent))
    own = [path for path in beside if (path / "rubric.toml").is_file()]
    return rubric.load(own[0] if own else rubric.DEFAULT_EDITION)
