"""An export of KoboToolbox: names with groups, choice columns, the consultants as a repeat."""

import csv
import io
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from plut_audit.rubric import Form, Question, Rubric
from plut_audit.rubric.forms.parts import form_sections, offered, title
from plut_audit.rubric.forms.workbook import workbook_bytes
from plut_audit.rubric.forms.xlsform import REPEAT, group_of
from sample import NOTICE
from sample.answers import Answer, Answers, Consultant
from sample.chance import SEED, choose, share

Cell = str | int | float
Row = list[Cell]

_SYSTEM = (
    "_id",
    "_uuid",
    "_submission_time",
    "_validation_status",
    "_status",
    "_submitted_by",
    "__version__",
    "meta/rootUuid",
    "_index",
)
_OF_PARENT = (
    "_index",
    "_parent_table_name",
    "_parent_index",
    "_submission__id",
    "_submission__uuid",
    "_submission__submission_time",
    "_submission__validation_status",
    "_submission__status",
    "_submission__submitted_by",
    "_submission___version__",
    "_submission__tags",
)
_FORM_VERSION = "vK8Qm2TzR4nLxWb6PdYcHa"
_OFFSETS = {"WIB": 7, "WITA": 8, "WIT": 9}


@dataclass(frozen=True)
class Submission:
    """One submission: answers, consultants, and the day and zone it was sent in."""

    answers: Answers
    roster: list[Consultant]
    day: date
    zone: str
    number: int = 1
    """1 for the first submission of a centre, 2 for a corrected one."""

    @property
    def key(self) -> str:
        """What tells it from all others."""
        return f"{self.answers['centre_id']}/{self.day}/{self.number}"

    @property
    def uuid(self) -> str:
        """An identifier as the tool makes them, but the same every time."""
        return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{SEED}:{self.key}"))

    @property
    def ended(self) -> datetime:
        """Local time at which it was closed; of a visit, an hour or two after the arrival."""
        if arrived := self.answers.get("visit_time"):
            stayed = timedelta(minutes=50 + int(70 * share(self.key, "stayed")))
            return datetime.combine(self.day, _clock(str(arrived))) + stayed
        minutes = int(450 * share(self.key, "minute")) + 60 * (self.number - 1)
        return datetime.combine(self.day, time(8, 20)) + timedelta(minutes=minutes)


def _clock(written: str) -> time:
    """`09.30` as a time."""
    hour, minute = written.split(".")
    return time(int(hour), int(minute))


def questionnaires(submissions: list[Submission], rubric: Rubric) -> bytes:
    """The XLSX export of the questionnaire: submissions, consultants, and what the file is."""
    sheet = title("questionnaire")["id"]
    main = list(_table(submissions, rubric, "questionnaire"))
    roster = list(_roster(submissions, rubric, sheet))

    def fill(book: Any) -> None:
        notice: list[Row] = [[NOTICE]]
        for name, rows in ((sheet, main), (REPEAT, roster), ("Keterangan", notice)):
            page = book.add_worksheet(name)
            for number, row in enumerate(rows):
                page.write_row(number, 0, [None if cell == "" else cell for cell in row])

    return workbook_bytes(fill)


def visits(submissions: list[Submission], rubric: Rubric) -> bytes:
    """The CSV export of the visits: separated by semicolons, everything quoted."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows(_table(submissions, rubric, "visit"))
    return b"\xef\xbb\xbf" + target.getvalue().encode()


def _table(submissions: list[Submission], rubric: Rubric, form: Form) -> Iterator[Row]:
    columns = list(_columns(rubric, form))
    yield ["start", "end", "today", *(header for header, _, _ in columns), *_SYSTEM]
    for number, submission in enumerate(submissions, start=1):
        began = submission.ended - timedelta(minutes=12 + int(35 * share(submission.key)))
        yield [
            _stamp(began, submission.zone),
            _stamp(submission.ended, submission.zone),
            submission.day.isoformat(),
            *(_cell(submission, question, choice) for _, question, choice in columns),
            *_system(submission, number),
        ]


def _columns(rubric: Rubric, form: Form) -> Iterator[tuple[str, Question, str]]:
    """Header, question and choice ("" for the answer itself) of each column."""
    for section in form_sections(rubric, form):
        group = group_of(section)
        for question in section.questions:
            header = f"{group}/{question.name}"
            yield header, question, ""
            if question.type == "select_multiple":
                for choice in offered(question):
                    yield f"{header}/{choice}", question, choice


def _cell(submission: Submission, question: Question, choice: str) -> Cell:
    answer = submission.answers.get(question.name)
    if choice:
        return int(choice in answer) if isinstance(answer, list) else ""
    if question.type == "time" and answer:
        return f"{_clock(str(answer)).isoformat('milliseconds')}+0{_OFFSETS[submission.zone]}:00"
    return _written(answer)


def _written(answer: Answer) -> Cell:
    if isinstance(answer, list):
        return " ".join(answer)
    if isinstance(answer, date):
        return answer.isoformat()
    return "" if answer is None else answer


def _system(submission: Submission, place: int) -> Row:
    user = f"enumerator_{submission.zone.lower()}"
    status = choose(("", "", "", "validation_status_approved"), submission.key, "status")
    return [
        _number(submission),
        submission.uuid,
        _utc(submission),
        status,
        "submitted_via_web",
        user,
        _FORM_VERSION,
        f"uuid:{submission.uuid}",
        place,
    ]


def _number(submission: Submission) -> int:
    return 380_000_000 + int(9_000_000 * share(submission.key, "id"))


def _utc(submission: Submission) -> str:
    sent = submission.ended + timedelta(minutes=2) - timedelta(hours=_OFFSETS[submission.zone])
    return sent.isoformat(timespec="seconds")


def _stamp(moment: datetime, zone: str) -> str:
    return f"{moment.isoformat(timespec='milliseconds')}+0{_OFFSETS[zone]}:00"


def _roster(submissions: list[Submission], rubric: Rubric, sheet: str) -> Iterator[Row]:
    section = next(part for part in form_sections(rubric, "questionnaire") if part.roster)
    group = f"{group_of(section)}/{REPEAT}"
    yield [*(f"{group}/{question}" for question in rubric.roster), *_OF_PARENT]
    lines = 0
    for index, submission in enumerate(submissions, start=1):
        number, own, sent, status, web, user, version, *_ = _system(submission, index)
        for person in submission.roster:
            lines += 1
            yield [
                *(_written(person[question]) for question in rubric.roster),
                lines,
                sheet,
                index,
                number,
                own,
                sent,
                status,
                web,
                user,
                version,
                "",
            ]
