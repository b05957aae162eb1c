"""Answers that cannot all be true: what is measured from both is not known (method, section 2).

The rubric states the pairs (`at_most`): what counts a part cannot be more than the whole. Where
it is more, nobody knows which of the two is wrong, so an indicator that is measured from both is
invalid there, as for an answer outside its limits. An indicator measured from one of them alone
stays: otherwise a blank instead of the doubtful answer would raise a score. A value that the
auditor keeps contradicts nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from plut_audit.i18n import Translations, format_number, format_plain_number, languages
from plut_audit.ingest.answers import Answers, Array, Blank, Column, Fault
from plut_audit.ingest.matching import NOWHERE, Survey
from plut_audit.rubric import Indicator, Rubric
from plut_audit.rubric.forms.question_names import question_name
from plut_audit.scoring.evidence.conditions import SourceAnswers

_SETTLED = (Blank.GIVEN, Blank.LOW)
Pair = tuple[str, str]
"""The question of a part and that of the whole."""


@dataclass
class AnswerFaults:
    """What is wrong between the answers of one centre, by the form in which it stands."""

    questionnaire: list[Fault] = field(default_factory=list)
    visits: list[Fault] = field(default_factory=list)


@dataclass(frozen=True)
class Contradictions:
    """Where both answers of a pair cannot be true, (n,) bool a centre, in each source."""

    survey: Survey
    rubric: Rubric
    reported: SourceAnswers
    seen: SourceAnswers

    def of(self, indicator: Indicator, observed: bool) -> Array:
        """Where what an indicator is measured from contradicts itself, as observed or reported."""
        result = np.zeros(len(self.survey.centres), bool)
        for pair in self._compared(indicator):
            if not observed:
                result |= self._where(pair, (False, False))
                continue
            result |= self._where(pair, (True, True))
            if not indicator.same_source:
                result |= self._part_seen(pair) | self._whole_seen(pair)
        return result

    def faults(self) -> AnswerFaults:
        """Each contradiction at both of its cells."""
        found = AnswerFaults()
        for pair in self.rubric.bounded:
            cases = [((False, False), self._where(pair, (False, False)))]
            cases.append(((True, True), self._where(pair, (True, True))))
            if not self._of_one_source(pair):
                cases.append(((True, False), self._part_seen(pair)))
            for by_visit, mask in cases:
                for centre in np.flatnonzero(mask):
                    self._note(found, pair, by_visit, int(centre))
        return found

    def _compared(self, indicator: Indicator) -> list[Pair]:
        """The pairs that an indicator is measured from."""
        return [pair for pair in self.rubric.bounded if set(pair) <= set(indicator.names)]

    def _of_one_source(self, pair: Pair) -> bool:
        """Whether the pair speaks of one month, so that both answers come from one source."""
        return any(
            item.same_source and pair in self._compared(item)
            for item in self.rubric.indicators.values()
        )

    # --- where ---------------------------------------------------------------------------------

    def _part_seen(self, pair: Pair) -> Array:
        """Where the visit counted more than the whole that was reported, and not the whole."""
        return self._where(pair, (True, False)) & ~self._settled(pair[1])

    def _whole_seen(self, pair: Pair) -> Array:
        """Where more was reported than the whole that the visit counted, and not the part."""
        return self._where(pair, (False, True)) & ~self._settled(pair[0])

    def _where(self, pair: Pair, by_visit: tuple[bool, bool]) -> Array:
        """Where the part is more than the whole, each as reported or as the visit saw it."""
        nowhere = np.zeros(len(self.survey.centres), bool)
        part, whole = (self._column(*end) for end in zip(pair, by_visit, strict=True))
        if part is None or whole is None:
            return nowhere
        given = (part.blank == Blank.GIVEN) & (whole.blank == Blank.GIVEN)
        more = np.asarray(given & (part.values > whole.values))
        for name, visit in zip(pair, by_visit, strict=True):
            more &= ~self._kept(name, visit)
        return more

    def _column(self, name: str, visit: bool) -> Column | None:
        return (self.seen if visit else self.reported).get(name)

    def _settled(self, name: str) -> Array:
        """Where the visit settles a question."""
        column = self.seen.get(name)
        if column is None:
            return np.zeros(len(self.survey.centres), bool)
        return np.isin(column.blank, _SETTLED)

    def _kept(self, name: str, visit: bool) -> Array:
        """Where the auditor keeps the answer to a question."""
        survey = self.survey
        if not survey.kept:
            return np.zeros(len(survey.centres), bool)
        answers, rows = self._rows(name, visit)
        cells = [answers.cell(int(row), name) if row != NOWHERE else "" for row in rows]
        return np.array([cell in survey.kept for cell in cells], bool)

    def _rows(self, name: str, visit: bool) -> tuple[Answers, Array]:
        """The answers of a form, and for each centre the row that counts for a question."""
        survey = self.survey
        if not visit:
            return survey.questionnaire, survey.response
        return survey.visits, survey.visit.get(name, np.full(len(survey.centres), NOWHERE))

    # --- in words ------------------------------------------------------------------------------

    def _note(
        self, found: AnswerFaults, pair: Pair, by_visit: tuple[bool, bool], centre: int
    ) -> None:
        for visit, fault in self._at_both(pair, by_visit, centre):
            (found.visits if visit else found.questionnaire).append(fault)

    def _at_both(
        self, pair: Pair, by_visit: tuple[bool, bool], centre: int
    ) -> Iterator[tuple[bool, Fault]]:
        ends = []
        for name, visit in zip(pair, by_visit, strict=True):
            answers, rows = self._rows(name, visit)
            ends.append((name, visit, answers, int(rows[centre])))
        words: dict[str, object] = {}
        for key, (name, visit, _, _) in zip(("part", "whole"), ends, strict=True):
            column = self._column(name, visit)
            words[key] = _grouped(float(column.values[centre])) if column else ""
            words[f"{key}_question"] = question_name(self.rubric.questions[name])
        for (name, visit, answers, row), (beside, _, others, other) in (ends, ends[::-1]):
            blanks = {**words, "other": others.cell(other, beside)}
            yield visit, Fault("VAL-17", row, name, answers.written(row, name), blanks)


def _grouped(number: float) -> Translations:
    """A number as people write it, the digits of a whole one in groups."""
    write = partial(format_number, number, 0) if number.is_integer() else None
    return {
        language: write(language) if write else format_plain_number(number, language)
        for language in languages()
    }
