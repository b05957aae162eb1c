"""A complete `penugasan.toml` with a logo, of an invented office."""

import struct
import zlib
from pathlib import Path

COMPLETE = {
    "institution": "Kementerian Contoh",
    "office": "Inspektorat Contoh",
    "city": "Jakarta",
    "classification": "Terbatas",
    "addressee": "Menteri Contoh",
    "purpose": "Menilai PLUT-KUMKM menurut kriteria edisi.",
}
TEXT = (
    "".join(f'{key} = "{text}"\n' for key, text in COMPLETE.items())
    + """\
logo = 'logo.png'
legal_basis = ["Peraturan A", "Peraturan B"]
copies = ["Arsip"]
[letter]
number = "ST-1/2024"
date = 2024-03-01
[period]
begins = 2024-03-04
ends = "2024-04-30"
[report]
number = "LHE-1/2024"
date = 2024-05-06
[deadlines]
replies = 2024-05-20
follow_up = 2024-07-05
[signer]
name = "Nama Penanda Tangan"
position = "Inspektur"
staff_number = "19700101 199503 1 001"
[[team]]
name = "Nama Ketua"
role = "Ketua Tim"
[[team]]
name = "Nama Anggota"
role = "Anggota"
"""
)


def write_assignment(folder: Path, text: str = TEXT) -> Path:
    """Write the assignment and its logo into a folder; gives its path."""
    write_logo(folder / "logo.png")
    path = folder / "penugasan.toml"
    path.write_text(text, encoding="utf-8")
    return path


def write_logo(path: Path) -> None:
    """A grey picture of 2 by 2 points."""
    rows = b"".join(b"\0" + bytes((128, 160)) for _ in range(2))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 2, 2, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    packed = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(packed))
