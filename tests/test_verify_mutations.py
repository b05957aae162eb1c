"""Whatever changes a survey, a rubric, a ledger, a result, a workbook or a report: `verify` names it.

`PLUT_AUDIT_MUTATIONS` sets how many changes are tried in all; seven kinds share them.
"""

import csv
import os
import random
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import as_file
from pathlib import Path

import mutations
import openpyxl
import pytest
from small_survey import write_year

import plut_audit
from plut_audit import rubric
from plut_audit.commands.verify import VerifyOptions, compare_with_files
from plut_audit.commands.views.notices import Notices
from plut_audit.errors import AuditError
from plut_audit.i18n import Message
from plut_audit.report import formats
from plut_audit.report.verify import Expected, word_differences, workbook_differences
from plut_audit.result import Result
from plut_audit.review import verify

KINDS = 7
LEDGER = "keputusan.csv"
MUTATIONS = int(os.environ.get("PLUT_AUDIT_MUTATIONS", "60"))
EACH = -(-MUTATIONS // KINDS)
QUIET = Notices(quiet=True)


@dataclass
class Original:
    """An audited survey with its rubric, its result and its reports."""

    survey: Path
    rubric: Path
    result: Path
    workbook: Path
    report: Path
    expected: Expected


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Original:
    folder = tmp_path_factory.mktemp("original")
    survey = write_year(folder / "2024")
    _as_workbook(survey / "questionnaire.csv")
    _write_ledger(survey / LEDGER)
    own = folder / "rubric"
    with as_file(rubric.editions()[rubric.DEFAULT_EDITION]) as edition:
        mutations.copied(edition, folder).rename(own)
    result = plut_audit.audit(survey, rubric=own)
    assert len(result.decisions) == 3
    paths = [folder / f"out.{suffix}" for suffix in ("json", "xlsx", "docx")]
    for path in paths:
        formats.write(result, path, "id")
    return Original(survey, own, *paths, Expected(result))


def _write_ledger(path: Path) -> None:
    """One decision on a value and two on findings."""
    rows = (
        ("kind", "centre_id", "source", "question", "indicator", "old", "new", "reason", "until"),
        ("correct", "31", "questionnaire", "land_area", "", "2500", "240", "telephoned", ""),
        ("cause", "71.72", "", "", "INF-03", "", "no budget in 2 years", "letter 7", ""),
        ("accept", "71.72", "", "", "INF-02", "", "", "budget of 2025", "2030-12-31"),
    )
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def _as_workbook(path: Path) -> None:
    book = openpyxl.Workbook()
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file):
            book.active.append(row)
    book.save(path.with_suffix(".xlsx"))
    path.unlink()


def differences(survey: Path, edition: Path, result: Path) -> list[str]:
    """What `verify` names; one that cannot go on names the reason."""
    options = VerifyOptions(survey=[survey], rubric=str(edition))
    try:
        return words(compare_with_files(verify.load(result), options, QUIET)[0])
    except AuditError as failure:
        return [str(failure)]


def words(messages: list[Message]) -> list[str]:
    return [message.in_language("en") for message in messages]


def all_named(change: Callable[[random.Random], tuple[str, list[str]]], seed: int) -> None:
    """Try a kind of change as often as is its share; none may go unnamed."""
    unnamed = []
    for number in range(EACH):
        what, named = change(random.Random(1_000_000 * seed + number))
        if not named:
            unnamed.append(what)
    assert unnamed == []
    print(f"{EACH} of {EACH} named")


def test_nothing_changed_is_identical(original: Original) -> None:
    assert differences(original.survey, original.rubric, original.result) == []
    assert workbook_differences(original.workbook, original.expected) == ([], [])
    assert word_differences(original.report, original.expected) == ([], [])


def test_a_byte_of_a_survey_file(original: Original, tmp_path: Path) -> None:
    def change(chance: random.Random) -> tuple[str, list[str]]:
        survey = mutations.copied(original.survey, tmp_path)
        path = chance.choice(sorted(survey.iterdir()))
        what = mutations.change_byte(chance, path)
        named = differences(survey, original.rubric, original.result)
        return what, [line for line in named if path.name in line and "SHA-256" in line]

    all_named(change, 1)


def test_a_cell_of_a_survey_file(original: Original, tmp_path: Path) -> None:
    def change(chance: random.Random) -> tuple[str, list[str]]:
        survey = mutations.copied(original.survey, tmp_path)
        what = mutations.change_survey_cell(chance, survey / "questionnaire.xlsx")
        named = differences(survey, original.rubric, original.result)
        return what, [line for line in named if "questionnaire.xlsx" in line and "SHA" in line]

    all_named(change, 2)


def test_a_row_of_the_ledger(original: Original, tmp_path: Path) -> None:
    def change(chance: random.Random) -> tuple[str, list[str]]:
        survey = mutations.copied(original.survey, tmp_path)
        what = mutations.change_ledger(chance, survey / LEDGER)
        named = differences(survey, original.rubric, original.result)
        return what, [line for line in named if LEDGER in line]

    all_named(change, 7)


def test_a_number_of_the_rubric(original: Original, tmp_path: Path) -> None:
    def change(chance: random.Random) -> tuple[str, list[str]]:
        edition = mutations.copied(original.rubric, tmp_path)
        what = mutations.change_rubric(chance, edition)
        named = differences(original.survey, edition, original.result)
        return what, [line for line in named if "rubric" in line.lower()]

    all_named(change, 3)


def test_a_number_of_the_result(original: Original, tmp_path: Path) -> None:
    computed = verify.recorded(original.expected.result)

    def change(chance: random.Random) -> tuple[str, list[str]]:
        path = mutations.copied(original.result, tmp_path)
        what = mutations.change_result(chance, path)
        try:
            stored = verify.load(path)
        except AuditError as failure:
            return what, [str(failure)]
        return what, words(verify.differences(stored, computed))

    all_named(change, 4)


def test_a_value_of_the_workbook(original: Original, tmp_path: Path) -> None:
    def change(chance: random.Random) -> tuple[str, list[str]]:
        path = mutations.copied(original.workbook, tmp_path)
        what = mutations.change_workbook(chance, path)
        found, notices = workbook_differences(path, original.expected)
        return what, words([*found, *notices])

    all_named(change, 5)


def test_a_printed_number_of_the_report(original: Original, tmp_path: Path) -> None:
    def change(chance: random.Random) -> tuple[str, list[str]]:
        path = mutations.copied(original.report, tmp_path)
        what = mutations.change_report(chance, path)
        return what, words(word_differences(path, original.expected)[0])

    all_named(change, 6)


def test_the_loaded_result_is_the_computed_one(original: Original) -> None:
    loaded = verify.recorded(Result.load(original.result)).records
    assert loaded == verify.recorded(original.expected.result).records
