"""The award shortlist and the institutional ladder, as a report shows them."""

from pathlib import Path

import plut_audit
from plut_audit import i18n
from plut_audit.report.sections import sections
from plut_audit.report.views import award_shortlist, ladder
from plut_audit.result import Result

ROOT = Path(__file__).resolve().parents[1]


def scored(edition: str) -> Result:
    i18n.set_language("en")
    return plut_audit.audit(ROOT / "sample_data" / "2024", rubric=edition)


def test_each_class_of_owner_has_its_shortlist_by_printed_score() -> None:
    result = scored("award-2024")
    owners = [("provinsi",), ("kabupaten", "kota")]
    for table, levels in zip(award_shortlist(result), owners, strict=True):
        scores = sorted(
            (
                centre.estimate or 0.0
                for centre in result.ranking
                if centre.level in levels and centre.class_name in ("A", "B")
            ),
            reverse=True,
        )
        shown = [row[3] for row in table.rows]
        assert shown == [score for score in scores if score >= scores[min(2, len(scores) - 1)]]
        assert [row[0] for row in table.rows] == [
            1 + sum(other > score for other in scores) for score in shown
        ]


def test_an_edition_without_an_award_has_no_shortlist() -> None:
    result = scored("bappenas-2023")
    assert award_shortlist(result) == []
    assert "shortlist" not in {section.key for section in sections(result)}


def test_the_shortlist_is_one_section_of_a_report() -> None:
    result = scored("award-2024")
    (section,) = [section for section in sections(result) if section.key == "shortlist"]
    assert section.blocks[1:] == award_shortlist(result)


def test_the_ladder_names_what_the_next_step_lacks() -> None:
    result = scored("bappenas-2023")
    table = ladder(result)
    centres = {centre.centre_id: centre.items for centre in result.centre_rows()}
    steps = result.rubric.ladder
    needs = {"uptd": steps[0].needs, "blud": steps[1].needs}
    forms = result.rubric.questions["institutional_form"].choices
    assert len(table.rows) > 50
    for code, _, now, following, missing in table.rows:
        items = centres[str(code)]
        form = str(items["GOV-04"].used)
        assert now == forms[form]["en"]
        step = "blud" if form == "uptd" else "uptd"
        assert following == forms[step]["en"]
        lacking = [c for c, least in needs[step].items() if (items[c].score or 0) < least]
        assert all(c in str(missing) for c in lacking)
        assert (missing == "all conditions met") == (not lacking)
