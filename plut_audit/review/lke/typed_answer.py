"""What an evaluator typed as an answer: a number, a choice, or that the indicator does not apply."""

from dataclasses import dataclass

import numpy as np

from plut_audit.i18n import LANGUAGES, N_, Translations, localized, translate, translations
from plut_audit.ingest.answers.cells import choices_of
from plut_audit.ingest.sheets import CellValue
from plut_audit.ingest.values import Reading, clean, fold, read_choice, read_number
from plut_audit.result import ItemRow
from plut_audit.review.lke.layout import NOT_APPLICABLE
from plut_audit.scoring.scores import item_scores

LEFT_OUT = "not_applicable"
"""The word of the ledger for an indicator that does not apply."""
_WORDS = (LEFT_OUT, "n/a", N_("not applicable"), NOT_APPLICABLE)
NO_VALUE = ("#", "=")
"""How an error begins, and a formula that no program has calculated."""
_NUMBER = N_("a number, or '{mark}'")
_CHOICE = N_("one of {choices}, or '{mark}'")


@dataclass(frozen=True)
class TypedAnswer:
    """An answer that is understood: the value as the ledger has it, and its score if it counts."""

    value: str | float
    score: float | None


def typed_answer(raw: CellValue, item: ItemRow) -> TypedAnswer | None:
    """What a cell means for an indicator; None where it is not understood.

    A number with a sign of per cent in a text is none: whether 80 or 0.8 is meant is not clear.
    """
    if isinstance(raw, str) and raw.startswith(NO_VALUE):
        return None
    if isinstance(raw, str) and fold(raw) in _not_applicable():
        return TypedAnswer(LEFT_OUT, None)
    if item.indicator.kind == "points":
        return _choice(raw, item)
    if isinstance(raw, bool) or not isinstance(raw, (str, float)):
        return None
    reading = _number(raw, item)
    percent = isinstance(raw, str) and "%" in raw
    if not isinstance(reading.value, float) or reading.problem or percent:
        return None
    return TypedAnswer(reading.value, _score(reading.value, item))


def _not_applicable() -> set[str]:
    return {fold(translate(word, language)) for word in _WORDS for language in LANGUAGES}


def _choice(raw: CellValue, item: ItemRow) -> TypedAnswer | None:
    rubric = item.result.rubric
    question = rubric.questions.get(item.indicator.lead)
    if question is None:
        return None
    reading = read_choice(raw, choices_of(question))
    code = reading.value
    if not isinstance(code, str) or code not in item.indicator.points or reading.problem:
        return None
    return TypedAnswer(code, float(item.indicator.points[code]))


def _number(raw: str | float, item: ItemRow) -> Reading:
    """A number, within the limits of the question where the indicator is its answer itself."""
    question = item.result.rubric.questions.get(item.indicator.lead)
    if question is None or item.indicator.value.strip() != question.name:
        return read_number(raw)
    return read_number(raw, question.unit, False, question.valid_min, question.valid_max)


def _score(value: float, item: ItemRow) -> float:
    scores, _clipped = item_scores(np.array([value]), item.indicator, item.result.rubric)
    return float(scores[0])


def expected(item: ItemRow) -> Translations:
    """What can be typed, in every language."""
    mark = translations(NOT_APPLICABLE)
    if item.indicator.kind != "points":
        return translations(_NUMBER, mark=mark)
    question = item.result.rubric.questions.get(item.indicator.lead)
    labels = question.choices if question else {}
    choices = {
        language: "; ".join(
            localized(labels[code], language) if code in labels else code
            for code in item.indicator.points
        )
        for language in LANGUAGES
    }
    return translations(_CHOICE, choices=choices, mark=mark)


def as_written(raw: CellValue) -> str:
    """A cell as it is quoted in a message."""
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    text = str(raw)
    return text if text.startswith(NO_VALUE) else clean(text)
