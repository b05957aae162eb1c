"""`plut-audit replies`: the reply workbooks of the centres, read back as proposed decisions."""

from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from plut_audit.atomic_write import inputs_protected
from plut_audit.commands.failures import UNREAD
from plut_audit.commands.options import GlobalOptions, InputOptions, RowOptions, limits
from plut_audit.commands.options.protection import reading
from plut_audit.errors import UsageError
from plut_audit.i18n import N_, current_language

ABOUT = N_("Read the replies of the centres and add what they contest to a ledger, as proposed.")
Folder = Annotated[
    Path, Argument(metavar="DIR", help=N_("Folder of the reply workbooks that came back."))
]
Ledger = Annotated[
    Path | None,
    Option(
        "-o",
        "--out",
        metavar="FILE",
        help=N_("The ledger that proposed decisions are added to, .xlsx or .csv; its rows stay."),
    ),
]


def command(
    folder: Folder,
    inputs: InputOptions,
    rows: RowOptions,
    general: GlobalOptions,
    out: Ledger = None,
) -> int:
    """Read the reply workbooks of a folder; nothing of them applies until it is decided."""
    from plut_audit.commands.views import replies as view
    from plut_audit.report.views import problem_table
    from plut_audit.review import replies

    if out is None:
        raise UsageError(N_("Name the ledger that the rows are added to: -o keputusan.xlsx."))
    replies.check_suffix(out)
    notices = general.notices()
    with reading(folder):
        decided = inputs.read(notices)
        result = decided.result()
        read = replies.read_replies(folder, result, limits(inputs.limit))
    proposals = replies.proposals(read.workbooks, decided)
    # A ledger among the files of the survey gets more rows; no other file does.
    with inputs_protected(lambda path: False):
        count = replies.add_proposals(out, proposals, current_language())
    tables = [view.received(read, result), problem_table(read.problems, rows.top or None)]
    rows.show(tables)
    notices.note(
        N_("{count} of {all} proposed decisions were added to {file}"),
        count=count,
        all=len(proposals),
        file=str(out),
    )
    return UNREAD if any(one.severity == "error" for one in read.problems) else 0
