"""Forms played through as a device would: a locked centre, an open one, a list of consultants."""

from pathlib import Path

import pytest
from builders.survey import write_table
from records import audited

from plut_audit import rubric
from plut_audit.rubric import Form, Rubric
from plut_audit.rubric.forms import write_forms
from plut_audit.rubric.forms.centres import FormCentre
from plut_audit.rubric.roster_summary import SUMMARY_SOURCES

pytest.importorskip("pyxform", reason="pyxform is not installed")
pytestmark = pytest.mark.real

from xform import Played, XForm  # noqa: E402

AT_THE_GATE = {
    "centre_id": "71.72",
    "centre_name": "PLUT-KUMKM Kota Bitung",
    "visit_date": "2024-10-22",
    "visit_time": "10:15:00.000+08:00",
    "announced": "no",
    "visitor": "P-03",
    "selection": "random",
    "visit_location": "1.44 125.19 0 5",
    "open_at_visit": "locked",
    "photo_front": "gate.jpg",
    "building_condition": "light_damage",
    "hours_posted": "no",
    "public_access": "dont_know",
}
"""What somebody can answer who stands before a locked gate."""
NUMBERS = {"integer": "3", "decimal": "3.5", "date": "2024-10-22", "time": "10:15:00.000+08:00"}


@pytest.fixture(scope="module", params=rubric.editions())
def edition(request: pytest.FixtureRequest) -> Rubric:
    """Each published edition."""
    return rubric.load(request.param)


@pytest.fixture(scope="module")
def forms(edition: Rubric, tmp_path_factory: pytest.TempPathFactory) -> dict[Form, XForm]:
    folder = tmp_path_factory.mktemp("forms")
    write_forms(folder, edition, "en")
    stems: dict[Form, str] = {"questionnaire": "questionnaire", "visit": "visit"}
    return {form: XForm(folder / f"{stem}_xlsform.xlsx") for form, stem in stems.items()}


def everything(edition: Rubric, form: Form, **answers: str) -> dict[str, str]:
    """An answer to every question of a form and to none of the roster, but for those given."""
    filled = {}
    for name, question in edition.asked_in(form).items():
        codes = list(question.choices)
        filled[name] = codes[0] if codes else NUMBERS.get(question.type, "text")
    for year in ("year_operational", "funding_year"):
        filled[year] = "2020"
    return {**filled, "skm_index": "80", **answers}


@pytest.mark.parametrize("state", ["closed", "locked"])
def test_a_visit_to_a_shut_centre_can_be_sent(
    edition: Rubric, forms: dict[Form, XForm], state: str
) -> None:
    played = forms["visit"].play({**AT_THE_GATE, "open_at_visit": state})
    assert played.complete, (played.missing, played.refused)
    questions = edition.asked_in("visit")
    behind = {name for name in questions if questions[name].visit_only_if}
    assert behind and not behind & set(played.asked)
    assert {name for name in questions if questions[name].required} - behind <= set(played.asked)


def test_each_answer_at_the_gate_is_needed(forms: dict[Form, XForm]) -> None:
    """The engine finds what is left out: required questions and no others."""
    optional = {"selection", "visit_location", "photo_front"}
    for name in AT_THE_GATE:
        left = {question: text for question, text in AT_THE_GATE.items() if question != name}
        played = forms["visit"].play(left)
        assert played.missing == ([] if name in optional else [name])


def test_what_is_behind_the_door_is_asked_at_an_open_centre(
    edition: Rubric, forms: dict[Form, XForm]
) -> None:
    for state in ("open", "open_unstaffed"):
        played = forms["visit"].play(everything(edition, "visit", open_at_visit=state))
        assert played.complete
        assert played.asked == [*edition.asked_in("visit")]


def test_the_state_on_arrival_comes_before_all_that_depends_on_it(
    edition: Rubric, forms: dict[Form, XForm]
) -> None:
    order = forms["visit"].play(everything(edition, "visit")).asked
    state = order.index("open_at_visit")
    assert all(
        order.index(name) > state
        for name, question in edition.asked_in("visit").items()
        if question.visit_only_if
    )
    first = ("visit_date", "visit_time", "announced", "visitor", "selection", "visit_location")
    assert [name for name in order[:state] if name in first] == list(first)


def test_the_summary_is_asked_only_where_nobody_is_listed(
    edition: Rubric, forms: dict[Form, XForm]
) -> None:
    answers = everything(edition, "questionnaire", level="kota", fee_legal_basis="perda")
    without = forms["questionnaire"].play(answers)
    assert without.complete, (without.missing, without.refused)
    assert set(SUMMARY_SOURCES) <= set(without.asked)
    listed = forms["questionnaire"].play({**answers, "field": "hr", "active": "yes"})
    assert listed.complete, (listed.missing, listed.refused)
    assert not set(SUMMARY_SOURCES) & set(listed.asked)


def test_no_consultants_no_equipment_no_money(edition: Rubric, forms: dict[Form, XForm]) -> None:
    none = {"consultants_active": "0", "equipment_total": "0", "apbd_last_year": "0"}
    answers = everything(
        edition, "questionnaire", service_fee_revenue="0", level="provinsi", **none
    )
    played = forms["questionnaire"].play(answers)
    assert played.complete
    skipped = {"equipment_working", "apbd_realised", "fee_legal_basis", "regency"}
    assert not (skipped | set(SUMMARY_SOURCES) - {"consultants_active"}) & set(played.asked)


@pytest.mark.parametrize("form", ["questionnaire", "visit"])
def test_every_list_offers_dont_know_and_does_not_apply(
    edition: Rubric, forms: dict[Form, XForm], form: Form
) -> None:
    offered = forms[form].choices()
    asked = {**edition.asked_in(form), **(edition.roster if form == "questionnaire" else {})}
    assert set(offered) == {name for name, question in asked.items() if question.choices}
    for name, codes in offered.items():
        assert codes == [*asked[name].choices, "dont_know", "not_applicable"]


def test_what_stands_alone_is_refused_beside_another_tick(
    edition: Rubric, forms: dict[Form, XForm]
) -> None:
    for alone in ("none", "dont_know", "not_applicable"):
        answers = everything(edition, "visit", rooms=f"training {alone}")
        assert forms["visit"].play(answers).refused == ["rooms"]
        assert forms["visit"].play({**answers, "rooms": alone}).complete


def exported(played: Played) -> dict[str, str]:
    """A submission as KoboToolbox exports it: names with their groups, choice columns aside."""
    cells = {}
    for group in played.instance:
        for node in group if len(group) else [group]:
            path = f"{group.tag}/{node.tag}" if len(group) else node.tag
            if not len(node):
                cells[path] = node.text or ""
    return {**cells, "_uuid": "u1", "_submission_time": "2024-10-22T03:00:00", "__version__": "v1"}


def test_a_sent_visit_to_a_locked_centre_is_scored_as_it_was_seen(
    edition: Rubric, forms: dict[Form, XForm], tmp_path: Path
) -> None:
    """Locked within the hours: shut, nobody may walk in, and the rest was not asked."""
    answers = everything(
        edition,
        "questionnaire",
        level="kota",
        survey_date="2024-10-01",
        opening_hours="Senin-Jumat 08.00-16.00",
        centre_id="71.72",
        public_access="free",
        hours_posted="yes",
    )
    sent = {
        "answers": forms["questionnaire"].play(answers),
        "visits": forms["visit"].play(AT_THE_GATE),
    }
    for name, played in sent.items():
        write_table(tmp_path / f"{name}.csv", [exported(played)])
    result = audited([tmp_path], edition)
    items = result["centres"][0]["items"]
    seen = {
        code: item["observed"] for code, item in items.items() if item["evidence"] == "observed"
    }
    assert (seen["HRS-04"], seen["INF-03"], seen["HRS-05"]) == ("locked", "light_damage", "no")
    assert items["HRS-07"]["evidence"] == "observed" and items["HRS-07"]["observed_score"] == 0
    assert set(seen) == {"HRS-04", "HRS-05", "HRS-07", "INF-03"}
    assert not [one for one in result["problems"] if one["severity"] == "error"]


# --- answers that bound each other ---------------------------------------------------------

BOUNDED = [
    ("equipment_total", "5", "equipment_working", "6"),
    ("days_open_last_month", "20", "working_days_last_month", "19"),
    ("consultants_active", "4", "consultants_certified", "5"),
    ("consultants_active", "4", "consultants_diploma", "5"),
    ("apbd_last_year", "1000", "apbd_realised", "1001"),
]
"""A first answer, and a later one that cannot be true beside it."""


@pytest.mark.parametrize(("first", "given", "later", "impossible"), BOUNDED)
def test_answers_that_cannot_both_be_true_are_refused(
    edition: Rubric, forms: dict[Form, XForm], first: str, given: str, later: str, impossible: str
) -> None:
    answers = everything(edition, "questionnaire", level="kota", fee_legal_basis="perda")
    form = forms["questionnaire"]
    assert form.play({**answers, first: given, later: impossible}).refused == [later]
    assert form.play({**answers, first: given, later: given}).complete
    assert later not in form.play({**answers, first: "", later: impossible}).refused


def test_the_forms_bound_what_the_checks_compare() -> None:
    """Each pair that the checks of consistency compare stands in the forms as well."""
    from plut_audit.scoring.findings.checks.answers import CHECKS

    pairs = set(rubric.load().bounded)
    compared = {check.questions for check in CHECKS} - {("service_fee_revenue", "fee_legal_basis")}
    assert pairs >= compared
    assert {(first, later) for first, _, later, _ in BOUNDED} == {
        tuple(sorted(pair, key=[*rubric.load().questions].index)) for pair in pairs
    }


def test_days_and_years_to_come_are_refused(edition: Rubric, forms: dict[Form, XForm]) -> None:
    answers = everything(edition, "questionnaire", level="kota", fee_legal_basis="perda")
    form = forms["questionnaire"]
    assert form.play({**answers, "survey_date": "2199-01-01"}).refused == ["survey_date"]
    assert form.play({**answers, "year_operational": "2099"}).refused == ["year_operational"]
    visit = forms["visit"].play({**AT_THE_GATE, "visit_date": "2199-01-01"})
    assert visit.refused == ["visit_date"]


# --- the centre chosen from a list ---------------------------------------------------------

CENTRES = [
    FormCentre("71", "PLUT-KUMKM Provinsi Sulawesi Utara", "Sulawesi Utara", "", "provinsi"),
    FormCentre("71.72", "PLUT-KUMKM Kota Bitung", "Sulawesi Utara", "Kota Bitung", "kota"),
    FormCentre("32.04-2", "PLUT Soreang", "Jawa Barat", "Kabupaten Bandung", "kabupaten"),
    FormCentre("B 1", "PLUT Kantor Pusat", "", "", ""),
]


@pytest.fixture(scope="module")
def chosen_from(edition: Rubric, tmp_path_factory: pytest.TempPathFactory) -> dict[Form, XForm]:
    folder = tmp_path_factory.mktemp("known")
    write_forms(folder, edition, "en", centres=CENTRES)
    stems: dict[Form, str] = {"questionnaire": "questionnaire", "visit": "visit"}
    return {form: XForm(folder / f"{stem}_xlsform.xlsx") for form, stem in stems.items()}


@pytest.mark.parametrize("labels", [False, True])
def test_a_centre_chosen_from_the_list_comes_back_with_code_and_name(
    edition: Rubric, chosen_from: dict[Form, XForm], tmp_path: Path, labels: bool
) -> None:
    """Played, exported with names or labels of the choices, read, and matched without a doubt."""
    answers = everything(edition, "questionnaire", fee_legal_basis="perda")
    rows = []
    offered = chosen_from["questionnaire"].choices()["centre_choice"]
    assert len(offered) == len(CENTRES)
    for number, (centre, choice) in enumerate(zip(CENTRES, offered, strict=True)):
        picked = {"centre_choice": choice, "centre_province": "p1"}
        played = chosen_from["questionnaire"].play({**answers, **picked})
        assert played.complete, (played.missing, played.refused)
        assert "centre_id" not in played.asked
        assert ("regency" in exported_filled(played)) is bool(centre.regency)
        row = exported(played) | {"_uuid": f"u{number}"}
        if labels:
            del row["centre/centre_choice"], row["centre/centre_province"]
            row["Identitas PLUT/Pilih PLUT"] = f"{centre.name} ({centre.centre_id})"
            row["Identitas PLUT/Pilih provinsi"] = centre.province
        rows.append(row)
    write_table(tmp_path / "answers.csv", rows)
    listed = [
        {
            "centre_id": one.centre_id,
            "name": one.name,
            "province": one.province,
            "regency": one.regency,
            "level": one.level,
        }
        for one in CENTRES
    ]
    write_table(tmp_path / "centres.csv", listed)
    result = audited([tmp_path], edition)
    read = {one["centre_id"] for one in result["centres"] if one["responded"]}
    assert read == {centre.centre_id for centre in CENTRES}
    doubts = [p for p in result["problems"] if p["code"].startswith(("CEN", "COL-0"))]
    assert not doubts


def exported_filled(played: Played) -> set[str]:
    """The questions that a submission holds something for, without their groups."""
    return {path.rpartition("/")[2] for path, text in exported(played).items() if text}


def test_the_visit_form_takes_the_centre_from_the_list(chosen_from: dict[Form, XForm]) -> None:
    gate = {**AT_THE_GATE, "centre_choice": "71.72", "centre_province": "p1"}
    played = chosen_from["visit"].play(gate)
    assert played.complete
    cells = exported(played)
    assert cells["centre/centre_id"] == "71.72"
    assert cells["centre/centre_name"] == "PLUT-KUMKM Kota Bitung"
