"""The forms ask what the rubric asks, in both languages, and let in what the reader reads."""

import re
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from plut_audit import rubric
from plut_audit.commands.forms import files_beside
from plut_audit.errors import OutputError
from plut_audit.ingest import dialects, sheets
from plut_audit.rubric import Form, Question, Rubric
from plut_audit.rubric.forms import write_forms
from plut_audit.rubric.roster_summary import SUMMARY_SOURCES

COMMITTED = Path(__file__).resolve().parents[1] / "questionnaires"
LABELS = {"id": "label::Bahasa Indonesia (id)", "en": "label::English (en)"}
STEMS: dict[str, Form] = {"kuesioner": "questionnaire", "kunjungan": "visit"}
NO_ANSWER = {
    "dont_know": {"id": "Tidak tahu", "en": "Don't know"},
    "not_applicable": {"id": "Tidak berlaku", "en": "Does not apply"},
}
"""What every list offers beside its own choices."""
Rows = list[dict[str, Any]]


@pytest.fixture(scope="module", params=rubric.editions())
def edition(request: pytest.FixtureRequest) -> Rubric:
    """Each published edition."""
    return rubric.load(request.param)


@pytest.fixture(scope="module")
def folder(edition: Rubric, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All forms of an edition, in Indonesian."""
    target = tmp_path_factory.mktemp("forms")
    write_forms(target, edition)
    return target


def sheet_rows(path: Path, name: str) -> Rows:
    """A sheet of an XLSForm as dictionaries."""
    head, *rows = openpyxl.load_workbook(path)[name].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def survey(folder: Path, stem: str = "kuesioner") -> Rows:
    return sheet_rows(folder / f"{stem}_xlsform.xlsx", "survey")


def asked(rows: Rows, name: str) -> dict[str, Any]:
    """The one row with this name."""
    (row,) = [row for row in rows if row["name"] == name and row["type"] != "end_repeat"]
    return row


# --- files ---------------------------------------------------------------------------------


def content_of(path: Path) -> dict[str, bytes]:
    """The parts of a workbook by name, without heights of rows.

    Releases of XlsxWriter round these differently; the tests pass with each of them.
    """
    if path.suffix != ".xlsx":
        return {path.name: path.read_bytes()}
    with zipfile.ZipFile(path) as archive:
        return {
            name: re.sub(rb' ht="[0-9.]+"', b"", archive.read(name)) for name in archive.namelist()
        }


def test_committed_forms_are_fresh(tmp_path: Path) -> None:
    """`plut-audit forms questionnaires --force --lang id` was run after the last change."""
    beside = {name: made for name, made in files_beside("id").items() if name.endswith(".xlsx")}
    written = write_forms(tmp_path, rubric.load(), beside=beside)
    stale = [
        path.name
        for path in written
        if not (COMMITTED / path.name).is_file()
        or content_of(COMMITTED / path.name) != content_of(path)
    ]
    assert not stale
    assert {path.name for path in COMMITTED.glob("*.xlsx")} == {path.name for path in written}


@pytest.mark.parametrize("language", ["id", "en"])
def test_same_rubric_same_bytes(tmp_path: Path, language: str) -> None:
    first = write_forms(tmp_path / "one", rubric.load(), language)
    second = write_forms(tmp_path / "two", rubric.load(), language)
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    for path in first:
        with zipfile.ZipFile(path) as archive:
            assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


def test_standing_file_is_kept_unless_forced(tmp_path: Path) -> None:
    first, *others = write_forms(tmp_path, rubric.load())
    for path in others:
        path.unlink()
    first.write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match=first.name):
        write_forms(tmp_path, rubric.load())
    assert [path.name for path in tmp_path.iterdir()] == [first.name]
    assert first.read_text(encoding="utf-8") == "mine"
    write_forms(tmp_path, rubric.load(), force=True)
    assert zipfile.is_zipfile(first)


def test_folder_that_cannot_be_made_is_an_error_of_the_user(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    with pytest.raises(OutputError):
        write_forms(blocked / "forms", rubric.load())


# --- XLSForm -------------------------------------------------------------------------------


@pytest.mark.real
@pytest.mark.parametrize("language", ["id", "en"])
def test_pyxform_compiles_without_a_warning(edition: Rubric, tmp_path: Path, language: str) -> None:
    pytest.importorskip("pyxform", reason="pyxform is not installed")
    from pyxform.xls2xform import convert

    # pyxform's own validator runs on Java; where there is none, the compiler alone judges.
    written = [path for path in write_forms(tmp_path, edition, language) if "xlsform" in path.name]
    assert len(written) == len(STEMS)
    for form in written:
        result = convert(form, validate=shutil.which("java") is not None)
        assert result.warnings == []
        assert "<h:html" in result.xform


@pytest.mark.parametrize(("stem", "form"), STEMS.items())
def test_every_question_once_with_both_labels(
    edition: Rubric, folder: Path, stem: str, form: Form
) -> None:
    rows = survey(folder, stem)
    names = Counter(row["name"] for row in rows if not row["type"].startswith("end_"))
    questions = edition.asked_in(form)
    assert {name: names[name] for name in questions} == dict.fromkeys(questions, 1)
    for name, question in questions.items():
        row = asked(rows, name)
        assert {code: row[column] for code, column in LABELS.items()} == question.label
        assert (row["required"] == "yes") is question.required
        assert row["type"].split()[0] == question.type


@pytest.mark.parametrize(("stem", "form"), STEMS.items())
def test_every_choice_with_both_labels(
    edition: Rubric, folder: Path, stem: str, form: Form
) -> None:
    listed: dict[str, dict[str, dict[str, str]]] = {}
    for row in sheet_rows(folder / f"{stem}_xlsform.xlsx", "choices"):
        labels = {code: row[column] for code, column in LABELS.items()}
        listed.setdefault(row["list_name"], {})[row["name"]] = labels
    for row in survey(folder, stem):
        kind, _, chosen_from = row["type"].partition(" ")
        if kind.startswith("select_"):
            question = {**edition.roster, **edition.questions}[row["name"]]
            own = question.choices
            assert listed[chosen_from] == {**own, **NO_ANSWER}
            assert list(listed[chosen_from])[-2:] == list(NO_ANSWER)


def test_hints_and_conditions_of_worked_examples(folder: Path) -> None:
    rows = survey(folder)
    working, land = asked(rows, "equipment_working"), asked(rows, "land_area")
    assert working["relevant"] == "${equipment_total} > 0"
    assert asked(rows, "regency")["relevant"] == "${level} != 'provinsi'"
    assert land["relevant"] is None
    assert land["constraint"] == ". >= 0 and . <= 1000000"
    assert land["constraint_message::Bahasa Indonesia (id)"] == "Dari 0 sampai 1.000.000."
    assert land["constraint_message::English (en)"] == "From 0 to 1,000,000."
    assert asked(rows, "apbd_operations")["constraint"] == ". >= 0 and . <= 1000000000000"
    year = asked(rows, "year_operational")
    assert year["constraint_message::Bahasa Indonesia (id)"] == "Tahun 2013 sampai tahun ini."


def test_what_stands_alone_excludes_the_other_choices(edition: Rubric, folder: Path) -> None:
    rows = survey(folder)
    several = [one for one in edition.asked_in("questionnaire").values() if "multiple" in one.type]
    assert several
    for question in several:
        constraint = asked(rows, question.name)["constraint"]
        alone = "selected(., 'none') or selected(., 'dont_know') or selected(., 'not_applicable')"
        assert constraint == f"not(({alone}) and count-selected(.) > 1)"


@pytest.mark.parametrize("stem", STEMS)
def test_a_condition_names_a_question_asked_before(folder: Path, stem: str) -> None:
    before: set[str] = set()
    for row in survey(folder, stem):
        assert set(re.findall(r"\$\{(\w+)\}", row.get("relevant") or "")) <= before
        before.add(row["name"])


def test_sections_are_groups_and_each_remark_closes_its_own(edition: Rubric, folder: Path) -> None:
    rows = survey(folder)
    groups = [row["name"] for row in rows if row["type"] == "begin_group"]
    assert groups[:2] == ["centre", "infrastructure"]
    assert len(groups) == len(set(groups))
    assert all(name.replace("_", "").isalpha() and name.islower() for name in groups)
    remarks = [place for place, row in enumerate(rows) if row["name"].startswith("remark_")]
    assert len(remarks) == len(edition.sections)
    for place in remarks:
        assert rows[place]["appearance"] == "multiline"
        assert rows[place + 1]["type"] == "end_group"


def test_part_one_is_the_managers_and_part_two_the_dinas(edition: Rubric, folder: Path) -> None:
    """The questions of the manager come first, each group says whose it is."""
    asked_of, label, order = {}, "", []
    for row in survey(folder):
        if row["type"] == "begin_group":
            label = row[LABELS["id"]]
            order.append(label.partition(",")[0])
        elif row["name"] in edition.questions:
            asked_of[row["name"]] = label
    assert order == sorted(order)
    assert set(order) == {"Bagian I", "Bagian II"}
    begins = {"manager": "Bagian I, diisi pengelola PLUT: ", "dinas": "Bagian II, diisi dinas: "}
    for name, group in asked_of.items():
        question = edition.questions[name]
        assert group == begins[question.part] + edition.sections[question.section]["id"]


def test_the_visit_form_has_no_parts(edition: Rubric, folder: Path) -> None:
    labels = [
        row[LABELS["id"]] for row in survey(folder, "kunjungan") if row["type"] == "begin_group"
    ]
    used = {question.section for question in edition.asked_in("visit").values()}
    assert labels == [title["id"] for code, title in edition.sections.items() if code in used]


def test_section_f_is_in_the_award_form_alone(edition: Rubric, folder: Path) -> None:
    names = {row["name"] for stem in STEMS for row in survey(folder, stem)}
    assert ({"partners", "skm_index", "remark_f"} <= names) is (edition.id == "award-2024")
    assert ("role_for_umkm" in names) is (edition.id == "award-2024")


def test_roster_is_a_repeat_of_the_questionnaire_only(edition: Rubric, folder: Path) -> None:
    rows = survey(folder)
    kinds = [row["type"] for row in rows]
    start, end = kinds.index("begin_repeat"), kinds.index("end_repeat")
    assert rows[start]["name"] == "consultants"
    assert [row["name"] for row in rows[start + 1 : end]] == list(edition.roster)
    # The list comes first; what it counts is asked where nobody was listed.
    names = [row["name"] for row in rows]
    for name in SUMMARY_SOURCES:
        assert names.index(name) > end
        assert asked(rows, name)["relevant"].startswith("count-non-empty(${field}) = 0")
    assert "begin_repeat" not in [row["type"] for row in survey(folder, "kunjungan")]


def test_settings_tell_edition_apart_without_a_clock(edition: Rubric, folder: Path) -> None:
    (settings,) = sheet_rows(folder / "kuesioner_xlsform.xlsx", "settings")
    assert settings["form_id"] == "plut_questionnaire"
    assert edition.sha256.startswith(settings["version"])
    assert settings["default_language"] == "Bahasa Indonesia (id)"


# --- Excel templates -----------------------------------------------------------------------


def header_row(page: Any, question: Question, language: str = "id") -> tuple[int, int]:
    """Row and column of the cell with the question's label (from 1)."""
    (place,) = [
        (cell.row, cell.column)
        for row in page.iter_rows()
        for cell in row
        if cell.value == question.label[language]
    ]
    return place


def validation_at(page: Any, cell: Any) -> Any:
    """The one data validation of a cell."""
    (found,) = [one for one in page.data_validations.dataValidation if cell.coordinate in one.sqref]
    return found


def look(page: Any, cell: Any) -> Any:
    """What decides how a cell looks and whether it is locked: itself, else its column."""
    columns = page.column_dimensions.values()
    (column,) = [one for one in columns if one.min <= cell.column <= one.max]
    return cell if cell.has_style else column


def offered(book: Any, validation: Any) -> list[str]:
    """The texts a drop-down offers."""
    name, cells = validation.formula1.removeprefix("=").split("!")
    return [cell.value for (cell,) in book[name.strip("'")][cells.replace("$", "")]]


def answer_cells(path: Path, questions: dict[str, Question]) -> Iterator[tuple[Any, Any, Any]]:
    """Page, answer cell and question, for each question of a table or sheet."""
    page = openpyxl.load_workbook(path).worksheets[0]
    down = "lembar" in path.name or "sheet" in path.name
    for question in questions.values():
        row, column = header_row(page, question)
        yield page, page.cell(row + (not down), column + down), question


@pytest.mark.parametrize(("stem", "form"), STEMS.items())
@pytest.mark.parametrize("kind", ["tabel", "lembar"])
def test_template_limits_every_answer(
    edition: Rubric, folder: Path, stem: str, form: Form, kind: str
) -> None:
    path = folder / f"{stem}_{kind}.xlsx"
    book = openpyxl.load_workbook(path)
    free = ("text", "select_multiple", "geopoint", "image")
    excel = {"integer": "whole", "select_one": "list", **dict.fromkeys(free)}
    for page, cell, question in answer_cells(path, edition.asked_in(form)):
        limit = validation_at(page, cell)
        assert limit.type in (excel.get(question.type, question.type), "none")
        assert len(limit.promptTitle) <= 32 and len(limit.prompt or "") <= 255
        assert not look(page, cell).protection.locked
        if question.type == "select_one":
            labels = [label["id"] for label in question.choices.values()]
            assert offered(book, limit) == [*labels, "Tidak tahu", "Tidak berlaku"]
        if question.valid_min is not None:
            # Another answer, or today, can bound it more closely.
            numbers = re.findall(r"(?<![$A-Z\d])\d+", f"{limit.formula1} {limit.formula2}")
            assert [float(number) for number in numbers] == [question.valid_min, question.valid_max]
        if question.type not in free:
            assert limit.error and limit.errorTitle


@pytest.mark.parametrize("stem", STEMS)
@pytest.mark.parametrize("kind", ["tabel", "lembar"])
def test_template_locks_and_freezes_its_headers(folder: Path, stem: str, kind: str) -> None:
    book = openpyxl.load_workbook(folder / f"{stem}_{kind}.xlsx")
    page = book.worksheets[0]
    label = rubric.load().questions["centre_name"]
    row, column = header_row(page, label)
    assert page.protection.sheet and not page.protection.password
    assert page.cell(row, column).protection.locked
    assert page.freeze_panes
    assert page.page_setup.paperSize == 9
    assert all(sheet.sheet_state == "visible" for sheet in book)


@pytest.mark.parametrize("kind", ["tabel", "lembar"])
def test_another_answer_and_today_bound_an_answer(folder: Path, kind: str) -> None:
    """Each formula refers to the cell of the other question, in the same row of a table."""
    questions = rubric.load().asked_in("questionnaire")
    path = folder / f"kuesioner_{kind}.xlsx"
    cells = {asked.name: (page, cell) for page, cell, asked in answer_cells(path, questions)}
    for smaller, larger in rubric.load().bounded:
        limits = {name: validation_at(*cells[name]) for name in (smaller, larger)}
        high, low = limits[smaller].formula2, limits[larger].formula1
        assert high.startswith("MIN(") and low.startswith("MAX(")
        assert cells[larger][1].coordinate in high.replace("$", "")
        assert cells[smaller][1].coordinate in low.replace("$", "")
        assert questions[larger].label["id"][:20] in limits[smaller].error
    year = validation_at(*cells["year_operational"])
    assert year.formula2 == "MIN(2100,YEAR(TODAY()))"
    assert validation_at(*cells["survey_date"]).formula2 == "TODAY()"


@pytest.mark.parametrize(("stem", "form"), STEMS.items())
def test_the_sheet_counts_its_answers(
    edition: Rubric, tmp_path: Path, folder: Path, stem: str, form: Form
) -> None:
    """The formula reaches from the first to the last answer, and is no answer itself."""
    path = Path(shutil.copy(folder / f"{stem}_lembar.xlsx", tmp_path))
    asked = edition.asked_in(form)
    rows = [cell.row for _, cell, _ in answer_cells(path, asked)]
    page = openpyxl.load_workbook(path).worksheets[0]
    (formula,) = [
        cell.value for row in page.iter_rows(max_row=3) for cell in row if cell.data_type == "f"
    ]
    assert f"COUNTA($C${min(rows)}:$C${max(rows)})" in formula
    shown = openpyxl.load_workbook(path, data_only=True).worksheets[0]["D1"].value
    assert shown == f"0 dari {len(asked)} pertanyaan terjawab"
    between = {row for row in range(min(rows), max(rows) + 1)} - set(rows)
    assert all(page.cell(row, 3).value is None for row in between)


def test_codes_stay_text(folder: Path) -> None:
    """71.10 must not become 71.1."""
    code = rubric.load().questions["centre_id"]
    for kind in ("tabel", "lembar"):
        ((page, cell, _),) = answer_cells(folder / f"kuesioner_{kind}.xlsx", {"centre_id": code})
        assert look(page, cell).number_format == "@"


def test_guide_tells_every_choice_in_both_languages(edition: Rubric, folder: Path) -> None:
    page = openpyxl.load_workbook(folder / "kuesioner_tabel.xlsx")["Petunjuk"]
    said = {tuple(cell.value or "" for cell in row[:2]) for row in page.iter_rows()}
    for question in [*edition.asked_in("questionnaire").values(), *edition.roster.values()]:
        for code, label in question.choices.items():
            assert (f"– {label['id']} ({code})", f"– {label['en']} ({code})") in said


@pytest.mark.real
def test_templates_open_in_libreoffice(folder: Path, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if not office:
        pytest.skip("LibreOffice is not installed")
    profile = (tmp_path / "profile").as_uri()
    forms = sorted(folder.glob("*.xlsx"))
    subprocess.run(
        [
            office,
            "--headless",
            f"-env:UserInstallation={profile}",
            "--convert-to",
            "pdf",
            "--outdir",
            tmp_path,
            *forms,
        ],
        check=True,
        capture_output=True,
    )
    assert {path.stem for path in tmp_path.glob("*.pdf")} == {path.stem for path in forms}


# --- read back -----------------------------------------------------------------------------

ANSWERS: dict[str, Any] = {
    "text": "Senin-Jumat 08.00-16.00",
    "integer": 30,
    "decimal": 30.5,
    "date": date(2024, 3, 1),
    "time": time(9, 30),
    "geopoint": "-3.32 114.59 12 5",
    "image": "front.jpg",
}


def answer(question: Question, language: str) -> Any:
    """An answer as a respondent writes it: labels, not codes."""
    if question.name == "centre_id":
        return "71.72"
    labels = [label[language] for label in question.choices.values()]
    if question.type == "select_multiple":
        return "; ".join(labels[:2])
    return labels[0] if labels else ANSWERS[question.type]


def fill(path: Path, questions: dict[str, Question], roster: dict[str, Question]) -> None:
    """Answer every question of a template, and list one consultant."""
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    for _, cell, question in answer_cells(path, questions):
        page[cell.coordinate].value = answer(question, "id")
    if roster:
        page = book["Konsultan"]
        for question in roster.values():
            row, column = header_row(page, question)
            page.cell(row + 1, column).value = answer(question, "id")
    book.save(path)


@pytest.mark.parametrize(("stem", "form"), STEMS.items())
@pytest.mark.parametrize("kind", ["tabel", "lembar"])
def test_filled_template_is_read_whole(
    edition: Rubric, tmp_path: Path, stem: str, form: Form, kind: str
) -> None:
    dialect = {"tabel": "plain", "lembar": "form"}[kind]
    if dialect not in dialects.dialects():
        pytest.skip(f"the dialect {dialect} is not there yet")
    path = next(one for one in write_forms(tmp_path, edition) if one.stem == f"{stem}_{kind}")
    questions = edition.asked_in(form)
    roster = edition.roster if form == "questionnaire" else {}
    tied = {"centre_id": questions["centre_id"]} if kind == "tabel" else {}
    fill(path, questions, {**tied, **roster} if roster else {})
    found, problems, _ = dialects.read([sheets.read(path, path.name)], edition)
    assert problems == []
    roles = {raw.role: raw for raw in found}
    assert set(roles) == ({form, "roster"} if roster else {form})
    assert roles[form].dialect == dialect
    read = {name: column.values for name, column in roles[form].columns.items()}
    assert read == {name: [answer(one, "id")] for name, one in questions.items()}
    if roster:
        assert roles["roster"].columns.keys() >= roster.keys()
        assert len(roles["roster"].rows) == 1


@pytest.mark.parametrize(("stem", "form"), STEMS.items())
def test_what_stands_beside_a_blank_answer_is_not_read_as_one(
    edition: Rubric, folder: Path, tmp_path: Path, stem: str, form: Form
) -> None:
    path = shutil.copy(folder / f"{stem}_lembar.xlsx", tmp_path)
    questions = edition.asked_in(form)
    answered = {name: questions[name] for name in ("centre_id", "building_condition")}
    fill(Path(path), answered, {})
    found, _, _ = dialects.read([sheets.read(Path(path), "one.xlsx")], edition)
    (raw,) = [one for one in found if one.role == form]
    read = {name: column.values[0] for name, column in raw.columns.items() if column.values[0]}
    assert read == {name: answer(one, "id") for name, one in answered.items()}
