"""An audit's figures by centre code, as plain values, for tests at the level of scoring."""

import random
import tempfile
from pathlib import Path
from typing import Any

from recomputation import Truth, half_up
from surveys import write_csv

from plut_audit.audit import Audit
from plut_audit.audit import run as run_audit
from plut_audit.rubric import Rubric
from plut_audit.scoring.findings import FindingKind, Severity


def audit_truths(truths: dict[str, Truth], rubric: Rubric, order: int = 0) -> Audit:
    """The audit of invented centres, their rows and columns in an order of their own."""
    with tempfile.TemporaryDirectory() as folder:
        survey = write_csv(truths, rubric, Path(folder), random.Random(order))
        return run_audit([survey], rubric)


def codes(done: Audit) -> list[str]:
    """The centres in the order of the columns."""
    return [centre.centre_id for centre in done.survey.centres]


def column(done: Audit, values: Any) -> dict[str, Any]:
    """A column by centre code."""
    return dict(zip(codes(done), values.tolist(), strict=True))


def printed(done: Audit, figure: str) -> dict[str, float]:
    """A figure as it is printed, by centre code."""
    exact = column(done, getattr(done.scores, figure).index)
    return {code: half_up(value) for code, value in exact.items()}


def found(done: Audit) -> dict[str, dict[str, tuple[str, list[str], bool]]]:
    """Severity, kinds and binding of every finding, by centre and finding code."""
    result: dict[str, dict[str, tuple[str, list[str], bool]]] = {one: {} for one in codes(done)}
    findings, ids = done.findings, codes(done)
    for row in range(len(findings)):
        result[ids[findings.centre[row]]][findings.codes[findings.code[row]]] = (
            Severity(int(findings.severity[row])).word,
            FindingKind(int(findings.kinds[row])).names,
            bool(findings.binding[row]),
        )
    return result
