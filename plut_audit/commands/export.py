"""`plut-audit export`: a stored result in another form."""

from plut_audit.commands.options import GlobalOptions, OutputOptions, ResultPath
from plut_audit.commands.options.protection import reading
from plut_audit.errors import UsageError
from plut_audit.i18n import N_

ABOUT = N_("A stored result in another format.")


def command(path: ResultPath, output: OutputOptions, general: GlobalOptions) -> int:
    """Write reports from a stored result."""
    from plut_audit.result import Result

    if not output.asked:
        raise UsageError(N_("Name a file to write with -o; its suffix selects the format."))
    with reading(path):
        output.check()
        assignment = output.read_assignment([path])
        output.write(Result.load(path), general.notices(), assignment)
    return 0
