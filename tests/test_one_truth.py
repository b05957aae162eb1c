"""The same answers in every dialect, header mode and file type: the same scores, bit for bit."""

import random
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from builders import files, layouts
from builders.answers import Record
from builders.files import Sheets
from builders.layouts import FORMS, Table
from recomputation import Truth
from surveys import invent
from writers import records

from plut_audit import rubric
from plut_audit.audit import Audit
from plut_audit.audit import run as run_audit
from plut_audit.rubric import Form, Question
from plut_audit.rubric.forms.parts import offered

RUBRIC = rubric.load()
TRUTHS: dict[str, Truth] = invent(RUBRIC, random.Random(3), 8, blanks=0.08)
UNREAD_HOURS = ("entah kapan",)
NOT_OF_THE_LAYOUT = ("CEN-05", "VAL-17")
"""No list of centres is given, and answers that are drawn at random may contradict each other."""


@pytest.fixture(scope="module")
def plain_scores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What every other way to write the answers must come to: names and codes as CSV."""
    folder = tmp_path_factory.mktemp("truth")
    save_both(folder, ".csv", lambda form: {"Data": plain(form)})
    return figures(run_audit([folder], RUBRIC))


def figures(found: Audit) -> dict[str, Any]:
    """Every figure of every centre, as the floats that they are, and what was said of cells."""
    scores = found.scores
    whole = {
        "reported_index": scores.reported,
        "combined": scores.combined,
        "estimate": scores.estimate,
    }
    return {
        "centres": [one.centre_id for one in found.survey.centres],
        **{name: figure.index.tolist() for name, figure in whole.items()},
        "items": scores.items.used.tolist(),
        "applicable": scores.items.applicable.tolist(),
        "reported": _where(scores.items.has_reported, scores.items.reported),
        "observed": _where(scores.items.has_observed, scores.items.observed),
        "blanks": found.evidence.reported_blank.tolist(),
    }


def _where(there: Any, values: Any) -> list[Any]:
    rows = zip(there.tolist(), values.tolist(), strict=True)
    return [[v if t else None for t, v in zip(*row, strict=True)] for row in rows]


def faults(found: Audit) -> list[tuple[str, str, str, str]]:
    """The problems an auditor would see: no notices, no missing list of centres."""
    return [
        (one.code, one.cell, one.question, one.value)
        for one in found.problems
        if one.severity != "notice"
        and one.code not in NOT_OF_THE_LAYOUT
        and one.value not in UNREAD_HOURS
    ]


def save_both(
    folder: Path,
    suffix: str,
    layout: Callable[[Form], Sheets],
    separator: str = ",",
    encoding: str = "utf-8",
) -> None:
    for form in FORMS:
        files.save(folder / f"{form}{suffix}", layout(form), separator, encoding)


def plain(
    form: Form, header: layouts.Header = layouts.named, cell: layouts.Cell = layouts.decimal_comma
) -> Table:
    return layouts.table(RUBRIC, form, rows(form), header, cell)


def rows(form: Form) -> list[Record]:
    return records(TRUTHS, form)


def check(folder: Path, expected: dict[str, Any]) -> None:
    """The scores are those of the plain CSV, and no answer is found faulty."""
    found = run_audit([folder], RUBRIC)
    assert figures(found) == expected
    assert faults(found) == []


# --- plain ---------------------------------------------------------------------------------

PLAIN: dict[str, tuple[layouts.Header, layouts.Cell]] = {
    "names and codes": (layouts.named, layouts.coded),
    "Indonesian labels": (layouts.label("id"), layouts.labelled("id")),
    "English labels": (layouts.label("en"), layouts.labelled("en")),
    "labels over codes": (layouts.label("id"), layouts.coded),
    "names over labels": (layouts.named, layouts.labelled("en", ", ")),
    "by hand": (layouts.label("id"), layouts.by_hand),
    "dates, times and truth values": (layouts.label("en"), layouts.typed),
}


@pytest.mark.parametrize("suffix", [".xlsx", ".xlsm", ".ods", ".xls"])
@pytest.mark.parametrize("way", PLAIN)
def test_plain_workbooks(
    tmp_path: Path, plain_scores: dict[str, Any], way: str, suffix: str
) -> None:
    if suffix in (".xls", ".ods"):
        pytest.importorskip("xlwt" if suffix == ".xls" else "odf")
    save_both(tmp_path, suffix, lambda form: {"Data": plain(form, *PLAIN[way])})
    check(tmp_path, plain_scores)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_plain_text_files(
    tmp_path: Path, plain_scores: dict[str, Any], separator: str, encoding: str
) -> None:
    suffix = ".tsv" if separator == "\t" else ".csv"
    way = layouts.label("id"), layouts.by_hand
    save_both(tmp_path, suffix, lambda form: {"Data": plain(form, *way)}, separator, encoding)
    check(tmp_path, plain_scores)


def test_titles_above_instructions_below_and_blank_margins(
    tmp_path: Path, plain_scores: dict[str, Any]
) -> None:
    def layout(form: Form) -> Sheets:
        header, *answers = plain(form, layouts.label("id"), layouts.by_hand)
        width = len(header)
        above = [["", "REKAPITULASI PLUT-KUMKM"], [], ["", "Tahun 2024"], []]
        below = [["", "Petunjuk: isi satu baris untuk setiap PLUT", *[""] * (width - 1)], []]
        table = [["", *row] for row in answers]
        gap = [*table[:3], [""], *table[3:]]
        return {"Data": [*above, ["", *header], *below, *gap]}

    save_both(tmp_path, ".xlsx", layout)
    check(tmp_path, plain_scores)


@pytest.mark.parametrize("number", [float, str, "({})".format], ids=["number", "text", "brackets"])
def test_columns_numbered_under_the_header(
    tmp_path: Path, plain_scores: dict[str, Any], number: Callable[[int], Any]
) -> None:
    def layout(form: Form) -> Sheets:
        header, *answers = plain(form, layouts.label("id"), layouts.by_hand)
        return {"Data": [header, [number(n) for n in range(1, len(header) + 1)], *answers]}

    save_both(tmp_path, ".xlsx", layout)
    check(tmp_path, plain_scores)


def test_tables_under_each_other_each_with_its_header(
    tmp_path: Path, plain_scores: dict[str, Any]
) -> None:
    def layout(form: Form) -> Sheets:
        header, *answers = plain(form, layouts.label("en"), layouts.by_hand)
        return {"Data": [header, *answers[:2], [], header, *answers[2:]]}

    save_both(tmp_path, ".xlsx", layout)
    check(tmp_path, plain_scores)


def test_sums_and_remarks_below_the_table(tmp_path: Path, plain_scores: dict[str, Any]) -> None:
    def layout(form: Form) -> Sheets:
        content = plain(form, layouts.label("id"), layouts.by_hand)
        rest = [""] * (len(content[0]) - 15)
        sums = [["", "Jumlah", *[""] * 12, 5, *rest], ["Rata-rata", *[""] * 13, 5, *rest]]
        return {"Data": [*content, *sums, [], ["Sumber: Dinas Koperasi"], ["Catatan: sementara"]]}

    save_both(tmp_path, ".xlsx", layout)
    check(tmp_path, plain_scores)


def test_days_counted_from_1904(tmp_path: Path, plain_scores: dict[str, Any]) -> None:
    sheets = {form: plain(form, layouts.named, layouts.typed) for form in FORMS}
    files.save_with_days_from_1904(tmp_path / "mac.xlsx", sheets)
    check(tmp_path, plain_scores)


def test_both_forms_in_one_workbook(tmp_path: Path, plain_scores: dict[str, Any]) -> None:
    files.save(tmp_path / "all.xlsx", {form: plain(form) for form in FORMS})
    check(tmp_path, plain_scores)


# --- KoboToolbox ---------------------------------------------------------------------------


def kobo(
    form: Form,
    mode: str,
    old: bool = False,
    tags: bool = False,
    mark: str = "/",
    joined: bool = True,
) -> Table:
    language = "id" if mode.startswith("labels") else ""
    header: layouts.Header = layouts.label("id") if language else layouts.named
    if mode.endswith("groups"):
        header = layouts.grouped(RUBRIC, form, header, mark, language)
    cell = layouts.labelled("id", " ") if language else layouts.coded
    content = layouts.ticked(
        RUBRIC,
        form,
        rows(form),
        header,
        cell,
        lambda head, one, code: f"{head}{mark}{offered(one)[code][language] if language else code}",
        joined=joined,
    )
    columns = kobo_columns(len(content) - 1, old)
    content = layouts.beside(content, columns)
    if tags:
        content.insert(1, ["#adm2+code", *["#indicator"] * (len(content[0]) - 1)])
    return content


def kobo_columns(size: int, old: bool) -> dict[str, list[Any]]:
    """The system columns, as they stand since September 2026 or as they stood before."""
    between = {"_notes": [""] * size, "_tags": [""] * size} if old else {}
    return {
        "_id": [1000 + place for place in range(size)],
        "_uuid": [f"u{place}" for place in range(size)],
        "_submission_time": ["2024-12-31T22:10:00"] * size,
        "_validation_status": [""] * size,
        **between,
        "_status": ["submitted_via_web"] * size,
        "_submitted_by": ["siti"] * size,
        "__version__": ["vA1"] * size,
        "meta/rootUuid": [f"uuid:u{place}" for place in range(size)],
        "_index": [place + 1 for place in range(size)],
    }


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
@pytest.mark.parametrize("mode", ["names", "names and groups", "labels", "labels and groups"])
@pytest.mark.parametrize("old", [False, True], ids=["today", "before September 2026"])
def test_kobo(
    tmp_path: Path, plain_scores: dict[str, Any], mode: str, suffix: str, old: bool
) -> None:
    save_both(tmp_path, suffix, lambda form: {form: kobo(form, mode, old, tags=old)}, ";")
    check(tmp_path, plain_scores)


@pytest.mark.parametrize("mark", [".", "::", "|", ":"])
@pytest.mark.parametrize("mode", ["names and groups", "labels and groups"])
@pytest.mark.parametrize("joined", [False, True], ids=["choice columns alone", "both"])
def test_kobo_told_to_part_groups_by_another_mark(
    tmp_path: Path, plain_scores: dict[str, Any], mode: str, mark: str, joined: bool
) -> None:
    layout = lambda form: {form: kobo(form, mode, mark=mark, joined=joined)}  # noqa: E731
    save_both(tmp_path, ".csv", layout, ";")
    check(tmp_path, plain_scores)


@pytest.mark.parametrize("language", ["id", "en"])
def test_kobo_told_to_leave_the_choice_columns_out(
    tmp_path: Path, plain_scores: dict[str, Any], language: str
) -> None:
    def layout(form: Form) -> Sheets:
        cell = layouts.labelled(language, " ")
        content = plain(form, layouts.label(language), cell)
        return {form: layouts.beside(content, kobo_columns(len(content) - 1, old=False))}

    save_both(tmp_path, ".csv", layout, ";")
    check(tmp_path, plain_scores)


# --- ODK Central ---------------------------------------------------------------------------


def odk(form: Form) -> Table:
    header = layouts.grouped(RUBRIC, form, layouts.named, "-")
    content = layouts.ticked(
        RUBRIC,
        form,
        rows(form),
        header,
        layouts.coded,
        lambda head, one, code: f"{head}/{code}",
        unasked=0,
    )
    size = len(content) - 1
    keys = [f"uuid:{form}{place}" for place in range(size)]
    first = {"SubmissionDate": ["2024-03-04T02:00:00.000Z"] * size, "meta-instanceID": keys}
    last = {
        "KEY": keys,
        "SubmitterID": [4] * size,
        "SubmitterName": ["Siti"] * size,
        "AttachmentsPresent": [0] * size,
        "AttachmentsExpected": [0] * size,
        "Status": [""] * size,
        "ReviewState": [""] * size,
        "DeviceID": ["d"] * size,
        "Edits": [0] * size,
        "FormVersion": ["v1"] * size,
    }
    return layouts.beside(layouts.beside(content, last), first, in_front=True)


@pytest.mark.parametrize("suffix", [".csv", ".zip"])
def test_odk(tmp_path: Path, plain_scores: dict[str, Any], suffix: str) -> None:
    save_both(tmp_path, suffix, lambda form: {form: odk(form)})
    check(tmp_path, plain_scores)


# --- Google Forms --------------------------------------------------------------------------

STAMPS = {
    "id": ("Stempel waktu", "01/08/2026 08.05.00", "Skor"),
    "en": ("Timestamp", "8/1/2026 8:05:00", "Score"),
}


YES_NO = {"id": ("Tidak", "Ya"), "en": ("No", "Yes")}


def gforms(form: Form, language: str, ticks: str, grid: bool) -> Table:
    header, cell = layouts.label(language), layouts.labelled(language, ticks)
    if grid:
        content = layouts.ticked(
            RUBRIC,
            form,
            rows(form),
            header,
            cell,
            lambda head, one, code: f"{head} [{offered(one)[code][language]}]",
            ticks=YES_NO[language],
            joined=False,
        )
    else:
        content = layouts.table(RUBRIC, form, rows(form), header, cell)
    stamp, moment, score = STAMPS[language]
    size = len(content) - 1
    content = layouts.beside(content, {f"{content[0][5]} [{score}]": ["1 / 1"] * size})
    return layouts.beside(content, {stamp: [moment] * size}, in_front=True)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("ticks", [", ", ";"])
@pytest.mark.parametrize("grid", [False, True], ids=["ticks", "grid"])
def test_gforms(
    tmp_path: Path, plain_scores: dict[str, Any], language: str, ticks: str, grid: bool
) -> None:
    save_both(tmp_path, ".csv", lambda form: {form: gforms(form, language, ticks, grid)})
    check(tmp_path, plain_scores)


# --- SurveyCTO -----------------------------------------------------------------------------


def surveycto(form: Form) -> Table:
    content = layouts.ticked(
        RUBRIC,
        form,
        rows(form),
        layouts.named,
        layouts.coded,
        lambda head, one, code: f"{head}_{code}",
    )
    size = len(content) - 1
    keys = [f"uuid:{form}{place}" for place in range(size)]
    first = {"SubmissionDate": ["Mar 4, 2024 8:05:00 AM"] * size}
    last = {"instanceID": keys, "formdef_version": ["2403010000"] * size, "KEY": keys}
    return layouts.beside(layouts.beside(content, last), first, in_front=True)


def test_surveycto(tmp_path: Path, plain_scores: dict[str, Any]) -> None:
    save_both(tmp_path, ".csv", lambda form: {form: surveycto(form)})
    check(tmp_path, plain_scores)


# --- one workbook a centre -----------------------------------------------------------------

FORM_CELLS: dict[str, tuple[layouts.Header, layouts.Cell]] = {
    "labels": (layouts.label("id"), layouts.labelled("id")),
    "names": (layouts.named, layouts.coded),
    "by hand": (layouts.label("en"), layouts.by_hand),
}


def one_form(form: Form, record: Record, header: layouts.Header, cell: layouts.Cell) -> Table:
    lines: Table = [["KUESIONER PLUT-KUMKM", "", ""], [""]]
    for number, question in enumerate(RUBRIC.asked_in(form).values(), 1):
        lines.append([number, header(question), cell(question, record.get(question.name))])
    return lines


@pytest.mark.parametrize("suffix", [".xlsx", ".ods", ".xls", ".csv"])
@pytest.mark.parametrize("way", FORM_CELLS)
def test_a_folder_of_one_workbook_a_centre(
    tmp_path: Path, plain_scores: dict[str, Any], way: str, suffix: str
) -> None:
    if suffix in (".xls", ".ods"):
        pytest.importorskip("xlwt" if suffix == ".xls" else "odf")
    for form in FORMS:
        for record in rows(form):
            path = tmp_path / form / f"{record['centre_id']}{suffix}"
            files.save(path, {"Lembar": one_form(form, record, *FORM_CELLS[way])})
    check(tmp_path, plain_scores)


@pytest.mark.parametrize("way", FORM_CELLS)
def test_forms_with_a_colon_a_unit_and_the_choices_beside_the_answer(
    tmp_path: Path, plain_scores: dict[str, Any], way: str
) -> None:
    header, cell = FORM_CELLS[way]
    for form in FORMS:
        for record in rows(form):
            lines = [
                [header(one), ":", cell(one, record.get(one.name)), one.unit, choices_of(one)]
                for one in RUBRIC.asked_in(form).values()
            ]
            files.save(tmp_path / form / f"{record['centre_id']}.xlsx", {"Lembar": lines})
    check(tmp_path, plain_scores)


def test_answers_with_a_colon_in_front(tmp_path: Path, plain_scores: dict[str, Any]) -> None:
    def written(question: Question, value: Any) -> str:
        return f": {layouts.by_hand(question, value)}"

    for form in FORMS:
        for record in rows(form):
            lines = one_form(form, record, layouts.label("id"), written)
            files.save(tmp_path / form / f"{record['centre_id']}.xlsx", {"Lembar": lines})
    check(tmp_path, plain_scores)


def choices_of(question: Question) -> str:
    return " / ".join(label["id"] for label in question.choices.values())


@pytest.mark.parametrize("way", FORM_CELLS)
def test_a_sheet_a_centre_and_a_column_a_centre(
    tmp_path: Path, plain_scores: dict[str, Any], way: str
) -> None:
    sheets = {
        record["centre_id"]: one_form("questionnaire", record, *FORM_CELLS[way])
        for record in rows("questionnaire")
    }
    files.save(tmp_path / "sheets.xlsx", sheets)
    across = [list(line) for line in zip(*plain("visit", *FORM_CELLS[way]), strict=True)]
    files.save(tmp_path / "columns.xlsx", {"Kunjungan": across})
    check(tmp_path, plain_scores)


def test_a_mixture_of_all(tmp_path: Path, plain_scores: dict[str, Any]) -> None:
    """A response in each dialect, as a year really comes in."""
    layouts: list[tuple[str, Callable[[Form], Table]]] = [
        (".xlsx", lambda form: kobo(form, "labels and groups")),
        (".csv", odk),
        (".ods", lambda form: plain(form, *PLAIN["by hand"])),
        (".tsv", surveycto),
        (".csv", lambda form: gforms(form, "id", ", ", grid=False)),
    ]
    pytest.importorskip("odf")
    for form in FORMS:
        for number, (suffix, layout) in enumerate(layouts):
            header, *answers = layout(form)
            part = answers[number :: len(layouts)]
            if part:
                path = tmp_path / f"{form}{number}{suffix}"
                files.save(path, {f"{form}{number}": [header, *part]})
    check(tmp_path, plain_scores)


# --- with a list of consultants ------------------------------------------------------------


def invent_roster() -> list[Record]:
    """Up to four consultants of each centre that has some; `response` says in which row."""
    rng, roster = random.Random(5), []
    for place, record in enumerate(rows("questionnaire")):
        for _ in range(min(4, record.get("consultants_active", 0))):
            roster.append({"response": place, "centre_id": record["centre_id"], **_person(rng)})
    return roster


def _person(rng: random.Random) -> Record:
    person: Record = {}
    for question in RUBRIC.roster.values():
        if question.choices:
            person[question.name] = rng.choice(list(question.choices))
        elif question.type == "date":
            person[question.name] = rng.choice(["2024-03-03", "2024-03-04", "2026-12-31", None])
        else:
            person[question.name] = round(rng.uniform(0, 30), 1)
    return person


ROSTER = invent_roster()


def roster_table(
    people: list[Record],
    header: layouts.Header = layouts.named,
    cell: layouts.Cell = layouts.coded,
) -> Table:
    questions = RUBRIC.roster.values()
    lines = [[cell(one, person.get(one.name)) for one in questions] for person in people]
    return [[header(one) for one in questions], *lines]


def of_centres(people: list[Record], content: Table) -> Table:
    return layouts.beside(content, {"centre_id": [p["centre_id"] for p in people]}, in_front=True)


@pytest.fixture(scope="module")
def roster_scores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The same with a list of the consultants, as plain CSV."""
    folder = tmp_path_factory.mktemp("roster")
    save_both(folder, ".csv", lambda form: {"Data": plain(form)})
    files.save(folder / "roster.csv", {"Roster": of_centres(ROSTER, roster_table(ROSTER))})
    return figures(run_audit([folder], RUBRIC))


def test_the_roster_changes_scores(
    plain_scores: dict[str, Any], roster_scores: dict[str, Any]
) -> None:
    assert roster_scores["reported_index"] != plain_scores["reported_index"]


@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
def test_plain_roster(tmp_path: Path, roster_scores: dict[str, Any], suffix: str) -> None:
    if suffix == ".ods":
        pytest.importorskip("odf")
    people = roster_table(ROSTER, layouts.label("id"), layouts.by_hand)
    sheets = {"Konsultan": of_centres(ROSTER, people)}
    sheets |= {form: plain(form, *PLAIN["by hand"]) for form in FORMS}
    files.save(tmp_path / f"all{suffix}", sheets)
    check(tmp_path, roster_scores)


@pytest.mark.parametrize("mode", ["names", "names and groups", "labels", "labels and groups"])
def test_kobo_repeat(tmp_path: Path, roster_scores: dict[str, Any], mode: str) -> None:
    language = "id" if mode.startswith("labels") else ""
    inner = layouts.label("id") if language else layouts.named
    group = "Konsultan/Setiap konsultan" if language else "consultants_section/consultants"
    header: layouts.Header = (
        (lambda one: f"{group}/{inner(one)}") if mode.endswith("groups") else inner
    )
    cell = layouts.labelled("id") if language else layouts.coded
    size = len(ROSTER)
    repeat = layouts.beside(
        roster_table(ROSTER, header, cell),
        {
            "_index": [place + 1 for place in range(size)],
            "_parent_table_name": ["PLUT"] * size,
            "_parent_index": [one["response"] + 1 for one in ROSTER],
            "_submission__id": [1000 + one["response"] for one in ROSTER],
            "_submission__uuid": [f"u{one['response']}" for one in ROSTER],
        },
    )
    sheets = {"PLUT": kobo("questionnaire", mode), "consultants": repeat}
    files.save(tmp_path / "kobo.xlsx", sheets)
    files.save(tmp_path / "visits.xlsx", {"PLUT": kobo("visit", mode)})
    check(tmp_path, roster_scores)


@pytest.mark.parametrize("zipped", [False, True])
def test_odk_repeat(tmp_path: Path, roster_scores: dict[str, Any], zipped: bool) -> None:
    parents = [f"uuid:questionnaire{one['response']}" for one in ROSTER]
    keys = [f"{parent}/consultants[{place}]" for place, parent in enumerate(parents)]
    child = layouts.beside(roster_table(ROSTER), {"PARENT_KEY": parents, "KEY": keys})
    sheets = {"plut": odk("questionnaire"), "plut-consultants": child}
    if zipped:
        files.save(tmp_path / "plut.zip", sheets)
    else:
        for name, content in sheets.items():
            files.save(tmp_path / f"{name}.csv", {name: content})
    files.save(tmp_path / "visits.csv", {"visits": odk("visit")})
    check(tmp_path, roster_scores)


def test_surveycto_long(tmp_path: Path, roster_scores: dict[str, Any]) -> None:
    parents = [f"uuid:questionnaire{one['response']}" for one in ROSTER]
    child = layouts.beside(
        roster_table(ROSTER),
        {
            "KEY": [f"{parent}/consultants[{place}]" for place, parent in enumerate(parents)],
            "PARENT_KEY": parents,
            "SET-OF-consultants": [f"{parent}/consultants" for parent in parents],
        },
    )
    files.save(tmp_path / "plut-consultants.csv", {"child": child})
    save_both(tmp_path, ".csv", lambda form: {form: surveycto(form)})
    check(tmp_path, roster_scores)


def test_surveycto_wide(tmp_path: Path, roster_scores: dict[str, Any]) -> None:
    content = surveycto("questionnaire")
    people = [[one for one in ROSTER if one["response"] == n] for n in range(len(content) - 1)]
    content = layouts.beside(content, {"consultants_count": [len(some) for some in people]})
    for line in range(4):
        there = [some[line] if line < len(some) else {} for some in people]
        numbered = roster_table(there, lambda one, n=line + 1: f"{one.name}_{n}")
        columns = {head: [row[i] for row in numbered[1:]] for i, head in enumerate(numbered[0])}
        content = layouts.beside(content, columns)
    files.save(tmp_path / "wide.csv", {"wide": content})
    files.save(tmp_path / "visits.csv", {"visits": surveycto("visit")})
    check(tmp_path, roster_scores)


def test_a_roster_in_each_centres_own_workbook(
    tmp_path: Path, roster_scores: dict[str, Any]
) -> None:
    for place, record in enumerate(rows("questionnaire")):
        people = [one for one in ROSTER if one["response"] == place]
        sheets = {"Lembar": one_form("questionnaire", record, *FORM_CELLS["labels"])}
        sheets["Konsultan"] = roster_table(people, layouts.label("id"), layouts.labelled("id"))
        files.save(tmp_path / f"{record['centre_id']}.xlsx", sheets)
    for record in rows("visit"):
        sheets = {"Lembar": one_form("visit", record, *FORM_CELLS["labels"])}
        files.save(tmp_path / f"visit {record['centre_id']}.xlsx", sheets)
    check(tmp_path, roster_scores)


# --- the project's own Excel templates -----------------------------------------------------

TEMPLATES = Path(__file__).resolve().parents[1] / "questionnaires"
FILES: dict[Form, str] = {"questionnaire": "kuesioner", "visit": "kunjungan"}


def fill(page: Any, questions: Iterable[Question], records: list[Record], step: int) -> None:
    """Write answers under their labels (`step` 0) or beside them (`step` 1), as people do."""
    by_label = {one.label["id"]: one for one in questions}
    asked = [cell for row in page.iter_rows(max_row=80) for cell in row if cell.value in by_label]
    for cell in asked:
        question = by_label[cell.value]
        for line, record in enumerate(records, 1 - step):
            if written := layouts.by_hand(question, record.get(question.name)):
                cell.offset(line, step).value = written


@pytest.mark.parametrize("layout", ["tabel", "lembar"])
def test_the_templates_filled_in(
    tmp_path: Path, roster_scores: dict[str, Any], layout: str
) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    step = 0 if layout == "tabel" else 1
    for form in FORMS:
        responses = rows(form)
        parts = [[one] for one in responses] if step else [responses]
        for number, part in enumerate(parts):
            book = openpyxl.load_workbook(TEMPLATES / f"{FILES[form]}_{layout}.xlsx")
            fill(book.worksheets[0], RUBRIC.asked_in(form).values(), part, step)
            if form == "questionnaire":
                codes = {one["centre_id"] for one in part}
                people = [one for one in ROSTER if one["centre_id"] in codes]
                questions = [RUBRIC.questions["centre_id"], *RUBRIC.roster.values()]
                fill(book["Konsultan"], questions, people, 0)
            book.save(tmp_path / f"{form} {number}.xlsx")
    check(tmp_path, roster_scores)
