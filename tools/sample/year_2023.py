"""2023: a Google Form in Indonesian, 94 centres, and visits in an OpenDocument table."""

import csv
import io
from datetime import date, datetime, time, timedelta

from plut_audit.rubric import Question, Rubric
from sample import NOTICE, opendocument, typed
from sample.answers import Answer, Answers, survey_date
from sample.centres import Centre, centres_of
from sample.chance import share
from sample.self_reports import self_report
from sample.visits import visit, visited
from sample.year_2024 import COPIED

YEAR = 2023
SILENT = ("12.12", "53.04", "76.06", "82.07")
"""Did not answer."""
_TWICE = ("16",)
_WITHOUT_CODE = 0.14
"""Share of those who name the centre and leave its code blank."""
_MESS: dict[str, dict[str, str]] = {
    "32.09": {"clients_assisted": "500an"},
    "13.07": {"land_area": "2.854"},
    "33.26": {"land_area": "1.250,50"},
    "19.02": {"land_area": "1.840,75 m2"},
    "35.11": {"managers": "", "opd_activities": ""},
    "18.04": {"dprd_commitment": "Tidak berlaku"},
    "51.01": {"opening_hours": "menyesuaikan"},
    "33.08": {"apbd_operations": "sekitar 300 jutaan"},
}
"""What was typed in place of the answer; what cannot be read is met again as a problem."""


def files(rubric: Rubric) -> dict[str, bytes]:
    """The files of the year by name."""
    return {
        "Kuesioner PLUT-KUMKM 2023 (Jawaban).csv": _google(rubric),
        "Kunjungan PLUT 2023.ods": _visits(rubric),
    }


def _google(rubric: Rubric) -> bytes:
    questions = list(rubric.asked_in("questionnaire").values())
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(["Cap waktu", *(question.label["id"] for question in questions)])
    for stamp, row in sorted(_responses(questions)):
        writer.writerow([f"{stamp:%d/%m/%Y %H.%M.%S}", *row])
    return target.getvalue().encode()


def _responses(questions: list[Question]) -> list[tuple[datetime, list[str]]]:
    found = []
    for centre in centres_of(YEAR):
        if centre.centre_id in SILENT:
            continue
        answers = self_report(centre, YEAR)
        stamp = _stamp(centre)
        if centre.centre_id in _TWICE:
            first = {**answers, "managers": 0, "honorarium_source": None}
            found.append((stamp - timedelta(days=2), _row(centre, first, questions)))
        found.append((stamp, _row(centre, answers, questions)))
    return found


def _stamp(centre: Centre) -> datetime:
    seconds = int(32_000 * share(centre.centre_id, YEAR, "second"))
    return datetime.combine(survey_date(centre, YEAR), time(8)) + timedelta(seconds=seconds)


def _row(centre: Centre, answers: Answers, questions: list[Question]) -> list[str]:
    code = centre.centre_id
    nameless = share(code, YEAR, "code") < _WITHOUT_CODE and code != COPIED
    named: dict[str, str] = {
        "centre_id": "" if nameless else code,
        "centre_name": centre.name if code == COPIED else typed.name(centre, YEAR),
        "remark_a": f"({NOTICE})",
    }
    return [
        (named | _MESS.get(code, {})).get(question.name, _typed(question, answers, centre))
        for question in questions
    ]


def _typed(question: Question, answers: Answers, centre: Centre) -> str:
    answer = answers.get(question.name)
    if answer is None:
        return ""
    if question.choices:
        return typed.labels(question, answer, ", ")
    if isinstance(answer, date):
        return f"{answer:%d/%m/%Y}"
    if isinstance(answer, int | float):
        plain = question.unit == "year" or centre.centre_id == COPIED
        return (
            typed.number(answer)
            if plain
            else typed.quantity(question, answer, centre.centre_id, YEAR, question.name)
        )
    return str(answer)


def _visits(rubric: Rubric) -> bytes:
    """A table with title rows above the header, labels and typed values under it."""
    questions = list(rubric.asked_in("visit").values())
    rows: list[opendocument.Row] = [
        ["Kunjungan lapangan PLUT-KUMKM tahun 2023"],
        [NOTICE.capitalize()],
        [],
        [question.label["id"] for question in questions],
    ]
    for centre in visited(YEAR):
        answers = visit(centre, YEAR) | {"centre_name": typed.name(centre, "visit", YEAR)}
        rows.append([_in_cell(question, answers.get(question.name)) for question in questions])
    return opendocument.written({"Kunjungan": rows, "Keterangan": [[NOTICE]]})


def _in_cell(question: Question, answer: Answer) -> opendocument.Cell:
    if question.choices and answer is not None:
        return typed.labels(question, answer, "; ")
    if isinstance(answer, list):
        return None
    return answer
