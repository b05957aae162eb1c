"""The sections that all reports share: numbers of the annex, and parts made only when asked for."""

from typing import Any

import made
import numpy as np
import pytest
from plut_audit.report.digest import digest

from plut_audit import i18n
from plut_audit.report import associations
from plut_audit.report.blocks import Facts, Finding, Paragraph, Section, Table, shown
from plut_audit.report.sections import sections, title


@pytest.fixture(autouse=True)
def english() -> None:
    i18n.set_language("en")


def of(result: dict[str, Any]) -> dict[str, Section]:
    return {section.key: section for section in sections(result, digest(result))}


def tables(section: Section) -> list[Table]:
    return [block for block in section.blocks if isinstance(block, Table)]


def test_blanks_and_evidence_are_counted() -> None:
    counted = {row[0]: row[1:] for row in tables(of(made.result())["blanks"])[0].rows}
    answered = [one for one in made.result()["centres"] if one["responded"]]
    for code, (seen, reported, unanswered, *_) in counted.items():
        evidence = [one["items"][code]["evidence"] for one in answered]
        assert (seen, reported, unanswered) == tuple(
            map(evidence.count, ("observed", "reported", "none"))
        )


def test_clipped_values_are_counted() -> None:
    rows = {row[0]: row[2:] for row in tables(of(made.result())["normalisation"])[0].rows}
    beyond = [
        one for one in made.result()["centres"] if (one["items"]["INF-01"]["used"] or 0) > 2000
    ]
    assert beyond and rows["INF-01"] == [0, len(beyond)]


def test_nominal_weights_add_up_to_a_hundred() -> None:
    weights = tables(of(made.result())["weighting"])
    assert all(
        sum(row[2 if len(row) == 4 and table is weights[1] else 1] for row in table.rows)
        == pytest.approx(100)
        for table in weights
    )


def test_effective_weight_is_the_squared_correlation() -> None:
    draw = np.random.default_rng(1)
    left, right = draw.random(30), draw.random(30)
    left[3] = np.nan
    known = ~np.isnan(left)
    expected = np.corrcoef(left[known], right[known])[0, 1] ** 2
    assert associations.effective_weight(left, right) == pytest.approx(expected)
    assert associations.effective_weight(np.ones(30), right) is None
    assert associations.effective_weight(left[:2], right[:2]) is None


def test_item_rest_leaves_the_item_out() -> None:
    scores = np.array([[1.0, 2, 9], [2, 1, 7], [3, 5, 8], [4, 4, 1]])
    expected = np.corrcoef(scores[:, 0], scores[:, 1:].mean(axis=1))[0, 1]
    assert associations.item_rest(scores, 0) == pytest.approx(expected)


def test_parts_that_were_not_asked_for_are_absent() -> None:
    assert not {"trend", "robustness", "agreement"} & set(of(made.result()))


def test_agreement_has_its_groups() -> None:
    figures = {
        "n": 40,
        "centres": 40,
        "changed": 0,
        "agree": 30,
        "overstated": 8,
        "understated": 2,
        "agreement": 75.0,
        "mean_difference": 4.2,
        "mean_difference_low": 1.0,
        "mean_difference_high": 7.0,
        "sign_p": 0.02,
    }
    one = {
        "code": "INF-03",
        "title": made.same("Building"),
        **figures,
        "kappa_kind": "linear weighted",
        "kappa": 0.61,
        "kappa_se": 0.1,
        "kappa_low": 0.4,
        "kappa_high": 0.8,
        "ac1": None,
    }
    part = {
        "pairs": 40,
        "tolerance": 5.0,
        "fewest": 30,
        "indicators": [one],
        "dimensions": [one],
        "provinces": [],
        "respondent_roles": [],
        "visits": [],
        "alpha": [
            {
                "code": "INF",
                "title": made.same("I"),
                "items": 9,
                "n": 11,
                "alpha_pairwise": 0.7,
                "complete": 9,
                "alpha_listwise": None,
            }
        ],
    }
    found = tables(of({**made.result(), "agreement": part})["agreement"])
    assert [table.rows[0][0] for table in found] == ["INF-03 Building"] * 3 + ["INF I"]
    assert found[0].rows[0][1:6] == [40, 30, 8, 2, 75.0]


def test_another_index_is_called_by_its_own_name() -> None:
    base = made.result()
    edition = {
        **base["edition"],
        "title": made.same("Another index"),
        "rubric": {**base["edition"]["rubric"], "sections": {}},
    }
    assert title(base) == "Audit of PLUT-KUMKM centres 2024"
    assert title({**base, "edition": edition}) == "Another index 2024"


@pytest.mark.parametrize("tongue", i18n.LANGUAGES)
def test_no_section_is_empty_and_all_speak_the_language(tongue: str) -> None:
    i18n.set_language(tongue)
    for key, section in of(made.result()).items():
        assert section.title, key
        assert all(
            isinstance(block, Table | Facts | Paragraph | Finding) for block in section.blocks
        )
        assert all(
            len(row) == len(table.headings) for table in tables(section) for row in table.rows
        )


def test_a_value_is_printed_by_the_language() -> None:
    i18n.set_language("id")
    assert [shown(76.61, 2), shown(1234.5, 1), shown(2.5), shown(3), shown(None), shown(True)] == [
        "76,61",
        "1.234,5",
        "2,5",
        "3",
        "–",
        "ya",
    ]
