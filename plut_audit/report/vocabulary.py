"""The words and marks for the codes of a result: one set for every report and the terminal."""

from plut_audit.i18n import N_, _
from plut_audit.result.rows import CentreRow

SEVERITIES = {
    "critical": N_("critical"),
    "high": N_("high"),
    "medium": N_("medium"),
    "low": N_("low"),
    "error": N_("error"),
    "warning": N_("warning"),
    "notice": N_("notice"),
}
FINDING_SEVERITIES = ("critical", "high", "medium", "low")
EVIDENCE = {
    "observed": N_("seen at the visit"),
    "reported": N_("reported only"),
    "none": N_("no answer"),
    "not_applicable": N_("does not apply"),
}
BLANKS = {
    "unanswered": N_("not answered"),
    "dont_know": N_("don't know"),
    "invalid": N_("could not be read"),
    "not_asked": N_("not asked"),
}
LEVELS = {
    "provinsi": N_("province"),
    "kabupaten": N_("regency"),
    "kota": N_("city"),
    "": N_("not known"),
}
STATES = {
    "new": N_("new"),
    "persisting": N_("persisting"),
    "resolved": N_("resolved"),
    "not_comparable": N_("not comparable"),
}
ELEMENTS = {
    "condition": N_("Condition"),
    "criterion": N_("Criterion"),
    "cause": N_("Cause"),
    "effect": N_("Effect"),
    "recommendation": N_("Recommendation"),
}
"""The five elements of an audit finding, in their order."""

TIED, CAPPED, PROVISIONAL = "=", "*", "°"
"""Marks beside a rank or class, everywhere the same."""
MARKS = {
    TIED: N_("= tied."),
    CAPPED: N_("* class capped by a weak dimension."),
    PROVISIONAL: N_("° less than half of the weight observed; class is provisional."),
}


def word(table: dict[str, str], code: str | None) -> str:
    """The word for a code of the result; the code itself where it is none of ours."""
    return _(table[code]) if code in table else str(code or "–")


def marks(centre: CentreRow) -> str:
    """The marks of a centre's class."""
    capped = CAPPED if centre.class_capped else ""
    return capped + (PROVISIONAL if centre.class_provisional else "")


def class_with_marks(centre: CentreRow) -> str:
    """The class with its marks: `C*°`; an en dash for none."""
    return f"{centre.class_name}{marks(centre)}" if centre.class_name else "–"


def legend(used: str) -> str:
    """What the marks that were used mean."""
    return " ".join(_(meaning) for mark, meaning in MARKS.items() if mark in used)
