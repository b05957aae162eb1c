"""Nothing vanishes: of every sheet, the filled cells are answers, headers, not asked or named."""

from pathlib import Path

import pytest

from plut_audit import rubric
from plut_audit.errors import NothingToReadError, UsageError
from plut_audit.ingest import files, sheets
from plut_audit.ingest.cell_account import CellAccount, total
from plut_audit.ingest.survey import type_answers

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
RUBRIC = rubric.load()
SAMPLES = sorted(path for path in (ROOT / "sample_data").iterdir() if path.is_dir())
CASES = SHARED / "cases"
REFUSED: dict[str, type[Exception]] = {
    # Answers to a rubric of their own, or a workbook that is no survey.
    "other-13-rubric-bands-in-ascending-order": NothingToReadError,
    "other-15-rubric-points-outside-the-scale": NothingToReadError,
    "other-17-rubric-linear-over-choice-text-or-count-of-number": NothingToReadError,
    "other-19-rubric-inf-and-nan": NothingToReadError,
    "other-20-rubric-only-if-of-the-wrong-kind": NothingToReadError,
    "other-22-rubric-points-over-number-expression-or-several-choices": NothingToReadError,
    "other-25-rubric-derived-list-with-unknown-choices": NothingToReadError,
    "other-26-points-lost-under-geometric-mean": NothingToReadError,
    "other-31-xlsx-string-index-with-a-blank-reads-another-text": NothingToReadError,
    "other-33-xlsx-rich-text-loses-blanks-between-runs": NothingToReadError,
    "other-34-xlsx-markup-compatibility": NothingToReadError,
    "other-60-escape-sequences-reach-the-terminal": NothingToReadError,
    "other-67-numbers-as-R-writes-them": NothingToReadError,
    "table-other_column": NothingToReadError,
    "table-scientific": NothingToReadError,
    "table-sub01_latest": NothingToReadError,
    # Folders of several years, which only `batch` reads.
    "other-05-followup-says-resolved-for-silent-centre": UsageError,
    "other-30-batch-refuses-because-of-a-stray-file/surveys": UsageError,
}
"""The folders of cases that are refused as a whole; every other one has an account."""
CORPUS = sorted(path for path in (SHARED / "corpus").glob("*") if path.is_file())


def counted(paths: list[Path]) -> dict[tuple[str, str], int]:
    """The filled cells of each sheet, counted without the account."""
    found: dict[tuple[str, str], int] = {}
    for path, shown_as in files.survey_files(paths):
        try:
            workbook = sheets.read(path, shown_as)
        except sheets.UnreadableFileError:
            continue
        for sheet in workbook.sheets:
            shown = {
                (row, column)
                for row, cells in enumerate(sheet.rows)
                for column, cell in enumerate(cells)
                if str(cell).strip()
            }
            found[sheet.file, sheet.name] = len(shown | {*sheet.errors} | {*sheet.uncalculated})
    return found


def accounts(paths: list[Path]) -> tuple[list[CellAccount], set[str]]:
    """The accounts of a survey, and the files that a problem names as a whole."""
    inputs = files.read(paths, RUBRIC)
    named = {
        file.strip()
        for problem in inputs.problems
        if problem.code in ("FIL-21", "FIL-22", "FIL-23")
        for file in (problem.file, *str(problem.values.get("names", "")).split(","))
    }
    return type_answers(inputs, RUBRIC).cells, named


def check(paths: list[Path]) -> None:
    made, named = accounts(paths)
    assert made
    assert all(account.balanced for account in made), [
        (account.file, account.sheet, account.record()) for account in made if not account.balanced
    ]
    by_sheet = {(account.file, account.sheet): account.filled for account in made}
    filled = counted(paths).items()
    assert by_sheet == {key: cells for key, cells in filled if key[0] not in named}


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda path: path.name)
def test_a_sample_year_adds_up(folder: Path) -> None:
    check([folder])


def _holds_a_table(folder: Path) -> bool:
    """Whether files that are read lie in a folder itself; the README of a case is none."""
    return any(
        path.is_file() and path.name != "README.md" and sheets.readable(path)
        for path in folder.iterdir()
    )


SURVEYS = sorted(
    path for path in CASES.glob("**") if path != CASES and path.is_dir() and _holds_a_table(path)
)


@pytest.mark.parametrize("survey", SURVEYS or [None], ids=lambda path: str(path)[-60:])
def test_the_surveys_of_a_case_add_up(survey: Path | None) -> None:
    if survey is None:
        pytest.skip("the cases lie beside the project and are absent here")
    refusal = REFUSED.get(survey.relative_to(CASES).as_posix())
    if refusal is not None:
        with pytest.raises(refusal):
            accounts([survey])
    else:
        check([survey])


@pytest.mark.parametrize("path", CORPUS or [None], ids=lambda path: path.name if path else "-")
def test_a_strange_workbook_beside_a_survey_adds_up(path: Path | None, tmp_path: Path) -> None:
    if path is None:
        pytest.skip("the corpus lies beside the project and is absent here")
    survey = tmp_path / "a.csv"
    survey.write_text("centre_id,land_area\n71,5\n", encoding="utf-8")
    check([survey, path])


def test_each_kind_of_cell_is_counted_once(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "Kuesioner 2024,,,\n"
        "No,Kode PLUT,Luas lahan,Cuaca\n"
        "1,71,5,cerah\n"
        "2,71.72,,hujan\n"
        ",Jumlah,5,\n"
        "3,72,6,cerah,lebih\n",
        encoding="utf-8",
    )
    (account,), _ = accounts([path])
    figures = {"filled": 19, "read": 3, "headers": 5, "not_asked": 4, "passed_over": 7}
    assert account.record() == figures
    assert account.columns == {"no": 2, "cuaca": 2}
    assert account.reasons == {"total": 2, "longer": 5}
    assert total([account, account]).filled == 2 * account.filled
