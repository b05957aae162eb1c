"""A tile map of the 38 provinces: each a square, about where it lies.

Every province is as large as every other, so a small one with a good centre is seen as well as
Papua. Keys are the codes of the Ministry of Home Affairs; letters are those of ISO 3166-2:ID.
"""

from dataclasses import dataclass

from plut_audit.ingest.registry.regions import province_name, province_written
from plut_audit.report.views import mean_estimate
from plut_audit.result import Result

COLUMNS = 15
# code: letters, column, row
LAYOUT: dict[str, tuple[str, int, int]] = {
    "11": ("AC", 1, 1),
    "12": ("SU", 2, 2),
    "13": ("SB", 2, 3),
    "14": ("RI", 3, 2),
    "15": ("JA", 3, 3),
    "16": ("SS", 3, 4),
    "17": ("BE", 2, 4),
    "18": ("LA", 3, 5),
    "19": ("BB", 5, 3),
    "21": ("KR", 4, 2),
    "31": ("JK", 5, 5),
    "32": ("JB", 5, 6),
    "33": ("JT", 6, 6),
    "34": ("YO", 6, 7),
    "35": ("JI", 7, 6),
    "36": ("BT", 4, 6),
    "51": ("BA", 8, 6),
    "52": ("NB", 9, 6),
    "53": ("NT", 10, 6),
    "61": ("KB", 6, 2),
    "62": ("KT", 7, 2),
    "63": ("KS", 7, 3),
    "64": ("KI", 8, 2),
    "65": ("KU", 8, 1),
    "71": ("SA", 11, 2),
    "72": ("ST", 10, 3),
    "73": ("SN", 9, 4),
    "74": ("SG", 10, 4),
    "75": ("GO", 10, 2),
    "76": ("SR", 9, 3),
    "81": ("MA", 12, 4),
    "82": ("MU", 12, 2),
    "91": ("PA", 15, 2),
    "92": ("PB", 14, 2),
    "93": ("PS", 15, 4),
    "94": ("PT", 14, 3),
    "95": ("PE", 15, 3),
    "96": ("PD", 13, 2),
}


@dataclass(frozen=True)
class Tile:
    """One province on the map; `shade` 0 (no score) to 5 (best fifth of the scale)."""

    code: str
    letters: str
    column: int
    row: int
    name: str
    written: str
    centres: int
    mean: float | None
    shade: int


def tiles(result: Result) -> list[Tile]:
    """All provinces; none where no centre lies in a known one."""
    members: dict[str, list[int]] = {code: [] for code in LAYOUT}
    for row, centre in enumerate(result.centres.centres):
        if (code := province_written(centre.province)) in members:
            members[code].append(row)
    if not any(members.values()):
        return []
    return [_tile(code, rows, result) for code, rows in members.items()]


def _tile(code: str, rows: list[int], result: Result) -> Tile:
    letters, column, row = LAYOUT[code]
    mean = mean_estimate(result, (result.centre(row) for row in rows))
    share = None if mean is None else mean / result.rubric.scoring.scale
    shade = 0 if share is None else min(5, 1 + int(5 * share))
    name = province_name(code)
    written = result.centres.centres[rows[0]].province if rows else name
    return Tile(code, letters, column, row, name, written, len(rows), mean, shade)
