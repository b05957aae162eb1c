"""Codes of centres and findings: one meaning however they are written, or a question."""

from hypothesis import given
from hypothesis import strategies as st

from plut_audit.ingest.registry import (
    Centre,
    Match,
    Registry,
    current_code,
    known_centre_codes,
    normal_centre_code,
    normal_finding_code,
    possible_centre_codes,
    registry_from_rows,
    registry_without_file,
)
from plut_audit.problems import Problem


def message(match: Match) -> str:
    """What the match's problem says, in English."""
    assert match.problem
    return Problem(match.problem, values=match.blanks).message()["en"]


# Codes, however they were written

CODES = st.one_of(
    st.builds("{}.{:02}".format, st.sampled_from(["11", "33", "71", "91"]), st.integers(1, 79)),
    st.builds("{}.{:02}-{}".format, st.just("33"), st.integers(1, 79), st.integers(2, 4)),
    st.sampled_from(["33", "71", "A-001", "PLUT 12", "x"]),
)


@given(
    CODES,
    st.sampled_from(["{}", "'{}", " {} ", '="{}"', "{}\u200b", "\u00a0{}", "ID-{}", "{}.", "{} ;"]),
    st.sampled_from(["-", "–", "—", "\u2011", "−"]),
)
def test_a_code_keeps_its_meaning_however_it_is_dressed(code: str, dress: str, dash: str) -> None:
    if not code[-1].isdigit() and dress in ("{}.", "{} ;"):
        return
    if dress.startswith("ID") and not code[0].isdigit():
        return
    written = dress.format(code).replace("-", dash)
    if dress.startswith("ID"):
        written = "ID-" + written[3:]
    assert normal_centre_code(written) == code


@given(st.one_of(CODES, st.text(max_size=12), st.floats(0, 100), st.integers(0, 9999)))
def test_the_normal_code_is_its_own_normal_code(raw: object) -> None:
    code = normal_centre_code(raw)
    assert normal_centre_code(code) == code
    assert all(possible_centre_codes(one) == (one,) for one in possible_centre_codes(raw)[:1])


@given(st.sampled_from(["11", "33", "71"]), st.integers(1, 79))
def test_a_number_loses_nothing_but_its_last_zero(province: str, region: int) -> None:
    code = f"{province}.{region:02}"
    assert normal_centre_code(float(code)) == code


def test_a_text_that_can_be_two_codes_is_not_decided() -> None:
    assert possible_centre_codes("33.1") == ("33.10", "33.01")
    assert normal_centre_code("33.1") == "33.1"
    assert known_centre_codes("33.1", ["33.01", "33.10"]) == ("33.10", "33.01")
    assert known_centre_codes("33.1", ["33.01", "33.02"]) == ("33.01",)
    assert known_centre_codes("'33,10", ["33.01", "33.10"]) == ("33.10",)
    assert known_centre_codes("a-1", ["A-1"]) == ("A-1",)


@given(st.from_regex(r"[A-Z]{2,4}-[0-9]{2}", fullmatch=True), st.sampled_from("-–—− _"))
def test_a_finding_code_however_it_is_typed(code: str, dash: str) -> None:
    for written in (code, code.lower(), f" {code} ", f"'{code}", code.replace("-", "")):
        assert normal_finding_code(written.replace("-", dash)) == code
    assert normal_finding_code(normal_finding_code(code.lower())) == code


def _cilacap_and_klaten() -> Registry:
    return Registry(
        [
            Centre("33.01", "PLUT-KUMKM Kabupaten Cilacap", "Jawa Tengah", "", "kabupaten"),
            Centre("33.10", "PLUT-KUMKM Kabupaten Klaten", "Jawa Tengah", "", "kabupaten"),
        ]
    )


def test_a_code_that_can_be_two_centres_is_a_question_that_the_name_or_an_alias_settles() -> None:
    registry = _cilacap_and_klaten()
    nameless = registry.match("33.1", "")
    assert nameless.centre_id == "" and nameless.problem == "CEN-01"
    assert "33.01" in message(nameless) and "33.10" in message(nameless)
    for name, code in (("Kab. Cilacap", "33.01"), ("PLUT Kab. Klaten", "33.10")):
        named = registry.match("33.1", name)
        assert (named.centre_id, named.problem) == (code, "CEN-10")
    assert registry.with_aliases({"33.1": "33.01"}).match("33.1", "").centre_id == "33.01"
    other = registry.match("33.1", "Kab. Banyumas")
    assert other.centre_id == "" and other.problem == "CEN-02"
    only_one = Registry(registry.centres[1:]).match("33.1", "")
    assert (only_one.centre_id, only_one.problem) == ("33.10", "CEN-10")


def test_a_registry_line_whose_code_can_be_two_is_used_and_reported() -> None:
    header = ["centre_id", "name", "level"]
    lines = [["33.1", "PLUT Kab. Klaten", "kabupaten"]]
    registry, met = registry_from_rows([header, *lines], "centres.csv")
    assert [centre.centre_id for centre in registry.centres] == ["33.10"]
    assert [(one.code, one.cell) for one in met] == [("CEN-10", "A2")]
    lines.append(["33.10", "PLUT Kab. Klaten", "kabupaten"])
    registry, met = registry_from_rows([header, *lines], "centres.csv")
    assert [centre.centre_id for centre in registry.centres] == ["33.01", "33.10"] and not met


def test_without_a_registry_a_short_code_is_the_one_that_another_row_writes_out() -> None:
    rows = [("33.01", "", "", "", ""), ("33.1", "", "", "", "")]
    registry = registry_without_file(rows)
    assert [centre.centre_id for centre in registry.centres] == ["33.01"]
    assert registry.match("33.1", "").problem == "CEN-10"
    both = registry_without_file([*rows, ("33.10", "", "", "", "")])
    assert both.match("33.1", "").problem == "CEN-01"


def test_a_code_that_a_new_province_changed_is_proposed_as_one_centre() -> None:
    assert current_code("91.01-2") == "93.01-2" and current_code("93.01") == "93.01"
    new = Registry([Centre("93.01", "PLUT-KUMKM Kabupaten Merauke", "Papua Selatan")])
    old = Registry([Centre("91.01", "PLUT-KUMKM Kabupaten Merauke", "Papua")])
    for registry, code, meant in ((new, "91.01", "93.01"), (old, "93.01", "91.01")):
        match = registry.match(code, "")
        assert (match.centre_id, match.problem) == ("", "CEN-02") and meant in message(match)
        assert registry.match(code, "PLUT Kab. Merauke").centre_id == meant


def test_a_registry_that_states_former_codes_is_believed() -> None:
    header = ["kode", "nama", "tingkat", "kode lama"]
    registry, met = registry_from_rows(
        [header, ["93.01", "PLUT Kab. Merauke", "kabupaten", 91.01]], "centres.csv"
    )
    assert not met and registry.match("91.01", "") == Match("93.01", how="code")


def test_a_heading_that_stands_again_is_no_centre() -> None:
    header = ["Kode", "Nama PLUT", "Tingkat"]
    palu = ["72.71.0", "PLUT Kota Palu", "kota"]
    registry, met = registry_from_rows([header, header, palu, header], "centres.csv")
    assert [centre.centre_id for centre in registry.centres] == ["72.71"] and not met
