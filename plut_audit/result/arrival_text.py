"""When a visit arrived, and why the state on arrival was not assessed, in words of one language."""

from collections.abc import Iterator
from datetime import date

from plut_audit.i18n import N_, format_weekday, translate
from plut_audit.result.visits import Arrival
from plut_audit.rubric import Rubric

_ANNOUNCED = {
    True: N_("The visit was announced."),
    False: N_("The visit was not announced."),
    None: N_("Whether the visit was announced is not recorded."),
}

OUTSIDE: dict[str, str] = {
    "holiday": N_("the visit came on a public holiday or joint leave day"),
    "outside_hours": N_("the visit came outside the declared hours"),
    "break": N_("the visit came during a break"),
    "unknown_time": N_("the day or hour of the visit is not known"),
}
"""Why the centre need not have been open when the visit arrived."""


def not_assessed(arrival: Arrival, rubric: Rubric, language: str) -> str:
    """That and why the state on arrival was not assessed; nothing where it was."""
    if not arrival.outside:
        return ""
    reason = translate(OUTSIDE[arrival.outside], language)
    if arrival.holiday:
        reason = f"{reason} ({arrival.holiday})"
    sentence = translate(
        N_("The state on arrival was not assessed: {reason}."), language, reason=reason
    )
    return " ".join([sentence, *arrival_facts(arrival, rubric, language)])


def arrival_facts(arrival: Arrival, rubric: Rubric, language: str) -> Iterator[str]:
    """When the visit arrived, what hours were declared, and what shows it."""
    usual = rubric.calendar
    if arrival.date and arrival.time:
        yield translate(
            N_("Arrival: {day}, {clock} local time."),
            language,
            day=format_weekday(date.fromisoformat(arrival.date), language),
            clock=arrival.time.replace(":", "."),
        )
    if arrival.declared is not None:
        yield translate(N_("Declared hours: {hours}."), language, hours=arrival.declared)
    else:
        yield translate(
            N_("No declared hours could be read; {begins} to {ends} on the usual days was taken."),
            language,
            begins=usual.usual_from.replace(":", "."),
            ends=usual.usual_until.replace(":", "."),
        )
    yield translate(_ANNOUNCED[arrival.announced], language)
    if arrival.photograph:
        yield translate(N_("Photograph: {file}."), language, file=arrival.photograph)
