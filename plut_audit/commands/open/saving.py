"""What can be saved: the files that `score -o` writes, the letters, the ledger, all as bytes."""

import io
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from plut_audit.commands.open.ledger import ledger_file
from plut_audit.commands.open.session import Session
from plut_audit.commands.options import OutputOptions
from plut_audit.commands.views.notices import Notices
from plut_audit.errors import UsageError
from plut_audit.i18n import N_

if TYPE_CHECKING:
    from plut_audit.result import Result

LETTERS, LEDGER = "letters", "ledger"
STAGES = {
    "": N_("Without a stage"),
    "draft": N_("Draft for the centres' reply"),
    "final": N_("Final, after the replies"),
}
"""The stages of a report, as `score --stage` has them."""
PURPOSES = {
    "draft": N_("Every page is marked as a draft; beside each letter lies a workbook to reply in."),
    "final": N_(
        "The replies are those in the folder 'replies' of the survey; without it nobody replied."
    ),
}
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The day that a zip gives its members, so that the same letters give the same bytes."""


@dataclass(frozen=True)
class Output:
    """One thing that can be saved: its suffix, its title and what it is for, catalogue keys."""

    suffix: str
    title: str
    purpose: str


OUTPUTS: dict[str, Output] = {
    "workbook": Output(
        "xlsx",
        N_("Workbook"),
        N_("Ranking, findings and every calculation, with formulas (Excel)."),
    ),
    "page": Output(
        "html", N_("Page"), N_("The report as one file that any browser shows, also offline.")
    ),
    "report": Output(
        "docx", N_("Evaluation report"), N_("The report to be signed, to be completed in Word.")
    ),
    LETTERS: Output(
        "zip",
        N_("Letters"),
        N_(
            "A letter to each centre and a record of each visit; drafts also have a reply workbook."
        ),
    ),
    "result": Output(
        "json",
        N_("Stored result"),
        N_("Keep it: the next year is compared with it, and every report is verified by it."),
    ),
    LEDGER: Output(
        "csv",
        N_("Ledger of decisions"),
        N_("Every decision with its reason; without it no result can be verified."),
    ),
}


def saved(session: Session, name: str, stage: str = "") -> tuple[str, bytes]:
    """The name and the bytes of an output; raises as the command does that writes it."""
    if name not in OUTPUTS:
        raise UsageError(N_("There is no output '{name}'."), name=name)
    if name == LEDGER:
        return _ledger(session)
    result = session.result(stage)
    file = file_name(result, name, stage)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / file
        output = OutputOptions([] if name == LETTERS else [target])
        output.per_centre = Path(folder) / LETTERS if name == LETTERS else None
        assignment = output.read_assignment(session.inputs().survey, staged=bool(stage))
        output.write(result, Notices(quiet=True), assignment)
        if output.per_centre:
            return file, _zipped(output.per_centre)
        return file, target.read_bytes()


def file_name(result: "Result", name: str, stage: str = "") -> str:
    """What an output is called: `plut-2024-draft.xlsx`."""
    parts = ("plut", str(result.year or "audit"), stage)
    return f"{'-'.join(filter(None, parts))}.{OUTPUTS[name].suffix}"


def _ledger(session: Session) -> tuple[str, bytes]:
    path = ledger_file(session)
    if not path.exists():
        raise UsageError(N_("There is no decision yet, and so no ledger."))
    return path.name, path.read_bytes()


def _zipped(folder: Path) -> bytes:
    """The files of a folder as a zip, by name."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                member = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _EARLIEST)
                member.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(member, path.read_bytes())
    return target.getvalue()
