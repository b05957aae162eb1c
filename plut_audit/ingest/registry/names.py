"""A written name, taken apart: which level, which place, which province.

What every centre is called (PLUT-KUMKM, UPTD, Pusat Layanan Usaha Terpadu, and the ways to get
that wrong) says nothing and is dropped. Words that are left over are never dropped silently:
they are part of the place, or its `site`.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

LEVELS = {
    **dict.fromkeys(("provinsi", "propinsi", "prov", "prop", "pemprov", "province"), "provinsi"),
    **dict.fromkeys(("kabupaten", "kab", "pemkab", "regency"), "kabupaten"),
    **dict.fromkeys(("kota", "kotamadya", "kotamadia", "kodya", "pemkot", "city"), "kota"),
}
"""The words for a level, folded."""

_NAME_OF_ALL = """
plut pult plt lput ptul kumkm kukm umkm kumk ukm ukmk ukukm k smesco cis new upt uptd mandiri
layanan pelayanan latihan pelatihan usaha umum terpadu terbaru koperasi mikro kecil menengah
dan di dinas diskop diskopukm diskopumkm dinkop dinkopukm dinkopumkm perindustrian perdagangan
gedung kantor balai administrasi adm administratif pemerintah pemda daerah
"""
_SAYS_NOTHING = frozenset(_NAME_OF_ALL.split())

# Names of places that hold a word which elsewhere means a level or nothing at all.
_KEPT_TOGETHER = tuple(
    (re.compile(rf"\b{pattern}\b"), joined)
    for pattern, joined in (
        (r"(lima ?puluh|50) kota", "limapuluhkota"),
        (r"(?<=kab )kota baru|(?<=kabupaten )kota baru", "kotabaru"),
        (r"kota mobagu", "kotamobagu"),
        (r"kota waringin", "kotawaringin"),
        (r"pusat (?=p?e?layanan|p?e?latihan|usaha|plut)", ""),  # but Jakarta Pusat is a city
        (r"tanjung balai", "tanjungbalai"),
        (r"daerah istimewa", "daerahistimewa"),
        (r"daerah khusus", "daerahkhusus"),
        (r"(jogja|jogjakarta|jogyakarta|yogya)", "yogyakarta"),
        (r"sumatra", "sumatera"),
        (r"kep", "kepulauan"),
        (r"pulau pulau", "kepulauan"),
    )
)

# "DI Yogyakarta" is a province, "di Yogyakarta" says where something is; in a text that is all
# capitals they cannot be distinguished.
_DOTTED_DI = re.compile(r"(?:\bd\.\s?i\.\s*|^\s*di\s+)(?=[yj]og)", re.IGNORECASE)
_CAPITAL_DI = re.compile(r"\bDI\s+(?=[YyJj][Oo][Gg])")


@dataclass(frozen=True)
class NameParse:
    """One way to read a written name; words are folded and keep their blanks."""

    level: str = ""
    place: str = ""
    site: str = ""
    """What stands before the level and belongs to neither, without blanks: `satetelaga`."""
    provinces: tuple[str, ...] = ()
    """The provinces that are written beside the place, as codes."""
    contradictory: bool = False
    """Whether the name contradicts itself; it can then be proposed for, not matched."""

    @property
    def key(self) -> str:
        """The place without its blanks: `Kulon Progo` and `Kulonprogo` are the same."""
        return self.place.replace(" ", "")


@cache
def fold(text: str) -> str:
    """Small letters and digits with single blanks; marks, accents and invisible signs go."""
    text = unicodedata.normalize("NFKD", text.replace("_x000D_", " ")).casefold()
    text = re.sub(r"['’‘`´\u200b-\u200f\ufeff\u00ad\u0300-\u036f]", "", text)
    return " ".join(re.sub(r"[\W_]+", " ", text).split())


def key(text: str) -> str:
    """A name of a place as it is looked up: `D.I. Yogyakarta` is `diyogyakarta`."""
    return "".join(word for word in _joined(text).split() if word != "dan")


def level_of(text: str) -> str:
    """The level that a cell names (`Kab.`, `Kota Administrasi`), or `""`."""
    found = {LEVELS[word] for word in fold(text).split() if word in LEVELS}
    return found.pop() if len(found) == 1 else ""


def _joined(text: str) -> str:
    folded = fold(text)
    for pattern, joined in _KEPT_TOGETHER:
        folded = pattern.sub(joined, folded)
    return folded


def _segments(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """The telling words, parted where a level is named; the first part has no level."""
    text = _DOTTED_DI.sub("daerah istimewa ", text)
    if not text.isupper():
        text = _CAPITAL_DI.sub("daerah istimewa ", text)
    parts: list[tuple[str, tuple[str, ...]]] = [("", ())]
    for word in _joined(text).split():
        level, words = parts[-1]
        if word not in LEVELS:
            parts[-1] = (level, words if word in _SAYS_NOTHING else (*words, word))
        elif (LEVELS[word], ()) != parts[-1]:  # "Pemkot Kota Batu" says it twice
            parts.append((LEVELS[word], ()))
    return list(dict.fromkeys(parts))


def readings(text: str, province_of: Callable[[str], str]) -> list[NameParse]:
    """The ways to read a name, the likeliest first; none when it names no place.

    `province_of` gives the code of a province from its folded name.
    """
    whole = _whole(_segments(text), province_of)
    if not whole.place:
        return []
    return [whole, *_with_province_apart(whole, province_of)]


def _whole(
    parts: list[tuple[str, tuple[str, ...]]], province_of: Callable[[str], str]
) -> NameParse:
    """The name read as a whole: `[head] [level place] [provinsi province]`, else contradictory."""
    head, named = " ".join(parts[0][1]), [(level, " ".join(words)) for level, words in parts[1:]]
    provinces: tuple[str, ...] = ()
    if named and named[-1][0] == "provinsi" and (head or len(named) > 1):
        code = province_of(key(named[-1][1]))
        if code or (head and not named[-1][1] and len(named) == 1):
            provinces = (code,) if code else ()
            named = named[:-1] if code else [("provinsi", head)]
    if not named:
        return NameParse("", head, provinces=provinces)
    level, place = named[0]
    if len(named) > 1 or (level == "provinsi" and place != head and head):
        return NameParse("", named[-1][1] or head, "", provinces, contradictory=True)
    site = head.replace(" ", "") if place and place != head else ""
    return NameParse(level, place or head, site, provinces)


def _with_province_apart(whole: NameParse, province_of: Callable[[str], str]) -> list[NameParse]:
    """`anambas kepulauan riau` is Anambas in Kepulauan Riau; `muaro jambi` may be either."""
    words = whole.place.split()
    if whole.level == "provinsi":
        return []
    for cut in range(1, len(words)):
        if code := province_of("".join(words[cut:])):
            return [replace(whole, place=" ".join(words[:cut]), provinces=(*whole.provinces, code))]
    return []
