"""`plut-audit open`: a page on this computer for people without a terminal.

    names        which names of files are safe
    work_folder  the folder of the survey, and files that are copied into it
    session      one survey while its page is open: read, scored, read again
    ledger       the ledger that the page writes
    deciding     what can be decided on a problem, and a filled-in form as a row of the ledger
    finding_form what can be decided on a finding
    saving       what can be saved: the reports of `score`, the ledger
    access       who may ask: token, cookie, host, origin
    views        the pages, from the views that every report shares
    routes       which address shows or does what
    server       the server itself, on 127.0.0.1 alone

Reading, scoring and writing are those of `check` and `score`; nothing of them is done again here.
"""

from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from plut_audit.commands.options import GlobalOptions, RubricName
from plut_audit.i18n import N_

ABOUT = N_("Show a survey as a page on this computer, for people without a terminal.")
Folder = Annotated[
    Path | None,
    Argument(
        metavar="FOLDER",
        help=N_("Folder of a survey, read where it lies; without it files are chosen in the page."),
    ),
]
Port = Annotated[
    int, Option(metavar="N", min=0, max=65535, help=N_("Port of the page; 0 for any free one."))
]
NoBrowser = Annotated[
    bool, Option("--no-browser", help=N_("Only print the address, do not open a browser."))
]


def command(
    general: GlobalOptions,
    folder: Folder = None,
    rubric: RubricName = None,
    port: Port = 0,
    no_browser: NoBrowser = False,
) -> int:
    """Serve the page until it is stopped, with Ctrl-C or the button of the page."""
    from plut_audit.commands.open.server import serve
    from plut_audit.commands.open.session import Session, folder_of_documents
    from plut_audit.commands.open.work_folder import existing_folder

    chosen = existing_folder(folder) if folder else None
    session = Session(rubric, chosen, folder_of_documents())
    serve(session, port, browser=not no_browser, notices=general.notices())
    return 0
