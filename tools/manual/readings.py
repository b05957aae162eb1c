"""What is read and what is reported, from the table of layouts that the tests run."""

import sys

from manual import MADE, ROOT, table
from plut_audit.i18n import translate
from plut_audit.problems import PROBLEM_KINDS

sys.path.insert(0, str(ROOT / "tests"))

TEXTS = {
    "en": {
        "head": """# What is read and what is reported

Each row is a survey that a test reads: the same answers as in a plain table, or the code at the cell
that was not read. [Codes](codes.md) says what to do about each. Every filled cell is counted in the
account that `plut-audit check` prints: answers, headers, columns that no question asks for, passed over.
""",
        "layouts": "Layouts",
        "values": "Values",
        "written": "As written",
        "read": "How it is read",
        "reported": "What is reported",
    },
    "id": {
        "head": """# Yang dibaca dan yang dilaporkan

Setiap baris adalah survei yang dibaca oleh sebuah pengujian: jawabannya sama dengan jawaban dalam
tabel biasa, atau kode masalah disebut di sel yang tidak terbaca. [Kode](codes.id.md) menjelaskan
tindakannya. Setiap sel terisi dihitung dalam ringkasan `plut-audit check`: jawaban, judul, kolom yang
tidak ditanyakan, dan sel yang dilewati.
""",
        "layouts": "Tata letak",
        "values": "Isian",
        "written": "Yang tertulis",
        "read": "Cara dibaca",
        "reported": "Yang dilaporkan",
    },
}


def page(language: str) -> str:
    """The page in a language."""
    from builders.readings import LAYOUTS, VALUES

    words = TEXTS[language]
    parts = [words["head"]]
    for title, rows in (("layouts", LAYOUTS), ("values", VALUES)):
        cells: list[tuple[object, ...]] = [
            (
                row.written[language],
                row.read[language],
                ", ".join(f"{code} {_title(code, language)}" for code in row.codes) or "–",
            )
            for row in rows
        ]
        heads = (words["written"], words["read"], words["reported"])
        parts.append(f"## {words[title]}\n\n{table(heads, cells)}")
    return MADE + "\n".join(parts)


def _title(code: str, language: str) -> str:
    return f"({translate(PROBLEM_KINDS[code].title, language)})"
