"""`plut-audit forms`: the questionnaire and the visit form."""

from pathlib import Path
from typing import Annotated

from typer import Argument

from plut_audit.commands.options import Force, GlobalOptions, RubricName, edition
from plut_audit.i18n import N_, current_language

ABOUT = N_("The questionnaire and the visit form: XLSForm and Excel templates.")
Folder = Annotated[Path, Argument(metavar="DIR", help=N_("Folder to write to."))]


def command(
    folder: Folder, general: GlobalOptions, rubric: RubricName = None, force: Force = False
) -> int:
    """Write the forms of a rubric."""
    from plut_audit.rubric.forms import write_forms

    notices = general.notices()
    for path in write_forms(folder, edition(rubric), current_language(), force):
        notices.wrote(path)
    return 0
