"""What a target is given: texts that people wrote, the sample files, and damaged copies."""

import io
import random
import warnings
import zipfile
from pathlib import Path

from fuzzing.targets import SMALL_RUBRIC

SAMPLES = Path(__file__).resolve().parents[2] / "sample_data"
LARGEST = 120_000
"""Bytes of a sample file that is still small enough to be tried often."""
WRITTEN = (
    "Senin s.d. Kamis 08.00-16.00 WITA, Jumat 08.00-16.30 (istirahat 11.30-13.00)",
    "Mo-Fr 08:00-16:00; Sa 09:00-12:00",
    "Setiap hari 24 jam",
    "Tutup",
    "8 pagi - 4 sore",
    "Rp1.250.000,-",
    "1,25 miliar",
    "± 1.200 m2",
    "12/03/2024",
    "3 Maret 2024 pukul 08.15",
    "2024-03-01T10:00:00.000+07:00",
    "training meeting; Ruang rapat",
    "tidak ada",
    "½",
    "1e309",
)
DICTIONARY = (
    "Senin",
    "Jumat",
    "s.d.",
    "08.00",
    "24:00",
    "juta",
    "Rp",
    "-",
    ",",
    ".",
    "\u200b",
    "٣",
)


def seeds(target: str) -> list[bytes]:
    """What the mutations of a target begin with."""
    if target in ("values", "hours"):
        return [text.encode() for text in WRITTEN]
    if target == "rubric":
        files = sorted(SMALL_RUBRIC.iterdir())
        return [bytes([index]) + path.read_bytes() for index, path in enumerate(files)]
    files = sorted(path for path in SAMPLES.rglob("*") if path.is_file())
    return [path.read_bytes() for path in files if path.stat().st_size < LARGEST][::6]


def mutated(content: bytes, rng: random.Random) -> bytes:
    """A copy with something wrong in it."""
    if content.startswith(b"PK") and rng.random() < 0.6:
        return _repacked(content, rng)
    return _damaged(content, rng)


def _damaged(content: bytes, rng: random.Random) -> bytes:
    """Bytes flipped, cut off, repeated, or a word inserted."""
    changed = bytearray(content)
    for _ in range(rng.choice((1, 1, 2, 8))):
        start = rng.randrange(len(changed) + 1)
        match rng.randrange(5):
            case 0 if start < len(changed):
                changed[start] ^= 1 << rng.randrange(8)
            case 1:
                changed[start : start + rng.randrange(1, 9)] = rng.randbytes(rng.randrange(4))
            case 2:
                changed[start:start] = rng.choice(DICTIONARY).encode()
            case 3 if rng.random() < 0.3:
                del changed[start:]
            case _:
                changed[start:start] = changed[start : start + rng.randrange(1, 40)]
    return bytes(changed)


def _repacked(content: bytes, rng: random.Random) -> bytes:
    """An archive with one member left out, emptied, duplicated or damaged inside."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    index = rng.randrange(len(members))
    name, inside = members[index]
    wrong = ([], [(name, b"")], [(name, inside)] * 2, [(name, _damaged(inside, rng))])
    members[index : index + 1] = rng.choices(wrong, (1, 1, 1, 6))[0]
    target = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(target, "w") as archive:
        warnings.simplefilter("ignore")  # a duplicate name is intended here
        for member, text in members:
            archive.writestr(zipfile.ZipInfo(member), text, zipfile.ZIP_DEFLATED)
    return target.getvalue()
