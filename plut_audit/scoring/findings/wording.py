"""A finding in words: the five elements that Indonesian auditors use.

Condition (*kondisi*), criterion (*kriteria*), cause (*sebab*), effect (*akibat*) and
recommendation (*rekomendasi*), in every language, with the cells they rest on. Nothing here
decides anything: it puts into words what `findings` found.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from plut_audit.i18n import LANGUAGES, N_, Translations, translations
from plut_audit.ingest.answers import Blank
from plut_audit.ingest.matching import NOWHERE
from plut_audit.rubric import Indicator, Rubric
from plut_audit.scoring.evidence import Evidence
from plut_audit.scoring.findings import FindingKind, Findings
from plut_audit.scoring.findings.answers_text import (
    NOT_STATED,
    Remark,
    Sources,
    arrival_facts,
    with_question,
)
from plut_audit.scoring.findings.check_rules import CheckInput
from plut_audit.scoring.findings.checks import BY_CODE, Check


@dataclass(frozen=True)
class Wording:
    """The five elements of one finding, its title and its cells.

    `remarks`: what respondent and visitor wrote on the section, with their speaker; they are
    quoted once a section and are nobody's cause.
    """

    title: Translations
    condition: Translations
    criterion: Translations
    cause: Translations
    effect: Translations
    recommendation: Translations
    cells: list[str]
    remarks: tuple[Remark, ...] = ()


def five_elements(
    findings: Findings,
    row: int,
    context: CheckInput,
    causes: Mapping[tuple[str, str], str] | None = None,
) -> Wording:
    """Put one finding into words; `causes` holds what was stated, by centre and finding code."""
    code, centre = findings.codes[findings.code[row]], int(findings.centre[row])
    centre_id = context.evidence.survey.centres[centre].centre_id
    stated = (causes or {}).get((centre_id, code))
    cause = dict.fromkeys(LANGUAGES, stated) if stated else translations(NOT_STATED)
    if code in BY_CODE:
        return _check_wording(BY_CODE[code], centre, context, cause)
    kinds = FindingKind(int(findings.kinds[row]))
    return _indicator_wording(code, centre, kinds, context, cause)


def _indicator_wording(
    code: str, centre: int, kinds: FindingKind, context: CheckInput, cause: Translations
) -> Wording:
    indicator = context.rubric.indicators[code]
    sources = Sources(context.evidence.survey, context.rubric, centre)
    return Wording(
        title=finding_title(indicator),
        condition=_condition(indicator, kinds, context.evidence, sources),
        criterion=_with_basis(indicator),
        cause=cause,
        effect=indicator.effect,
        recommendation=indicator.recommendation,
        cells=[*sources.cells(indicator), *_arrival_cells(indicator, sources)],
        remarks=sources.remarks(indicator),
    )


def _arrival_cells(indicator: Indicator, sources: Sources) -> list[str]:
    """The cells of the facts that stand in the condition of a visit-only indicator."""
    if not sources.rubric.visit_only(indicator):
        return []
    return sources.cells_of(("visit_date", "visit_time", "announced", "photo_front"), visit=True)


def finding_title(indicator: Indicator) -> Translations:
    """What is wrong; the title of the indicator where the rubric does not say."""
    return {
        language: indicator.finding[language] or indicator.title[language] for language in LANGUAGES
    }


def _with_basis(indicator: Indicator) -> Translations:
    """The compliant state and what it rests on."""
    return {
        language: f"{compliant} {translations(N_('Basis: {basis}.'), basis=basis)[language]}"
        if (basis := indicator.basis[language].rstrip("."))
        else compliant
        for language, compliant in indicator.compliant.items()
    }


def _condition(
    indicator: Indicator, kinds: FindingKind, evidence: Evidence, sources: Sources
) -> Translations:
    """What was reported and what was seen, side by side, never mixed."""
    number = list(sources.rubric.indicators).index(indicator.code)
    centre, visit_only = sources.centre, sources.rubric.visit_only(indicator)
    sentences: list[Translations] = []
    if not visit_only:
        sentences.append(sources.reported(indicator))
    if evidence.low_by_rule[centre, number]:
        sentences += _shut(sources)
    elif evidence.has_observed[centre, number] or visit_only:
        sentences.append(sources.seen(indicator))
    if visit_only or evidence.low_by_rule[centre, number]:
        sentences += arrival_facts(evidence.arrivals, centre, sources.rubric)
    sentences += _comparison(kinds, bool(evidence.changed[centre, number]), sources.rubric)
    return _joined(sentences)


def _shut(sources: Sources) -> Iterator[Translations]:
    """The state on arrival, from which the low end of an indicator follows."""
    for indicator in sources.rubric.indicators.values():
        if sources.rubric.visit_only(indicator):
            yield sources.seen(indicator)
            return


def _comparison(kinds: FindingKind, changed: bool, rubric: Rubric) -> Iterator[Translations]:
    if FindingKind.OVERSTATED in kinds:
        yield translations(N_("Self-report exceeds observation."))
    if FindingKind.UNDERSTATED in kinds:
        yield translations(N_("Observation exceeds self-report."))
    if changed:
        message = N_("More than {days} days lie between survey and visit; it may have changed.")
        yield translations(message, days=rubric.evidence.changed_after_days)


def _joined(sentences: list[Translations]) -> Translations:
    return {language: " ".join(text[language] for text in sentences) for language in LANGUAGES}


# --- consistency findings ------------------------------------------------------------------


def _check_wording(check: Check, centre: int, context: CheckInput, cause: Translations) -> Wording:
    sources = Sources(context.evidence.survey, context.rubric, centre)
    names = check.asked(context, centre)
    visits = {name: _from_visit(check, names, name, sources) for name in names}
    cells = [cell for name in names for cell in sources.cells_of((name,), visits[name])]
    return Wording(
        title=translations(check.title),
        condition=_check_condition(check, visits, sources),
        criterion=translations(check.criterion),
        cause=cause,
        effect=translations(check.effect),
        recommendation=translations(check.recommendation),
        cells=cells or list(_response_cells(sources)),
    )


def _check_condition(check: Check, visits: dict[str, bool], sources: Sources) -> Translations:
    """The answers that do not go together; without any, the title is the condition."""
    quoted = [
        with_question(question, sources.answer(name, question, visit))
        for name, visit in visits.items()
        if (question := sources.rubric.questions.get(name))
    ]
    if not quoted:
        return {one: f"{text}." for one, text in translations(check.title).items()}
    answers = {one: "; ".join(text[one] for text in quoted) for one in LANGUAGES}
    return translations(N_("{title}: {answers}."), title=translations(check.title), answers=answers)


def _from_visit(check: Check, names: tuple[str, ...], name: str, sources: Sources) -> bool:
    """Whether the visit's answer is quoted, as the check itself takes it."""
    compared = names if check.same_source else (name,)
    return all(_visit_answered(sources, other) for other in compared)


def _visit_answered(sources: Sources, name: str) -> bool:
    answers, row = sources.row(name, visit=True)
    column = answers.columns.get(name)
    return row != NOWHERE and column is not None and bool(column.blank[row] == Blank.GIVEN)


def _response_cells(sources: Sources) -> Iterator[str]:
    """The rows of the centre, for a finding about a whole response."""
    if (row := int(sources.survey.response[sources.centre])) != NOWHERE:
        yield sources.survey.questionnaire.row(row)
    for rows in list(sources.survey.visit.values())[:1]:
        if rows[sources.centre] != NOWHERE:
            yield sources.survey.visits.row(int(np.int64(rows[sources.centre])))
