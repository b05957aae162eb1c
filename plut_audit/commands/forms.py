"""`plut-audit forms`: the questionnaire, the visit form, registry and assignment to fill in."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from plut_audit.commands.options import Force, GlobalOptions, RubricName, edition
from plut_audit.i18n import N_, _, current_language

if TYPE_CHECKING:
    from plut_audit.commands.views.notices import Notices
    from plut_audit.rubric.forms.centres import FormCentre

ABOUT = N_("The questionnaire and the visit form (XLSForm, Excel), the registry, the assignment.")


@dataclass
class FormOptions:
    """Where the forms are written, and which centres are filled into them."""

    folder: Annotated[Path, Argument(metavar="DIR", help=N_("Folder to write to."))]
    rubric: RubricName = None
    centres: Annotated[
        Path | None,
        Option(
            metavar="FILE",
            help=N_("Registry whose centres are filled into every form, or can be chosen in it."),
        ),
    ] = None
    letter: Annotated[
        bool,
        Option("--letter", help=N_("Also write the template of the letters, with its fields.")),
    ] = False
    force: Force = False

    def input_paths(self) -> list[Path]:
        """The registry, which is never replaced."""
        return [self.centres] if self.centres else []


def command(options: FormOptions, general: GlobalOptions) -> int:
    """Write the forms of a rubric, with an empty registry and `penugasan.toml` beside them.

    With `--centres` these two are there already, and only the forms are written.
    """
    from plut_audit.rubric.forms import write_forms

    notices, language = general.notices(), current_language()
    centres = _centres(options.centres, notices) if options.centres else []
    beside = {} if centres else files_beside(language)
    if options.letter:
        from plut_audit.report.formats.docx import letter_form

        beside |= letter_form(language)
    rubric = edition(options.rubric)
    paths = write_forms(options.folder, rubric, language, options.force, beside, centres)
    _explain(options.folder, paths, notices)
    return 0


def files_beside(language: str) -> dict[str, bytes]:
    """The registry and the assignment to fill in, by file name."""
    from plut_audit.ingest.registry.regions import all_regions, province_name
    from plut_audit.review import assignment
    from plut_audit.rubric.forms import REGISTRY_NAMES, registry
    from plut_audit.rubric.forms.centres import FormCentre

    regions = [
        FormCentre(
            region.code,
            region.title,
            province_name(region.province),
            "" if region.level == "provinsi" else region.title,
            region.level,
        )
        for region in all_regions()
    ]
    return {
        REGISTRY_NAMES[language]: registry.write(regions, language),
        assignment.FILE_NAME: assignment.assignment_template(language).encode(),
    }


def _centres(path: Path, notices: "Notices") -> "list[FormCentre]":
    """The centres of a registry that should still answer; its unusable lines are named."""
    from plut_audit.ingest.files import read_registry
    from plut_audit.rubric.forms.centres import FormCentre

    registry, problems = read_registry(path)
    for problem in problems:
        notices.warn(
            N_("{code} {location}: {message}"),
            code=problem.code,
            location=problem.location,
            message=problem.message(),
        )
    return [
        FormCentre(centre.centre_id, centre.name, centre.province, centre.regency, centre.level)
        for centre in registry.active(None)
    ]


_FOR_WHOM = {
    "xlsform": N_("for the person who sets up KoboToolbox, ODK or SurveyCTO: upload it there"),
    "table": N_("for a centre or dinas that answers in Excel for several centres: a row each"),
    "sheet": N_("for one centre, to fill in in Excel or to print"),
    "registry": N_("for the audit team: the centres that should answer"),
    "assignment": N_("for the audit team: assignment letter, team and addressee of the report"),
}
"""Who fills in or uses a file, by its kind."""


def _explain(folder: Path, paths: list[Path], notices: "Notices") -> None:
    """Name the files, each with whom it is for."""
    shown = dict.fromkeys(path.relative_to(folder).parts[0] for path in paths)
    for name in shown:
        path = folder / name
        words = _FOR_WHOM[_kind(name)]
        if path.is_dir():
            count = sum(name == other.relative_to(folder).parts[0] for other in paths)
            notices.note(
                N_("Written: {path} ({count} files, one a centre) - {whom}"),
                path=str(path),
                count=count,
                whom=_(words),
            )
        else:
            notices.note(N_("Written: {path} - {whom}"), path=str(path), whom=_(words))


def _kind(name: str) -> str:
    """Which kind of file a name is of."""
    from plut_audit.rubric.forms import KIND_NAMES, REGISTRY_NAMES

    stem = name.partition(".")[0]
    if name in REGISTRY_NAMES.values():
        return "registry"
    ends = {end: kind for kinds in KIND_NAMES.values() for kind, end in kinds.items()}
    return ends.get(stem.rpartition("_")[2], "assignment")
