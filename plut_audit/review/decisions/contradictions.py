"""Two decisions that cannot both hold stop the run, with both rows."""

from collections.abc import Hashable, Iterable

from plut_audit.errors import UsageError
from plut_audit.i18n import N_, translations
from plut_audit.review.decisions.decision import ABOUT_VALUES, KINDS, Decision
from plut_audit.review.decisions.reading import as_text


def without_repeats(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions, equal ones once; raises `UsageError` where two contradict each other."""
    chosen: dict[Hashable, Decision] = {}
    for decision in decisions:
        key = (_subject(decision), decision.target)
        check_pair(chosen.setdefault(key, decision), decision)
    return list(chosen.values())


def _subject(decision: Decision) -> str:
    """What the decisions of one target have to agree on."""
    if decision.kind in ABOUT_VALUES:
        return "value"
    return {
        "leave_out": "response",
        "choose": "response",
        "accept": "state",
        "close": "state",
    }.get(decision.kind, decision.kind)


def check_pair(first: Decision, second: Decision) -> None:
    """Raise `UsageError` where two decisions on one target do not decide the same."""
    if _decided(first) != _decided(second):
        raise contradiction(first, second)


def contradiction(first: Decision, second: Decision) -> UsageError:
    """The error that names both rows, whichever of them was met first."""
    first, second = sorted((first, second), key=lambda decision: decision.row)
    return UsageError(
        N_(
            "Two decisions contradict each other on {target}: '{first_kind}' {first_value} in "
            "{first}, '{second_kind}' {second_value} in {second}. Delete one of the rows, or mark "
            "it as proposed."
        ),
        target=first.target_text,
        first_kind=translations(KINDS[first.kind]),
        first_value=as_text(first.new),
        first=first.shown_location,
        second_kind=translations(KINDS[second.kind]),
        second_value=as_text(second.new),
        second=second.shown_location,
    )


def _decided(decision: Decision) -> tuple[object, ...]:
    """What of a decision has effect: two rows that share it say the same."""
    return decision.kind, as_text(decision.new).strip(), decision.until
