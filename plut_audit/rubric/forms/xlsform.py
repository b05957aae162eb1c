"""The XLSForm of a form: sheets `survey`, `choices` and `settings` in both languages.

Names follow xlsform.org. A section is a group, the roster a repeat; the name of a group is its
English title in plain lowercase words, for KoboToolbox puts it before the name of a column.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from plut_audit.i18n import LANGUAGES, N_, Translations, translations
from plut_audit.rubric import Form, Question, Rubric
from plut_audit.rubric.expressions import Membership
from plut_audit.rubric.forms import bounds, centre_choice, parts
from plut_audit.rubric.forms.centres import FormCentre, fingerprint
from plut_audit.rubric.forms.parts import EXCLUSIVE, FormSection
from plut_audit.rubric.forms.workbook import Styles, workbook_bytes

LANGUAGE_NAMES = {"id": "Bahasa Indonesia (id)", "en": "English (en)"}
REPEAT = "consultants"

Row = dict[str, str]

_FORM_IDS: dict[Form, str] = {"questionnaire": "plut_questionnaire", "visit": "plut_visit"}
# When the form was opened and closed, and the day: kept by the device, asked of nobody.
_KEPT_BY_DEVICE = ("start", "end", "today")
_WIDTHS = {"type": 26, "name": 26, "relevant": 30, "constraint": 34}


def write(rubric: Rubric, form: Form, language: str, centres: Sequence[FormCentre] = ()) -> bytes:
    """The workbook of an XLSForm; `language` is the one it opens in.

    With `centres` the centre is chosen from a list.
    """
    sheets = {
        "survey": list(survey(rubric, form, centres)),
        "choices": list(choices(rubric, form, centres)),
        "settings": [settings(rubric, form, language, centres)],
    }

    def fill(book: Any) -> None:
        for name, rows in sheets.items():
            _write_sheet(book, name, rows)

    return workbook_bytes(fill)


def survey(rubric: Rubric, form: Form, centres: Sequence[FormCentre] = ()) -> Iterator[Row]:
    """The rows of the sheet `survey`."""
    for kind in _KEPT_BY_DEVICE:
        yield {"type": kind, "name": kind}
    known = centre_choice.calculated(rubric, form) if centres else []
    for section in parts.form_sections(rubric, form):
        rows = list(_rows_of(rubric, form, section, known))
        if known and any(question.name == known[0] for question in section.questions):
            rows[:0] = _centre_rows(centres)
        yield from _grouped(section, rows) if section.code else rows


def _grouped(section: FormSection, rows: list[Row]) -> Iterator[Row]:
    name = group_of(section)
    yield {"type": "begin_group", "name": name, **_translated("label", section.heading)}
    yield from rows
    yield {"type": "end_group", "name": name}


def _centre_rows(centres: Sequence[FormCentre]) -> Iterator[Row]:
    """The questions by which the centre is chosen."""
    for row, label, hint in centre_choice.questions(centres):
        yield row | _translated("label", label) | _translated("hint", hint)


def _rows_of(
    rubric: Rubric, form: Form, section: FormSection, known: Sequence[str]
) -> Iterator[Row]:
    """The questions of a section; the roster comes before all that it counts.

    Those that are `known` from the choice of the centre are calculated.
    """
    if section.roster:
        yield from _repeat(section)
    for question in section.questions:
        if question.name in known:
            calculation = centre_choice.calculation(question.name)
            yield {"type": "calculate", "name": question.name, "calculation": calculation}
        else:
            bounded = bounds.bounded_before(rubric, form, question)
            yield _row(question, bounded) | {"relevant": _relevance(rubric, form, question)}


def _repeat(section: FormSection) -> Iterator[Row]:
    label = translations(N_("Each consultant"))
    yield {"type": "begin_repeat", "name": REPEAT, **_translated("label", label)}
    for question in section.roster:
        yield _row(question)
    yield {"type": "end_repeat", "name": REPEAT}


def _relevance(rubric: Rubric, form: Form, question: Question) -> str:
    """When a question is asked, in the language of XLSForm; "" where always."""
    tests = [
        _test(rubric.questions[clause.name], clause)
        for clause in parts.conditions(rubric, form, question)
    ]
    if parts.only_without_roster(rubric, form, question):
        # A form shows an empty first line of the list, so lines that say something are counted.
        tests.insert(0, f"count-non-empty(${{{next(iter(rubric.roster))}}}) = 0")
    return " and ".join(tests)


def _row(question: Question, bounded: Sequence[bounds.Bound] = ()) -> Row:
    """A question, but for the condition under which it is asked."""
    constraint, message = _constraint(question, bounded)
    chosen = bool(question.choices)
    return {
        "type": f"{question.type} {question.name}" if chosen else question.type,
        "name": question.name,
        **_translated("label", question.label),
        **_translated("hint", {one: parts.hint(question, one) for one in LANGUAGES}),
        "required": "yes" if question.required else "",
        "constraint": constraint,
        **_translated("constraint_message", message),
        "appearance": _appearance(question),
        # Wide enough to read a notice of hours, small enough for a slow connection.
        "parameters": "max-pixels=1600" if question.type == "image" else "",
    }


def _test(other: Question, clause: parts.Clause) -> str:
    """A condition of the rubric in the language of XLSForm."""
    if isinstance(clause, Membership):
        tests = [_comparison(other, "=", choice) for choice in clause.choices]
        return f"({' or '.join(tests)})" if len(tests) > 1 else tests[0]
    return _comparison(other, clause.sign, clause.value)


def _comparison(other: Question, sign: str, value: str) -> str:
    equal = {"==": "="}.get(sign, sign)
    if parts.takes_several(other):
        ticked = f"selected(${{{other.name}}}, '{value}')"
        return ticked if equal == "=" else f"not({ticked})"
    return f"${{{other.name}}} {equal} " + (f"'{value}'" if other.choices else value)


def _constraint(question: Question, bounded: Sequence[bounds.Bound]) -> tuple[str, Translations]:
    """Which answers the form takes, and what it says to others."""
    if parts.takes_several(question):
        return _standing_alone(question)
    limits = {">=": question.valid_min, "<=": question.valid_max}
    tests = [f". {sign} {limit:.15g}" for sign, limit in limits.items() if limit is not None]
    if bounds.until_this_year(question):
        tests[-1] = ". <= number(format-date(today(), '%Y'))"
    if question.name in bounds.NOT_AFTER_TODAY:
        tests.append(". <= today()")
    # A blank answer bounds nothing.
    others = [(f"${{{other.name}}}", sign) for sign, other in bounded]
    tests += [f"({name} = '' or . {sign} {name})" for name, sign in others]
    sentences = [bounds.limits(question)]
    sentences += [bounds.bound_words(*bound) for bound in bounded]
    texts = [text for text in sentences if text]
    message = {one: " ".join(text[one] for text in texts) for one in LANGUAGES}
    return " and ".join(tests), message


def _standing_alone(question: Question) -> tuple[str, Translations]:
    """Of several ticks none may be one that stands alone."""
    offered = parts.offered(question)
    alone = [code for code in offered if code == EXCLUSIVE or code not in question.choices]
    ticked = " or ".join(f"selected(., '{code}')" for code in alone)
    names = {one: ", ".join(f"'{offered[code][one]}'" for code in alone) for one in LANGUAGES}
    message = translations(N_("Each of these stands alone: {choices}."), choices=names)
    return f"not(({ticked}) and count-selected(.) > 1)", message


def _appearance(question: Question) -> str:
    if parts.is_remark(question):
        return "multiline"
    return "thousands-sep" if question.unit == "IDR" else ""


def group_of(section: FormSection) -> str:
    """The name of a section's group; what the dinas fills in has its own."""
    name = group_name(section.title["en"])
    return f"dinas_{name}" if section.part == "dinas" else name


def group_name(english_title: str) -> str:
    """`Operating hours` as `operating_hours`; never the name of the repeat."""
    name = re.sub(r"[^a-z0-9]+", "_", english_title.lower()).strip("_").removeprefix("the_")
    return f"{name}_section" if name == REPEAT or not name[:1].isalpha() else name


def choices(rubric: Rubric, form: Form, centres: Sequence[FormCentre] = ()) -> Iterator[Row]:
    """The rows of the sheet `choices`: a list is named like its question."""
    known = centre_choice.calculated(rubric, form) if centres else []
    if known:
        for row, label in centre_choice.choices(centres):
            yield row | _translated("label", label)
    for section in parts.form_sections(rubric, form):
        for question in (*section.questions, *section.roster):
            # A list that no question uses would be a warning of the compiler.
            offered = {} if question.name in known else parts.offered(question)
            for code, label in offered.items():
                yield {"list_name": question.name, "name": code, **_translated("label", label)}


def settings(rubric: Rubric, form: Form, language: str, centres: Sequence[FormCentre] = ()) -> Row:
    """The one row of the sheet `settings`; the version follows from rubric and centres."""
    listed = f"-{fingerprint(centres)}" if centres else ""
    return {
        "form_title": parts.title(form)[language],
        "form_id": _FORM_IDS[form],
        "version": parts.version(rubric) + listed,
        "default_language": LANGUAGE_NAMES[language],
    }


def _translated(column: str, text: Translations) -> Row:
    return {f"{column}::{LANGUAGE_NAMES[language]}": text[language] for language in LANGUAGES}


def _write_sheet(book: Any, name: str, rows: list[Row]) -> None:
    """The rows under their columns; a column in which nothing stands is left out."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    filled = [column for column in columns if any(row.get(column) for row in rows)]
    styles, page = Styles(book), book.add_worksheet(name)
    page.freeze_panes(1, 2 if name == "survey" else 0)
    for place, column in enumerate(filled):
        page.set_column(place, place, _WIDTHS.get(column, 40 if "::" in column else 22))
        page.write_string(0, place, column, styles.heading())
        for line, row in enumerate(rows, start=1):
            if row.get(column):
                page.write_string(line, place, row[column], _look(styles, row))


def _look(styles: Styles, row: Row) -> Any:
    """Groups and repeats stand out from the questions in them."""
    outline = row.get("type", "").startswith(("begin", "end"))
    return styles(bold=True, bg_color="#DCEBF5") if outline else styles()
