"""What in a stored file does not fit its own edition, though each value has the right type.

An answer that is none of its question's choices, a finding of an indicator that is not there, a
centre that is named twice: `records` says which type a value has, and this what it refers to.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from itertools import chain
from typing import Any

from plut_audit.ingest.answers import Blank
from plut_audit.problems import PROBLEM_KINDS
from plut_audit.result import Result
from plut_audit.result.answers import instrument
from plut_audit.result.storage.centre_records import CentreJson
from plut_audit.result.storage.range_faults import range_faults
from plut_audit.result.storage.records import ResultJson
from plut_audit.rubric import Question, Rubric
from plut_audit.rubric.checks import rubric_faults
from plut_audit.scoring.findings.checks import all_checks

_BLANKS = {blank.name.lower() for blank in Blank}


def first_stored_fault(records: ResultJson, result: Result) -> str | None:
    """Where the first fault lies, such as `centres.0.answers.reported.rooms`; None without any.

    `result` is what the records were turned into.
    """
    faults = chain(
        _rubric_faults(result.rubric),
        _reference_faults(result),
        _all_answer_faults(records, result.rubric),
        range_faults(records, result),
    )
    return "stage" if records.get("stage") != result.stage else next(faults, None)


def _rubric_faults(rubric: Rubric) -> Iterator[str]:
    """Tables under another name than their own, and what `rubric check` finds in the edition."""
    named = {name: question.name for name, question in rubric.questions.items()}
    for dimension in rubric.dimensions:
        named |= {code: indicator.code for code, indicator in dimension.indicators.items()}
    yield from (f"edition.rubric, {key}" for key, name in named.items() if key != name)
    codes = [dimension.code for dimension in rubric.dimensions]
    yield from (f"edition.rubric, {fault}" for fault in rubric_faults(rubric, codes))


def _reference_faults(result: Result) -> Iterator[str]:
    """Centres named twice or not at all, then what refers to nothing."""
    codes: set[str] = set()
    for row, centre in enumerate(result.centres.centres):
        if not centre.centre_id or centre.centre_id in codes:
            yield f"centres.{row}.centre_id"
        codes.add(centre.centre_id)
    yield from _unknown_codes(result, codes)


def _unknown_codes(result: Result, centres: set[str]) -> Iterator[str]:
    indicators = set(result.rubric.indicators)
    if set(result.verification.dimensions) != {part.code for part in result.rubric.dimensions}:
        yield "verification.dimensions"
    for code in result.findings.codes:
        if code not in indicators | set(all_checks()):
            yield f"findings, code {code}"
    for row, systemic in enumerate(result.systemic):
        if systemic.code not in indicators or not centres >= set(systemic.centres):
            yield f"systemic.{row}"
    for row, problem in enumerate(result.problems):
        if problem.code not in PROBLEM_KINDS:
            yield f"problems.{row}.code"


def _all_answer_faults(records: ResultJson, rubric: Rubric) -> Iterator[str]:
    questions = instrument(rubric)
    for row, centre in enumerate(records.get("centres", [])):
        for source in ("reported", "observed"):
            yield from _answer_faults(centre, source, questions, f"centres.{row}.answers")


def _answer_faults(
    centre: CentreJson, source: str, questions: Mapping[str, Question], place: str
) -> Iterator[str]:
    stored: Mapping[str, Mapping[str, Any]] = centre.get("answers", {})  # type: ignore[assignment]
    for name, value in stored[source].items():
        if name not in questions or not _fits(value, questions[name]):
            yield f"{place}.{source}.{name}"
    for name, word in stored[f"{source}_blank"].items():
        if name not in questions or word not in _BLANKS:
            yield f"{place}.{source}_blank.{name}"


def _fits(value: float | str | Sequence[str], question: Question) -> bool:
    """Whether a value can be an answer to the question, as `answers.stored_value` writes it."""
    match question.type:
        case "integer" | "decimal":
            return isinstance(value, int | float)
        case "select_one":
            return value in question.codes
        case "select_multiple":
            return isinstance(value, list) and set(value) <= set(question.codes)
        case "date":
            return _reads(date.fromisoformat, value)
        case "time":
            return _reads(time.fromisoformat, value)
    return isinstance(value, str)


def _reads(parse: Any, value: object) -> bool:
    try:
        return bool(isinstance(value, str) and parse(value) is not None)
    except ValueError:
        return False
