"""The evaluator's own value of an indicator, in place of what both sources say of it.

A judgement changes what counts, never what was reported or observed: these stay as they are, and
the item is no pair any more that says how far centres overstate.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isnan, nan

from plut_audit.audit import ReadSurvey
from plut_audit.i18n import LANGUAGES, N_, translate
from plut_audit.ingest.answers.cells import choices_of
from plut_audit.ingest.sheets import CellValue
from plut_audit.ingest.values import fold, is_blank, read_choice, read_number
from plut_audit.problems import Problem
from plut_audit.result import Evidence as Source
from plut_audit.result import ItemRow, Result
from plut_audit.result.columns import EXCLUDED
from plut_audit.result.rows import Measured
from plut_audit.review.decisions.decision import Decision
from plut_audit.review.decisions.problems import decision_problem
from plut_audit.review.decisions.reading import as_text
from plut_audit.rubric import Indicator, Rubric
from plut_audit.scoring import evidence
from plut_audit.scoring.evidence import Evidence

_DOES_NOT_APPLY = (EXCLUDED, N_("does not apply"), N_("not applicable"))
_AMBIGUOUS = "VAL-02"
_DECIMALS = 4
"""Decimals at most to which a value as read is compared: those to which reports print it."""


@dataclass(frozen=True)
class Judgement:
    """A decision that can be applied: the value of an indicator, `EXCLUDED` for "does not apply"."""

    decision: Decision
    value: Measured


def resolve_judgements(
    decisions: Iterable[Decision], before: Result
) -> tuple[list[Judgement], list[Problem]]:
    """The judgements that apply to a result made without them, and what is wrong with the others."""
    judgements: list[Judgement] = []
    problems: list[Problem] = []
    for decision in decisions:
        if decision.kind != "evaluator_value":
            continue
        found = _resolved(decision, before)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            judgements.append(found)
    return judgements, problems


def _resolved(decision: Decision, before: Result) -> Judgement | Problem:
    indicator = before.rubric.indicators.get(decision.indicator)
    if indicator is None or decision.centre_id not in before.row_of:
        return decision_problem("DEC-05", decision)
    item = before.centre(before.row_of[decision.centre_id]).items[indicator.code]
    values = _Values(indicator, before.rubric)
    as_read = {"place": decision.target_text, "read": values.text(_used(item))}
    if not any(values.is_same(decision.old, value) for value in _values_as_read(item)):
        return decision_problem("DEC-06", decision, old=as_text(decision.old) or "–", **as_read)
    value = values.read(decision.new)
    if value is None:
        return decision_problem("DEC-07", decision, new=as_text(decision.new), **as_read)
    return Judgement(decision, value)


def _used(item: ItemRow) -> Measured:
    return EXCLUDED if item.evidence == Source.NOT_APPLICABLE else item.used


def _values_as_read(item: ItemRow) -> list[Measured]:
    """What the value as read may be: the one that counts, or that of either source."""
    given = [value for value in (item.reported, item.observed) if value is not None]
    return [_used(item), *given]


@dataclass(frozen=True)
class _Values:
    """Reads the values of an indicator from a ledger, and compares them with what was read."""

    indicator: Indicator
    rubric: Rubric

    def read(self, written: CellValue) -> Measured:
        """A value as the rubric measures it; None where it is none of the indicator."""
        if _does_not_apply(written):
            return EXCLUDED
        question = self.rubric.questions[self.indicator.lead]
        if self.indicator.kind == "points":
            choice = read_choice(written, choices_of(question)).value
            return choice if isinstance(choice, str) else None
        asked = self.indicator.value.strip() == self.indicator.lead
        limits = (question.valid_min, question.valid_max) if asked else (None, None)
        reading = read_number(written, question.unit if asked else "", False, *limits)
        # The same digits could be another number: nothing is guessed.
        if reading.problem == _AMBIGUOUS or not isinstance(reading.value, float):
            return None
        return reading.value

    def is_same(self, old: CellValue, read: Measured) -> bool:
        """Whether the value as read of a ledger is this one; a number to its own decimals."""
        if is_blank(old):
            return read in (None, EXCLUDED)
        value = self.read(old)
        if isinstance(value, float) and isinstance(read, float):
            return bool(abs(value - read) <= 0.5 * 10.0 ** -_decimals(old) + 1e-12)
        return value is not None and value == read

    def text(self, value: Measured) -> str:
        """A value as a ledger may have it, a dash for none."""
        if value is None:
            return "–"
        return as_text(round(value, _DECIMALS) if isinstance(value, float) else value)


def _does_not_apply(written: CellValue) -> bool:
    words = {fold(translate(word, language)) for word in _DOES_NOT_APPLY for language in LANGUAGES}
    return isinstance(written, str) and fold(written) in {*words, fold(EXCLUDED)}


def _decimals(written: CellValue) -> int:
    """The decimals that a number is written with, at most `_DECIMALS`."""
    if not isinstance(written, str):
        return _DECIMALS
    decimals = written.strip(" %").replace(",", ".").rpartition(".")
    return min(_DECIMALS, len(decimals[2]) if decimals[1] else 0)


# --- what they change ------------------------------------------------------------------------


def judged_evidence(read: ReadSurvey, judgements: Sequence[Judgement]) -> Evidence:
    """The evidence of a survey with the evaluator's values in place of both sources."""
    weighed = evidence.combine(read.matched.survey, read.rubric)
    rows = {centre.centre_id: row for row, centre in enumerate(weighed.survey.centres)}
    columns = {code: column for column, code in enumerate(read.rubric.indicators)}
    for judgement in judgements:
        decision = judgement.decision
        row, column = rows.get(decision.centre_id), columns[decision.indicator]
        if row is None:  # another decision left out the centre's only response
            continue
        value = _position(judgement.value, read.rubric, decision.indicator)
        weighed.applicable[row, column] = not isnan(value)
        weighed.excluded[row, column] = isnan(value)
        weighed.judged[row, column] = not isnan(value)
        weighed.evaluator[row, column] = 0 if isnan(value) else value
    return weighed


def _position(value: Measured, rubric: Rubric, code: str) -> float:
    """The value as matrices of evidence hold it: a choice by its position; NaN for `EXCLUDED`."""
    indicator = rubric.indicators[code]
    if value == EXCLUDED or value is None:
        return nan
    if isinstance(value, str):
        return float(rubric.questions[indicator.lead].codes.index(value))
    return value
