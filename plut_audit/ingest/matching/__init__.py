"""Which answers count for which centre (method, section 2).

Of several responses of a centre the latest counts, where a date says which that is; of several
visits each question takes its latest answer. Nothing depends on the order of rows or files.
"""

from dataclasses import dataclass

import numpy as np

from plut_audit.ingest.answers import Answers, Array
from plut_audit.ingest.matching.centre_names import (
    NOWHERE,
    CentreReference,
    MatchedCentres,
    centre_references,
    location_of,
    match_centres,
    surveyed_centres,
)
from plut_audit.ingest.matching.duplicates import (
    choose_responses,
    duplicate_responses,
    latest_by_question,
    undecided_visits,
)
from plut_audit.ingest.matching.presence import absent_rows, answering_rows
from plut_audit.ingest.matching.survey_years import dates_of_other_years
from plut_audit.ingest.registry import Centre

__all__ = [
    "NOWHERE",
    "CentreReference",
    "MatchedCentres",
    "Survey",
    "absent_rows",
    "answering_rows",
    "centre_references",
    "choose_responses",
    "dates_of_other_years",
    "duplicate_responses",
    "latest_by_question",
    "location_of",
    "match_centres",
    "surveyed_centres",
    "undecided_visits",
]


@dataclass
class Survey:
    """The answers that count, by centre.

    `response` is the row of the questionnaire that counts for each centre, `visit` for each
    question of the visit form the row that answered it last; -1 where there is none. `kept` are
    the places of values that an auditor keeps although another answer contradicts them.
    """

    centres: tuple[Centre, ...]
    questionnaire: Answers
    response: Array
    visits: Answers
    visit: dict[str, Array]
    kept: frozenset[str] = frozenset()

    @property
    def responded(self) -> Array:
        """Whether each centre answered the questionnaire."""
        return np.asarray(self.response != NOWHERE)

    @property
    def visited(self) -> Array:
        """Whether each centre was visited."""
        if not self.visit:
            return np.zeros(len(self.centres), bool)
        return np.asarray(np.any([rows != NOWHERE for rows in self.visit.values()], axis=0))
