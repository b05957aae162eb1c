"""`plut-audit forms`: the questionnaire, the visit form, and the assignment to fill in."""

from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from plut_audit.commands.options import Force, GlobalOptions, RubricName, edition
from plut_audit.i18n import N_, current_language

ABOUT = N_("The questionnaire and the visit form (XLSForm, Excel), and the assignment file.")
Letter = Annotated[
    bool, Option("--letter", help=N_("Also write the template of the letters, with its fields."))
]
Folder = Annotated[Path, Argument(metavar="DIR", help=N_("Folder to write to."))]


def command(
    folder: Folder,
    general: GlobalOptions,
    rubric: RubricName = None,
    force: Force = False,
    letter: Letter = False,
) -> int:
    """Write the forms of a rubric and an empty `penugasan.toml`."""
    from plut_audit.review import assignment
    from plut_audit.rubric.forms import write_forms

    notices, language = general.notices(), current_language()
    beside = {assignment.FILE_NAME: assignment.assignment_template(language).encode()}
    if letter:
        from plut_audit.report.formats.docx import letter_form

        beside |= letter_form(language)
    for path in write_forms(folder, edition(rubric), language, force, beside):
        notices.wrote(path)
    return 0
