"""An audit to its result: the matrices are taken, not copied."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

import plut_audit
from plut_audit.audit import Audit
from plut_audit.ingest.answers import Array, Blank
from plut_audit.ingest.cell_account import total
from plut_audit.ingest.dialects import RawAnswers
from plut_audit.result import Result
from plut_audit.result.answers import answers_of_survey
from plut_audit.result.cells import SurveyCells
from plut_audit.result.columns import (
    BLANKS,
    CellFigures,
    CentreColumns,
    Evidence,
    FigureColumns,
    FindingColumns,
    InputFile,
    ItemMatrices,
    Role,
    Summary,
    objects,
)
from plut_audit.result.rows import EXACT
from plut_audit.result.visits import Arrival, Factor, VerificationFactors
from plut_audit.rubric import Indicator, Rubric
from plut_audit.scoring.evidence import Arrivals as ArrivalColumns
from plut_audit.scoring.findings.checks import all_checks
from plut_audit.scoring.findings.systemic import Systemic
from plut_audit.scoring.scores import mean_interval, round_scores
from plut_audit.scoring.weights import Figure

_BLANK_POSITIONS = {
    Blank.UNANSWERED: BLANKS.index("unanswered"),
    Blank.DONT_KNOW: BLANKS.index("dont_know"),
    Blank.INVALID: BLANKS.index("invalid"),
    Blank.NOT_ASKED: BLANKS.index("not_asked"),
}


def result_of_audit(audit: Audit) -> Result:
    """The result of an audit."""
    return Result(
        rubric=audit.rubric,
        year=audit.year,
        tool_version=plut_audit.__version__,
        inputs=tuple(_input_files(audit)),
        cell_figures=CellFigures(**total(audit.cells).record()),
        summary=summary_of(audit),
        verification=_factors(audit),
        centres=_centres(audit),
        items=_items(audit),
        answers=answers_of_survey(audit.survey),
        cells=SurveyCells(audit.survey),
        findings=_findings(audit),
        systemic=tuple(_printed(systemic) for systemic in audit.systemic),
        problems=tuple(audit.problems),
    )


# --- inputs and summary --------------------------------------------------------------------


def _input_files(audit: Audit) -> Iterator[InputFile]:
    """Every file with what it was used for, by its name."""
    hashes = {book.file: book.sha256 for book in audit.inputs.workbooks}
    used: dict[tuple[str, str, Role], list[RawAnswers]] = {}
    for raw in _raw_answers(audit):
        used.setdefault((raw.sheet.file, raw.dialect, raw.role), []).append(raw)
    files = [
        InputFile(
            file,
            hashes.get(file, ""),
            dialect,
            role,
            tuple(sorted({raw.sheet.name for raw in raws})),
            sum(len(raw.rows) for raw in raws),
        )
        for (file, dialect, role), raws in used.items()
    ]
    centres = len(audit.inputs.registry.centres)
    files += [
        InputFile(book.file, book.sha256, "plain", "centres", (), centres)
        for book in audit.inputs.registry_files
    ]
    yield from sorted(files, key=lambda file: (file.file, file.dialect, file.role))


def _raw_answers(audit: Audit) -> Iterator[RawAnswers]:
    yield from audit.survey.questionnaire.origins
    yield from audit.survey.visits.origins
    yield from audit.roster_origins


def summary_of(audit: Audit) -> Summary:
    """The key figures of an audit."""
    ranking, rubric, scores = audit.ranking, audit.rubric, audit.scores
    ranked, decimals = ranking.ranked, rubric.scoring.decimals
    names = [band.name for band in rubric.bands]
    counts = {
        provisional: ranking.class_name[ranked & (ranking.provisional == provisional)]
        for provisional in (False, True)
    }
    return Summary(
        centres=len(audit.survey.centres),
        registry_known=audit.registry_known,
        responded=int(audit.survey.responded.sum()),
        visited=int(audit.survey.visited.sum()),
        ranked=int(ranked.sum()),
        mean_estimate=_mean(scores.estimate.index[ranked], decimals),
        mean_estimate_interval=_mean_interval(audit),
        mean_combined=_mean(scores.combined.index[ranked], decimals),
        verification_factor=_share(scores.verification.overall, scores.verification.overall_pairs),
        by_class={name: int((counts[False] == name).sum()) for name in names},
        by_provisional_class={name: int((counts[True] == name).sum()) for name in names},
        by_dimension={
            dimension.code: _mean(scores.estimate.dimensions[ranked, column], decimals)
            for column, dimension in enumerate(rubric.dimensions)
        },
    )


def _mean_interval(audit: Audit) -> tuple[float, float] | None:
    ends = mean_interval(audit.scores, audit.ranking.ranked, audit.rubric)
    if ends is None:
        return None
    low, high = round_scores(np.array(ends), audit.rubric.scoring.decimals)
    return float(low), float(high)


def _share(value: float, pairs: int) -> float | None:
    return round(float(value), 4) if pairs and not np.isnan(value) else None


def _mean(values: Array, decimals: int) -> float | None:
    known = values[~np.isnan(values)]
    return float(round_scores(np.array([known.mean()]), decimals)[0]) if len(known) else None


def _printed(systemic: Systemic) -> Systemic:
    """With the decimals of the stored result, so that both are shown alike."""
    share, points = round(systemic.share, 4), round(systemic.points_lost, EXACT)
    return replace(systemic, share=share, points_lost=points)


# --- centres -------------------------------------------------------------------------------


def _centres(audit: Audit) -> CentreColumns:
    ranking, scores, survey = audit.ranking, audit.scores, audit.survey
    return CentreColumns(
        centres=survey.centres,
        responded=survey.responded,
        visited=survey.visited,
        ranked=ranking.ranked,
        not_ranked=ranking.not_ranked,
        rank=ranking.rank,
        rank_low=ranking.rank_low,
        rank_high=ranking.rank_high,
        tied=ranking.tied,
        group=ranking.group,
        seen_rank=ranking.seen_rank,
        reported=_figure(scores.reported),
        combined=_figure(scores.combined),
        estimate=_figure(scores.estimate),
        estimate_low=scores.intervals.low,
        estimate_high=scores.intervals.high,
        reweighted=scores.reweighted.index,
        upper=scores.upper.index,
        coverage=scores.coverage,
        seen_share=scores.seen_share,
        seen_by_dimension=scores.seen_by_dimension,
        class_name=ranking.class_name,
        class_capped=ranking.capped,
        class_provisional=ranking.provisional,
        arrivals=tuple(
            _arrival(audit.evidence.arrivals, row) for row in range(len(survey.centres))
        ),
    )


def _arrival(arrivals: ArrivalColumns, row: int) -> Arrival | None:
    if not arrivals.visited[row]:
        return None
    day, minute, announced = arrivals.day[row], arrivals.minute[row], int(arrivals.announced[row])
    declared = arrivals.declared[row]
    return Arrival(
        date=None if day is None else day.isoformat(),
        time=None if np.isnan(minute) else f"{int(minute) // 60:02}:{int(minute) % 60:02}",
        announced=None if announced < 0 else bool(announced),
        selection=str(arrivals.selection[row]),
        declared=None if declared is None else declared.text,
        outside=arrivals.outside[row],
        holiday=str(arrivals.holiday[row]),
        photograph=str(arrivals.photograph[row]),
    )


def _factors(audit: Audit) -> VerificationFactors:
    found, rubric = audit.scores.verification, audit.rubric
    return VerificationFactors(
        overall=_factor(found.overall, found.overall_pairs),
        low=_share(found.low, found.overall_pairs),
        high=_share(found.high, found.overall_pairs),
        centres=found.centres,
        random_only=found.random_only,
        donors=audit.scores.intervals.donors,
        dimensions=_by_code(
            [part.code for part in rubric.dimensions], found.dimension, found.dimension_pairs
        ),
        indicators=_by_code(list(rubric.indicators), found.indicator, found.indicator_pairs),
    )


def _by_code(codes: list[str], factors: Array, pairs: Array) -> dict[str, Factor]:
    return {
        code: _factor(float(factor), int(number))
        for code, factor, number in zip(codes, factors, pairs, strict=True)
        if not np.isnan(factor)
    }


def _factor(value: float, pairs: int) -> Factor:
    return Factor(round(value, EXACT), pairs)


def _figure(figure: Figure) -> FigureColumns:
    return FigureColumns(figure.index, figure.dimensions)


# --- indicators ----------------------------------------------------------------------------


def _items(audit: Audit) -> ItemMatrices:
    items, evidence = audit.scores.items, audit.evidence
    estimates = audit.scores.estimates
    known = items.has_reported | items.has_observed
    blank = _blank(audit, known)
    counted = items.applicable
    return ItemMatrices(
        reported=_measured(evidence.reported, evidence.reported_blank, items.has_reported, audit),
        observed=_measured(evidence.observed, evidence.observed_blank, items.has_observed, audit),
        score=np.where(counted, items.used, np.nan),
        reported_score=np.where(items.has_reported, items.reported, np.nan),
        observed_score=np.where(items.has_observed, items.observed, np.nan),
        estimated_score=np.where(estimates.counts, estimates.points, np.nan),
        evidence=_evidence(items.has_reported, items.has_observed, counted, blank),
        blank=blank,
        asked=items.has_reported | (evidence.reported_blank != Blank.NOT_ASKED),
        changed=evidence.changed,
        binding=evidence.binding,
        low_by_rule=evidence.low_by_rule,
        no_evidence=evidence.no_evidence,
        points_lost=audit.scores.points_lost,
    )


def _measured(values: Array, blank: Array, given: Array, audit: Audit) -> Array:
    """Measured values; where skip logic decided, the value at the low end."""
    low = np.array([_low_end(item, audit.rubric) for item in audit.rubric.indicators.values()])
    measured = np.where(blank == Blank.LOW, low, values)
    return np.where(given, measured, np.nan)


def _low_end(indicator: Indicator, rubric: Rubric) -> float:
    if indicator.kind == "points":
        lowest = min(indicator.points, key=lambda code: indicator.points[code])
        return float(rubric.questions[indicator.lead].codes.index(lowest))
    return float(indicator.low or 0)


def _blank(audit: Audit, known: Array) -> Array:
    """Why nothing is known, as positions in `BLANKS`; 0 where something is or does not apply."""
    evidence, rubric = audit.evidence, audit.rubric
    visit_only = np.array([rubric.visit_only(item) for item in rubric.indicators.values()], bool)
    kind = np.where(visit_only, evidence.observed_blank, evidence.reported_blank)
    position = np.zeros(kind.shape, np.uint8)
    for blank, number in _BLANK_POSITIONS.items():
        position[kind == blank] = number
    return np.where(known | ~evidence.applicable, 0, position).astype(np.uint8)


def _evidence(reported: Array, observed: Array, applicable: Array, blank: Array) -> Array:
    counts = applicable | (blank == BLANKS.index("not_asked"))
    seen = np.select([observed, reported], [Evidence.OBSERVED, Evidence.REPORTED], Evidence.NONE)
    return np.where(counts, seen, Evidence.NOT_APPLICABLE).astype(np.uint8)


# --- findings ------------------------------------------------------------------------------


def _findings(audit: Audit) -> FindingColumns:
    found = audit.findings
    return FindingColumns(
        codes=tuple(found.codes),
        code=found.code,
        centre=found.centre,
        kinds=found.kinds,
        severity=found.severity,
        points_lost=found.points_lost,
        priority=found.priority,
        binding=found.binding,
        years_open=found.years_open,
        state=found.status,
        questions=_check_questions(audit),
        cells=np.full(len(found), None, object),
    )


def _check_questions(audit: Audit) -> Array:
    """The questions that each finding of a check is about; none for indicators."""
    found, context, checks = audit.findings, audit.check_context, all_checks()
    of_code = [checks.get(code) for code in found.codes]
    return objects(
        () if (check := of_code[code]) is None else check.questions_at(context, int(centre))
        for code, centre in zip(found.code, found.centre, strict=True)
    )
