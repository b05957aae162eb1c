"""One centre of the registry."""

from dataclasses import dataclass
from typing import Literal

Level = Literal["provinsi", "kabupaten", "kota", ""]


@dataclass(frozen=True)
class Centre:
    """One centre that should answer; `since` and `until` are years, both inclusive."""

    centre_id: str
    name: str
    province: str = ""
    regency: str = ""
    level: Level = ""
    since: int | None = None
    until: int | None = None
    status: str = ""
    other_names: tuple[str, ...] = ()
    former_codes: tuple[str, ...] = ()
    """Codes that the registry says the centre had before."""

    def answers_in(self, year: int) -> bool:
        """Whether the centre existed in a year."""
        return (self.since or year) <= year <= (self.until or year)
