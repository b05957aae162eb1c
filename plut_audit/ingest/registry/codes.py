"""The code of a centre, however a spreadsheet or a hurried hand has left it.

Codes follow the Ministry of Home Affairs: `71` a province, `71.72` a regency or city in it,
`71.72-2` a second centre of the same one. Any other code is a registry's own and stays as it is.
"""

import re
from datetime import date
from functools import cache

from plut_audit.ingest.registry import regions

_CODE = re.compile(r"(?:id[-. ]?)?(\d\d)(?:[.,\s]?(\d\d?))?(-\w+)?", re.IGNORECASE)
_LOOKS_WHOLE = re.compile(r"\d+\.0+")


def normal_code(raw: object) -> str:
    """A cell as the code it means: 71.72, `7172`, `71,72` and `ID-71.72 ` are all `71.72`.

    A number has lost its last zero, so 71.7 is `71.70`; 71.0 is `71`. Blank gives `""`.
    """
    text = _text(raw)
    found = _CODE.fullmatch(text)
    if not found or found[1] not in regions.province_codes():
        return text
    province, region, more = found[1], found[2] or "", found[3] or ""
    if len(region) == 1 and not re.match(r"\D", text[text.index(province) + 2 :]):
        return text  # three digits run together: 717 may be 7.17 or 71.7
    region = region.ljust(2, "0") if region else ""
    return f"{province}.{region}{more}" if region.strip("0") else f"{province}{more}"


def is_settled(raw: object) -> bool:
    """Whether a cell that holds a number can only mean one code; a date never does."""
    if isinstance(raw, date):
        return False
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        return True
    code = normal_code(raw)
    return code.isdigit() or bool(level_of_code(code))


def level_of_code(code: str) -> str:
    """The level that a code of the ministry tells: cities are numbered from 71 on."""
    found = _CODE.fullmatch(code)
    if not found or found[1] not in regions.province_codes():
        return ""
    if not found[2]:
        return "provinsi"
    if "." not in code:
        return ""
    return "kota" if int(found[2]) > 70 else "kabupaten"


@cache
def fold_code(code: str) -> str:
    """A code as it is looked up: case and blanks aside."""
    return "".join(code.split()).casefold()


def _text(raw: object) -> str:
    if raw is None or isinstance(raw, bool) or raw != raw:  # noqa: PLR0124 (not a number)
        return ""
    text = " ".join(str(raw).replace("\u200b", "").replace("\ufeff", "").split())
    return text.split(".")[0] if _LOOKS_WHOLE.fullmatch(text) else text
