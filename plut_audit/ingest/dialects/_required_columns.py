"""A rubric without a form names columns itself: each has to be in one of the tables."""

from collections.abc import Sequence

from plut_audit.errors import NothingToReadError
from plut_audit.i18n import N_
from plut_audit.ingest.dialects import RawAnswers
from plut_audit.problems import Problem
from plut_audit.rubric import Rubric
from plut_audit.rubric.faults import did_you_mean


def require_columns(
    found: Sequence[RawAnswers], rubric: Rubric, problems: Sequence[Problem]
) -> None:
    """Raise `NothingToReadError` where an indicator of such a rubric asks for a column that is nowhere.

    A questionnaire may leave questions out; here a name that matches nothing is mistyped, and
    scoring without it would change the index in silence.
    """
    if not rubric.without_form or not found:
        return
    # The headers of the tables that answer no question.
    unused = {problem.value for problem in problems if problem.code in ("COL-01", "COL-02")}
    present = {name for raw in found for name in raw.columns}
    for indicator in rubric.indicators.values():
        for name in indicator.names:
            if name not in present and name not in rubric.derived:
                raise NothingToReadError(
                    N_(
                        "Correct 'value' in the rubric or the header of the table: {code} is "
                        "measured from the column '{column}', which no table has{hint}"
                    ),
                    code=indicator.code,
                    column=name,
                    hint=did_you_mean(name, unused),
                )
