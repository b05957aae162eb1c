"""What every list of a form offers beside the choices of its question."""

from plut_audit.i18n import N_, Translations, translations
from plut_audit.rubric.model import Question

NO_ANSWER: dict[str, str] = {
    "dont_know": N_("Don't know"),
    "not_applicable": N_("Does not apply"),
}
"""Codes and labels. The second is the statement of the respondent: it counts as not answered."""


def no_answer_choices(question: Question) -> dict[str, Translations]:
    """The codes and labels of `NO_ANSWER` that a question with choices does not have itself."""
    if not question.choices:
        return {}
    offered = {code: translations(label) for code, label in NO_ANSWER.items()}
    own = [label for labels in question.choices.values() for label in labels.values()]
    return {
        code: labels
        for code, labels in offered.items()
        if code not in question.choices and not set(labels.values()) & set(own)
    }
