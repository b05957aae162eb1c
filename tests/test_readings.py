"""What the manual says of layouts and values is what is read."""

from pathlib import Path
from typing import Any

import pytest
from builders import files, layouts, readings
from builders.readings import LAYOUTS, VALUES, Reading

from plut_audit.audit import Audit
from plut_audit.audit import run as run_audit

ASIDE = {"CEN-05", "CEN-08", "COL-04"}


def figures(done: Audit) -> dict[tuple[str, int], Any]:
    """What each centre reported, by indicator (-1: the date); None where nothing was."""
    items = done.scores.items
    given = done.survey.questionnaire.columns["survey_date"]
    dates = {
        (centre.centre_id, -1): str(given.values[row]) if given.values[row] else None
        for centre, row in zip(done.survey.centres, done.survey.response, strict=True)
    }
    return dates | {
        (centre.centre_id, item): round(value, 9) if given else None
        for centre, has, values in zip(
            done.survey.centres, items.has_reported.tolist(), items.reported.tolist(), strict=True
        )
        for item, (given, value) in enumerate(zip(has, values, strict=True))
    }


@pytest.fixture(scope="module")
def truth(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, int], Any]:
    folder = tmp_path_factory.mktemp("truth")
    plain = readings.table(layouts.named, layouts.coded)
    files.save(folder / "a.xlsx", {"Data": plain})
    return figures(run_audit([folder], readings.RUBRIC))


CASES = [(row, variant) for row in (*LAYOUTS, *VALUES) for variant in range(len(row.variants))]


@pytest.mark.parametrize(
    ("row", "variant"), CASES, ids=[f"{row.written['en']} {number + 1}" for row, number in CASES]
)
def test_a_row_of_the_page_is_read_as_it_says(
    row: Reading, variant: int, truth: dict[tuple[str, int], Any], tmp_path: Path
) -> None:
    row.variants[variant](tmp_path / "survey")
    done = run_audit([tmp_path / "survey"], readings.RUBRIC)
    aside = ASIDE if "COL-11" in row.codes else ASIDE | {"COL-11"}
    assert {problem.code for problem in done.problems} - aside == set(row.codes)
    assert all(account.balanced for account in done.cells)
    found = figures(done)
    assert {key: value for key, value in found.items() if value not in (truth[key], None)} == {}
    assert (found == truth) == row.same
