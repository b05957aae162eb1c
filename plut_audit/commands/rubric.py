"""`plut-audit rubric`: the editions, and rubrics of one's own."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

from typer import Argument

from plut_audit.commands.options import Force, Form, Format, GlobalOptions, edition
from plut_audit.i18n import N_, _, localized

ABOUT = N_("The editions of the rubric, and rubrics of your own.")
EditionName = Annotated[
    str | None, Argument(metavar="[ID|DIR]", help=N_("Edition, or the folder of a rubric."))
]
Folder = Annotated[Path, Argument(metavar="DIR", help=N_("Folder to write to."))]


def list_editions(general: GlobalOptions) -> int:
    """The editions that come with the program."""
    from plut_audit import rubric
    from plut_audit.commands.views import rubrics, screen

    screen.show([rubrics.editions([rubric.load(name) for name in rubric.editions()])])
    return 0


def show(general: GlobalOptions, name: EditionName = None, form: Form = Format.TABLE) -> int:
    """Every dimension, indicator and rule of a rubric."""
    from plut_audit.commands.views import rubrics, screen

    rubric = edition(name)
    if form is Format.JSON:
        screen.json_text(rubric.model_dump(mode="json"))
    else:
        screen.show(rubrics.tables(rubric), form, localized(rubric.title))
    return 0


def check(general: GlobalOptions, name: EditionName = None) -> int:
    """Read a rubric and confirm that it can be used; all its faults are named at once."""
    from plut_audit.commands.views import screen

    read = edition(name)
    screen.text(
        _(
            N_(
                "{title}: {dimensions} dimensions, {indicators} indicators, {questions} questions. "
                "The rubric can be used."
            ),
            title=read.title,
            dimensions=len(read.dimensions),
            indicators=len(read.indicators),
            questions=len(read.questions),
        )
    )
    return 0


def new(folder: Folder, general: GlobalOptions, force: Force = False) -> int:
    """Write a small commented rubric to start from."""
    from plut_audit.rubric.template import write_new_rubric

    write_new_rubric(folder, force)
    general.notices().wrote(folder)
    return 0


COMMANDS: dict[str, tuple[str, Callable[..., int]]] = {
    "list": (N_("The editions that come with the program."), list_editions),
    "show": (N_("Every dimension, indicator and rule of a rubric."), show),
    "check": (N_("Validate a rubric and list all errors."), check),
    "new": (N_("Write a small commented rubric to start from."), new),
}
