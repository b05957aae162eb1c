"""Opening hours as posted: the observed ones, others like them, and generated ones.

Expected values were worked out by hand: hours a week and days, or None for a text that must
be reported and never guessed.
"""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plut_audit.i18n import LANGUAGES, translate
from plut_audit.ingest.hours import UnreadableHoursError, read_hours

# In the order of the file of observed texts; the key is how the text begins.
OBSERVED: list[tuple[str, tuple[float, int] | None]] = [
    ("Hari Senin s/d Kamis dari pukul 08.00 WITA", (4 * 7.5 + 7.5, 5)),
    ("Senin – Kamis09.00 – 15.00 WITA12.00", (4 * 5, 4)),  # the nested time is the break
    ("Jumat08.00 – 14.30 WITA12.00", (5.5, 1)),
    ("Senin - Jumat: 08.00 - 15.00 WITA", (5 * 7, 5)),
    ("Senin s/d Kamis: 07.30-15.00 WIB ; Istirahat", (4 * 6.5, 4)),
    ("Jumat: 07.30-15.30 WIB ; Istirahat", (6, 1)),
    ("Setiap  Hari Senin s.d Kamis", (4 * 4, 4)),
    ("Senin-Kamis pukul 08.00-15.00 WIB.", (4 * 7, 4)),
    ("Senin-Kamis jam 12.00-12.30 , Jumat", None),  # breaks alone
    ("Sabtu pukul 08.00-13.00", (5, 1)),
    ("dari pukul 08.00 – 12.00 Wita pada 2-3 April", None),  # a date
    ("Senin s/d Kamis (08.00 - 16.00 WIB) | Jum'at", (4 * 8 + 9, 5)),
    ("Senin s/d Kamis : 07.30 - 15.00 WIB | Jum'at", (4 * 7.5 + 3.5, 5)),
    ("Senin - Kamis: 08.00 - 16.30 WITA <br>", (4 * 8.5 + 7.5, 5)),
    ("• Senin - Kamis: 08.00 - 14.30", (4 * 6.5 + 3, 5)),
    ("Senin - Kamis: 08.00 - 16.00 WIB | Jumat", (4 * 8 + 6, 5)),
    ("Jam Operasional:", (4 * 8.5 + 9, 5)),
    ("Senin - Kamis: 08.00 - 14.00 WIB | Jumat", None),  # cut off
    ("Senin - Kamis: 08:00 - 16:00 WIB<br> Jumat", (4 * 8 + 3, 5)),
    ("Senin–Jumat, 08.00 – 15.30", (5 * 7.5, 5)),
    ("Jam Layanan: Senin–Jumat", (5 * 7, 5)),
    ("Senin - Jum'at : 06:00 - 16:00 WIB.", (5 * 10 + 6, 6)),
    ("8.30 AM - 16.30 PM", None),  # no day
    ("SENIN-JUM'AT : 09.00 - 22.00", (5 * 13 + 2 * 9, 7)),
    ("Senin - Jum'at : 09:00 - 16:00 (Kantor)", None),  # cut off within brackets
    ("Jum'at - Sabtu: 19.30 - 21.00 WIB (Dewasa)", (2 * 1.5 + 2, 3)),
    ("Senin-Jum'at : 08.00 - 11.00<br> Sabtu Minggu", (5 * 3, 5)),
    ("Senin-Jumat 08.00 - 16.00 WIB<br> Sabtu-Minggu", (5 * 8 + 2 * 7, 7)),
    ("Imigrasi Cilacap", (5 * 8 + 2 * 4, 7)),
    ("Layanan: Senin-Jumat 08.00-19.00", (5 * 11 + 2 * 7, 7)),
    ("Setiap hari, 08.00 – 17.00", (7 * 9, 7)),
    ("Setiap Hari, 06:00 - 17:00", (7 * 11, 7)),
    ("Buka setiap hari 05.00-22.00", (7 * 17, 7)),
    ("10.00 sampai 11.000", None),
    ("24x7", (168, 7)),
    ("24 Jam Siaga", (168, 7)),
    ("Buka setiap hari 09.00-17.00 WIB di Bandung", None),  # a place, and cut off
    ("sebelum jam 16:00 WIT", None),
    ("Scan Masuk", None),
]

INVENTED: dict[str, tuple[float, int]] = {
    # Days before times
    "Senin s.d. Jum'at : Pukul 08.00 s.d. 17.00": (45, 5),
    "SENIN s.d SABTU ( 07.00 - 15.00 WIB )": (48, 6),
    "Setiap Hari: 08.00 - 16.00 WIB": (56, 7),
    "Jam kerja Senin s.d Jumat, Pukul 07.30 - 15.00 WIB": (37.5, 5),
    "Senin s.d. Jumat pukul 08.00-16.00, Sabtu dan Minggu Tutup": (40, 5),
    "Senin – Jumat Pukul 08.00 WIB sampai dengan Pukul 16.00 WIB": (40, 5),
    "Senin hingga Jumat pukul 09.00 hingga 15.00": (30, 5),
    "senin-jumat08.00-16.00": (40, 5),
    "Senin s/d jumat jam 08:00 s/d 16:00 , sabtu jam 08:00 s/d 12:00": (44, 6),
    "Senin - Jum'at Jam 08.00 s/d 15.00 Wib Sabtu dan Minggu Libur": (35, 5),
    "Pelayanan : Senin s/d Kamis (08.00-14.00 WIB) Jumat (08.00-11.00 WIB)": (27, 5),
    "Hari/Jam Kerja : Senin - Jumat / 08.00 - 16.00 WIB": (40, 5),
    "Hari: Senin - Jumat; Jam: 08.00 - 16.00": (40, 5),
    "Senin\\n08.00-16.00\\nSelasa\\n08.00-16.00": (16, 2),
    "Senin 08.00 - 16.00 Selasa 08.00 - 16.00 Rabu 08.00 - 12.00": (20, 3),
    "Senin-Jumat buka jam 08.00, tutup jam 16.00": (40, 5),
    "Senin-Kamis 08:00:00-16:00:00": (32, 4),
    "Senin-Jumat 08,00-16,30": (42.5, 5),
    "Senin-Jumat pukul 8 - 16": (40, 5),
    "Senin-Jumat 8h-16h": (40, 5),
    "Senin-Jumat 13.00-24.00": (55, 5),
    # Times before days
    "08.00-16.00 WIB (Senin-Jumat)": (40, 5),
    "Pukul 08.00 - 16.00 WIB, Senin - Jumat": (40, 5),
    "08.00-15.00 Senin-Kamis, 08.00-11.00 Jumat": (31, 5),
    # Lists of days
    "Senin, Rabu dan Jumat 09.00-12.00": (9, 3),
    "Setiap Senin dan Kamis pukul 09.00-12.00 WITA": (6, 2),
    "Senin-Kamis dan Sabtu 08.00-14.00, Jumat 08.00-11.00": (33, 6),
    "Sen. - Jum. 08.00-16.00, Sab. 08.00-12.00": (44, 6),
    "Sabtu-Senin 08.00-12.00": (12, 3),
    "Ahad s.d. Kamis 09.00-17.00": (40, 5),
    "Setiap hari Minggu 08.00-12.00": (4, 1),
    "Setiap hari kerja pukul 08.00 - 16.00": (40, 5),
    "Hari kerja: Senin - Sabtu, 08.00 - 14.00": (36, 6),
    "Hari kerja dan Sabtu 08.00-14.00": (36, 6),
    "Setiap hari kecuali Minggu 08.00-16.00": (48, 6),
    "Setiap hari 08.00-16.00 (kecuali hari Minggu)": (48, 6),
    "Setiap hari 08.00-16.00 kecuali Jumat 08.00-11.00": (51, 7),
    "Senin - Jum’at 08.00—16.00": (40, 5),
    "SENIN-JUM`AT 08.00-16.00": (40, 5),
    "Senin-Jum at 08.00-16.00": (40, 5),
    # English
    "Monday to Friday: 8.00 AM to 4.30 PM": (42.5, 5),
    "Mon-Thu 8:00-16:00, Fri 8:00-11:30, Sat & Sun closed": (35.5, 5),
    "Every day 9 AM - 5 PM": (56, 7),
    "Weekdays 08.00-16.00, weekend off": (40, 5),
    # Halves of the day
    "Senin-Jumat jam 8 pagi - 4 sore": (40, 5),
    "Senin-Jumat 8.30 AM - 16.30 PM": (40, 5),
    "Senin-Jumat 8 AM - 12 PM": (20, 5),
    "Senin-Jumat 6 sore - 12 malam": (30, 5),
    "Senin-Jumat jam 8 pagi sampai jam 12 siang dan jam 1 siang sampai jam 4 sore": (35, 5),
    # Round the clock
    "24 Jam": (168, 7),
    "Buka 24 jam setiap hari": (168, 7),
    "24/7": (168, 7),
    "Senin s/d Sabtu 24 jam": (144, 6),
    "Senin-Jumat 24 jam, Sabtu 08.00-12.00": (124, 6),
    # Breaks
    "Senin-Kamis 08.00-16.00, Jumat 08.00-16.30 (istirahat 11.30-13.00)": (39, 5),
    "Senin s.d. Jum'at : Pukul 08.00 s.d. 17.00\nIstirahat (Senin s.d. Kamis) : 12.00 - 13.00"
    "\nIstirahat (Jum'at) : 11.30 - 13.00": (4 * 8 + 7.5, 5),
    "Senin-Kamis 08.00-16.00; Jumat 08.00-16.30; istirahat 12.00-13.00": (35.5, 5),
    "Senin-Jumat 08.00-16.00; Sabtu 08.00-12.00; istirahat 12.00-13.00": (39, 6),
    "Senin-Jumat 08.00-16.00, istirahat 12.00-13.00, Jumat 11.30-13.00": (34.5, 5),
    "Senin-Jumat 08.00-16.00 (istirahat 12.00-13.00; Jumat 11.30-13.00)": (34.5, 5),
    "Senin - Kamis 07.30 - 16.00 Istirahat 12.00 - 13.00\nJumat 07.30 - 16.30 "
    "Istirahat 11.30 - 13.00": (37.5, 5),
    "Istirahat 12.00-13.00; Senin-Jumat 08.00-16.00": (35, 5),
    "Senin-Jumat 08.00-16.00 istirahat 12.00-13.00 dan 15.00-15.30": (32.5, 5),
    "Senin-Jumat 08.00-12.00 dan 13.00-16.00 (istirahat 12.00-13.00)": (35, 5),
    "Senin - Jumat 08.00 - 16.00 tanpa istirahat": (40, 5),
    "Senin - Jumat 08.00 - 12.00 & 13.00 - 16.00 WITA; Sabtu 08.00-12.00": (39, 6),
    # Closed days and holidays
    "Senin-sabtu 08.00-16.00 minggu & tanggal merah libur": (48, 6),
    "Senin-Jumat 08.00-16.00 WIB. Sabtu/Minggu/Libur Nasional: Tutup": (40, 5),
    "Hari libur: Sabtu dan Minggu. Senin-Jumat 08.00-16.00": (40, 5),
    "Senin-Jumat 08.00-16.00 kecuali hari libur nasional dan cuti bersama": (40, 5),
    "Senin-Minggu tutup": (0, 0),
    # A day out of a longer list
    "Senin-Sabtu 08.00-16.00, Jumat 08.00-11.00": (43, 6),
    "Senin-Jumat 08.00-16.00 (kecuali Jumat 08.00-11.30)": (35.5, 5),
    "Setiap hari 08.00-16.00, Minggu tutup": (48, 6),
    # The dress of the text
    "<p>Senin&nbsp;- Kamis: <b>08.00</b> &ndash; 16.00</p><p>Jumat: 08.00 - 11.00</p>": (35, 5),
    "1. Senin-Kamis: 08.00-16.00\\n2. Jumat: 08.00-11.00": (35, 5),
    "🕐 *Senin\u200b - Jumat* :\u00a008.00 – 16.00 WIB": (40, 5),
    "Ｓｅｎｉｎ－Ｊｕｍａｔ ０８：００－１６：００": (40, 5),
    "Senin-Kamis 08.00-16.00_x000D_\nJumat 08.00-11.00": (35, 5),
    "PLUT KUMKM Kabupaten Kulon Progo: Senin-Jumat 08.00-16.00": (40, 5),
    # The grammar itself, with its own rules
    "Mo-Fr 08:00-16:00; Sa 08:00-12:00": (44, 6),
    "Mo-Sa 08:00-16:00; Fr 08:00-11:00; PH off": (43, 6),
    "Mo-Fr 08:00-16:00; Mo-Fr 12:00-13:00 off": (35, 5),
}

UNREADABLE = [
    # Nothing to read
    "",
    " ",
    "-",
    "Tutup",
    "belum ada",
    "Jam kerja",
    "Senin-Jumat",
    "8",
    "Sabtu dan Minggu Tutup",
    # Cut off
    "Senin - ",
    "Senin - Jumat: 08.00 - ",
    "Senin - Jumat: 08.00 - 1",
    "Senin - Jumat: 08.00 - 16",
    "Senin - Jumat: 08.00 - 16.0",
    "Senin-Jumat 08.00-16.00, Sab",
    "Senin-Jumat (08.00-16.00",
    "Senin-Jumat 08.00-16.00 dan",
    "Senin-Jumat 08.00-16.00; Jam Layanan:",
    "kecuali Jumat 08.00-11.00",
    # No day, or no clear list of days
    "08.00-16.00",
    "Jam kerja 08.00-16.00",
    "24 jam, Sabtu 08.00-12.00",
    "Senin Jumat 08.00-16.00",
    "Senin/Jumat 08.00-16.00",
    "Senin-Rabu-Jumat 08.00-16.00",
    "Setiap minggu Senin-Kamis 8-16",
    "Setiap hari, Senin-Jumat 08.00-16.00",
    "Hari kerja, Senin-Kamis 08.00-16.00",
    "Senin\\nSelasa\\n08.00-16.00\\n08.00-12.00",
    "Senin-Jumat 08.00-16.00 dan Sabtu",
    "Sabtu minggu 1-3 08.00-12.00",
    "Minggu ke-1 08.00-12.00",
    "Sabtu malam 19.00-21.00",
    # Times that are none, or may be several
    "Senin-Jumat 08.00",
    "Senin-Jumat mulai jam 08.00",
    "Senin-Jumat s.d. jam 16.00",
    "Senin-Jumat 16.00-08.00",
    "Senin-Jumat 8.00-5.00",
    "Senin-Jumat 9 PM - 5 AM",
    "Senin-Jumat 08.00-12.00 dan 01.00-04.00",
    "Senin-Jumat jam 1 - 4 sore",
    "Senin-Jumat 10-11 PM",
    "Senin-Jumat 8 AM - 12 AM",
    "Senin-Jumat 8 AM - 11",
    "Weekdays 9-5",
    "Senin-Jumat 08.60-16.00",
    "Senin-Jumat 08.00-25.00",
    "Senin-Jumat 24.00-08.00",
    "Senin-Jumat 0800-1600",
    "Senin-Jumat 08⁰⁰-16⁰⁰",
    "Senin-Jumat 08.00-16.00¹",
    "Senin-Jumat 08.00-16.00-18.00",
    "Senin-Jumat 08.00-15.00, 10.00-16.00",
    # Spans of time, not times of day
    "3-5 hari kerja",
    "Senin-Jumat 7-14 hari kerja",
    "24 jam kerja",
    "2x24 jam",
    "37,5 jam",
    "Senin-Jumat 08.00-16.00 istirahat 1 jam",
    "5 hari kerja 08.00-16.00",
    # Words that change the meaning
    "Kantor selama Ramadan Senin-Kamis 08.00-15.00",
    "Senin-Kamis 08.00-15.00 (Ramadan)",
    "Senin-Jumat 08.00-16.00 atau sesuai perjanjian",
    "Senin-Jumat 08.00 - selesai",
    "Senin-Jumat 08.00-16.00, Sabtu setengah hari",
    "Senin - Jumat<s> 08.00 - 16.00</s>",
    "Layanan online 24 jam, kantor Senin-Jumat 08.00-16.00",
    "Loket 1: Senin-Jumat 08.00-15.00",
    "Senin-Jumat 08.00-16.00 (Jumat sampai 11.30)",
    "Senin-Jumat 08.00-16.00 dst",
    # One day, two hours
    "Jumat 08.00-11.00, Senin-Sabtu 08.00-16.00",
    "Senin-Jumat 08.00-16.00, Jumat 11.30-13.00",
    "Senin-Jumat 08.00-12.00, Jumat 13.00-15.00",
    "Jam kerja: Senin-Jumat 07.00-16.00; Jam layanan: Jumat 08.00-15.00",
    "Setiap hari 09.00-21.00 (Galeri), Senin-Jumat 08.00-16.00 (Kantor)",
    "Senin-Jumat 08.00-16.00, hari libur 08.00-12.00",
    "08.00-16.00 Senin-Jumat, 08.00-12.00 hari libur",
    "Senin-Kamis 08.00-16.00 kecuali Jumat 08.00-11.00",
    # Breaks of unclear days or place
    "Senin-Kamis 08.00-16.00, Jumat 08.00-16.30, istirahat 12.00-13.00",
    "Senin-Kamis 08.00-15.00 Jumat 08.00-15.30 istirahat 12.00-13.00",
    "Senin-Jumat 08.00-16.00 istirahat 16.00-17.00",
    "Senin-Jumat 11.00-13.00",
    "Senin-Jumat 08.00-16.00; Sabtu 08.00-12.30; istirahat 12.00-13.00",
    "Istirahat: Senin-Kamis 12.00-13.00; Jumat 11.30-13.00",
    "Senin-Jumat 08.00-12.00 12.00-13.00",
    "Senin-Jumat 24 jam, istirahat 08.00-16.00",
    "Senin-Kamis 08.00-12.00, libur nasional istirahat Minggu 08.00-10.00",
    # The grammar, but not a week of plain times
    "Mo-Fr",
    "Mo-Fr 16:00-08:00",
    "Mo-Fr 08:00-16:99",
    "Apr Mo-Fr 08:00-12:00",
    "PH off",
    "Mo-Fr sunrise-sunset",
    "Mo[1] 08:00-12:00",
]


def outcome(text: str) -> tuple[float, int] | None:
    """Hours and days a week, or None where the text is reported."""
    try:
        hours = read_hours(text)
    except UnreadableHoursError:
        return None
    return hours.weekly_hours, hours.weekly_days


def test_observed_texts(shared: Path) -> None:
    file = shared / "domain" / "opening_hours_id_observed.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        texts = [row["string_verbatim"] for row in csv.DictReader(lines)]
    assert len(texts) == len(OBSERVED) == 39
    for text, (beginning, expected) in zip(texts, OBSERVED, strict=True):
        assert text.startswith(beginning)
        assert outcome(text) == expected, text


@pytest.mark.parametrize("text", INVENTED)
def test_readable(text: str) -> None:
    assert outcome(text) == INVENTED[text]


@pytest.mark.parametrize("text", UNREADABLE)
def test_reported_and_not_guessed(text: str) -> None:
    with pytest.raises(UnreadableHoursError) as error:
        read_hours(text)
    assert all(translate(error.value.reason, language) for language in LANGUAGES)


def test_intervals_grammar_and_cover() -> None:
    text = "Senin s.d. Kamis 07.30-16.00 (istirahat 12.00-13.00) | Jumat 08.00-11.30 WIT"
    hours = read_hours(text)
    assert hours.text == text
    assert hours.grammar == "Mo-Th 07:30-12:00,13:00-16:00; Fr 08:00-11:30"
    assert hours.intervals[3] == ((450, 720), (780, 960))
    assert hours.intervals[4:] == (((480, 690),), (), ())
    assert hours.covers(0, 450)
    assert not hours.covers(0, 449)
    assert not hours.covers(0, 720)
    assert not hours.covers(6, 600)


def test_round_the_clock_is_cut_at_midnight() -> None:
    assert read_hours("24 jam").intervals == (((0, 1440),),) * 7


def test_the_time_zone_moves_nothing() -> None:
    zones = {outcome(f"Senin-Jumat 08.00-16.00 {zone}") for zone in ("WIB", "WITA", "WIT", "")}
    assert zones == {(40, 5)}


def test_the_reason_names_the_part() -> None:
    with pytest.raises(UnreadableHoursError) as error:
        read_hours("Senin-Jumat 08.00-16.00 kira-kira")
    assert error.value.part == "kira"


def test_a_misspelt_day_is_not_passed_over() -> None:
    """A text is read whole or not at all: no reading drops what it does not know."""
    assert outcome("Senin-Kamis 08.00-16.00, Jumatt 08.00-11.00") is None


# Generated weeks, written as offices write them, are read back.

NAMES = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
VARIANTS = {"Jumat": ("Jumat", "Jum'at", "Jum’at", "JUMAT", "Jum"), "Minggu": ("Minggu", "Ahad")}


@st.composite
def sessions(draw: st.DrawFn) -> tuple[tuple[int, int], ...]:
    """One session from the morning to the afternoon, or two around noon."""
    start = draw(st.integers(4 * 12, 10 * 12)) * 5
    end = draw(st.integers(15 * 12, 24 * 12)) * 5
    if draw(st.booleans()):
        return ((start, end),)
    rest = draw(st.integers(11 * 12, 12 * 12)) * 5
    return ((start, rest), (rest + draw(st.sampled_from((30, 60, 90, 120))), end))


@st.composite
def written_weeks(draw: st.DrawFn) -> tuple[str, tuple[tuple[tuple[int, int], ...], ...]]:
    """A text in one of several styles, and the intervals of Monday to Sunday it stands for."""
    week: list[tuple[tuple[int, int], ...]] = [()] * 7
    parts = []
    colon = draw(st.sampled_from((": ", " : ", " ", ", ", " pukul ", " (")))
    first = 0
    while first < 7:
        last = draw(st.integers(first, 6))
        times = draw(sessions()) if first == 0 or draw(st.booleans()) else ()
        week[first : last + 1] = [times] * (last + 1 - first)
        days = draw(written_days(first, last))
        if times:
            said = f"{colon}{draw(written_times(times))}" + ")" * (colon == " (")
        else:
            said = draw(st.sampled_from((" Tutup", ": Libur", " (tutup)")))
        parts.append(days + said)
        first = last + 1
    text = draw(st.sampled_from((" | ", "; ", "\n", "\\n", "<br>", ", ", ".\n", " & "))).join(parts)
    dress = st.sampled_from((text, text.upper(), text.lower(), f"Jam Layanan: {text}"))
    return draw(dress), tuple(week)


@st.composite
def written_days(draw: st.DrawFn, first: int, last: int) -> str:
    """`Senin s.d. Kamis`, `Senin`."""
    names = [draw(st.sampled_from(VARIANTS.get(name, (name, name[:3])))) for name in NAMES]
    if first == last:
        return names[first]
    if (first, last) == (0, 6):
        return draw(st.sampled_from(("Setiap hari", "Senin s.d. Minggu")))
    joint = draw(st.sampled_from(("-", " - ", "–", " s.d. ", " s/d ", " s.d ", " sampai ")))
    return f"{names[first]}{joint}{names[last]}"


@st.composite
def written_times(draw: st.DrawFn, times: tuple[tuple[int, int], ...]) -> str:
    """`08.00-12.00 dan 13.00-16.00`, or the break said in words."""
    mark = draw(st.sampled_from((".", ":")))
    joint = draw(st.sampled_from(("-", " - ", " – ", " s.d. ", " s/d ", " sampai ")))
    zone = draw(st.sampled_from(("", " WIB", " WITA")))

    def span(start: int, end: int) -> str:
        clock = [f"{minutes // 60:02}{mark}{minutes % 60:02}" for minutes in (start, end)]
        return joint.join(clock) + zone

    if len(times) == 2 and draw(st.booleans()):
        (start, rest), (back, end) = times
        return f"{span(start, end)} (istirahat {span(rest, back)})"
    return " dan ".join(span(*one) for one in times)


@given(written_weeks())
def test_written_weeks_are_read_back(
    written: tuple[str, tuple[tuple[tuple[int, int], ...], ...]],
) -> None:
    text, week = written
    assert read_hours(text).intervals == week


PIECES = st.sampled_from(
    """
    Senin Selasa Jum'at Minggu Sabtu hari setiap kerja libur tutup buka istirahat kecuali dan s.d.
    - , ; : / | & ( ) . \\n jam pukul 24 7 8 08.00 12.00 13.00 16.30 24.00 pagi sore malam AM WIB
    nasional layanan kantor Mo-Fr Sa 08:00-16:00 off PH 24/7 … x
    """.split()  # noqa: SIM905 (a list of words is read more easily than one of strings)
)


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=20).map(" ".join)))
def test_any_text_is_read_or_reported(text: str) -> None:
    try:
        hours = read_hours(text)
    except UnreadableHoursError:
        return
    assert len(hours.intervals) == 7
    assert 0 <= hours.weekly_hours <= 168
    for day in hours.intervals:
        edges = [minute for interval in day for minute in interval]
        assert edges == sorted(set(edges))
        assert all(0 <= minute <= 1440 for minute in edges)


def test_a_very_long_text_is_reported() -> None:
    assert outcome("hari kerja (Senin, " * 500 + ")" * 500) is None
