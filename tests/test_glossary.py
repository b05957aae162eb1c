"""One name for one thing: no word that the glossary rules out, in messages, rubrics and pages."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = ROOT / "plut_audit" / "locales" / "id" / "LC_MESSAGES" / "plut_audit.po"
Text = tuple[str, str]
"""Where it stands, and the text."""


def table() -> list[list[str]]:
    """The rows of the glossary's table: English, Indonesian, not in English, not in Indonesian."""
    section = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").partition("## Words")[2]
    rows = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in rows[2:]]


def messages() -> Iterator[tuple[str, str]]:
    """Every message of the catalogue, English and Indonesian, without the names of its blanks."""
    with CATALOGUE.open("rb") as file:
        for message in read_po(file):
            if message.id:
                english, indonesian = (
                    [text] if isinstance(text, str) else list(text)
                    for text in (message.id, message.string)
                )
                yield " ".join(english), " ".join(indonesian)


def texts_of(value: object, language: str) -> Iterator[str]:
    """The texts of a rubric file in one language."""
    if isinstance(value, dict):
        for key, inside in value.items():
            if key == language and isinstance(inside, str):
                yield inside
            else:
                yield from texts_of(inside, language)
    elif isinstance(value, list):
        for inside in value:
            yield from texts_of(inside, language)


def texts(language: str) -> Iterator[Text]:
    """What the program, the rubrics and the pages say in a language."""
    for english, indonesian in messages():
        yield english, indonesian if language == "id" else english
    for path in sorted((ROOT / "plut_audit" / "rubric" / "editions").rglob("*.toml")):
        rubric = tomllib.loads(path.read_text(encoding="utf-8"))
        yield from ((path.name, text) for text in texts_of(rubric, language))
    if language == "id":
        for path in sorted((ROOT / "docs").rglob("*.id.md")):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                yield f"{path.name}:{number}", line


def found(text: str, word: str) -> bool:
    """Whether a text holds the word whole, blanks of messages and code aside."""
    plain = re.sub(r"\{\w*\}|`[^`]*`", " ", text)
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", plain, re.IGNORECASE) is not None


def test_the_table_is_read() -> None:
    rows = table()
    assert len(rows) > 20 and all(len(row) == 4 for row in rows)
    assert ["ranked", "diperingkatkan", "", "diperingkat"] in rows
    assert found("PLUT yang diperingkat.", "diperingkat")
    assert not found("PLUT yang diperingkatkan", "diperingkat")
    assert not found("berkas {center}", "center")


@pytest.mark.parametrize("language", ["en", "id"])
def test_no_word_is_used_that_the_glossary_rules_out(language: str) -> None:
    column = {"en": 2, "id": 3}[language]
    said = list(texts(language))
    assert len(said) > 1000
    used = [
        f"{word!r} (say {row[column - 2]!r}): {where}: {text[:160]}"
        for row in table()
        for word in filter(None, re.split(r",\s*", row[column]))
        for where, text in said
        if found(text, word)
    ]
    assert not used, "\n".join(used)


def test_a_percent_sign_follows_its_number_closely_in_indonesian() -> None:
    loose = [text for text in dict(messages()).values() if re.search(r"[\d}] %", text)]
    assert not loose
