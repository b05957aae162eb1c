"""A language is one catalogue: nothing else names it, and adding one edits no other file."""

import ast
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from builders.survey import write_five_centres

import plut_audit
from plut_audit import cli, i18n
from plut_audit.report import formats

PACKAGE = Path(plut_audit.__file__).parent
JAVANESE = {
    "English": "Basa Jawa",
    "1,234.5": "1.234,5",
    "Ranking": "Urutan",
    "Findings": "Panemuan",
    "Findings and suggestions": "Panemuan lan saran",
    "error": "kaluputan",
    "yes": "inggih",
}
STILL_NAMED = {
    "ingest/sheets/guard/errors.py",
    "rubric/forms/__init__.py",
    "rubric/forms/limits.py",
    "rubric/forms/xlsform.py",
}
"""Modules that name a language although they should not: forms and one error."""


@pytest.fixture
def javanese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A catalogue of some words in a temporary folder."""
    catalogue = Catalog(locale="jv")
    for message, text in JAVANESE.items():
        catalogue.add(message, text)
    folder = tmp_path / "locales" / "jv" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "plut_audit.mo").open("wb") as file:
        write_mo(file, catalogue)
    monkeypatch.setattr(i18n, "FOLDERS", [*i18n.FOLDERS, tmp_path / "locales"])
    i18n._catalogue.cache_clear()
    i18n._marks.cache_clear()
    yield "jv"
    i18n._catalogue.cache_clear()
    i18n._marks.cache_clear()
    i18n.set_language("en")


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    return write_five_centres(tmp_path / "2024")


def test_a_catalogue_makes_a_language(javanese: str) -> None:
    assert i18n.languages() == ("id", "jv", "en")
    assert i18n.language_name(javanese) == "Basa Jawa"
    assert i18n.detect_language(javanese) == javanese
    assert i18n.format_number(1234.5, 1, javanese) == "1.234,5"
    assert i18n.translate("Empty file", javanese) == "Empty file"
    assert i18n.localized({"id": "ya", "en": "yes"}, javanese) == "yes"


def test_the_terminal_uses_it(
    javanese: str, survey: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["score", str(survey), "--lang", javanese, "-q"]) == 0
    shown = capsys.readouterr().out
    assert "Urutan" in shown
    assert "Panemuan" in shown
    assert "INF-03" in shown


@pytest.mark.parametrize("suffix", ["md", "csv", "zip", "json"])
def test_reports_use_it(javanese: str, survey: Path, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"report.{suffix}"
    formats.write(plut_audit.audit(survey), path, javanese)
    assert path.stat().st_size > 100
    if suffix == "md":
        text = path.read_text(encoding="utf-8")
        assert "## Urutan" in text
        assert "## Panemuan lan saran" in text


def test_marked_copies_have_its_column(javanese: str, survey: Path, tmp_path: Path) -> None:
    words = ["check", str(survey), "--annotate", str(tmp_path / "marked"), "-q"]
    assert cli.run([*words, "--lang", javanese]) == 0
    book = openpyxl.load_workbook(tmp_path / "marked" / "questionnaire_csv.xlsx")
    listed = book.worksheets[0]
    headings = [str(cell.value) for cell in listed[1]]
    assert headings[-3:] == ["Bahasa Indonesia", "Basa Jawa", "English"]
    severities = [str(row[1].value) for row in listed.iter_rows(min_row=2)]
    assert "galat / kaluputan / error" in severities


def test_no_other_module_names_a_language() -> None:
    named = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if path.name != "i18n.py" and _names_a_language(path)
    }
    assert named <= STILL_NAMED


def _names_a_language(path: Path) -> bool:
    """Whether the code of a module holds the code of the program's own language."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(isinstance(node, ast.Constant) and node.value == "en" for node in ast.walk(tree))
