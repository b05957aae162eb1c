"""The centres that are filled into the forms beforehand, and the names of their files."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from plut_audit.rubric import Form, Rubric


@dataclass(frozen=True)
class FormCentre:
    """A centre as a form names it; `level` is `provinsi`, `kabupaten`, `kota` or ""."""

    centre_id: str
    name: str
    province: str = ""
    regency: str = ""
    level: str = ""

    def answers(self, rubric: Rubric, form: Form, language: str) -> dict[str, str]:
        """What is known of the centre, by the name of each question that the form asks."""
        asked = rubric.asked_in(form)
        level = asked.get("level")
        title = level.choices.get(self.level) if level else None
        known = {
            "centre_id": self.centre_id,
            "centre_name": self.name,
            "level": title[language] if title else self.level,
            "province": self.province,
            "regency": self.regency,
        }
        return {name: text for name, text in known.items() if text and name in asked}


def file_stems(centres: Sequence[FormCentre]) -> Iterator[tuple[str, FormCentre]]:
    """A name for the file of each centre, each once: code and name, letters and digits only."""
    taken = set[str]()
    for centre in centres:
        text = f"{centre.centre_id}_{centre.name}"
        stem = re.sub(r"[^\w.-]+", "-", text, flags=re.ASCII).strip("-._")[:80] or "plut"
        unique, count = stem, 2
        while unique.lower() in taken:
            unique, count = f"{stem}-{count}", count + 1
        taken.add(unique.lower())
        yield unique, centre


def provinces(centres: Iterable[FormCentre]) -> list[str]:
    """The provinces of the centres, each once in their order; "" where one has none."""
    return list(dict.fromkeys(centre.province for centre in centres))


def fingerprint(centres: Sequence[FormCentre]) -> str:
    """Six signs that change when the list of centres does."""
    return sha256(repr(centres).encode()).hexdigest()[:6]
