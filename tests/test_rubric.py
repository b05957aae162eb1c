"""The published editions say what the method says; a faulty rubric is refused with every fault."""

import csv
import hashlib
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from plut_audit import i18n, rubric
from plut_audit.errors import RubricError
from plut_audit.i18n import LANGUAGES
from plut_audit.rubric import Question, Rubric

PUBLISHED = Path(__file__).parent / "golden" / "editions.txt"
EXCEL_PROMPT = 255
"""Signs that Excel shows beside a cell at most."""
Change = Callable[..., Path]


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Faults are worded in the reader's language; here English."""
    i18n.set_language("en")
    yield
    i18n.set_language("en")


@pytest.fixture(scope="module", params=rubric.editions())
def edition(request: pytest.FixtureRequest) -> Rubric:
    """Each published edition."""
    return rubric.load(request.param)


@pytest.fixture
def changed(tmp_path: Path) -> Change:
    """A copy of the default edition in which one file had a text replaced, then others."""
    folder = tmp_path / "mine"
    shutil.copytree(_folder(rubric.DEFAULT_EDITION), folder)

    def change(file: str = "", old: str = "", new: str = "") -> Path:
        if file:
            text = (folder / file).read_text(encoding="utf-8")
            assert old in text
            (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return change


def _folder(name: str) -> Path:
    return Path(str(rubric.editions()[name]))


def _faults(folder: Path) -> list[str]:
    with pytest.raises(RubricError) as raised:
        rubric.load(folder)
    return [line.strip() for line in str(raised.value).splitlines()[1:]]


def _fold(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())


# The numbers are those of the method.


def _rows(shared: Path, name: str) -> list[dict[str, str]]:
    with (shared / "design" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _number(text: str) -> float | None:
    return float(text) if text else None


def test_dimensions_are_those_of_the_method(edition: Rubric, shared: Path) -> None:
    column = "weight_" + edition.id.replace("-", "_")
    expected = [
        (row["code"], float(row[column]), {"id": row["title_id"], "en": row["title_en"]})
        for row in _rows(shared, "dimensions.csv")
        if row[column]
    ]
    assert [(part.code, part.weight, part.title) for part in edition.dimensions] == expected


def test_indicators_are_those_of_the_method(edition: Rubric, shared: Path) -> None:
    dimensions = {part.code for part in edition.dimensions}
    rows = [row for row in _rows(shared, "indicators.csv") if row["dimension"] in dimensions]
    assert list(edition.indicators) == [row["code"] for row in rows]
    for row in rows:
        item = edition.indicators[row["code"]]
        points = dict(pair.split("=") for pair in row["points"].split())
        assert (item.dimension, item.kind, item.value) == (
            row["dimension"],
            row["kind"],
            row["value"],
        )
        assert item.weight == float(row["weight"])
        assert (item.low, item.high) == (_number(row["low"]), _number(row["high"]))
        assert item.points == {choice: float(value) for choice, value in points.items()}
        assert item.mandatory == (row["mandatory"] == "yes")
        assert (item.applies_if, item.low_if) == (row["applies_if"], row["low_if"])
        assert (item.basis_kind, item.binding_if) == (row["basis_kind"], row["binding_if"])
        assert item.title == {"id": row["title_id"], "en": row["title_en"]}


def test_questions_are_those_of_the_method(edition: Rubric, shared: Path) -> None:
    scored = {part.code for part in edition.dimensions}
    rows = _rows(shared, "questions.csv")
    # Section F is asked for the role for UMKM alone.
    rows = [row for row in rows if row["section"] != "F" or "ROL" in scored]
    assert list(edition.questions) == [row["name"] for row in rows]
    for row in rows:
        asked = edition.questions[row["name"]]
        assert (asked.section, asked.type, asked.unit, asked.asked_in, asked.only_if) == (
            row["section"],
            row["type"],
            row["unit"],
            row["asked_in"],
            row["only_if"],
        )
        assert list(asked.choices) == row["choices"].split()
        assert asked.required == (row["required"] == "yes")
        assert (asked.valid_min, asked.valid_max) == (
            _number(row["valid_min"]),
            _number(row["valid_max"]),
        )
        assert asked.label == {"id": row["label_id"], "en": row["label_en"]}
        assert (asked.part, asked.visit_only_if) == (row["part"], row["visit_only_if"])
        aliases = dict(pair.split("=") for pair in row["aliases"].split())
        assert asked.aliases == aliases


def test_the_roster_is_that_of_the_method(edition: Rubric, shared: Path) -> None:
    rows = _rows(shared, "roster.csv")
    assert list(edition.roster) == [row["name"] for row in rows]
    for row in rows:
        asked = edition.roster[row["name"]]
        assert (asked.type, list(asked.choices)) == (row["type"], row["choices"].split())
        assert asked.label == {"id": row["label_id"], "en": row["label_en"]}


def test_rules_are_those_of_the_method(edition: Rubric) -> None:
    assert [(band.name, band.at_least) for band in edition.bands] == [
        ("A", 85),
        ("B", 70),
        ("C", 55),
        ("D", None),
    ]
    assert edition.cap == rubric.Cap(dimension_below=40, critical=True, name="C")
    assert edition.scoring == rubric.Scoring()
    assert edition.severities == rubric.Severities()
    assert edition.estimation == rubric.Estimation()
    assert edition.evidence == rubric.EvidenceRules(provisional_below=0.5)
    assert edition.derived["required_consultants"].values == {"provinsi": 7}
    assert edition.derived["required_consultants"].otherwise == 5


def test_the_calendar_is_that_of_the_method(edition: Rubric) -> None:
    calendar = edition.calendar
    assert (calendar.country, calendar.holidays) == ("ID", ("public", "government"))
    assert (calendar.usual_days, calendar.usual_from, calendar.usual_until) == (
        (0, 1, 2, 3, 4),
        "09:00",
        "15:00",
    )
    breaks = {day: (rest.begins, rest.ends) for rest in calendar.breaks for day in rest.days}
    assert breaks == {day: ("12:00", "13:00") for day in range(7)} | {4: ("11:30", "13:30")}
    assert calendar.longest_break == 120


# The words.


def _texts(part: Any, place: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Every text in two languages inside a dumped rubric, with its place."""
    if isinstance(part, dict) and set(part) == set(LANGUAGES):
        yield place, part
    elif isinstance(part, dict):
        for key, inner in part.items():
            yield from _texts(inner, f"{place}.{key}")
    elif isinstance(part, list | tuple):
        for number, inner in enumerate(part):
            yield from _texts(inner, f"{place}.{number}")


def test_every_text_is_there_in_both_languages(edition: Rubric) -> None:
    found = dict(_texts(edition.model_dump(), edition.id))
    self_evident = {f"{edition.id}.roster.education.hint"}
    empty = {place for place, text in found.items() if not all(text.values())}
    assert empty <= self_evident
    untidy = [
        place
        for place, text in found.items()
        for words in text.values()
        if words != " ".join(words.split())
    ]
    assert not untidy


def test_sentences_are_closed_and_findings_differ(edition: Rubric) -> None:
    for key in ("compliant", "effect", "recommendation", "finding"):
        for spoken in LANGUAGES:
            said = [getattr(item, key)[spoken] for item in edition.indicators.values()]
            assert key == "finding" or all(sentence.endswith(".") for sentence in said)
            assert len(set(said)) == len(said)


def test_a_rule_is_cited_with_its_number_and_year(edition: Rubric) -> None:
    rules = ("Permen", "Perpres", "SK Menaker", "Keputusan Menteri")
    for item in edition.indicators.values():
        for cited in item.basis.values():
            if cited.startswith(rules):
                assert re.search(r"\d+/20\d\d|Nomor \d+ Tahun 20\d\d", cited), item.code


def test_a_finding_title_says_what_is_wrong_not_what_is_asked_for(edition: Rubric) -> None:
    for item in edition.indicators.values():
        for spoken in LANGUAGES:
            assert _fold(item.finding[spoken]) != _fold(item.title[spoken]), item.code


def test_a_recommendation_says_who_by_when_and_none_commands_beyond_its_power(
    edition: Rubric,
) -> None:
    for item in edition.indicators.values():
        text = item.recommendation
        assert re.match(r"(Kepala dinas|Pengelola PLUT) agar ", text["id"]), item.code
        assert re.match(r"(Head of the dinas|Manager of the centre): ", text["en"]), item.code
        term = r"\b(dalam|tiap|paling lambat|tahun|berikutnya|sedikitnya sekali)\b"
        assert re.search(term, text["id"]), item.code
        assert "mewajibkan" not in text["id"]
        assert "merekrut" not in text["id"]


def test_labels_can_be_told_apart(edition: Rubric) -> None:
    """Answers are read by label too, whatever its case and punctuation."""
    for form in ("questionnaire", "visit"):
        asked = [*edition.asked_in(form).values(), *edition.roster.values()]
        for spoken in LANGUAGES:
            labels = [_fold(question.label[spoken]) for question in asked]
            assert len(set(labels)) == len(labels)
    for question in _all_questions(edition):
        for spoken in LANGUAGES:
            choices = [_fold(label[spoken]) for label in question.choices.values()]
            assert len(set(choices)) == len(choices), question.name


def test_choice_labels_survive_being_joined(edition: Rubric) -> None:
    """Google Forms joins ticks by ', ' or ';'; Kobo divides group and choice by '/'."""
    for question in _all_questions(edition):
        joiners = (", ", ";", "/") if question.type == "select_multiple" else (", ", ";")
        for label in question.choices.values():
            assert not [sign for sign in joiners for text in label.values() if sign in text]


def test_hints_fit_the_prompt_of_a_cell(edition: Rubric) -> None:
    for question in _all_questions(edition):
        assert all(len(hint) <= EXCEL_PROMPT for hint in question.hint.values()), question.name


def test_ticks_can_be_none(edition: Rubric) -> None:
    ticked = [one for one in edition.questions.values() if one.type == "select_multiple"]
    assert ticked
    assert all("none" in question.choices for question in ticked)


def _all_questions(edition: Rubric) -> list[Question]:
    return [*edition.questions.values(), *edition.roster.values()]


def test_editions_share_what_they_share() -> None:
    """An indicator code never changes its meaning."""
    old, new = (rubric.load(name) for name in ("bappenas-2023", "award-2024"))
    assert old.roster == new.roster
    assert old.questions == {
        name: asked for name, asked in new.questions.items() if asked.section != "F"
    }
    assert [code for code in new.sections if code not in old.sections] == ["F"]
    for code in old.indicators.keys() & new.indicators.keys():
        assert old.indicators[code] == new.indicators[code]
    assert new.indicators.keys() - old.indicators.keys() == {f"ROL-0{n}" for n in range(1, 8)}


def test_each_section_of_a_form_ends_with_its_remark(edition: Rubric) -> None:
    asked = list(edition.asked_in("visit").values())
    ends = [
        one.name
        for one, following in zip(asked, [*asked[1:], None], strict=True)
        if following is None or following.section != one.section
    ]
    assert ends == [f"remark_{letter.lower()}" for letter in edition.sections]


# What is published stays.


def test_published_editions_are_unchanged() -> None:
    """Made with `sha256  id` a line; a new edition adds a line, an old one never changes."""
    pinned = dict(
        reversed(line.split()) for line in PUBLISHED.read_text(encoding="utf-8").splitlines()
    )
    assert {name: rubric.load(name).sha256 for name in rubric.editions()} == pinned


def test_the_hash_is_that_of_names_and_contents() -> None:
    total = hashlib.sha256()
    for file in sorted(_folder("bappenas-2023").glob("*.toml")):
        content = file.read_bytes().replace(b"\r\n", b"\n")
        total.update(file.name.encode() + b"\0" + content + b"\0")
    assert rubric.load("bappenas-2023").sha256 == total.hexdigest()


def test_line_ends_do_not_change_the_hash(changed: Change) -> None:
    folder = changed()
    for file in folder.glob("*.toml"):
        content = file.read_bytes()
        file.write_bytes(content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    assert rubric.load(folder).sha256 == rubric.load().sha256


def test_a_changed_word_changes_the_hash(changed: Change) -> None:
    folder = changed("rubric.toml", "Very good", "Excellent")
    assert rubric.load(folder).sha256 != rubric.load().sha256


def test_a_byte_order_mark_is_no_fault(changed: Change) -> None:
    folder = changed()
    file = folder / "rubric.toml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert rubric.load(folder).id == "bappenas-2023"


# Adding something is one place.


def test_an_indicator_is_one_block(changed: Change) -> None:
    block = '\n[INF-10]\nweight = 1\nkind = "linear"\nvalue = "managers"\nlow = 0\nhigh = 2\n'
    folder = changed("1-infrastructure.toml", "[INF-02]", f"{block.strip()}\n\n[INF-02]")
    mine = rubric.load(folder)
    assert mine.indicators.keys() - rubric.load().indicators.keys() == {"INF-10"}
    assert mine.indicators["INF-10"].lead == "managers"
    assert mine.indicators["INF-10"].dimension == "INF"


def test_a_dimension_is_one_file(changed: Change) -> None:
    folder = changed()
    (folder / "6-extra.toml").write_text(
        'code = "EXT"\nweight = 10\ntitle = "Extra"\n'
        '[EXT-01]\nweight = 1\nkind = "points"\nvalue = "hours_posted"\n'
        "points = { yes = 100, no = 0 }\n",
        encoding="utf-8",
    )
    assert [part.code for part in rubric.load(folder).dimensions][-1] == "EXT"


def test_an_edition_is_one_folder(
    changed: Change, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed("rubric.toml", 'id = "bappenas-2023"', 'id = "mine"')
    (tmp_path / "editions").mkdir()
    shutil.move(tmp_path / "mine", tmp_path / "editions" / "mine")
    monkeypatch.setattr("plut_audit.rubric.resources.files", lambda _: tmp_path)
    assert list(rubric.editions()) == ["mine"]
    assert rubric.load("mine").id == "mine"


def test_a_rubric_without_questions_asks_for_columns_of_numbers(tmp_path: Path) -> None:
    (tmp_path / "rubric.toml").write_text('id = "small"\ntitle = "Small"\n', encoding="utf-8")
    (tmp_path / "1-life.toml").write_text(
        'code = "L"\nweight = 1\ntitle = "Life"\n'
        '[L-01]\nweight = 1\nkind = "linear"\nvalue = "income / people"\n'
        'low = 100\nhigh = 75000\ntransform = "ln"\n'
        '[L-02]\nweight = 1\nkind = "points"\nvalue = "water"\npoints = { yes = 1, no = 0 }\n',
        encoding="utf-8",
    )
    small = rubric.load(tmp_path)
    assert small.questions["income"].type == small.questions["people"].type == "decimal"
    assert list(small.questions["water"].choices) == ["yes", "no"]
    assert small.title == {"id": "Small", "en": "Small"}
    assert "centre_id" in small.questions


# Faults: all of them, each with its place and what would be right.

INFRASTRUCTURE = "1-infrastructure.toml"


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        (
            INFRASTRUCTURE,
            "mandatory =",
            "mandatry =",
            "1-infrastructure.toml: INF-03: 'mandatry' is an unknown key; did you mean 'mandatory'?",
        ),
        (
            INFRASTRUCTURE,
            "[INF-02]",
            "[INV-02]",
            "1-infrastructure.toml: 'INV-02' is an unknown key; the name of an indicator begins with "
            "the code of its dimension",
        ),
        (
            INFRASTRUCTURE,
            "compliant.en",
            "compliant.fr",
            "1-infrastructure.toml: INF-01: compliant: 'en' is missing",
        ),
        (
            INFRASTRUCTURE,
            "weight = 1\n",
            "weight = 0\n",
            "1-infrastructure.toml: INF-01: 'weight' must be at least 1e-09, but is 0",
        ),
        (
            INFRASTRUCTURE,
            "high = 2000",
            "high = 0",
            "1-infrastructure.toml: INF-01: a linear indicator needs two different goalposts, 'low' "
            "and 'high', but they are 0 and 0",
        ),
        (
            INFRASTRUCTURE,
            '"land_area"',
            '"land_aera"',
            "1-infrastructure.toml: INF-01: 'value' names 'land_aera', which no question and no "
            "derived value is; did you mean 'land_area'?",
        ),
        (
            INFRASTRUCTURE,
            '"land_area"',
            '"open(land_area)"',
            "1-infrastructure.toml: INF-01: 'value' cannot be understood at 'open(land_area)'; it can "
            "hold names, numbers, + - * / and count, weekly_hours, weekly_days",
        ),
        (
            INFRASTRUCTURE,
            "heavy_damage = 0",
            "ruined = 0",
            "1-infrastructure.toml: INF-03: 'points' and the choices of 'building_condition' differ "
            "in 'ruined'; known are good, heavy_damage, light_damage, moderate_damage",
        ),
        (
            INFRASTRUCTURE,
            "[INF-02]",
            "[INF-01]",
            "1-infrastructure.toml: not valid TOML: Cannot declare ('INF-01',) twice (at line 45, "
            "column 8)",
        ),
        (
            "questions.toml",
            "level != provinsi",
            "levle != provinsi",
            "questions.toml: regency: 'only_if' names 'levle', which is no question; did you mean 'level'?",
        ),
        (
            "questions.toml",
            "level != provinsi",
            "level",
            "questions.toml: regency: 'only_if' must read like 'equipment_total > 0' or "
            "'level in kabupaten kota', joined by 'and', but holds 'level'",
        ),
        (
            "questions.toml",
            'section = "A"',
            'section = "Z"',
            "questions.toml: centre_id: 'section' names 'Z', which is not among [sections]; known are A, B, C, "
            "D, E",
        ),
        (
            "questions.toml",
            "valid_min = 2013",
            "valid_min = 3000",
            "questions.toml: year_operational: 'valid_min' is greater than 'valid_max': 3000 and 2100",
        ),
        (
            "questions.toml",
            'asked_in = "both"',
            'asked_in = "all"',
            "questions.toml: centre_id: 'asked_in' must be one of 'questionnaire', 'visit' or 'both', but "
            "is 'all'",
        ),
        (
            "rubric.toml",
            "at_least = 85\n",
            "",
            "rubric.toml: A: a band needs either 'at_least' or 'above'",
        ),
        (
            "rubric.toml",
            'critical = true\nname = "C"',
            'critical = true\nname = "E"',
            "rubric.toml: cap: 'E' is the name of no band; known are A, B, C, D",
        ),
        (
            "rubric.toml",
            '"09:00"',
            '"nine"',
            "rubric.toml: calendar: 'usual_from' must be a time such as 09:00, but is 'nine'",
        ),
        (
            "rubric.toml",
            'depends_on = "level"',
            'depends_on = "levl"',
            "rubric.toml: required_consultants: 'depends_on' names 'levl', which is no question; "
            "did you mean 'level'?",
        ),
    ],
)
def test_a_fault_is_named_with_its_place(
    changed: Change, file: str, old: str, new: str, fault: str
) -> None:
    assert fault in _faults(changed(file, old, new))


def test_all_faults_are_named_at_once(changed: Change) -> None:
    changed(INFRASTRUCTURE, "mandatory =", "mandatry =")
    changed("2-operating-hours.toml", "weight = 2\n", 'weight = "two"\n')
    changed("questions.toml", 'type = "text"', 'type = "words"')
    faults = _faults(changed("rubric.toml", 'tie_rule = "min"', 'tie_rule = "first"'))
    assert [fault.split(":")[0] for fault in faults] == [
        "questions.toml",
        "rubric.toml",
        INFRASTRUCTURE,
        "2-operating-hours.toml",
    ]


def test_faults_are_told_in_the_readers_language(changed: Change) -> None:
    i18n.set_language("id")
    [fault] = _faults(changed(INFRASTRUCTURE, "mandatory =", "mandatry ="))
    assert fault.endswith("adalah kunci yang tidak dikenal; apakah maksudnya 'mandatory'?")


def test_a_file_that_is_no_utf8_is_a_fault(changed: Change) -> None:
    folder = changed()
    (folder / INFRASTRUCTURE).write_bytes("title = 'é'".encode("cp1252"))
    assert f"{INFRASTRUCTURE}: is not UTF-8 text; save it as UTF-8" in _faults(folder)


def test_two_files_of_one_dimension_are_a_fault(changed: Change) -> None:
    folder = changed()
    shutil.copy(folder / INFRASTRUCTURE, folder / "9-again.toml")
    assert (
        "9-again.toml: INF: two files describe this dimension: 1-infrastructure.toml too; give "
        "it another code"
    ) in _faults(folder)


def test_a_rubric_without_a_dimension_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "rubric.toml").write_text('id = "x"\ntitle = "X"\n', encoding="utf-8")
    assert _faults(tmp_path) == [
        "rubric.toml: no dimension: write one TOML file a dimension beside it"
    ]


def test_an_unknown_rubric_names_the_known_ones(tmp_path: Path) -> None:
    for wish in ("bappenas-2032", tmp_path):
        with pytest.raises(RubricError, match="award-2024, bappenas-2023") as raised:
            rubric.load(wish)
        assert raised.value.exit_code == 2
