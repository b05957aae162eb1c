"""What only shows when the files of a rubric are seen together.

What passes here can be scored: every expression has a type and is used as such, every number
lies in its range, every name is known. A property test holds this on random rubrics.
"""

from collections.abc import Iterator, Sequence

from plut_audit.rubric.checks.classes import class_faults
from plut_audit.rubric.checks.indicators import dimension_faults
from plut_audit.rubric.checks.questions import question_faults
from plut_audit.rubric.checks.rule_tables import rule_faults
from plut_audit.rubric.faults import Fault
from plut_audit.rubric.model import Rubric


def rubric_faults(rubric: Rubric, files: Sequence[str]) -> Iterator[Fault]:
    """Every fault of the whole; `files` names the file of each dimension, in their order."""
    yield from dimension_faults(rubric, files)
    yield from question_faults(rubric)
    yield from rule_faults(rubric)
    yield from class_faults(rubric)
