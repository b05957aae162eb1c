"""Who a centre is, and whether it answered, was visited and is ranked."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from plut_audit.scoring.ranking import NotRanked

if TYPE_CHECKING:
    from plut_audit.result import Result


@dataclass(frozen=True)
class CentreIdentity:
    """A row of the centres of a result."""

    result: "Result"
    row: int

    @property
    def centre_id(self) -> str:
        """Its code."""
        return self.result.centres.centres[self.row].centre_id

    @property
    def name(self) -> str:
        """Its name."""
        return self.result.centres.centres[self.row].name

    @property
    def province(self) -> str:
        """The province it lies in."""
        return self.result.centres.centres[self.row].province

    @property
    def regency(self) -> str:
        """The regency or city it lies in."""
        return self.result.centres.centres[self.row].regency

    @property
    def level(self) -> str:
        """Who owns it: provinsi, kabupaten or kota."""
        return self.result.centres.centres[self.row].level

    @property
    def responded(self) -> bool:
        """Whether it answered the questionnaire."""
        return bool(self.result.centres.responded[self.row])

    @property
    def visited(self) -> bool:
        """Whether it was visited."""
        return bool(self.result.centres.visited[self.row])

    @property
    def ranked(self) -> bool:
        """Whether it is ranked."""
        return bool(self.result.centres.ranked[self.row])

    @property
    def not_ranked(self) -> NotRanked | None:
        """Why it is not ranked."""
        return self.result.centres.not_ranked.get(self.row)
