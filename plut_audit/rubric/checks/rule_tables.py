"""The checks of `rubric.toml`: columns, scoring, calendar, severities, derived values."""

from collections import Counter
from collections.abc import Iterator, Mapping

from plut_audit.i18n import N_
from plut_audit.rubric.checks.known_names import LEVELS
from plut_audit.rubric.checks.value_types import CHOICE, type_of, type_words
from plut_audit.rubric.faults import Fault, Location, as_written, did_you_mean
from plut_audit.rubric.model import Rubric
from plut_audit.rubric.rules import DerivedValue, Severities

FILE = "rubric.toml"


def rule_faults(rubric: Rubric) -> Iterator[Fault]:
    """The faults of the rules, table by table as the file has them."""
    yield from _column_faults(rubric)
    yield from _scoring_faults(rubric)
    yield from _calendar_faults(rubric)
    yield from _severity_faults(rubric)
    for name, derived in rubric.derived.items():
        yield from _derived_faults(rubric, name, derived)


def _column_faults(rubric: Rubric) -> Iterator[Fault]:
    at = Location(FILE, "columns")
    for name, heading in rubric.columns.items():
        if name not in rubric.questions:
            yield at.fault(
                N_("'{name}' is no question and no name in a 'value'{hint}"),
                name=name,
                hint=did_you_mean(name, rubric.questions),
            )
        if not heading.strip():
            yield at.fault(N_("'{name}' has an empty heading; write the column's"), name=name)
    counts = Counter(" ".join(heading.split()).casefold() for heading in rubric.columns.values())
    for heading, count in counts.items():
        if count > 1 and heading:
            yield at.fault(
                N_("{count} questions have the heading '{heading}'; a column answers one question"),
                count=count,
                heading=heading,
            )


def _scoring_faults(rubric: Rubric) -> Iterator[Fault]:
    scoring = rubric.scoring
    if scoring.floor >= scoring.scale:
        yield Location(FILE, "scoring").fault(
            N_("'floor' must be less than 'scale', {scale}, but is {floor}"),
            scale=as_written(scoring.scale),
            floor=as_written(scoring.floor),
        )


def _calendar_faults(rubric: Rubric) -> Iterator[Fault]:
    at, rules = Location(FILE, "calendar"), rubric.calendar
    hours = {"usual_from": rules.usual_from, "usual_until": rules.usual_until}
    yield from _order_faults(hours, at)
    yield from _day_faults("usual_days", rules.usual_days, at)
    for number, pause in enumerate(rules.breaks, 1):
        at = Location(FILE, f"calendar: breaks: {number}")
        yield from _order_faults({"begins": pause.begins, "ends": pause.ends}, at)
        yield from _day_faults("days", pause.days, at)


def _order_faults(hours: dict[str, str], at: Location) -> Iterator[Fault]:
    """A fault where the first of two hours, by their keys, is not the earlier one."""
    (first, start), (last, end) = hours.items()
    if start >= end:
        yield at.fault(
            N_("'{first}' must be earlier than '{last}', but they are {start} and {end}"),
            first=first,
            last=last,
            start=start,
            end=end,
        )


def _day_faults(key: str, days: tuple[int, ...], at: Location) -> Iterator[Fault]:
    if not days or len(set(days)) < len(days):
        yield at.fault(
            N_("'{key}' must be different days from 0 (Monday) to 6, but are {found}"),
            key=key,
            found=", ".join(map(str, days)) or "–",
        )


def _severity_faults(rubric: Rubric) -> Iterator[Fault]:
    at, rules, scale = Location(FILE, "severities"), rubric.severities, rubric.scoring.scale
    for key in ("gap", "medium", "high", "overstated_high"):
        points = getattr(rules, key)
        if key in rules.model_fields_set and not 0 <= points <= scale:
            yield at.fault(
                N_("'{key}' must lie between 0 and {scale}, but is {found}"),
                key=key,
                scale=as_written(scale),
                found=as_written(points),
            )
    if rules.medium > rules.high:
        yield at.fault(
            N_("'medium' must not be greater than 'high', but they are {medium} and {high}"),
            medium=as_written(rules.medium),
            high=as_written(rules.high),
        )
    if missing := Severities().priority.keys() - rules.priority.keys():
        yield at.fault(
            N_("'priority' needs a weight for each severity; {missing} is missing"),
            missing=", ".join(sorted(missing)),
        )


def _derived_faults(rubric: Rubric, name: str, derived: DerivedValue) -> Iterator[Fault]:
    at = Location(FILE, name)
    question = rubric.questions.get(derived.depends_on)
    if question is None:
        yield at.fault(
            N_("'depends_on' names '{name}', which is no question{hint}"),
            name=derived.depends_on,
            hint=did_you_mean(derived.depends_on, rubric.questions),
        )
        return
    choices: Mapping[str, object] = question.choices
    if rubric.without_form and question.name == "level":
        choices = dict.fromkeys(LEVELS)
    elif type_of(question) != CHOICE:
        yield at.fault(
            N_(
                "'depends_on' needs a question of type select_one, but '{name}' is {found}; name "
                "another question"
            ),
            name=question.name,
            found=type_words(type_of(question)),
        )
        return
    if question.asked_in == "visit":
        yield at.fault(
            N_(
                "'depends_on' needs a question of the questionnaire; '{name}' is asked at the visit"
            ),
            name=question.name,
        )
    for choice in derived.values.keys() - choices.keys():
        yield at.fault(
            N_("'values' names '{choice}', no choice of '{question}'{hint}"),
            choice=choice,
            question=question.name,
            hint=did_you_mean(choice, choices),
        )
    yield from _derived_type_faults(derived, at)


def _derived_type_faults(derived: DerivedValue, at: Location) -> Iterator[Fault]:
    values = [*derived.values.values(), derived.otherwise]
    lists = [value for value in values if isinstance(value, tuple)]
    if lists and len(lists) < len(values):
        yield at.fault(
            N_("'values' and 'otherwise' must all be numbers or all be lists, but both occur")
        )
    for value in lists:
        if not value or len(set(value)) < len(value):
            yield at.fault(
                N_("a list must name each choice once and at least one, but is [{found}]"),
                found=", ".join(value),
            )
