"""The registry to fill in, and the centres of a registry filled into every form."""

import csv
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from records import audited
from small_survey import CENTRES, answers_of, write_year

from plut_audit import rubric
from plut_audit.cli import run
from plut_audit.commands.forms import files_beside
from plut_audit.errors import UsageError
from plut_audit.ingest.files import read_registry
from plut_audit.ingest.registry.codes import level_of_code
from plut_audit.ingest.registry.regions import all_regions, changed_codes
from plut_audit.rubric.forms import REGISTRY_NAMES, registry

RUBRIC = rubric.load()
SAMPLE = Path(__file__).resolve().parents[1] / "sample_data" / "2024" / "centres.csv"


@pytest.fixture(scope="module", params=["id", "en"])
def template(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The registry to fill in, as it is written."""
    name = REGISTRY_NAMES[request.param]
    path = tmp_path_factory.mktemp("registry") / name
    path.write_bytes(files_beside(request.param)[name])
    return path


# --- codes of regions ----------------------------------------------------------------------


def test_every_region_has_its_own_code() -> None:
    regions = all_regions()
    assert len({region.code for region in regions}) == len(regions) == 38 + 514
    for region in regions:
        assert level_of_code(region.code) == region.level
        assert region.code.startswith(region.province)


def test_the_codes_are_those_of_the_registries_of_the_sample() -> None:
    """A hundred codes that the sample was given independently."""
    codes = {region.title: region.code for region in all_regions()}
    with SAMPLE.open(encoding="utf-8") as file:
        listed = [row for row in csv.DictReader(file) if row["regency"]]
    assert len(listed) > 60
    assert not [row for row in listed if codes[row["regency"]] != row["centre_id"][:5]]


def test_changed_codes_lead_to_regions_in_force() -> None:
    codes = {region.code for region in all_regions()}
    assert set(changed_codes().values()) <= codes
    assert not set(changed_codes()) & codes


def test_numbers_with_gaps() -> None:
    """Codes of regencies that went to another province are not given anew."""
    codes = {region.title: region.code for region in all_regions()}
    assert codes["Kabupaten Mahakam Ulu"] == "64.11" and codes["Kota Bontang"] == "64.74"
    assert codes["Kabupaten Toraja Utara"] == "73.26"
    assert codes["Kabupaten Jayapura"] == "91.03" and codes["Kabupaten Fak Fak"] == "92.03"


# --- the registry to fill in ---------------------------------------------------------------


def test_an_untouched_registry_is_no_registry_without_centres(
    template: Path, tmp_path: Path
) -> None:
    """Absence is no answer: beside a registry it changes nothing, alone it is named."""
    write_year(tmp_path)
    before = audited([tmp_path], RUBRIC)
    shutil.copy(template, tmp_path)
    after = audited([tmp_path], RUBRIC)
    met = [p for p in after["problems"] if p["file"] == template.name]
    assert [p["code"] for p in met] == ["CEN-14"]
    assert after["centres"] == before["centres"]
    with pytest.raises(UsageError):
        read_registry(template)


def test_every_region_can_be_chosen(template: Path) -> None:
    book = openpyxl.load_workbook(template)
    page = book.worksheets[0]
    (validation,) = [one for one in page.data_validations.dataValidation if one.type == "list"]
    name, cells = validation.formula1.removeprefix("=").split("!")
    offered = [cell.value for (cell,) in book[name.strip("'")][cells.replace("$", "")]]
    assert offered == [f"{region.code} {region.title}" for region in all_regions()]
    assert "A4" in validation.sqref


def test_both_languages_explain_every_column(template: Path) -> None:
    guide = openpyxl.load_workbook(template).worksheets[1]
    columns = list(zip(*guide.iter_rows(values_only=True), strict=True))
    assert len(columns) == 4 and all(text for column in columns for text in column)
    assert list(columns[0]) == registry.headings("id")
    assert list(columns[2]) == registry.headings("en")


def test_a_line_written_by_hand_is_read(template: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(template)
    page = book.worksheets[0]
    for row, values in enumerate((("71.72", "PLUT Bitung"), ("71", "PLUT Sulut")), 4):
        page.cell(row, 2).value, page.cell(row, 3).value = values
    book.save(tmp_path / "r.xlsx")
    read, problems = read_registry(tmp_path / "r.xlsx")
    assert [(one.centre_id, one.name, one.level) for one in read.centres] == [
        ("71", "PLUT Sulut", "provinsi"),
        ("71.72", "PLUT Bitung", "kota"),
    ]
    assert not problems


@pytest.mark.real
def test_a_region_chosen_in_a_spreadsheet_program_is_read(template: Path, tmp_path: Path) -> None:
    """LibreOffice calculates code, name, province and level from the region."""
    office = shutil.which("soffice")
    if not office:
        pytest.skip("LibreOffice is not installed")
    book = openpyxl.load_workbook(template)
    page = book.worksheets[0]
    page["A4"], page["A5"], page["G5"] = "71 Provinsi Sulawesi Utara", "71.72 Kota Bitung", 2019
    page["A6"], page["C6"] = "32.04 Kabupaten Bandung", "PLUT Soreang"
    book.save(tmp_path / template.name)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    target = ["--convert-to", "xlsx", "--outdir", tmp_path / "out", tmp_path / template.name]
    subprocess.run([office, "--headless", profile, *target], check=True, capture_output=True)
    read, problems = read_registry(tmp_path / "out" / template.name)
    assert [
        (one.centre_id, one.name, one.province, one.regency, one.level, one.since)
        for one in read.centres
    ] == [
        ("32.04", "PLUT Soreang", "Jawa Barat", "Kabupaten Bandung", "kabupaten", None),
        ("71", "PLUT-KUMKM Provinsi Sulawesi Utara", "Sulawesi Utara", "", "provinsi", None),
        ("71.72", "PLUT-KUMKM Kota Bitung", "Sulawesi Utara", "Kota Bitung", "kota", 2019),
    ]
    assert not problems


# --- forms with the centres filled in ------------------------------------------------------


@pytest.fixture(scope="module", params=["id", "en"])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All forms of the small survey's centres, written by the command."""
    folder = tmp_path_factory.mktemp("filled")
    write_year(folder / "year")
    registry_file = str(folder / "year" / "centres.csv")
    options = ["--centres", registry_file, "--lang", request.param]
    assert run(["forms", str(folder / "forms"), *options]) == 0
    return folder


def test_each_centre_has_its_own_sheet(filled: Path) -> None:
    stem = "kuesioner_lembar" if (filled / "forms" / "kuesioner_lembar").is_dir() else ""
    sheets = [*(filled / "forms" / (stem or "questionnaire_sheet")).iterdir()]
    assert len(sheets) == len(CENTRES)
    for code, name, *_ in CENTRES:
        (path,) = [sheet for sheet in sheets if sheet.name.startswith(f"{code}_")]
        cells = [row[2] for row in openpyxl.load_workbook(path).worksheets[0].values]
        assert code in cells and name in cells
    assert not list((filled / "forms").glob("*.toml"))


def test_forms_filled_in_beforehand_are_no_answers(filled: Path) -> None:
    figures = ("centre_id", "responded", "visited", "rank", "reported", "combined", "estimate")
    before, after = (
        [[one[name] for name in figures] for one in audited([folder], RUBRIC)["centres"]]
        for folder in (filled / "year", filled)
    )
    assert after == before


def test_a_sheet_that_comes_back_answered_is_matched(filled: Path, tmp_path: Path) -> None:
    (sheet,) = filled.glob("forms/[kq]ues*/71.72_*.xlsx")
    book = openpyxl.load_workbook(sheet)
    page = book.worksheets[0]
    labels = {
        text: name
        for name, asked in RUBRIC.asked_in("questionnaire").items()
        for text in asked.label.values()
    }
    known = {"centre_id", "centre_name", "level", "province", "regency"}
    for row in page.iter_rows():
        name = labels.get(str(row[1].value))
        if name and name not in known and (text := answers_of(1).get(name)):
            row[2].value = text
    book.save(tmp_path / "back.xlsx")
    shutil.copy(filled / "year" / "centres.csv", tmp_path)
    result = audited([tmp_path], RUBRIC)
    assert [one["centre_id"] for one in result["centres"] if one["responded"]] == ["71.72"]
    assert not [p for p in result["problems"] if p["code"].startswith(("CEN", "FIL"))]


def test_the_registry_is_not_replaced(tmp_path: Path) -> None:
    """Even where it has the name of a form, and whatever --force says."""
    write_year(tmp_path)
    name = tmp_path / "kuesioner_tabel.xlsx"
    book = openpyxl.Workbook()
    for line in csv.reader((tmp_path / "centres.csv").read_text(encoding="utf-8").splitlines()):
        book.active.append(line)
    book.save(name)
    content = name.read_bytes()
    assert run(["forms", str(tmp_path), "--centres", str(name), "--force", "--lang", "id"]) != 0
    assert name.read_bytes() == content


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_command_says_for_whom_each_file_is_and_what_is_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    assert run(["forms", str(tmp_path / "f"), "--lang", language]) == 0
    lines = capsys.readouterr().err.splitlines()
    written = sorted(path.name for path in (tmp_path / "f").iterdir())
    assert len(lines) == len(written) + 1
    assert all(any(name in line and " - " in line for line in lines) for name in written)
    next_line = {"id": "Berikutnya: ", "en": "Next: "}[language]
    assert lines[-1].startswith(next_line) and "--centres" in lines[-1]
