"""Why posted hours could not be read: a reason in words, and the piece of text it is about."""

from plut_audit.i18n import N_

WORD = N_("a word is not understood")
LONG = N_("the text is too long for opening hours")
CUT = N_("the text is cut off")
NO_TIME = N_("no opening time is given")
NO_DAY = N_("a time is given without a day")
DAY_ALONE = N_("a day is named without its hours")
DAY_LIST = N_("the list of days is not clear")
DAY_TWICE = N_("a day is named twice with different hours")
TIME_ALONE = N_("a time has no end or no beginning")
NO_SUCH_TIME = N_("there is no such time of day")
HALF_OF_DAY = N_("it is not clear whether morning or afternoon is meant")
BARE_NUMBER = N_("a number may or may not be a time")
BACKWARDS = N_("the end does not lie after the beginning")
OVERLAP = N_("the times of one day overlap or are out of order")
UNLIKELY = N_("it is not clear what is break and what is opening hours")
BREAK_DAYS = N_("it is not clear which days the break is for")
BREAK_PLACE = N_("the break does not lie within the opening hours")


class UnreadableHoursError(ValueError):
    """Hours that cannot be read without guessing.

    `reason` is a catalogue key without blanks; `part` is the piece of text it is about.
    """

    def __init__(self, reason: str, part: str = "") -> None:
        super().__init__(f"{reason}: {part}" if part else reason)
        self.reason = reason
        self.part = part
