"""The records of a stored file to the columns of a result."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

import numpy as np
from pydantic import TypeAdapter

from plut_audit.i18n import Message
from plut_audit.ingest.answers import Array, Blank, Column
from plut_audit.ingest.registry import Centre
from plut_audit.problems import Problem
from plut_audit.result import Result
from plut_audit.result.answers import AnswerColumns, SourceAnswers, instrument, typed_value
from plut_audit.result.cells import StoredCells
from plut_audit.result.columns import (
    BLANKS,
    CellFigures,
    CentreColumns,
    Evidence,
    FigureColumns,
    FindingColumns,
    InputFile,
    ItemMatrices,
    Summary,
    objects,
)
from plut_audit.result.extras import Agreement, FollowUp, Robustness, Trend
from plut_audit.result.records import CentreJson, FindingJson, ItemJson, ResultJson
from plut_audit.result.visits import Arrival, VerificationFactors
from plut_audit.rubric import Indicator, Question, Rubric
from plut_audit.scoring.findings import FindingKind, Severity
from plut_audit.scoring.findings.systemic import Systemic
from plut_audit.scoring.ranking import NotRanked

_EXTRAS = {"robustness": Robustness, "agreement": Agreement, "trend": Trend, "follow_up": FollowUp}
_EVIDENCE = {evidence.word: int(evidence) for evidence in Evidence}
_SEVERITY = {severity.word: int(severity) for severity in Severity}


def result_of_records(records: ResultJson) -> Result:
    """The result that a validated file holds."""
    rubric = Rubric.model_validate(records["edition"]["rubric"])
    centres = records["centres"]
    findings = records["findings"]
    return Result(
        rubric=rubric,
        year=records["year"],
        tool_version=records["tool"]["version"],
        inputs=tuple(
            InputFile(**{**file, "sheets": tuple(file["sheets"])})  # type: ignore[arg-type]
            for file in records["inputs"]
        ),
        cell_figures=CellFigures(**records["cells"]),
        summary=Summary(**records["summary"]),
        verification=TypeAdapter(VerificationFactors).validate_python(records["verification"]),
        centres=_centres(centres, rubric),
        items=_items(centres, rubric),
        answers=_answers(centres, rubric),
        cells=StoredCells(
            [{code: item["cells"] for code, item in c["items"].items()} for c in centres],  # type: ignore[misc]
            [centre["response_cells"] for centre in centres],
        ),
        findings=_findings(findings, {c["centre_id"]: row for row, c in enumerate(centres)}),
        systemic=tuple(
            Systemic(
                found["code"],
                found["scope"],
                found["share"],
                tuple(found["centres"]),
                found["points_lost"],
            )
            for found in records["systemic"]
        ),
        problems=tuple(problem_of_record(problem) for problem in records["problems"]),
        **{
            name: TypeAdapter(kind).validate_python(records[name])  # type: ignore[literal-required]
            for name, kind in _EXTRAS.items()
            if name in records
        },
    )


# --- centres -------------------------------------------------------------------------------


def _centres(centres: Sequence[CentreJson], rubric: Rubric) -> CentreColumns:
    def numbers(name: str) -> Array:
        return np.array([_number(centre[name]) for centre in centres])  # type: ignore[literal-required]

    def ends(name: str, end: int) -> Array:
        return np.array(
            [_number((centre[name] or (None, None))[end]) for centre in centres]  # type: ignore[literal-required]
        )

    def flags(name: str) -> Array:
        return np.array([centre[name] for centre in centres], bool)  # type: ignore[literal-required]

    def dimension(name: str) -> Array:
        rows = [
            [_number(centre["dimensions"][part.code][name]) for part in rubric.dimensions]  # type: ignore[literal-required]
            for centre in centres
        ]
        return np.array(rows, float).reshape(len(centres), len(rubric.dimensions))

    return CentreColumns(
        centres=tuple(_centre(centre) for centre in centres),
        responded=flags("responded"),
        visited=flags("visited"),
        ranked=flags("ranked"),
        not_ranked={
            row: NotRanked(reason["code"], tuple(reason["dimensions"]))
            for row, centre in enumerate(centres)
            if (reason := centre["not_ranked_because"])
        },
        rank=np.nan_to_num(numbers("rank")),
        rank_low=ends("rank_interval", 0),
        rank_high=ends("rank_interval", 1),
        tied=flags("tied"),
        group=np.array([centre["group"] or 0 for centre in centres], int),
        seen_rank=np.nan_to_num(numbers("seen_rank")),
        reported=FigureColumns(numbers("reported"), dimension("reported")),
        combined=FigureColumns(numbers("combined_exact"), dimension("combined")),
        estimate=FigureColumns(numbers("estimate_exact"), dimension("estimate")),
        estimate_low=ends("estimate_interval", 0),
        estimate_high=ends("estimate_interval", 1),
        reweighted=numbers("reweighted"),
        upper=numbers("upper"),
        coverage=dimension("coverage"),
        seen_share=numbers("seen_share"),
        seen_by_dimension=dimension("seen_share"),
        class_name=np.array([centre["class"] for centre in centres], object),
        class_capped=flags("class_capped"),
        class_provisional=flags("class_provisional"),
        arrivals=tuple(
            None if (arrival := centre["arrival"]) is None else Arrival(**arrival)
            for centre in centres
        ),
    )


def _centre(centre: CentreJson) -> Centre:
    return Centre(
        centre["centre_id"],
        centre["name"],
        centre["province"],
        centre["regency"],
        centre["level"],
    )


def _number(value: float | None) -> float:
    return float("nan") if value is None else float(value)


# --- indicators ----------------------------------------------------------------------------


def _items(centres: Sequence[CentreJson], rubric: Rubric) -> ItemMatrices:
    indicators = rubric.indicators
    size = (len(centres), len(indicators))

    def matrix(take: Callable[[ItemJson, Indicator], Any], dtype: Any = float) -> Array:
        rows = [
            [take(centre["items"][code], indicator) for code, indicator in indicators.items()]
            for centre in centres
        ]
        return np.array(rows, dtype).reshape(size)

    def measured(source: str) -> Callable[[ItemJson, Indicator], float]:
        return lambda item, indicator: _measured(item[source], indicator, rubric)  # type: ignore[literal-required]

    return ItemMatrices(
        reported=matrix(measured("reported")),
        observed=matrix(measured("observed")),
        score=matrix(lambda item, _: _number(item["score"])),
        reported_score=matrix(lambda item, _: _number(item["reported_score"])),
        observed_score=matrix(lambda item, _: _number(item["observed_score"])),
        estimated_score=matrix(lambda item, _: _number(item["estimated_score"])),
        evidence=matrix(lambda item, _: _EVIDENCE[item["evidence"]], np.uint8),
        blank=matrix(lambda item, _: BLANKS.index(item["blank"]), np.uint8),
        asked=matrix(lambda item, _: not item.get("not_asked", False), bool),
        changed=matrix(lambda item, _: item.get("changed", False), bool),
        binding=matrix(lambda item, _: item["binding"], bool),
        low_by_rule=matrix(lambda item, _: item.get("low_by_rule", False), bool),
        no_evidence=matrix(lambda item, _: item.get("no_evidence", False), bool),
        points_lost=matrix(lambda item, _: item["points_lost"]),
    )


def _measured(value: float | str | None, indicator: Indicator, rubric: Rubric) -> float:
    if isinstance(value, str):
        return float(rubric.questions[indicator.lead].codes.index(value))
    return _number(value)


# --- answers -------------------------------------------------------------------------------


def _answers(centres: Sequence[CentreJson], rubric: Rubric) -> AnswerColumns:
    return AnswerColumns(
        _source(centres, rubric, "reported", "responded"),
        _source(centres, rubric, "observed", "visited"),
    )


def _source(
    centres: Sequence[CentreJson], rubric: Rubric, source: str, present: str
) -> SourceAnswers:
    questions = {
        name: question
        for name, question in instrument(rubric).items()
        if any(
            name in centre["answers"][source] or name in centre["answers"][f"{source}_blank"]  # type: ignore[literal-required]
            for centre in centres
        )
    }

    columns = {name: _column(centres, source, question) for name, question in questions.items()}
    return SourceAnswers(
        np.array([centre[present] for centre in centres], bool),  # type: ignore[literal-required]
        {name: partial(columns.__getitem__, name) for name in columns},
    )


def _column(centres: Sequence[CentreJson], source: str, question: Question) -> Column:
    """One question over the centres; texts, dates and times are kept as they are stored."""
    values = np.full(len(centres), None, object)
    blank = np.full(len(centres), Blank.UNANSWERED, np.uint8)
    for row, centre in enumerate(centres):
        answers: Mapping[str, Any] = centre["answers"][source]  # type: ignore[literal-required]
        blanks: Mapping[str, str] = centre["answers"][f"{source}_blank"]  # type: ignore[literal-required]
        if question.name in answers:
            values[row] = typed_value(answers[question.name], question)
            blank[row] = Blank.GIVEN
        elif question.name in blanks:
            blank[row] = Blank[blanks[question.name].upper()]
    return Column(values, blank)


# --- findings and problems -----------------------------------------------------------------


def _findings(findings: Sequence[FindingJson], row_of: Mapping[str, int]) -> FindingColumns:
    codes = list(dict.fromkeys(finding["code"] for finding in findings))
    place = {code: number for number, code in enumerate(codes)}
    return FindingColumns(
        codes=tuple(codes),
        code=np.array([place[finding["code"]] for finding in findings], int),
        centre=np.array([row_of[finding["centre_id"]] for finding in findings], int),
        kinds=np.array([_kinds(finding["kinds"]) for finding in findings], int),
        severity=np.array([_SEVERITY[finding["severity"]] for finding in findings], int),
        points_lost=np.array([finding["points_lost"] for finding in findings], float),
        priority=np.array([finding["priority"] for finding in findings], float),
        binding=np.array([finding["binding"] for finding in findings], bool),
        years_open=np.array([finding["years_open"] for finding in findings], int),
        state=np.array([finding["state"] or "" for finding in findings], object),
        questions=objects(tuple(finding.get("questions", ())) for finding in findings),
        cells=objects(tuple(finding["cells"]) for finding in findings),
    )


def _kinds(names: Sequence[str]) -> int:
    return sum(FindingKind[name.upper()].value for name in names)


def problem_of_record(problem: Mapping[str, Any]) -> Problem:
    """The inverse of `to_json.problem_record`."""
    return Problem(
        problem["code"],
        problem["file"],
        problem["sheet"],
        problem["cell"],
        problem["centre_id"],
        problem["question"],
        problem["value"],
        {name: decoded(value) for name, value in problem["values"].items()},
    )


def decoded(value: Any) -> object:
    """The inverse of `to_json.encoded`."""
    if isinstance(value, dict) and set(value) == {"date"}:
        return date.fromisoformat(value["date"])
    if isinstance(value, dict) and set(value) == {"message", "values"}:
        values = {name: decoded(inner) for name, inner in value["values"].items()}
        return Message(value["message"], values)
    return value
