"""One audit from files to findings, on small surveys made for one question each."""

import random
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from audited import audit_truths, codes, found
from builders.survey import answered, registry, visited, write_table
from surveys import invent

from plut_audit import rubric
from plut_audit.audit import Audit
from plut_audit.audit import run as run_audit
from plut_audit.ingest.answers import Blank
from plut_audit.scoring.findings import Severity

RULES = rubric.load()
CENTRE = registry()[0]


def run(folder: Path, answers: dict | None = None, visit: dict | None = None) -> Audit:
    """A centre's questionnaire with these answers, and its visit if there was one."""
    asked = answered(2024, CENTRE, 0, **(answers or {}))
    write_table(folder / "answers.csv", [{k: v for k, v in asked.items() if v is not None}])
    if visit is not None:
        seen = visited(2024, CENTRE, 0, **{"visit_date": "2024-03-19", **visit})
        write_table(folder / "visits.csv", [{k: v for k, v in seen.items() if v is not None}])
    return run_audit([folder], RULES)


def item(done: Audit, code: str) -> dict:
    """What is known of an indicator of the only centre."""
    number, items = list(RULES.indicators).index(code), done.scores.items
    return {
        "applicable": bool(items.applicable[0, number]),
        "reported": items.reported[0, number] if items.has_reported[0, number] else None,
        "observed": items.observed[0, number] if items.has_observed[0, number] else None,
        "used": items.used[0, number],
        "reported_blank": Blank(int(done.evidence.reported_blank[0, number])),
        "observed_blank": Blank(int(done.evidence.observed_blank[0, number])),
    }


def test_what_a_form_does_not_ask_is_neither_skipped_nor_seen(tmp_path: Path) -> None:
    missing = ("consultants_certified", "consultant_experience", "clients_assisted")
    answers = {"consultants_active": 0, **dict.fromkeys(missing)}
    done = run(tmp_path, answers, {"equipment_total": 0, "equipment_working": None})
    for code in ("CON-03", "CON-05", "CON-07"):
        assert not item(done, code)["applicable"], code
        assert item(done, code)["reported_blank"] == Blank.NOT_ASKED
    assert item(done, "CON-04")["used"] == 0
    assert item(done, "INF-05")["observed"] is None


@pytest.mark.parametrize(
    ("written", "blank", "applicable"),
    [
        ("", Blank.UNANSWERED, True),
        ("tidak tahu", Blank.DONT_KNOW, True),
        ("zz", Blank.INVALID, True),
        (None, Blank.NOT_ASKED, False),
    ],
)
def test_blanks_of_a_visit_keep_their_kind(
    tmp_path: Path, written: str | None, blank: Blank, applicable: bool
) -> None:
    seen = item(run(tmp_path, visit={"open_at_visit": written}), "HRS-04")
    assert (seen["observed_blank"], seen["applicable"]) == (blank, applicable)


# --- what applies, what bound, what a gate shows -------------------------------------------

CONDITIONAL = ("INF-01", "GOV-07")


@pytest.mark.parametrize(
    ("answers", "applicable", "blank"),
    [
        ({"funding_source": "tugas_pembantuan", "funding_year": 2023}, True, Blank.GIVEN),
        ({"funding_source": "tugas_pembantuan", "funding_year": 2022}, False, Blank.GIVEN),
        ({"funding_source": "dak", "funding_year": 2024}, False, Blank.GIVEN),
        ({"funding_source": "dak", "funding_year": ""}, False, Blank.GIVEN),
        ({"funding_source": "tugas_pembantuan", "funding_year": ""}, True, Blank.UNANSWERED),
        ({"funding_source": "", "funding_year": 2024}, True, Blank.UNANSWERED),
        ({"funding_source": "tidak tahu", "funding_year": 2024}, True, Blank.UNANSWERED),
        ({"funding_source": "", "funding_year": 2020}, False, Blank.GIVEN),
        ({}, False, Blank.NOT_ASKED),
    ],
)
def test_what_the_money_decides(
    tmp_path: Path, answers: dict, applicable: bool, blank: Blank
) -> None:
    """A duty that did not bind is left out; silence about the money removes none."""
    done = run(tmp_path, answers)
    for code in CONDITIONAL:
        known = item(done, code)
        assert (known["applicable"], known["reported_blank"]) == (applicable, blank), code


@pytest.mark.parametrize(
    ("answers", "code", "binding"),
    [
        ({"institutional_form": "uptd"}, "GOV-05", True),
        ({"institutional_form": "dinas"}, "GOV-05", False),
        ({"institutional_form": ""}, "GOV-05", False),
        ({"funding_source": "tugas_pembantuan", "funding_year": 2024}, "GOV-01", True),
        ({"funding_source": "apbd", "funding_year": 2024}, "GOV-01", False),
        ({}, "HRS-05", True),
        ({}, "CON-06", False),
    ],
)
def test_a_criterion_that_bound_makes_a_finding_and_another_a_suggestion(
    tmp_path: Path, answers: dict, code: str, binding: bool
) -> None:
    wrong = {"legal_basis": "none", "apbd_operations": 0, "hours_posted": "no"}
    done = run(tmp_path, {**wrong, "consultant_training": 0, **answers})
    assert found(done)[codes(done)[0]][code][2] == binding


@pytest.mark.parametrize("state", ["closed", "locked"])
def test_a_shut_gate_shows_that_the_public_may_not_walk_in(tmp_path: Path, state: str) -> None:
    shut = {"open_at_visit": state, "building_condition": None}
    assert item(run(tmp_path, visit=shut), "HRS-07")["observed"] == 0
    seen = {**shut, "public_access": "by_appointment"}
    assert item(run(tmp_path, visit=seen), "HRS-07")["observed"] == 50
    late = {**shut, "visit_time": "17.00"}
    assert item(run(tmp_path, visit=late), "HRS-07")["observed"] is None


def test_what_a_shut_gate_hides_is_not_asked_and_what_was_seen_counts(tmp_path: Path) -> None:
    shut = {"open_at_visit": "locked", "equipment_total": "", "equipment_working": ""}
    hidden = item(run(tmp_path, visit=shut), "INF-05")
    assert (hidden["observed"], hidden["observed_blank"]) == (None, Blank.NOT_ASKED)
    seen = {**shut, "equipment_total": 20, "equipment_working": 5}
    assert item(run(tmp_path, visit=seen), "INF-05")["observed"] == 25


def test_both_numbers_of_a_month_come_from_one_source(tmp_path: Path) -> None:
    """20 of 21 days were reported; the visit speaks of another month."""
    done = run(tmp_path, visit={"days_open_last_month": 10})
    assert item(done, "HRS-03")["observed"] is None
    both = {"days_open_last_month": 10, "working_days_last_month": 20}
    assert item(run(tmp_path, visit=both), "HRS-03")["observed"] == 50


# --- open when visited ---------------------------------------------------------------------

HOURS = "Senin-Kamis 08.00-16.00 (istirahat 12.00-13.00), Jumat 08.00-11.00"


@pytest.mark.parametrize(
    ("hours", "day", "clock", "outside"),
    [
        (HOURS, "2024-03-05", "08.00", ""),
        (HOURS, "2024-03-05", "07.59", "outside_hours"),
        (HOURS, "2024-03-05", "15.59", ""),
        (HOURS, "2024-03-05", "16.00", "outside_hours"),
        (HOURS, "2024-03-05", "12.30", "break"),
        (HOURS, "2024-03-05", "13.00", ""),
        (HOURS, "2024-03-08", "11.40", "outside_hours"),
        (HOURS, "2024-03-09", "10.00", "outside_hours"),
        ("Senin-Jumat 08.00-16.00", "2024-03-05", "12.00", "break"),
        ("Senin-Jumat 08.00-16.00", "2024-03-05", "11.59", ""),
        ("Senin-Jumat 08.00-16.00", "2024-03-08", "11.30", "break"),
        ("Senin-Jumat 08.00-16.00", "2024-03-08", "13.29", "break"),
        ("Senin-Jumat 08.00-16.00", "2024-03-08", "13.30", ""),
        ("Senin-Jumat 08.00-16.00", "2024-12-25", "10.00", "holiday"),
        ("Senin-Jumat 08.00-16.00", "2024-12-26", "10.00", "holiday"),
        ("Setiap Hari: 08.00 - 16.00", "2024-03-11", "10.00", "holiday"),
        ("entah kapan", "2024-03-05", "09.00", ""),
        ("entah kapan", "2024-03-05", "08.59", "outside_hours"),
        ("entah kapan", "2024-03-05", "12.15", "break"),
        ("", "2024-03-09", "10.00", "outside_hours"),
        ("Senin-Jumat 08.00-16.00", "2024-03-05", "", "unknown_time"),
    ],
)
def test_when_the_centre_should_have_been_open(
    tmp_path: Path, hours: str, day: str, clock: str, outside: str
) -> None:
    visit = {"visit_date": day, "visit_time": clock, "open_at_visit": "locked"}
    done = run(tmp_path, {"opening_hours": hours}, visit)
    arrivals = done.evidence.arrivals
    assert (arrivals.outside[0], bool(arrivals.within[0])) == (outside, outside == "")
    assert bool(arrivals.holiday[0]) == (outside == "holiday")
    assert item(done, "HRS-04")["applicable"] == (outside == "")


@pytest.mark.parametrize(
    ("announced", "state", "observed"),
    [
        ("no", "open", 100),
        ("", "open", 100),
        ("yes", "open", None),
        ("yes", "open_unstaffed", 40),
        ("yes", "closed", 0),
        ("yes", "locked", 0),
    ],
)
def test_open_after_an_announced_visit_shows_nothing_and_shut_does(
    tmp_path: Path, announced: str, state: str, observed: float | None
) -> None:
    done = run(tmp_path, visit={"announced": announced, "open_at_visit": state})
    seen = item(done, "HRS-04")
    assert (seen["observed"], seen["applicable"]) == (observed, observed is not None)
    number = list(RULES.indicators).index("HRS-04")
    assert done.evidence.no_evidence[0, number] == (observed is None)


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ("Senin-Jumat 08.00-16.00", 40),
        ("Senin-Jumat 08.00-16.00 (istirahat 12.00-13.00)", 40),
        ("Senin-Jumat 08.00-12.00 dan 13.30-16.00", 40),
        ("Senin-Jumat 08.00-11.00 dan 17.00-20.00", 30),
        ("Senin-Kamis 08.00-16.00 WIB, Jumat 08.00-16.00 WIT", 40),
    ],
)
def test_a_posted_break_is_not_taken_off(tmp_path: Path, hours: str, expected: float) -> None:
    done = run(tmp_path, {"opening_hours": hours})
    number = list(RULES.indicators).index("HRS-01")
    assert done.evidence.reported[0, number] == expected


# --- order and shares ----------------------------------------------------------------------


def test_an_answer_of_an_older_form_is_read_as_todays(tmp_path: Path) -> None:
    old = {"honorarium_source": None, "apbd_honorarium": "ya", "institutional_form": "UPT"}
    done = run(tmp_path, old)
    assert item(done, "GOV-02")["reported"] == 100
    assert item(done, "GOV-04")["reported"] == 75
    done = run(tmp_path, {**old, "apbd_honorarium": "Tidak", "institutional_form": "mandiri"})
    assert item(done, "GOV-02")["reported"] == 0
    assert item(done, "GOV-04")["reported"] == 25


def test_findings_are_in_the_total_order() -> None:
    done = audit_truths(invent(RULES, random.Random(8), 30), RULES)
    findings, ids = done.findings, codes(done)
    keys = [
        (
            int(findings.severity[row]),
            -round(float(findings.priority[row]), 9),
            ids[findings.centre[row]],
            findings.codes[findings.code[row]],
        )
        for row in range(len(findings))
    ]
    assert keys == sorted(keys)
    weights = {"critical": 8, "high": 4, "medium": 2, "low": 1}
    for row, (severity, *_) in enumerate(keys):
        weight = weights[Severity(severity).word]
        assert findings.priority[row] == pytest.approx(weight * findings.points_lost[row])


def test_systemic_findings_follow_the_shares_of_country_and_province() -> None:
    """All invented centres lie in one province, which needs half of them."""
    done = audit_truths(invent(RULES, random.Random(9), 30), RULES)
    ids, ranked = codes(done), done.ranking.ranked
    counts: Counter[str] = Counter()
    for row in range(len(done.findings)):
        code = done.findings.codes[done.findings.code[row]]
        serious = done.findings.severity[row] <= Severity.MEDIUM
        if code in RULES.indicators and serious and ranked[done.findings.centre[row]]:
            counts[code] += 1
    for scope, share in (("national", 0.3), (done.survey.centres[0].province, 0.5)):
        expected = {code for code, n in counts.items() if n >= share * ranked.sum()}
        assert {one.code for one in done.systemic if one.scope == scope} == expected
    for one in done.systemic:
        assert len(one.centres) == counts[one.code]
        assert set(one.centres) <= {ids[row] for row in np.flatnonzero(ranked)}
