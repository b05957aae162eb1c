"""A class as it is printed: alone, capped, provisional, or both.

Formulas take these texts from the sheet of weights, so that they say what every report says.
"""

from dataclasses import replace

import numpy as np

from plut_audit.i18n import N_
from plut_audit.report.vocabulary import class_with_marks
from plut_audit.result import CentreRow, Result
from plut_audit.scoring.ranking import UNRANKED

FORM_TITLES = (
    N_("As printed"),
    N_("Capped"),
    N_("Provisional"),
    N_("Capped and provisional"),
)
"""The forms of a class, by capped + 2 * provisional."""
Forms = tuple[str, ...]


def class_forms(result: Result) -> dict[str, Forms]:
    """The forms of each class of the edition by its name; of `UNRANKED` and "" as well."""
    names = [*(band.name for band in result.rubric.bands), UNRANKED, ""]
    count, forms = len(FORM_TITLES), np.arange(len(FORM_TITLES) * len(names)) % len(FORM_TITLES)
    named = replace(
        result.centres,
        ranked=np.repeat([name != UNRANKED for name in names], count),
        class_name=np.repeat(np.array(names, object), count),
        class_capped=forms % 2 == 1,
        class_provisional=forms >= 2,
    )
    centres = replace(result, centres=named)
    texts = [class_with_marks(CentreRow(centres, row)) for row in range(len(forms))]
    return {name: tuple(texts[at * count : (at + 1) * count]) for at, name in enumerate(names)}
