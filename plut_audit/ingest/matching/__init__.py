"""Which answers count for which centre (method, section 2).

Of several responses of a centre the latest submission counts; of several visits each question
takes its latest answer. Ties are settled by what was written, never by the order of rows or
files, so that reordering changes nothing.
"""

from dataclasses import dataclass

import numpy as np

from plut_audit.ingest.answers import Answers, Array
from plut_audit.ingest.matching.centre_names import NOWHERE
from plut_audit.ingest.registry import Centre

__all__ = ["NOWHERE", "Survey"]


@dataclass
class Survey:
    """The answers that count, by centre.

    `response` is the row of the questionnaire that counts for each centre, `visit` for each
    question of the visit form the row that answered it last; -1 where there is none.
    """

    centres: tuple[Centre, ...]
    questionnaire: Answers
    response: Array
    visits: Answers
    visit: dict[str, Array]

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
