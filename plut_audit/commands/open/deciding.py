"""What can be decided on each problem and contested answer, and a filled-in form as a row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from plut_audit.audit import match_survey
from plut_audit.commands.open.ledger import LedgerLine
from plut_audit.errors import UsageError
from plut_audit.i18n import N_, _, localized
from plut_audit.ingest.sheets import CellValue
from plut_audit.problems import Problem, format_location
from plut_audit.review.decisions import DecidedSurvey
from plut_audit.review.decisions.decision import ABOUT_RESPONSES, Kind
from plut_audit.review.decisions.raw_survey import RawSurvey
from plut_audit.review.decisions.reading import as_text
from plut_audit.review.decisions.response_rows import Response, ResponseRows
from plut_audit.review.decisions.targets import cell_index
from plut_audit.review.decisions.template import TemplateRow, template_rows
from plut_audit.review.decisions.values import question_of
from plut_audit.rubric import Question

_NAMES_CENTRE = ("centre_id", "centre_name")
_ABOUT_RESPONSES = ("SUB-01", "SUB-06", "SUB-07", "SUB-08")
Location = tuple[str, str, str]
"""File, sheet and cell."""


@dataclass(frozen=True)
class Decidable:
    """A problem or a contested answer, and what a decision can do about it.

    `kinds` is empty where only another file helps. `options` are value and label of what the
    decided value can be, none for any text; `responses` are the places of those to choose from.
    """

    row: TemplateRow
    problem: Problem | None = None
    message: str = ""
    label: str = ""
    kinds: tuple[Kind, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    responses: tuple[Location, ...] = ()

    @property
    def key(self) -> str:
        """What names it in an address, the same after the survey is read again."""
        row = self.row
        code = self.problem.code if self.problem else row.indicator
        whole = "\n".join((code, *row.location, row.question, row.centre_id))
        return sha256(whole.encode()).hexdigest()[:16]

    @property
    def code(self) -> str:
        """The code of the problem, or of the finding that contests the answer."""
        return self.problem.code if self.problem else self.row.indicator

    @property
    def severity(self) -> str:
        """The severity of the problem; "contested" for an answer that another one contradicts."""
        return self.problem.severity if self.problem else "contested"

    @property
    def location(self) -> str:
        """Where it is: `FILE › SHEET!D5`."""
        return format_location(*self.row.location)

    @property
    def old(self) -> str:
        """The value as it was read."""
        return as_text(self.row.old)

    def line(self, filled: Mapping[str, str], today: date) -> LedgerLine:
        """The row of the ledger that a filled-in form asks for; `UsageError` where it lacks something."""
        entered = {name: text.strip() for name, text in filled.items()}
        kind = next((known for known in self.kinds if known == entered.get("kind")), None)
        for name, given in (
            (N_("Decision"), kind),
            (N_("Reason"), entered.get("reason")),
            (N_("Decided by (role or initials)"), entered.get("by")),
            (N_("Decided value"), kind != "correct" or entered.get("new")),
        ):
            if not given:
                raise UsageError(N_("'{field}' is blank; fill it in."), field=_(name))
        values = {
            **self._target(str(kind), entered.get("response", "")),
            "kind": str(kind),
            "new": entered.get("new", "") if kind == "correct" else "",
            "reason": entered.get("reason", ""),
            "by": entered.get("by", ""),
            "evidence": entered.get("evidence", ""),
            "date": today.isoformat(),
            "note": self.row.note,
        }
        return LedgerLine(values)

    def _target(self, kind: str, response: str) -> dict[str, CellValue]:
        if kind not in ABOUT_RESPONSES:
            names = ("centre_id", "source", "question", "file", "sheet", "cell", "old")
            found = {name: self.row.value(name) for name in names}
            indicator = self.row.indicator if kind == "keep" else ""
            return {**found, "indicator": indicator}
        if not response.isdigit() or int(response) >= len(self.responses):
            raise UsageError(N_("Choose the response that the decision is about."))
        file, sheet, cell = self.responses[int(response)]
        return {"file": file, "sheet": sheet, "cell": cell}


def decidable(decided: DecidedSurvey, language: str) -> list[Decidable]:
    """Every problem, the errors first, then the contested answers that nobody has decided on."""
    known = _Known(decided, language)
    rows = iter(template_rows(decided, language))
    found: list[Decidable] = []
    for problem in decided.problems():
        has_row = problem.file and not problem.code.startswith("DEC")
        row = next(rows) if has_row else TemplateRow(problem.file, problem.sheet, problem.cell)
        found.append(known.of_problem(problem, row))
    settled = {(entry.file, entry.sheet, entry.cell) for entry in decided.decisions if entry.cell}
    found += [known.of_answer(row) for row in rows if row.location not in settled]
    order = ("error", "warning", "contested", "notice")
    return sorted(found, key=lambda item: order.index(item.severity))


class _Known:
    """A survey while what can be decided on it is listed."""

    def __init__(self, decided: DecidedSurvey, language: str) -> None:
        self.decided, self.language = decided, language
        self.survey = RawSurvey(decided.found)
        self._rows: ResponseRows | None = None

    @property
    def rows(self) -> ResponseRows:
        """Which response is whose, without any decision."""
        if self._rows is None:
            read = self.decided.read
            if self.decided.applied is not None:
                options = self.decided.options
                read = match_survey(read.inputs, self.decided.found, read.rubric, options)
            self._rows = ResponseRows(self.survey, read)
        return self._rows

    def of_problem(self, problem: Problem, row: TemplateRow) -> Decidable:
        """A problem with what a decision can do about it."""
        message = localized(problem.message(), self.language)
        if problem.code.startswith("DEC"):
            return Decidable(row, problem, message)
        whole = replace(self.of_answer(row), problem=problem, message=message)
        kinds = list(whole.kinds)
        if problem.severity == "error" and "keep" in kinds:
            kinds.remove("keep")
        responses = self._responses(problem)
        if problem.code in _ABOUT_RESPONSES and len(responses) > 1:
            kinds = ["choose", "leave_out"]
        elif responses and problem.code.startswith("CEN"):
            kinds.append("leave_out")
        return replace(whole, kinds=tuple(kinds), responses=tuple(responses))

    def of_answer(self, row: TemplateRow) -> Decidable:
        """An answer with what it can be decided to be; none where no answer stands in the cell."""
        message = row.note.partition(": ")[2]
        if not row.cell or not row.question or not self._answered(row):
            return Decidable(row, None, message)
        question = question_of(self.decided.read.rubric, row.question, roster=True)
        names_centre = row.question in _NAMES_CENTRE
        kinds: tuple[Kind, ...] = (
            ("correct", "keep") if names_centre else ("correct", "blank", "keep")
        )
        return Decidable(
            row=row,
            message=message,
            label=localized(question.label, self.language) if question else row.question,
            kinds=kinds,
            options=tuple(self._options(row.question, question)),
            hint=self._hint(question),
        )

    def _answered(self, row: TemplateRow) -> bool:
        cell = cell_index(row.cell)
        return cell is not None and bool(self.survey.at(row.file, row.sheet, cell))

    def _options(self, name: str, question: Question | None) -> Iterator[tuple[str, str]]:
        """What the decided value can be chosen from: centres of the registry, choices."""
        registry = self.decided.read.matched.registry
        if name in _NAMES_CENTRE and registry.known:
            for centre in registry.centres:
                value = centre.centre_id if name == "centre_id" else centre.name
                yield value or centre.centre_id, f"{centre.centre_id} {centre.name}"
        elif question and question.type == "select_one" and name not in _NAMES_CENTRE:
            for text in question.choices.values():
                yield localized(text, self.language), localized(text, self.language)

    def _hint(self, question: Question | None) -> str:
        """How a decided value is written."""
        if question is None:
            return ""
        choices = [localized(text, self.language) for text in question.choices.values()]
        several = "; ".join(choices) if question.type == "select_multiple" else ""
        return " ".join(
            filter(None, (localized(question.hint, self.language), question.unit, several))
        )

    def _responses(self, problem: Problem) -> list[Location]:
        """The responses that a decision on a problem can be about."""
        if problem.code not in _ABOUT_RESPONSES and not problem.code.startswith("CEN"):
            return []
        own = self._response_at(problem)
        if own is None:
            return []
        role = self.survey.raws[own[0]].role
        rivals = self.rows.of_centre(role, self.rows.centre(problem.centre_id))
        found = rivals if own in rivals and not problem.code.startswith("CEN") else [own]
        return [self.survey.response_location(*response) for response in found]

    def _response_at(self, problem: Problem) -> Response | None:
        cell = cell_index(problem.cell)
        if cell is None:
            return None
        answers = self.survey.at(problem.file, problem.sheet, cell)
        found = [(answer.raw, answer.response) for answer in answers]
        found += self.survey.responses_on_row(problem.file, problem.sheet, cell[0])
        roles = ("questionnaire", "visit")
        return next((item for item in found if self.survey.raws[item[0]].role in roles), None)
