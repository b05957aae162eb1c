"""What is said of a code, and which centre is meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plut_audit import i18n, rubric
from plut_audit.errors import UsageError
from plut_audit.problems import PROBLEM_KINDS
from plut_audit.report import explain
from plut_audit.scoring.findings.checks import BY_CODE

EDITION = rubric.load("award-2024")
CODES = [
    *EDITION.indicators,
    *(part.code for part in EDITION.dimensions),
    *BY_CODE,
    *PROBLEM_KINDS,
    *EDITION.questions,
]


@pytest.fixture(autouse=True)
def english() -> None:
    i18n.set_language("en")


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_every_code_is_explained(lang: str) -> None:
    i18n.set_language(lang)
    for code in CODES:
        (blank, title), *rest = explain.code(code.lower(), EDITION)
        assert blank == ""
        assert title.startswith(code)
        assert rest
        assert all(heading and text for heading, text in rest)


def test_an_indicator_says_why_how_on_what_basis_and_what_to_do() -> None:
    said = dict(explain.code("INF-06", EDITION))
    item = EDITION.indicators["INF-06"]
    assert said["Why it matters"] == item.effect["en"]
    assert said["How it is scored"] == "0 points at 0, full at 20"
    assert said["Basis"] == item.basis["en"]
    assert said["How to mend it"] == item.recommendation["en"]


def test_the_weights_of_all_indicators_add_up_to_the_scale() -> None:
    total = sum(explain._most_points(item, EDITION) for item in EDITION.indicators.values())
    assert total == pytest.approx(100, abs=1e-9)


def test_an_unknown_code_names_near_ones() -> None:
    with pytest.raises(UsageError) as raised:
        explain.code("INF-3", EDITION)
    assert "INF-03" in str(raised.value)


CENTRES = [
    {"centre_id": "71.72", "name": "PLUT-KUMKM Kota Bitung"},
    {"centre_id": "51.71", "name": "PLUT-KUMKM Kota Denpasar"},
    {"centre_id": "51", "name": "PLUT-KUMKM Provinsi Bali"},
]


@pytest.mark.parametrize("wish", ["71.72", "bitung", "KOTA  Bitung", "PLUT-KUMKM Kota Bitung"])
def test_a_centre_is_found_by_code_or_name(wish: str) -> None:
    assert explain.centre_of(wish, {"centres": CENTRES})["centre_id"] == "71.72"


@pytest.mark.parametrize("wish", ["kota", "PLUT", "Ambon", "", "–"])
def test_what_means_no_or_several_centres_is_asked_back(wish: str) -> None:
    with pytest.raises(UsageError):
        explain.centre_of(wish, {"centres": CENTRES})


def test_a_code_is_not_taken_for_a_part_of_a_longer_one() -> None:
    assert explain.centre_of("51", {"centres": CENTRES})["centre_id"] == "51"


@given(st.text(max_size=12))
def test_any_wish_gives_lines_or_one_error(wish: str) -> None:
    try:
        assert explain.code(wish, EDITION)
    except UsageError as error:
        assert wish in str(error)
