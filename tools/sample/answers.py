"""What an answer is, how good a centre is at a question, and when it answered."""

from collections.abc import Callable
from datetime import date, timedelta

from sample.centres import FIRST_DAY, Centre
from sample.chance import share, spread, within

Answer = str | list[str] | int | float | date | None
Answers = dict[str, Answer]
Consultant = dict[str, Answer]
Worth = Callable[[str, str], float]
"""How good a centre is at one question of a dimension, from 0 to 1."""
_WIDELY_WEAK = ("outside", "people", "legal", "dprd", "reports", "safety", "honorarium")
"""Questions at which most centres fall short, so that some findings are systemic."""


def survey_date(centre: Centre, year: int) -> date:
    """When the centre answered: most soon after the survey opened."""
    return FIRST_DAY[year] + timedelta(int(38 * share(centre.centre_id, year, "day") ** 1.4))


def worth_of(centre: Centre, year: int) -> Worth:
    """Strong and weak points last; each year shifts them a little."""

    def worth(dimension: str, question: str) -> float:
        lasting = 0.32 * spread(centre.centre_id, question)
        lasting += -0.13 if question in _WIDELY_WEAK else 0.1
        passing = 0.06 * spread(centre.centre_id, question, year)
        return within(centre.worth(dimension, year) + lasting + passing)

    return worth
