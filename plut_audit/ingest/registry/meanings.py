"""What a name can mean: the registry's centres, and every region that has none."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from plut_audit.ingest.registry import names, regions
from plut_audit.ingest.registry.centre import Centre
from plut_audit.ingest.registry.names import NameParse
from plut_audit.ingest.registry.places import Place, Use
from plut_audit.ingest.registry.regions import Region

_ISLANDS = ("kepulauan", "pulau")


def parse_name(
    name: str, level: str = "", province: str = "", regency: str = ""
) -> list[NameParse]:
    """A row's name read together with its columns; a column that contradicts it tears it."""
    column = names.level_of(level)
    written = names.readings(name, regions.province_of)
    if not written and column:
        written = names.readings(province if column == "provinsi" else regency, regions.province_of)
    beside = regions.province_written(province)
    return [_with_columns(reading, column, beside, regency) for reading in written]


def _with_columns(reading: NameParse, level: str, province: str, regency: str) -> NameParse:
    return replace(
        reading,
        level=reading.level or level or _level_beside(reading, regency),
        provinces=(*reading.provinces, *([province] if province else ())),
        contradictory=reading.contradictory or bool(level and reading.level not in ("", level)),
    )


def _level_beside(reading: NameParse, regency: str) -> str:
    """`Malang` beside the regency `Kota Malang` is the city, unless a province is called so."""
    if regions.province_of(reading.key):
        return ""
    beside = names.readings(regency, regions.province_of)[:1]
    return beside[0].level if beside and beside[0].key == reading.key else ""


def all_places(centres: Iterable[Centre]) -> Iterator[Place]:
    """Every name of every centre, and of the regions in which no centre stands."""
    taken: set[Region] = set()
    for centre in centres:
        region = _region_of(centre)
        taken.update([region] if region else [])
        yield from _places_of_centre(centre, region)
    for region in regions.all_regions():
        if region not in taken:
            yield from _places_of_region(region, f"-{region.slug}")


@cache
def _titles() -> dict[str, str]:
    return {f"-{region.slug}": f"(–) {region.title}" for region in regions.all_regions()}


def region_title(meaning: str) -> str:
    """How a region without a centre is shown among candidates: `(–) Kota Malang`."""
    return _titles().get(meaning, meaning)


@cache
def _regions_by_key() -> dict[tuple[str, str], Region]:
    return {
        (place.level, place.key): region
        for region in regions.all_regions()
        for place in _places_of_region(region, "")
        if place.use in ("name", "short")
    }


def _region_of(centre: Centre) -> Region | None:
    """The region that owns a centre, by its name or else by the columns of its line."""
    column = centre.province if centre.level == "provinsi" else centre.regency
    for text in (centre.name, column):
        for reading in parse_name(text, centre.level):
            region = _regions_by_key().get((reading.level, reading.key))
            if region and not reading.contradictory:
                return region
    return None


def _places_of_region(region: Region, meaning: str) -> Iterator[Place]:
    def place(key: str, use: Use = "name") -> Place:
        return Place(meaning, key, region.level, region.province, use=use)

    for name in (region.name, *region.also):
        yield place(names.key(name))
        first, _, rest = names.fold(name).partition(" ")
        if first in _ISLANDS and region.level != "provinsi":
            yield place(names.key(rest), "short")
    yield from (place(names.key(name), "proposal") for name in region.proposed)


def _places_of_centre(centre: Centre, region: Region | None) -> Iterator[Place]:
    province = region.province if region else regions.province_written(centre.province)
    if region:
        yield from _places_of_region(region, centre.centre_id)
    for name in (centre.name, *centre.other_names):
        if reading := _registered(name):
            fits = not reading.contradictory and reading.level in ("", centre.level)
            yield Place(
                centre.centre_id,
                reading.key,
                centre.level,
                province,
                reading.site,
                "name" if fits else "proposal",
            )
    seat = _registered(centre.regency)
    if seat and not (region and region.level != "provinsi"):
        yield Place(centre.centre_id, seat.key, centre.level, province, use="seat")


def _registered(name: str) -> NameParse | None:
    """A registered name, its province apart: `Semarang-Jawa Tengah` must not settle Semarang."""
    found = names.readings(name, regions.province_of)
    of_regions = [reading for reading in found if reading.key in _region_keys()]
    return next(iter([*of_regions, *reversed(found)]), None)


@cache
def _region_keys() -> frozenset[str]:
    return frozenset(key for _, key in _regions_by_key())
