"""One centre, chosen from a list: everything about it, by INDEX on the other sheets."""

from typing import Any

from plut_audit.i18n import N_
from plut_audit.report.formats.xlsx.book import cell, quote
from plut_audit.report.formats.xlsx.calculation import label
from plut_audit.report.formats.xlsx.columns import FIGURE_TITLES, Columns
from plut_audit.report.formats.xlsx.figures import NOT_APPLICABLE, order
from plut_audit.report.formats.xlsx.findings import START as FINDINGS_START
from plut_audit.report.formats.xlsx.findings import severity
from plut_audit.report.formats.xlsx.inputs import choice_labels
from plut_audit.report.formats.xlsx.layout import FIRST, ITEM, PROVINCE, Layout
from plut_audit.report.formats.xlsx.ranking import class_text, rank_formula, rank_text

CHOSEN, PLACE = (2, 1), (2, 7)
"""Cells of the chosen centre and of its place on the sheets (hidden)."""
FACTS, DIMENSIONS = 4, 12
MOST_FINDINGS = 25


def centre(layout: Layout) -> None:
    """Write the sheet; the weakest ranked centre is chosen at first."""
    book = layout.book
    note = book.say("Choose a centre in the coloured cell.")
    sheet = book.sheet("centre", (16, 44, 18, 18, 18, 12, 12, 6), note, first=0)
    first = _first_chosen(layout)
    book.put(sheet, CHOSEN[0], 0, book.say("Centre"), "bold")
    book.put(sheet, *CHOSEN, label(layout.figures.centres[first]) if layout.size else "", "input")
    labels = layout.down("calculation", Columns(layout).after("label"))
    sheet.data_validation(*CHOSEN, *CHOSEN, {"validate": "list", "source": "=" + labels})
    # A comparison, not MATCH: names may hold * and ?.
    text = f"SUMPRODUCT(({labels}={cell(*CHOSEN)})*(ROW({labels})-{FIRST}))"
    book.formula(sheet, *PLACE, text, first + 1, "count")
    sheet.set_column(PLACE[1], PLACE[1], 6, None, {"hidden": True})
    sheet.freeze_panes(3, 0)
    sheet.set_portrait()
    writer = _Writer(layout, sheet, first)
    writer.facts()
    writer.dimensions()
    row = writer.items(DIMENSIONS + len(layout.rubric.dimensions) + 4)
    writer.findings(row + 2)
    sheet.print_area(0, 0, row + 3 + MOST_FINDINGS, PLACE[1] - 1)


def _first_chosen(layout: Layout) -> int:
    """The last of the ranked: the one that is most likely asked about."""
    ranked = sum(one["ranked"] for one in layout.figures.centres)
    places = order(layout.figures.centres)
    return places.index(max(ranked, 1)) if places else 0


class _Writer:
    def __init__(self, layout: Layout, sheet: Any, first: int) -> None:
        self.layout, self.sheet, self.book = layout, sheet, layout.book
        self.columns = Columns(layout)
        self.first = layout.figures.centres[first] if layout.size else {}
        self.row_of_first = first

    def of(self, key: str, column: int) -> str:
        """The chosen centre's cell in a column of a sheet."""
        return f"INDEX({self.layout.down(key, column)},{cell(*PLACE).replace('H', '$H$')})"

    def kept(self, key: str, column: int) -> str:
        """The same, an empty cell staying empty."""
        found = self.of(key, column)
        return f'IF({found}="","",{found})'

    def put(self, row: int, column: int, text: str, value: Any, style: str = "text") -> None:
        """A formula with the value for the centre chosen at first."""
        self.book.formula(self.sheet, row, column, text, value, style)

    def facts(self) -> None:
        """Where it is and where it stands."""
        first, columns = self.first, self.columns
        rank, tied = (self.of("calculation", columns.after(name)) for name in ("rank", "tied"))
        klass = self.of("calculation", columns.after("class"))
        marks = "".join(
            f'&IF(AND({klass}<>"",{self.of("calculation", columns.after(name))}=1),"{mark}","")'
            for name, mark in (("capped", " ↓"), ("unverified", " ?"))
        )
        facts = (
            (N_("Province"), self.of("calculation", PROVINCE) + '&""', first["province"], "text"),
            (N_("Rank"), rank_formula(rank, tied), rank_text(first), "bold"),
            (N_("Class"), klass + marks, class_text(first), "bold"),
            (
                N_("Share seen"),
                self.kept("calculation", columns.after("share")),
                self._share(),
                "share",
            ),
            (
                N_("Not ranked because"),
                self.of("calculation", columns.after("reason")),
                self.book.pick(first["not_ranked_because"]),
                "text",
            ),
        )
        for number, (title, text, value, style) in enumerate(facts):
            self.book.put(self.sheet, FACTS + number, 0, self.book.say(title), "note")
            self.put(FACTS + number, 1, text, value, style)

    def _share(self) -> Any:
        share = float(self.layout.figures.verified_share[self.row_of_first])
        return "" if share != share else share  # noqa: PLR0124 (NaN)

    def dimensions(self) -> None:
        """Three figures of each dimension and of the index."""
        book, parts = self.book, self.layout.rubric.dimensions
        titles = [
            "",
            book.say("Dimension"),
            *(book.say(title) for title in FIGURE_TITLES.values()),
            book.say("Coverage"),
        ]
        book.head(self.sheet, DIMENSIONS - 1, titles)
        for number, part in enumerate(parts):
            row, values = DIMENSIONS + number, self.first["dimensions"][part.code]
            book.put(self.sheet, row, 0, part.code)
            book.put(self.sheet, row, 1, book.pick(part.title))
            for column, figure in enumerate(FIGURE_TITLES, 2):
                self.put(
                    row,
                    column,
                    self.of("calculation", self.columns.printed(figure, number)),
                    values[figure],
                    "number",
                )
            coverage = self.layout.figures.coverage[self.row_of_first, number]
            self.put(
                row,
                5,
                self.kept("calculation", self.columns.coverage + number),
                float(coverage),
                "percent",
            )
        row = DIMENSIONS + len(parts)
        book.put(self.sheet, row, 1, book.say("Index"), "bold")
        for column, figure in enumerate(FIGURE_TITLES, 2):
            self.put(
                row,
                column,
                self.of("calculation", self.columns.printed(figure)),
                self.first[figure],
                "big",
            )

    def items(self, row: int) -> int:
        """Every indicator; gives the row after them."""
        book, layout = self.book, self.layout
        titles = (
            N_("Code"),
            N_("Indicator"),
            N_("Reported"),
            N_("Value that counts"),
            N_("Evidence"),
            N_("Score"),
            N_("Points lost"),
        )
        book.head(self.sheet, row, [book.say(title) for title in titles])
        for place, code, item, column in layout.items():
            at, found = row + 1 + place, self.first["items"][code]
            book.put(self.sheet, at, 0, code, "bold")
            book.put(self.sheet, at, 1, book.pick(item.title), "wrap")
            self._sources(at, place, column, found)
            score = "n/a" if found["score"] is None else found["score"]
            self.put(at, 5, self.of("scores", column), score, "number")
            lost = "n/a" if found["score"] is None else found["points_lost"]
            self.put(at, 6, self.of("lost", column), lost, "number")
        rule = {
            "type": "data_bar",
            "bar_solid": True,
            "bar_color": "#F0A868",
            "min_type": "num",
            "min_value": 0,
        }
        self.sheet.conditional_format(row + 1, 6, row + len(layout.rubric.indicators), 6, rule)
        return row + 1 + len(layout.rubric.indicators)

    def _sources(self, row: int, place: int, column: int, found: Any) -> None:
        """What was reported, what counts, and where it comes from in words."""
        asked = bool(self.layout.figures.on_paper[self.row_of_first, place])
        used = NOT_APPLICABLE if found["score"] is None else found["used"]
        told = found["reported"] if asked else NOT_APPLICABLE
        for at, key, value in ((2, "reported", told), (3, "answers", used)):
            self.put(row, at, *self._in_words(key, column, value), "value")
        seen, told, none = (
            self.book.say(word) for word in (N_("seen"), N_("reported only"), N_("neither"))
        )
        mark = self.of("evidence", column)
        text = f'IF({mark}="-",{quote(none)},"n/a")'
        text = f'IF({mark}="O",{quote(seen)},IF({mark}="R",{quote(told)},{text}))'
        words = {"observed": seen, "reported": told}
        value = "n/a" if found["score"] is None else words.get(found["evidence"], none)
        self.put(row, 4, text, value, "aside")

    def _in_words(self, key: str, column: int, value: Any) -> tuple[str, Any]:
        """A value and its formula; a choice by its words in the table of points."""
        code = list(self.layout.rubric.indicators)[column - ITEM]
        item, kept = self.layout.rubric.indicators[code], self.kept(key, column)
        if item.kind != "points":
            return kept, value
        first, last = self.layout.points_rows[code]
        codes, words = (self.book.column("points", first, last, at) for at in (2, 3))
        text = f"IFERROR(INDEX({words},MATCH({self.of(key, column)},{codes},0)),{kept})"
        return text, choice_labels(self.book, self.layout.rubric, item).get(value, value)

    def findings(self, row: int) -> None:
        """Its findings, the gravest first, by their key on the sheet of findings."""
        book = self.book
        titles = (N_("Severity"), N_("Finding"), N_("Code"), N_("Condition"))
        book.head(self.sheet, row, [book.say(title) for title in titles])
        count = max(len(self.findings_of_result), 1)
        last = FINDINGS_START + count - 1
        own = [
            one for one in self.findings_of_result if one["centre_id"] == self.first["centre_id"]
        ]
        code = self.of("calculation", 0)
        keys = book.column("findings", FINDINGS_START, last, 15)
        for number in range(MOST_FINDINGS):
            at, one = row + 1 + number, own[number] if number < len(own) else None
            key = f'{code}&"|{number + 1}"'
            shown = (
                (
                    severity(book, one["severity"]),
                    book.pick(one["title"]),
                    one["code"],
                    book.pick(one["condition"]),
                )
                if one
                else ("",) * 4
            )
            for column, (source, value) in enumerate(zip((0, 5, 1, 7), shown, strict=True)):
                texts = book.column("findings", FINDINGS_START, last, source)
                self.put(at, column, f'IFERROR(INDEX({texts},MATCH({key},{keys},0)),"")', value)

    @property
    def findings_of_result(self) -> Any:
        """The findings of the whole result."""
        return self.layout.findings
