"""A tile map of the 38 provinces: each a square, about where it lies.

Every province is as large as every other, so a small one with a good centre is seen as well as
Papua. Keys are the codes of the Ministry of Home Affairs; names are shortened as offices do.
"""

from dataclasses import dataclass

from plut_audit.ingest.registry.regions import province_name, province_written
from plut_audit.report.formats.html.shades import Shades
from plut_audit.report.views import mean_estimate
from plut_audit.result import Result

COLUMNS = 15
# code: short name, column, row
LAYOUT: dict[str, tuple[str, int, int]] = {
    "11": ("Aceh", 1, 1),
    "12": ("Sumut", 2, 2),
    "13": ("Sumbar", 2, 3),
    "14": ("Riau", 3, 2),
    "15": ("Jambi", 3, 3),
    "16": ("Sumsel", 3, 4),
    "17": ("Bengkulu", 2, 4),
    "18": ("Lampung", 3, 5),
    "19": ("Babel", 5, 3),
    "21": ("Kepri", 4, 2),
    "31": ("Jakarta", 5, 5),
    "32": ("Jabar", 5, 6),
    "33": ("Jateng", 6, 6),
    "34": ("DIY", 6, 7),
    "35": ("Jatim", 7, 6),
    "36": ("Banten", 4, 6),
    "51": ("Bali", 8, 6),
    "52": ("NTB", 9, 6),
    "53": ("NTT", 10, 6),
    "61": ("Kalbar", 6, 2),
    "62": ("Kalteng", 7, 2),
    "63": ("Kalsel", 7, 3),
    "64": ("Kaltim", 8, 2),
    "65": ("Kaltara", 8, 1),
    "71": ("Sulut", 11, 2),
    "72": ("Sulteng", 10, 3),
    "73": ("Sulsel", 9, 4),
    "74": ("Sultra", 10, 4),
    "75": ("Gorontalo", 10, 2),
    "76": ("Sulbar", 9, 3),
    "81": ("Maluku", 12, 4),
    "82": ("Malut", 12, 2),
    "91": ("Papua", 15, 2),
    "92": ("Pabar", 14, 2),
    "93": ("Pasel", 15, 4),
    "94": ("Pateng", 14, 3),
    "95": ("Papeg", 15, 3),
    "96": ("PBD", 13, 2),
}


@dataclass(frozen=True)
class Tile:
    """One province on the map; `shade` 0 (no score) to 5 (the best fifth of the provinces)."""

    code: str
    short: str
    column: int
    row: int
    name: str
    written: str
    centres: int
    mean: float | None
    shade: int


@dataclass(frozen=True)
class TileMap:
    """All provinces; `legend` has each shade and the means that it stands for."""

    tiles: list[Tile]
    legend: list[tuple[int, str]]
    decimals: int


def tile_map(result: Result) -> TileMap | None:
    """The map of the provinces; None where no centre lies in a known one."""
    members: dict[str, list[int]] = {code: [] for code in LAYOUT}
    for row, centre in enumerate(result.centres.centres):
        if (code := province_written(centre.province)) in members:
            members[code].append(row)
    if not any(members.values()):
        return None
    means = {
        code: mean_estimate(result, (result.centre(row) for row in rows))
        for code, rows in members.items()
    }
    shades = Shades.of(means.values(), 0 if result.rubric.scoring.scale >= 10 else 2)
    tiles = [_tile(code, rows, means[code], shades, result) for code, rows in members.items()]
    return TileMap(tiles, shades.legend(), shades.decimals)


def _tile(code: str, rows: list[int], mean: float | None, shades: Shades, result: Result) -> Tile:
    short, column, row = LAYOUT[code]
    name = province_name(code)
    written = result.centres.centres[rows[0]].province if rows else name
    return Tile(code, short, column, row, name, written, len(rows), mean, shades.shade(mean))
