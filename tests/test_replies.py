"""The right of reply: a draft and its reply workbooks, what comes back, and the final report."""

import json
import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from builders import assignment
from builders import survey as tiny

from plut_audit import cli, i18n, rubric
from plut_audit.audit import Options
from plut_audit.errors import OutputError, UsageError
from plut_audit.ingest.files.reply_sheet import read_mark
from plut_audit.report import formats
from plut_audit.report.formats.docx import write_letters
from plut_audit.report.reply_workbook import write_reply_workbooks
from plut_audit.result import Result
from plut_audit.result.storage import dumps
from plut_audit.review.decisions import DecidedSurvey, read_decided
from plut_audit.review.replies import (
    Staging,
    add_proposals,
    proposals,
    read_replies,
    staged_result,
)
from plut_audit.review.replies.layout import FINDING_COLUMNS, TYPED, VALUE_COLUMNS

RUBRIC = rubric.load()
CENTRE = tiny.FIVE[0]["centre_id"]
Change = Callable[[openpyxl.Workbook], None]


@pytest.fixture(autouse=True)
def _indonesian() -> None:
    i18n.set_language("id")


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A survey, and the folder of the reply workbooks that were sent out."""
    folder = tmp_path_factory.mktemp("sent")
    tiny.write_five_centres(folder / "survey")
    result = staged_result(decided(folder), Staging("draft", "2024-05-31"))
    write_reply_workbooks(result, folder / "letters", "id")
    return folder


def decided(folder: Path, ledger: Path | None = None) -> DecidedSurvey:
    return read_decided([folder / "survey"], RUBRIC, Options(decisions=ledger))


def workbook(sent: Path, centre: str = CENTRE) -> Path:
    return sent / "letters" / f"tanggapan-{centre}.xlsx"


def fill(sent: Path, target: Path, change: Change, centre: str = CENTRE) -> Path:
    """A reply workbook as a centre sends it back."""
    book = openpyxl.load_workbook(workbook(sent, centre))
    change(book)
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)
    return target


def column(name: str, sheet: str) -> int:
    columns = FINDING_COLUMNS if sheet == "Temuan" else VALUE_COLUMNS
    return list(columns).index(name) + 1


def put(book: openpyxl.Workbook, sheet: str, row: int, **texts: object) -> None:
    for name, text in texts.items():
        cell = book[sheet].cell(row, column(name, sheet), text)
        cell.data_type = "s"  # the cells are formatted as text, so that nothing is a formula


def row_of(book: openpyxl.Workbook, sheet: str, name: str) -> int:
    cells = book[sheet]["A"]
    return next(cell.row for cell in cells if str(cell.value or "").endswith(f" {name}"))


def first_code(book: openpyxl.Workbook, row: int = 5) -> str:
    return str(book["Temuan"].cell(row, 1).value).split(" ")[1]


def contest(book: openpyxl.Workbook) -> None:
    """A finding disagreed with, one explained, a value corrected, one kept, one not given."""
    put(book, "Temuan", 5, answer="tidak setuju", explanation="sudah ada", evidence="SK 12, hlm 2")
    put(book, "Temuan", 6, answer="Setuju ", explanation="anggaran dipotong")
    land, title = row_of(book, "Nilai", "land_area"), row_of(book, "Nilai", "land_title")
    put(book, "Nilai", land, answer="tidak setuju", value="1.250", explanation="=salah ketik")
    put(book, "Nilai", title, answer="setuju", evidence="sertipikat terlampir")
    put(book, "Nilai", title + 1, answer="tidak setuju", value="-", explanation="belum dihitung")
    book["Petunjuk"]["B15"] = "Kepala PLUT"
    book["Petunjuk"]["B16"] = "2024-05-20"


def codes(sent: Path, folder: Path) -> list[str]:
    return [problem.code for problem in read_replies(folder, decided(sent).result()).problems]


def ledger_rows(path: Path) -> list[dict[str, object]]:
    rows = list(openpyxl.load_workbook(path).worksheets[0].values)
    return [dict(zip(map(str, rows[0]), row, strict=True)) for row in rows[1:]]


# --- what is sent --------------------------------------------------------------------------


def test_everything_but_the_reply_is_locked_and_answers_come_from_a_list(sent: Path) -> None:
    book = openpyxl.load_workbook(workbook(sent))
    assert book.sheetnames == ["Petunjuk", "Temuan", "Nilai"]
    for sheet in book.worksheets:
        assert sheet.protection.sheet
        assert not sheet.protection.password
        columns = {"Temuan": FINDING_COLUMNS, "Nilai": VALUE_COLUMNS}.get(sheet.title, {})
        for row in sheet.iter_rows(min_row=5):
            for name, cell in zip(columns, row, strict=False):
                assert cell.protection.locked == (name not in TYPED), (sheet.title, cell)
    assert book["Temuan"].data_validations.dataValidation[0].formula1 == '"setuju,tidak setuju"'


def test_each_sheet_names_centre_year_and_result(sent: Path) -> None:
    result = staged_result(decided(sent), Staging("draft", "2024-05-31"))
    for sheet in openpyxl.load_workbook(workbook(sent)).worksheets:
        mark = read_mark(str(sheet["A2"].value))
        assert mark is not None
        assert (mark.centre_id, mark.year, mark.result) == (CENTRE, 2024, result.fingerprint)


def test_a_changed_mark_is_none() -> None:
    assert (
        read_mark("plut-audit reply/1 | 1 | 2024 | 0000-0000-0000-0000 | 000000000000 | 000000")
        is None
    )


def test_a_draft_says_so_in_every_format(sent: Path, tmp_path: Path) -> None:
    result = staged_result(decided(sent), Staging("draft", "2024-05-31"))
    for suffix in ("docx", "html", "md", "xlsx"):
        formats.write(result, tmp_path / f"report.{suffix}", "id")
    header = docx.Document(str(tmp_path / "report.docx")).sections[0].header
    assert "KONSEP" in header.paragraphs[0].text
    assert 'string="KONSEP"' in header._element.xml
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert '<p class="stage" role="note">KONSEP' in page
    assert '<div class="watermark" aria-hidden="true">KONSEP</div>' in page
    assert (tmp_path / "report.md").read_text(encoding="utf-8").count("**KONSEP") == 2
    for sheet in openpyxl.load_workbook(tmp_path / "report.xlsx").worksheets:
        assert str(sheet["A1"].value).startswith("KONSEP")
        assert "KONSEP" in str(sheet.oddHeader.center.text)
    letter = write_letters(result, tmp_path / "letters", "id")[0]
    assert "31 Mei 2024" in docx.Document(str(letter)).sections[0].header.paragraphs[0].text


def test_without_a_stage_nothing_is_marked(sent: Path) -> None:
    result = decided(sent).result()
    stored = json.loads("".join(dumps(result)))
    assert result.stage is None
    assert {"stage", "replies"}.isdisjoint(stored)


# --- what comes back -----------------------------------------------------------------------


def test_what_is_contested_is_proposed_and_applies_to_nothing(sent: Path, tmp_path: Path) -> None:
    fill(sent, tmp_path / "in" / "balasan kami (2).xlsx", contest)
    survey = decided(sent)
    read = read_replies(tmp_path / "in", survey.result())
    assert read.problems == []
    assert (read.workbooks[0].filled_in_by, read.workbooks[0].replied_on) == (
        "Kepala PLUT",
        "2024-05-20",
    )
    ledger = tmp_path / "keputusan.xlsx"
    assert add_proposals(ledger, proposals(read.workbooks, survey), "id") == 5
    rows = ledger_rows(ledger)
    assert (rows[0]["Alasan"], rows[0]["Bukti keputusan"]) == ("sudah ada", "SK 12, hlm 2")
    assert rows[1]["Nilai yang diputuskan"] == "anggaran dipotong"
    assert (rows[2]["Nilai yang diputuskan"], rows[2]["Alasan"]) == ("1.250", "=salah ketik")
    assert {row["Status keputusan"] for row in rows} == {"usulan"}
    assert [one.kind for one in proposals(read.workbooks, survey)] == [
        "close",
        "cause",
        "correct",
        "keep",
        "blank",
    ]
    with_ledger, without = decided(sent, ledger).result(), survey.result()
    assert with_ledger.decisions == ()
    assert with_ledger.summary == without.summary


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_a_second_run_adds_nothing_and_what_was_decided_stays(
    suffix: str, sent: Path, tmp_path: Path
) -> None:
    fill(sent, tmp_path / "in" / "a.xlsx", contest)
    survey, ledger = decided(sent), tmp_path / f"keputusan.{suffix}"
    made = proposals(read_replies(tmp_path / "in", survey.result()).workbooks, survey)
    assert add_proposals(ledger, made[:2], "id") == 2
    before = ledger.read_bytes()
    assert add_proposals(ledger, made[:2], "id") == 0
    assert ledger.read_bytes() == before
    assert add_proposals(ledger, made, "id") == 3
    assert decided(sent, ledger).ledger.proposed == 5
    assert decided(sent, ledger).ledger.decisions == []


def test_a_file_that_is_no_ledger_is_not_touched(sent: Path, tmp_path: Path) -> None:
    other = shutil.copy(workbook(sent), tmp_path / "other.xlsx")
    before = Path(other).read_bytes()
    with pytest.raises(OutputError):
        add_proposals(Path(other), [], "id")
    assert Path(other).read_bytes() == before


def _twice(book: openpyxl.Workbook) -> None:
    put(book, "Temuan", 5, answer="setuju")
    sheet = book["Temuan"]
    sheet.append([cell.value for cell in sheet[5]])


def _without_checks(book: openpyxl.Workbook) -> None:
    put(book, "Temuan", 5, answer="setuju")
    book["Temuan"].delete_cols(len(FINDING_COLUMNS) + 1)


ODD: dict[str, Change] = {
    "RPL-07": lambda book: put(book, "Temuan", 5, answer="mungkin"),
    "RPL-08": lambda book: put(book, "Temuan", 5, explanation="tanpa pilihan"),
    "RPL-09": lambda book: put(book, "Temuan", 5, title="diubah", answer="setuju"),
    "RPL-10": lambda book: book["Nilai"].cell(60, 20, "catatan") and None,
    "RPL-11": lambda book: None,
    "RPL-14": _twice,
    "RPL-15": _without_checks,
    "RPL-16": lambda book: put(book, "Nilai", 6, answer="setuju", value="7"),
    "RPL-17": lambda book: book["Petunjuk"].cell(16, 2, "kemarin") and None,
}


@pytest.mark.parametrize("code", ODD)
def test_each_odd_thing_is_named_at_its_cell(code: str, sent: Path, tmp_path: Path) -> None:
    fill(sent, tmp_path / "in" / "a.xlsx", ODD[code])
    problems = read_replies(tmp_path / "in", decided(sent).result()).problems
    found = [problem for problem in problems if problem.code == code]
    assert len(found) == 1, problems
    assert found[0].file == "a.xlsx"
    assert found[0].cell or code in ("RPL-11", "RPL-15")


def test_files_that_are_no_reply_of_this_survey_are_named(sent: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    fill(sent, folder / "a.xlsx", contest)
    fill(sent, folder / "b.xlsx", contest)
    shutil.copy(sent / "survey" / "centres.csv", folder)
    (folder / "bukti.pdf").write_bytes(b"%PDF-1.4")
    assert sorted(set(codes(sent, folder))) == ["RPL-01", "RPL-05"]


def test_a_workbook_of_another_year_or_centre_is_not_used(sent: Path, tmp_path: Path) -> None:
    fill(sent, tmp_path / "in" / "a.xlsx", contest)
    tiny.write_five_centres(tmp_path / "survey", 2023)
    assert "RPL-02" in codes(tmp_path, tmp_path / "in")
    shutil.rmtree(tmp_path / "survey")
    tiny.write_survey(
        tmp_path / "survey", tiny.FIVE[1:], tiny.answers_of_five(2024)[1:], [], "q.csv"
    )
    assert "RPL-03" in codes(tmp_path, tmp_path / "in")


def test_rows_of_another_centre_are_named_with_their_text(sent: Path, tmp_path: Path) -> None:
    def paste(book: openpyxl.Workbook) -> None:
        other = openpyxl.load_workbook(workbook(sent, tiny.FIVE[1]["centre_id"]))["Temuan"]
        line = [cell.value for cell in other[5]]
        line[column("explanation", "Temuan") - 1] = "milik PLUT lain"
        book["Temuan"].append(line)

    fill(sent, tmp_path / "in" / "a.xlsx", paste)
    read = read_replies(tmp_path / "in", decided(sent).result())
    (found,) = [problem for problem in read.problems if problem.code == "RPL-13"]
    assert "milik PLUT lain" in found.value
    assert read.workbooks[0].lines == []


def _shuffled(book: openpyxl.Workbook, rng: random.Random) -> None:
    """Rows in another order, a row and a column inserted, the sheets in another order."""
    for name in ("Temuan", "Nilai"):
        sheet = book[name]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
        rng.shuffle(rows)
        for number, row in enumerate(rows, 5):
            for place, value in enumerate(row, 1):
                sheet.cell(number, place).value = value
        sheet.insert_rows(3)
        sheet.insert_cols(2)
    book.move_sheet("Nilai", -2)


def _typed_at_random(sent: Path, path: Path, seed: int) -> list[str]:
    """Texts in cells anywhere in a reply workbook, then moved; gives what was typed."""
    rng, texts = random.Random(seed), []
    book = openpyxl.load_workbook(workbook(sent))
    for name in ("Temuan", "Nilai"):
        sheet = book[name]
        for _number in range(12):
            row = rng.randrange(3, sheet.max_row + 3)
            place = rng.randrange(1, sheet.max_column + 3)
            there = str(sheet.cell(row, place).value or "")
            if not there or (rng.random() < 0.1 and not there.startswith("check:")):
                texts.append(rng.choice(["=", "", "'", "1."]) + f"teks {seed} {len(texts)}")
                sheet.cell(row, place).value = texts[-1]
                sheet.cell(row, place).data_type = "s"
    if rng.random() < 0.7:
        _shuffled(book, rng)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    kept = {
        str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row
    }
    return [text for text in texts if text in kept]


def test_nothing_that_was_typed_is_lost(sent: Path, tmp_path: Path) -> None:
    survey = decided(sent)
    result = survey.result()
    for seed in range(60):
        folder = tmp_path / str(seed)
        texts = _typed_at_random(sent, folder / "in" / "x.xlsx", seed)
        read = read_replies(folder / "in", result)
        ledger = folder / "keputusan.xlsx"
        add_proposals(ledger, proposals(read.workbooks, survey), "id")
        places = [str(value) for row in ledger_rows(ledger) for value in row.values()]
        places += [problem.value for problem in read.problems]
        everything = "\n".join(places)
        assert texts
        assert [text for text in texts if text not in everything] == [], seed


def test_what_another_program_saved_is_read_the_same(sent: Path, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if not office:
        pytest.skip("LibreOffice is not installed")
    first = fill(sent, tmp_path / "in" / "a.xlsx", contest)
    for suffix in ("xlsx", "ods"):
        profile = (tmp_path / "profile").as_uri()
        command = [office, "--headless", f"-env:UserInstallation={profile}", "--convert-to", suffix]
        subprocess.run(
            [*command, "--outdir", tmp_path / suffix, first], check=True, capture_output=True
        )
        result = decided(sent).result()
        saved, own = (
            read_replies(folder, result) for folder in (tmp_path / suffix, tmp_path / "in")
        )
        assert saved.problems == own.problems == []
        contents = [[line.content for line in read.workbooks[0].lines] for read in (saved, own)]
        assert contents[0] == contents[1]


# --- the final report ----------------------------------------------------------------------


def decide(ledger: Path, state: str, comment: str) -> None:
    book = openpyxl.load_workbook(ledger)
    sheet = book.worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, heads["Status keputusan"], state)
        sheet.cell(row, heads["Komentar tim"], comment)
    book.save(ledger)


def test_a_report_is_final_when_everything_is_decided(sent: Path, tmp_path: Path) -> None:
    fill(sent, tmp_path / "in" / "a.xlsx", contest)
    survey, ledger = decided(sent), tmp_path / "keputusan.xlsx"
    staging = Staging("final", "2024-05-31", tmp_path / "in")
    with pytest.raises(UsageError, match="final"):
        staged_result(survey, staging)
    made = proposals(read_replies(tmp_path / "in", survey.result()).workbooks, survey)
    add_proposals(ledger, made, "id")
    with pytest.raises(UsageError, match="final"):
        staged_result(decided(sent, ledger), staging)
    forced = staged_result(decided(sent, ledger), Staging("final", "", tmp_path / "in", True))
    assert forced.replies is not None
    assert forced.replies.open_decisions == 5
    formats.write(forced, tmp_path / "forced.md", "id")
    assert "--force-final" in (tmp_path / "forced.md").read_text(encoding="utf-8").replace("\\", "")

    decide(ledger, "ditolak", "Bukti belum memadai.")
    result = staged_result(decided(sent, ledger), staging)
    assert result.decisions == ()
    assert result.replies is not None
    assert result.replies.missing == tuple(line["centre_id"] for line in tiny.FIVE[1:])
    assert {reply.outcome for reply in result.replies.replies} == {"not_accepted"}
    result.save(tmp_path / "final.json")
    stored = Result.load(tmp_path / "final.json")
    assert (stored.replies, stored.fingerprint) == (result.replies, result.fingerprint)
    for suffix in ("md", "html", "docx", "xlsx"):
        formats.write(result, tmp_path / f"final.{suffix}", "id")
    letter = next(path for path in write_letters(result, tmp_path / "out", "id"))
    texts = [cell.text for table in docx.Document(str(letter)).tables for cell in table._cells]
    assert any("sudah ada" in text for text in texts)
    assert "Tidak diterima. Bukti belum memadai." in texts
    book = openpyxl.load_workbook(tmp_path / "final.xlsx")
    cells = [str(value) for row in book["Temuan"].values for value in row if value]
    assert any("sudah ada" in text for text in cells)
    for suffix in ("md", "html"):
        text = (tmp_path / f"final.{suffix}").read_text(encoding="utf-8")
        assert "sudah ada" in text
        assert "Bukti belum memadai." in text


def test_a_late_reply_is_listed(sent: Path, tmp_path: Path) -> None:
    fill(sent, tmp_path / "in" / "a.xlsx", contest)
    late = Staging("final", "2024-05-01", tmp_path / "in", forced=True)
    replies = staged_result(decided(sent), late).replies
    assert replies is not None
    assert replies.late == (CENTRE,)


def test_the_commands_from_draft_to_verify(
    sent: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*words: object) -> int:
        return cli.run([*map(str, words), "--lang", "id"])

    survey, letters = sent / "survey", tmp_path / "letters"
    draft = ["score", survey, "--stage", "draft", "--reply-by", "2024-05-31"]
    assert run(*draft, "--per-centre", letters) == 0
    sent_out = [path for path in letters.glob("*.docx") if "berita-acara" not in path.name]
    assert len(list(letters.glob("tanggapan-*.xlsx"))) == len(sent_out) == 5
    fill(sent, tmp_path / "in" / "a.xlsx", contest)
    ledger = tmp_path / "keputusan.xlsx"
    assert run("replies", tmp_path / "in", survey, "-o", ledger) == 0
    assert "a.xlsx" in capsys.readouterr().out
    final = ["score", survey, "--stage", "final", "--replies", tmp_path / "in"]
    assert run(*final, "--decisions", ledger) == 2
    assert "5 usulan" in capsys.readouterr().err
    decide(ledger, "ditolak", "Tidak cukup.")
    stored = tmp_path / "final.json"
    assert run(*final, "--decisions", ledger, "-o", stored) == 0
    verify = ["verify", stored, "--survey", survey, "--decisions", ledger]
    assert run(*verify, "--replies", tmp_path / "in") == 0
    fill(sent, tmp_path / "in" / "a.xlsx", lambda book: put(book, "Temuan", 5, answer="setuju"))
    assert run(*verify, "--replies", tmp_path / "in") == 1
    assert run(*verify) == 2
    assert run("score", survey, "--stage", "final") == 2
    assert run("score", survey, "--reply-by", "2024-05-31") == 2
    assert run(*draft[:-1], "31-05-2024") == 2


def test_a_reply_workbook_in_the_folder_of_a_survey_is_no_answer(
    sent: Path, tmp_path: Path
) -> None:
    shutil.copytree(sent / "survey", tmp_path / "survey")
    shutil.copy(workbook(sent), tmp_path / "survey" / "balasan.xlsx")
    result = decided(tmp_path).result()
    assert [p.code for p in result.problems if p.file == "balasan.xlsx"] == ["FIL-21"]
    assert result.fingerprint == decided(sent).result().fingerprint


def test_the_day_for_replies_is_that_of_the_assignment_where_none_is_named(tmp_path: Path) -> None:
    folder = tiny.write_year(tmp_path / "2024", 2024)
    assignment.write_assignment(folder)
    for options, day in (([], "2024-05-20"), (["--reply-by", "2024-06-01"], "2024-06-01")):
        out = tmp_path / "draft.json"
        command = ["score", str(folder), "--stage", "draft", *options, "-o", str(out), "--force"]
        assert cli.run([*command, "-q"]) == 0
        replies = Result.load(out).replies
        assert replies is not None and replies.reply_by == day
