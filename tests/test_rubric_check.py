"""`rubric check`: types, ranges and names; every fault with its place, in the reader's language."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plut_audit import i18n, rubric
from plut_audit.errors import RubricError
from plut_audit.rubric import Rubric
from plut_audit.rubric.checks.known_names import KNOWN_QUESTIONS, KNOWN_ROSTER
from plut_audit.rubric.roster_summary import SUMMARY_SOURCES
from plut_audit.scoring.findings.checks import all_checks

QUESTIONS = """
[questions.centre_id]
type = "text"
label = "Code"
[questions.staff]
type = "integer"
label = "Staff"
[questions.area]
type = "decimal"
label = "Area"
[questions.owner]
type = "select_one"
label = "Owner"
choices = { city = "City", state = "State" }
[questions.rooms]
type = "select_multiple"
label = "Rooms"
choices = { hall = "Hall", store = "Store", none = "None" }
[questions.posted]
type = "text"
label = "Posted hours"
[questions.opened]
type = "date"
label = "Opened"
"""
RULES = """
id = "own"
title = "Own"
[[bands]]
name = "A"
at_least = 80
[[bands]]
name = "B"
at_least = 50
[[bands]]
name = "C"
[derived.posts]
depends_on = "owner"
values = { state = 7 }
otherwise = 5
[derived.needed]
depends_on = "owner"
values = { state = ["hall", "store"] }
otherwise = ["hall"]
"""
DIMENSION = """
code = "D"
weight = 1
title = "D"
[D-01]
weight = 1
kind = "linear"
value = "staff / posts"
low = 0
high = 1
[D-02]
weight = 1
kind = "points"
value = "owner"
points = { city = 100, state = 50 }
"""
Write = Callable[..., Path]


@pytest.fixture(autouse=True)
def in_english() -> None:
    i18n.set_language("en")


@pytest.fixture
def own(tmp_path: Path) -> Write:
    """A small rubric with questions; `changes` of old text to new in any of its files."""

    def write(*changes: tuple[str, str], **files: str) -> Path:
        folder = tmp_path / "own"
        folder.mkdir(exist_ok=True)
        texts = {"questions": QUESTIONS, "rubric": RULES, "1-d": DIMENSION, **files}
        joined = "\0".join(texts.values())
        for old, new in changes:
            assert old in joined, old
            joined = joined.replace(old, new)
        for name, text in zip(texts, joined.split("\0"), strict=True):
            (folder / f"{name}.toml").write_text(text, encoding="utf-8")
        return folder

    return write


def faults(folder: Path) -> list[str]:
    with pytest.raises(RubricError) as raised:
        rubric.load(folder)
    return [line.strip() for line in str(raised.value).splitlines()[1:]]


def test_the_small_rubric_is_right(own: Write) -> None:
    assert isinstance(rubric.load(own()), Rubric)


def value(expression: str) -> tuple[str, str]:
    return '"staff / posts"', json.dumps(expression)


@pytest.mark.parametrize(
    "expression",
    [
        "staff",
        "area * 2",
        "count(rooms)",
        "count(rooms within needed) / count(needed)",
        "weekly_hours(posted)",
        "weekly_days(posted) + staff",
        "area / (staff + posts)",
        "1 - staff / 100",
    ],
)
def test_expressions_of_the_right_types_are_taken(own: Write, expression: str) -> None:
    assert rubric.load(own(value(expression))).indicators["D-01"].value == expression


@pytest.mark.parametrize(
    ("expression", "fault"),
    [
        ("owner", "calculates with 'owner', which must be a number and is one choice"),
        ("staff + owner", "calculates with 'owner', which must be a number and is one choice"),
        ("posted", "calculates with 'posted', which must be a number and is text"),
        ("opened", "calculates with 'opened', which must be a number and is a date"),
        ("rooms / 3", "calculates with 'rooms', which must be a number and is several choices"),
        ("staff / needed", "which must be a number and is a derived list; write count(needed)"),
        ("count(staff)", "count(staff) needs a question of type select_multiple, but 'staff' is a"),
        ("count(owner)", "needs a question of type select_multiple, but 'owner' is one choice"),
        ("staff + count(posts)", "needs a question of type select_multiple, but 'posts' is a numb"),
        ("count(rooms within posts)", "'within' needs a derived list of [derived], but 'posts' is"),
        ("count(rooms within owner)", "'within' needs a derived list of [derived], but 'owner' is"),
        ("count(rooms within neded)", "names 'neded', which no question and no derived value is; "),
        ("weekly_hours(staff)", "needs a text question in which opening hours are posted, but 'st"),
        ("weekly_days(owner)", "needs a text question in which opening hours are posted, but 'own"),
        ("5", "'value' names no question, so every answer would score alike"),
        ("count(needed)", "names the derived value 'needed' first; name a question before it"),
        ("posts - staff", "names the derived value 'posts' first; name a question before it"),
        ("staf", "'value' names 'staf', which no question and no derived value is; did you mean "),
        ("staff / 0", "'value' divides by 0"),
        ("staff / (2 - 2)", "'value' divides by 0"),
        ("staff * 1e308 * 1e308", "holds the number 1e+308; a number must be 0 or lie between"),
        ("staff / 1e-300", "holds the number 1e-300; a number must be 0 or lie between"),
        ("*".join(["area"] * 9), "'value' can become greater than 1e+100"),
        ("staff +", "'value' cannot be understood at 'staff +'"),
        ("1e999 * staff", "'value' cannot be understood at 'inf'"),
    ],
)
def test_an_expression_of_the_wrong_type_is_named(own: Write, expression: str, fault: str) -> None:
    found = faults(own(value(expression)))
    assert any(line.startswith("1-d.toml: D-01: ") and fault in line for line in found), found


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        # points
        ('"owner"\npoints', '"staff"\npoints', "1-d.toml: D-02: points are given for the choices of one "),
        ('"owner"\npoints', '"rooms"\npoints', "1-d.toml: D-02: points are given for the choices of one "),
        ('"owner"\npoints', '"posts"\npoints', "1-d.toml: D-02: 'value' names the derived value 'posts'"),
        ('"owner"\npoints', '"owner + staff"\npoints', "1-d.toml: D-02: points are given for the cho"),
        ('"owner"\npoints', '"ownr"\npoints', "1-d.toml: D-02: 'value' names 'ownr', which no question"),
        ("city = 100", "city = 500", "1-d.toml: D-02: 'points' of 'city' must lie between 0 and 100, but"),
        ("city = 100", "city = -50", "1-d.toml: D-02: 'points' of 'city' must lie between 0 and 100, but"),
        ("city = 100", "city = nan", "1-d.toml: D-02: points: 'city' must be a finite number, but is nan"),
        ("city = 100", "city = true", "1-d.toml: D-02: points: 'city' must be a number, but is true"),
        ("city = 100", 'city = "100"', "1-d.toml: D-02: points: 'city' must be a number, but is '100'"),
        ("city = 100", "ciyt = 100", "differ in 'ciyt'; did you mean 'city'?"),
        ('kind = "points"', 'kind = "points"\nlow = 0', "1-d.toml: D-02: 'low' belongs to kind 'linear'"),
        ('kind = "points"', 'kind = "points"\nsteps = 9', "1-d.toml: D-02: 'steps' belongs to kind 'lin"),
        # goalposts and weights
        ("high = 1\n", "high = inf\n", "1-d.toml: D-01: 'high' must be a finite number, but is inf"),
        ("low = 0\n", "low = nan\n", "1-d.toml: D-01: 'low' must be a finite number, but is nan"),
        ("low = 0\n", "low = -1e300\n", "1-d.toml: D-01: 'low' must be at least -1e+15, but is -1e+300"),
        ("low = 0\n", "", "needs two different goalposts, 'low' and 'high', but they are – and 1"),
        ("low = 0\n", 'low = 0\ntransform = "ln"\n', "goalposts under 'ln' must be greater than 0, but"),
        ("weight = 1\nkind", "weight = inf\nkind", "1-d.toml: D-01: 'weight' must be a finite number"),
        ("weight = 1\nkind", "weight = -1\nkind", "1-d.toml: D-01: 'weight' must be at least 1e-09, but"),
        # dimensions and codes
        ("high = 1\n", 'high = 1\nformerly = ["D-02"]\n', "1-d.toml: D-01: 'formerly' names 'D-02', whic"),
        # questions
        ('"Area"', '"Area"\nonly_if = "staff == city"', "questions.toml: area: 'only_if' compares the nu"),
        ('"Area"', '"Area"\nonly_if = "staff > nan"', "questions.toml: area: 'only_if' compares the numb"),
        ('"Area"', '"Area"\nonly_if = "owner == ctiy"', "'only_if' names 'ctiy', no choice of 'owner'; d"),
        ('"Area"', '"Area"\nonly_if = "owner > city"', "questions.toml: area: 'only_if' orders the choic"),
        ('"Area"', '"Area"\nonly_if = "rooms == hall"', "'only_if' can compare a number or one choice, "),
        ('"Area"', '"Area"\nonly_if = "posted == x"', "'only_if' can compare a number or one choice, or"),
        ('"Area"', '"Area"\nonly_if = "opened > 0"', "'only_if' can compare a number or one choice, or "),
        ('"Area"', '"Area"\nonly_if = "stff > 0"', "names 'stff', which is no question; did you mean 'sta"),
        ('"Area"', '"Area"\nonly_if = "area > 0"', "questions.toml: area: 'only_if' goes in a circle: ar"),
        ('"integer"', '"integer"\nvalid_min = 5\nvalid_max = 1', "'valid_min' is greater than 'valid_max': 5"),
        ('"text"\nlabel = "Posted', '"text"\nvalid_min = 5\nlabel = "Posted', "posted: 'valid_min' and 'val"),
        ('state = "State" }', 'state = "City" }', "questions.toml: owner: the choices 'city' and 'state' h"),
        ('hall = "Hall"', '"big hall" = "Hall"', "questions.toml: rooms: the choice 'big hall' holds a bla"),
        ("[questions.opened]", "[questions.survey_date]\ntype = 'text'\nlabel = 'x'\n[questions.opened]", "questions.toml: survey_date: the program uses 'survey_date' itself, as date, but its type is"),
        ("[questions.centre_id]", "[questions.code]", "questions.toml: questions: there is neither 'centre_id'"),
        ("[questions.opened]", "[questions.posts]", "questions.toml: posts: a derived value is called 'posts"),
        # bands
        ("at_least = 80", "at_least = 40", "rubric.toml: B: bands must fall from the best to the last, but a"),
        ("at_least = 80", "at_least = 50", "rubric.toml: B: bands must fall from the best to the last, but a"),
        ("at_least = 80", "at_least = 500", "rubric.toml: A: the threshold must lie within the scale from 0"),
        ("at_least = 80", "at_least = nan", "rubric.toml: bands: 1: 'at_least' must be a finite number, bu"),
        ('name = "C"', 'name = "C"\nat_least = 0', "rubric.toml: C: the last band takes the rest and has no "),
        ('name = "C"', 'name = "A"', "rubric.toml: A: a band needs a name of its own, but 2 are called 'A'"),
        # rules
        ("[[bands]]\nname = \"A\"", "[scoring]\nfloor = 100\n[[bands]]\nname = \"A\"", "rubric.toml: scoring: 'floor' must be less than 'scale', 100, but is 100"),
        ("[[bands]]\nname = \"A\"", "[scoring]\nscale = inf\n[[bands]]\nname = \"A\"", "rubric.toml: scoring: 'scale' must be a finite number, but is inf"),
        ("[[bands]]\nname = \"A\"", "[columns]\nstaf = \"Staff 2024\"\n[[bands]]\nname = \"A\"", "rubric.toml: columns: 'staf' is no question and no name in a 'value'; did you mean 'staff'?"),
        ("[[bands]]\nname = \"A\"", "[columns]\nstaff = \"X\"\narea = \"x \"\n[[bands]]\nname = \"A\"", "rubric.toml: columns: 2 questions have the heading 'x'"),
        ("[derived.posts]", "[severities]\npriority = { critical = 8 }\n[derived.posts]", "rubric.toml: severities: 'priority' needs a weight for each severity; high, low, medium is"),
        ("[derived.posts]", "[severities]\nmedium = 60\n[derived.posts]", "rubric.toml: severities: 'medium' must not be greater than 'high', but they are 60 and 2.5"),
        ("[derived.posts]", "[severities]\nhigh = 160\n[derived.posts]", "rubric.toml: severities: 'high' must lie between 0 and 100, but is 160"),
        ("[derived.posts]", "[calendar]\nusual_days = [1, 1]\n[derived.posts]", "rubric.toml: calendar: 'usual_days' must be different days from 0 (Monday) to 6"),
        ("[derived.posts]", "[calendar]\nusual_from = \"16:00\"\n[derived.posts]", "rubric.toml: calendar: 'usual_from' must be earlier than 'usual_until'"),
        ("[derived.posts]", "[cap]\ndimension_below = 400\nname = \"B\"\n[derived.posts]", "rubric.toml: cap: 'dimension_below' must lie within the scale from 0 to 100"),
        ("[derived.posts]", "[award]\nleast_class = \"Z\"\n[derived.posts]", "rubric.toml: award: 'Z' is the name of no band; known are A, B, C"),
        ("[derived.posts]", "[[ladder]]\nindicator = \"D-02\"\nat = [\"ctiy\"]\nto = \"state\"\nneeds = {}\n[derived.posts]", "rubric.toml: ladder: 'ctiy' is no choice of 'D-02', from which the step leads; did you mean"),
        ("[derived.posts]", "[[ladder]]\nindicator = \"D-02\"\nat = [\"city\"]\nto = \"state\"\nneeds = { D-03 = 50 }\n[derived.posts]", "rubric.toml: ladder: 'D-03' is no indicator; did you mean 'D-0"),
        # derived values
        ("state = 7", "stat = 7", "rubric.toml: posts: 'values' names 'stat', no choice of 'owner'; did you mean 'stat"),
        ("state = 7", "state = inf", "rubric.toml: derived: posts: values: 'state' must be a number or a list of t"),
        ("state = 7", 'state = ["hall"]', "rubric.toml: posts: 'values' and 'otherwise' must all be numbers or all"),
        ("state = 7", "state = 0", "1-d.toml: D-01: 'value' divides by 'posts', which is 0 for some"),
        ('otherwise = ["hall"]', "otherwise = []", "rubric.toml: needed: a list must name each choice once and at l"),
        ('otherwise = ["hall"]', 'otherwise = ["hall", "hall"]', "rubric.toml: needed: a list must name each cho"),
        ('depends_on = "owner"\nvalues = { state = 7 }', 'depends_on = "rooms"\nvalues = { state = 7 }', "rubric.toml: posts: 'depends_on' needs a question of type select_one, but 'rooms' is several"),
        ('depends_on = "owner"\nvalues = { state = 7 }', 'depends_on = "staff"\nvalues = { state = 7 }', "rubric.toml: posts: 'depends_on' needs a question of type select_one, but 'staff' is a numbe"),
    ],
)  # fmt: skip
def test_a_fault_is_named_at_its_place(own: Write, old: str, new: str, fault: str) -> None:
    found = faults(own((old, new)))
    assert any(fault in line for line in found), found


@pytest.mark.parametrize("code", ["CHK", "rsp", "D 1", "1D", ""])
def test_codes_that_the_program_uses_are_refused(own: Write, code: str) -> None:
    table = (
        DIMENSION.replace('"D"', json.dumps(code))
        .replace("[D-", f'["{code}-')
        .replace("]\nw", '"]\nw')
    )
    found = faults(own(**{"1-d": table}))
    assert any(f"'code' is '{code}'; it must be letters and digits" in line for line in found), (
        found
    )


def test_a_list_within_holds_choices_of_its_question(own: Write) -> None:
    found = faults(own(value("count(rooms within needed)"), ('["hall"]', '["haal", "yy"]')))
    assert found == [
        "rubric.toml: needed: the list names 'haal', no choice of 'rooms'; did you mean 'hall'?",
        "rubric.toml: needed: the list names 'yy', no choice of 'rooms'; known are hall, none, store",
    ]


def test_questions_that_wait_for_each_other_are_named(own: Write) -> None:
    found = faults(
        own(
            ('label = "Area"', 'label = "Area"\nonly_if = "staff > 0"'),
            ('label = "Staff"', 'label = "Staff"\nonly_if = "area > 0"'),
        )
    )
    assert [line.split(";")[0] for line in found] == [
        "questions.toml: staff: 'only_if' goes in a circle: staff → area → staff",
        "questions.toml: area: 'only_if' goes in a circle: area → staff → area",
    ]


def test_more_choices_than_an_answer_can_hold_are_refused(own: Write) -> None:
    choices = ", ".join(f'c{number} = "C{number}"' for number in range(63))
    change = (
        'choices = { hall = "Hall", store = "Store", none = "None" }',
        f"choices = {{ {choices} }}",
    )
    assert "questions.toml: rooms: at most 62 choices are possible, but there are 63" in faults(
        own(change)
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a = " + "[" * 5000 + "]" * 5000, "1-d.toml: not valid TOML: "),
        ("weight = " + "9" * 5000, "1-d.toml: not valid TOML: "),
        ("code = ", "1-d.toml: not valid TOML: "),
        ("", "1-d.toml: 'code' is missing"),
    ],
)
def test_a_file_that_cannot_be_parsed_is_one_line(own: Write, text: str, fault: str) -> None:
    found = faults(own(**{"1-d": text}))
    assert any(line.startswith(fault) for line in found), found


@pytest.mark.parametrize("character", ["\\u001b", "\\u0000", "\\u009b", "\\uFFFE", "\\u007f"])
def test_control_characters_are_refused_and_not_printed(own: Write, character: str) -> None:
    found = faults(own(('label = "Area"', f'label = "A{character}[31mrea"')))
    code = character.removeprefix("\\u").upper()
    place = "questions.toml: questions: area: label"
    assert found == [f"{place}: a text holds the control character U+{code}; remove it"]
    key = faults(own(("hall =", f'"h{character}all" =')))
    assert key and all(line.isprintable() for line in key)
    kind = faults(own(('type = "decimal"', f'type = "dec{character}imal"')))
    assert kind and all(line.isprintable() for line in kind)


def test_a_folder_named_as_a_file_is_one_line(own: Write) -> None:
    folder = own()
    (folder / "2-e.toml").mkdir()
    assert any(line.startswith("2-e.toml: cannot be read: ") for line in faults(folder))


@pytest.mark.parametrize(
    ("indicators", "fault"),
    [
        ('kind = "linear"\nvalue = "level"\nlow = 0\nhigh = 1', "1-d.toml: D-01: 'value' calculates wi"),
        ('kind = "points"\nvalue = "x + y"\npoints = { a = 1 }', "1-d.toml: D-01: points are given fo"),
        ('kind = "linear"\nvalue = "count(x)"\nlow = 0\nhigh = 1', "1-d.toml: D-01: count(x) needs a"),
        ('kind = "linear"\nvalue = "survey_date"\nlow = 0\nhigh = 1', "rubric.toml: survey_date: the p"),
        ('kind = "points"\nvalue = "x"\npoints = { a = 1 }\n[D-02]\nweight = 1\nkind = "linear"\n'
         'value = "x"\nlow = 0\nhigh = 1', "1-d.toml: D-02: 'value' calculates with 'x', which must b"),
    ],
)  # fmt: skip
def test_columns_of_a_table_have_types_too(tmp_path: Path, indicators: str, fault: str) -> None:
    (tmp_path / "rubric.toml").write_text('id = "x"\ntitle = "X"\n', encoding="utf-8")
    head = 'code = "D"\nweight = 1\ntitle = "D"\n[D-01]\nweight = 1\n'
    (tmp_path / "1-d.toml").write_text(head + indicators, encoding="utf-8")
    found = faults(tmp_path)
    assert any(line.startswith(fault) for line in found), found


def test_hours_can_be_posted_in_a_table(tmp_path: Path) -> None:
    (tmp_path / "rubric.toml").write_text('id = "x"\ntitle = "X"\n', encoding="utf-8")
    (tmp_path / "1-d.toml").write_text(
        'code = "D"\nweight = 1\ntitle = "D"\n[D-01]\nweight = 1\nkind = "linear"\n'
        'value = "weekly_hours(open) / staff"\nlow = 0\nhigh = 40\n',
        encoding="utf-8",
    )
    questions = rubric.load(tmp_path).questions
    assert (questions["open"].type, questions["staff"].type) == ("text", "decimal")


def test_names_that_the_program_uses_are_those_of_its_code() -> None:
    """Whoever adds a check or a count from the roster adds its questions to the table."""
    used = {name for check in all_checks().values() for name in check.questions} | set(
        SUMMARY_SOURCES
    )
    assert used <= KNOWN_QUESTIONS.keys()
    assert set(SUMMARY_SOURCES.values()) <= KNOWN_ROSTER.keys()
    for edition in map(rubric.load, rubric.editions()):
        kinds: dict[str, Any] = {**edition.questions, **edition.roster}
        for name, known in {**KNOWN_QUESTIONS, **KNOWN_ROSTER}.items():
            assert name not in kinds or kinds[name].type in known.types


def test_every_fault_is_worded_in_both_languages() -> None:
    """The messages of the checks are in the catalogue, with the same placeholders."""
    folder = Path(rubric.__file__).parent
    for file in [folder / "faults.py", *(folder / "checks").glob("*.py")]:
        for parts in re.findall(
            r"N_\(\s*((?:\"(?:[^\"\\]|\\.)*\"\s*)+)\)", file.read_text("utf-8")
        ):
            message = "".join(
                json.loads(f'"{one}"') for one in re.findall(r'"((?:[^"\\]|\\.)*)"', parts)
            )
            indonesian = i18n.translate(message, "id")
            assert indonesian != message, message
            assert set(re.findall(r"{\w+}", message)) == set(re.findall(r"{\w+}", indonesian))
