"""Two languages, whole, and each with its own marks."""

import gettext
import importlib.util
import string
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from plut_audit import i18n
from plut_audit.problems import PROBLEM_KINDS, Problem

TOOL = Path(__file__).resolve().parents[1] / "tools" / "messages.py"


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Each test begins and ends in English."""
    i18n.set_language("en")
    yield
    i18n.set_language("en")


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """The keeper of the catalogues, which is no part of the package."""
    if not TOOL.is_file():
        pytest.skip("tools/messages.py is not beside the tests")
    found = importlib.util.spec_from_file_location("messages", TOOL)
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def test_every_message_is_translated_with_the_same_blanks(tool: ModuleType) -> None:
    assert tool.faults() == []


def test_the_compiled_catalogue_is_fresh(tool: ModuleType) -> None:
    with tool.CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    stale = [m for m, text in tool.translations().items() if compiled.gettext(m) != text]
    assert stale == []


@pytest.mark.parametrize("code", PROBLEM_KINDS)
def test_a_problem_says_in_both_languages_what_is_wrong_and_how_to_fix_it(code: str) -> None:
    kind = PROBLEM_KINDS[code]
    names = {name for text in (kind.message, kind.remedy) for name in _blanks(text)}
    said = Problem(code, values=dict.fromkeys(names, "§")).message()
    assert said["id"] != said["en"]
    for text in said.values():
        assert text.strip()
        assert "{" not in text
        assert text.count("§") >= len(names - {"value", "question"})


def _blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_numbers_by_language() -> None:
    assert i18n.format_number(1234567.891, 2, "id") == "1.234.567,89"
    assert i18n.format_number(1234567.891, 2, "en") == "1,234,567.89"
    assert i18n.format_number(76.6, language="id") == "76,60"
    assert i18n.format_number(None) == "–"
    assert i18n.format_plain_number(37.5, "id") == "37,5"
    assert i18n.format_plain_number(37.5, "en") == "37.5"
    assert i18n.format_plain_number(500.0, "id") == "500"


def test_dates_by_language() -> None:
    assert i18n.format_date(date(2024, 3, 1), "id") == "1 Maret 2024"
    assert i18n.format_date(date(2024, 3, 1), "en") == "1 March 2024"
    assert i18n.format_date(date(2024, 8, 17), "id") == "17 Agustus 2024"


def test_the_chosen_language_is_spoken() -> None:
    i18n.set_language("id")
    assert i18n._("Empty file") == "Berkas kosong"
    assert i18n.format_number(0.5) == "0,50"
    assert i18n.localized({"id": "ya", "en": "yes"}) == "ya"
    i18n.set_language("en")
    assert i18n._("Empty file") == "Empty file"
    assert i18n.localized({"id": "ya", "en": "yes"}) == "yes"
    assert i18n.localized("same") == "same"


def test_blanks_are_filled_in_the_language_of_the_sentence() -> None:
    section = {"id": "Keselamatan", "en": "Safety"}
    assert i18n.translations("Remarks: {section}", section=section) == {
        "id": "Catatan: Keselamatan",
        "en": "Remarks: Safety",
    }
    number = i18n.translations("The file could not be read: {detail}.", detail=2.5)
    assert number["id"].endswith(": 2,5.")
    assert number["en"].endswith(": 2.5.")
    day = i18n.translations("The file could not be read: {detail}.", detail=date(2024, 5, 2))
    assert day["id"].endswith(": 2 Mei 2024.")


def test_an_unknown_message_is_said_as_it_is() -> None:
    assert i18n.translate("never said before", "id") == "never said before"
    assert i18n.translate("", "id") == ""


@pytest.mark.parametrize(
    ("option", "environment", "spoken"),
    [
        ("id", {"PLUT_AUDIT_LANG": "en"}, "id"),
        (None, {"PLUT_AUDIT_LANG": "id", "LANG": "en_GB.UTF-8"}, "id"),
        (None, {"LANG": "id_ID.UTF-8"}, "id"),
        (None, {"LC_ALL": "en_US.UTF-8", "LANG": "id_ID.UTF-8"}, "en"),
        (None, {"LANG": "de_DE.UTF-8"}, "en"),
        ("fr", {"LANG": "id_ID"}, "id"),
        ("ID", {}, "id"),
        (None, {"LANG": "C"}, "en"),
    ],
)
def test_the_language_is_the_option_then_the_variable_then_the_locale(
    option: str | None, environment: dict[str, str], spoken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("PLUT_AUDIT_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    for variable, value in environment.items():
        monkeypatch.setenv(variable, value)
    assert i18n.detect_language(option) == spoken
