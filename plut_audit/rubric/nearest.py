"""Which known names a mistyped one may mean."""

from collections.abc import Iterable

LIKENESS = 70
"""Per cent of likeness from which a known name is proposed for an unknown one."""


def nearest_names(
    written: str, known: Iterable[str], most: int = 1, inside: bool = False
) -> list[str]:
    """The known names that are most like the written one, the best first; none where none is.

    Capitals do not count. `inside`: what is like a part of a longer name is like it, too.
    """
    from rapidfuzz import fuzz, process

    by_folded = {name.casefold(): name for name in sorted(known)}
    scorer = fuzz.partial_ratio if inside else fuzz.ratio
    wanted = written.strip().casefold()
    near = process.extract(
        wanted, list(by_folded), scorer=scorer, limit=most, score_cutoff=LIKENESS
    )
    return [by_folded[name] for name, *_ in near] if wanted else []
