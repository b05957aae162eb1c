"""The records of a stored file to the columns of a result."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
from pydantic import TypeAdapter

from plut_audit.i18n import Message
from plut_audit.ingest.answers import Array
from plut_audit.problems import Problem
from plut_audit.result import Result
from plut_audit.result.cells import StoredCells
from plut_audit.result.columns import FindingColumns, objects
from plut_audit.result.extras import (
    Agreement,
    DecisionEntry,
    FollowUp,
    RightOfReply,
    Robustness,
    Trend,
)
from plut_audit.result.storage.answers_from_json import answer_columns
from plut_audit.result.storage.centres_from_json import centre_columns, item_matrices
from plut_audit.result.storage.records import FindingJson, ResultJson
from plut_audit.result.summary import CellFigures, InputFile, RunOptions, Summary
from plut_audit.result.visits import VerificationFactors
from plut_audit.rubric import Rubric
from plut_audit.scoring.findings import FindingKind, Severity
from plut_audit.scoring.findings.systemic import Systemic

_EXTRAS = {
    "robustness": Robustness,
    "agreement": Agreement,
    "trend": Trend,
    "follow_up": FollowUp,
    "replies": RightOfReply,
}
_PLACE = ("code", "file", "sheet", "cell", "centre_id", "question", "value")
"""The keys of a problem that are fields of `Problem`."""
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
        summary=TypeAdapter(Summary).validate_python(records["summary"]),
        verification=TypeAdapter(VerificationFactors).validate_python(records["verification"]),
        centres=centre_columns(centres, rubric),
        items=item_matrices(centres, rubric),
        answers=answer_columns(centres, rubric),
        cells=StoredCells(
            [{code: item["cells"] for code, item in c["items"].items()} for c in centres],  # type: ignore[misc]
            [centre["response_cells"] for centre in centres],
        ),
        findings=_findings(findings, {c["centre_id"]: row for row, c in enumerate(centres)}),
        systemic=tuple(
            Systemic(**{**found, "centres": tuple(found["centres"])})  # type: ignore[arg-type]
            for found in records["systemic"]
        ),
        problems=tuple(problem_of_record(problem) for problem in records["problems"]),
        options=RunOptions(**records.get("options", {})),
        decisions=TypeAdapter(tuple[DecisionEntry, ...]).validate_python(
            records.get("decisions", ())
        ),
        **{
            name: TypeAdapter(kind).validate_python(records[name])  # type: ignore[literal-required]
            for name, kind in _EXTRAS.items()
            if name in records
        },
    )


# --- findings and problems -----------------------------------------------------------------


def _findings(findings: Sequence[FindingJson], row_of: Mapping[str, int]) -> FindingColumns:
    codes = list(dict.fromkeys(finding["code"] for finding in findings))
    place = {code: number for number, code in enumerate(codes)}

    def column(name: str, dtype: Any) -> Array:
        return np.array([finding[name] for finding in findings], dtype)  # type: ignore[literal-required]

    return FindingColumns(
        codes=tuple(codes),
        code=np.array([place[finding["code"]] for finding in findings], int),
        centre=np.array([row_of[finding["centre_id"]] for finding in findings], int),
        kinds=np.array([_kinds(finding["kinds"]) for finding in findings], int),
        severity=np.array([_SEVERITY[finding["severity"]] for finding in findings], int),
        points_lost=column("points_lost", float),
        priority=column("priority", float),
        binding=column("binding", bool),
        years_open=column("years_open", int),
        state=np.array([finding["state"] or "" for finding in findings], object),
        questions=objects(tuple(finding.get("questions", ())) for finding in findings),
        cells=objects(tuple(finding["cells"]) for finding in findings),
    )


def _kinds(names: Sequence[str]) -> int:
    return sum(FindingKind[name.upper()].value for name in names)


def problem_of_record(problem: Mapping[str, Any]) -> Problem:
    """The inverse of `to_json.problem_record`."""
    values = {name: decoded(value) for name, value in problem["values"].items()}
    return Problem(**{name: problem[name] for name in _PLACE}, values=values)


def decoded(value: Any) -> object:
    """The inverse of `to_json.encoded`."""
    if isinstance(value, dict) and set(value) == {"date"}:
        return date.fromisoformat(value["date"])
    if isinstance(value, dict) and set(value) == {"message", "values"}:
        values = {name: decoded(inner) for name, inner in value["values"].items()}
        return Message(value["message"], values)
    return value
