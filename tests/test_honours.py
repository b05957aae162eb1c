"""The award shortlist and the institutional ladder, as a report shows them."""

from pathlib import Path

from plut_audit.report.awards import ladder, shortlist
from plut_audit.report.digest import digest

from plut_audit import audit, i18n, report, rubric
from plut_audit.report.blocks import Table

ROOT = Path(__file__).resolve().parents[1]


def scored(edition: str) -> dict:
    i18n.set_language("en")
    return report.result_of(audit.run([ROOT / "sample_data" / "2024"], rubric.load(edition)))


def tables(sections: object) -> list[Table]:
    return [block for one in sections for block in one.blocks if isinstance(block, Table)]


def test_each_class_of_owner_has_its_shortlist_by_printed_score() -> None:
    result = scored("award-2024")
    taken = digest(result)
    for table, levels in zip(
        tables(shortlist(result, taken)), [("provinsi",), ("kabupaten", "kota")], strict=True
    ):
        scores = sorted(
            (
                c["verified"]
                for c in result["centres"]
                if c["ranked"] and c["level"] in levels and c["class"] in ("A", "B")
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
    assert list(shortlist(result, digest(result))) == []


def test_the_ladder_names_what_the_next_step_lacks() -> None:
    result = scored("bappenas-2023")
    taken = digest(result)
    (table,) = tables(ladder(result, taken))
    centres = {one["centre_id"]: one["items"] for one in result["centres"]}
    needs = {"uptd": taken.rubric.ladder[0].needs, "blud": taken.rubric.ladder[1].needs}
    forms = taken.rubric.questions["institutional_form"].choices
    assert len(table.rows) > 50
    for code, _, now, following, missing in table.rows:
        form = centres[code]["GOV-04"]["used"]
        assert now == forms[form]["en"]
        step = "blud" if form == "uptd" else "uptd"
        assert following == forms[step]["en"]
        lacking = [c for c, least in needs[step].items() if centres[code][c]["score"] < least]
        assert all(c in missing for c in lacking)
        assert (missing == "nothing: ready") == (not lacking)
