"""The words for the codes of a result, as every report prints them."""

from plut_audit.i18n import N_, _

SEVERITIES = {
    "critical": N_("critical"),
    "high": N_("high"),
    "medium": N_("medium"),
    "low": N_("low"),
    "error": N_("error"),
    "warning": N_("warning"),
    "notice": N_("notice"),
}
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
ELEMENTS = {
    "condition": N_("Condition"),
    "criterion": N_("Criterion"),
    "cause": N_("Cause"),
    "effect": N_("Effect"),
    "recommendation": N_("Recommendation"),
}
"""The five elements of an audit finding, in their order."""


def word(table: dict[str, str], code: str | None) -> str:
    """The word for a code of the result; the code itself where it is none of ours."""
    return _(table[code]) if code in table else str(code or "–")
