"""Provinces, regencies and cities, and every name that means one of them.

All of them are known, not only those of the registry: a regency that is written right is then
never taken for a misspelling of its neighbour, and a name that two of them share stays a question
although only one of the two has a centre.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from plut_audit.ingest.registry import names

_FIRST_NUMBERS = {"kabupaten": 1, "kota": 71}
"""The number of the first regency and of the first city of a province, in its code."""


@dataclass(frozen=True)
class Region:
    """One province, regency or city. `proposed` names are good for a proposal only."""

    level: str
    name: str
    province: str
    """The code of its province, of the Ministry of Home Affairs."""
    also: tuple[str, ...] = ()
    proposed: tuple[str, ...] = ()
    code: str = ""
    """Its own code: `71` of a province, `71.72` of a regency or city."""

    @property
    def title(self) -> str:
        """Level and name: `Kota Bitung`."""
        return f"{self.level.capitalize()} {self.name}"

    @property
    def slug(self) -> str:
        """A stable name for identifiers: `kota-bitung`."""
        return "-".join(self.title.lower().split())


@cache
def _facts() -> dict[str, Any]:
    source = files("plut_audit.ingest.registry").joinpath("regions.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def province_codes() -> frozenset[str]:
    """The codes of all provinces."""
    return frozenset(_facts()["provinces"])


@cache
def changed_codes() -> dict[str, str]:
    """The codes of regencies and cities that a new province changed: old to new."""
    return dict(_facts()["changed_codes"])


@cache
def all_regions() -> tuple[Region, ...]:
    """Every province, regency and city, in the order of their codes."""
    return tuple(_read())


def _read() -> Iterator[Region]:
    facts = _facts()
    also = _turned(facts["renamed"])
    proposed = _turned(facts["proposed"])
    for code, province in facts["provinces"].items():
        title = f"provinsi {province['name']}"
        yield Region(
            "provinsi",
            province["name"],
            code,
            tuple(province.get("also", ())),
            proposed.get(title, ()),
            code,
        )
        for level, first in _FIRST_NUMBERS.items():
            names_of = province.get(level, ())
            numbers = province.get(f"{level}_numbers") or range(first, first + len(names_of))
            for number, name in zip(numbers, names_of, strict=True):
                title = f"{level} {name}"
                others = also.get(title, ()), proposed.get(title, ())
                yield Region(level, name, code, *others, f"{code}.{number:02}")


def _turned(names_of: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """Name to region, turned round: region to its names, without the word of the level."""
    turned: dict[str, tuple[str, ...]] = {}
    for name, region in names_of.items():
        bare = name.removeprefix("kabupaten ").removeprefix("kota ")
        turned[region] = (*turned.get(region, ()), bare)
    return turned


@cache
def _provinces_by_key() -> dict[str, str]:
    return {
        names.key(name): region.province
        for region in all_regions()
        if region.level == "provinsi"
        for name in (region.name, *region.also)
    }


def province_of(key: str) -> str:
    """The code of the province that a folded name or abbreviation means, or `""`."""
    return _provinces_by_key().get(key, "")


def province_written(text: str) -> str:
    """The code of the province that a cell names (`Prov. Jatim`), or `""`."""
    if code := province_of(names.key(text)):
        return code
    found = names.readings(text, province_of)
    return province_of(found[0].key) if found and found[0].level in ("", "provinsi") else ""


def province_name(code: str) -> str:
    """The name of a province by its code, or `""`."""
    province = _facts()["provinces"].get(code)
    return str(province["name"]) if province else ""


def agree(province: str, written: str) -> bool:
    """Whether a written province can be this one: the same, or one it was split from."""
    parents = _facts()["provinces"].get(province, {}).get("parents", ())
    return province == written or written in parents
