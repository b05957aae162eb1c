"""The live workbook of a survey in which the evaluator decided some values."""

from pathlib import Path

from builders import survey as tiny
from test_decisions import codes, result_of, write_ledger
from test_judgements import CENTRE, UNSEEN, item
from test_xlsx import check_everything, opened, recalculated

from plut_audit.report import formats


def test_the_live_workbook_follows_the_judgement(tmp_path: Path) -> None:
    folder = tiny.write_year(tmp_path / "2024", 2024)
    before = result_of(folder)
    rows = [
        ("INF-03", CENTRE, item(before, "INF-03").used, "heavy_damage"),
        ("INF-01", CENTRE, item(before, "INF-01").used, "tidak berlaku"),
        ("INF-03", UNSEEN, item(before, "INF-03", UNSEEN).used, "moderate_damage"),
        ("HRS-04", UNSEEN, "", "open"),
    ]
    ledger = [
        {
            "kind": "evaluator_value",
            "centre_id": centre,
            "indicator": code,
            "old": old,
            "new": new,
        }
        for code, centre, old, new in rows
    ]
    write_ledger(folder / "keputusan.xlsx", *ledger)
    decided = result_of(folder)
    assert codes(decided) == [] and len(decided.decisions) == len(rows)
    formats.write(decided, tmp_path / "out.xlsx", "en")
    check_everything(recalculated(opened(tmp_path / "out.xlsx", values=False), tmp_path), decided)
