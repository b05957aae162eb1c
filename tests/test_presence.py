"""Absence is no answer: rows that only name a centre, forms that nobody touched; no infinity."""

import json
import math
import random
import shutil
from pathlib import Path

import pytest
from records import records
from small_survey import CENTRES, answers_of, write_year

from plut_audit import rubric
from plut_audit.audit import Audit, Options
from plut_audit.audit import run as run_audit
from plut_audit.errors import AuditError
from plut_audit.result import Result
from plut_audit.rubric import forms
from plut_audit.rubric.fields import Form
from plut_audit.rubric.forms import table as tables

RUBRIC = rubric.load()


def run(*paths: Path) -> Audit:
    return run_audit(list(paths), RUBRIC)


def figures(done: Audit) -> tuple[int, int, list[float]]:
    survey = done.survey
    combined = [float(x) for x in done.scores.combined.index if not math.isnan(x)]
    return int(survey.responded.sum()), int(survey.visited.sum()), combined


def absent(done: Audit) -> dict[str, object]:
    return {p.file: p.values["count"] for p in done.problems if p.code == "SUB-05"}


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


def test_the_blank_forms_of_the_instrument_change_nothing(tmp_path: Path) -> None:
    write_year(tmp_path)
    before = figures(run(tmp_path))
    for language in ("id", "en"):
        forms.write_forms(tmp_path / language, RUBRIC, language)
    done = run(tmp_path)
    assert figures(done) == before
    assert not [
        p for p in done.problems if p.severity == "error" and p.file.startswith(("id/", "en/"))
    ]


def unanswered(done: Audit) -> list[tuple[str, str]]:
    """The forms without answers: each file, and what it was read as."""
    found = [p for p in done.problems if p.code == "SUB-09"]
    return [(p.file, p.values["form"]["en"]) for p in found]


def test_a_form_without_answers_in_the_place_of_answers_is_named(tmp_path: Path) -> None:
    """Header alone, blank rows, or any of the instrument's own blank forms."""
    write_year(tmp_path / "year")
    for language in ("id", "en"):
        forms.write_forms(tmp_path / language, RUBRIC, language)
    for name, form in (("visits.csv", "a field visit"), ("questionnaire.csv", "a questionnaire")):
        rows = (tmp_path / "year" / name).read_text(encoding="utf-8").splitlines()
        blank = "," * rows[0].count(",")
        for lines in (rows[:1], [rows[0], blank, blank]):
            folder = shutil.copytree(tmp_path / "year", tmp_path / "copy")
            (folder / name).write_text("\n".join(lines), encoding="utf-8")
            assert unanswered(run(folder)) == [(name, form)]
            shutil.rmtree(folder)
    for path in sorted(tmp_path.glob("*/visit_[st]*.xlsx")):
        folder = shutil.copytree(tmp_path / "year", tmp_path / "copy")
        (folder / "visits.csv").unlink()
        shutil.copy(path, folder)
        done = run(folder)
        assert unanswered(done) == [(path.name, "a field visit")] and not absent(done)
        shutil.rmtree(folder)


def test_files_of_another_year_are_named(tmp_path: Path) -> None:
    """The visits or the questionnaire of the year before in the place of this year's."""
    for name in ("questionnaire.csv", "visits.csv"):
        folder = tmp_path / name.partition(".")[0]
        write_year(folder)
        assert not [p for p in run(folder).problems if p.code == "VAL-15"]
        text = (folder / name).read_text(encoding="utf-8").replace("2024-0", "2023-0")
        (folder / name).write_text(text, encoding="utf-8")
        done = run_audit([folder], RUBRIC, Options(year=2024))
        (problem,) = [p for p in done.problems if p.code == "VAL-15"]
        rows = text.splitlines()
        assert problem.file == name
        assert (problem.values["count"], problem.values["year"]) == (len(rows) - 1, 2024)


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
    made = Result.from_audit(done)
    result = records(made)
    palu = next(one for one in result["centres"] if one["centre_id"] == "72.71")
    assert figures(done)[0] == 5 and palu["rank"] is None
    made.save(tmp_path / "x.json")
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
    done = run_audit([tmp_path / "data.csv"], rubric.load(folder))
    made = Result.from_audit(done)
    result = records(made)
    made.save(tmp_path / "x.json")
    json.loads((tmp_path / "x.json").read_text(encoding="utf-8"), parse_constant=pytest.fail)
    assert len(result["centres"]) == 4


ODD_CELLS = [
    *("", "1", "0", "1e999", "1e300", "-1e300", "nan", "inf", "33.1", "33.10", '="33.01"', "45 %"),
    *("03/04/2024", "3/14/24", "31/12/99", "0/0/0000", "24:61", "2024", "ya", "tidak tahu", "x"),
    *("Kab. Cilacap", "71.72", "71", "yes", "good", "Senin-Jumat 08.00-16.00", "#REF!", "9" * 60),
]
ODD_COLUMNS = ["name", "kode", "since", "Timestamp", "_uuid", "KEY", "Edits", "year", "field"]


@pytest.mark.parametrize("seed", range(20))
def test_no_cells_in_any_columns_end_a_run_or_reach_a_result_as_infinity(
    tmp_path: Path, seed: int
) -> None:
    rng = random.Random(seed)
    questions = [*RUBRIC.asked_in("questionnaire"), *RUBRIC.asked_in("visit"), *ODD_COLUMNS]
    for number in range(3):
        columns = ["centre_id", *rng.sample(questions, rng.randint(2, 30))]
        rows = [columns, *([rng.choice(ODD_CELLS) for _ in columns] for _ in range(5))]
        text = "\n".join(";".join(row) for row in rows)
        (tmp_path / f"{number}.csv").write_text(text, encoding="utf-8")
    try:
        made = Result.from_audit(run(tmp_path))
    except AuditError:
        return
    made.save(tmp_path / "x.json")
    json.loads((tmp_path / "x.json").read_text(encoding="utf-8"), parse_constant=pytest.fail)
