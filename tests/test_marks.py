"""Marks that tick a choice, marks that do not, and marks of which it cannot be known."""

from pathlib import Path

import pytest

from plut_audit import rubric
from plut_audit.audit import Audit
from plut_audit.audit import run as run_audit

RUBRIC = rubric.load()
ROOMS = RUBRIC.questions["rooms"].choices


def run(folder: Path, lines: list[str]) -> Audit:
    (folder / "a.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return run_audit([folder], RUBRIC)


def columns(folder: Path, *rows: tuple[str, str]) -> Audit:
    """Centres with a mark for each of two rooms."""
    head = "centre_id,land_area,rooms/training,rooms/meeting"
    codes = ("71.71", "71.72", "71.73")
    lines = [f"{code},5,{a},{b}" for code, (a, b) in zip(codes, rows, strict=False)]
    return run(folder, [head, *lines])


def rooms(done: Audit) -> list[object]:
    return done.survey.questionnaire.columns["rooms"].values.tolist()


def codes(done: Audit) -> list[str]:
    return [problem.code for problem in done.problems if problem.code[:3] in ("LAY", "VAL")]


@pytest.mark.parametrize("cross", ["✗", "✘", "❌", "✕", "×"])
def test_a_cross_beside_ticks_is_none_and_alone_cannot_be_known(cross: str, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    beside = columns(tmp_path / "a", ("✓", cross), (cross, "✓"))
    assert codes(beside) == []
    assert len(set(rooms(beside))) == 2
    assert codes(columns(tmp_path / "b", (cross, ""), ("", cross))) == ["LAY-08", "LAY-08"]


@pytest.mark.parametrize("mark", ["*", "#", "?", "2", "👍"])
def test_a_sign_that_says_nothing_is_a_problem_at_its_cell(mark: str, tmp_path: Path) -> None:
    done = columns(tmp_path, (mark, ""), ("", "1"))
    assert [(p.code, p.cell) for p in done.problems if p.code == "LAY-08"] == [("LAY-08", "C2")]


@pytest.mark.parametrize("blank", ["-", "--", "—", "...", "_"])
def test_a_dash_ticks_nothing(blank: str, tmp_path: Path) -> None:
    assert codes(columns(tmp_path, ("1", blank), (blank, "1"))) == []


def printed(folder: Path, ticked: str, other: str) -> Audit:
    """All rooms in one cell, the training room marked."""
    options = " ".join(
        f"{ticked if code == 'training' else other} {label['id']};" for code, label in ROOMS.items()
    )
    return run(folder, ["centre_id,land_area,rooms", f'71.72,5,"{options}"'])


@pytest.mark.parametrize("ticked", ["\U0001f5f9", "\uf0fe"])
def test_boxes_of_fonts_mark_the_printed_options(ticked: str, tmp_path: Path) -> None:
    other = "\uf0a8" if ticked == "\uf0fe" else "☐"
    done = printed(tmp_path, ticked, other)
    assert codes(done) == []
    assert done.survey.questionnaire.columns["rooms"].values[0] == 1 << list(ROOMS).index(
        "training"
    )


@pytest.mark.parametrize(("ticked", "other"), [("", "~"), ("🙂", ""), ("", "")])
def test_all_options_without_known_marks_are_no_answer(
    ticked: str, other: str, tmp_path: Path
) -> None:
    assert codes(printed(tmp_path, ticked, other)) == ["VAL-06"]
