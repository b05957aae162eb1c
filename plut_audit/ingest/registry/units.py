"""Units of a user's own table: countries, villages, whatever has a code or a name.

Nothing is read into what they are called: a code such as 1101 is no code of the Ministry of
Home Affairs here, and two villages of the same name are two as long as their codes differ.
"""

from collections.abc import Iterable, Mapping

from plut_audit.ingest.registry.centre import Centre
from plut_audit.ingest.registry.registry import Match, Registry


def registry_of_units(rows: Iterable[tuple[str, str, str, str, str]]) -> Registry:
    """The units of a table; a row gives code, name, level, province and regency.

    What several rows of one unit say of it is what the alphabet has last, so that the order of
    the rows changes nothing.
    """
    return _Units(rows)


class _Units(Registry):
    """A registry in which a code, or a name where there is none, means what it says."""

    def __init__(self, rows: Iterable[tuple[str, str, str, str, str]]) -> None:
        found = {_unit(row[0], row[1]): row for row in sorted(rows) if _unit(row[0], row[1])}
        self.centres = tuple(
            Centre(unit, row[1].strip() or unit, row[3].strip(), row[4].strip())
            for unit, row in sorted(found.items())
        )
        self.known = False
        self.aliases = {}
        self._by_code = {centre.centre_id: centre for centre in self.centres}

    def with_aliases(self, aliases: Mapping[str, str]) -> Registry:
        """The same: there is nothing to settle."""
        return self

    def match(
        self, code: str, name: str, level: str = "", province: str = "", regency: str = ""
    ) -> Match:
        """The unit of the code, else of the name."""
        unit = self.get(_unit(code, name))
        return Match(unit.centre_id, how="code") if unit else Match("", "CEN-07")

    def get(self, centre_id: str) -> Centre | None:
        """The unit of a code as it is written."""
        return self._by_code.get(centre_id.strip())


def _unit(code: str, name: str) -> str:
    return code.strip() or name.strip()
