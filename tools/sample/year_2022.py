"""2022: 87 workbooks received by e-mail, one per centre, and a table of visits."""

import csv
import io
from datetime import date
from typing import Any

from plut_audit.rubric import Question, Rubric
from plut_audit.rubric.forms.parts import form_sections
from plut_audit.rubric.forms.workbook import Styles, workbook_bytes
from sample import NOTICE, typed
from sample.answers import Answer, Answers
from sample.centres import Centre, centres_of
from sample.chance import choose, share
from sample.self_reports import reported_consultants, self_report, without_summary
from sample.visits import visit, visited

YEAR = 2022
_WITHOUT_CODE, _AS_TYPED, _WITH_ROSTER = 0.25, 0.3, 0.4
"""Shares of workbooks without a code, with numbers as texts, with a list of consultants."""
_BROKEN_FORMULA = "18.04"
"""Whose mean experience refers to a sheet that was not sent along."""
_MISCOUNTED = ("14.05", "32.06", "64")
"""Filled in the list of consultants, and the number of consultants otherwise."""
_AMBIGUOUS = "35.07"
"""Wrote `PLUT Malang` and nothing of its level: left open, so that its answers are not used."""
_NAMED: dict[str, str] = {
    "33.22": "PLUT KUMKM Semarang",  # settled in aliases.csv
    _AMBIGUOUS: "PLUT Malang",
}
_MESS: dict[str, dict[str, str]] = {
    "14.05": {"land_area": "± 1.200 m2"},
    "32.13": {"clients_assisted": "hampir 400"},
    "52.04": {"equipment_total": "", "equipment_working": ""},
    "36": {"managers": "-"},
    "64.71": {"opening_hours": "Jam kerja PNS"},
    "12": {"apbd_operations": "500 juta-an"},
    "81": {"internet_mbps": "20 MB"},
    "19": {"land_area": "23 are"},
}


def files(rubric: Rubric) -> dict[str, bytes]:
    """The files of the year by name."""
    books = {_file_name(centre): _workbook(centre, rubric) for centre in centres_of(YEAR)}
    return {
        **books,
        "Rekap kunjungan 2022.xlsx": _visits(rubric),
        "aliases.csv": _aliases(),
    }


def _file_name(centre: Centre) -> str:
    """As the senders named it, into one folder."""
    place = centre.regency or f"Provinsi {centre.province}"
    plain = place.replace("Kabupaten", "Kab") if share(centre.centre_id, "file") < 0.4 else place
    pattern = choose(
        ("Kuesioner {}", "{} - kuesioner PLUT", "PLUT {} 2022"), centre.centre_id, "file"
    )
    return f"kuesioner/{pattern.format(plain)}.xlsx"


def _aliases() -> bytes:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(["written", "centre_id", "keterangan"])
    writer.writerow([_NAMED["33.22"], "33.22", NOTICE])
    return target.getvalue().encode()


# --- one workbook per centre ---------------------------------------------------------------


def _workbook(centre: Centre, rubric: Rubric) -> bytes:
    answers, people = self_report(centre, YEAR), []
    if share(centre.centre_id, "roster") < _WITH_ROSTER or centre.centre_id in _MISCOUNTED:
        people = reported_consultants(centre, YEAR)
        answers = without_summary(answers)
    if centre.centre_id in _MISCOUNTED:
        answers["consultants_active"] = centre.consultants_required + 1

    def fill(book: Any) -> None:
        styles = Styles(book)
        page = book.add_worksheet("Kuesioner")
        page.set_column(0, 0, 6)
        page.set_column(1, 2, 44)
        row = _head(page, styles)
        for part in form_sections(rubric, "questionnaire"):
            page.write_string(row, 0, f"{part.code}. {part.title['id']}", styles(bold=True))
            for number, question in enumerate(part.questions, start=1):
                row += 1
                page.write_string(row, 0, f"{part.code}{number}", styles())
                page.write_string(row, 1, question.label["id"], styles())
                _write(page, styles, (row, 2), _answer(question, answers, centre))
            row += 1
        if people:
            _roster(book, styles, people, rubric)

    return workbook_bytes(fill)


def _head(page: Any, styles: Styles) -> int:
    page.write_string(0, 0, "Kuesioner PLUT-KUMKM tahun 2022", styles(bold=True, text_wrap=False))
    page.write_string(1, 0, NOTICE.capitalize(), styles(italic=True, text_wrap=False))
    for column, head in enumerate(("No.", "Pertanyaan", "Jawaban")):
        page.write_string(2, column, head, styles.heading())
    return 3


def _answer(question: Question, answers: Answers, centre: Centre) -> Answer:
    """The content of an answer's cell."""
    code = centre.centre_id
    written: dict[str, Answer] = {"centre_name": _NAMED.get(code) or typed.name(centre, YEAR)}
    if code in _NAMED or share(code, YEAR, "code") < _WITHOUT_CODE:
        written["centre_id"] = None
    if code == _AMBIGUOUS:
        written |= {"level": None, "regency": None}
    if code == _BROKEN_FORMULA:
        written["consultant_experience"] = "=#REF!"
    found = (written | _MESS.get(code, {})).get(question.name, answers.get(question.name))
    if question.choices and found is not None:
        return typed.labels(question, found, choose(("; ", ", "), code))
    if isinstance(found, date) and share(code, "date") < 0.3:
        return typed.long_date(found)
    as_typed = share(code, "typed") < _AS_TYPED and question.unit != "year"
    if isinstance(found, int | float) and as_typed:
        return typed.quantity(question, found, code, YEAR, question.name)
    return found


def _write(page: Any, styles: Styles, place: tuple[int, int], answer: Answer) -> None:
    if answer == "=#REF!":
        page.write_formula(*place, answer, styles(), "#REF!")
    elif isinstance(answer, date):
        page.write_datetime(*place, answer, styles(num_format="dd/mm/yyyy", align="left"))
    elif isinstance(answer, int | float):
        page.write_number(*place, answer, styles(align="left"))
    elif answer:
        page.write_string(*place, str(answer), styles())


def _roster(book: Any, styles: Styles, people: list[Answers], rubric: Rubric) -> None:
    page = book.add_worksheet("Konsultan")
    page.set_column(0, len(rubric.roster), 22)
    for column, question in enumerate(rubric.roster.values()):
        page.write_string(0, column, question.label["id"], styles.heading())
        for row, person in enumerate(people, start=1):
            answer = person[question.name]
            if question.choices:
                answer = typed.labels(question, answer, "; ")
            _write(page, styles, (row, column), answer)


# --- the visits ----------------------------------------------------------------------------


def _visits(rubric: Rubric) -> bytes:
    """A table with merged titles above the header, as a recapitulation is kept."""
    questions = list(rubric.asked_in("visit").values())

    def fill(book: Any) -> None:
        styles, page = Styles(book), book.add_worksheet("Rekap")
        page.merge_range(0, 0, 0, 8, "REKAPITULASI KUNJUNGAN PLUT-KUMKM 2022", styles(bold=True))
        page.merge_range(1, 0, 1, 8, NOTICE.capitalize(), styles(italic=True))
        for column, question in enumerate(questions):
            page.set_column(column, column, 18)
            page.write_string(3, column, question.label["id"], styles.heading())
        for row, centre in enumerate(visited(YEAR), start=4):
            answers = visit(centre, YEAR) | {"centre_name": typed.name(centre, "visit", YEAR)}
            for column, question in enumerate(questions):
                answer = answers.get(question.name)
                if question.choices and answer is not None:
                    answer = typed.labels(question, answer, ", ")
                _write(page, styles, (row, column), answer)

    return workbook_bytes(fill)
