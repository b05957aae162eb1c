"""The sections that all reports share: numbers of the annex, and parts made only when asked for."""

import zipfile
from dataclasses import replace
from pathlib import Path

import made
import numpy as np
import pytest

from plut_audit import i18n
from plut_audit.analysis.agreement import agreement as study
from plut_audit.analysis.consistency import dimension_alphas
from plut_audit.report import formats
from plut_audit.report import sections as section_modules
from plut_audit.report.associations import effective_weight, effective_weights, item_rest
from plut_audit.report.blocks import Facts, FindingBlock, Paragraph, Section
from plut_audit.report.sections import report_title, sections
from plut_audit.report.table import Column, Table, cell_text
from plut_audit.report.views.robustness import ASSUMPTIONS
from plut_audit.result import Result
from plut_audit.result.extras import (
    Agreement,
    AgreementGroup,
    Alpha,
    AssumptionEffect,
    CountFactor,
    LeaveOut,
    RankInterval,
    Robustness,
)


@pytest.fixture(autouse=True)
def english() -> None:
    i18n.set_language("en")


def of(result: Result) -> dict[str, Section]:
    return {section.key: section for section in sections(result)}


def tables(section: Section) -> list[Table]:
    return [block for block in section.blocks if isinstance(block, Table)]


def column(table: Table, key: str) -> int:
    return [column.key for column in table.columns].index(key)


def test_blanks_and_evidence_are_counted() -> None:
    counted = {row[0]: row[1:] for row in tables(of(made.result())["blanks"])[0].rows}
    answered = [centre for centre in made.result().centre_rows() if centre.responded]
    for code, (seen, reported, unanswered, *_) in counted.items():
        items = [centre.items[str(code)] for centre in answered]
        evidence = [item.evidence.word for item in items]
        assert (seen, reported) == (evidence.count("observed"), evidence.count("reported"))
        assert unanswered == [item.blank for item in items].count("unanswered")


def test_clipped_values_are_counted() -> None:
    rows = {row[0]: list(row[2:]) for row in tables(of(made.result())["normalisation"])[0].rows}
    counts = {}
    for code, indicator in made.result().rubric.indicators.items():
        if indicator.kind != "linear":
            assert rows[code] == [0, 0]
            continue
        low, high = sorted((indicator.low or 0, indicator.high or 0))
        used = [centre.items[code].used for centre in made.result().centre_rows()]
        values = [value for value in used if isinstance(value, float)]
        counts[code] = [sum(v < low for v in values), sum(v > high for v in values)]
        assert rows[code] == counts[code]
    assert any(sum(count) for count in counts.values())


def test_nominal_weights_add_up_to_a_hundred() -> None:
    for table in tables(of(made.result())["weighting"]):
        nominal = [float(str(row[column(table, "nominal")])) for row in table.rows]
        assert sum(nominal) == pytest.approx(100)


def test_effective_weight_is_the_squared_correlation() -> None:
    generator = np.random.default_rng(1)
    left, right = generator.random(30), generator.random(30)
    left[3] = np.nan
    known = ~np.isnan(left)
    expected = np.corrcoef(left[known], right[known])[0, 1] ** 2
    assert effective_weight(left, right) == pytest.approx(expected)
    assert effective_weight(np.ones(30), right) is None
    assert effective_weight(left[:2], right[:2]) is None


def test_effective_weights_add_up_to_one() -> None:
    generator = np.random.default_rng(1)
    columns, index = generator.random((30, 4)), generator.random(30)
    columns[:, 2] = 7  # does not vary
    found = effective_weights(columns, index)
    squared = [np.corrcoef(columns[:, number], index)[0, 1] ** 2 for number in (0, 1, 3)]
    assert found[2] is None
    assert [found[0], found[1], found[3]] == pytest.approx([r / sum(squared) for r in squared])
    for table in tables(of(made.result())["weighting"]):
        at = column(table, "effective")
        assert sum(row[at] or 0 for row in table.rows) == pytest.approx(1)


def test_the_annex_has_one_alpha_a_dimension_that_of_the_study() -> None:
    (alphas, _rests) = tables(of(made.result())["structure"])
    expected = [(row.alpha, row.n) for row in dimension_alphas(made.result())]
    assert [(row[1], row[2]) for row in alphas.rows] == expected
    assert [row.alpha for row in study(made.result()).alpha] == [alpha for alpha, _ in expected]


def test_step_9_says_that_outcomes_were_not_asked() -> None:
    section = of(made.result())["links"]
    (text,) = section.blocks
    assert isinstance(text, Paragraph) and "were not asked" in text.text


def test_step_9_correlates_the_index_with_the_outcomes_that_were_asked() -> None:
    result = made.result(edition="award-2024")
    section = of(result)["links"]
    (table,) = tables(section)
    assert "were not asked" not in str(section.blocks[0])
    rows = {row[0]: row for row in table.rows}
    missing = set(result.rubric.dimension("ROL").indicators) - set(rows)
    assert rows and missing  # the questionnaire of the sample does not ask all of them
    assert all(code in str(section.blocks[-1]) for code in missing)
    ranked, own = [centre for centre in result.centre_rows() if centre.ranked], "ROL"
    weights = {part.code: part.weight for part in result.rubric.dimensions if part.code != own}
    index = np.array(
        [
            sum(weights[code] * (centre.dimensions[code].estimate or 0) for code in weights)
            / sum(weights.values())
            for centre in ranked
        ]
    )
    for code, row in rows.items():
        outcome = np.array([centre.items[code].reported_score for centre in ranked], float)
        known = ~np.isnan(outcome)
        assert row[2] == known.sum()
        if known.sum() > 2 and outcome[known].std():
            expected = np.corrcoef(outcome[known], index[known])[0, 1]
            assert row[3] == pytest.approx(expected, abs=1e-9)


def test_item_rest_leaves_the_item_out() -> None:
    scores = np.array([[1.0, 2, 9], [2, 1, 7], [3, 5, 8], [4, 4, 1]])
    expected = np.corrcoef(scores[:, 0], scores[:, 1:].mean(axis=1))[0, 1]
    assert item_rest(scores, 0) == pytest.approx(expected)


def test_parts_that_were_not_asked_for_are_absent() -> None:
    assert not {"trend", "robustness", "agreement"} & set(of(made.result()))


GROUP = AgreementGroup(
    *("INF-03", 40, 40, 0, 30, 8, 2, 75.0),
    mean_difference=4.2,
    sign_p=0.02,
    error_rate=25.0,
    response_variance=8.5,
    reliability=0.9,
)


def agreement() -> Agreement:
    kappa = replace(GROUP, kappa_kind="linear weighted", kappa=0.61, kappa_low=0.4)
    return Agreement(
        pairs=40,
        tolerance=5.0,
        fewest=30,
        level=0.95,
        seed=1,
        indicators=(kappa,),
        dimensions=(replace(GROUP, code="INF"),),
        provinces=(),
        respondent_roles=(replace(GROUP, code="head"),),
        visits=(),
        counts=(CountFactor("managers", 40, 120.0, 100.0, 0.8333),),
        alpha=(Alpha("INF", 9, 11, 0.7),),
    )


def test_agreement_has_its_groups_with_titles_from_the_rubric() -> None:
    rubric = made.result().rubric
    shown = tables(of(replace(made.result(), agreement=agreement()))["agreement"])
    dimension = f"INF {rubric.dimension('INF').title['en']}"
    indicator = f"INF-03 {rubric.indicators['INF-03'].title['en']}"
    head = rubric.questions["respondent_role"]
    assert [table.rows[0][0] for table in shown] == [
        dimension,
        indicator,
        f"{head.label['en']}: {head.choices['head']['en']}",
        indicator,
        indicator,
        rubric.questions["managers"].label["en"],
    ]
    assert "counts centres" in shown[0].note
    assert shown[4].rows[0][1:] == [40, 25.0, 8.5, 0.9]
    assert shown[5].rows[0][1:] == [40, 120, 100, 0.8333]
    assert list(shown[0].rows[0][1:6]) == [40, 30, 8, 2, 75.0]


def robustness() -> Robustness:
    centre = made.result().ranking[0]
    return Robustness(
        draws=20,
        seed=1,
        ranked=11,
        weight_spread=0.25,
        goalpost_spread=0.1,
        donors=0,
        mean_width=2.0,
        bands=1,
        moves_most="weights",
        assumptions=(
            AssumptionEffect("weights", 1.5, 0.8, False),
            AssumptionEffect("self_report", 0.0, 0.0, True),
        ),
        leave_out=(LeaveOut("INF", 0.5, 1.0, None), LeaveOut("INF-03", 1.5, 3.0, centre.centre_id)),
        centres=(
            RankInterval(centre.centre_id, 1.0, 1.0, 1.0, 3.0, 0.25, 1, 80.0, 79.0, 1.0, 2.0),
        ),
    )


def test_robustness_has_its_words_from_codes() -> None:
    section = of(replace(made.result(), robustness=robustness()))["robustness"]
    assumptions, left_out, intervals = tables(section)
    words = [cell_text(assumptions.columns[0], row[0]) for row in assumptions.rows]
    assert words == ["Weights of indicators and dimensions", ASSUMPTIONS["self_report"]]
    effects = [cell_text(assumptions.columns[3], row[3]) for row in assumptions.rows]
    assert effects == ["moves scores", "inert: moves no score here"]
    assert [row[0] for row in left_out.rows] == ["INF-03", "INF"]
    assert intervals.rows[0][column(intervals, "bottom_tenth")] == 25


def test_another_index_is_called_by_its_own_name() -> None:
    base = made.result()
    rubric = base.rubric.model_copy(
        update={"title": {"id": "Indeks lain", "en": "Another index"}, "sections": {}}
    )
    assert report_title(base) == "Audit of PLUT-KUMKM centres 2024"
    assert report_title(replace(base, rubric=rubric)) == "Another index 2024"


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("edition", ["bappenas-2023", "award-2024"])
def test_no_section_is_empty_and_keys_are_unique(language: str, edition: str) -> None:
    i18n.set_language(language)
    result = made.result(edition=edition)
    result = replace(result, agreement=agreement(), robustness=robustness())
    made_sections = list(sections(result))
    assert len({section.key for section in made_sections}) == len(made_sections)
    for section in made_sections:
        assert section.title, section.key
        assert section.blocks or section.level == 1, section.key
        for block in section.blocks:
            assert isinstance(block, Table | Facts | Paragraph | FindingBlock)
        for table in tables(section):
            assert all(len(row) == len(table.columns) for row in table.rows)
            assert len({shown.key for shown in table.columns}) == len(table.columns)


def test_a_value_is_printed_by_the_language() -> None:
    i18n.set_language("id")
    cells = [(76.61, 2), (1234.5, 1), (2.5, None), (3, None), (None, None), (True, None)]
    printed = [cell_text(Column("key", "", decimals), value) for value, decimals in cells]
    assert printed == ["76,61", "1.234,5", "2,5", "3", "–", "ya"]


# --- registrations: one file, nothing else ---------------------------------------------------

SECTION = """
from plut_audit.report.blocks import Paragraph, Section

ORDER = 15


def sections(result):
    yield Section("greeting", "A section of an office", [Paragraph(f"{result.year} was a year.")])
"""
EXPORT = """
def write(result, path, language):
    path.write_text(f"{language} {result.year} {len(result.centres)}", encoding="utf-8")
"""


@pytest.mark.parametrize("suffix", ["md", "html", "docx", "xlsx"])
def test_a_section_in_a_package_is_in_every_report(
    suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "greeting.py").write_text(SECTION, encoding="utf-8")
    monkeypatch.setattr(section_modules, "__path__", [*section_modules.__path__, str(tmp_path)])
    keys = [section.key for section in sections(made.result())]
    assert keys[keys.index("summary") + 1] == "greeting"
    path = tmp_path / f"report.{suffix}"
    formats.write(made.result(), path, "en")
    assert "2024 was a year" in _text(path)


def _text(path: Path) -> str:
    """What a report holds as text, the parts of a package one after the other."""
    if not zipfile.is_zipfile(path):
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as package:
        return "".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())


def test_an_export_in_a_package_is_a_suffix(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "memo.py").write_text(EXPORT, encoding="utf-8")
    monkeypatch.setattr(formats, "__path__", [*formats.__path__, str(tmp_path)])
    assert "memo" in formats.suffixes()
    formats.write(made.result(), tmp_path / "report.memo", "id")
    assert (tmp_path / "report.memo").read_text(encoding="utf-8") == "id 2024 12"


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("edition", ["bappenas-2023", "award-2024"])
def test_a_stored_result_has_the_same_sections(language: str, edition: str, tmp_path: Path) -> None:
    i18n.set_language(language)
    result = made.result(edition=edition)
    result = replace(result, agreement=agreement(), robustness=robustness())
    result.save(tmp_path / "result.json")
    loaded = Result.load(tmp_path / "result.json")
    for first, second in zip(sections(result), sections(loaded), strict=True):
        assert [_printed(block) for block in first.blocks] == [
            _printed(block) for block in second.blocks
        ], first.key


def _printed(block: object) -> object:
    """A block with its cells as they are printed."""
    if not isinstance(block, Table):
        return block
    rows = [
        [cell_text(column, value) for column, value in zip(block.columns, row, strict=True)]
        for row in block.rows
    ]
    return replace(block, rows=rows)
