"""Rubrics that others would write for their own units, held against sums done by hand."""

import math
from pathlib import Path

import pytest

from plut_audit import rubric
from plut_audit.audit import Audit
from plut_audit.audit import run as run_audit
from plut_audit.errors import AuditError

HEAD = 'id = "own"\ntitle = "Own"\n'


def score(folder: Path, rules: str, dimensions: dict[str, str], table: str) -> Audit:
    """A rubric written into a folder, and a table scored with it."""
    own = folder / "rubric"
    own.mkdir()
    (own / "rubric.toml").write_text(HEAD + rules, encoding="utf-8")
    for code, text in dimensions.items():
        head = f'code = "{code}"\ntitle = "{code}"\n'
        (own / f"{code}.toml").write_text(head + text, encoding="utf-8")
    path = folder / "table.csv"
    path.write_text(table, encoding="utf-8")
    return run_audit([path], rubric.load(own))


def item(code: str, value: str, low: float, high: float, weight: float = 1, more: str = "") -> str:
    return (
        f'[{code}]\nweight = {weight}\nkind = "linear"\nvalue = "{value}"\n'
        f"low = {low}\nhigh = {high}\n{more}\n"
    )


def index(found: Audit) -> dict[str, float]:
    codes = (centre.centre_id for centre in found.survey.centres)
    return dict(zip(codes, found.scores.combined.index.tolist(), strict=True))


def ranks(found: Audit) -> dict[str, float]:
    codes = (centre.centre_id for centre in found.survey.centres)
    return dict(zip(codes, found.ranking.rank.tolist(), strict=True))


def test_goalposts_the_other_way_round_and_unequal_weights(tmp_path: Path) -> None:
    parts = {
        "A": "weight = 3\n" + item("A-01", "mortality", 200, 0, 2) + item("A-02", "schools", 0, 10),
        "B": "weight = 1\n" + item("B-01", "roads", 0, 50),
    }
    table = "centre_id,mortality,schools,roads\nx,50,5,10\ny,250,10,60\n"
    found = score(tmp_path, "", parts, table)
    a = (2 * 75 + 1 * 50) / 3
    assert index(found)["x"] == pytest.approx((3 * a + 20) / 4)
    assert index(found)["y"] == pytest.approx((3 * (0 + 100) / 3 + 100) / 4)
    assert found.scores.items.clipped.tolist() == [[False] * 3, [True, False, True]]


@pytest.mark.parametrize(("low", "high"), [(100, 75_000), (75_000, 100)])
def test_logarithm_in_either_direction(tmp_path: Path, low: float, high: float) -> None:
    part = {"A": "weight = 1\n" + item("A-01", "income", low, high, more='transform = "ln"')}
    found = score(tmp_path, "", part, "centre_id,income\nx,5000\ny,0\nz,-3\n")
    rising = 100 * math.log(5000 / 100) / math.log(75_000 / 100)
    up = low < high
    assert index(found)["x"] == pytest.approx(rising if up else 100 - rising)
    assert index(found)["y"] == index(found)["z"] == (0 if up else 100)


def test_geometric_at_both_levels_with_a_floor(tmp_path: Path) -> None:
    rules = '[scoring]\nindex_mean = "geometric"\nfloor = 1\n'
    parts = {
        "A": 'weight = 2\nmean = "geometric"\n'
        + item("A-01", "p", 0, 100, 3)
        + item("A-02", "q", 0, 100),
        "B": "weight = 1\n" + item("B-01", "r", 0, 100) + item("B-02", "s", 0, 100),
    }
    found = score(tmp_path, rules, parts, "centre_id,p,q,r,s\nx,80,40,30,50\ny,0,40,0,0\n")
    a = (80**3 * 40) ** (1 / 4)
    assert index(found)["x"] == pytest.approx((a**2 * 40) ** (1 / 3))
    # 0 counts as the floor in either mean, so that one zero does not wipe out all else.
    assert index(found)["y"] == pytest.approx(((1**3 * 40) ** (1 / 4 * 2) * 1) ** (1 / 3))


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("min", [1, 2, 2, 4]),
        ("max", [1, 3, 3, 4]),
        ("average", [1, 2.5, 2.5, 4]),
        ("dense", [1, 2, 2, 3]),
    ],
)
def test_rank_rules(tmp_path: Path, rule: str, expected: list[float]) -> None:
    rules = f'[scoring]\ntie_rule = "{rule}"\ndecimals = 0\n'
    part = {"A": "weight = 1\n" + item("A-01", "p", 0, 100)}
    found = score(tmp_path, rules, part, "centre_id,p\na,90\nb,80.4\nc,79.6\nd,70\n")
    assert list(ranks(found).values()) == expected


def test_ranks_on_the_unrounded_score(tmp_path: Path) -> None:
    rules = (
        '[scoring]\nrank_on = "unrounded"\ndecimals = 0\n[[bands]]\nname = "up"\nabove = 80\n'
        '[[bands]]\nname = "down"\n'
    )
    part = {"A": "weight = 1\n" + item("A-01", "p", 0, 100)}
    found = score(tmp_path, rules, part, "centre_id,p\na,90\nb,80.4\nc,80\n")
    assert list(ranks(found).values()) == [1, 2, 3]
    assert found.ranking.class_name.tolist() == ["up", "up", "down"]


def test_codes_are_taken_as_they_are_written(tmp_path: Path) -> None:
    part = {"A": "weight = 1\n" + item("A-01", "p", 0, 100)}
    rows = ["1101,Aceh", "01101,Aceh", "DE,Germany", "de,Same name", "11,Aceh"]
    table = "centre_id,centre_name,p\n" + "".join(f"{row},{n}\n" for n, row in enumerate(rows))
    found = score(tmp_path, "", part, table)
    centres = found.survey.centres
    assert sorted(centre.centre_id for centre in centres) == ["01101", "11", "1101", "DE", "de"]
    assert {centre.province for centre in centres} == {""}
    assert found.problems == []  # a table of units needs no registry
    assert found.ranking.ranked.all()


def test_names_are_enough(tmp_path: Path) -> None:
    rules = '[columns]\ncentre_name = "Country"\np = "Score, 2024"\n'
    part = {"A": "weight = 1\n" + item("A-01", "p", 0, 1)}
    found = score(tmp_path, rules, part, 'Country,"Score, 2024"\nBandung,0.625\nSemarang,0.250\n')
    assert index(found) == {"Bandung": 62.5, "Semarang": 25}


@pytest.mark.parametrize(
    ("value", "header", "hint"),
    [
        ("eyz", "eys", "did you mean 'eys'?"),
        ("p / populasion", "population", "did you mean 'population'?"),
        ("schooling", "gni", "known are gni"),
    ],
)
def test_a_column_that_no_table_has_is_an_error(
    tmp_path: Path, value: str, header: str, hint: str
) -> None:
    """Scored without it, the index of every unit would be another one."""
    part = {"A": "weight = 1\n" + item("A-01", "p", 0, 100) + item("A-02", value, 0, 100)}
    with pytest.raises(AuditError) as stopped:
        score(tmp_path, "", part, f"centre_id,p,{header}\nx,62,5\n")
    assert "A-02" in str(stopped.value)
    assert hint in str(stopped.value)


def test_a_column_may_stand_in_another_table(tmp_path: Path) -> None:
    part = {"A": "weight = 1\n" + item("A-01", "p", 0, 100) + item("A-02", "q", 0, 100)}
    with pytest.raises(AuditError):
        score(tmp_path, "", part, "centre_id,p\nx,60\n")
    other = tmp_path / "other.csv"
    other.write_text("centre_id,q\nx,20\n", encoding="utf-8")
    found = run_audit([tmp_path / "table.csv", other], rubric.load(tmp_path / "rubric"))
    assert index(found) == {"x": 40}


def test_a_table_with_decimal_commas(tmp_path: Path) -> None:
    part = {"A": "weight = 1\n" + item("A-01", "p", 0, 100)}
    found = score(tmp_path, "", part, "centre_id;p\nx;62,5\ny;7,25\n")
    assert index(found) == pytest.approx({"x": 62.5, "y": 7.25})


def test_a_workbook_as_a_table(tmp_path: Path) -> None:
    from openpyxl import Workbook

    part = {"A": "weight = 1\n" + item("A-01", "p", 0, 100)}
    score(tmp_path, "", part, "centre_id,p\nx,1\n")
    book = Workbook()
    for row in (["Report of 2024"], ["centre_id", "p"], ["x", 62.879], [7, "12.345"]):
        book.active.append(row)
    book.save(tmp_path / "table.xlsx")
    found = run_audit([tmp_path / "table.xlsx"], rubric.load(tmp_path / "rubric"))
    assert index(found) == pytest.approx({"7": 12.345, "x": 62.879})


def test_blanks_keep_a_unit_from_a_rank_but_not_from_the_list(tmp_path: Path) -> None:
    rules = "[scoring]\nminimum_coverage = 1\n"
    part = {"A": "weight = 1\n" + item("A-01", "p", 0, 100) + item("A-02", "q", 0, 100)}
    found = score(tmp_path, rules, part, "centre_id,p,q\nx,10,20\ny,90,\nz,50,NA\n")
    assert ranks(found) == {"x": 1, "y": 0, "z": 0}
    assert found.scores.reweighted.index.tolist() == [15, 90, 50]


def test_points_by_numbered_answers(tmp_path: Path) -> None:
    part = {
        "A": 'weight = 1\n[A-01]\nweight = 1\nkind = "points"\nvalue = "grade"\n'
        "points = { 1 = 100, 2 = 60, 3 = 0, yes = 10 }\n"
    }
    found = score(tmp_path, "", part, "centre_id,grade\na,1\nb,2.0\nc,3\nd,yes\ne,4\n")
    assert list(index(found).values()) == [100, 60, 0, 10, 0]
    assert [problem.value for problem in found.problems if problem.question == "grade"] == ["4"]


@pytest.mark.parametrize("blank", ["", "NA", "N/A", "..", "-", "NaN", "#N/A"])
def test_what_statistics_offices_write_for_nothing(tmp_path: Path, blank: str) -> None:
    part = {"A": "weight = 1\n" + item("A-01", "p", 0, 100)}
    found = score(tmp_path, "", part, f"centre_id,p\nx,10\ny,{blank}\n")
    assert ranks(found) == {"x": 1, "y": 0}


def test_a_code_that_looks_like_a_blank_is_a_code(tmp_path: Path) -> None:
    part = {"A": "weight = 1\n" + item("A-01", "x", 0, 10)}
    found = score(tmp_path, "", part, "centre_id,centre_name,x\nNA,Namibia,5\nNO,Norway,7\n")
    assert ranks(found) == {"NA": 2, "NO": 1}
