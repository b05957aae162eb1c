"""Text as people write it, to numbers, dates and choices.

Every `read_...` takes one raw cell (`str`, `float`, `int`, `bool`, `date`, `datetime`, `time`,
`timedelta`, `""` or `None`) and gives a `Reading`; none of them raises.
"""

from plut_audit.ingest.values.choice_list import Choices
from plut_audit.ingest.values.choices import read_choice, read_choices
from plut_audit.ingest.values.dates import read_date, read_time, read_timestamp
from plut_audit.ingest.values.numbers import PERCENT_WORDS, read_number
from plut_audit.ingest.values.text import (
    Blank,
    Reading,
    as_text,
    blank_of,
    clean,
    fold,
    is_blank,
    is_plain_text,
    read_text,
)
from plut_audit.ingest.values.ticks import is_cross, is_tick, is_unticked, ticked_options

__all__ = [
    "PERCENT_WORDS",
    "Blank",
    "Choices",
    "Reading",
    "as_text",
    "blank_of",
    "clean",
    "fold",
    "is_blank",
    "is_cross",
    "is_plain_text",
    "is_tick",
    "is_unticked",
    "read_choice",
    "read_choices",
    "read_date",
    "read_number",
    "read_text",
    "read_time",
    "read_timestamp",
    "ticked_options",
]
