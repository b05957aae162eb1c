"""The findings: severities, checks, and their words."""

import csv
from dataclasses import dataclass, fields
from pathlib import Path

import pytest
from audited import found
from builders import survey as tiny

import plut_audit
from plut_audit import rubric
from plut_audit.audit import Audit
from plut_audit.audit import run as run_audit
from plut_audit.result import FindingRow, Result
from plut_audit.result.answer_text import Remark
from plut_audit.result.wording import FindingText
from plut_audit.scoring.findings.checks import all_checks, worded

REGISTRY = """centre_id,name,province,regency,level,since,until,status
71,PLUT-KUMKM Provinsi Sulawesi Utara,Sulawesi Utara,,provinsi,2015,,
71.72,PLUT-KUMKM Kota Bitung,Sulawesi Utara,Kota Bitung,kota,2022,,
74.71,PLUT-KUMKM Kota Kendari,Sulawesi Tenggara,Kota Kendari,kota,2023,,
91.06,PLUT-KUMKM Kabupaten Biak Numfor,Papua,Kabupaten Biak Numfor,kabupaten,2030,,
"""
OPEN = {"visit_date": "2024-03-05", "visit_time": "10:00", "open_at_visit": "open"}


def run(
    folder: Path,
    answers: dict,
    visit: dict | None = None,
    registry: str = REGISTRY,
    visit_of: str = "71.72",
) -> Audit:
    named = {"centre_id": "71.72", "centre_name": "PLUT Kota Bitung", "survey_date": "2024-03-01"}
    write(folder / "answers.csv", named | answers)
    if visit is not None:
        write(folder / "visits.csv", {"centre_id": visit_of, **OPEN, **visit})
    if registry:
        (folder / "centres.csv").write_text(registry, encoding="utf-8")
    return run_audit([folder], rubric.load())


def write(path: Path, row: dict) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([list(row), list(row.values())])


@dataclass(frozen=True)
class Worded:
    """A finding in words of both languages, its cells, and the remarks of its centre."""

    title: dict[str, str]
    condition: dict[str, str]
    criterion: dict[str, str]
    cause: dict[str, str]
    effect: dict[str, str]
    recommendation: dict[str, str]
    cells: list[str]
    remarks: dict[str, list[Remark]]


def words(done: Audit, code: str, centre_id: str = "71.72") -> Worded:
    """One finding in words."""
    result = Result.from_audit(done)
    for finding in result.finding_rows():
        if (finding.code, finding.centre_id) == (code, centre_id):
            return worded_finding(finding)
    raise AssertionError(f"no {code} of {centre_id}")


def worded_finding(finding: FindingRow) -> Worded:
    wordings = {language: finding.result.wording(language) for language in ("id", "en")}
    texts = {language: wording.finding(finding.row) for language, wording in wordings.items()}
    elements = {
        field.name: {language: getattr(text, field.name) for language, text in texts.items()}
        for field in fields(FindingText)
    }
    row = finding.centre.row
    remarks = {language: wording.remarks(row) for language, wording in wordings.items()}
    return Worded(**elements, cells=finding.cells, remarks=remarks)


# --- the checks ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "true", "false"),
    [
        (
            "CHK-01",
            {"service_fee_revenue": 1, "fee_legal_basis": "none"},
            {"service_fee_revenue": 1, "fee_legal_basis": "perda"},
        ),
        (
            "CHK-01",
            {"service_fee_revenue": 1, "fee_legal_basis": ""},
            {"service_fee_revenue": 0, "fee_legal_basis": ""},
        ),
        (
            "CHK-01",
            {"service_fee_revenue": 1, "fee_legal_basis": "tidak tahu"},
            {"service_fee_revenue": 1},  # a form that does not ask for the basis
        ),
        (
            "CHK-02",
            {"consultants_certified": 4, "consultants_active": 3},
            {"consultants_certified": 3, "consultants_active": 3},
        ),
        (
            "CHK-03",
            {"equipment_working": 1, "equipment_total": 0},
            {"equipment_working": 0, "equipment_total": 0},
        ),
        (
            "CHK-04",
            {"days_open_last_month": 23, "working_days_last_month": 22},
            {"days_open_last_month": 22, "working_days_last_month": 22},
        ),
        (
            "CHK-05",
            {"apbd_realised": 2, "apbd_last_year": 1},
            {"apbd_realised": 1, "apbd_last_year": 1},
        ),
    ],
)
def test_a_check_holds_exactly_when_the_answers_do_not_fit(
    tmp_path: Path, code: str, true: dict, false: dict
) -> None:
    assert found(run(tmp_path, true))["71.72"][code] == ("medium", ["consistency"], False)
    assert code not in found(run(tmp_path, false))["71.72"]


def test_a_check_takes_the_visit_where_it_answered(tmp_path: Path) -> None:
    answers = {"consultants_certified": 4, "consultants_active": 3}
    seen = {"consultants_certified": 2, "consultants_active": 3}
    assert "CHK-02" not in found(run(tmp_path, answers, seen))["71.72"]


def test_days_of_two_months_are_not_compared(tmp_path: Path) -> None:
    answers = {"days_open_last_month": 20, "working_days_last_month": 21}
    done = run(tmp_path, answers, {"days_open_last_month": 25})
    assert "CHK-04" not in found(done)["71.72"]
    seen = {"days_open_last_month": 25, "working_days_last_month": 22}
    done = run(tmp_path, answers, seen)
    assert words(done, "CHK-04").cells == ["visits.csv › visits!E2", "visits.csv › visits!F2"]


def test_every_check_is_one_object_with_words_and_a_rule(tmp_path: Path) -> None:
    done = run(tmp_path, {"rooms": "library"})
    codes = [f"CHK-0{n}" for n in range(1, 9)] + [f"RSP-0{n}" for n in range(1, 4)]
    assert list(all_checks()) == codes
    for check in all_checks().values():
        if check.holds:
            assert check.holds(done.check_context).dtype == bool
        elements = (check.title, check.criterion, check.effect, check.recommendation)
        assert all(worded(text, language) for text in elements for language in ("id", "en"))


def test_a_check_asks_and_does_not_accuse(tmp_path: Path) -> None:
    done = run(tmp_path, {"service_fee_revenue": 1000, "fee_legal_basis": "none"})
    said = words(done, "CHK-01")
    assert said.cause["en"] == "not yet identified"
    assert "name the rule" in said.recommendation["en"]
    assert "IDR" in said.condition["en"]


# --- centres without an answer -------------------------------------------------------------


def test_a_centre_without_an_answer_is_critical_and_at_the_bottom(tmp_path: Path) -> None:
    done = run(tmp_path, {"rooms": "library"})
    assert found(done)["74.71"] == {"RSP-01": ("critical", ["no_response"], False)}
    ids = [centre.centre_id for centre in done.survey.centres]
    row = ids.index("74.71")
    assert (done.ranking.rank[row], done.ranking.class_name[row]) == (0, "-")
    assert done.ranking.not_ranked[row].code == "no_response"
    assert (done.scores.intervals.low[row], done.scores.intervals.high[row]) == (0, 100)
    assert len(ids) == 3  # Biak Numfor opens in 2030


def test_too_little_answered_is_critical_too(tmp_path: Path) -> None:
    done = run(tmp_path, {"rooms": "library", "electricity": "", "building_condition": ""})
    assert found(done)["71.72"]["RSP-03"] == ("critical", ["too_little"], False)
    row = [centre.centre_id for centre in done.survey.centres].index("71.72")
    reason = done.ranking.not_ranked[row]
    assert (reason.code, reason.dimensions) == ("coverage", ("INF",))
    said = Result.from_audit(done).wording("en").not_ranked(reason)
    assert said.startswith("less than 65 % of the weight was answered in: Infrastructure")


@pytest.mark.parametrize("registry", [REGISTRY, ""])
def test_what_a_visit_saw_without_a_questionnaire_is_found_all_the_same(
    tmp_path: Path, registry: str
) -> None:
    done = run(tmp_path, {}, {"open_at_visit": "locked"}, registry, visit_of="71")
    findings = found(done)["71"]
    assert findings["RSP-01"][0] == "critical"
    assert findings["RSP-02"][0] == "low"
    assert findings["HRS-04"] == ("critical", ["gap"], True)
    assert "CEN-05" in {one.code for one in done.problems} or registry


def test_mandatory_and_unanswered_is_critical(tmp_path: Path) -> None:
    done = run(tmp_path, {"rooms": "library", "building_condition": "", "electricity": ""})
    findings = found(done)["71.72"]
    assert findings["INF-03"][:2] == ("critical", ["unanswered"])
    # Not mandatory: what it costs the index decides, and here half of what was asked is blank.
    assert findings["INF-07"][:2] == ("high", ["unanswered"])


# --- words ---------------------------------------------------------------------------------


def test_a_finding_of_a_shut_centre_says_when_and_what_was_declared(tmp_path: Path) -> None:
    answers = {"opening_hours": "Senin-Jumat 08.00-16.00"}
    seen = {"open_at_visit": "locked", "announced": "no", "photo_front": "pintu.jpg"}
    said = words(run(tmp_path, answers, seen), "HRS-04")
    assert said.title["id"] == "PLUT tutup atau tanpa petugas pada jam layanannya"
    assert said.condition["id"] == (
        "Hasil kunjungan tanggal 5 Maret 2024: Keadaan PLUT saat tiba: Terkunci. Waktu tiba: "
        "Selasa, 5 Maret 2024, pukul 10.00 waktu setempat. Jam layanan yang diumumkan: "
        "Senin-Jumat 08.00-16.00. Kunjungan tidak diberitahukan lebih dahulu. Foto: pintu.jpg."
    )
    assert said.cells == [f"visits.csv › visits!{letter}2" for letter in "DBCEF"]
    shut = words(run(tmp_path, {**answers, "public_access": "free"}, seen), "HRS-07")
    assert "State of the centre on arrival: Locked" in shut.condition["en"]
    assert "Self-report exceeds observation." in shut.condition["en"]


def test_a_remark_is_quoted_with_its_speaker_and_is_nobodys_cause(tmp_path: Path) -> None:
    answers = {"building_condition": "heavy_damage", "remark_b": "atap bocor"}
    said = words(run(tmp_path, answers, {"remark_b": "gempa 2018"}), "INF-03")
    assert said.cause == {"en": "not yet identified", "id": "belum diidentifikasi"}
    assert [(remark.visit, remark.quotation) for remark in said.remarks["id"]] == [
        (True, 'Menurut pemeriksa: "gempa 2018"'),
        (False, 'Menurut responden: "atap bocor"'),
    ]


def test_numbers_are_written_as_they_are_read(tmp_path: Path) -> None:
    done = run(tmp_path, {"consultants_active": 7, "consultant_training": "22.285714286"})
    assert "22,29 jam" in words(done, "CON-06").condition["id"]
    done = run(tmp_path, {"apbd_operations": 1500000})
    assert "1.500.000" in words(done, "GOV-01").condition["id"]
    assert "1,500,000" in words(done, "GOV-01").condition["en"]


def test_an_answer_that_the_form_skips_is_quoted_and_counts_at_the_low_end(tmp_path: Path) -> None:
    done = run(tmp_path, {"consultants_active": 0, "consultants_certified": 3})
    stray = next(one for one in done.problems if one.code == "VAL-13")
    assert (stray.value, stray.cell) == ("3", "E2")
    number = list(done.rubric.indicators).index("CON-03")
    assert done.scores.items.has_reported[:, number].any()
    assert done.scores.items.used[:, number].max() == 0


def test_a_question_that_asks_is_not_followed_by_a_colon(tmp_path: Path) -> None:
    condition = words(run(tmp_path, {"hours_posted": "no"}), "HRS-05").condition
    assert "Are the hours posted where the public can read them? No." in condition["en"]


def test_every_finding_can_be_put_into_words(tmp_path: Path) -> None:
    done = run(tmp_path, {"equipment_working": 3, "equipment_total": 1})
    for finding in Result.from_audit(done).finding_rows():
        said = worded_finding(finding)
        texts = (said.title, said.condition, said.criterion, said.effect, said.recommendation)
        assert all(text["id"] and text["en"] for text in texts)
        assert finding.code not in all_checks() or said.cells or finding.code == "RSP-01"


def test_an_unanswered_finding_names_the_answer_that_decides_whether_it_applies(
    tmp_path: Path,
) -> None:
    """The land area was given; whether it is asked for depends on the year of the funds."""
    blank = {"funding_source": "tugas_pembantuan", "funding_year": ""}
    folder = tiny.write_year(tmp_path / "2024", 2024, {1: blank, 2: {"funding_year": 2024}})
    result = plut_audit.audit(folder)
    centre = str(tiny.registry()[1]["centre_id"])
    finding = next(
        row for row in result.finding_rows() if (row.centre_id, row.code) == (centre, "INF-01")
    )
    text = result.wording("en").finding(finding.row)
    assert text.title.startswith("Not answered: ")
    assert "Whether the indicator applies depends on: " in text.condition
    label = result.rubric.questions["funding_year"].label["en"]
    assert f"{label}: not answered" in text.condition
