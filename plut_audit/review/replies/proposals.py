"""What a centre contests, as rows of a ledger of decisions that apply to nothing until decided.

A finding that is contested, or on which evidence was sent, is proposed to be closed; a finding
that is agreed and explained gets its cause. A value that is contested is proposed to be corrected,
or to count as not given where the centre says so; one that is agreed with a reason to be kept.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plut_audit.audit import ReadSurvey
from plut_audit.i18n import N_, translate
from plut_audit.ingest.answers import Answers
from plut_audit.ingest.sheets import CellValue
from plut_audit.ingest.values import blank_of
from plut_audit.problems import format_location
from plut_audit.review.decisions import DecidedSurvey
from plut_audit.review.decisions.decision import KINDS, SOURCES, STATES, Kind
from plut_audit.review.decisions.raw_survey import RawSurvey
from plut_audit.review.decisions.reading import as_text
from plut_audit.review.decisions.targets import cell_index
from plut_audit.review.replies.layout import ANSWERS
from plut_audit.review.replies.workbook import ReplyLine, ReplyWorkbook

_TOKEN = re.compile(r"\[reply ([0-9a-f]{4}-[0-9a-f]{4})\]")
NOTE = N_("Reply of {centre} on {name}: {answer} ({place}). {token}")
NO_ANSWER = N_("no answer chosen")


@dataclass(frozen=True)
class Proposal:
    """One row of a ledger in the state proposed; fields as its columns."""

    line: ReplyLine
    kind: Kind
    centre_id: str
    source: str = ""
    question: str = ""
    indicator: str = ""
    file: str = ""
    sheet: str = ""
    cell: str = ""
    old: CellValue = ""
    new: CellValue = ""
    reason: str = ""
    evidence: str = ""

    @property
    def token(self) -> str:
        """What its row is known by, whatever is decided in it."""
        return reply_token(self.line)

    def values(self, language: str) -> dict[str, CellValue]:
        """The columns of its row by name, words in a language."""
        source = translate(SOURCES[self.source], language) if self.source else ""
        return {
            **{name: getattr(self, name) for name in _AS_THEY_ARE},
            "kind": translate(KINDS[self.kind], language),
            "source": source,
            "state": translate(STATES["proposed"], language),
            "note": self._note(language),
        }

    def _note(self, language: str) -> str:
        line = self.line
        return translate(
            NOTE,
            language,
            centre=self.centre_id,
            name=line.name,
            answer=translate(ANSWERS.get(line.answer, NO_ANSWER), language),
            place=format_location(*line.location),
            token=f"[reply {self.token}]",
        )


_AS_THEY_ARE = (
    *("centre_id", "question", "indicator", "file", "sheet", "cell", "old", "new"),
    *("reason", "evidence"),
)


def reply_token(line: ReplyLine) -> str:
    """Eight letters that tell what was replied from every other reply: `3f2a-91bc`."""
    text = hashlib.sha256(repr(line.content).encode()).hexdigest()
    return f"{text[:4]}-{text[4:8]}"


def tokens_in(text: str) -> list[str]:
    """The tokens that a note of a ledger names."""
    return _TOKEN.findall(text)


def is_contested(line: ReplyLine) -> bool:
    """Whether a row asks for a decision: anything but agreement alone."""
    return line.answer != "agree" or line.typed


def proposals(workbooks: Iterable[ReplyWorkbook], decided: DecidedSurvey) -> list[Proposal]:
    """A row for each line that asks for a decision, equal ones once, in the order of the files."""
    survey, read = RawSurvey(decided.found), decided.read
    made: dict[str, Proposal] = {}
    for book in workbooks:
        for line in filter(is_contested, book.lines):
            is_value = line.name in read.rubric.questions
            proposal = _of_value(line, survey, read) if is_value else _of_finding(line)
            made.setdefault(proposal.token, proposal)
    return list(made.values())


def _of_finding(line: ReplyLine) -> Proposal:
    """A finding: its cause where it is agreed and only explained, else whether it is closed."""
    if line.answer == "agree" and not line.evidence:
        return Proposal(line, "cause", line.centre_id, indicator=line.name, new=line.explanation)
    return Proposal(
        line,
        "close",
        line.centre_id,
        indicator=line.name,
        reason=line.explanation,
        evidence=line.evidence,
    )


def _of_value(line: ReplyLine, survey: RawSurvey, read: ReadSurvey) -> Proposal:
    """A value, at the cell that counts; by centre and question where it has none."""
    for source, file, sheet, cell in _cells(read, line):
        index = cell_index(cell)
        found = survey.at(file, sheet, index) if index else []
        answers = [answer for answer in found if answer.question == line.name]
        if answers:
            old = survey.written(answers[0])
            return _proposal(line, source, old, (file, sheet, cell))
    asked = read.rubric.questions[line.name].in_form("questionnaire")
    return _proposal(line, "questionnaire" if asked else "visit", "")


def _proposal(
    line: ReplyLine, source: str, old: CellValue, place: tuple[str, str, str] = ("", "", "")
) -> Proposal:
    file, sheet, cell = place
    return Proposal(
        line,
        _kind_of_value(line),
        line.centre_id,
        source=source,
        question=line.name,
        file=file,
        sheet=sheet,
        cell=cell,
        old=old,
        new=line.value,
        reason=line.explanation,
        evidence=line.evidence,
    )


def _kind_of_value(line: ReplyLine) -> Kind:
    given = as_text(line.value).strip()
    if line.answer == "agree" and not given:
        return "keep"
    return "blank" if given and blank_of(given) else "correct"


def _cells(read: ReadSurvey, line: ReplyLine) -> Iterator[tuple[str, str, str, str]]:
    """Source, file, sheet and cell of a centre's answers to a question, the one that counts first."""
    survey = read.matched.survey
    codes = [centre.centre_id for centre in survey.centres]
    centre, name = codes.index(line.centre_id), line.name
    rows: list[tuple[str, Answers, int]] = []
    if name in survey.visit:
        rows.append(("visit", survey.visits, int(survey.visit[name][centre])))
    rows.append(("questionnaire", survey.questionnaire, int(survey.response[centre])))
    for source, answers, used in sorted(rows, key=lambda row: not _is_given(row[1], row[2], name)):
        if used < 0:
            continue
        row = answers.other_rows.get((used, name), used)
        raw = answers.origins[answers.origin[row]]
        if name in raw.columns:
            sheet = raw.sheet_of(name)
            yield source, sheet.file, sheet.name, raw.cell(int(answers.index[row]), name)


def _is_given(answers: Answers, row: int, question: str) -> bool:
    """Whether a response has an answer to the question."""
    column = answers.columns.get(question)
    return row >= 0 and column is not None and not int(column.blank[row])
