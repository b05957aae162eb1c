"""The words of a finding, made when it is shown: a function of the result and a language.

The five elements of Indonesian audit reports: condition (*kondisi*), criterion (*kriteria*),
cause (*sebab*), effect (*akibat*), recommendation (*rekomendasi*). Nothing here decides
anything: it puts into words what the columns hold.
"""

from dataclasses import dataclass
from functools import cached_property

from plut_audit.i18n import N_, format_plain_number, localized, translate
from plut_audit.ingest.answers import Blank
from plut_audit.result.answers import AnswerColumns, Value
from plut_audit.result.columns import FindingColumns, ItemMatrices
from plut_audit.rubric import Indicator, Question, Rubric
from plut_audit.scoring.findings import FindingKind
from plut_audit.scoring.findings.checks import Check, all_checks, worded
from plut_audit.scoring.ranking import NotRanked

NOT_STATED = N_("not stated")


@dataclass(frozen=True)
class FindingText:
    """The title and the five elements of a finding in one language."""

    title: str
    condition: str
    criterion: str
    cause: str
    effect: str
    recommendation: str


ANSWER_BLANKS = {
    Blank.UNANSWERED: N_("not answered"),
    Blank.DONT_KNOW: N_("don't know"),
    Blank.INVALID: N_("could not be read"),
    Blank.NOT_ASKED: N_("not asked"),
    Blank.LOW: N_("skipped"),
}
UNITS = (
    N_("m2"),
    N_("units"),
    N_("Mbit/s"),
    N_("days"),
    N_("persons"),
    N_("years"),
    N_("hours"),
    N_("UMKM"),
    N_("IDR"),
    N_("reports"),
    N_("activities"),
    N_("clusters"),
    N_("index"),
    N_("year"),
)
"""The units of the instrument; a unit that is not among them is shown as it is written."""


@dataclass(frozen=True)
class Wording:
    """What is needed to put the findings of a result into words of one language."""

    rubric: Rubric
    answers: AnswerColumns
    items: ItemMatrices
    findings: FindingColumns
    language: str

    def finding(self, row: int) -> FindingText:
        """One finding in words."""
        code = self.findings.codes[int(self.findings.code[row])]
        if check := all_checks().get(code):
            return self._check(check, row)
        return self._indicator(self.rubric.indicators[code], row)

    def title(self, code: str) -> str:
        """The title of a finding's code."""
        if check := all_checks().get(code):
            return worded(check.title, self.language)
        return self._text(self.rubric.indicators[code].title)

    def not_ranked(self, reason: NotRanked | None) -> str:
        """Why a centre is not ranked; nothing where it is."""
        if reason is None:
            return ""
        if reason.code == "no_response":
            return self._message(N_("did not answer the questionnaire"))
        titles = [self._text(self.rubric.dimension(code).title) for code in reason.dimensions]
        return self._message(
            N_("fewer than {share} % answered: {parts}"),
            share=round(100 * self.rubric.scoring.minimum_coverage),
            parts=", ".join(titles),
        )

    # --- an indicator that falls short ---------------------------------------------------------

    def _indicator(self, indicator: Indicator, row: int) -> FindingText:
        return FindingText(
            title=self._text(indicator.title),
            condition=self._condition(indicator, row),
            criterion=self._criterion(indicator),
            cause=self._cause(indicator, int(self.findings.centre[row])),
            effect=self._text(indicator.effect),
            recommendation=self._text(indicator.recommendation),
        )

    def _criterion(self, indicator: Indicator) -> str:
        compliant, basis = self._text(indicator.compliant), self._text(indicator.basis)
        return f"{compliant} ({basis})" if basis else compliant

    def _condition(self, indicator: Indicator, row: int) -> str:
        """What was reported and what was seen, side by side, never mixed."""
        centre = int(self.findings.centre[row])
        column = list(self.rubric.indicators).index(indicator.code)
        kinds = FindingKind(int(self.findings.kinds[row]))
        visit_only = self.rubric.visit_only(indicator)
        parts = []
        if not visit_only:
            answers = self._asked_and_answered(indicator, centre, visit=False)
            parts.append(self._message(N_("Reported: {answers}."), answers=answers))
        if visit_only or self.items.has_observed[centre, column]:
            answers = self._asked_and_answered(indicator, centre, visit=True)
            parts.append(self._message(N_("Seen at the visit: {answers}."), answers=answers))
        if FindingKind.OVERSTATED in kinds:
            parts.append(self._message(N_("The centre reports more than was seen.")))
        if FindingKind.UNDERSTATED in kinds:
            parts.append(self._message(N_("The centre reports less than was seen.")))
        if self.items.changed[centre, column]:
            parts.append(
                self._message(
                    N_("Survey and visit lie so far apart that it may have changed."),
                )
            )
        return " ".join(parts)

    def _asked_and_answered(self, indicator: Indicator, centre: int, visit: bool) -> str:
        """Every answer of an indicator with its question: `Rooms in use: Library`."""
        asked = [
            question
            for name in indicator.names
            if (question := self.rubric.questions.get(name))
            and (not visit or question.in_form("visit"))
        ]
        return "; ".join(self._with_answer(question, centre, visit) for question in asked)

    def _with_answer(self, question: Question, centre: int, visit: bool) -> str:
        """A question with its answer; a label that asks needs no colon behind its mark."""
        label = self._text(question.label)
        separator = " " if label.endswith("?") else ": "
        return f"{label}{separator}{self.answer(question, centre, visit)}"

    @cached_property
    def _remarks(self) -> dict[str, Question]:
        """The question for remarks of each section; made once, for there are many findings."""
        return {section: self.rubric.remark(section) for section in self.rubric.sections}

    def _cause(self, indicator: Indicator, centre: int) -> str:
        """The visitor's remark on the section, else the respondent's."""
        lead = self.rubric.questions.get(indicator.lead)
        if lead is not None and (remark := self._remarks.get(lead.section)):
            for visit in (True, False):
                if (text := self.answers.source(visit).value(centre, remark)) is not None:
                    return str(text)
        return self._message(NOT_STATED)

    # --- answers that cannot all be true -------------------------------------------------------

    def _check(self, check: Check, row: int) -> FindingText:
        return FindingText(
            title=worded(check.title, self.language),
            condition=self._check_condition(check, row),
            criterion=worded(check.criterion, self.language),
            cause=self._message(NOT_STATED),
            effect=worded(check.effect, self.language),
            recommendation=worded(check.recommendation, self.language),
        )

    def _check_condition(self, check: Check, row: int) -> str:
        """The answers that do not go together; without any, the title is the condition."""
        centre, title = int(self.findings.centre[row]), worded(check.title, self.language)
        questions = [self.rubric.questions[name] for name in self.findings.questions[row]]
        if not questions and not check.condition:
            return title
        answers = "; ".join(
            self._with_answer(question, centre, uses_visit(check, self.answers, centre, question))
            for question in questions
        )
        if not check.condition:
            return self._message(N_("{title}: {answers}."), title=title, answers=answers)
        count = self._answer_count(centre)
        return worded(check.condition, self.language, title=title, answers=answers, count=count)

    def _answer_count(self, centre: int) -> int:
        """How many questions a centre answered; remarks are none."""
        reported, asked = self.answers.reported, self.rubric.questions
        return sum(
            reported.blank(centre, name) == Blank.GIVEN for name in reported if name in asked
        )

    # --- one answer --------------------------------------------------------------------------

    def answer(self, question: Question, centre: int, visit: bool) -> str:
        """An answer in words: the labels of its choices, its number with the unit."""
        source = self.answers.source(visit)
        blank = source.blank(centre, question.name)
        if blank != Blank.GIVEN:
            return self._message(ANSWER_BLANKS[blank])
        return self.value(source.value(centre, question), question)

    def value(self, value: Value, question: Question) -> str:
        """A stored answer in words."""
        if isinstance(value, float | int):
            number = format_plain_number(value, self.language)
            return f"{number} {self._message(question.unit)}".rstrip()
        codes = value if isinstance(value, list) else [str(value)]
        labels = [question.choices.get(code) for code in codes]
        return ", ".join(
            self._text(label) if label else code for code, label in zip(codes, labels, strict=True)
        )

    def _message(self, message: str, **values: object) -> str:
        return translate(message, self.language, **values)

    def _text(self, text: dict[str, str]) -> str:
        return localized(text, self.language)


def uses_visit(check: Check, answers: AnswerColumns, centre: int, question: Question) -> bool:
    """Whether a check takes an answer from the visit: where that answered, unless the rule excludes the visit."""
    given = answers.observed.blank(centre, question.name) == Blank.GIVEN
    return given and not check.questionnaire_only
