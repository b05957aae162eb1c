"""What is said of a finding: the five elements that Indonesian auditors use.

Condition (*kondisi*), criterion (*kriteria*), cause (*sebab*), effect (*akibat*) and
recommendation (*rekomendasi*), in every language, with the cells they rest on. Nothing here
decides anything: it puts into words what `findings` found.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

import numpy as np

from plut_audit.answers import Answers, Blank, Column
from plut_audit.evidence import Evidence
from plut_audit.findings import Findings, Kind
from plut_audit.findings.checks import BY_CODE, Check
from plut_audit.language import LANGUAGES, N_, Words, plain_number, words
from plut_audit.responses import NOWHERE, Survey
from plut_audit.rubric import Indicator, Question, Rubric


@dataclass(frozen=True)
class Wording:
    """The five elements of one finding, its title and its cells."""

    title: Words
    condition: Words
    criterion: Words
    cause: Words
    effect: Words
    recommendation: Words
    cells: list[str]


NOT_STATED = N_("not stated")


def five_elements(
    findings: Findings, row: int, evidence: Evidence, rubric: Rubric,
    roster_differs: dict[int, list[str]],
) -> Wording:  # fmt: skip
    """Put one finding into words."""
    code, centre = findings.codes[findings.code[row]], int(findings.centre[row])
    if code in BY_CODE:
        return _check_wording(BY_CODE[code], centre, evidence.survey, rubric, roster_differs)
    item = rubric.indicators[code]
    number = list(rubric.indicators).index(code)
    sources = Sources(evidence.survey, rubric, centre)
    return Wording(
        title=item.title,
        condition=_condition(item, number, Kind(int(findings.kinds[row])), evidence, sources),
        criterion=_joined_by_basis(item),
        cause=sources.remark(item),
        effect=item.effect,
        recommendation=item.recommendation,
        cells=sources.cells(item),
    )


def _joined_by_basis(item: Indicator) -> Words:
    """The compliant state and what it rests on."""
    return {
        language: f"{item.compliant[language]} ({item.basis[language]})"
        if item.basis[language] else item.compliant[language]
        for language in LANGUAGES
    }  # fmt: skip


def _condition(
    item: Indicator, number: int, kinds: Kind, evidence: Evidence, sources: "Sources"
) -> Words:
    """What was reported and what was seen, side by side, never mixed."""
    parts: list[Words] = []
    if not sources.rubric.visit_only(item):
        parts.append(words(N_("Reported: {answers}."), answers=sources.said(item, visit=False)))
    if evidence.has_observed[sources.centre, number] or sources.rubric.visit_only(item):
        parts.append(
            words(N_("Seen at the visit: {answers}."), answers=sources.said(item, visit=True))
        )
    if Kind.OVERSTATED in kinds:
        parts.append(words(N_("The centre reports more than was seen.")))
    if Kind.UNDERSTATED in kinds:
        parts.append(words(N_("The centre reports less than was seen.")))
    if evidence.changed[sources.centre, number]:
        parts.append(words(N_("Survey and visit lie so far apart that it may have changed.")))
    return _sentences(parts)


def _sentences(parts: list[Words]) -> Words:
    return {language: " ".join(part[language] for part in parts) for language in LANGUAGES}


@dataclass
class Sources:
    """One centre's answers in both sources, with their words and cells."""

    survey: Survey
    rubric: Rubric
    centre: int

    def _row(self, name: str, visit: bool) -> tuple[Answers, int]:
        if visit:
            rows = self.survey.visit.get(name)
            return self.survey.visits, NOWHERE if rows is None else int(rows[self.centre])
        return self.survey.questionnaire, int(self.survey.response[self.centre])

    def said(self, item: Indicator, visit: bool) -> Words:
        """Every answer of an indicator with its question: `Rooms in use: Library`."""
        parts = []
        for name in item.names:
            question = self.rubric.questions.get(name)
            if question is None or (visit and not question.in_form("visit")):
                continue
            answer = self._answer(name, question, visit)
            parts.append({one: f"{question.label[one]}: {answer[one]}" for one in LANGUAGES})
        return {one: "; ".join(part[one] for part in parts) for one in LANGUAGES}

    def _answer(self, name: str, question: Question, visit: bool) -> Words:
        answers, row = self._row(name, visit)
        if row == NOWHERE or name not in answers.columns:
            return words(BLANK_WORDS[Blank.UNANSWERED])
        return shown(answers.columns[name], row, question)

    def cells(self, item: Indicator) -> list[str]:
        """The cells of an indicator, of the questionnaire first and then of the visit."""
        return [*self.cells_of(item.names, visit=False), *self.cells_of(item.names, visit=True)]

    def cells_of(self, names: tuple[str, ...], visit: bool) -> list[str]:
        """The cells of some questions in one source."""
        found = []
        for name in names:
            answers, row = self._row(name, visit)
            if row != NOWHERE and (cell := answers.cell(row, name)):
                found.append(cell)
        return found

    def remark(self, item: Indicator) -> Words:
        """The cause: the visitor's remark on the section, else the respondent's."""
        lead = self.rubric.questions.get(item.lead)
        if lead is not None and lead.section in self.rubric.sections:
            name = self.rubric.remark(lead.section).name
            for visit in (True, False):
                answers, row = self._row(name, visit)
                column = answers.columns.get(name)
                if row != NOWHERE and column is not None and column.blank[row] == Blank.GIVEN:
                    return dict.fromkeys(LANGUAGES, str(column.values[row]))
        return words(NOT_STATED)


BLANK_WORDS = {
    Blank.UNANSWERED: N_("not answered"),
    Blank.DONT_KNOW: N_("not known"),
    Blank.INVALID: N_("not readable"),
    Blank.NOT_ASKED: N_("not asked"),
    Blank.LOW: N_("skipped"),
}


UNITS = (
    N_("m2"), N_("units"), N_("Mbit/s"), N_("days"), N_("persons"), N_("years"), N_("hours"),
    N_("UMKM"), N_("IDR"), N_("reports"), N_("activities"), N_("clusters"), N_("index"), N_("year"),
)  # fmt: skip
"""The units of the instrument; a unit that is not among them is shown as it is written."""


def shown(column: Column, row: int, question: Question) -> Words:
    """An answer in words: the labels of its choices, its number with the unit."""
    if column.blank[row] != Blank.GIVEN:
        return words(BLANK_WORDS[Blank(int(column.blank[row]))])
    value = plain(column, row, question)
    if isinstance(value, float | int):
        unit = words(question.unit)
        return {one: f"{plain_number(value, one)} {unit[one]}".rstrip() for one in LANGUAGES}
    codes = value if isinstance(value, list) else [str(value)]
    labels = [question.choices.get(code, dict.fromkeys(LANGUAGES, code)) for code in codes]
    return {one: ", ".join(label[one] for label in labels) for one in LANGUAGES}


def plain(column: Column, row: int, question: Question) -> float | str | list[str] | None:
    """An answer as it is kept in a result: number, code, list of codes, ISO date or text."""
    if column.blank[row] != Blank.GIVEN:
        return None
    value = column.values[row]
    match question.type:
        case "integer" | "decimal":
            return float(value)
        case "select_one":
            return str(list(question.choices)[value])
        case "select_multiple":
            return [code for place, code in enumerate(question.choices) if int(value) >> place & 1]
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return value.isoformat() if isinstance(value, date) else str(getattr(value, "text", value))


# --- consistency findings ------------------------------------------------------------------


def _check_wording(
    check: Check, centre: int, survey: Survey, rubric: Rubric, roster_differs: dict[int, list[str]]
) -> Wording:
    sources = Sources(survey, rubric, centre)
    names = check.questions
    if check.code == "CHK-06":
        names = tuple(roster_differs.get(int(survey.response[centre]), names))
    elif check.code == "CHK-08":
        names = tuple(
            name for item in rubric.indicators.values() if item.steps for name in item.names
        )
    return Wording(
        title=words(check.title),
        condition=_check_condition(check, names, sources),
        criterion=words(check.criterion),
        cause=words(NOT_STATED),
        effect=words(check.effect),
        recommendation=words(check.recommendation),
        cells=_check_cells(names, sources) or list(_response_cells(sources)),
    )


def _check_condition(check: Check, names: tuple[str, ...], sources: Sources) -> Words:
    """The answers that do not go together; without any, the title is the condition."""
    parts = []
    for name in names:
        question = sources.rubric.questions[name]
        # The visit's answer where it answered, as the check itself takes it.
        visit = not check.questionnaire_only and _answered(sources, name)
        answer = sources._answer(name, question, visit)
        parts.append({one: f"{question.label[one]}: {answer[one]}" for one in LANGUAGES})
    if not parts:
        return words(check.title)
    joined = {one: "; ".join(part[one] for part in parts) for one in LANGUAGES}
    return words(N_("{title}: {answers}."), title=words(check.title), answers=joined)


def _answered(sources: Sources, name: str) -> bool:
    answers, row = sources._row(name, visit=True)
    column = answers.columns.get(name)
    return row != NOWHERE and column is not None and bool(column.blank[row] == Blank.GIVEN)


def _check_cells(names: tuple[str, ...], sources: Sources) -> list[str]:
    found = []
    for name in names:
        found += sources.cells_of((name,), visit=_answered(sources, name))
    return found


def _response_cells(sources: Sources) -> Iterator[str]:
    """The rows of the centre, for a finding about a whole response."""
    if (row := int(sources.survey.response[sources.centre])) != NOWHERE:
        yield sources.survey.questionnaire.row(row)
    for rows in list(sources.survey.visit.values())[:1]:
        if rows[sources.centre] != NOWHERE:
            yield sources.survey.visits.row(int(np.int64(rows[sources.centre])))
