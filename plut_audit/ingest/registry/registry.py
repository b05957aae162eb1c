"""The registry of centres, and which of them a written code or name means.

Precision comes first: a question costs the auditor a line in `aliases.csv`, a false match costs
a centre its score.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from plut_audit.i18n import N_, translations
from plut_audit.ingest.registry import meanings, names
from plut_audit.ingest.registry.centre import Centre
from plut_audit.ingest.registry.codes import (
    clean_code,
    code_key,
    current_code,
    known_centre_codes,
    normal_centre_code,
    possible_centre_codes,
)
from plut_audit.ingest.registry.places import Places, SearchResult


@dataclass(frozen=True)
class Match:
    """Which centre is meant, how that is known, and what is to be said about it."""

    centre_id: str
    """Blank when it is not settled; the answers are then not used."""
    problem: str | None = None
    """A code of `problems.KINDS`."""
    blanks: Mapping[str, object] = field(default_factory=dict)
    """The blanks of that problem's message, its `value` among them."""
    how: Literal["code", "alias", "name", "none"] = "none"


class Registry:
    """All centres of a registry, sorted by code.

    `known` is False when there was no file, `sample` is True where the registry says of itself
    that its centres are invented.
    """

    def __init__(
        self,
        centres: Iterable[Centre] = (),
        known: bool = True,
        aliases: Mapping[str, str] | None = None,
        sample: bool = False,
    ) -> None:
        self.centres = tuple(sorted(centres, key=lambda centre: centre.centre_id))
        self.known = known
        self.sample = sample
        self._by_code = {
            code_key(code): centre
            for centre in self.centres
            for code in (*centre.former_codes, centre.centre_id)
        }
        self.aliases = dict(aliases or {})
        self._aliases = {names.fold(written): code for written, code in self.aliases.items()}
        self._matches: dict[tuple[str, ...], Match] = {}

    @cached_property
    def _places(self) -> Places:
        """Built when the first name is looked up: codes alone need none."""
        return Places(meanings.all_places(self.centres))

    def with_aliases(self, aliases: Mapping[str, str]) -> "Registry":
        """The same registry, which also knows what the auditor settled: written to code."""
        return Registry(self.centres, self.known, {**self.aliases, **aliases}, self.sample)

    def get(self, centre_id: str) -> Centre | None:
        """The centre of a code, however the code is written; None where it could be two."""
        if centre := self._by_code.get(code_key(centre_id)):
            return centre
        codes = known_centre_codes(centre_id, self._codes())
        return self._by_code[code_key(codes[0])] if len(codes) == 1 else None

    def active(self, year: int | None) -> list[Centre]:
        """Who should answer in a year; without a year, who has not been closed."""
        if year is None:
            return [centre for centre in self.centres if centre.until is None]
        return [centre for centre in self.centres if centre.answers_in(year)]

    def match(
        self, code: str, name: str, level: str = "", province: str = "", regency: str = ""
    ) -> Match:
        """Which centre is meant by what one row says about it; each question is asked once."""
        centre = self._by_code.get(code_key(code))
        if centre is not None and (not self.known or name in ("", centre.name)):
            return Match(centre.centre_id, how="code")
        asked = (code, name, level, province, regency)
        if asked not in self._matches:
            self._matches[asked] = self._match(clean_code(code), *asked[1:])
        return self._matches[asked]

    def _match(self, code: str, name: str, level: str, province: str, regency: str) -> Match:
        readings = meanings.parse_name(name, level, province, regency)
        exact = self._by_code.get(code_key(code))
        if exact is None and len(possible_centre_codes(code)) > 1:
            if match := self._by_short_code(code, name, readings):
                return match
        elif centre := exact or self.get(code):
            return self._by_its_code(centre, name, readings)
        alias = self._aliases.get(names.fold(name if name.strip() else code))
        if alias is not None and (centre := self.get(alias)):
            return Match(centre.centre_id, how="alias")
        written = name if name.strip() else regency or province
        if alias is not None:  # an alias of a code that no centre has
            code, written = alias, f"{name} → {alias}"
        if not readings:
            return self._nameless(normal_centre_code(code), name)
        return self._by_its_name(normal_centre_code(code), written, readings)

    def _by_short_code(self, code: str, name: str, readings: list[names.NameParse]) -> Match | None:
        """A code that can be two: the name decides, else the registry, else it is a question."""
        alias = self._aliases.get(names.fold(name if name.strip() else code))
        if alias is not None and (centre := self.get(alias)):
            return Match(centre.centre_id, how="alias")
        codes = known_centre_codes(code, self._codes())
        by_name = self._places.find(readings) if name.strip() and self.known else SearchResult()
        if by_name.meaning and by_name.meaning not in codes:
            return None
        centre_ids = [by_name.meaning] if by_name.meaning else [*codes]
        candidates = "; ".join(map(self._shown, codes))
        if len(centre_ids) > 1:
            return Match("", "CEN-01", {"value": code, "candidates": candidates})
        if not centre_ids:
            return None
        centre = self._by_code[code_key(centre_ids[0])]
        blanks = {
            "value": code,
            "candidates": ", ".join(possible_centre_codes(code)),
            "registered": centre.name,
            "centre": centre.centre_id,
        }
        return Match(centre.centre_id, "CEN-10", blanks, "code")

    def _by_its_code(self, centre: Centre, name: str, readings: list[names.NameParse]) -> Match:
        """The code decides; a name that clearly says something else is worth a look."""
        if not self.known:
            return Match(centre.centre_id, how="code")
        by_name = self._places.find(readings) if name.strip() else SearchResult()
        if not by_name.exact or by_name.meaning in ("", centre.centre_id):
            return Match(centre.centre_id, how="code")
        return Match(
            centre.centre_id,
            "CEN-04",
            how="code",
            blanks={"value": centre.centre_id, "registered": centre.name, "written": name},
        )

    def _by_its_name(self, code: str, written: str, readings: list[names.NameParse]) -> Match:
        found = self._places.find(readings)
        if not self._is_centre(found.meaning):
            return self._unsettled(written, readings, found)
        centre = self._by_code[code_key(found.meaning)]
        blanks = {
            "value": written,
            "registered": centre.name,
            "centre": centre.centre_id,
            "written": written,
        }
        if code:
            return Match(centre.centre_id, "CEN-03", {**blanks, "value": code}, "name")
        problem = "CEN-08" if self.known else None
        return Match(centre.centre_id, problem, blanks if problem else {}, "name")

    def _unsettled(
        self, written: str, readings: list[names.NameParse], found: SearchResult
    ) -> Match:
        several = len(found.contenders) > 1
        named = [*filter(self._is_centre, found.contenders)]
        if several:
            shown = sorted(found.contenders, key=lambda meaning: not self._is_centre(meaning))
        else:
            shown = named or self._places.near(readings, self._ids())
        return Match(
            "",
            "CEN-01" if several else "CEN-02",
            {"value": written, "candidates": "; ".join(map(self._shown, shown)) or "–"},
        )

    def _nameless(self, code: str, name: str) -> Match:
        """No place is written: nothing to search with, so every centre is a candidate."""
        if not code and not name.strip():
            return Match("", "CEN-07")
        near = self._near_code(code)
        everyone = translations(_NO_PLACE, count=len(self.centres))
        listed = "; ".join(self._shown(centre.centre_id) for centre in near)
        return Match(
            "", "CEN-02", {"value": f"{code} {name}".strip(), "candidates": listed or everyone}
        )

    def _near_code(self, code: str) -> list[Centre]:
        """The centres to propose for a code: the one that it became, else those of its province."""
        if not code:
            return []
        same = [c for c in self.centres if current_code(c.centre_id) == current_code(code)]
        province = code_key(code)[:2]
        return same or [c for c in self.centres if code_key(c.centre_id)[:2] == province][:5]

    def _codes(self) -> list[str]:
        return [
            code for centre in self.centres for code in (*centre.former_codes, centre.centre_id)
        ]

    def _is_centre(self, meaning: str) -> bool:
        return code_key(meaning) in self._by_code

    def _ids(self) -> list[str]:
        return [centre.centre_id for centre in self.centres]

    def _shown(self, meaning: str) -> str:
        centre = self.get(meaning)
        return f"{centre.centre_id} {centre.name}" if centre else meanings.region_title(meaning)


_NO_PLACE = N_("any of the {count} centres, for no place is written")
