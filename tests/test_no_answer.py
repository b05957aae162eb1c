"""*Don't know* and *Does not apply*: the first is not known, the second not answered and listed."""

from pathlib import Path
from typing import Any

import pytest
from records import audited

from plut_audit import rubric
from plut_audit.rubric import Question
from plut_audit.rubric.no_answer import no_answer_choices

RUBRIC = rubric.load()
KNOWN = {
    "centre_id": "71.72",
    "centre_name": "PLUT-KUMKM Kota Bitung",
    "survey_date": "2024-03-01",
    "managers": "3",
}
KOBO = {
    "_uuid": "u1",
    "_submission_time": "2024-03-01T08:00:00",
    "__version__": "v1",
    "_index": "1",
}
INDICATORS = {
    "land_title": "INF-02",
    "rooms": "INF-04",
    "internet_mbps": "INF-06",
    "opening_hours": "HRS-01",
}
"""A question of each type, and the indicator that rests on it."""


def score(folder: Path, separator: str = ",", **cells: str) -> dict[str, Any]:
    """The result of one response with these cells."""
    row = {**KNOWN, **cells}
    lines = [separator.join(f'"{text}"' for text in line) for line in (row, row.values())]
    (folder / "a.csv").write_text("\n".join(lines), encoding="utf-8")
    return audited([folder], RUBRIC)


def listed(result: dict[str, Any], code: str) -> list[str]:
    """The cells of the problems of a kind."""
    return [problem["cell"] for problem in result["problems"] if problem["code"] == code]


def item(result: dict[str, Any], question: str) -> dict[str, Any]:
    found: dict[str, Any] = result["centres"][0]["items"][INDICATORS[question]]
    return found


@pytest.mark.parametrize("question", INDICATORS)
@pytest.mark.parametrize("written", ["Tidak tahu", "dont_know", "Don't know", "TIDAK TAHU."])
def test_not_known(tmp_path: Path, question: str, written: str) -> None:
    result = score(tmp_path, **{question: written})
    assert (item(result, question)["blank"], item(result, question)["score"]) == ("dont_know", 0)
    assert not [one for one in result["problems"] if one["code"].startswith("VAL")]


@pytest.mark.parametrize("question", INDICATORS)
@pytest.mark.parametrize(
    "written",
    ["Tidak berlaku", "not_applicable", "Does not apply", "not applicable", "TDK BERLAKU"],
)
def test_a_statement_that_it_does_not_apply_is_no_answer_and_is_listed(
    tmp_path: Path, question: str, written: str
) -> None:
    """Nobody removes a duty from his own sum."""
    result = score(tmp_path, **{question: written})
    assert (item(result, question)["blank"], item(result, question)["score"]) == ("unanswered", 0)
    assert item(result, question)["evidence"] != "not_applicable"
    assert listed(result, "VAL-16") == ["E2"]
    assert [problem["value"] for problem in result["problems"] if problem["code"] == "VAL-16"] == [
        written
    ]


def test_a_remark_that_says_so_is_listed_too(tmp_path: Path) -> None:
    assert listed(score(tmp_path, remark_b="Tidak berlaku"), "VAL-16") == ["E2"]


NAMES = ("infrastructure/rooms", "infrastructure/rooms/{}", "dont_know", "not_applicable")
LABELS = ("Ruang yang berfungsi", "Ruang yang berfungsi/{}", "Tidak tahu", "Tidak berlaku")


@pytest.mark.parametrize("written", [NAMES, LABELS], ids=["names", "labels"])
@pytest.mark.parametrize("joined", [True, False], ids=["joined", "choice columns alone"])
@pytest.mark.parametrize("known", [True, False], ids=["does not apply", "don't know"])
def test_choice_columns_of_kobo(
    tmp_path: Path, written: tuple[str, str, str, str], joined: bool, known: bool
) -> None:
    question, choice, unknown, stated = written
    said = stated if known else unknown
    cells = {question: said} if joined else {}
    for code in ("training" if unknown == "dont_know" else "Ruang pelatihan", unknown, stated):
        cells[choice.format(code)] = str(int(code == said))
    result = score(tmp_path, ";", **cells, **KOBO)
    assert item(result, "rooms")["blank"] == ("unanswered" if known else "dont_know")
    assert len(listed(result, "VAL-16")) == int(known)
    codes = {problem["code"] for problem in result["problems"]}
    assert not {"COL-01", "VAL-06", "VAL-12", "LAY-08"} & codes


@pytest.mark.parametrize("said", ["dont_know", "not_applicable"])
def test_beside_another_tick_it_is_a_fault_at_its_cell(tmp_path: Path, said: str) -> None:
    cells = {"rooms/training": "1", f"rooms/{said}": "1"}
    result = score(tmp_path, ";", **cells, **KOBO)
    assert item(result, "rooms")["blank"] == "invalid"
    assert listed(result, "VAL-06") == ["F2"]


def test_a_question_that_has_such_a_choice_keeps_its_own() -> None:
    choices = {"yes": {"id": "Ya", "en": "Yes"}, "dont_know": {"id": "Entah", "en": "No idea"}}
    label = {"id": "Ada?", "en": "Is there?"}
    own = Question.model_validate({"type": "select_one", "label": label, "choices": choices})
    assert list(no_answer_choices(own)) == ["not_applicable"]
    same = {"yes": choices["yes"], "8": {"id": "Tidak berlaku", "en": "Does not apply"}}
    own = Question.model_validate({"type": "select_one", "label": label, "choices": same})
    assert list(no_answer_choices(own)) == ["dont_know"]
    text = Question.model_validate({"type": "text", "label": label})
    assert no_answer_choices(text) == {}
