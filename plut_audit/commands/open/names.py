"""Names of files that a browser hands in: only those that stay inside the folder are safe."""

import re
from pathlib import PurePosixPath

from plut_audit.errors import UsageError
from plut_audit.i18n import N_, Message

_NOT_IN_NAMES = re.compile(r'[\x00-\x1f<>:"|?*\\]')
"""What no file on Windows may be called, and what would change a path."""
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)", re.IGNORECASE)
"""Names of devices on Windows, whatever their suffix."""
LONGEST_NAME = 200
LONGEST_PATH = 400


def safe_name(name: str) -> PurePosixPath:
    """The relative path that a name gives, with `/` between folders.

    Raises `UsageError` for a name that could leave the folder or that not every system can hold.
    """
    parts = name.split("/")
    if not name or len(name) > LONGEST_PATH:
        raise _refused(name, N_("it is empty or too long"))
    for part in parts:
        if reason := _fault(part):
            raise _refused(name, reason)
    return PurePosixPath(*parts)


def _fault(part: str) -> str:
    """What is wrong with one part of a path, "" for nothing."""
    if part in ("", ".", ".."):
        return N_("it leads out of the folder")
    if _NOT_IN_NAMES.search(part):
        return N_("it has a character that Windows does not allow in names")
    if _DEVICES.fullmatch(part.partition(".")[0].strip()):
        return N_("Windows reserves it for a device")
    if part != part.rstrip(". ") or len(part) > LONGEST_NAME:
        return N_("it ends with a full stop or a blank, or is too long")
    if part.startswith((".", "~$")):
        return N_("it is a hidden file or the lock file of an open workbook, which is not read")
    return ""


def _refused(name: str, reason: str) -> UsageError:
    return UsageError(
        N_("The file '{file}' was not copied, because of its name: {reason}. Rename it."),
        file=name[:LONGEST_NAME],
        reason=Message(reason),
    )
