"""What is wrong with a decision, named at its row of the ledger."""

from plut_audit.problems import Problem
from plut_audit.review.decisions.decision import Decision


def decision_problem(code: str, decision: Decision, **values: object) -> Problem:
    """A problem of a decision, at its row of the ledger."""
    file, sheet, cell = decision.location
    values = {"target": decision.target_text, **values}
    return Problem(code, file, sheet, cell, decision.centre_id, decision.question, values=values)
