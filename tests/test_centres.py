"""Which centre is meant: right, or asked; never wrong."""

import csv
import random
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from plut_audit import problems
from plut_audit.ingest.registry import (
    Centre,
    Match,
    Registry,
    aliases_from_rows,
    normal_centre_code,
    registry_from_rows,
    registry_without_file,
)

SHARED = Path(__file__).resolve().parents[1].parent / "shared"
pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the shared reference data is not beside the project"
)

HEADER = [
    "centre_id",
    "name",
    "province",
    "regency",
    "level",
    "since",
    "until",
    "status",
    "other_names",
]

OBSERVED = {
    "PLUT-KUMKM Kabupaten Buleleng": "51.08",
    "PLUT Buleleng": "51.08",
    "Pusat Layanan Usaha Terpadu Koperasi dan Usaha Mikro, Kecil, dan Menengah (PLUT-KUMKM) "
    "Kabupaten Buleleng": "51.08",
    "PLUT KUMKM SUMATERA BARAT": "13",
    "UPTD PLUT KOPERASI DAN UMKM PROVINSI LAMPUNG": "18",
    "UPTD PLUT KUMKM Batam": "21.71",
    "PLUT KUMKM BATAM": "21.71",
    "PLUT KUMKM Kota Batam": "21.71",
    "Plut Kota Batu": "35.79",
    "PLUT Kota Batu": "35.79",
    "Gedung PLUT KUMKM DIY": "34",
    "Layanan PLUT-KUMKM Kota Serang": "36.73",
    "UPT.Pusat Layanan Usaha Terpadu Dinas Koperasi dan UKM Provinsi Sumatera Utara": "12",
    "UPTD Pusat Layanan Usaha Terpadu (PLUT)": ("CEN-02", "552"),
    # Solo is Surakarta to everyone and to no paper: a proposal, not a match.
    "Pusat Layanan Usaha Terpadu (PLUT) Balai Kota Solo": ("CEN-02", "33.72"),
    "PLUT Jatim": "35",
    "PLUT Jawa Tengah": "33",
    "PLUT KUMKM (Banyumas)": "33.02",
    "Gedung PLUT - KUMKM": ("CEN-02", "552"),
    "PLUT-KUMKM Provinsi Sulawesi Utara": "71",
    "PLUT-KUMKM di Kota Bitung": "71.72",
    "Kabupaten Pacitan": "35.01",
    "Kabupaten Bondowoso": "35.11",
    "Kabupaten Malang": "35.07",
    "Kabupaten Jembrana": "51.01",
    "Kabupaten Klungkung": "51.05",
    "Kabupaten Buleleng": "51.08",
    "Kabupaten Gianyar": "51.04",
    "Kabupaten Lombok Utara": "52.08",
    "Kabupaten Manggarai Barat": "53.15",
    "Kabupaten Maros": "73.09",
    "kabupaten Wakkatobi": "74.07",
    "Kota Kendari": "74.71",
    "Kota Bitung": "71.72",
    "Kabupaten Pulau Morotai": "82.07",
    "Kabupaten Biak Numfor": "91.06",
    "Semarang-Jawa Tengah": ("CEN-01", "33.22 33.74"),
    "Purworejo-Jawa Tengah": "33.06",
    "Maros-Sulawesi Selatan": "73.09",
    "Dairi-Sumatera Utara": "12.11",
    "Kendari-Sulawesi Tenggara": "74.71",
    "Buleleng-Bali": "51.08",
    "Sukabumi": ("CEN-01", "32.02 32.72"),
    "Tasikmalaya": ("CEN-01", "32.06 32.78"),
    "Garut": "32.05",
    "Cianjur": "32.03",
    "Kuningan": "32.08",
    "Kabupaten Bandung": "32.04",
    "Kabupaten Anambas Kepulauan Riau": "21.05",
    "Kabupaten Lima Puluh Kota di Sumatera Barat": "13.07",
    "Kabupaten Sorong": "96.01",
    "Kabupaten Kepulauan Anambas, Provinsi Kepulauan Riau": "21.05",
}

PROVINCE_VARIANTS = {
    "aceh": "11",
    "nanggroe aceh darussalam": "11",
    "bali": "51",
    "banten": "36",
    "babel": "19",
    "bangka belitung": "19",
    "bangka-belitung": "19",
    "kepulauan bangka belitung": "19",
    "daerah istimewa yogyakarta": "34",
    "di yogyakarta": "34",
    "dki jakarta": "31",
    "daerah khusus ibukota jakarta": "31",
    "djakarta": "31",
    "jakarta raya": "31",
    "irian jaya barat": "92",
    "jabar": "32",
    "jawa barat": "32",
    "jateng": "33",
    "jawa tengah": "33",
    "jatim": "35",
    "jawa timur": "35",
    "kalbar": "61",
    "kalimantan barat": "61",
    "kalsel": "63",
    "kalimantan selatan": "63",
    "kalteng": "62",
    "kalimantan tengah": "62",
    "kaltim": "64",
    "kalimantan timur": "64",
    "kalimantan utara": "65",
    "kepulauan riau": "21",
    "lampung": "18",
    "maluku": "81",
    "maluku utara": "82",
    "malut": "82",
    "ntb": "52",
    "ntt": "53",
    "nusa tenggara barat": "52",
    "nusa tenggara timur": "53",
    "p a p u a": "91",
    "papua": "91",
    "papua barat": "92",
    "papua barat daya": "96",
    "papua pegunungan": "95",
    "papua selatan": "93",
    "papua tengah": "94",
    "riau": "14",
    "sulawesi barat": "76",
    "sulawesi selatan": "73",
    "sulawesi tengah": "72",
    "sulawesi tenggara": "74",
    "sulawesi utara": "71",
    "sulsel": "73",
    "sulteng": "72",
    "sultra": "74",
    "sulut": "71",
    "sumatera barat": "13",
    "sumatera selatan": "16",
    "sumatera utara": "12",
    "sumbar": "13",
    "sumsel": "16",
    "sumut": "12",
}
"""What each variant means by hand; what is not here must match nothing when it stands bare."""


def lines(name: str) -> list[dict[str, str]]:
    with (SHARED / "domain" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def title(name: str) -> str:
    return name.title().replace("Dki", "DKI").replace(" Dan ", " dan ")


def everywhere() -> list[Centre]:
    """A centre in every province, regency and city."""
    provinces = {line["code"]: title(line["name"]) for line in lines("idn-area-data_provinces.csv")}
    centres = [
        Centre(code, f"PLUT-KUMKM Provinsi {name}", name, "", "provinsi")
        for code, name in provinces.items()
    ]
    for line in lines("idn-area-data_regencies.csv"):
        region = title(line["name"])
        centres.append(
            Centre(
                line["code"],
                f"PLUT-KUMKM {region}",
                provinces[line["province_code"]],
                region,
                "kota" if region.startswith("Kota ") else "kabupaten",
            )
        )
    return centres


CENTRES = everywhere() if SHARED.is_dir() else []
REGISTRY = Registry(CENTRES)
BARE = Counter(
    centre.regency.removeprefix("Kabupaten ").removeprefix("Kota ").removeprefix("Administrasi ")
    for centre in CENTRES
    if centre.regency
)
DOUBLES = sorted(name for name, times in BARE.items() if times == 2)


def codes_in(match: Match) -> list[str]:
    return [part.split()[0] for part in str(match.blanks["candidates"]).split("; ")]


def message(match: Match) -> str:
    assert match.problem
    return problems.Problem(match.problem, values=match.blanks).message()["en"]


# Observed names


def test_every_observed_name_is_expected_here() -> None:
    assert {line["name_verbatim"] for line in lines("plut_names_observed.csv")} == set(OBSERVED)


@pytest.mark.parametrize(("written", "expected"), OBSERVED.items())
def test_observed_name(written: str, expected: str | tuple[str, str]) -> None:
    match = REGISTRY.match("", written)
    if isinstance(expected, str):
        assert (match.centre_id, match.problem, match.how) == (expected, "CEN-08", "name")
        return
    problem, candidates = expected
    assert (match.centre_id, match.problem, match.how) == ("", problem, "none")
    assert all(code in message(match) for code in candidates.split())


@pytest.mark.parametrize("written", OBSERVED)
def test_observed_name_before_a_registry_without_that_centre(written: str) -> None:
    """What is not in the registry is asked about and never given to a neighbour."""
    expected = OBSERVED[written]
    if isinstance(expected, str):
        others = Registry(centre for centre in CENTRES if centre.centre_id != expected)
        match = others.match("", written)
        assert match.centre_id == ""
        assert match.problem in ("CEN-01", "CEN-02")


@pytest.mark.parametrize(
    "written",
    sorted(
        {line["variant"] + "|" + line["kode"] for line in lines("regency_spelling_variants.csv")}
        if SHARED.is_dir()
        else ()
    ),
)
def test_spelling_of_a_regency(written: str) -> None:
    variant, code = written.split("|")
    assert REGISTRY.match("", f"PLUT-KUMKM {variant}").centre_id == f"{code[:2]}.{code[2:]}"


@pytest.mark.parametrize(
    "written",
    sorted(
        {line["name_verbatim"] for line in lines("province_name_variants.csv")}
        if SHARED.is_dir()
        else ()
    ),
)
def test_spelling_of_a_province(written: str) -> None:
    meant = PROVINCE_VARIANTS.get(written.casefold(), "")
    assert REGISTRY.match("", f"PLUT {written}").centre_id in ("", meant)
    assert REGISTRY.match("", f"PLUT Provinsi {written}").centre_id in (
        {meant} if meant else {"", "15", "17", "75", "34"}
    )
    if meant:
        assert REGISTRY.match("", "PLUT", "provinsi", written).centre_id == meant


# Names that two regions share


def test_26_names_are_both_a_regency_and_a_city() -> None:
    assert len(DOUBLES) == 26


@pytest.mark.parametrize("name", DOUBLES)
def test_double_is_a_question_bare_and_right_with_the_word(name: str) -> None:
    both = {
        centre.level: centre.centre_id
        for centre in CENTRES
        if centre.regency in (f"Kabupaten {name}", f"Kota {name}")
    }
    bare = REGISTRY.match("", f"PLUT {name}")
    assert (bare.centre_id, bare.problem) == ("", "CEN-01")
    assert set(both.values()) <= set(codes_in(bare))
    for level, code in both.items():
        assert REGISTRY.match("", f"PLUT-KUMKM {level} {name}").centre_id == code
        assert REGISTRY.match("", f"PLUT {name}", level).centre_id == code
        one = Registry([c for c in CENTRES if c.centre_id == code])
        assert one.match("", f"PLUT {name}").problem == "CEN-01"
        province = next(c.province for c in CENTRES if c.centre_id == code)
        assert one.match("", f"PLUT {name}", province=province).problem == "CEN-01"


@pytest.mark.parametrize("name", ["Jambi", "Bengkulu", "Gorontalo", "Yogyakarta", "Jogja"])
def test_city_named_like_its_province(name: str) -> None:
    bare = REGISTRY.match("", f"PLUT {name}")
    assert (bare.centre_id, bare.problem) == ("", "CEN-01")
    province = REGISTRY.match("", f"PLUT Provinsi {name}").centre_id
    city = REGISTRY.match("", f"PLUT Kota {name}").centre_id
    assert len(province) == 2 and city.startswith(province) and "." in city


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("PLUT DI Yogyakarta", "34"),
        ("PLUT D.I. Yogyakarta", "34"),
        ("PLUT D.I.Yogyakarta", "34"),
        ("DI YOGYAKARTA", "34"),
        ("PLUT di Yogyakarta", ""),
        ("PLUT DI YOGYAKARTA", ""),
    ],
)
def test_a_capital_di_is_a_province_and_a_small_one_a_word(written: str, expected: str) -> None:
    assert REGISTRY.match("", written).centre_id == expected


# Two centres in one city

KENDARI = Registry(
    [
        Centre(
            "74",
            "PLUT-KUMKM Provinsi Sulawesi Tenggara",
            "Sulawesi Tenggara",
            "Kota Kendari",
            "provinsi",
        ),
        Centre("74.71", "PLUT-KUMKM Kota Kendari", "Sulawesi Tenggara", "Kota Kendari", "kota"),
    ]
)


@pytest.mark.parametrize(
    ("written", "level", "expected"),
    [
        ("PLUT Kendari", "", ""),
        ("PLUT Kendari", "kota", "74.71"),
        ("PLUT Kendari", "provinsi", "74"),
        ("PLUT Kotamadya Kendari", "", "74.71"),
        ("PLUT Sultra", "", "74"),
        ("PLUT Provinsi Sulawesi Tenggara di Kota Kendari", "", ""),
        ("PLUT Kota Kendari, Provinsi Sulawesi Tenggara", "", "74.71"),
        ("PLUT Kota Kendari", "provinsi", ""),
    ],
)
def test_level_tells_the_centres_of_kendari_apart(written: str, level: str, expected: str) -> None:
    assert KENDARI.match("", written, level).centre_id == expected


def test_two_centres_of_one_owner() -> None:
    sleman = Registry(
        [
            Centre("34.04", "PLUT Kliran Kabupaten Sleman", "DIY", "Kabupaten Sleman", "kabupaten"),
            Centre(
                "34.04-2",
                "PLUT Minggir Kabupaten Sleman",
                "DIY",
                "Kabupaten Sleman",
                "kabupaten",
                other_names=("PLUT Baru",),
            ),
        ]
    )
    question = sleman.match("", "PLUT Kab. Sleman")
    assert (question.problem, codes_in(question)) == ("CEN-01", ["34.04", "34.04-2"])
    assert sleman.match("", "PLUT Kliran Kab. Sleman").centre_id == "34.04"
    assert sleman.match("", "PLUT Minggir, Kabupaten Sleman").centre_id == "34.04-2"
    assert sleman.match("34.04-2", "PLUT Kab. Sleman") == Match("34.04-2", how="code")


# Ways to write one name


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("PULT Kab. Limapuluh Kota", "13.07"),
        ("PLUT 50 Kota", "13.07"),
        ("Pusat Layanan Umum Terpadu Pemkab Tulung Agung", "35.04"),
        ("Pusat Pelayanan Usaha Terpadu (PLUT) Provinsi Kalteng", "62"),
        ("New PLUT K-UMKM Kab.Kulonprogo", "34.01"),
        ("CIS SMEsCO Pemprov Sulteng", "72"),
        ("PLUT KUKM Kab. Selayar", "73.01"),
        ("PLUT Selayar", ""),
        ("PLUT Yapen", ""),
        ("UPT. PLUT Kota Adm. Jakarta Pusat", "31.71"),
        ("PLUT Kota Baru", ""),
        ("PLUT Kab. Kota Baru", "63.02"),
        ("PLUT Kotamobagu", "71.74"),
        ("PLUT Kab. Toba Samosir", "12.12"),
        ("PLUT Kab. Mamuju Utara", "76.01"),
        ("PLUT Kota Banda Aceh", "11.71"),
        ("PLUT Kota Bandar Lampung", "18.71"),
        ("PLUT Kota Bandar Lampung, Lampung", "18.71"),
        ("PLUT Muaro Jambi", "15.05"),
        ("PLUT Riau", "14"),
        ("PLUT Kep. Riau", "21"),
        ("PLUT Jakarta", "31"),
        ("PLUT Kabupaten Buleleng Prov. Bali", "51.08"),
        ("PLUT Buleleng, Prov. Bali", "51.08"),
        ("PLUT Kabupaten Sorong, Papua Barat", "96.01"),
        ("PLUT Nunukan, Kaltim", "65.03"),
        ("PLUT Kabupaten Buleleng, Jawa Timur", ""),
        ("PLUT Kota Buleleng", ""),
        ("PLUT Purwokerto", ""),
        ("Rumah Kreatif Kota Bitung", ""),
        ("PLUT\u200b\u00a0Kota Bitung", "71.72"),
        ("PLUT Kota Bitung / Kota Tomohon", ""),
        ("PLUT Kota Tanjung Balai", "12.74"),
        ("PLUT Jkarta Pusat", "31.71"),
        ("Pusat Layanan Usaha Terpadu Jakarta", "31"),
        ("BITUNG, KOTA", "71.72"),
        ("PLUT Kabupaten Bandng", ""),
        ("PLUT Kab. Pasangkayuu", "76.01"),
    ],
)
def test_way_to_write_a_name(written: str, expected: str) -> None:
    assert REGISTRY.match("", written).centre_id == expected


@pytest.mark.parametrize(
    ("written", "candidate"),
    [
        ("PLUT Purwokerto", "33.02"),
        ("PLUT Kota Buleleng", "51.08"),
        ("PLUT Selayar", "73.01"),
        ("PLUT Kabupaten Buleleng, Jawa Timur", "51.08"),
        ("Rumah Kreatif Kota Bitung", "71.72"),
        ("PLUT Kabupaten Bandng", "32.04"),
        ("PLUT Kotamadya Bitng", "71.72"),
    ],
)
def test_what_is_not_matched_is_proposed(written: str, candidate: str) -> None:
    match = REGISTRY.match("", written)
    assert match.centre_id == "" and candidate in codes_in(match)
    assert written in message(match) and candidate in message(match)


def test_columns_beside_the_name() -> None:
    assert REGISTRY.match("", "PLUT Malang", regency="Kota Malang").centre_id == "35.73"
    assert REGISTRY.match("", "PLUT KUMKM", "kota", "Sulut", "Kota Bitung").centre_id == "71.72"
    assert REGISTRY.match("", "PLUT KUMKM", "", "Sulut", "Kota Bitung").centre_id == ""
    assert REGISTRY.match("", "PLUT Kota Malang", "kabupaten").centre_id == ""
    assert REGISTRY.match("", "PLUT Buleleng", province="Jawa Barat").centre_id == ""
    assert REGISTRY.match("", "PLUT Gorontalo", regency="Kota Gorontalo").centre_id == ""


# Codes and aliases


def test_code_decides_and_a_name_of_another_centre_is_reported() -> None:
    assert REGISTRY.match("71.72", "PLUT Kota Bitung") == Match("71.72", how="code")
    assert REGISTRY.match("7172", "PLUT") == Match("71.72", how="code")
    other = REGISTRY.match("71.72", "PLUT Kota Tomohon")
    assert (other.centre_id, other.problem, other.how) == ("71.72", "CEN-04", "code")
    assert "PLUT Kota Tomohon" in message(other) and "PLUT-KUMKM Kota Bitung" in message(other)


def test_code_of_no_centre() -> None:
    by_name = REGISTRY.match("99.99", "PLUT Kota Bitung")
    assert (by_name.centre_id, by_name.problem, by_name.how) == ("71.72", "CEN-03", "name")
    assert "99.99" in message(by_name)
    assert REGISTRY.match("99.99", "PLUT Sukabumi").problem == "CEN-01"
    assert REGISTRY.match("99.99", "").problem == "CEN-02"
    assert REGISTRY.match("", " ").problem == "CEN-07"


def test_alias_settles_what_was_a_question() -> None:
    rows = [
        ["Keputusan auditor"],
        ["written", "centre_id"],
        ["PLUT  Sukabumi", 32.02],
        ["Sate Telaga", "75.01"],
        ["Nowhere", "99.99"],
        [None, "71"],
    ]
    registry = REGISTRY.with_aliases(aliases_from_rows(rows))
    assert registry.match("", "plut sukabumi") == Match("32.02", how="alias")
    assert registry.match("", "Sate Telaga").centre_id == "75.01"
    assert registry.match("32.72", "PLUT Sukabumi").centre_id == "32.72"
    nowhere = registry.match("", "Nowhere")
    assert nowhere.centre_id == "" and "Nowhere → 99.99" in message(nowhere)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (71.72, "71.72"),
        (7172, "71.72"),
        (7172.0, "71.72"),
        ("71,72", "71.72"),
        (" 71.72 ", "71.72"),
        ("71 72", "71.72"),
        ("ID-71.72", "71.72"),
        ("71.72-2", "71.72-2"),
        (71.7, "71.70"),
        (71, "71"),
        (71.0, "71"),
        ("71.0", "71"),
        ("A-001", "A-001"),
        (None, ""),
        (float("nan"), ""),
        (True, ""),
        ("PLUT 12", "PLUT 12"),
        (5, "5"),
    ],
)
def test_code_as_it_was_meant(raw: object, code: str) -> None:
    assert normal_centre_code(raw) == code
    assert normal_centre_code(normal_centre_code(raw)) == code


# The registry's file


def test_lines_under_titles_in_any_order() -> None:
    rows = [
        ["Daftar PLUT-KUMKM", None],
        [],
        [
            "Tingkat",
            "Kode",
            "Nama PLUT-KUMKM",
            "Kabupaten/Kota",
            "Provinsi",
            "Nama lain",
            "Sejak",
            "Sampai",
            "Catatan",
        ],
        [
            "Kota",
            71.72,
            "PLUT-KUMKM Kota Bitung",
            "Kota Bitung",
            "Sulut",
            "PLUT Sagerat; Matuari",
            2022,
            None,
            "x",
        ],
        [None] * 9,
        ["", 71.0, "PLUT-KUMKM Provinsi Sulawesi Utara", "", "", "", "", "2023", ""],
    ]
    registry, problems_met = registry_from_rows(rows, "centres.csv")
    assert not problems_met and registry.known
    assert registry.centres == (
        Centre(
            "71", "PLUT-KUMKM Provinsi Sulawesi Utara", "Sulawesi Utara", "", "provinsi", None, 2023
        ),
        Centre(
            "71.72",
            "PLUT-KUMKM Kota Bitung",
            "Sulut",
            "Kota Bitung",
            "kota",
            2022,
            None,
            "",
            ("PLUT Sagerat", "Matuari"),
        ),
    )
    assert registry.match("", "PLUT Sagerat").centre_id == "71.72"
    assert [c.centre_id for c in registry.active(2021)] == ["71"]
    assert [c.centre_id for c in registry.active(2023)] == ["71", "71.72"]
    assert [c.centre_id for c in registry.active(None)] == ["71.72"]


def test_lines_that_cannot_be_used_are_reported_with_their_cell() -> None:
    rows = [
        HEADER,
        ["71.72", "PLUT Kota Bitung"],
        [7172, "PLUT Kota Tomohon"],
        [71.725, "PLUT Kota Manado"],
        ["", "PLUT Kota Kotamobagu"],
        ["71.03"],
        [datetime(2024, 1, 11), "PLUT Kabupaten Aceh Selatan"],
    ]
    registry, met = registry_from_rows(rows, "centres.xlsx", "Sheet1")
    assert [centre.centre_id for centre in registry.centres] == ["71.72"]
    assert [(p.code, p.cell) for p in met] == [
        ("CEN-09", "A3"),
        ("CEN-09", "A4"),
        ("CEN-09", "A5"),
        ("CEN-09", "A6"),
        ("CEN-09", "A7"),
    ]
    assert "71.72" in met[0].message()["id"] and met[0].location == "centres.xlsx › Sheet1!A3"


def test_number_that_lost_its_zero_is_restored() -> None:
    registry, met = registry_from_rows([HEADER, [32.1, "PLUT Kabupaten Majalengka"]], "c.xlsx")
    assert not met and registry.get("32.10") and registry.match("32.1", "").centre_id == "32.10"


@pytest.mark.parametrize(
    ("code", "name", "province", "words"),
    [
        ("72", "PLUT Kota Palu", "Sulawesi Tengah", ("a province", "a city")),
        ("72.71", "PLUT Kabupaten Sigi", "Sulawesi Tengah", ("a city", "a regency")),
        ("71.71", "PLUT Kota Palu", "Sulawesi Tengah", ("Sulawesi Utara", "Sulawesi Tengah")),
        ("72.71", "PLUT Kota Palu", "Sulawesi Tengah", None),
        ("93.01", "PLUT Kabupaten Merauke", "Papua", None),
        ("XX-7", "PLUT Kota Palu", "Sulawesi Tengah", None),
    ],
)
def test_a_code_that_contradicts_its_line_is_named(
    code: str, name: str, province: str, words: tuple[str, str] | None
) -> None:
    header = ["centre_id", "name", "province"]
    registry, met = registry_from_rows([header, [code, name, province]], "centres.csv")
    assert registry.centres[0].centre_id == code
    assert [(problem.code, problem.cell) for problem in met] == (
        [("CEN-12", "A2")] if words else []
    )
    if words:
        assert all(word in met[0].message()["en"] for word in words)


@pytest.mark.parametrize(
    ("code", "named"), [("72.710", True), ("3", True), ("72.71-2", False), ("PLUT-9", False)]
)
def test_a_code_of_digits_unlike_the_others_is_named(code: str, named: bool) -> None:
    """A digit too many or too few makes a centre that nobody answers for."""
    rows = [["centre_id", "name"], ["33.10", "PLUT Klaten"], [code, "PLUT Kota Palu"]]
    found = registry_from_rows(rows, "centres.csv")[1]
    assert [(p.code, p.cell) for p in found] == ([("CEN-13", "A3")] if named else [])
    own = registry_from_rows([rows[0], ["1", "First"], ["2", "Second"]], "centres.csv")[1]
    assert not own


# Without a registry

ANSWERS = [
    ("71.72", "PLUT-KUMKM Kota Bitung", "kota", "Sulawesi Utara", "Kota Bitung"),
    ("", "PLUT KUMKM di Kota Bitung", "", "", ""),
    ("", "PLUT Kab. Kulonprogo", "", "", ""),
    ("", "UPTD PLUT Kabupaten Kulon Progo", "kabupaten", "DIY", ""),
    ("", "PLUT Malang", "", "", ""),
    ("", "PLUT Malang", "kota", "", ""),
    ("", "PLUT Kabupaten Contoh", "", "", ""),
    ("", "PLUT KUMKM", "", "", ""),
]


def test_centres_are_those_that_answered() -> None:
    registry = registry_without_file(ANSWERS)
    assert not registry.known
    assert [registry.match(*row).centre_id for row in ANSWERS] == [
        "71.72",
        "71.72",
        "plut-kabupaten-kulon-progo",
        "plut-kabupaten-kulon-progo",
        "plut-malang",
        "plut-kota-malang",
        "plut-kabupaten-contoh",
        "",
    ]
    assert {c.centre_id for c in registry.centres} == {
        registry.match(*row).centre_id for row in ANSWERS
    } - {""}
    assert registry.match(*ANSWERS[-1]).problem == "CEN-02"
    assert all(registry.match(*row).problem is None for row in ANSWERS[:-1])


@given(st.permutations(ANSWERS))
@settings(max_examples=20, deadline=None)
def test_order_of_the_answers_changes_nothing(
    answers: list[tuple[str, str, str, str, str]],
) -> None:
    assert registry_without_file(answers).centres == registry_without_file(ANSWERS).centres


def test_alias_without_a_registry_gives_a_name_to_a_code() -> None:
    registry = registry_without_file(ANSWERS).with_aliases({"PLUT Kabupaten Contoh": "71.72"})
    assert registry.match("", "PLUT Kabupaten Contoh").centre_id == "71.72"
    assert registry.get("plut-kabupaten-contoh") is None


def test_nobody_answered() -> None:
    assert registry_without_file([]).centres == ()
    assert Registry().match("71", "PLUT Kota Bitung").centre_id == ""


# Precision


@st.composite
def misspelt(draw: st.DrawFn) -> tuple[Centre, str]:
    """A centre's name with one letter dropped, doubled, or swapped with the next."""
    centre = draw(st.sampled_from(CENTRES))
    name = draw(
        st.sampled_from(
            [
                centre.name,
                centre.name.removeprefix("PLUT-KUMKM "),
                centre.regency.partition(" ")[2] or centre.province,
            ]
        )
    )
    at = draw(st.integers(0, len(name) - 2))
    how = draw(st.sampled_from(["drop", "double", "swap"]))
    middle = {"drop": "", "double": name[at] * 2, "swap": name[at + 1] + name[at]}[how]
    return centre, name[:at] + middle + name[at + (2 if how == "swap" else 1) :]


EXACT = {centre.regency.partition(" ")[2].casefold().replace(" ", "") for centre in CENTRES}


@given(misspelt())
@settings(max_examples=1500, deadline=None)
def test_misspelt_name_is_never_another_centre(case: tuple[Centre, str]) -> None:
    centre, written = case
    # Bandung without its n is Badung, not a misspelling that anyone could see.
    place = written.casefold().replace(" ", "")
    own = (centre.regency.partition(" ")[2] or centre.province).casefold().replace(" ", "")
    assume(not any(place.endswith(name) for name in EXACT - {own} if name and name not in own))
    assert REGISTRY.match("", written).centre_id in ("", centre.centre_id)


@given(st.text(max_size=40))
@settings(max_examples=200, deadline=None)
def test_any_text_is_answered(text: str) -> None:
    match = REGISTRY.match(text, text, text, text, text)
    assert match.centre_id or match.problem


def test_order_of_the_lines_changes_nothing() -> None:
    shuffled = random.Random(1).sample(CENTRES, len(CENTRES))
    other = Registry(shuffled)
    assert other.centres == REGISTRY.centres
    written = [*OBSERVED, *(f"PLUT {name}" for name in BARE), "PLUT Kab. Bandng", "Kota Bitng"]
    assert [other.match("", name) for name in written] == [
        REGISTRY.match("", name) for name in written
    ]
