"""Codes of centres and of findings, however they were written.

Codes of centres follow the Ministry of Home Affairs: `71` a province, `71.72` a regency or city
in it, `71.72-2` a second centre of the same one. Any other code is a registry's own and stays as
it is. Everything that compares codes (registry, answers, aliases, crosswalk, follow-up,
decisions, `--in`) compares what the functions of this module return.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import cache

from plut_audit.ingest.registry import regions
from plut_audit.ingest.values import as_text

_CODE = re.compile(r"(?:id[-. ]?)?(\d\d)(?:[.,\s]?(\d\d?))?(-\w+)?", re.IGNORECASE)
_WHOLE_NUMBER = re.compile(r"(\d+|\d\d\.\d\d)\.0+")
"""A code with the decimals of a number behind it: `71.0`, `71.72.0`."""
_END = re.compile(r"(?<=\d)\s*[.,;:]+$")
"""The sign that ends a sentence or a list, behind a code."""
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")
_AROUND_DASH = re.compile(r"\s*-\s*")
_FINDING = re.compile(r"([A-Z]+)[-_. ]*(\d+)")


def normal_centre_code(raw: object) -> str:
    """A cell as the one code it means: 71.72, `7172`, `71,72`, `'71.72` and `ID-71.72 ` alike.

    A number has lost its last zero, so the number 71.7 is `71.70`; 71.0 is `71`. A text that
    can mean two codes (`71.7`) stays as it is written: `possible_centre_codes` lists them.
    Blank gives `""`.
    """
    codes = possible_centre_codes(raw)
    return codes[0] if len(codes) == 1 else clean_code(raw)


def possible_centre_codes(raw: object) -> tuple[str, ...]:
    """Every code that a cell can mean, the likeliest first; () where it holds nothing.

    The text `33.1` is `33.10` whose zero a program dropped, or `33.01` written short.
    """
    text = clean_code(raw)
    if not text:
        return ()
    parts = _CODE.fullmatch(text)
    if not parts or parts[1] not in regions.province_codes():
        return (text,)
    province, region, suffix = parts[1], parts[2] or "", (parts[3] or "").lower()
    if not region.strip("0"):
        return (f"{province}{suffix}",)
    if len(region) == 2:
        return (f"{province}.{region}{suffix}",)
    if not re.match(r"\D", text[text.index(province) + 2 :]):
        return (text,)  # three digits run together: 717 may be 7.17 or 71.7
    filled = f"{province}.{region}0{suffix}"
    return (filled,) if _is_number(raw) else (filled, f"{province}.0{region}{suffix}")


def known_centre_codes(raw: object, known: Iterable[str]) -> tuple[str, ...]:
    """Those of `known` codes that a cell can mean: none, one, or several to be asked about."""
    by_key = {code_key(code): code for code in known}
    if (exact := by_key.get(code_key(clean_code(raw)))) is not None:
        return (exact,)
    found = (by_key.get(code_key(code)) for code in possible_centre_codes(raw))
    return tuple(dict.fromkeys(code for code in found if code is not None))


def normal_finding_code(raw: object) -> str:
    """A finding's or indicator's code as it is compared: `inf-03`, `INF–03`, `'INF 03` alike.

    Compare it with the normal form of the known codes, for a rubric may write its own as it
    likes. Blank gives `""`.
    """
    text = _AROUND_DASH.sub("-", clean_code(raw)).upper()
    parts = _FINDING.fullmatch(text)
    return f"{parts[1]}-{parts[2]}" if parts else text


def known_finding_code(raw: object, known: Iterable[str]) -> str | None:
    """That of the `known` codes that is meant: written so but for case, or in its normal form."""
    listed = list(known)
    folded = {code.casefold(): code for code in listed}
    if (exact := folded.get(clean_code(raw).casefold())) is not None:
        return exact
    return {normal_finding_code(code): code for code in listed}.get(normal_finding_code(raw))


def is_settled(raw: object) -> bool:
    """Whether a cell that holds a number can only mean one code; a date never does."""
    if isinstance(raw, date):
        return False
    if not _is_number(raw):
        return True
    code = normal_centre_code(raw)
    return code.isdigit() or bool(level_of_code(code))


def level_of_code(code: str) -> str:
    """The level that a code of the ministry says: cities are numbered from 71 on."""
    parts = _CODE.fullmatch(code)
    if not parts or parts[1] not in regions.province_codes():
        return ""
    if not parts[2]:
        return "provinsi"
    if "." not in code:
        return ""
    return "kota" if int(parts[2]) > 70 else "kabupaten"


def current_code(code: str) -> str:
    """The code in force for one that a new province has changed (91.01 is 93.01), else itself.

    A second centre keeps its suffix: `91.01-2` is `93.01-2`.
    """
    base, dash, number = normal_centre_code(code).partition("-")
    return f"{regions.changed_codes().get(base, base)}{dash}{number}"


@cache
def code_key(code: str) -> str:
    """A code as it is looked up: case and blanks aside."""
    return "".join(code.split()).casefold()


def clean_code(raw: object) -> str:
    """A code as it is written: single blanks, plain dashes, no apostrophe, `=""` or full stop."""
    if raw is None or isinstance(raw, bool) or raw != raw:  # noqa: PLR0124 (not a number)
        return ""
    text = raw.isoformat() if isinstance(raw, date) else as_text(raw)
    text = unicodedata.normalize("NFKC", text).translate(_DASHES)
    text = _END.sub("", " ".join(text.strip("'’`\"").split()))
    whole = _WHOLE_NUMBER.fullmatch(text)
    return whole[1] if whole else text


def _is_number(raw: object) -> bool:
    return isinstance(raw, int | float) and not isinstance(raw, bool)
