"""The walk-through of the docs, played from the empty folder to the second year.

Between the commands of the page people act: they fill in forms, open and save workbooks, decide.
Each act is a function here, named after the step of the page that follows it.
"""

import csv
import json
import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from builders import assignment, files, layouts
from builders import survey as tiny
from builders.answers import Record
from builders.office import saved_by_office
from test_lke import Filled
from test_one_truth import RUBRIC, fill, kobo_columns

from plut_audit import cli
from plut_audit.i18n import set_language
from plut_audit.result import Result

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "docs" / "tutorials" / f"walk-through{suffix}.md" for suffix in ("", ".id")]
STEP = re.compile(r"<!-- step: (\w+) -->\n```bash\n(.*?)```", re.DOTALL)
FORMS, BY_KOBO = 40, 5
WRONG, OBJECTS, JUDGED = 7, 3, 4
"""Which of the centres wrote a wrong cell, objects, and is judged otherwise."""
EVIDENCE = "SK 12/2024, halaman 2"


def steps(page: Path) -> list[tuple[str, list[str]]]:
    """The steps of a page with their commands."""
    found = STEP.findall(page.read_text(encoding="utf-8"))
    return [(name, block.strip().splitlines()) for name, block in found]


def test_both_pages_have_the_same_steps_and_every_step_is_played() -> None:
    english, indonesian = map(steps, PAGES)
    assert english == indonesian
    assert [name for name, _ in english] == list(ACTS)
    for page in PAGES:
        assert page.read_text(encoding="utf-8").count("plut-audit ") >= sum(
            len(commands) for _, commands in english
        )


def test_the_walk_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    set_language("id")
    for name, commands in steps(PAGES[1]):
        ACTS[name]()
        for command in commands:
            program, *arguments = shlex.split(command)
            assert program == "plut-audit"
            assert cli.run([*arguments, "--lang", "id", "-q"]) == 0, command
    _check_second_year()


# --- what people do before each step ---------------------------------------------------------


def _nothing() -> None:
    """The step begins with the command itself."""


def _centres() -> list[Record]:
    """Real places; everything else about them is invented."""
    with (ROOT / "sample_data/2024/centres.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = [{name: row[name] for name in tiny.REGISTRY} for row in csv.DictReader(lines)]
    return rows[: FORMS + BY_KOBO]


def _answers(year: int) -> Iterator[Record]:
    for number, centre in enumerate(_centres()):
        answers = tiny.answered(
            year,
            centre,
            number % 17,
            equipment_total=20 + number,
            equipment_working=10 + number % 9,
            reports_submitted=4 + number % 8,
        )
        yield {name: _choices(name, value) for name, value in answers.items()}


def _choices(name: str, value: Any) -> Any:
    """Several choices as a set, as the writers of forms take them."""
    question = RUBRIC.questions.get(name)
    several = question is not None and question.type == "select_multiple"
    return set(re.split("[; ]+", value)) if several else value


def _write_survey(year: int, changes: dict[int, Record], wrong: bool) -> Path:
    """A folder of the year as it comes back: a Kobo export, forty forms, visits, the registry."""
    folder = Path(str(year))
    answers = [{**row, **changes.get(number, {})} for number, row in enumerate(_answers(year))]
    columns = kobo_columns(BY_KOBO, old=False)
    table = layouts.table(RUBRIC, "questionnaire", answers[FORMS:], layouts.named, layouts.coded)
    files.save(folder / "kobo.xlsx", {"PLUT": layouts.beside(table, columns)})
    for number, row in enumerate(answers[:FORMS]):
        _fill_form(folder / "e-mail" / f"Formulir ({number}).xlsx", row, wrong and number == WRONG)
    tiny.write_table(folder / "centres.csv", _centres())
    visits = [
        tiny.visited(year, centre, number % 9, equipment_total=20 + number)
        for number, centre in enumerate(_centres())
        if number % 4 == 0
    ]
    tiny.write_table(folder / "visits.csv", visits)
    return folder


def _fill_form(path: Path, row: Record, wrong: bool) -> None:
    """One of the project's own Excel forms, filled in by hand."""
    book = openpyxl.load_workbook(Path("forms") / "kuesioner_lembar.xlsx")
    page = book.worksheets[0]
    fill(page, RUBRIC.asked_in("questionnaire").values(), [row], 1)
    if wrong:
        label = RUBRIC.questions["equipment_total"].label["id"]
        (cell,) = (one for line in page.iter_rows() for one in line if one.value == label)
        cell.offset(0, 1).value = "dua lusin"
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


def _collect() -> None:
    folder = _write_survey(2024, {}, wrong=True)
    assignment.write_assignment(folder)
    _remember("raw", {path: path.read_bytes() for path in folder.rglob("*.*")})


def _correct() -> None:
    """The evaluator decides the row of the wrong cell; the others stay undecided."""
    book = openpyxl.load_workbook("2024/keputusan.xlsx")
    row = _ledger_row(book, "Nilai yang terbaca", "dua lusin")
    _write_row(book, row, **DECIDED, **{"Keputusan": "koreksi nilai", "Nilai yang diputuskan": 24})
    book.save("2024/keputusan.xlsx")


def _object() -> None:
    """One centre disagrees with its first finding; LibreOffice saves, under another name."""
    result = Result.load(Path("draft.json"))
    code = _centres()[OBJECTS]["centre_id"]
    (path,) = Path("draft").glob(f"*{code}.xlsx")
    book = openpyxl.load_workbook(path)
    page = book["Temuan"]
    heads = {str(cell.value): cell.column for cell in page[4]}
    texts = {"setuju": "tidak setuju", "Penjelasan": "sudah ada", "Bukti": EVIDENCE}
    for head, column in heads.items():
        for word, text in texts.items():
            if head.lower().startswith(word.lower()):
                page.cell(5, column).value = text
    Path("sent").mkdir()
    book.save(Path("sent") / "balasan kami (2).xlsx")
    Path("replies").mkdir()
    saved_by_office(Path("sent") / "balasan kami (2).xlsx", Path("replies"))
    assert result.stage == "draft"


def _accept_and_check() -> None:
    """Nothing applied by itself; then the team accepts the evidence."""
    first, proposed = (Result.load(Path(f"{name}.json")) for name in ("first", "proposed"))
    assert _figures(first) == _figures(proposed)
    book = openpyxl.load_workbook("2024/keputusan.xlsx")
    row = _ledger_row(book, "Bukti keputusan", EVIDENCE)
    _write_row(book, row, **{**DECIDED, "Alasan": None})
    book.save("2024/keputusan.xlsx")


def _judge() -> None:
    """Another answer and its reason in a worksheet, which LibreOffice saves."""
    code = str(_centres()[JUDGED]["centre_id"])
    filled = Filled(Path("lke.xlsx"))
    filled.type(code, "INF-03", "Rusak berat", "foto 12, dinding retak")
    filled.save()
    Path("saved").mkdir()
    shutil.copy(saved_by_office(Path("lke.xlsx"), Path("saved")), "lke.xlsx")


def _take_judgements() -> None:
    shutil.copy("keputusan-lke.xlsx", Path("2024") / "keputusan-lke.xlsx")


def _second_year() -> None:
    _check_final()
    _write_survey(2025, {OBJECTS: {"building_condition": "heavy_damage"}}, wrong=False)


ACTS: dict[str, Callable[[], None]] = {
    "forms": _nothing,
    "collect": _collect,
    "template": _nothing,
    "correct": _correct,
    "draft": _nothing,
    "replies": _object,
    "worksheets": _accept_and_check,
    "judge": _judge,
    "final": _take_judgements,
    "second": _second_year,
}
DECIDED = {
    "Status keputusan": "diputuskan",
    "Alasan": "pengelola dihubungi",
    "Diputuskan oleh (peran atau paraf)": "ketua tim",
    "Tanggal keputusan": "2025-01-20",
}
_KEPT: dict[str, Any] = {}


def _remember(name: str, value: Any) -> None:
    _KEPT[name] = value


def _ledger_row(book: Any, head: str, value: str) -> int:
    page = book.worksheets[0]
    column = next(cell.column for cell in page[1] if cell.value == head)
    (row,) = (
        number for number in range(2, page.max_row + 1) if page.cell(number, column).value == value
    )
    return row


def _write_row(book: Any, row: int, **texts: Any) -> None:
    page = book.worksheets[0]
    columns = {cell.value: cell.column for cell in page[1]}
    for head, text in texts.items():
        if text is not None:
            page.cell(row, columns[head]).value = text


def _figures(result: Result) -> list[Any]:
    return [
        (row.centre_id, row.reported, row.combined, row.estimate, row.rank)
        for row in result.centre_rows()
    ]


# --- what came of it -------------------------------------------------------------------------


def _check_final() -> None:
    """Every file that was sent is untouched, and every decision has its effect and its words."""
    for path, content in _KEPT["raw"].items():
        assert path.read_bytes() == content, path
    final, first = (Result.load(Path(f"{name}.json")) for name in ("final", "first"))
    kinds = sorted(entry.kind for entry in final.decisions)
    assert kinds == ["close", "correct", "evaluator_value"]
    assert final.stage == "final" and final.replies is not None
    assert len(final.replies.missing) == FORMS + BY_KOBO - 1
    corrected = _centres()[WRONG]["centre_id"]
    values = final.centre(final.row_of[corrected]).answers(False)
    assert dict(values)["equipment_total"] == 24
    judged = final.row_of[_centres()[JUDGED]["centre_id"]]
    item = final.centre(judged).items["INF-03"]
    assert item.evaluator == "heavy_damage"
    assert final.centres.combined.index[judged] < first.centres.combined.index[judged]
    stored = json.loads(Path("final.json").read_text(encoding="utf-8"))
    assert EVIDENCE in json.dumps(stored, ensure_ascii=False)


def _check_second_year() -> None:
    result = Result.load(Path("result-2025.json"))
    assert result.trend is not None and list(result.trend.years) == [2024, 2025]
    states = {str(state) for state in result.findings.state}
    assert "persisting" in states
