"""What a table or form is, by the evidence of its columns: questionnaire, visit or roster."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from plut_audit.ingest.dialects import Role
from plut_audit.ingest.dialects._questions import IDENTITY, KEYS, Lookup
from plut_audit.rubric import Question


def role_of(asked: AbstractSet[str], lookup: Lookup) -> Role | None:
    """Questionnaire or visit: the form of whose own questions the larger share is asked.

    None where no centre is named, or nothing but what a list of centres tells.
    """
    rubric = lookup.rubric
    visit = _share(asked, rubric.asked_in("visit"), rubric.asked_in("questionnaire"))
    answers = _share(asked, rubric.asked_in("questionnaire"), rubric.asked_in("visit"))
    if KEYS[0] not in asked and KEYS[1] not in asked:
        return None
    if visit > answers:
        return "visit"
    return "questionnaire" if asked - {*IDENTITY} else None


def _share(
    asked: AbstractSet[str], form: Mapping[str, Question], other: Mapping[str, Question]
) -> float:
    """The share of a form's own questions that are asked, those of a list of centres aside."""
    own = set(form) - set(other) - {*IDENTITY}
    return len(own & asked) / len(own) if own else 0.0
