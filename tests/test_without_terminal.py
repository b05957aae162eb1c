"""Five filled-in forms and a registry to a signed-off workbook: in the page, and in five commands."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from builders.filled_forms import NAMES, write_filled_forms
from open_page import served
from openpyxl import load_workbook

from plut_audit import cli, i18n, rubric
from plut_audit.audit import Options
from plut_audit.ingest.files.ledger_sheet import LABELS
from plut_audit.review.decisions import KINDS, read_decided

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
DECIDED = {"VAL-01": "50", "VAL-06": "Baik"}
"""What the evaluator decides on each problem."""


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_filled_forms(tmp_path_factory.mktemp("forms") / "kiriman")


@pytest.fixture(autouse=True)
def indonesian() -> Iterator[None]:
    with i18n.language_set_to("id"):
        yield


def run(*words: object) -> int:
    """One command, as it is typed in an Indonesian terminal."""
    return cli.run([*map(str, words), "-q", "--lang", "id"])


def is_signed_off(workbook: Path, result: Path, survey: Path) -> None:
    """No error is left, both decisions are in it, and it is recomputed from its files."""
    book = load_workbook(workbook, read_only=True)
    shown = "\n".join(
        str(value) for page in book for row in page.iter_rows(values_only=True) for value in row
    )
    assert all(value in shown for value in DECIDED.values())
    assert "lima puluh ribu lebih" in shown  # the value as read stays beside the decided one
    assert run("check", survey, "--fail-on", "high") == 0
    nobody = workbook.parent / "tanggapan"
    nobody.mkdir(exist_ok=True)
    files = ("--survey", survey, "--replies", nobody, "--workbook", workbook)
    assert run("verify", result, *files) == 0


def test_a_form_that_comes_back_is_no_output_of_the_program(forms: Path) -> None:
    decided = read_decided([forms], rubric.load(), Options())
    assert sorted(problem.code for problem in decided.problems()) == sorted(DECIDED)


def test_five_commands_lead_to_a_signed_off_workbook(tmp_path: Path) -> None:
    survey = write_filled_forms(tmp_path / "survei")
    ledger, book, result = (
        survey / "keputusan.xlsx",
        tmp_path / "hasil.xlsx",
        tmp_path / "hasil.json",
    )
    nobody = tmp_path / "tanggapan"
    nobody.mkdir()
    assert run("check", survey, "--fail-on", "high") == 1
    assert run("check", survey, "--decisions-template", ledger) == 0
    _fill_in(ledger)
    final = ("--stage", "final", "--replies", nobody)
    assert run("score", survey, "-o", book, "-o", result, *final) == 0
    # The fourth and the fifth: `check` again, and `verify`.
    is_signed_off(book, result, survey)


def label(name: str) -> str:
    """The heading of a column of the ledger."""
    return i18n.translate(LABELS[name], "id")


def _fill_in(ledger: Path) -> None:
    """The decisions, written into the blank cells of the template."""
    book = load_workbook(ledger)
    page = book.active
    assert page is not None
    columns = {str(cell.value): cell.column for cell in page[1]}
    for row in range(2, page.max_row + 1):
        note = str(page.cell(row, columns[label("note")]).value)
        value = next((value for code, value in DECIDED.items() if note.startswith(code)), None)
        if value:
            entries = {
                label("kind"): i18n.translate(KINDS["correct"], "id"),
                label("new"): value,
                label("reason"): "pengelola dihubungi",
                label("by"): "ketua tim",
            }
            for heading, text in entries.items():
                page.cell(row, columns[heading]).value = text
    book.save(ledger)


# --- the page, in a browser ----------------------------------------------------------------


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed")
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.mark.real
@pytest.mark.parametrize("width", [1280, 390])
def test_a_person_without_a_terminal_gets_to_a_signed_off_workbook(
    browser: Any, forms: Path, tmp_path: Path, width: int
) -> None:
    with served(tmp_path / "base") as client:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, accept_downloads=True
        )
        person = Person(context, client.server.access.address)
        person.hand_in(forms)
        person.decide_all()
        person.look_at_the_ranking()
        book, result = (
            person.save("final", "workbook", tmp_path),
            person.save("final", "result", tmp_path),
        )
        is_signed_off(book, result, client.session.folder.path)
        person.stop()
        assert person.errors == []
        assert {address for address in person.asked if not address.startswith(person.own)} == set()
        context.close()
    sent = {path.name: path.read_bytes() for path in forms.iterdir()}
    lies = client.session.folder.path
    assert all((lies / name).read_bytes() == content for name, content in sent.items())
    assert threading.active_count() < 20


class Person:
    """Somebody with a mouse and a keyboard, who reads what stands on the buttons."""

    def __init__(self, context: Any, address: str) -> None:
        self.page = context.new_page()
        self.errors: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.errors.append(message.text))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.own = address.partition("/?")[0]
        self.page.goto(address)

    def fits(self, heading: str) -> None:
        """The page with this heading is shown, and nothing on it is wider than the screen."""
        self.page.get_by_role("heading", level=1, name=heading).wait_for()
        self.page.wait_for_load_state()
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert self.page.evaluate(wide) <= 0

    def hand_in(self, folder: Path) -> None:
        self.fits("Berkas survei")
        self.page.set_input_files("#folder", str(folder))
        self.page.wait_for_selector("ul.files")
        listed = self.page.locator("ul.files .name").all_inner_texts()
        assert listed == sorted([*NAMES, "daftar plut.csv"])
        self.fits("Berkas survei")
        self.page.get_by_role("button", name="Baca survei").click()

    def decide_all(self) -> None:
        for code, value in DECIDED.items():
            problem = self.page.locator("article.problem", has_text=code)
            problem.get_by_text("Putuskan", exact=True).press("Enter")
            field = problem.locator("[name=new]")
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
            problem.locator("[name=reason]").fill("pengelola dihubungi")
            problem.locator("[name=by]").fill("ketua tim")
            self.fits("Masalah dalam berkas")
            problem.locator("[name=reason]").press("Enter")
            self.page.get_by_text("telah disimpan dan survei dibaca ulang").wait_for()
            assert self.page.locator("article.problem", has_text=code).count() == 0
        assert self.page.get_by_role("link", name="Ke peringkat").is_visible()

    def look_at_the_ranking(self) -> None:
        self.page.get_by_role("link", name="4 Peringkat").click()
        self.fits("Peringkat dan temuan")
        assert self.page.locator("tbody tr").count() > 5
        self.page.get_by_role("link", name="PLUT-KUMKM Kota Bitung").first.click()
        self.page.get_by_text("71.72 kuesioner.xlsx › Kuesioner!C16").first.wait_for()
        self.fits("PLUT-KUMKM Kota Bitung")

    def save(self, stage: str, name: str, folder: Path) -> Path:
        self.page.get_by_role("link", name="5 Simpan").click()
        self.page.get_by_role("link", name="Final, setelah tanggapan").click()
        self.page.wait_for_url("**/save?stage=final")
        self.fits("Simpan")
        with self.page.expect_download() as started:
            self.page.locator(f"a[href='/output?name={name}&stage={stage}']").click()
        target = folder / started.value.suggested_filename
        started.value.save_as(target)
        return target

    def stop(self) -> None:
        self.page.get_by_role("button", name="Berhenti").click()
        self.page.get_by_text("Halaman ditutup.").wait_for()


@pytest.mark.real
def test_a_folder_is_dropped_and_what_is_refused_is_named(browser: Any, tmp_path: Path) -> None:
    with served(tmp_path / "base") as client:
        page = browser.new_page()
        page.goto(client.server.access.address)
        data = page.evaluate_handle(
            """() => {
              const data = new DataTransfer();
              data.items.add(new File(["centre_id,name"], "daftar.csv"));
              data.items.add(new File(["x"], "CON.csv"));
              return data;
            }"""
        )
        page.dispatch_event("#drop", "drop", {"dataTransfer": data})
        page.locator("#refused li").wait_for()
        assert "CON.csv" in page.locator("#refused").inner_text()
        page.get_by_role("link", name="Disalin: 1").click()
        page.wait_for_selector("ul.files")
        assert [file.name for file in client.session.folder.files()] == ["daftar.csv"]
        page.close()
