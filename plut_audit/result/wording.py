"""The words of a finding, made when it is shown: a function of the result and a language.

The five elements of Indonesian audit reports: condition (*kondisi*), criterion (*kriteria*),
cause (*sebab*), effect (*akibat*), recommendation (*rekomendasi*). Nothing here decides
anything: it puts into words what the columns hold.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from plut_audit.i18n import N_, localized, translate
from plut_audit.ingest.answers import Blank
from plut_audit.result.answer_text import AnswerText, Remark
from plut_audit.result.answers import AnswerColumns, Value
from plut_audit.result.arrival_text import arrival_facts, not_assessed
from plut_audit.result.columns import FindingColumns, ItemMatrices
from plut_audit.result.decision_words import DecisionWords, FindingText
from plut_audit.result.visits import Arrivals
from plut_audit.rubric import Indicator, Question, Rubric
from plut_audit.scoring.findings import FindingKind
from plut_audit.scoring.findings.checks import Check, all_checks, worded
from plut_audit.scoring.ranking import NotRanked

CAUSE_NOT_IDENTIFIED = N_("not yet identified")


@dataclass(frozen=True)
class Wording:
    """What is needed to put the findings of a result into words of one language."""

    rubric: Rubric
    answers: AnswerColumns
    items: ItemMatrices
    arrivals: Arrivals
    findings: FindingColumns
    language: str
    decisions: DecisionWords

    @cached_property
    def answer_text(self) -> AnswerText:
        """The answers in words."""
        return AnswerText(self.rubric, self.answers, self.language)

    @cached_property
    def _columns(self) -> dict[str, int]:
        return {code: column for column, code in enumerate(self.rubric.indicators)}

    def finding(self, row: int) -> FindingText:
        """One finding in words."""
        code = self.findings.codes[int(self.findings.code[row])]
        if check := all_checks().get(code):
            text = self._check(check, row)
        else:
            text = self._indicator(self.rubric.indicators[code], row)
        centre, names = int(self.findings.centre[row]), self.findings.questions[row]
        return self.decisions.add_to(text, centre, code, names, self.language)

    def title(self, code: str) -> str:
        """The title of a finding's code: what is wrong."""
        if check := all_checks().get(code):
            return worded(check.title, self.language)
        return self._finding_title(self.rubric.indicators[code])

    def _finding_title(self, indicator: Indicator) -> str:
        """What is wrong; the title of the indicator where the rubric does not say."""
        return self._text(indicator.finding) or self._text(indicator.title)

    def not_ranked(self, reason: NotRanked | None) -> str:
        """Why a centre is not ranked; nothing where it is."""
        if reason is None:
            return ""
        if reason.code == "no_response":
            return self._message(N_("did not answer the questionnaire"))
        titles = [self._text(self.rubric.dimension(code).title) for code in reason.dimensions]
        return self._message(
            N_("less than {share} % of the weight was answered in: {parts}"),
            share=round(100 * self.rubric.scoring.minimum_coverage),
            parts=", ".join(titles),
        )

    def arrival_not_assessed(self, centre: int) -> str:
        """That and why the state on arrival was not assessed; nothing where it was, or no visit."""
        arrival = self.arrivals[centre]
        return "" if arrival is None else not_assessed(arrival, self.rubric, self.language)

    def remarks(self, centre: int) -> list[Remark]:
        """What visitor and respondent wrote on each section, quoted with the speaker."""
        return self.answer_text.remarks(centre)

    def answer(self, question: Question, centre: int, visit: bool) -> str:
        """An answer in words."""
        return self.answer_text.answer(question, centre, visit)

    def value(self, value: Value, question: Question) -> str:
        """A stored answer in words."""
        return self.answer_text.value(value, question)

    # --- an indicator that falls short ---------------------------------------------------------

    def _indicator(self, indicator: Indicator, row: int) -> FindingText:
        condition = " ".join(self._condition(indicator, row))
        if FindingKind(int(self.findings.kinds[row])) == FindingKind.UNANSWERED:
            contradicts = self.answer_text.contradicts(indicator, int(self.findings.centre[row]))
            return self._unanswered(indicator, condition, contradicts)
        return FindingText(
            title=self._finding_title(indicator),
            condition=condition,
            criterion=self._criterion(indicator),
            cause=self._message(CAUSE_NOT_IDENTIFIED),
            effect=self._text(indicator.effect),
            recommendation=self._text(indicator.recommendation),
        )

    def _unanswered(self, indicator: Indicator, condition: str, contradicts: bool) -> FindingText:
        """An answer that is missing: nobody knows the fault, so that none is stated."""
        heading = N_("Not answered: {title}")
        if contradicts:
            heading = N_("Answers that cannot all be true: {title}")
            condition = (
                f"{condition} {self._message(N_('Both cannot be true, so neither counts.'))}"
            )
        return FindingText(
            title=self._message(heading, title=self._text(indicator.title)),
            condition=condition,
            criterion=self._criterion(indicator),
            cause=self._message(CAUSE_NOT_IDENTIFIED),
            effect=self._message(N_("Whether this is so is not known, and it is scored 0.")),
            recommendation=self._message(
                N_(
                    "Head of the dinas: have the answer and its proof given within 14 days; the "
                    "score then follows the answer."
                )
            ),
        )

    def _criterion(self, indicator: Indicator) -> str:
        """The compliant state and what it rests on."""
        compliant, basis = self._text(indicator.compliant), self._text(indicator.basis).rstrip(".")
        if not basis:
            return compliant
        return f"{compliant} {self._message(N_('Basis: {basis}.'), basis=basis)}"

    def _condition(self, indicator: Indicator, row: int) -> Iterator[str]:
        """What was reported and what was seen, side by side, never mixed."""
        centre, column = int(self.findings.centre[row]), self._columns[indicator.code]
        visit_only = self.rubric.visit_only(indicator)
        shut = bool(self.items.low_by_rule[centre, column])
        if not visit_only and self.answers.reported.present[centre]:
            yield self.answer_text.sentence(indicator, centre, visit=False)
        if shut:
            yield from self._state_on_arrival(centre)
        elif self.items.has_observed[centre, column] or (
            visit_only and not self.items.judged[centre, column]
        ):
            yield self.answer_text.sentence(indicator, centre, visit=True)
        if FindingKind(int(self.findings.kinds[row])) == FindingKind.UNANSWERED:
            yield from self.answer_text.applicability(indicator, centre)
        arrival = self.arrivals[centre]
        if arrival is not None and (visit_only or shut):
            yield from arrival_facts(arrival, self.rubric, self.language)
        yield from self._comparison(row, bool(self.items.changed[centre, column]))

    def _state_on_arrival(self, centre: int) -> Iterator[str]:
        """The state on arrival, from which the low end of an indicator follows."""
        for indicator in self.rubric.indicators.values():
            if self.rubric.visit_only(indicator):
                yield self.answer_text.sentence(indicator, centre, visit=True)
                return

    def _comparison(self, row: int, changed: bool) -> Iterator[str]:
        kinds = FindingKind(int(self.findings.kinds[row]))
        if FindingKind.OVERSTATED in kinds:
            yield self._message(N_("Self-report exceeds observation."))
        if FindingKind.UNDERSTATED in kinds:
            yield self._message(N_("Observation exceeds self-report."))
        if changed:
            yield self._message(
                N_("More than {days} days lie between survey and visit; it may have changed."),
                days=self.rubric.evidence.changed_after_days,
            )

    # --- answers that cannot all be true -------------------------------------------------------

    def _check(self, check: Check, row: int) -> FindingText:
        return FindingText(
            title=worded(check.title, self.language),
            condition=self._check_condition(check, row),
            criterion=worded(check.criterion, self.language),
            cause=self._message(CAUSE_NOT_IDENTIFIED),
            effect=worded(check.effect, self.language),
            recommendation=worded(check.recommendation, self.language),
        )

    def _check_condition(self, check: Check, row: int) -> str:
        """The answers that do not go together; without any, the title is the condition."""
        centre, title = int(self.findings.centre[row]), worded(check.title, self.language)
        names = self.findings.questions[row]
        if not names and not check.condition:
            return f"{title}."
        visits = from_visit(check, self.answers, centre, names)
        answers = "; ".join(
            self.answer_text.with_answer(self.rubric.questions[name], centre, visit)
            for name, visit in visits.items()
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

    def _message(self, message: str, **values: object) -> str:
        return translate(message, self.language, **values)

    def _text(self, text: dict[str, str]) -> str:
        return localized(text, self.language)


def from_visit(
    check: Check, answers: AnswerColumns, centre: int, names: Sequence[str]
) -> dict[str, bool]:
    """Which answers a check takes from the visit, by question.

    Those that the visit gave; where all have to come from one source, only if it gave all.
    """
    given = {name: answers.observed.blank(centre, name) == Blank.GIVEN for name in names}
    return dict.fromkeys(names, all(given.values())) if check.same_source else given
