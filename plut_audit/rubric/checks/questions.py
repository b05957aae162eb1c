"""The checks of questions and of the roster: types, choices, limits, conditions."""

from collections.abc import Iterator

from plut_audit.i18n import LANGUAGES, N_
from plut_audit.rubric.checks.conditions import cycle_faults, rule_text_faults
from plut_audit.rubric.checks.known_names import KNOWN_QUESTIONS, KNOWN_ROSTER, KnownQuestion
from plut_audit.rubric.checks.value_types import MOST_CHOICES, NUMBER, type_of
from plut_audit.rubric.faults import Fault, Location, as_written, did_you_mean
from plut_audit.rubric.model import Question, Rubric

MOST_CHOICES_OF_ONE = 32_767


def question_faults(rubric: Rubric) -> Iterator[Fault]:
    """The faults of every question of the instrument and of the roster."""
    file = "rubric.toml" if rubric.without_form else "questions.toml"
    for question in rubric.questions.values():
        at = Location(file, question.name)
        yield from _type_faults(question, at)
        yield from _known_name_faults(question, KNOWN_QUESTIONS.get(question.name), at)
        yield from _section_faults(rubric, question, at)
        yield from _alias_faults(question, at)
        yield from _short_form_faults(question, at)
        yield from _bound_faults(rubric, question, at)
        for key in ("only_if", "visit_only_if"):
            if text := str(getattr(question, key)):
                yield from rule_text_faults(rubric, key, text, at)
    for question in rubric.roster.values():
        at = Location("roster.toml", question.name)
        yield from _type_faults(question, at)
        yield from _known_name_faults(question, KNOWN_ROSTER.get(question.name), at)
        if question.at_most:
            yield at.fault(N_("'at_most' is for questions of the form; remove it from the roster"))
        if question.only_if or question.visit_only_if:
            yield at.fault(N_("'only_if' is for questions of the form; remove it from the roster"))
    yield from _identity_faults(rubric, Location(file, "questions"))
    yield from cycle_faults(rubric, file)


def _type_faults(question: Question, at: Location) -> Iterator[Fault]:
    """Choices and limits where the type has them, and only there."""
    if question.type.startswith("select") != bool(question.choices):
        yield at.fault(
            N_(
                "choices belong to select_one and select_multiple, and only there; the type is "
                "'{type}' and there are {count} choices"
            ),
            type=question.type,
            count=len(question.choices),
        )
    most = MOST_CHOICES if question.type == "select_multiple" else MOST_CHOICES_OF_ONE
    if len(question.choices) > most:
        yield at.fault(
            N_("at most {most} choices are possible, but there are {found}"),
            most=most,
            found=len(question.choices),
        )
    if question.type == "select_multiple":
        for code in question.choices:
            if not code or code.split() != [code]:
                yield at.fault(
                    N_(
                        "the choice '{choice}' holds a blank, which parts one choice from the "
                        "next; write an underscore"
                    ),
                    choice=code,
                )
    yield from _choice_faults(question, at)
    yield from _limit_faults(question, at)


def _choice_faults(question: Question, at: Location) -> Iterator[Fault]:
    """Two choices that are written alike could not be distinguished in an answer."""
    for language in LANGUAGES:
        seen: dict[str, str] = {}
        for code, label in question.choices.items():
            for written in {_folded(code), _folded(label[language])}:
                other = seen.setdefault(written, code)
                if other != code:
                    yield at.fault(
                        N_(
                            "the choices '{first}' and '{second}' have the same code or label "
                            "'{written}'; give each its own"
                        ),
                        first=other,
                        second=code,
                        written=written,
                    )


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _limit_faults(question: Question, at: Location) -> Iterator[Fault]:
    low, high = question.valid_min, question.valid_max
    if type_of(question) != NUMBER:
        if low is not None or high is not None:
            yield at.fault(
                N_("'valid_min' and 'valid_max' are for numbers, but the type is '{type}'"),
                type=question.type,
            )
    elif low is not None and high is not None and low > high:
        yield at.fault(
            N_("'valid_min' is greater than 'valid_max': {low} and {high}"),
            low=as_written(low),
            high=as_written(high),
        )


def _short_form_faults(question: Question, at: Location) -> Iterator[Fault]:
    """A short form belongs to one choice, and is no code or label of another."""
    owners = {
        _folded(text): code
        for code, label in question.choices.items()
        for text in (code, *label.values())
    }
    for choice, forms in question.short_forms.items():
        if choice not in question.choices:
            yield at.fault(
                N_("'short_forms' names the choice '{choice}', which is none{hint}"),
                choice=choice,
                hint=did_you_mean(choice, question.choices),
            )
        for written in forms:
            other = owners.setdefault(_folded(written), choice)
            if other != choice:
                yield at.fault(
                    N_("'short_forms' gives '{written}' to '{choice}', but it names '{other}'"),
                    written=written,
                    choice=choice,
                    other=other,
                )


def _bound_faults(rubric: Rubric, question: Question, at: Location) -> Iterator[Fault]:
    """`at_most` names another number; neither a question of choices nor the question itself."""
    if not question.at_most:
        return
    whole = rubric.questions.get(question.at_most)
    if whole is None or whole is question:
        yield at.fault(
            N_("'at_most' names '{name}', which is no other question{hint}"),
            name=question.at_most,
            hint=did_you_mean(question.at_most, rubric.questions.keys() - {question.name}),
        )
    elif {type_of(question), type_of(whole)} != {NUMBER}:
        yield at.fault(
            N_("'at_most' compares numbers, but the types are '{type}' and '{other}'"),
            type=question.type,
            other=whole.type,
        )


def _alias_faults(question: Question, at: Location) -> Iterator[Fault]:
    for written, choice in question.aliases.items():
        if choice not in question.choices:
            yield at.fault(
                N_("'aliases' gives '{written}' the choice '{choice}', which is none{hint}"),
                written=written,
                choice=choice,
                hint=did_you_mean(choice, question.choices),
            )


def _known_name_faults(
    question: Question, known: KnownQuestion | None, at: Location
) -> Iterator[Fault]:
    """A name that the program uses itself must have the type that it counts on."""
    if known is None:
        return
    if question.type not in known.types:
        yield at.fault(
            N_(
                "the program uses '{name}' itself, as {expected}, but its type is '{found}'; "
                "change the type, or call the question otherwise"
            ),
            name=question.name,
            expected=" / ".join(known.types),
            found=question.type,
        )
    elif question.choices and (missing := known.choices - question.choices.keys()):
        yield at.fault(
            N_(
                "the program uses '{name}' itself and needs its choices {missing}; add them, or "
                "call the question otherwise"
            ),
            name=question.name,
            missing=", ".join(sorted(missing)),
        )


def _section_faults(rubric: Rubric, question: Question, at: Location) -> Iterator[Fault]:
    if rubric.sections and question.section and question.section not in rubric.sections:
        yield at.fault(
            N_("'section' names '{name}', which is not among [sections]{hint}"),
            name=question.section,
            hint=did_you_mean(question.section, rubric.sections),
        )
    if question.name in {f"remark_{section.lower()}" for section in rubric.sections}:
        yield at.fault(
            N_("'{name}' is the remark that closes a section; call the question otherwise"),
            name=question.name,
        )
    if question.name in rubric.derived:
        yield at.fault(
            N_("a derived value is called '{name}' too; call one of them otherwise"),
            name=question.name,
        )


def _identity_faults(rubric: Rubric, at: Location) -> Iterator[Fault]:
    """Without a code or a name nobody can say which centre answered."""
    asked = rubric.questions.keys() & {"centre_id", "centre_name"}
    if not asked:
        yield at.fault(
            N_(
                "there is neither 'centre_id' nor 'centre_name'; add one, of type text, for the unit"
            )
        )
    fields, field = rubric.questions.get("consultant_fields"), rubric.roster.get("field")
    for choice in (field.choices.keys() - fields.choices.keys()) if fields and field else ():
        yield Location("roster.toml", "field").fault(
            N_("'{choice}' is no choice of 'consultant_fields', which is counted from it"),
            choice=choice,
        )
