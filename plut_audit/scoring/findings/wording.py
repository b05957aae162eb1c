"""What is said of a finding: the five elements that Indonesian auditors use.

Condition (*kondisi*), criterion (*kriteria*), cause (*sebab*), effect (*akibat*) and
recommendation (*rekomendasi*), in every language, with the cells they rest on. Nothing here
decides anything: it puts into words what `findings` found.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from plut_audit.i18n import LANGUAGES, N_, Translations, translations
from plut_audit.ingest.answers import Blank
from plut_audit.ingest.matching import NOWHERE, Survey
from plut_audit.rubric import Indicator, Rubric
from plut_audit.scoring.evidence import Evidence
from plut_audit.scoring.findings import FindingKind, Findings
from plut_audit.scoring.findings.answers_text import NOT_STATED, Sources, asked_and_said
from plut_audit.scoring.findings.checks import BY_CODE, Check


@dataclass(frozen=True)
class Wording:
    """The five elements of one finding, its title and its cells."""

    title: Translations
    condition: Translations
    criterion: Translations
    cause: Translations
    effect: Translations
    recommendation: Translations
    cells: list[str]


def five_elements(
    findings: Findings,
    row: int,
    evidence: Evidence,
    rubric: Rubric,
    roster_differs: dict[int, list[str]],
) -> Wording:
    """Put one finding into words."""
    code, centre = findings.codes[findings.code[row]], int(findings.centre[row])
    if code in BY_CODE:
        return _check_wording(BY_CODE[code], centre, evidence.survey, rubric, roster_differs)
    item = rubric.indicators[code]
    number = list(rubric.indicators).index(code)
    sources = Sources(evidence.survey, rubric, centre)
    return Wording(
        title=item.title,
        condition=_condition(
            item, number, FindingKind(int(findings.kinds[row])), evidence, sources
        ),
        criterion=_joined_by_basis(item),
        cause=sources.remark(item),
        effect=item.effect,
        recommendation=item.recommendation,
        cells=sources.cells(item),
    )


def _joined_by_basis(item: Indicator) -> Translations:
    """The compliant state and what it rests on."""
    return {
        language: f"{item.compliant[language]} ({item.basis[language]})"
        if item.basis[language]
        else item.compliant[language]
        for language in LANGUAGES
    }


def _condition(
    item: Indicator, number: int, kinds: FindingKind, evidence: Evidence, sources: "Sources"
) -> Translations:
    """What was reported and what was seen, side by side, never mixed."""
    parts: list[Translations] = []
    if not sources.rubric.visit_only(item):
        parts.append(
            translations(N_("Reported: {answers}."), answers=sources.said(item, visit=False))
        )
    if evidence.has_observed[sources.centre, number] or sources.rubric.visit_only(item):
        parts.append(
            translations(
                N_("Seen at the visit: {answers}."), answers=sources.said(item, visit=True)
            )
        )
    if FindingKind.OVERSTATED in kinds:
        parts.append(translations(N_("The centre reports more than was seen.")))
    if FindingKind.UNDERSTATED in kinds:
        parts.append(translations(N_("The centre reports less than was seen.")))
    if evidence.changed[sources.centre, number]:
        parts.append(
            translations(N_("Survey and visit lie so far apart that it may have changed."))
        )
    return _sentences(parts)


def _sentences(parts: list[Translations]) -> Translations:
    return {language: " ".join(part[language] for part in parts) for language in LANGUAGES}


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
        title=translations(check.title),
        condition=_check_condition(check, names, sources),
        criterion=translations(check.criterion),
        cause=translations(NOT_STATED),
        effect=translations(check.effect),
        recommendation=translations(check.recommendation),
        cells=_check_cells(names, sources) or list(_response_cells(sources)),
    )


def _check_condition(check: Check, names: tuple[str, ...], sources: Sources) -> Translations:
    """The answers that do not go together; without any, the title is the condition."""
    parts = []
    for name in names:
        question = sources.rubric.questions[name]
        # The visit's answer where it answered, as the check itself takes it.
        visit = not check.questionnaire_only and _answered(sources, name)
        answer = sources.answer(name, question, visit)
        parts.append(asked_and_said(question, answer))
    if not parts:
        return translations(check.title)
    joined = {one: "; ".join(part[one] for part in parts) for one in LANGUAGES}
    return translations(N_("{title}: {answers}."), title=translations(check.title), answers=joined)


def _answered(sources: Sources, name: str) -> bool:
    answers, row = sources.row(name, visit=True)
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
