"""The words and marks for the codes of a result: one set for every report and the terminal."""

from plut_audit.i18n import N_, _
from plut_audit.report.table import NO_VALUE
from plut_audit.result.rows import CentreRow, FindingRow

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
    "evaluator": N_("decided by the evaluator"),
}
BLANKS = {
    "unanswered": N_("not answered"),
    "dont_know": N_("not known"),
    "invalid": N_("not readable"),
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
    "reported_resolved": N_("reported resolved"),
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

BASES = {"finding": N_("finding"), "suggestion": N_("suggestion"), "check": N_("check")}
"""Whether the criterion bound the centre; a consistency check has none."""

TIED, CAPPED, PROVISIONAL = "=", "*", "("
"""Marks beside a rank or class, everywhere the same; a provisional class stands in brackets."""
MARKS = {
    TIED: N_("= tied."),
    CAPPED: N_("* class limited by a weak dimension or a critical finding."),
    PROVISIONAL: N_(
        "(A) provisional: less than half of what a visit can see was seen, so the class rests on "
        "the estimate."
    ),
}


def word(table: dict[str, str], code: str | None) -> str:
    """The word for a code of the result; the code itself where it is none of ours."""
    return _(table[code]) if code in table else str(code or "–")


def class_with_marks(centre: CentreRow) -> str:
    """The class with its marks: `C*`, `(B)` where it is provisional; an en dash for none."""
    if not centre.ranked or not centre.class_name:
        return NO_VALUE
    name = centre.class_name + (CAPPED if centre.class_capped else "")
    return f"({name})" if centre.class_provisional else name


def basis_of(finding: FindingRow) -> str:
    """The code of `BASES` for a finding."""
    if finding.code not in finding.result.rubric.indicators:
        return "check"
    return "finding" if finding.binding else "suggestion"


def legend(used: str) -> str:
    """What the marks that were used mean."""
    return " ".join(_(meaning) for mark, meaning in MARKS.items() if mark in used)
