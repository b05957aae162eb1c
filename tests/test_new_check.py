"""A check is one object in one file: its words and its rule, and nothing else knows of it."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from builders.survey import write_five_centres, write_year

import plut_audit
from plut_audit import i18n, rubric
from plut_audit.analysis import trends
from plut_audit.audit import Options, run
from plut_audit.report import explain, formats
from plut_audit.result import FindingRow, Result
from plut_audit.scoring.findings import checks

WORDS = """
from plut_audit.scoring.findings.checks import Check


def words(name):
    return {
        "title": {"id": f"Luas {name}", "en": f"Area {name}"},
        "criterion": {"id": "Kriteria lahan", "en": "Criterion of land"},
        "effect": {"id": "Akibat lahan", "en": "Effect of land"},
        "recommendation": {"id": "Ukur lagi", "en": "Measure again"},
    }

"""
OF_ONE_YEAR = f"""{WORDS}
def holds(context):
    return context.answers["land_area"].values > 0


CHECKS = [
    Check("LND-01", ("land_area",), **words("positif"), holds=holds),
    Check("LND-02", ("not_a_question",), **words("tak ditanya"), holds=holds),
]
"""
OF_TWO_YEARS = f"""{WORDS}
import numpy as np


def holds_after(years):
    rows = [years.old.row_of.get(code, -1) for code in years.new.row_of]
    before = years.old.reported_values("land_area")
    now = years.new.reported_values("land_area")
    pairs = zip(rows, now, strict=True)
    return np.array([row >= 0 and before[row] == value for row, value in pairs])


CHECKS = [
    Check(
        "LND-03",
        ("land_area",),
        **words("sama"),
        condition={{"id": "Sama: {{answers}} ({{count}})", "en": "Same: {{answers}} ({{count}})"}},
        holds_after=holds_after,
    )
]
"""


Add = Callable[[str, str], None]


@pytest.fixture
def add(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Add]:
    """Puts a module of checks into a temporary folder of the package."""

    def into_package(name: str, text: str) -> None:
        folder = tmp_path / "more_checks"
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
        monkeypatch.setattr(checks, "__path__", [*checks.__path__, str(folder)])

    before = set(sys.modules)
    yield into_package
    for name in set(sys.modules) - before:
        if name.startswith(f"{checks.__name__}."):
            del sys.modules[name]
    i18n.set_language("en")


def findings(result: Result, code: str) -> list[FindingRow]:
    return [row for row in result.finding_rows() if row.code == code]


@pytest.mark.parametrize(
    ("language", "title", "criterion"),
    [("id", "Luas positif", "Kriteria lahan"), ("en", "Area positif", "Criterion of land")],
)
def test_a_check_in_a_package_is_found_worded_and_explained(
    add: Add, tmp_path: Path, language: str, title: str, criterion: str
) -> None:
    add("land", OF_ONE_YEAR)
    result = plut_audit.audit(write_five_centres(tmp_path / "2024"))
    found = findings(result, "LND-01")
    assert found
    text = result.wording(language).finding(found[0].row)
    question = i18n.localized(result.rubric.questions["land_area"].label, language)
    assert (text.title, text.criterion) == (title, criterion)
    assert text.condition.startswith(f"{title}: {question}")
    assert found[0].cells and all("questionnaire" in cell for cell in found[0].cells)
    i18n.set_language(language)
    explained = [line for _, line in explain.explain_code("lnd-01", result.rubric)]
    assert explained[0] == f"LND-01  {title}"
    assert criterion in explained
    formats.write(result, tmp_path / "report.md", language)
    assert title in (tmp_path / "report.md").read_text(encoding="utf-8")


def test_a_check_of_a_question_that_is_not_asked_finds_nothing(add: Add, tmp_path: Path) -> None:
    add("land", OF_ONE_YEAR)
    result = plut_audit.audit(write_five_centres(tmp_path / "2024"))
    assert findings(result, "LND-02") == []


def test_a_stored_result_keeps_the_finding(add: Add, tmp_path: Path) -> None:
    add("land", OF_ONE_YEAR)
    result = plut_audit.audit(write_five_centres(tmp_path / "2024"))
    result.save(tmp_path / "result.json")
    loaded = Result.load(tmp_path / "result.json")
    for first, second in zip(findings(result, "LND-01"), findings(loaded, "LND-01"), strict=True):
        assert first.text == second.text
        assert first.cells == second.cells


def test_a_check_in_a_package_can_need_the_year_before(add: Add, tmp_path: Path) -> None:
    add("land_again", OF_TWO_YEARS)
    years = [_year(tmp_path, 2023), _year(tmp_path, 2024)]
    assert findings(years[1], "LND-03") == []
    first, second = trends.with_history(years)
    assert findings(first, "LND-03") == []
    found = findings(second, "LND-03")
    assert found
    label = i18n.localized(second.rubric.questions["land_area"].label, "id")
    assert second.wording("id").finding(found[0].row).condition.startswith(f"Sama: {label}")
    assert found[0].cells
    again = trends.with_history([first, second])[1]
    assert len(findings(again, "LND-03")) == len(found)


def _year(folder: Path, year: int) -> Result:
    write_year(folder / str(year), year)
    return Result.from_audit(run([folder / str(year)], rubric.load(), Options(year=year)))


def test_without_its_file_a_check_is_gone() -> None:
    assert not any(code.startswith("LND") for code in checks.all_checks())


def test_two_checks_with_one_code_are_a_fault(add: Add) -> None:
    add("land", OF_ONE_YEAR)
    add("land_twice", OF_ONE_YEAR)
    with pytest.raises(ValueError, match="LND-01"):
        checks.all_checks()


def test_no_module_outside_names_the_code_of_a_check() -> None:
    package = Path(plut_audit.__file__).parent
    own = Path(checks.__file__).parent
    named = [
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if own not in path.parents
        for code in checks.all_checks()
        if f'"{code}"' in path.read_text(encoding="utf-8")
    ]
    assert named == []
