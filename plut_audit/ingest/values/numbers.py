"""Numbers as they are written in Indonesia and elsewhere, with or without their unit."""

import math
import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal

from plut_audit.ingest.values.text import Reading, blank_reading, clean, fold, invalid

_ZERO_WORDS = frozenset(
    ("nol", "zero", "none", "nihil", "tidakada", "tdkada", "belumada", "blmada")
)
_LONGEST = 60
"""Characters; whatever is longer is prose, not a number."""


@dataclass(frozen=True, slots=True)
class _Written:
    """A number of the text; `problem` where another reader could take it otherwise."""

    value: Decimal
    problem: str | None = None


def read_number(
    raw: object,
    unit: str = "",
    whole: bool = False,
    low: float | None = None,
    high: float | None = None,
    *,
    dot_decimal: bool = False,
) -> Reading:
    """A cell as `float`, in the question's unit.

    A numeric cell is taken as it is. In a text the dot parts thousands and the comma decimals,
    as in Indonesia; what could also be read the other way (`2.854`) is reported, VAL-02. With
    `dot_decimal` (files written by a survey tool) a single dot is the decimal mark.
    """
    if blank := blank_reading(raw):
        return blank
    scale = _Scale(unit, high)
    written = _in_cell(raw) or (_in_text(raw, scale, dot_decimal) if isinstance(raw, str) else None)
    if written is None or not math.isfinite(value := float(written.value)):
        return invalid("VAL-01")
    if scale.is_share_of_100(value) and not _has_percent_sign(raw):
        value, written = value * 100, replace(written, problem="VAL-02")
    if whole and abs(value - round(value)) > 1e-9:
        return invalid("VAL-11")
    value = float(round(value)) if whole else value
    if not (-math.inf if low is None else low) <= value <= (math.inf if high is None else high):
        return _outside(low, high, unit)
    blanks = {"reading": value, "unit": unit} if written.problem else {}
    return Reading(value, None, written.problem, blanks)


PERCENT_WORDS = frozenset(("%", "persen", "percent", "pct", "per cent"))
SHARE_UNITS = frozenset(("", "share", "proportion", "ratio", "fraction", "proporsi", "rasio"))
"""Units of a number for which 1 is the whole."""


@dataclass(frozen=True, slots=True)
class _Scale:
    """In what a question counts: its unit, and the highest answer that it allows."""

    unit: str
    high: float | None

    @property
    def percent(self) -> _Written | None:
        """What one percent is; None where the question counts something else."""
        if self.unit in PERCENT_WORDS:
            return _Written(Decimal(1))
        if self.unit not in SHARE_UNITS:
            return None
        if self.high is not None and self.high > 1:
            return _Written(Decimal(1), "VAL-14")
        return _Written(Decimal("0.01"), "VAL-14")

    def is_share_of_100(self, value: float) -> bool:
        """Whether a number for a percentage is a share: a cell that shows 45 % holds 0.45."""
        return self.unit in PERCENT_WORDS and 0 < value < 1


def _has_percent_sign(raw: object) -> bool:
    return isinstance(raw, str) and any(word in raw.casefold() for word in PERCENT_WORDS)


def _outside(low: float | None, high: float | None, unit: str) -> Reading:
    ends = ("-∞" if low is None else float(low), "∞" if high is None else float(high))
    return invalid("VAL-03", low=ends[0], high=ends[1], unit=unit or "–")


def _in_cell(raw: object) -> _Written | None:
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _Written(Decimal(raw))
    return None


_DIGITS = r"[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]+)?|[0-9]+(?:[.,][0-9]+)*|[.,][0-9]+"
_SHAPE = re.compile(
    rf"(?P<before>rp\.?|idr|tahun|thn?\.?)? ?(?P<sign>[-+]?)(?P<digits>{_DIGITS})(?:[.,][-=]+)?"
    r" ?(?P<after>[a-z%][a-z0-9 %/.^]*)?\.?"
)
_SPOKEN_COMMA = re.compile(r"(?<=[0-9]) koma (?=[0-9])")
_MINUS = str.maketrans("‐‑‒–—―−\n", "------- ")


def _in_text(raw: str, scale: _Scale, dot_decimal: bool) -> _Written | None:
    text = unicodedata.normalize("NFKC", clean(raw)).casefold().translate(_MINUS)
    if fold(text) in _ZERO_WORDS:
        return _Written(Decimal(0))
    if written := _in_powers_of_ten(text):
        return written
    if len(text) > _LONGEST or not (shape := _SHAPE.fullmatch(_SPOKEN_COMMA.sub(",", text))):
        return None
    written = _from_digits(shape["digits"].replace(" ", ""), dot_decimal)
    factor = _factor(shape["before"] or "", shape["after"] or "", scale)
    if written is None or factor is None:
        return None
    value = written.value * factor.value * (-1 if shape["sign"] == "-" else 1)
    return replace(written, value=value, problem=written.problem or factor.problem)


_POWERS = re.compile(
    r"(?P<digits>[-+]?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+))e(?P<power>[-+]?[0-9]{1,3})"
)


def _in_powers_of_ten(text: str) -> _Written | None:
    """`9.8e-05` and `1E+05`, as R, pandas and spreadsheets write very small and large numbers."""
    if not (parts := _POWERS.fullmatch(text)):
        return None
    return _Written(Decimal(f"{parts['digits'].replace(',', '.')}e{parts['power']}"))


_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*")
_TWO_READINGS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")


def _from_digits(digits: str, dot_decimal: bool) -> _Written | None:
    """Digits with dots and commas; None where they follow no usage."""
    marks = re.sub(r"[0-9]", "", digits)
    if _TWO_READINGS.fullmatch(digits):
        if dot_decimal and marks == ".":
            return _Written(Decimal(digits))
        plain = digits.replace(".", "").replace(",", ".")
        return _Written(Decimal(plain), "VAL-02")
    if len(marks) <= 1:
        return _Written(Decimal(digits.replace(",", ".")))
    if _GROUPED.fullmatch(digits):
        return _Written(Decimal(re.sub(r"[.,]", "", digits)))
    # Both marks: the last one parts the decimals, the others the thousands.
    thousands, decimals = digits[: digits.rindex(marks[-1])], digits.rpartition(marks[-1])[2]
    if marks[-1] not in thousands and _GROUPED.fullmatch(thousands):
        return _Written(Decimal(f"{re.sub(r'[.,]', '', thousands)}.{decimals}"))
    return None


_MAGNITUDES = {
    **dict.fromkeys(("ribu", "rb", "thousand"), Decimal(10**3)),
    **dict.fromkeys(("juta", "jt", "million"), Decimal(10**6)),
    **dict.fromkeys(("miliar", "milyar", "milliar", "mlr", "billion"), Decimal(10**9)),
    **dict.fromkeys(("triliun", "trilyun", "trillion"), Decimal(10**12)),
}
_RUPIAH_LETTERS = {"k": Decimal(10**3), "m": Decimal(10**9), "t": Decimal(10**12)}
"""Letters that stand for a magnitude in sums of money; reported, for `M` may mean a million."""

_NAMES: dict[str, str] = {
    "m2": "m2 mpersegi meterpersegi meter2 mtr2 mtrpersegi sqm sqmeter sqmeters squaremetre "
    "squaremetres squaremeter squaremeters",
    "units": "unit units buah bh set pcs item items alat peralatan",
    "Mbit/s": "mbits mbps mbitps",
    "days": "hari hr day days harikerja workingdays",
    "persons": "orang org person persons people konsultan consultant consultants pegawai staf "
    "staff pengelola pendamping",
    "years": "tahun thn th year years yr yrs",
    "hours": "jam hour hours hrs h",
    "UMKM": "umkm ukm umk sme smes msme msmes pelakuumkm pelakuusaha pelaku unitusaha usaha",
    "IDR": "rp idr rupiah",
    "reports": "laporan report reports kali x times buah",
    "activities": "kegiatan activity activities kali x times acara event events",
    "clusters": "klaster kluster cluster clusters kelompok kelompokumkm group groups sentra",
    "index": "% persen percent poin point points",
    "year": "tahun thn th year",
}
"""What a respondent writes behind a number in the question's own unit."""

_CONVERTED: dict[str, dict[str, Decimal]] = {
    "m2": {
        # In speech an area is given in "meter": read as such, and reported.
        **dict.fromkeys(("m", "mtr", "meter", "metre", "metres", "meters"), Decimal(1)),
        "are": Decimal(100),
        **dict.fromkeys(("ha", "hektar", "hektare", "hectare", "hectares"), Decimal(10**4)),
        **dict.fromkeys(("km2", "kmpersegi", "kilometerpersegi"), Decimal(10**6)),
    },
    "Mbit/s": {
        # Written of a line's speed, `MB` means megabits: read as such, and reported.
        **dict.fromkeys(("mb", "mbs", "mega"), Decimal(1)),
        **dict.fromkeys(("gbps", "gbits", "gbs"), Decimal(1000)),
        **dict.fromkeys(("kbps", "kbits", "kbs"), Decimal("0.001")),
    },
    "years": dict.fromkeys(("bulan", "bln", "month", "months"), 1 / Decimal(12)),
    "hours": dict.fromkeys(("menit", "minute", "minutes"), 1 / Decimal(60)),
}
"""Other units of the same quantity and how many of the question's unit they are."""

_OWN = {unit: frozenset(names.split()) for unit, names in _NAMES.items()}
_UNIT_DRESS = re.compile(r"[ ./^]")


def _factor(before: str, after: str, scale: _Scale) -> _Written | None:
    """What the words around the digits multiply them with; None for a foreign unit."""
    unit = scale.unit
    if not before and after in PERCENT_WORDS and unit != "index":
        return scale.percent
    own = _OWN.get(unit, frozenset((_UNIT_DRESS.sub("", unit.casefold()),)))
    if before.rstrip(".") not in own | {""}:
        return None
    magnitude, words = _magnitude(after, unit)
    name = _UNIT_DRESS.sub("", words)
    if magnitude is None:
        return None
    if not name or name in own:
        return magnitude
    if name in _CONVERTED.get(unit, {}):
        return _Written(magnitude.value * _CONVERTED[unit][name], "VAL-14")
    return None


def _magnitude(after: str, unit: str) -> tuple[_Written | None, str]:
    """The leading `juta` or `miliar` of the words behind the digits, and the other words."""
    first, _, others = after.partition(" ")
    first = first.rstrip(".")
    if unit == "IDR" and first in _RUPIAH_LETTERS:
        return _Written(_RUPIAH_LETTERS[first], "VAL-14"), others
    if first not in _MAGNITUDES:
        return _Written(Decimal(1)), after
    # Only money comes in billions; of people or machines it is a slip.
    possible = unit == "IDR" or _MAGNITUDES[first] < 10**9
    return (_Written(_MAGNITUDES[first]) if possible else None), others
