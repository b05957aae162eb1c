"""A decision on a finding of a centre: its cause, accepted until a day, or closed on evidence."""

from collections.abc import Mapping
from datetime import date

from plut_audit.commands.open.ledger import LedgerLine
from plut_audit.errors import UsageError
from plut_audit.i18n import N_, _
from plut_audit.ingest.files.ledger_sheet import LABELS
from plut_audit.result import CentreRow
from plut_audit.review.decisions.decision import Kind

KINDS_OF_FINDINGS: tuple[Kind, ...] = ("cause", "accept", "close")
_NEEDED: dict[str, tuple[str, ...]] = {
    "cause": ("new", "by"),
    "accept": ("until", "reason", "by"),
    "close": ("evidence", "by"),
}
"""What each kind needs, by the columns of the ledger; the day of the decision is today."""


def finding_line(centre: CentreRow, filled: Mapping[str, str], today: date) -> LedgerLine:
    """The row of the ledger that a filled-in form asks for; `UsageError` where it lacks something."""
    entered = {name: text.strip() for name, text in filled.items()}
    kind, code = entered.get("kind", ""), entered.get("code", "")
    finding = next(
        (finding_row for finding_row in centre.findings if finding_row.code == code), None
    )
    if finding is None or kind not in KINDS_OF_FINDINGS:
        raise UsageError(N_("Choose a finding of the centre and what is decided on it."))
    for name in _NEEDED[kind]:
        if not entered.get(name):
            raise UsageError(N_("'{field}' is blank; fill it in."), field=_(LABELS[name]))
    used = {"reason", "by", "evidence"} | set(_NEEDED[kind])
    texts = {name: entered.get(name, "") for name in used}
    return LedgerLine(
        {
            **texts,
            "kind": kind,
            "centre_id": centre.centre_id,
            "indicator": code,
            "date": today.isoformat(),
            "note": f"{code}: {finding.text.title}",
        }
    )
