"""The evaluator's own value of an indicator: what it changes, and what it leaves as it was."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from builders import survey as tiny
from test_decisions import codes, result_of, stored, write_ledger

from plut_audit import rubric
from plut_audit.report import formats
from plut_audit.result import Evidence, ItemRow, Result
from plut_audit.rubric import Rubric
from plut_audit.scoring.rounding import SNAP

RUBRIC: Rubric = rubric.load()
CENTRE, UNSEEN = (str(tiny.registry()[number]["centre_id"]) for number in (2, 1))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A survey year of eight centres, of which every other one was visited."""
    return tiny.write_year(tmp_path / "2024", 2024)


def judge(folder: Path, indicator: str, old: Any, new: Any, centre: str = CENTRE) -> Result:
    """The result with one value of the evaluator."""
    row = {"kind": "evaluator_value", "centre_id": centre, "indicator": indicator}
    more = {"old": old, "new": new, "reason": "documents seen", "by": "ketua tim"}
    write_ledger(folder / "keputusan.xlsx", {**row, **more})
    return result_of(folder)


def item(result: Result, indicator: str, centre: str = CENTRE) -> ItemRow:
    """One indicator of one centre."""
    return result.centre(result.row_of[centre]).items[indicator]


@pytest.mark.parametrize(
    ("indicator", "new", "score"),
    [
        ("INF-03", "good", 100.0),
        ("INF-03", "Baik", 100.0),
        ("INF-03", "heavy_damage", 0.0),
        ("INF-01", 1250, 50.0),
        ("INF-01", "1.250", None),
    ],
)
def test_the_value_counts_and_both_sources_stay(
    folder: Path, indicator: str, new: Any, score: float | None
) -> None:
    before = item(result_of(folder), indicator)
    decided = judge(folder, indicator, before.used, new)
    after = item(decided, indicator)
    assert (after.reported, after.observed) == (before.reported, before.observed)
    if score is None:  # it could be 1.25 as well
        assert codes(decided) == ["DEC-07"] and after.used == before.used
        return
    assert codes(decided) == []
    assert after.evidence == Evidence.EVALUATOR and after.score == after.estimated_score
    if after.indicator.kind == "points":
        assert after.score == after.indicator.points[str(after.evaluator)]
    entry = decided.decisions[0]
    assert (entry.kind, entry.centre_id, entry.indicator) == ("evaluator_value", CENTRE, indicator)


def test_the_effect_is_what_the_index_gained(folder: Path) -> None:
    before = result_of(folder)
    row = before.row_of[CENTRE]
    decided = judge(folder, "INF-03", item(before, "INF-03").used, "heavy_damage")
    gained = decided.centres.combined.index[row] - before.centres.combined.index[row]
    assert decided.decisions[0].effect == pytest.approx(gained, abs=1e-9) and gained < 0
    assert decided.centres.reported.index[row] == before.centres.reported.index[row]
    others = np.arange(len(before.centres)) != row
    same = decided.centres.combined.index == before.centres.combined.index
    assert same[others].all()


@pytest.mark.parametrize("word", ["tidak berlaku", "not applicable", "does not apply"])
def test_what_does_not_apply_leaves_the_denominator(folder: Path, word: str) -> None:
    before = result_of(folder)
    decided = judge(folder, "INF-01", item(before, "INF-01").used, word)
    after = item(decided, "INF-01")
    assert (after.score, after.evaluator, after.points_lost) == (None, "not_applicable", 0)
    assert codes(decided) == []


@pytest.mark.parametrize(
    ("indicator", "old", "new", "code"),
    [
        ("INF-03", "heavy_damage", "good", "DEC-06"),
        ("INF-03", "", "good", "DEC-06"),
        ("INF-03", None, "shiny", "DEC-07"),
        ("INF-99", "", "good", "DEC-05"),
    ],
)
def test_what_cannot_be_applied_is_named_and_changes_nothing(
    folder: Path, indicator: str, old: str | None, new: str, code: str
) -> None:
    before = result_of(folder)
    read = item(before, "INF-03").used if old is None else old
    decided = judge(folder, indicator, read, new)
    assert codes(decided) == [code] and decided.decisions == ()
    assert (decided.centres.combined.index == before.centres.combined.index).all()


def test_a_value_as_read_is_compared_to_its_own_decimals(folder: Path) -> None:
    used = item(result_of(folder), "INF-05").used
    assert isinstance(used, float)
    assert codes(judge(folder, "INF-05", f"{used:.1f}".replace(".", ","), 3)) == []
    assert codes(judge(folder, "INF-05", f"{used + 0.2:.1f}".replace(".", ","), 3)) == ["DEC-06"]


def test_a_judged_visit_is_held_against_no_report(folder: Path) -> None:
    before = result_of(folder)
    pairs = before.verification.indicators["INF-03"].pairs
    decided = judge(folder, "INF-03", item(before, "INF-03").used, "good")
    assert decided.verification.indicators["INF-03"].pairs == pairs - 1


def test_an_unseen_item_that_is_judged_is_not_estimated(folder: Path) -> None:
    before = result_of(folder)
    value = item(before, "INF-03", UNSEEN).used
    decided = judge(folder, "INF-03", value, value, UNSEEN)
    after = item(decided, "INF-03", UNSEEN)
    assert after.estimated_score == after.score == item(before, "INF-03", UNSEEN).score


def test_a_stored_result_gives_the_judgement_back(folder: Path, tmp_path: Path) -> None:
    for new in ("good", "tidak berlaku"):
        decided = judge(folder, "INF-03", item(result_of_raw(folder), "INF-03").used, new)
        decided.save(tmp_path / f"{new}.json")
        loaded = Result.load(tmp_path / f"{new}.json")
        assert item(loaded, "INF-03").evaluator == item(decided, "INF-03").evaluator
        assert stored(loaded) == stored(decided)


def result_of_raw(folder: Path) -> Result:
    """The result without the ledger."""
    (folder / "keputusan.xlsx").unlink(missing_ok=True)
    return result_of(folder)


def test_reports_print_the_judgement_beside_both_sources(folder: Path, tmp_path: Path) -> None:
    before = result_of(folder)
    decided = judge(folder, "INF-03", item(before, "INF-03").used, "heavy_damage")
    for suffix in ("md", "html", "docx", "csv", "zip"):
        formats.write(decided, tmp_path / f"out.{suffix}", "id")
    assert "ketua tim" in (tmp_path / "out.md").read_text("utf-8")


def test_judging_as_it_was_read_changes_no_combined_score(folder: Path) -> None:
    before = result_of(folder)
    row = before.row_of[CENTRE]
    rows = [
        {
            "kind": "evaluator_value",
            "centre_id": CENTRE,
            "indicator": code,
            "old": one.used,
            "new": one.used,
        }
        for code, one in before.centre(row).items.items()
        if one.used is not None and one.score is not None
    ]
    write_ledger(folder / "keputusan.xlsx", *rows)
    decided = result_of(folder)
    assert codes(decided) == []
    given, kept = (result.items.score[row] for result in (decided, before))
    assert np.allclose(np.nan_to_num(given), np.nan_to_num(kept), atol=10**-SNAP)
