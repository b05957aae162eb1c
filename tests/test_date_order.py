"""The dates of a file are written in one order: settled by all of them, else reported."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from plut_audit import rubric
from plut_audit.audit import Audit
from plut_audit.audit import run as run_audit
from plut_audit.ingest.values import date_order, read_date

RUBRIC = rubric.load()
CODES = ("31", "51.71", "71", "71.72", "72.71", "33", "35", "36")
DAYS = st.lists(st.dates(date(2001, 1, 1), date(2060, 12, 31)), min_size=1, max_size=8)
PATTERNS = {"day": "{0.day}/{0.month}/{0.year}", "month": "{0.month}/{0.day}/{0.year}"}


def run(folder: Path, *files: tuple[str, list[str]]) -> Audit:
    for name, lines in files:
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return run_audit([folder], RUBRIC)


def rows(dates: list[str]) -> list[str]:
    listed = [f"{code};{day};5" for code, day in zip(CODES, dates, strict=False)]
    return ["centre_id;survey_date;internet_mbps", *listed]


def days(done: Audit) -> dict[str, date | None]:
    survey, column = done.survey, done.survey.questionnaire.columns["survey_date"]
    return {
        centre.centre_id: None if column.blank[row] else column.values[row]
        for centre, row in zip(survey.centres, survey.response, strict=True)
    }


def codes(done: Audit) -> list[str]:
    return [problem.code for problem in done.problems if problem.code.startswith("VAL")]


def test_one_date_that_fits_one_order_settles_the_file(tmp_path: Path) -> None:
    done = run(tmp_path, ("q.csv", rows(["3/1/2024", "3/14/2024", "3/4/2024"])))
    assert list(days(done).values()) == [date(2024, 3, 1), date(2024, 3, 14), date(2024, 3, 4)]
    assert codes(done) == ["VAL-21"]


def test_day_first_dates_that_settle_themselves_are_no_problem(tmp_path: Path) -> None:
    done = run(tmp_path, ("q.csv", rows(["03/01/2024", "14/03/2024"])))
    assert list(days(done).values()) == [date(2024, 1, 3), date(2024, 3, 14)]
    assert codes(done) == []


def test_dates_that_fit_both_orders_are_read_day_first_with_one_warning(tmp_path: Path) -> None:
    done = run(tmp_path, ("q.csv", rows(["05/05/2024", "03/01/2024", "04/02/2024"])))
    assert days(done)["51.71"] == date(2024, 1, 3)
    (met,) = [problem for problem in done.problems if problem.code.startswith("VAL")]
    assert (met.code, met.cell) == ("VAL-20", "B3")
    assert "2024-01-03" in met.message()["en"] and "2024-03-01" in met.message()["en"]


@pytest.mark.parametrize("written", ["2024-03-01", "1 March 2024", "01-Mar-24", "05/05/2024"])
def test_dates_of_one_reading_need_no_warning(tmp_path: Path, written: str) -> None:
    assert codes(run(tmp_path, ("q.csv", rows([written])))) == []


def test_each_file_has_its_own_order(tmp_path: Path) -> None:
    done = run(tmp_path, ("a.csv", rows(["3/1/2024", "3/14/2024"])))
    more = [line.replace("31;", "33;").replace("51.71;", "35;") for line in rows(["3/1/2024"])]
    done = run(tmp_path, ("b.csv", [*more, "36;14/03/2024;5"]))
    assert days(done)["31"] == date(2024, 3, 1)
    assert days(done)["33"] == date(2024, 1, 3)


def test_dates_of_both_orders_in_one_file_are_reported(tmp_path: Path) -> None:
    done = run(tmp_path, ("q.csv", rows(["14/03/2024", "3/14/2024", "3/4/2024"])))
    assert sorted(codes(done)) == ["VAL-04", "VAL-20"]


def test_a_year_of_two_digits_is_read_where_the_file_settles_the_order(tmp_path: Path) -> None:
    done = run(tmp_path, ("q.csv", rows(["14/03/24", "03/01/24"])))
    assert list(days(done).values()) == [date(2024, 3, 14), date(2024, 1, 3)]
    done = run(tmp_path, ("q.csv", rows(["03/01/24"])))
    assert days(done) == {CODES[0]: date(2024, 1, 3)}
    assert codes(done) == ["VAL-20"]  # day first, as with a year of four digits, and said so


# --- Google Forms: the stamps too ----------------------------------------------------------


def form(stamps: list[str], dates: list[str], title: str = "Timestamp") -> list[str]:
    listed = zip(stamps, CODES, dates, strict=False)
    return [
        f"{title};centre_id;survey_date;internet_mbps",
        *(f"{stamp};{code};{day};5" for stamp, code, day in listed),
    ]


def test_an_american_form_is_month_first_in_its_dates_too(tmp_path: Path) -> None:
    stamps = ["3/10/2024 8:30:25", "3/11/2024 9:00:00"]
    done = run(tmp_path, ("g.csv", form(stamps, ["3/1/2024", "3/4/2024"])))
    assert list(days(done).values()) == [date(2024, 3, 1), date(2024, 3, 4)]
    assert codes(done) == []


def test_stamps_rise_in_the_order_in_which_they_are_written(tmp_path: Path) -> None:
    stamps = [f"{day} 08:00:00" for day in ("03/04/2024", "05/04/2024", "02/05/2024")]
    done = run(tmp_path, ("g.csv", form(stamps, ["01/04/2024"] * 3)))
    assert days(done)["31"] == date(2024, 4, 1)
    submitted = done.survey.questionnaire.submitted
    assert datetime.fromtimestamp(submitted[2], UTC).date() == date(2024, 5, 2)


def test_an_indonesian_form_is_day_first(tmp_path: Path) -> None:
    done = run(tmp_path, ("g.csv", form(["10/03/2024 08.00.00"], ["01/03/2024"], "Cap waktu")))
    assert days(done)["31"] == date(2024, 3, 1) and codes(done) == []


# --- properties ----------------------------------------------------------------------------


@given(DAYS, st.sampled_from(["day", "month"]))
def test_an_order_that_the_dates_allow_is_never_excluded(written: list[date], order: str) -> None:
    cells = [PATTERNS[order].format(day) for day in written]
    assert order in date_order.common_orders(cells)


@given(DAYS, st.sampled_from(["day", "month"]))
def test_what_settles_the_order_reads_every_date_back(written: list[date], order: str) -> None:
    cells = [PATTERNS[order].format(day) for day in written]
    assume(any(day.day > 12 for day in written))
    assert date_order.common_orders(cells) == {order}
    assert [read_date(cell, order=order).value for cell in cells] == written


@given(st.text(max_size=40))
def test_no_text_breaks_it(text: str) -> None:
    assert date_order.orders_of(text) <= date_order.BOTH


@pytest.mark.parametrize("dates", [["24/03/10", "24/03/20"], ["14/03/24"]])
def test_a_year_of_two_digits_that_may_stand_first_is_not_read(
    dates: list[str], tmp_path: Path
) -> None:
    done = run(tmp_path, ("q.csv", rows(dates)))
    assert [p.value for p in done.problems if p.code == "VAL-19"] == dates
