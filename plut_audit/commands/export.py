"""`plut-audit export`: a stored result in another form."""

from plut_audit.commands.options import GlobalOptions, OutputOptions, Result
from plut_audit.errors import UsageError
from plut_audit.i18n import N_

ABOUT = N_("A stored result in another format.")


def command(result: Result, writing: OutputOptions, manner: GlobalOptions) -> int:
    """Write reports from a stored result."""
    from plut_audit import report

    if not writing.asked:
        raise UsageError(N_("Name a file to write with -o; its suffix selects the format."))
    writing.write(report.load(result), manner.notices())
    return 0
