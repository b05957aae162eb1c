"""The invented centres: when they began, how good they are at what, and what form they have."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from sample.chance import share, spread, within

FIRST_DAY = {2022: date(2022, 9, 5), 2023: date(2023, 8, 21), 2024: date(2024, 9, 2)}
"""The day each survey opened."""

# Of the local government's support, best first: how many centres have which form in 2024.
_FORMS = {"blud": 3, "uptd": 31, "dinas": 66}
_FOUNDED_LATE = {2022: 0.35, 2023: 0.18}
"""Share of the technical units of 2024 that were still part of the dinas."""
_EVER_BETTER = 0.035
_OF_SULAWESI_UTARA = {2022: 0.14, 2023: 0.17, 2024: 0.36}
"""What buildings and local support of Bitung and Sulawesi Utara are worth by year."""
_WEAK = ("71", "71.72")
_EAST, _MIDDLE = ("81", "82", "91", "93", "96"), ("51", "52", "53", "63", "64", "65")


@dataclass(frozen=True)
class Centre:
    """A centre of the registry."""

    centre_id: str
    name: str
    province: str
    regency: str
    level: str
    since: int

    @property
    def zone(self) -> str:
        """Its time zone."""
        first = self.centre_id[:2]
        if first in _EAST:
            return "WIT"
        return "WITA" if first in _MIDDLE or first.startswith("7") else "WIB"

    @property
    def consultants_required(self) -> int:
        """Seven in a province, five elsewhere."""
        return 7 if self.level == "provinsi" else 5

    def worth(self, dimension: str, year: int) -> float:
        """How good it is at something in a year, from 0 to 1; most become better."""
        if self.centre_id in _WEAK and dimension in ("INF", "GOV"):
            return _OF_SULAWESI_UTARA[year]
        whole = 0.5 if self.centre_id in _WEAK else 0.6 + 0.2 * spread(self.centre_id)
        its_own = 0.13 * spread(self.centre_id, dimension)
        this_year = 0.04 * spread(self.centre_id, dimension, year)
        return within(whole + its_own + this_year + _EVER_BETTER * (year - 2023))


@cache
def centres() -> tuple[Centre, ...]:
    """All centres of 2024, by code."""
    text = (Path(__file__).parent / "centres.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple(
        Centre(
            row["centre_id"],
            row["name"],
            row["province"],
            row["regency"],
            row["level"],
            int(row["since"]),
        )
        for row in rows
    )


def centres_of(year: int) -> list[Centre]:
    """Who should answer in a year."""
    return [centre for centre in centres() if centre.since <= year]


@cache
def _forms() -> dict[str, str]:
    """The form of each centre in 2024: the more support, the more of an institution."""
    order = sorted(
        centres(),
        key=lambda centre: -centre.worth("GOV", 2024) - 0.3 * spread(centre.centre_id, "form"),
    )
    forms = [form for form, count in _FORMS.items() for _ in range(count)]
    return {centre.centre_id: form for centre, form in zip(order, forms, strict=True)}


def institutional_form(centre: Centre, year: int) -> str:
    """Its form in a year; some technical units were founded only lately."""
    form = _forms()[centre.centre_id]
    late = share(centre.centre_id, "founded") < _FOUNDED_LATE.get(year, 0)
    return "dinas" if late and form in ("uptd", "blud") else form
