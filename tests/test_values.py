"""Values as people write them. Every expected value is worked out by hand."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plut_audit.i18n import LANGUAGES
from plut_audit.ingest import values
from plut_audit.ingest.values import Choices, Reading
from plut_audit.problems import Problem

CONDITION = Choices(
    ["good", "light_damage", "moderate_damage", "heavy_damage"],
    {
        "good": ["Baik", "Good"],
        "light_damage": ["Rusak ringan", "Light damage"],
        "moderate_damage": ["Rusak sedang", "Moderate damage"],
        "heavy_damage": ["Rusak berat", "Heavy damage"],
    },
)
ROOMS = Choices(
    ["consulting", "training", "meeting", "library", "none"],
    {
        "consulting": ["Ruang konsultasi", "Consulting room"],
        "training": ["Ruang pelatihan, kelas", "Training room, class room"],
        "meeting": ["Ruang rapat", "Meeting room"],
        "library": ["Perpustakaan dan ruang baca", "Library and reading room"],
        "none": ["Tidak ada ruang", "No room"],
    },
)
YES_NO = Choices(["yes", "no"], {"yes": ["Ya", "Yes"], "no": ["Tidak", "No"]})
LAND_TITLE = Choices(
    ["certificate", "statement", "disputed", "none"], {"certificate": ["Sertifikat"]}
)


# --- numbers -------------------------------------------------------------------------------

NUMBERS = [
    # written, unit, value, problem
    ("12", "", 12, None),
    ("1.250,50", "", 1250.5, None),
    ("1,250.50", "", 1250.5, None),
    ("1.250.000", "", 1_250_000, None),
    ("1,250,000", "", 1_250_000, None),
    ("1 250 000", "", 1_250_000, None),
    ("1.250.000,75", "", 1_250_000.75, None),
    ("1.250,500", "", 1250.5, None),
    ("12,5", "", 12.5, None),
    ("1.5", "", 1.5, None),
    ("0.500", "", 0.5, None),
    ("0,500", "", 0.5, None),
    (",5", "", 0.5, None),
    ("2854.75", "", 2854.75, None),
    ("1234,567", "", 1234.567, None),
    ("2.854", "", 2854, "VAL-02"),
    ("1e5", "IDR", 100_000, None),
    ("1e+05", "", 100_000, None),
    ("9.8e-05", "", 0.000098, None),
    ("9,8E-05", "", 0.000098, None),
    ("-2E3", "", -2000, None),
    ('="2500"', "m2", 2500, None),
    ('="2.500,5"', "", 2500.5, None),
    ("=2500", "", 2500, None),
    ("'2500", "", 2500, None),
    ("’12,5", "", 12.5, None),
    ("1\u00a0250\u202f000", "", 1_250_000, None),
    ("45 %", "%", 45, None),
    ("45,5%", "%", 45.5, None),
    ("0.45", "%", 45, "VAL-02"),
    (0.45, "%", 45, "VAL-02"),
    ("0.45 %", "%", 0.45, None),
    ("45 %", "share", 0.45, "VAL-14"),
    ("0.45", "share", 0.45, None),
    ("45 persen", "", 0.45, "VAL-14"),
    ("2,854", "", 2.854, "VAL-02"),
    ("-3", "", -3, None),
    ("−3", "", -3, None),
    ("12.", "", 12, None),
    ("007", "", 7, None),
    ("\ufeff 12\u00a0", "", 12, None),
    ("1\u200b2_x000D_", "", 12, None),
    ("１２", "", 12, None),
    ("nol", "persons", 0, None),
    ("Tidak ada", "persons", 0, None),
    ("belum ada", "IDR", 0, None),
    ("none", "IDR", 0, None),
    ("nihil", "reports", 0, None),
    ("Rp7.736.746.000", "IDR", 7_736_746_000, None),
    ("Rp 2,6 miliar", "IDR", 2_600_000_000, None),
    ("Rp5,7 miliar", "IDR", 5_700_000_000, None),
    ("Rp 2,3 milyar", "IDR", 2_300_000_000, None),
    ("7 koma 7 miliar", "IDR", 7_700_000_000, None),
    ("2,5 juta", "IDR", 2_500_000, None),
    ("2,3 jt", "IDR", 2_300_000, None),
    ("2 juta rupiah", "IDR", 2_000_000, None),
    ("500 rb", "IDR", 500_000, None),
    ("500 ribu", "IDR", 500_000, None),
    ("250 ribu", "UMKM", 250_000, None),
    ("1 M", "IDR", 1_000_000_000, "VAL-14"),
    ("Rp500.000.000,-", "IDR", 500_000_000, None),
    ("Rp. 500.000.000,00", "IDR", 500_000_000, None),
    ("IDR 500.000.000", "IDR", 500_000_000, None),
    ("23 are", "m2", 2300, "VAL-14"),
    ("2 ha", "m2", 20_000, "VAL-14"),
    ("0,5 hektar", "m2", 5000, "VAL-14"),
    ("552 m persegi", "m2", 552, None),
    ("552 m²", "m2", 552, None),
    ("2.854 M2", "m2", 2854, "VAL-02"),
    ("30,00 meter", "m2", 30, "VAL-14"),
    ("7 orang", "persons", 7, None),
    ("12 unit", "units", 12, None),
    ("22 hari", "days", 22, None),
    ("20 Mbps", "Mbit/s", 20, None),
    ("20 Mbit/s", "Mbit/s", 20, None),
    ("20 Mb/s", "Mbit/s", 20, "VAL-14"),
    ("1 Gbps", "Mbit/s", 1000, "VAL-14"),
    ("512 kbps", "Mbit/s", 0.512, "VAL-14"),
    ("85,5 %", "index", 85.5, None),
    ("5 tahun", "years", 5, None),
    ("18 bulan", "years", 1.5, "VAL-14"),
    ("40 jam", "hours", 40, None),
    ("90 menit", "hours", 1.5, "VAL-14"),
    ("150 UMKM", "UMKM", 150, None),
    ("12 kali", "reports", 12, None),
    ("12 laporan", "reports", 12, None),
    ("3 kegiatan", "activities", 3, None),
    ("4 kelompok", "clusters", 4, None),
    ("tahun 2013", "year", 2013, None),
    ("4 widgets", "widgets", 4, None),
    (5, "", 5, None),
    (2.854, "", 2.854, None),
]


@pytest.mark.parametrize(("written", "unit", "value", "problem"), NUMBERS)
def test_number(written: object, unit: str, value: float, problem: str | None) -> None:
    reading = values.read_number(written, unit)
    assert (reading.value, reading.blank, reading.problem) == (value, None, problem)
    assert isinstance(reading.value, float)
    if problem:
        assert reading.blanks["reading"] == value


NO_NUMBERS = [
    "500an",
    "kurang dari 10",
    "hampir 4.000",
    "Rp1 miliar lebih",
    ">100",
    "±50",
    "~50",
    "10-12",
    "10 s.d. 12",
    "lima",
    "1.25.3",
    "1.250,000,000",
    "0.500.000",
    "1,250.000.5",
    "7 + 2",
    "(5)",
    "5/7",
    "5 hari/minggu",
    "2024-03-01",
    "12.30.15",
    "Rp",
    "✓",
    "?",
    "9" * 400,
    True,
    float("inf"),
    date(2024, 3, 1),
    time(9, 30),
    timedelta(hours=1),
]


@pytest.mark.parametrize("written", NO_NUMBERS)
def test_no_number_is_guessed(written: object) -> None:
    assert values.read_number(written, "IDR") == Reading(None, "invalid", "VAL-01")


FOREIGN_UNITS = [
    ("30 meter", "persons"),
    ("5 miliar", "persons"),
    ("1 M", "persons"),
    ("Rp5.000.000", "m2"),
    ("5 km", "m2"),
    ("40 JP", "hours"),
    ("12 orang", "reports"),
]


@pytest.mark.parametrize(("written", "unit"), FOREIGN_UNITS)
def test_a_foreign_unit_is_no_answer(written: str, unit: str) -> None:
    assert values.read_number(written, unit).problem == "VAL-01"


def test_survey_tools_write_the_dot_as_decimal_mark() -> None:
    assert values.read_number("2.854", dot_decimal=True) == Reading(2.854)
    assert values.read_number("2,854", dot_decimal=True).problem == "VAL-02"


def test_whole_numbers() -> None:
    assert values.read_number(5.0, whole=True) == Reading(5.0)
    assert values.read_number(2.9999999999999996, whole=True) == Reading(3.0)
    assert values.read_number("5,5", whole=True) == Reading(None, "invalid", "VAL-11")


def test_range() -> None:
    assert values.read_number(31, "days", low=0, high=31).value == 31
    beyond = values.read_number(32, "days", low=0, high=31)
    assert (beyond.blank, beyond.problem) == ("invalid", "VAL-03")
    assert beyond.blanks == {"low": 0, "high": 31, "unit": "days"}
    assert values.read_number(-1, low=0).problem == "VAL-03"
    assert values.read_number(-1, high=0).value == -1


@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_a_number_reads_back_from_both_usages(number: object) -> None:
    english = f"{number:,.2f}"
    indonesian = english.translate(str.maketrans(",.", ".,"))
    assert values.read_number(english) == Reading(float(str(number)))
    assert values.read_number(indonesian) == Reading(float(str(number)))
    assert values.read_number(f"Rp {indonesian}", "IDR") == Reading(float(str(number)))


# --- dates and times -----------------------------------------------------------------------

FIRST_OF_MARCH = date(2024, 3, 1)
DATES = [
    ("2024-03-01", FIRST_OF_MARCH),
    ("2024/3/1", FIRST_OF_MARCH),
    ("2024-03-01T08:00:00.000+07:00", FIRST_OF_MARCH),
    ("2024-03-01T00:30:00.000+07:00", FIRST_OF_MARCH),
    ("2024-03-01 08:00", FIRST_OF_MARCH),
    ("01/03/2024", FIRST_OF_MARCH),
    ("1-3-2024", FIRST_OF_MARCH),
    ("01.03.2024", FIRST_OF_MARCH),
    ("1 / 3 / 2024", FIRST_OF_MARCH),
    ("01/03/2024 08.05", FIRST_OF_MARCH),
    ("1 Maret 2024", FIRST_OF_MARCH),
    ("1 MARET 2024", FIRST_OF_MARCH),
    ("1 Mar 2024", FIRST_OF_MARCH),
    ("1-Mar-2024", FIRST_OF_MARCH),
    ("1\u00a0Maret\u00a02024", FIRST_OF_MARCH),
    ("Jumat, 1 Maret 2024", FIRST_OF_MARCH),
    ("Jum'at, 1 Maret 2024", FIRST_OF_MARCH),
    ("tanggal 1 Maret 2024", FIRST_OF_MARCH),
    ("1 March 2024", FIRST_OF_MARCH),
    ("March 1, 2024", FIRST_OF_MARCH),
    ("March 1st, 2024", FIRST_OF_MARCH),
    ("Selasa (27/12/2022)", date(2022, 12, 27)),
    ("27/12/2022 (Selasa)", date(2022, 12, 27)),
    ("17 Agustus 2023", date(2023, 8, 17)),
    ("5 Nopember 2023", date(2023, 11, 5)),
    ("29/02/2024", date(2024, 2, 29)),
    ("1/3/24", FIRST_OF_MARCH),
    ("01.03.24", FIRST_OF_MARCH),
    ("1 Maret 24", FIRST_OF_MARCH),
    ("03/03/25", date(2025, 3, 3)),
    ("09/12/24", date(2024, 12, 9)),
    (date(2024, 3, 1), FIRST_OF_MARCH),
    (datetime(2024, 3, 1, 23, 59), FIRST_OF_MARCH),
    (45292.0, date(2024, 1, 1)),
    (45292, date(2024, 1, 1)),
    (45292.75, date(2024, 1, 1)),
]
NO_DATES = [
    "31/02/2024",
    "29/02/2023",
    "12/27/2022",
    "1 Maret",
    "24/03/10",  # 24 March 2010, or 10 March 2024
    "15-01-24",
    "31/12/99",
    "(27/7)",
    "Maret",
    "Maret 2024",
    "2024",
    "45292",
    "0000-01-01",
    "01/03-2024",
    "1 Foo 2024",
    "besok",
    5.0,
    2024,
    20240301,
    1e300,
    float("inf"),
    True,
    time(9, 30),
    timedelta(days=1),
]


@pytest.mark.parametrize(("written", "day"), DATES)
def test_date(written: object, day: date) -> None:
    reading = values.read_date(written)
    assert reading == Reading(day)
    assert type(reading.value) is date


@pytest.mark.parametrize("written", NO_DATES)
def test_no_date_is_guessed(written: object) -> None:
    reading = values.read_date(written)
    assert (reading.value, reading.blank) == (None, "invalid")
    assert reading.problem in ("VAL-04", "VAL-19")


def test_serial_days_of_1904() -> None:
    assert values.read_date(43830.0, dates_from_1904=True) == Reading(date(2024, 1, 1))


@given(st.dates(date(1000, 1, 1)))
def test_a_date_reads_back(day: date) -> None:
    for pattern in ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%b %d, %Y", "%A (%d-%m-%Y)"):
        assert values.read_date(day.strftime(pattern)) == Reading(day)


STAMPS = [
    ("01/08/2026 08.05.00", datetime(2026, 8, 1, 8, 5)),
    ("2024-03-01T08:00:00.000+07:00", datetime(2024, 3, 1, 1, 0)),
    ("2024-03-01T08:00:00Z", datetime(2024, 3, 1, 8, 0)),
    ("2024-12-31T18:00:00", datetime(2024, 12, 31, 18, 0)),
    ("2018/09/06 12:06:16 AM GMT+7", datetime(2018, 9, 5, 17, 6, 16)),
    ("Jan 31, 2019 1:17:49 PM", datetime(2019, 1, 31, 13, 17, 49)),
    ("1 Maret 2024 pukul 09.30 WIB", datetime(2024, 3, 1, 2, 30)),
    ("2024-03-01", datetime(2024, 3, 1)),
    (45292.5, datetime(2024, 1, 1, 12)),
    (datetime(2024, 3, 1, 8), datetime(2024, 3, 1, 8)),
    (datetime(2024, 3, 1, 8, tzinfo=UTC), datetime(2024, 3, 1, 8)),
    (datetime(2024, 3, 1, 8, tzinfo=timezone(timedelta(hours=7))), datetime(2024, 3, 1, 1)),
]


@pytest.mark.parametrize(("written", "moment"), STAMPS)
def test_timestamp(written: object, moment: datetime) -> None:
    assert values.read_timestamp(written) == Reading(moment)


def test_english_google_forms_put_the_month_first() -> None:
    moment = datetime(2018, 9, 6, 0, 6, 16)
    assert values.read_timestamp("9/6/2018 0:06:16", month_first=True) == Reading(moment)
    assert values.read_timestamp("31/6/2018 0:06:16", month_first=True).problem == "VAL-04"


TIMES = [
    ("09.30", time(9, 30)),
    ("09:30", time(9, 30)),
    ("9.30 WITA", time(9, 30)),
    ("pukul 09.30", time(9, 30)),
    ("Pkl. 09.30 WIB", time(9, 30)),
    ("jam 9:30", time(9, 30)),
    ("09:30:00.000+08:00", time(9, 30)),
    ("2024-03-01T09:30:00.000+07:00", time(9, 30)),
    ("9:30 pm", time(21, 30)),
    ("12:15 AM", time(0, 15)),
    (time(9, 30), time(9, 30)),
    (datetime(2024, 3, 1, 9, 30), time(9, 30)),
    (timedelta(hours=9, minutes=30), time(9, 30)),
    (0.395833, time(9, 30)),
    (0.999999999, time(23, 59, 59)),
    ("00.00", time(0, 0)),
]
NO_TIMES = [
    "9",
    "9 pagi",
    "09.60",
    "24.00",
    "25:00",
    "13:00 pm",
    "09.30 - 10.00",
    "0930",
    "pagi",
    9,
    9.3,
    -0.1,
    timedelta(days=1),
    timedelta(hours=-1),
    True,
    date(2024, 3, 1),
    "2024-03-01",
]


@pytest.mark.parametrize(("written", "clock"), TIMES)
def test_time(written: object, clock: time) -> None:
    assert values.read_time(written) == Reading(clock)


@pytest.mark.parametrize("written", NO_TIMES)
def test_no_time_is_guessed(written: object) -> None:
    assert values.read_time(written) == Reading(None, "invalid", "VAL-05")


# --- choices -------------------------------------------------------------------------------

CHOICES = [
    ("light_damage", CONDITION, "light_damage"),
    ("Light damage", CONDITION, "light_damage"),
    ("LIGHT-DAMAGE", CONDITION, "light_damage"),
    ("light  damage.", CONDITION, "light_damage"),
    ("Rusak ringan", CONDITION, "light_damage"),
    ("rusak\u00a0ringan", CONDITION, "light_damage"),
    ("Rusàk ringan", CONDITION, "light_damage"),
    ("Sertifikat", LAND_TITLE, "certificate"),
    ("tidak ada", LAND_TITLE, "none"),
    ("Belum ada", LAND_TITLE, "none"),
    ("none", LAND_TITLE, "none"),
    ("nihil", LAND_TITLE, "none"),
    *((word, YES_NO, "yes") for word in ("ya", "Ya", "Y", "v", "✓", "TRUE", "1", "ada", "sudah")),
    *((cell, YES_NO, "yes") for cell in (True, 1, 1.0)),
    *((word, YES_NO, "no") for word in ("Tidak", "T", "n", "FALSE", "0", "tidak ada", "belum")),
    *((cell, YES_NO, "no") for cell in (False, 0, 0.0)),
]


@pytest.mark.parametrize(("written", "choices", "code"), CHOICES)
def test_choice(written: object, choices: Choices, code: str) -> None:
    assert values.read_choice(written, choices) == Reading(code)


@pytest.mark.parametrize("written", ["x", "mungkin", "10", -1, 0.1, 2.0, date(2024, 3, 1)])
def test_no_choice_is_guessed(written: object) -> None:
    reading = values.read_choice(written, YES_NO)
    assert (reading.value, reading.blank, reading.problem) == (None, "invalid", "VAL-06")


def test_a_near_miss_is_proposed_and_not_used() -> None:
    reading = values.read_choice("Rusak ringn", CONDITION)
    assert reading.blank == "invalid"
    problem = Problem("VAL-06", value="Rusak ringn", question="q", values=reading.blanks)
    message = problem.message()
    assert "'Light damage'" in message["en"]
    assert "'Rusak ringan'" in message["id"]
    assert "Baik, Rusak ringan, Rusak sedang, Rusak berat" in message["id"]


def test_what_is_near_nothing_gets_no_proposal() -> None:
    assert values.read_choice("xyz", CONDITION).blanks["proposal"] == ""


def test_a_word_for_two_choices_is_neither() -> None:
    twins = Choices(["a", "b"], {"a": ["Sama"], "b": ["Sama"]})
    assert twins.find("sama") is None


def test_a_declared_choice_goes_before_words_for_blanks() -> None:
    unsure = Choices(["yes", "no", "dk"], {"dk": ["Tidak tahu"]})
    assert values.read_choice("tidak tahu", unsure) == Reading("dk")


def test_numbers_and_comparisons_stay_apart() -> None:
    sizes = Choices(["few", "many", "1", "15"], {"few": ["<5"], "many": [">5"]})
    assert [sizes.find(text) for text in ("< 5", ">5", "5", "-1", "1.5")] == [
        "few",
        "many",
        None,
        None,
        None,
    ]
    assert [sizes.find(number) for number in (1.0, 15, 1.5, -1.0)] == ["1", "15", None, None]


TICKS = [
    ("meeting consulting", ("consulting", "meeting")),
    ("training", ("training",)),
    ("Ruang rapat", ("meeting",)),
    ("Ruang pelatihan, kelas", ("training",)),
    ("Ruang pelatihan, kelas, Ruang rapat", ("training", "meeting")),
    (
        "Ruang rapat, Ruang pelatihan, kelas, Ruang konsultasi",
        ("consulting", "training", "meeting"),
    ),
    ("Ruang rapat;Ruang konsultasi", ("consulting", "meeting")),
    ("Ruang rapat\r\nRuang konsultasi", ("consulting", "meeting")),
    ("Ruang rapat dan perpustakaan dan ruang baca", ("meeting", "library")),
    ("meeting, consulting", ("consulting", "meeting")),
    ("Ruang rapat, Ruang rapat,", ("meeting",)),
    ("none", ("none",)),
    ("Tidak ada ruang", ("none",)),
    ("tidak ada", ("none",)),
]


@pytest.mark.parametrize(("written", "codes"), TICKS)
def test_ticks(written: str, codes: tuple[str, ...]) -> None:
    assert values.read_choices(written, ROOMS) == Reading(codes)


def test_none_with_others_is_ignored_and_reported() -> None:
    assert values.read_choices("none meeting", ROOMS) == Reading(("meeting",), None, "VAL-10")


def test_an_unknown_tick_is_named_and_nothing_is_taken() -> None:
    reading = values.read_choices("Ruang rapat, Ruang konsultsi", ROOMS)
    assert (reading.value, reading.blank, reading.problem) == (None, "invalid", "VAL-06")
    proposal = reading.blanks["proposal"]
    assert isinstance(proposal, dict)
    assert "'Consulting room'" in proposal["en"]
    assert "'Ruang konsultsi'" in proposal["en"]


def test_labels_side_by_side_are_read_where_they_part_in_one_way_only() -> None:
    read = values.read_choices
    assert read("Ruang rapat Ruang konsultasi", ROOMS).value == ("consulting", "meeting")
    assert read("Ruang rapat rusak Ruang konsultasi", ROOMS).problem == "VAL-06"
    assert read("Ruang rapat tidak ada ruang", ROOMS).problem == "VAL-06"
    two_ways = Choices(["a", "b", "c", "d"], {"a": ["X"], "b": ["Y Z"], "c": ["X Y"], "d": ["Z"]})
    assert read("X Y Z", two_ways).problem == "VAL-06"


@given(
    st.lists(st.sampled_from(ROOMS.codes[:-1]), min_size=1, unique=True),
    st.sampled_from([", ", ";", "\n"]),
    st.sampled_from(LANGUAGES),
)
def test_the_order_of_ticks_changes_nothing(
    ticked: list[str], separator: str, language: str
) -> None:
    expected = Reading(tuple(code for code in ROOMS.codes if code in ticked))
    labels = separator.join(ROOMS.label(code)[language] for code in ticked)
    assert values.read_choices(labels, ROOMS) == expected
    assert values.read_choices(" ".join(ticked), ROOMS) == expected


# --- text and blanks -----------------------------------------------------------------------

TEXTS = [
    ("  PLUT   Buleleng ", "PLUT Buleleng"),
    ("PLUT\u00a0Buleleng", "PLUT Buleleng"),
    ("\ufeffPLUT\u200b", "PLUT"),
    ("a_x000D_b", "a\nb"),
    ("a \r\n\r\n b", "a\nb"),
    ("a\tb\0c", "a b c"),
    ("Cafe\u0301", "Café"),
    ("007", "007"),
    (71.0, "71"),
    (71.72, "71.72"),
    (0.1 + 0.2, "0.3"),
    (7, "7"),
    (True, "TRUE"),
    (date(2024, 3, 1), "2024-03-01"),
    (datetime(2024, 3, 1, 8), "2024-03-01 08:00:00"),
    (time(9, 30), "09:30:00"),
    ("tidak ada", "tidak ada"),
    ("#N/A", "#N/A"),
]


@pytest.mark.parametrize(("written", "text"), TEXTS)
def test_text(written: object, text: str) -> None:
    assert values.read_text(written) == Reading(text)


READERS: list[Callable[[object], Reading]] = [
    values.read_text,
    values.read_number,
    values.read_date,
    values.read_time,
    values.read_timestamp,
    lambda raw: values.read_choice(raw, YES_NO),
    lambda raw: values.read_choice(raw, LAND_TITLE),
    lambda raw: values.read_choices(raw, ROOMS),
]
UNANSWERED = [
    None,
    "",
    "  ",
    "\u00a0",
    "\u200b",
    float("nan"),
    "-",
    "--",
    "–",
    "—",
    ".",
    "...",
    "…",
    "_",
    "n/a",
    "N/A",
    "NA",
    "na",
    "n.a.",
    "null",
    "NaN",
]
DONT_KNOW = [
    "tidak tahu",
    "Tdk tahu",
    "don't know",
    "Don’t know",
    "dont know",
    "DK",
    "entah",
    "tidak diketahui",
    "dont_know",
]


@pytest.mark.parametrize("read", READERS)
def test_kinds_of_blank(read: Callable[[object], Reading]) -> None:
    for written in UNANSWERED:
        assert read(written) == Reading(None, "unanswered"), written
    for written in DONT_KNOW:
        assert read(written) == Reading(None, "dont_know"), written


@pytest.mark.parametrize("written", ["tidak ada", "belum ada", "none", "0", 0, 0.0, False, "98"])
def test_answers_that_look_like_blanks(written: object) -> None:
    assert not values.is_blank(written)
    assert values.read_text(written).blank is None


# --- what always holds ---------------------------------------------------------------------

CELLS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.datetimes()
    | st.dates()
    | st.times()
    | st.timedeltas()
    | st.text()
    | st.text("0123456789.,-+ /:%RprpmMjutaiselasyonedkvx\n\u00a0", max_size=30)
)


@given(CELLS)
def test_every_cell_gives_a_reading(raw: object) -> None:
    for read in READERS:
        reading = read(raw)
        assert (reading.value is None) == (reading.blank is not None)
        assert (reading.blank == "invalid") <= (reading.problem is not None)
        if reading.problem:
            assert Problem(reading.problem, value=str(raw), values=reading.blanks).message()


@given(CELLS)
def test_reading_what_was_read_changes_nothing(raw: object) -> None:
    for read in READERS[:-1]:
        if (first := read(raw)).blank is None:
            assert read(first.value).value == first.value
    if isinstance(ticks := values.read_choices(raw, ROOMS).value, tuple):
        assert values.read_choices(" ".join(ticks), ROOMS).value == ticks


@given(st.text())
def test_clean_text_stays_as_it_is(text: str) -> None:
    assert values.clean(values.clean(text)) == values.clean(text)
    assert values.fold(values.fold(text)) == values.fold(text)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ('="33.01"', "33.01"),
        ('= "PLUT ""Bitung"""', 'PLUT "Bitung"'),
        ("'0812", "0812"),
        ("Jum'at", "Jum'at"),
        ("'Aisyiyah", "'Aisyiyah"),
        ("=A1+B1", "=A1+B1"),
    ],
)
def test_what_a_program_puts_around_a_value_is_taken_off(written: str, text: str) -> None:
    assert values.read_text(written) == Reading(text)


def test_wrapped_dates_and_choices_are_read() -> None:
    assert values.read_date('="2024-03-01"') == Reading(FIRST_OF_MARCH)
    assert values.read_date("'2024-03-01") == Reading(FIRST_OF_MARCH)
    choices = values.Choices(["good", "bad"], {"good": ["Baik"], "bad": ["Rusak"]})
    assert values.read_choice('="Baik"', choices) == Reading("good")


def test_a_year_that_may_stand_first_is_named_with_both_dates() -> None:
    reading = values.read_date("24/03/10")
    message = Problem("VAL-19", value="24/03/10", values=reading.blanks).message()["en"]
    assert "10 March 2024" in message and "24 March 2010" in message
    assert values.read_date("24/03/10", order="day").value == date(2010, 3, 24)


SAFETY = values.Choices(
    ["extinguisher", "first_aid", "none"],
    {
        "extinguisher": ["Alat pemadam api (APAR)", "Fire extinguisher"],
        "first_aid": ["Kotak P3K", "First-aid kit"],
        "none": ["Tidak ada", "None"],
    },
    short_forms={"first_aid": ["PPPK"]},
)
ACCESS = values.Choices(
    ["free", "by_appointment", "staff_only", "staff_and_guests"],
    {
        "free": ["Bebas masuk", "Anyone may walk in"],
        "by_appointment": ["Dengan janji temu", "By appointment"],
        "staff_only": ["Hanya petugas", "Staff only"],
        "staff_and_guests": ["Petugas dan tamu", "Staff and guests"],
    },
)


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("APAR", ("extinguisher",)),
        ("apar dan P P P K", ("extinguisher", "first_aid")),
        ("Alat pemadam api; kotak P3K", ("extinguisher", "first_aid")),
        ("APAR + Kotak", ("extinguisher", "first_aid")),
        ("Tidak", ("none",)),
    ],
)
def test_a_short_form_is_read_with_a_notice(written: str, codes: tuple[str, ...]) -> None:
    reading = values.read_choices(written, SAFETY)
    assert (reading.value, reading.problem) == (codes, "VAL-18")
    assert reading.blanks["reading"] == {
        language: ", ".join(SAFETY.label(code)[language] for code in codes)
        for language in ("id", "en")
    }


@pytest.mark.parametrize(
    ("written", "code"), [("bebas", "free"), ("DENGAN JANJI", "by_appointment")]
)
def test_the_beginning_of_one_label_is_read_with_a_notice(written: str, code: str) -> None:
    reading = values.read_choice(written, ACCESS)
    assert (reading.value, reading.problem) == (code, "VAL-18")


@pytest.mark.parametrize(
    ("written", "labels"),
    [
        ("Staff", ("Staff only", "Staff and guests")),
        ("Petugas", ("Staff only", "Staff and guests")),  # the end of one, the beginning of another
        ("Hanya petugs", ("Staff only",)),
        ("bebas masuk untuk umum", ("Anyone may walk in",)),
    ],
)
def test_what_may_be_meant_is_named_and_not_used(written: str, labels: tuple[str, ...]) -> None:
    reading = values.read_choice(written, ACCESS)
    assert (reading.value, reading.problem) == (None, "VAL-06")
    message = Problem("VAL-06", value=written, values=reading.blanks).message()["en"]
    assert "Did you mean '" + "' or '".join(labels) + "'?" in message


@pytest.mark.parametrize(
    ("written", "value"),
    [("1. Ya", "yes"), ("2) Tidak", "no"), ("b. tidak", "no"), ("(1) Ya", "yes"), ("1.5", None)],
)
def test_a_choice_may_stand_behind_its_number(written: str, value: str | None) -> None:
    assert values.read_choice(written, YES_NO).value == value


def test_several_choices_may_be_joined_by_plus() -> None:
    reading = values.read_choices("Kotak P3K + Alat pemadam api (APAR)", SAFETY)
    assert (reading.value, reading.problem) == (("extinguisher", "first_aid"), None)
