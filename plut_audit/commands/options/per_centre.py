"""The documents of each centre in one folder, with progress on the way."""

from pathlib import Path
from typing import TYPE_CHECKING

from plut_audit.i18n import N_, current_language

if TYPE_CHECKING:
    from plut_audit.commands.views.notices import Notices
    from plut_audit.result import Result
    from plut_audit.review.assignment import Assignment


def write_per_centre(
    result: "Result",
    folder: Path,
    template: Path | None,
    force: bool,
    notices: "Notices",
    assignment: "Assignment | None",
) -> None:
    """Letters, visit records, and for a draft the workbooks of the replies."""
    from plut_audit.report.formats.docx import write_visit_records

    _write_letters(result, folder, template, force, notices, assignment)
    language = current_language()
    with notices.writing(folder):
        write_visit_records(result, folder, language, assignment, force)
        if result.stage == "draft":
            from plut_audit.report.reply_workbook import write_reply_workbooks

            write_reply_workbooks(result, folder, language, force)


def _write_letters(
    result: "Result",
    folder: Path,
    template: Path | None,
    force: bool,
    notices: "Notices",
    assignment: "Assignment | None",
) -> None:
    """The letters; an interruption says how many there are."""
    from plut_audit.report.formats.docx import write_letters

    written = 0
    with notices.progress() as progress:

        def count(number: int, total: int, file: str) -> None:
            nonlocal written
            written = number
            if progress:
                # Progress names what is next, from 0; here it is what was written.
                progress(number - 1, total, file)

        language = current_language()
        try:
            write_letters(result, folder, language, template, force, assignment, count)
        except KeyboardInterrupt:
            notices.warn(
                N_(
                    "{count} of {total} letters were written; '{folder}' is incomplete. Run the "
                    "command again with --force."
                ),
                count=written,
                total=len(result.centres),
                folder=folder.name,
            )
            raise
