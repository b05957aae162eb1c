"""`plut-audit rubric`: the editions, and rubrics of one's own."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

from typer import Argument

from plut_audit.commands.options import DisplayOptions, Force, Format, GlobalOptions, edition
from plut_audit.i18n import N_, _, localized

ABOUT = N_("The editions of the rubric, and rubrics of your own.")
EditionName = Annotated[
    str | None, Argument(metavar="[ID|DIR]", help=N_("Edition, or the folder of a rubric."))
]
Folder = Annotated[Path, Argument(metavar="DIR", help=N_("Folder to write into."))]


def list_editions(manner: GlobalOptions) -> int:
    """The editions that come with the program."""
    from plut_audit import rubric
    from plut_audit.commands.views import rubrics, screen

    screen.show([rubrics.editions([rubric.load(name) for name in rubric.editions()])])
    return 0


def show(showing: DisplayOptions, manner: GlobalOptions, name: EditionName = None) -> int:
    """Every dimension, indicator and rule of a rubric."""
    from plut_audit.commands.views import rubrics, screen

    shown = edition(name)
    if showing.format is Format.JSON:
        screen.json_text(shown.model_dump(mode="json"))
    else:
        screen.show(rubrics.tables(shown), showing.format, localized(shown.title))
    return 0


def check(manner: GlobalOptions, name: EditionName = None) -> int:
    """Read a rubric and say that it can be used; all its faults are said at once."""
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


def new(folder: Folder, manner: GlobalOptions, force: Force = False) -> int:
    """Write a small commented rubric to start from."""
    from plut_audit.rubric.template import write_new_rubric

    write_new_rubric(folder, force)
    manner.notices().wrote(folder)
    return 0


COMMANDS: dict[str, tuple[str, Callable[..., int]]] = {
    "list": (N_("The editions that come with the program."), list_editions),
    "show": (N_("Every dimension, indicator and rule of a rubric."), show),
    "check": (N_("Say whether a rubric can be used, or everything that is wrong."), check),
    "new": (N_("Write a small commented rubric to start from."), new),
}
