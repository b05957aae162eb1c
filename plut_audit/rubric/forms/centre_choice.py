"""The centre of an XLSForm as a list to choose from; code, name and region follow from it.

The respondent chooses the province and then the centre. What the rubric asks about the identity
of the centre is then calculated, so that an export holds the code and the name as the registry
writes them, whether it gives names or labels of choices.
"""

import re
from collections.abc import Iterator, Sequence

from plut_audit.i18n import LANGUAGES, N_, Translations, translations
from plut_audit.rubric import Form, Rubric
from plut_audit.rubric.forms.centres import FormCentre, provinces

PROVINCE, CENTRE = "centre_province", "centre_choice"
"""The two questions that stand in front of the calculated ones; they answer nothing themselves."""
LABELS = {PROVINCE: N_("Choose the province"), CENTRE: N_("Choose the centre")}

_COLUMNS = {
    "centre_id": "known_code",
    "centre_name": "known_name",
    "level": "known_level",
    "province": "known_province",
    "regency": "known_regency",
}
"""The column of the sheet `choices` from which a question is calculated."""
_HINTS = {
    PROVINCE: N_("The province of the local government that owns the centre."),
    CENTRE: N_(
        "Begin to type the name. A centre that is not in the list: ask the audit team, which adds it."
    ),
}

Row = dict[str, str]


def calculated(rubric: Rubric, form: Form) -> list[str]:
    """The questions of a form that follow from the choice of the centre."""
    return [name for name in _COLUMNS if name in rubric.asked_in(form)]


def questions(centres: Sequence[FormCentre]) -> Iterator[tuple[Row, Translations, Translations]]:
    """The questions to choose by, each with its label and hint: the province where there are several."""
    required = {"required": "yes", "appearance": "minimal autocomplete"}
    several = len(provinces(centres)) > 1
    if several:
        row = {"type": f"select_one {PROVINCE}", "name": PROVINCE, **required}
        yield row, translations(LABELS[PROVINCE]), translations(_HINTS[PROVINCE])
    near = {"choice_filter": f"in_province=${{{PROVINCE}}}"} if several else {}
    row = {"type": f"select_one {CENTRE}", "name": CENTRE, **required, **near}
    yield row, translations(LABELS[CENTRE]), translations(_HINTS[CENTRE])


def calculation(name: str) -> str:
    """What a question of the rubric is calculated from, in the language of XLSForm."""
    return f"instance('{CENTRE}')/root/item[name=${{{CENTRE}}}]/{_COLUMNS[name]}"


def choices(centres: Sequence[FormCentre]) -> Iterator[tuple[Row, Translations]]:
    """The choices of both lists, each with its label."""
    numbers = {name: f"p{number}" for number, name in enumerate(provinces(centres), 1)}
    if len(numbers) > 1:
        for name, key in numbers.items():
            yield {"list_name": PROVINCE, "name": key}, dict.fromkeys(LANGUAGES, name or "–")
    for number, centre in enumerate(centres, 1):
        name = _choice_name(centre.centre_id, number)
        row = {"list_name": CENTRE, "name": name, "in_province": numbers[centre.province]}
        known = (centre.centre_id, centre.name, centre.level, centre.province, centre.regency)
        row |= dict(zip(_COLUMNS.values(), known, strict=True))
        label = f"{centre.name} ({centre.centre_id})"
        yield row, dict.fromkeys(LANGUAGES, label)


def _choice_name(code: str, number: int) -> str:
    """A name without blanks, each once; the number stands in for a code of other signs."""
    return code if re.fullmatch(r"[\w.-]+", code, re.ASCII) else f"c{number}"
