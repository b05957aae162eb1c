"""`plut-audit.toml`: what would otherwise be typed with every command about a survey.

It lies in the folder of a survey or of one of its years; that of the year counts, else that of the
folder above. Options of the command line win. Files in it are named from its own folder.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Annotated, Any

from plut_audit.errors import UsageError
from plut_audit.i18n import N_, _, languages

FILES = ("centres", "crosswalk", "aliases", "decisions", "assignment")
"""Keys that name a file."""


@dataclass(frozen=True)
class Settings:
    """The values of a settings file by the names of options, files made absolute."""

    path: Path
    values: Mapping[str, Any]

    @property
    def lang(self) -> str | None:
        """The language of messages and reports."""
        return self.values.get("lang")

    def fill(self, group: Any) -> list[str]:
        """Give the options of a group that were not given on the command line their values.

        Only those that the group names in `FROM_SETTINGS`; gives the names of those it filled.
        """
        known = [field.name for field in fields(group)] if is_dataclass(group) else []
        filled = []
        for name in getattr(group, "FROM_SETTINGS", ()):
            if name not in self.values or name not in known:
                continue
            if name == "limit":
                group.limit = [*self.values[name], *(group.limit or [])]
            elif _is_left_out(getattr(group, name)):
                setattr(group, name, self.values[name])
            else:
                continue
            filled.append(name)
        return filled


def _is_left_out(value: object) -> bool:
    """Whether an option was not given; `--top 0` was."""
    return value is None or value is False or value == []


def settings_of(groups: Iterable[Any]) -> Settings | None:
    """The settings of the survey that the options name; None where there are none."""
    for path in (path for group in groups for path in _surveys(group)):
        from plut_audit.ingest.files.folder import PROGRAM_SETTINGS

        folder = path if path.is_dir() else path.parent
        for within in (folder, folder.resolve().parent):
            if (within / PROGRAM_SETTINGS).is_file():
                return read_settings(within / PROGRAM_SETTINGS)
    return None


def _surveys(group: Any) -> list[Path]:
    """The folders and files of surveys that a group of options names."""
    if not getattr(group, "FROM_SETTINGS", ()):
        return []
    named = getattr(group, "survey", None) or getattr(group, "folder", None) or []
    return [named] if isinstance(named, Path) else named


def read_settings(path: Path) -> Settings:
    """The settings in a file; `UsageError` with a line for each fault."""
    from plut_audit.rubric.faults import Faults

    model = _model()
    faults = Faults((model,))
    try:
        table = faults.table(path.name, path.read_bytes())
    except OSError as error:
        reason = error.strerror or type(error).__name__
        faults.add(path.name, N_("cannot be read: {reason}"), reason=reason)
        table = None
    written = faults.model(model, path.name, table)
    values = written.model_dump(exclude_unset=True, by_alias=False) if written else {}
    values = dict(_checked(values, path, faults))
    if written is None or faults.lines:
        raise UsageError(
            N_("'{file}' cannot be used:\n{faults}"),
            file=path.name,
            faults="\n".join(f"  {line}" for line in faults.lines),
        )
    return Settings(path, values)


def _model() -> Any:
    """The keys of the file, with the types and ranges of their values; pydantic comes late."""
    from pydantic import BaseModel, ConfigDict, Field

    class SettingsTable(BaseModel):
        """The table of the file; unknown keys are faults."""

        model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

        rubric: Annotated[str, Field(min_length=1)] = ""
        lang: Annotated[str, Field(min_length=1)] = ""
        year: Annotated[int, Field(ge=1900, le=2200)] = 0
        centres: Annotated[str, Field(min_length=1)] = ""
        crosswalk: Annotated[str, Field(min_length=1)] = ""
        aliases: Annotated[str, Field(min_length=1)] = ""
        decisions: Annotated[str, Field(min_length=1)] = ""
        assignment: Annotated[str, Field(min_length=1)] = ""
        only_approved: bool = False
        top: Annotated[int, Field(ge=0)] = 0
        out: list[Annotated[str, Field(min_length=1)]] = []
        limit: dict[str, Annotated[int, Field(ge=1)]] = {}

    return SettingsTable


def _checked(values: dict[str, Any], path: Path, faults: Any) -> Iterator[tuple[str, Any]]:
    """The values with files from the folder of the settings; what is not there is a fault."""
    for key, value in values.items():
        if key in FILES:
            yield key, _file(key, value, path, faults)
        elif key in _CHECKS:
            yield key, _CHECKS[key](value, path, faults)
        else:
            yield key, value


def _file(key: str, named: str, path: Path, faults: Any) -> Path:
    file = path.parent / named
    if not file.is_file():
        message = N_("'{key}' names the file '{named}', which is not there; check its name")
        faults.add(path.name, message, key=key, named=named)
    return file


def _rubric(written: str, path: Path, faults: Any) -> str:
    """The id of an edition, or the folder of a rubric."""
    from plut_audit.rubric import editions

    if written in editions():
        return written
    folder = path.parent / written
    if not (folder / "rubric.toml").is_file():
        _unknown("rubric", written, editions(), path, faults)
    return str(folder)


def _language(written: str, path: Path, faults: Any) -> str:
    if written not in languages():
        _unknown("lang", written, languages(), path, faults)
    return written


def _outputs(written: list[str], path: Path, faults: Any) -> list[Path]:
    from plut_audit.errors import OutputError
    from plut_audit.report import formats

    for name in written:
        try:
            formats.check_writable(path.parent / name)
        except OutputError as error:
            faults.add(path.name, error.message, **error.blanks)
    return [path.parent / name for name in written]


def _limits(written: dict[str, int], path: Path, faults: Any) -> list[str]:
    from plut_audit.ingest.sheets import Limits

    for name in written:
        if name not in Limits.names():
            _unknown("limit", name, Limits.names(), path, faults)
    return [f"{name}={number}" for name, number in written.items()]


_CHECKS: dict[str, Callable[[Any, Path, Any], Any]] = {
    "rubric": _rubric,
    "lang": _language,
    "out": _outputs,
    "limit": _limits,
}
"""What a value becomes that no type can check."""


def _unknown(key: str, written: str, known: Iterable[str], path: Path, faults: Any) -> None:
    from plut_audit.rubric.faults import did_you_mean

    hint = did_you_mean(written, known)
    faults.add(
        path.name, N_("'{key}' cannot be '{found}'{hint}"), key=key, found=written, hint=hint
    )


def used_line(settings: Settings, names: Iterable[str]) -> str:
    """`Settings of survey/plut-audit.toml: rubric = own, top = 5`, for `--verbose`."""
    shown = (f"{name} = {_text(settings.values[name])}" for name in dict.fromkeys(names))
    return _(
        N_("Settings of {file}: {values}"),
        file=str(settings.path),
        values=", ".join(shown) or _(N_("none is used")),
    )


def _text(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
