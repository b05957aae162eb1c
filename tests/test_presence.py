"""Absence is no answer: rows that only name a centre, forms that nobody touched; no infinity."""

import json
import math
from pathlib import Path

import pytest
from small_survey import CENTRES, answers_of, write_year

from plut_audit import audit, report, rubric
from plut_audit.audit import Audit
from plut_audit.report.formats.json import write as write_json
from plut_audit.rubric.fields import Form
from plut_audit.rubric.forms import table as tables

RUBRIC = rubric.load()


def run(*paths: Path) -> Audit:
    return audit.run(list(paths), RUBRIC)


def figures(done: Audit) -> tuple[int, int, list[float]]:
    survey = done.survey
    verified = [float(x) for x in done.scores.verified.index if not math.isnan(x)]
    return int(survey.responded.sum()), int(survey.visited.sum()), verified


def absent(done: Audit) -> dict[str, object]:
    return {p.file: p.blanks["count"] for p in done.problems if p.code == "SUB-05"}


@pytest.mark.parametrize("form", ["questionnaire", "visit"])
def test_a_form_with_the_centres_filled_in_beforehand_changes_nothing(
    tmp_path: Path, form: Form
) -> None:
    write_year(tmp_path)
    before = figures(run(tmp_path))
    known = [{"centre_id": code, "centre_name": name} for code, name, *_ in CENTRES]
    for language in ("id", "en"):
        (tmp_path / f"{language}.xlsx").write_bytes(tables.write(RUBRIC, form, language, known))
    done = run(tmp_path)
    assert figures(done) == before
    assert absent(done) == {"id.xlsx": 5, "en.xlsx": 5}


def test_dates_and_the_visitor_filled_in_beforehand_are_no_visit(tmp_path: Path) -> None:
    write_year(tmp_path)
    before = figures(run(tmp_path))
    lines = ["centre_id,visit_date,visit_time,announced,open_at_visit,internet_mbps"]
    lines += [f"{code},2024-05-01,10:00,no,," for code, *_ in CENTRES]
    (tmp_path / "plan.csv").write_text("\n".join(lines), encoding="utf-8")
    done = run(tmp_path)
    assert figures(done) == before and absent(done) == {"plan.csv": 5}


def test_an_answer_of_any_kind_is_a_response(tmp_path: Path) -> None:
    for cell in ("0", "tidak tahu", "lima"):
        lines = ["centre_id,survey_date,internet_mbps", f"71.72,2024-03-01,{cell}"]
        (tmp_path / "q.csv").write_text("\n".join(lines), encoding="utf-8")
        assert figures(run(tmp_path))[0] == 1


def test_a_row_filled_in_beforehand_beside_the_response_is_no_second_one(tmp_path: Path) -> None:
    good = answers_of(3)
    header = list(good)
    rows = [",".join(good.values()), ",".join([good["centre_id"], *[""] * (len(header) - 1)])]
    text = "\n".join([",".join(header), *rows])
    (tmp_path / "q.csv").write_text(text, encoding="utf-8")
    done = run(tmp_path)
    assert not [p for p in done.problems if p.code in ("SUB-01", "SUB-06")]
    assert absent(done) == {"q.csv": 1}


def test_the_list_of_its_consultants_is_a_response(tmp_path: Path) -> None:
    header = "centre_id,centre_name,survey_date,consultants_active"
    (tmp_path / "q.csv").write_text(f"{header}\n71.72,PLUT Kota Bitung,2024-03-01,\n")
    (tmp_path / "r.csv").write_text("centre_id,field,active\n71.72,hr,yes\n")
    done = run(tmp_path)
    assert figures(done)[0] == 1 and not absent(done)


def test_a_centre_that_was_asked_nothing_that_counts_ends_nothing(tmp_path: Path) -> None:
    write_year(tmp_path)
    text = "centre_id,centre_name,year_operational\n72.71,PLUT-KUMKM Kota Palu,2016\n"
    (tmp_path / "other.csv").write_text(text, encoding="utf-8")
    done = run(tmp_path)
    result = report.result_of(done)
    palu = next(one for one in result["centres"] if one["centre_id"] == "72.71")
    assert figures(done)[0] == 5 and palu["rank"] is None
    write_json(result, tmp_path / "x.json", "en")
    json.loads((tmp_path / "x.json").read_text(encoding="utf-8"), parse_constant=pytest.fail)


def test_numbers_too_large_for_a_product_reach_no_score(tmp_path: Path) -> None:
    folder = tmp_path / "rubric"
    folder.mkdir()
    (folder / "rubric.toml").write_text('id = "t"\ntitle = "t"\n[columns]\ncentre_id = "id"\n')
    items = [
        f'[D-0{number}]\ntitle = "v"\nweight = 1\nkind = "linear"\nvalue = "{value}"\nlow = 0\n'
        "high = 100\n"
        for number, value in enumerate(("a / b", "a * b - a * b", "a + a"), 1)
    ]
    (folder / "d.toml").write_text('code = "D"\ntitle = "D"\nweight = 1\n' + "".join(items))
    (tmp_path / "data.csv").write_text("id,a,b\nA,1e308,1e-300\nB,1.7e308,1e308\nC,1,2\nD,,\n")
    done = audit.run([tmp_path / "data.csv"], rubric.load(folder))
    result = report.result_of(done)
    write_json(result, tmp_path / "x.json", "en")
    json.loads((tmp_path / "x.json").read_text(encoding="utf-8"), parse_constant=pytest.fail)
    assert len(result["centres"]) == 4
