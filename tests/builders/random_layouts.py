"""One truth laid out as people lay surveys out: ways of writing it, combined at random."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from builders import files, layouts
from builders.answers import Record
from builders.files import Sheets, Span
from builders.layouts import Table
from plut_audit.rubric import Form, Question, Rubric

MARKS: tuple[tuple[Any, Any], ...] = (
    *((1, 0), ("1", ""), ("TRUE", "FALSE"), (True, False), ("BENAR", ""), ("ya", "tidak")),
    *(("Y", "N"), ("y", ""), ("v", ""), ("x", ""), ("√", ""), ("✓", "✗"), ("✔", "❌")),
    *(("☑", "☐"), ("●", "○"), ("ada", "-"), ("sudah", "n/a"), ("V", "-")),
)
BOXES = (("☑ ", "☐ "), ("[x] ", "[ ] "), ("(√) ", "( ) "), ("[v] ", "[_] "), ("✓ ", "☐ "))
IDENTITY = ("centre_id", "centre_name")
MERGED = ("level", "province")
"""Questions whose equal answers stand in one merged cell."""


@dataclass
class Way:
    """How a survey is laid out; each part is drawn from `rng`."""

    rng: random.Random
    rubric: Rubric
    form: Form = "questionnaire"
    questions: list[Question] = field(default_factory=list)
    marks: tuple[Any, Any] = (1, 0)
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.questions = list(self.rubric.asked_in(self.form).values())
        self.marks = self.pick("marks", MARKS)

    def pick(self, name: str, ways: Any) -> Any:
        """One of several ways, remembered so that a failure says what was drawn."""
        drawn = self.rng.choice(list(ways))
        self.said.append(f"{name}={getattr(drawn, '__name__', drawn)}")
        return drawn


# --- headers -------------------------------------------------------------------------------


def _both(question: Question) -> str:
    return f"{question.label['id']} / {question.label['en']}"


def _second_in_brackets(question: Question) -> str:
    return f"{question.label['id']} ({question.label['en']})"


def _hint(question: Question) -> str:
    return f"{question.label['id']}\n(isi sesuai keadaan pada tanggal pengisian)"


def _html(question: Question) -> str:
    return f'<span style="color:red"><b>{question.label["id"]}</b></span><br>'


def _markdown(question: Question) -> str:
    return f"### **{question.label['id']}**"


def _numbered(question: Question) -> str:
    return f"12. {question.label['id']} *"


def _grouped(mark: str) -> Callable[[Question], str]:
    def header(question: Question) -> str:
        return f"bagian{mark}{question.name}"

    header.__name__ = f"group {mark!r}"
    return header


HEADERS: tuple[Callable[[Question], str], ...] = (
    *(layouts.named, layouts.label("id"), layouts.label("en"), _both, _second_in_brackets, _hint),
    *(_html, _markdown, _numbered, _grouped("/"), _grouped("."), _grouped(" - "), _grouped("-")),
)


# --- one question as columns ---------------------------------------------------------------

Columns = list[tuple[str, str, list[Any]]]
"""Header, text below it, and the cells of each column of a question."""


def columns(way: Way, question: Question, rows: list[Record], header: str, below: bool) -> Columns:
    """A question with its answers, in one column or in one a choice."""
    given = [row.get(question.name) for row in rows]
    if question.type == "select_multiple":
        return _several(way, question, given, header, below)
    if below and list(question.choices) == ["yes", "no"]:
        texts = [question.choices[code]["id"] for code in ("yes", "no")]
        ticks = [[_tick(way, one == code) for one in given] for code in ("yes", "no")]
        return [(header, texts[0], ticks[0]), ("", texts[1], ticks[1])]
    cell = way.rng.choice([layouts.decimal_comma, layouts.labelled("id"), layouts.coded])
    cells = [cell(question, one) for one in given]
    # A number as text follows Indonesian usage: no point for its decimals.
    cells = [str(one).replace(".", ",") if isinstance(one, float) else one for one in cells]
    if way.rng.random() < 0.06 and question.name not in IDENTITY:
        first = [one if place % 2 else "" for place, one in enumerate(cells)]
        second = ["" if place % 2 else one for place, one in enumerate(cells)]
        return [(header, "", first), (header, "", second)]
    return [(header, "", cells)]


def _tick(way: Way, ticked: bool) -> Any:
    return way.marks[0 if ticked else 1]


def _several(way: Way, question: Question, given: list[Any], header: str, below: bool) -> Columns:
    shape = way.rng.choice(["below", "columns", "columns", "joined", "boxes"])
    labels = {code: label["id"] for code, label in question.choices.items()}
    if shape == "joined":
        return [(header, "", ["; ".join(labels[c] for c in sorted(one or ())) for one in given])]
    if shape == "boxes":
        ticked, open_box = way.rng.choice(BOXES)
        return [(header, "", [_printed(labels, one, ticked, open_box) for one in given])]
    named = way.rng.random() < 0.5
    texts = list(question.choices) if named and header == question.name else list(labels.values())
    own = way.rng.random() < 0.15
    found: Columns = []
    for code, text in zip(question.choices, texts, strict=True):
        cells = [
            "" if one is None else (text if own and code in one else _tick(way, code in one))
            for one in given
        ]
        if own:
            cells = [cell if cell == text else "" for cell in cells]
        if below and shape == "below":
            found.append((header if not found else "", text, cells))
        else:
            mark = way.rng.choice(["/", " - "]) if " [" not in header else "/"
            found.append((f"{header}{mark}{text}", "", cells))
    return found


def _printed(labels: dict[str, str], given: Any, ticked: str, open_box: str) -> str:
    """All options, the given ones with a mark; nothing where the question was left out."""
    if given is None:
        return ""
    return "\n".join(
        f"{ticked if code in given else open_box}{label}" for code, label in labels.items()
    )


# --- tables --------------------------------------------------------------------------------


def table(way: Way, rows: list[Record], questions: list[Question]) -> Table:
    """A response a row, under one or two header rows, with what stands around tables."""
    header = way.pick("header", HEADERS)
    below = header.__name__ not in ("_hint",) and way.pick("two rows", (True, False, False))
    parts = [
        column
        for question in questions
        for column in columns(way, question, rows, header(question), below)
    ]
    if way.rng.random() < 0.3:
        parts.append(("Cuaca", "", ["cerah"] * len(rows)))
    heads = [head for head, _, _ in parts]
    lines = [heads] if not any(text for _, text, _ in parts) else [heads, [t for _, t, _ in parts]]
    body = [list(cells) for cells in zip(*(cells for _, _, cells in parts), strict=True)]
    width = len(heads)
    before = []
    if way.rng.random() < 0.3:
        before = [[Span("Rekap kuesioner 2024", columns=width)] + [""] * (width - 1)]
    gap = [[""] * width] if before and way.rng.random() < 0.5 else []
    if way.pick("merged", (True, False, False)):
        lines = _merged_header(lines)
        _merge_alike(body, [heads.index(header(q)) for q in questions if q.name in MERGED])
    return [*before, *gap, *lines, *_with_sums(way, body)]


def _merged_header(lines: Table) -> Table:
    """Each question over all its choices, and over both rows where it has none below it."""
    if len(lines) == 1:
        return lines
    heads, below = [list(line) for line in lines]
    for place, head in enumerate(heads):
        stop = place + 1
        while head and stop < len(heads) and not heads[stop] and below[stop]:
            stop += 1
        if stop > place + 1:
            heads[place] = Span(head, columns=stop - place)
        elif head and not below[place]:
            heads[place] = Span(head, rows=2)
    return [heads, below]


def _merge_alike(body: Table, places: list[int]) -> None:
    """Equal cells under each other, one cell."""
    for place in places:
        row = 0
        while row < len(body):
            stop = row + 1
            while stop < len(body) and body[stop][place] == body[row][place]:
                body[stop][place] = ""
                stop += 1
            if stop > row + 1 and body[row][place]:
                body[row][place] = Span(str(body[row][place]), rows=stop - row, over_responses=True)
            row = stop


def _with_sums(way: Way, body: Table) -> Table:
    """The rows, and a sum of them behind or a mean in between."""
    word = way.pick("sums", ("", "", "", "Jumlah", "TOTAL", "Rata-rata", "Sub Total", "Maksimum"))
    if not word or not body:
        return body
    columns = list(zip(*body, strict=True))[1:]
    sums = [word, *(_sum_of(cells) for cells in columns)]
    apart = any(isinstance(cell, Span) and cell.rows > 1 for row in body for cell in row)
    between = way.rng.randint(1, len(body)) if not apart else len(body)
    return [*body[:between], sums, *body[between:]]


def _sum_of(cells: tuple[Any, ...]) -> Any:
    numbers = [cell for cell in cells if isinstance(cell, int | float) and cell is not True]
    return sum(numbers) if numbers and len(numbers) == len(cells) else ""


def _order(way: Way, questions: list[Question]) -> list[Question]:
    """The questions in another order; the centre is named at the beginning."""
    first = [question for question in questions if question.name in IDENTITY]
    rest = [question for question in questions if question.name not in IDENTITY]
    if way.rng.random() < 0.5:
        way.rng.shuffle(rest)
    return first + rest


def one_table(way: Way, rows: list[Record]) -> Sheets:
    """One table on one sheet."""
    return {"Data": table(way, rows, _order(way, way.questions))}


def stacked(way: Way, rows: list[Record]) -> Sheets:
    """Two tables under each other, each with its own header and order of columns."""
    half = max(1, len(rows) // 2)
    first = table(way, rows[:half], _order(way, way.questions))
    second = table(way, rows[half:], _order(way, way.questions))
    return {"Data": [*first, [""], ["B. Lainnya"], *second]}


def side_by_side(way: Way, rows: list[Record]) -> Sheets:
    """Two tables beside each other with a blank column between them."""
    half = max(1, len(rows) // 2)
    first = table(way, rows[:half], _order(way, way.questions))
    second = table(way, rows[half:], _order(way, way.questions))
    first, second = [_from_header(part) for part in (first, second)]
    if len(first) - half != len(second) - (len(rows) - half):
        return {"Data": first, "Data 2": second}
    width = max(map(len, first))
    height = max(len(first), len(second))
    left = [*first, *[[]] * (height - len(first))]
    right = [*second, *[[]] * (height - len(second))]
    return {
        "Data": [
            [*row, *[""] * (width - len(row) + 1), *other]
            for row, other in zip(left, right, strict=True)
        ]
    }


def _from_header(content: Table) -> Table:
    return [row for row in content if sum(cell != "" for cell in row) > 1]


def sections(way: Way, rows: list[Record]) -> Sheets:
    """A sheet for each section of the form, each naming the centre."""
    return {
        f"Bagian {section}": table(way, way.rng.sample(rows, len(rows)), questions)
        for section, questions in _by_section(way).items()
    }


def _by_section(way: Way) -> dict[str, list[Question]]:
    keys = [question for question in way.questions if question.name in IDENTITY]
    found: dict[str, list[Question]] = {}
    for question in way.questions:
        if question.name not in IDENTITY:
            found.setdefault(question.section, []).append(question)
    return {section: keys + questions for section, questions in found.items()}


def transposed(way: Way, rows: list[Record]) -> Sheets:
    """Questions down the side, a column a centre."""
    header = way.pick("header", HEADERS)
    cell = way.pick("cell", (layouts.decimal_comma, layouts.labelled("id")))
    content = [
        [header(question), *(cell(question, row.get(question.name)) for row in rows)]
        for question in way.questions
    ]
    return {"Rekap": [["Pertanyaan", *(f"PLUT {n + 1}" for n in range(len(rows)))], *content]}


# --- forms ---------------------------------------------------------------------------------


def form(way: Way, row: Record) -> Sheets:
    """One centre: beside or under the questions, with columns or rows of choices, in sections."""
    shape = way.pick("form", ("beside", "under", "ya tidak", "options", "sections"))
    header = way.pick("header", (layouts.named, layouts.label("id"), _both, _numbered, _html))
    cell = layouts.labelled("id")
    if shape == "under":
        return {
            "Kuesioner": [
                [text]
                for question in way.questions
                for text in (header(question), _text(cell(question, row.get(question.name))), "")
            ]
        }
    if shape == "sections":
        return {
            f"Bagian {section}": [
                ["No", "Pertanyaan", "Jawaban"],
                *_lines(
                    way,
                    [q for q in part if q.name not in IDENTITY or section == "A"],
                    row,
                    header,
                    False,
                ),
            ]
            for section, part in _by_section(way).items()
        }
    head = ["No", "Pertanyaan", "Jawaban", *(["Ya", "Tidak"] if shape == "ya tidak" else [])]
    lines = list(_lines(way, way.questions, row, header, shape == "options"))
    if shape == "ya tidak":
        lines = [
            _under_ya_tidak(way, question, line, row)
            for question, line in zip(way.questions, lines, strict=True)
        ]
    return {"Kuesioner": [["KUESIONER PLUT-KUMKM"], head, *lines]}


def _text(cell: Any) -> str:
    return str(cell).replace(".", ",") if isinstance(cell, float) else str(cell)


def _lines(
    way: Way, questions: list[Question], row: Record, header: Any, options: bool
) -> Iterator[list[Any]]:
    for number, question in enumerate(questions, start=1):
        given = row.get(question.name)
        if options and question.type == "select_multiple":
            yield [number, header(question), ""]
            for code, label in question.choices.items():
                yield ["", label["id"], "" if given is None else _tick(way, code in given)]
        else:
            yield [number, header(question), _text(layouts.labelled("id")(question, given))]


def _under_ya_tidak(way: Way, question: Question, line: list[Any], row: Record) -> list[Any]:
    if list(question.choices) != ["yes", "no"]:
        return [*line, "", ""]
    given = row.get(question.name)
    return [*line[:2], "", *("v" if given == code else "" for code in ("yes", "no"))]


# --- files ---------------------------------------------------------------------------------

TABLES = (one_table, one_table, stacked, side_by_side, sections, transposed)


def write(way: Way, rows: list[Record], folder: Path, prefix: str = "") -> None:
    """The survey in files of a kind drawn at random, split or not."""
    rows = way.rng.sample(rows, len(rows))
    if way.rng.random() < 0.3:
        for row in rows:
            suffix = way.rng.choice([".xlsx", ".ods", ".xls"])
            _save(folder / f"{prefix}K {row['centre_id']}{suffix}", form(way, row))
        return
    layout = way.pick("layout", TABLES)
    sheets = {name: _even(content) for name, content in layout(way, rows).items()}
    if way.pick("files", ("one", "one", "several")) == "several" or len(sheets) == 1:
        for number, (name, content) in enumerate(sheets.items()):
            suffix = way.pick("suffix", (".xlsx", ".ods", ".xls", ".csv", ".tsv"))
            _save(folder / f"{prefix}{number}{suffix}", {name: content})
        return
    _save(folder / f"{prefix}a{way.pick('suffix', ('.xlsx', '.ods', '.xls'))}", sheets)


def _even(content: Table) -> Table:
    width = max(map(len, content))
    return [[*row, *[""] * (width - len(row))] for row in content]


def _save(path: Path, sheets: Sheets) -> None:
    separators = {".csv": ",", ".tsv": "\t"}
    even = {name: _even(content) for name, content in sheets.items()}
    if path.suffix in separators:
        even = {name: _without_merged(content) for name, content in even.items()}
    files.save(path, even, separators.get(path.suffix, ","))


def _without_merged(content: Table) -> Table:
    """The table as a text file has it: what was merged over several responses in each."""
    for number, row in enumerate(content):
        for place, cell in enumerate(row):
            if isinstance(cell, Span) and cell.over_responses:
                for below in content[number + 1 : number + cell.rows]:
                    below[place] = str(cell)
    return content


# --- rosters -------------------------------------------------------------------------------


def roster(rubric: Rubric, rng: random.Random, centres: list[str]) -> list[Record]:
    """The consultants of some centres, each with his answers."""
    rows = []
    for code in centres:
        for _ in range(rng.randint(1, 4) if rng.random() < 0.5 else 0):
            given = {
                "field": rng.choice(list(rubric.roster["field"].choices)),
                "active": rng.choice(["yes", "yes", "no"]),
                "education": rng.choice(list(rubric.roster["education"].choices)),
                "certified": rng.choice(["yes", "no"]),
                "experience_years": rng.randint(0, 15),
                "training_hours": rng.randint(0, 60),
            }
            rows.append({"centre_id": code, **given})
    return rows


def plain_roster(rows: list[Record]) -> Table:
    """The roster with names and codes."""
    return [list(rows[0]), *(list(row.values()) for row in rows)]


def write_roster(way: Way, rows: list[Record], folder: Path) -> None:
    """The roster with labels, the centre named in each row, once, or in merged cells."""
    shape = way.pick("roster", ("each", "once", "merged"))
    suffix = way.pick("roster file", (".xlsx", ".xls", ".csv", ".ods"))
    questions = [way.rubric.questions["centre_id"], *way.rubric.roster.values()]
    asked = [question for question in questions if question.name in rows[0]]
    cell = layouts.labelled("id")
    body = [[cell(question, row[question.name]) for question in asked] for row in rows]
    for number, row in reversed(list(enumerate(body))):
        if shape != "each" and number and body[number - 1][0] == row[0]:
            row[0] = ""
    for number, row in enumerate(body):
        following = next((n for n in range(number + 1, len(body)) if body[n][0]), len(body))
        if shape == "merged" and row[0] and following > number + 1:
            row[0] = Span(row[0], rows=following - number)
    heads = [question.label["id"] for question in asked]
    _save(folder / f"konsultan{suffix}", {"Konsultan": [heads, *body]})
