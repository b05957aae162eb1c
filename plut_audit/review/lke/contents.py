"""What stands in the row of an indicator: the centre's answer, its evidence, the visit, scores."""

from collections.abc import Iterator
from dataclasses import dataclass

from plut_audit.i18n import N_, localized, translate
from plut_audit.ingest.answers import Blank
from plut_audit.result import CentreRow, ItemRow
from plut_audit.result.answer_text import ANSWER_BLANKS, AnswerText, Remark
from plut_audit.review.lke.layout import NOT_APPLICABLE, NOT_VISITED, At
from plut_audit.rubric import Question

Content = str | float
MOST_DECIMALS = 12
"""Decimals of a measured value in a cell, so that its score is exact to the ninth."""
_SOURCES = {False: N_("Questionnaire: {cells}"), True: N_("Visit: {cells}")}


@dataclass(frozen=True)
class LkeItem:
    """An indicator of a centre on its worksheet; scores are None where they do not count.

    `texts` are the cells that the program fills, by column.
    """

    item: ItemRow
    texts: dict[At, Content]
    own_score: float | None
    counted: float | None

    @property
    def measured(self) -> bool:
        """Whether the centre's own answer is a value, and no word for the lack of one."""
        return self.item.reported is not None

    def value_text(self, value: float | str | None, language: str) -> Content:
        """A measured value as the worksheet shows it; "" for none."""
        return _measured(self.item, value, language)


def lke_items(centre: CentreRow, language: str) -> list[LkeItem]:
    """The indicators of a centre in the order of the rubric."""
    words = centre.result.wording(language).answer_text
    remarks = words.remarks(centre.row)
    return [_lke_item(centre, item, words, remarks) for item in centre.items.values()]


def _lke_item(
    centre: CentreRow, item: ItemRow, words: AnswerText, remarks: list[Remark]
) -> LkeItem:
    """The row of an indicator; it takes the remarks on its section, so that each stands once."""
    lead = centre.result.rubric.questions.get(item.indicator.lead)
    own = _taken_remarks(remarks, lead, visit=False)
    seen = _taken_remarks(remarks, lead, visit=True)
    counts = item.score is not None
    own_score = (item.reported_score or 0.0) if counts and item.asked else None
    texts: dict[At, Content] = {
        At.CODE: item.code,
        At.COMPONENT: localized(item.indicator.title, words.language),
        At.OWN_ANSWER: _own_answer(item, counts, words),
        At.EVIDENCE: "\n".join(_evidence(item, words.language)),
        At.OWN_REMARK: "\n".join([*_own_answers(centre, item, words), *own]),
        At.VISIT: "\n".join([_visit(centre, item, words), *seen]),
    }
    return LkeItem(item, texts, own_score, item.score)


def _measured(item: ItemRow, value: float | str | None, language: str) -> Content:
    if value is None:
        return ""
    if not isinstance(value, str):
        return round(float(value), MOST_DECIMALS)
    question = item.result.rubric.questions.get(item.indicator.lead)
    label = question.choices.get(value) if question else None
    return localized(label, language) if label else value


def _own_answer(item: ItemRow, counts: bool, words: AnswerText) -> Content:
    """The value that the questionnaire gives, or why there is none."""
    if item.reported is not None:
        return _measured(item, item.reported, words.language)
    if not counts:
        return words.message(NOT_APPLICABLE)
    if not item.asked:
        return words.message(ANSWER_BLANKS[Blank.NOT_ASKED])
    blank = words.answers.reported.blank(item.row, item.indicator.lead)
    return words.message(ANSWER_BLANKS[Blank.UNANSWERED if blank == Blank.GIVEN else blank])


def _evidence(item: ItemRow, language: str) -> Iterator[str]:
    """The cells of both sources, each file and sheet once."""
    for visit, message in _SOURCES.items():
        if cells := grouped(item.cells(visit)):
            yield translate(message, language, cells=cells)


def grouped(cells: list[str]) -> str:
    """Cells with their file and sheet named once: `a.xlsx › Data!D5, E5; b.csv › b!C2`."""
    by_sheet: dict[str, list[str]] = {}
    for location in cells:
        sheet, mark, cell = location.rpartition("!")
        by_sheet.setdefault(sheet + mark, []).append(cell)
    return "; ".join(sheet + ", ".join(names) for sheet, names in by_sheet.items())


def _several(item: ItemRow, visit: bool, words: AnswerText) -> list[Question]:
    """The questions of an indicator that is measured from more than one answer."""
    asked = words.asked(item.indicator, visit)
    return asked if len(item.indicator.names) > 1 or item.indicator.kind == "linear" else []


def _taken_remarks(remarks: list[Remark], lead: Question | None, visit: bool) -> list[str]:
    """What one source remarked on the section of a question; it is taken out of the list."""
    section = lead.section if lead else ""
    found = [remark for remark in remarks if (remark.section, remark.visit) == (section, visit)]
    for remark in found:
        remarks.remove(remark)
    return [remark.quotation for remark in found]


def _own_answers(centre: CentreRow, item: ItemRow, words: AnswerText) -> Iterator[str]:
    """The answers of the centre behind a measured value."""
    if centre.responded and item.asked:
        for question in _several(item, False, words):
            yield words.with_answer(question, centre.row, False)


def _visit(centre: CentreRow, item: ItemRow, words: AnswerText) -> str:
    """What the visit saw, in words."""
    if not centre.result.rubric.observable(item.indicator):
        return "–"
    if not centre.visited:
        return words.message(NOT_VISITED)
    if questions := _several(item, True, words):
        return words.questions(questions, centre.row, True)
    lead = centre.result.rubric.questions[item.indicator.lead]
    return words.answer(lead, centre.row, True)
