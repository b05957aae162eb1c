"""The engine against the method recomputed by hand, on invented surveys."""

import json
import random
from pathlib import Path

import pytest
from recomputation import half_up, recompute
from records import audited
from surveys import invent, write_csv
from tiny_surveys import answered, registry, visited, write_table

from plut_audit import rubric


def run(folder: Path, edition: str = "bappenas-2023") -> dict:
    return audited([folder], rubric.load(edition))


@pytest.mark.parametrize("edition", ["bappenas-2023", "award-2024"])
@pytest.mark.parametrize("seed", range(6))
def test_every_figure_equals_the_recomputation(tmp_path: Path, seed: int, edition: str) -> None:
    rules, rng = rubric.load(edition), random.Random(seed)
    truths = invent(rules, rng, 40, blanks=[0, 0.05, 0.3][seed % 3])
    result = run(write_csv(truths, rules, tmp_path, rng), edition)
    expected = recompute(truths, rules)
    findings = {}
    for one in result["findings"]:
        findings.setdefault(one["centre_id"], {})[one["code"]] = one

    assert {one["centre_id"] for one in result["centres"]} == set(truths)
    for centre in result["centres"]:
        code, verdict = centre["centre_id"], expected[centre["centre_id"]]
        assert centre["combined"] == half_up(verdict.verified)
        assert centre["reported"] == half_up(verdict.claimed)
        assert centre["estimate"] == half_up(verdict.conservative)
        assert centre["ranked"] == verdict.ranked
        assert centre["seen_share"] == pytest.approx(verdict.verified_share, abs=6e-5)
        if verdict.ranked:
            assert centre["class"] == verdict.class_name
        for part, figures in centre["dimensions"].items():
            assert figures["combined"] == half_up(verdict.dimensions[part])
            assert figures["coverage"] == pytest.approx(verdict.coverage[part], abs=6e-5)
        for name, item in centre["items"].items():
            assert _scores(item) == _expected_scores(verdict.items[name]), (code, name)
            assert item["points_lost"] == pytest.approx(verdict.points_lost.get(name, 0), abs=1e-9)
        found = {name: (one["severity"], one["kinds"]) for name, one in findings[code].items()}
        assert {k: v for k, v in found.items() if not k.startswith("CHK")} == verdict.findings


def _scores(item: dict) -> tuple:
    return item["score"], item["reported_score"], item["observed_score"]


def _expected_scores(item: dict) -> tuple:
    rounded = [None if v is None else round(v, 9) for v in (item["reported"], item["observed"])]
    return (round(item["score"], 9) if item["applicable"] else None, *rounded)


def test_what_a_form_does_not_ask_is_neither_skipped_nor_seen(tmp_path: Path) -> None:
    centre = registry()[0]
    asked = answered(2024, centre, 0, consultants_active=0)
    for name in ("consultants_certified", "consultant_experience", "clients_assisted"):
        del asked[name]
    seen = visited(2024, centre, 0, equipment_total=0)
    del seen["equipment_working"]
    write_table(tmp_path / "answers.csv", [asked])
    write_table(tmp_path / "visits.csv", [seen])
    items = run(tmp_path)["centres"][0]["items"]
    for code in ("CON-03", "CON-05", "CON-07"):
        assert (items[code]["score"], items[code]["blank"]) == (None, "not_asked"), code
    assert items["CON-04"]["score"] == 0
    assert items["INF-05"]["evidence"] == "reported"


@pytest.mark.parametrize(
    ("written", "blank", "score"),
    [
        ("", "unanswered", 0),
        ("tidak tahu", "dont_know", 0),
        ("zz", "invalid", 0),
        (None, "not_asked", None),
    ],
)
def test_blanks_of_a_visit_keep_their_kind(
    tmp_path: Path, written: str | None, blank: str, score: float | None
) -> None:
    seen = visited(2024, registry()[0], 0, open_at_visit=written)
    if written is None:
        del seen["open_at_visit"]
    write_table(tmp_path / "answers.csv", [answered(2024, registry()[0], 0)])
    write_table(tmp_path / "visits.csv", [seen])
    item = run(tmp_path)["centres"][0]["items"]["HRS-04"]
    assert (item["blank"], item["score"]) == (blank, score)


def test_points_lost_add_up_and_ranks_follow_the_printed_score(tmp_path: Path) -> None:
    rules, rng = rubric.load(), random.Random(7)
    result = run(write_csv(invent(rules, rng, 60, 0.02), rules, tmp_path, rng))
    ranked = [one for one in result["centres"] if one["ranked"]]
    for centre in ranked:
        lost = sum(item["points_lost"] for item in centre["items"].values())
        assert lost == pytest.approx(100 - centre["combined_exact"], abs=1e-9)
        better = [one for one in ranked if one["combined"] > centre["combined"]]
        equal = [one for one in ranked if one["combined"] == centre["combined"]]
        assert centre["rank"] == len(better) + 1
        assert centre["tied"] == (len(equal) > 1)


def test_findings_are_in_the_total_order(tmp_path: Path) -> None:
    rules, rng = rubric.load(), random.Random(8)
    result = run(write_csv(invent(rules, rng, 30), rules, tmp_path, rng))
    grave = ["critical", "high", "medium", "low"]
    keys = [
        (grave.index(one["severity"]), -round(one["priority"], 9), one["centre_id"], one["code"])
        for one in result["findings"]
    ]
    assert keys == sorted(keys)
    weights = {"critical": 8, "high": 4, "medium": 2, "low": 1}
    for one in result["findings"]:
        assert one["priority"] == pytest.approx(weights[one["severity"]] * one["points_lost"])


def test_systemic_findings_follow_the_shares(tmp_path: Path) -> None:
    rules, rng = rubric.load(), random.Random(9)
    result = run(write_csv(invent(rules, rng, 30), rules, tmp_path, rng))
    ranked = {one["centre_id"] for one in result["centres"] if one["ranked"]}
    counted = {}
    for one in result["findings"]:
        grave = one["severity"] in ("critical", "high", "medium")
        if one["code"] in rules.indicators and grave and one["centre_id"] in ranked:
            counted.setdefault(one["code"], set()).add(one["centre_id"])
    expected = {code for code, ids in counted.items() if len(ids) >= 0.3 * len(ranked)}
    national = [one for one in result["systemic"] if one["scope"] == "national"]
    assert {one["code"] for one in national} == expected
    assert all(set(one["centres"]) == counted[one["code"]] for one in national)


def test_the_same_inputs_give_the_same_bytes(tmp_path: Path) -> None:
    rules = rubric.load()
    first = write_csv(invent(rules, random.Random(1), 12), rules, tmp_path / "a", random.Random(2))
    second = write_csv(invent(rules, random.Random(1), 12), rules, tmp_path / "b", random.Random(2))
    texts = [(json.dumps(run(folder))) for folder in (first, second)]
    assert texts[0] == texts[1]
    assert str(tmp_path) not in texts[0]
