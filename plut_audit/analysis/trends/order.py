"""Which of two results is the earlier one, and what limits their comparison."""

from plut_audit.analysis.trends.moved_codes import caution_of_codes
from plut_audit.errors import UsageError
from plut_audit.i18n import N_, Message
from plut_audit.result import Result


def check_order(old: Result, new: Result) -> None:
    """`UsageError` where a result cannot be the year before another."""
    if not is_later(old, new):
        raise UsageError(_misordered(old, new).text, **_misordered(old, new).values)


def is_later(old: Result, new: Result) -> bool:
    """Whether the second result can follow the first: a later year, or other files if unknown."""
    if old.year is not None and new.year is not None:
        return old.year < new.year
    return not _same_files(old, new)


def _same_files(old: Result, new: Result) -> bool:
    hashes = [sorted(file.sha256 for file in result.inputs) for result in (old, new)]
    return bool(hashes[0]) and hashes[0] == hashes[1]


def _misordered(old: Result, new: Result) -> Message:
    if old.year is None or new.year is None:
        return Message(
            N_(
                "The previous result was made from the same files as this one. Give the result "
                "of the year before."
            )
        )
    return Message(
        N_(
            "The previous result is of {old} and this one of {new}. Give the result of a year "
            "before {new}."
        ),
        {"old": str(old.year), "new": str(new.year)},
    )


def cautions(old: Result, new: Result) -> list[Message]:
    """What a reader of the comparison has to know first: order of years, scales, other codes."""
    found = []
    if not is_later(old, new):
        found.append(_caution_of_order(old, new))
    scales = old.rubric.scoring.scale, new.rubric.scoring.scale
    if scales[0] != scales[1]:
        found.append(
            Message(
                N_(
                    "The scores are on different scales (0 to {old} and 0 to {new}); they are shown "
                    "side by side, and no change is computed."
                ),
                {"old": float(scales[0]), "new": float(scales[1])},
            )
        )
    elif old.rubric.sha256 != new.rubric.sha256:
        found.append(_caution_of_editions(old, new))
    if moved := caution_of_codes(old, new):
        found.append(moved)
    return found


def _caution_of_order(old: Result, new: Result) -> Message:
    if old.year is None or new.year is None:
        return Message(N_("Both results were made from the same files; nothing can have changed."))
    if old.year == new.year:
        return Message(
            N_(
                "Both results are of the year {year}; between them findings neither age nor are "
                "resolved."
            ),
            {"year": str(old.year)},
        )
    return Message(
        N_(
            "The first result is of {old}, the second of {new}: the later year stands first. "
            "Exchange them to see what changed since {new}."
        ),
        {"old": str(old.year), "new": str(new.year)},
    )


def _caution_of_editions(old: Result, new: Result) -> Message:
    return Message(
        N_(
            "The years were scored by different editions of the rubric ({old} and {new}); changes "
            "are computed over the indicators whose meaning held."
        ),
        {"old": old.rubric.id, "new": new.rubric.id},
    )
