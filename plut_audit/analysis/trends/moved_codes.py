"""Centres that may have another code than the year before: as regencies of new provinces have."""

from collections import Counter
from collections.abc import Iterator

from plut_audit.i18n import N_, Message
from plut_audit.ingest.registry import current_code
from plut_audit.ingest.values import fold
from plut_audit.result import Result

Names = dict[str, str]
"""Names of centres by their code."""
MOST_NAMED = 5
"""Pairs that are named in the message; the others are counted."""


def caution_of_codes(old: Result, new: Result) -> Message | None:
    """Which centres may be the same under another code, and how to join them; None without any."""
    pairs = list(moved_centres(old, new))
    if not pairs:
        return None
    named = ", ".join(f"{before} → {after}" for before, after in pairs[:MOST_NAMED])
    return Message(
        N_(
            "{count} centres may be the same under another code: {pairs}. They were not joined. If "
            "each pair is one centre, write the old code into the column former_codes of the "
            "registry and score both years with that registry (--centres)."
        ),
        {"count": len(pairs), "pairs": named + (", ..." if len(pairs) > MOST_NAMED else "")},
    )


def moved_centres(old: Result, new: Result) -> Iterator[tuple[str, str]]:
    """The codes, old and new, of centres that only one year has and that may be the same.

    They have the code that a new province gave (91.01, now 93.01), or the only equal name.
    """
    gone, fresh = _only_in(old, new), _only_in(new, old)
    by_code = {current_code(code): code for code in fresh}
    by_name = {fold(name): code for code, name in _distinct(fresh).items()}
    alone = _distinct(gone)
    for code in sorted(gone):
        after = by_code.get(current_code(code)) or by_name.get(fold(alone.get(code, "")))
        if after:
            yield code, after


def _only_in(result: Result, other: Result) -> Names:
    return {
        centre.centre_id: centre.name
        for centre in result.centre_rows()
        if centre.centre_id not in other.row_of
    }


def _distinct(names: Names) -> Names:
    """Those whose name no other has."""
    counts = Counter(fold(name) for name in names.values())
    return {code: name for code, name in names.items() if fold(name) and counts[fold(name)] == 1}
