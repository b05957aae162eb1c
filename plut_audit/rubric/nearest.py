"""Which known names a mistyped one may mean."""

from collections.abc import Iterable

LIKENESS = 70
"""Per cent of likeness from which a known name is proposed for an unknown one."""

_SHORTEST = 2
"""A name of so few letters is another one after one other letter."""


def nearest_names(
    written: str, known: Iterable[str], most: int = 1, inside: bool = False
) -> list[str]:
    """The known names that are most like the written one, the best first; none where none is.

    Capitals do not count. `inside`: what is like a part of a longer name is like it, too.
    """
    from rapidfuzz import fuzz, process
    from rapidfuzz.distance import OSA

    by_folded = {name.casefold(): name for name in sorted(known)}
    scorer = fuzz.partial_ratio if inside else fuzz.ratio
    wanted = written.strip().casefold()
    near = process.extract(
        wanted, list(by_folded), scorer=scorer, limit=most, score_cutoff=LIKENESS
    )
    names = [name for name, *_ in near]
    # Of a short name one wrong letter is more than the share that is allowed of a long one.
    if len(wanted) > _SHORTEST:
        names += [name for name in by_folded if OSA.distance(wanted, name) == 1]
    found = [by_folded[name] for name in dict.fromkeys(names)][:most]
    return found if wanted else []
