"""What a code is explained by, and which centre is meant."""

import pytest
from builders.survey import write_five_centres
from hypothesis import given
from hypothesis import strategies as st

import plut_audit
from plut_audit import i18n, rubric
from plut_audit.errors import UsageError
from plut_audit.problems import PROBLEM_KINDS
from plut_audit.report import explain
from plut_audit.result import Result
from plut_audit.scoring.findings.checks import all_checks

EDITION = rubric.load("award-2024")
CODES = [
    *EDITION.indicators,
    *(part.code for part in EDITION.dimensions),
    *all_checks(),
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
        (blank, title), *rest = explain.explain_code(code.lower(), EDITION)
        assert blank == ""
        assert title.startswith(code)
        assert rest
        assert all(heading and text for heading, text in rest)


def test_an_indicator_says_why_how_on_what_basis_and_what_to_do() -> None:
    text = dict(explain.explain_code("INF-06", EDITION))
    item = EDITION.indicators["INF-06"]
    assert text["Why it matters"] == item.effect["en"]
    assert text["How it is scored"] == "0 gives 0, 20 gives full marks"
    assert text["Basis"] == item.basis["en"]
    assert text["How to fix it"] == item.recommendation["en"]


def test_the_weights_of_all_indicators_add_up_to_the_scale() -> None:
    total = sum(explain.most_points(item, EDITION) for item in EDITION.indicators.values())
    assert total == pytest.approx(100, abs=1e-9)


@pytest.mark.parametrize("code", ["INF–03", "'INF-03", "inf 03", "INF03", "inf_03", " INF-03 "])
def test_a_code_is_known_however_it_is_written(code: str) -> None:
    assert explain.explain_code(code, EDITION)[0][1].startswith("INF-03 ")


def test_an_unknown_code_names_near_ones() -> None:
    with pytest.raises(UsageError) as raised:
        explain.explain_code("INF-3", EDITION)
    assert "INF-03" in str(raised.value)


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    return plut_audit.audit(write_five_centres(tmp_path_factory.mktemp("survey") / "2024"))


@pytest.mark.parametrize("name", ["71.72", "bitung", "KOTA  Bitung", "PLUT-KUMKM Kota Bitung"])
def test_a_centre_is_found_by_code_or_name(name: str, result: Result) -> None:
    assert explain.find_centre(name, result).centre_id == "71.72"


@pytest.mark.parametrize("name", ["kota", "PLUT", "Ambon", "", "–"])
def test_what_means_no_or_several_centres_is_asked_back(name: str, result: Result) -> None:
    with pytest.raises(UsageError):
        explain.find_centre(name, result)


@pytest.mark.parametrize("name", ["71,72", "7172", "ID71.72", "'71.72", "71.72."])
def test_the_code_of_a_centre_is_known_however_it_is_written(name: str, result: Result) -> None:
    assert explain.find_centre(name, result).centre_id == "71.72"


def test_a_code_is_not_taken_for_a_part_of_a_longer_one(result: Result) -> None:
    assert explain.find_centre("71", result).centre_id == "71"


@given(st.text(max_size=12))
def test_any_text_gives_lines_or_one_error(text: str) -> None:
    try:
        assert explain.explain_code(text, EDITION)
    except UsageError as error:
        assert text in str(error)
