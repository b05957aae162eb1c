"""Answers handed in a second time (CHK-07)."""

import numpy as np

from plut_audit.analysis.history import Year
from plut_audit.ingest.answers import Array

COPIED = "CHK-07"
FEWEST = 10
"""Answers that must be there to compare; a handful can be the same by honest chance."""


def equal_answers(old: Year, new: Year) -> tuple[Array, Array]:
    """The share of a centre's answers that equal the year before's, and how many were compared.

    Rows are the centres of the newer year. Compared are the questions from which indicators
    are computed; one that was answered in one year only counts as different. NaN where the
    centre did not answer in both years.
    """
    asked = [
        name for name in _scored_questions(new) if name in old.questions and name in new.questions
    ]
    earlier = old.answers[:, [old.questions.index(name) for name in asked]]
    now = new.answers[:, [new.questions.index(name) for name in asked]]
    rows = np.array([old.row_of.get(centre["centre_id"], -1) for centre in new.centres], int)
    before = np.where((rows >= 0)[:, None], earlier[rows], -1) if len(earlier) else now * 0 - 1
    answered = (before >= 0) | (now >= 0)
    both = (before >= 0).any(axis=1) & (now >= 0).any(axis=1)
    compared = np.where(both, answered.sum(axis=1), 0)
    equal = (answered & (before == now)).sum(axis=1)
    share = np.divide(equal, compared, out=np.full(len(now), np.nan), where=compared > 0)
    return share, compared


def _scored_questions(year: Year) -> list[str]:
    names = (name for item in year.rubric.indicators.values() for name in item.names)
    return sorted(set(names))


def copied_centres(old: Year, new: Year) -> list[str]:
    """The centres whose answers all equal those of the year before."""
    share, compared = equal_answers(old, new)
    copied = (compared >= FEWEST) & (share == 1)
    return [new.centres[row]["centre_id"] for row in np.flatnonzero(copied)]
