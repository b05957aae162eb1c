"""Every name under which a centre or region can be meant, and the search among them.

The search is exact first, through a dict; only what is not found there is compared by spelling,
inside the block of its level and province.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from plut_audit.ingest.registry import regions
from plut_audit.ingest.registry.names import NameParse

GOOD_ENOUGH = 92.0
"""Likeness from 0 to 100 (normalised indel distance) from which a spelling may be taken."""
AHEAD_BY = 15.0
"""How far the best must be ahead of the next one to be taken."""
WORTH_PROPOSING = 60.0
PROPOSALS = 3

Use = Literal["name", "short", "seat", "proposal"]
"""What a name is good for. `name`: a match. `short`: a match where the level is written
(`Kabupaten Selayar` for Kepulauan Selayar). `seat`: the city a provincial centre stands in,
a match where the level is written, a doubt where it is not. `proposal`: never a match."""


@dataclass(frozen=True)
class Place:
    """One name of one meaning: a centre's code, or a region that has no centre."""

    meaning: str
    key: str
    level: str
    province: str
    site: str = ""
    use: Use = "name"

    def fits(self, reading: NameParse) -> bool:
        """Whether level and provinces of the reading allow this place: the block."""
        return (not reading.level or self.level in ("", reading.level)) and all(
            not self.province or regions.agree(self.province, province)
            for province in reading.provinces
        )


@dataclass(frozen=True)
class SearchResult:
    """What a search found: the meaning if it is settled, else what it may be, likeliest first."""

    meaning: str = ""
    contenders: tuple[str, ...] = ()
    """Meanings between which the name does not decide; nothing when it is near to none."""
    exact: bool = False


class Places:
    """All places, looked up by name."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._by_key: dict[str, list[Place]] = defaultdict(list)
        for place in dict.fromkeys(places):
            self._by_key[place.key].append(place)
        self._keys = list(self._by_key)

    def find(self, readings: list[NameParse]) -> SearchResult:
        """The one meaning of the first reading that is known, else of the nearest spelling."""
        for reading in readings:
            named = [
                place
                for place in self._by_key.get(reading.key, ())
                if place.site in ("", reading.site)
            ]
            if named:
                # What is registered with its site (`Sate Telaga Kab. Gorontalo`) goes first.
                return _decided(reading, [p for p in named if p.site] or named)
        return self._by_spelling(readings)

    def near(self, readings: list[NameParse], wanted: Iterable[str]) -> list[str]:
        """Meanings to propose, likeliest first; only from those `wanted`."""
        scores: dict[str, float] = {}
        among = set(wanted)
        for reading in readings:
            for place, score in self._alike(reading, 0, anywhere=True):
                if place.meaning in among:
                    likeness = score + (5 if place.fits(reading) else 0)
                    scores[place.meaning] = max(likeness, scores.get(place.meaning, 0))
        ranked = sorted(scores, key=lambda meaning: (-scores[meaning], meaning))
        good = [meaning for meaning in ranked if scores[meaning] >= WORTH_PROPOSING]
        return (good or ranked)[:PROPOSALS]

    def _by_spelling(self, readings: list[NameParse]) -> SearchResult:
        scores: dict[str, float] = {}
        sure: set[str] = set()
        for reading in readings:
            for place, score in self._alike(reading, GOOD_ENOUGH - AHEAD_BY):
                scores[place.meaning] = max(score, scores.get(place.meaning, 0))
                if score >= GOOD_ENOUGH and _settles(place, reading):
                    sure.add(place.meaning)
        best = max(scores.values(), default=0)
        if best < GOOD_ENOUGH:
            return SearchResult()
        rivals = sorted(meaning for meaning in scores if best - scores[meaning] < AHEAD_BY)
        return SearchResult(
            rivals[0] if len(rivals) == 1 and sure >= set(rivals) else "", tuple(rivals)
        )

    def _alike(
        self, reading: NameParse, least: float, anywhere: bool = False
    ) -> Iterable[tuple[Place, float]]:
        from rapidfuzz import fuzz, process

        for key, score, _ in process.extract(
            reading.key, self._keys, scorer=fuzz.ratio, score_cutoff=least, limit=None
        ):
            for place in self._by_key[key]:
                if anywhere or place.fits(reading):
                    yield place, score


def _decided(reading: NameParse, named: list[Place]) -> SearchResult:
    """What an exact name means: one thing, or it stays a question."""
    named = (
        [place for place in named if place.level in ("", reading.level)] or named
        if reading.level
        else named
    )
    named = [place for place in named if place.use != "proposal"] or named
    meanings = tuple(sorted({place.meaning for place in named}))
    sure = len(meanings) == 1 and any(_settles(place, reading) for place in named)
    return SearchResult(meanings[0] if sure else "", meanings, exact=True)


def _settles(place: Place, reading: NameParse) -> bool:
    """Whether this name of a place is enough for a match."""
    if reading.contradictory or place.site != reading.site or not place.fits(reading):
        return False
    if reading.level:
        return place.level == reading.level and place.use != "proposal"
    return place.use == "name"
