"""The centres without a registry: those that answered, so that non-response cannot be known."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from plut_audit.ingest.registry import meanings, names, regions
from plut_audit.ingest.registry.centre import Centre, Level
from plut_audit.ingest.registry.codes import (
    code_key,
    level_of_code,
    normal_centre_code,
    possible_centre_codes,
)
from plut_audit.ingest.registry.names import NameParse
from plut_audit.ingest.registry.places import Places
from plut_audit.ingest.registry.registry import Match, Registry

Row = tuple[str, str, str, str, str]
"""Code, name, level, province and regency, as one row gives them."""


def registry_without_file(
    answers: Iterable[Row], aliases: Mapping[str, str] | None = None
) -> Registry:
    """The centres that answered: one a code, and one a place that is named without a code.

    An identifier made from a name is stable (`plut-kota-bitung`); the order of the rows changes
    nothing.
    """
    return _Answered(answers, aliases)


class _Answered(Registry):
    """A registry in which a name is compared for being the same, never for being alike."""

    def __init__(self, answers: Iterable[Row], aliases: Mapping[str, str] | None) -> None:
        self._answers = sorted(answers)
        coded = _with_codes(self._answers, aliases or {})
        self._codes_of: dict[str, set[str]] = defaultdict(set)
        # Names matter only where a row has no code.
        nameless_only = all(code for code, _ in coded)
        for code, row in () if nameless_only else coded:
            if code and (identity := _identity(meanings.parse_name(*row[1:]))):
                self._codes_of[identity].add(code)
        super().__init__(self._centres(coded), known=False, aliases=aliases)

    def with_aliases(self, aliases: Mapping[str, str]) -> Registry:
        """The centres anew, now that more of the names are settled."""
        return _Answered(self._answers, {**self.aliases, **aliases})

    def _centres(self, coded: Iterable[tuple[str, Row]]) -> list[Centre]:
        rows: dict[str, list[Row]] = defaultdict(list)
        for code, row in coded:
            identity = "" if code else _identity(meanings.parse_name(*row[1:]))
            if code:
                rows[code].append(row)
            elif identity:
                codes = self._codes_of[identity] or {identity}
                if len(codes) == 1:
                    rows[next(iter(codes))].append(row)
                self._codes_of[identity] = codes
        unique = {code_key(code): code for code in sorted(rows, reverse=True)}
        return [_centre(code, rows[code]) for code in unique.values()]

    def _by_its_name(self, code: str, written: str, readings: list[NameParse]) -> Match:
        codes = sorted(self._codes_of.get(_identity(readings), ()))
        if len(codes) == 1:
            return Match(codes[0], how="name")
        if not codes:
            return self._unsettled(written, readings, self._places.find([]))
        return Match(
            "", "CEN-01", {"value": written, "candidates": "; ".join(map(self._shown, codes))}
        )


def _with_codes(answers: Iterable[Row], aliases: Mapping[str, str]) -> list[tuple[str, Row]]:
    """Each row with the code that it means; "" where it has none, or one that can be two.

    A code that can be two (`33.1`) is the one of the two that another row writes out; where no
    row does, it is the likelier one.
    """
    by_name = {names.fold(written): normal_centre_code(code) for written, code in aliases.items()}
    rows = [(possible_centre_codes(row[0]), row) for row in answers]
    written_out = {codes[0] for codes, _ in rows if len(codes) == 1}
    coded = []
    for codes, row in rows:
        fitting = [code for code in codes if code in written_out] or list(codes[:1])
        alias = by_name.get(names.fold(row[1])) if by_name else None
        coded.append((alias or (fitting[0] if len(fitting) == 1 else ""), row))
    return coded


def _identity(readings: list[NameParse]) -> str:
    """What makes two written names the same: their region, else level, place and site."""
    if not readings:
        return ""
    settled = _all_regions().find(readings)
    if settled.exact and settled.meaning:
        return f"plut{settled.meaning}"
    reading = readings[-1]
    return "-".join(["plut", *filter(None, (reading.level, *reading.place.split(), reading.site))])


@cache
def _all_regions() -> Places:
    return Places(meanings.all_places(()))


def _centre(code: str, rows: list[Row]) -> Centre:
    name, level, province, regency = map(_commonest, list(zip(*rows, strict=True))[1:])
    found = (
        _levels().get(level) or names.level_of(level) or level_of_code(code) or names.level_of(name)
    )
    return Centre(
        code,
        name or code,
        province or regions.province_name(code[:2]),
        regency,
        _levels().get(found, ""),
    )


@cache
def _levels() -> dict[str, Level]:
    return {"provinsi": "provinsi", "kabupaten": "kabupaten", "kota": "kota"}


def _commonest(texts: Sequence[str]) -> str:
    """The text written most often, the first of the alphabet among equals; blanks aside."""
    if len(texts) == 1:
        return " ".join(texts[0].split())
    counted = Counter(" ".join(text.split()) for text in texts if text.strip())
    return min(counted, key=lambda text: (-counted[text], text), default="")
