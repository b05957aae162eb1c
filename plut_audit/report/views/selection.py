"""Which rows of a view are shown: the centres of a province, the first so many."""

import numpy as np

from plut_audit.errors import UsageError
from plut_audit.i18n import N_, _, format_number
from plut_audit.ingest.answers import Array
from plut_audit.ingest.values import fold
from plut_audit.result import Result
from plut_audit.rubric.nearest import nearest_names


def in_province(result: Result, province: str | None) -> Array:
    """Which centres lie in a province, however it is written; all of them for None.

    Raises `UsageError` where no centre does.
    """
    names = [centre.province for centre in result.centres.centres]
    if province is None:
        return np.ones(len(names), bool)
    matching = provinces_like(names, province)
    return np.array([name in matching for name in names], bool)


def provinces_like(names: list[str], province: str) -> set[str]:
    """The names that mean this province; `UsageError` where none does."""
    matching = {name for name in set(names) if fold(name) == fold(province)}
    if not matching:
        known = set(names) - {""}
        near = nearest_names(province, known, inside=True)
        raise UsageError(
            N_("No centre lies in the province '{province}'; did you mean '{near}'?")
            if near
            else N_("No centre lies in the province '{province}'; there are {names}."),
            province=province,
            near=near[0] if near else "",
            names=", ".join(sorted(known)) or "–",
        )
    return matching


def rows_left_out(shown: int, of_all: int) -> str:
    """That not every row is shown, and how to see them all; "" where every row is."""
    if shown >= of_all:
        return ""
    return _(
        N_("{shown} of {all} shown; --top 0 shows all."),
        shown=format_number(shown, 0),
        all=format_number(of_all, 0),
    )


def joined(*sentences: str) -> str:
    """Sentences one after the other, without the empty ones."""
    return " ".join(filter(None, sentences))
