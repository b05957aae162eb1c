"""Whether a result follows from its files."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from plut_audit.commands.views import screen
from plut_audit.i18n import N_, Message, _, format_number, localized

if TYPE_CHECKING:
    from plut_audit.result import Result


def show(differences: Sequence[Message], result: "Result | None") -> None:
    """Say that everything is identical, or what differs; `result` is the recomputed one."""
    if not differences and result is not None:
        screen.text(_identical(result))
        return
    screen.text(_(N_("Not identical:")), *(f"- {localized(message)}" for message in differences))


def _identical(result: "Result") -> str:
    text = N_(
        "Identical: {centres} centres and {findings} findings follow from {files} files. "
        "Fingerprint: {fingerprint}."
    )
    return _(
        text,
        centres=format_number(len(result.centres), 0),
        findings=format_number(len(result.findings), 0),
        files=format_number(len({file.file for file in result.inputs}), 0),
        fingerprint=result.fingerprint,
    )
