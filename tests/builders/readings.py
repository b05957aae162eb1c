"""What is read and what is reported: layouts and ways of writing, each a survey that a test reads.

The manual's page is made from this table, and `test_readings` runs each row: nothing is said of a
layout that no test has read.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from plut_audit import rubric

from . import files, layouts, survey
from .answers import Record
from .layouts import Table

RUBRIC = rubric.load()
Build = Callable[[Path], None]
SEVERAL = ("rooms", "access_features", "safety_features", "consultant_fields")


@dataclass(frozen=True)
class Reading:
    """A layout or a way of writing in both languages, how it is read, and what is reported.

    `build` writes it, one function for each variant that the row names.

    `same` says that everything is read; otherwise what the codes name counts as not given.
    """

    written: dict[str, str]
    read: dict[str, str]
    build: Build | tuple[Build, ...]
    codes: tuple[str, ...] = ()
    same: bool = True

    @property
    def variants(self) -> tuple[Build, ...]:
        """The functions that write each variant."""
        return self.build if isinstance(self.build, tuple) else (self.build,)


# --- one truth -----------------------------------------------------------------------------


def truth() -> list[Record]:
    """The answers of three centres."""
    rows = [survey.answered(2024, line, place) for place, line in enumerate(survey.FIVE[1:4])]
    for row in rows:
        row |= {name: set(str(row[name]).replace(";", " ").split()) for name in SEVERAL}
        row["outside_hours_service"] = {"none"}
    rows[0] |= {"hours_posted": "no", "internet_mbps": 12.5}
    rows[2]["survey_date"] = "2024-03-20"
    return rows


TRUTH = truth()
QUESTIONS = [
    question
    for question in RUBRIC.asked_in("questionnaire").values()
    if any(question.name in row for row in TRUTH)
]
NAMES = [question.name for question in QUESTIONS]
LABEL = layouts.label("id")
CELL = layouts.labelled("id")


def table(header: layouts.Header = LABEL, cell: layouts.Cell = CELL) -> Table:
    """The survey as one table of labels."""
    return [
        [header(question) for question in QUESTIONS],
        *[[cell(question, row.get(question.name)) for question in QUESTIONS] for row in TRUTH],
    ]


def text(content: Table) -> Table:
    """A table of texts, decimals with their comma."""
    return [
        [str(cell).replace(".", ",") if isinstance(cell, float) else str(cell) for cell in row]
        for row in content
    ]


def changed(question: str, write: Callable[[Any], Any]) -> Table:
    """The table with the answers to one question written otherwise."""
    content, place = table(), NAMES.index(question)
    return [content[0], *[[*r[:place], write(r[place]), *r[place + 1 :]] for r in content[1:]]]


def each(question: str, *ways: Callable[[Any], Any]) -> tuple[Build, ...]:
    """A workbook for each way to write the answers to a question."""
    return tuple(book(changed(question, write)) for write in ways)


def form(row: int) -> Table:
    """The questions of one centre with each answer beside it."""
    content = table()
    return [[question, answer] for question, answer in zip(content[0], content[row], strict=True)]


def line(*cells: Any) -> list[Any]:
    """A row as wide as the table that begins with these cells."""
    return [*cells, *[""] * (len(NAMES) - len(cells))]


# --- ways to save --------------------------------------------------------------------------


def book(content: Table, name: str = "a.xlsx") -> Build:
    """A workbook of one sheet."""
    return lambda folder: files.save(folder / name, {"Data": content})


def sheets(**content: Table) -> Build:
    """A workbook of several sheets."""
    return lambda folder: files.save(folder / "a.xlsx", content)


def csv(
    content: Table,
    separator: str = ",",
    encoding: str = "utf-8",
    before: str = "",
    to: str = "a.csv",
) -> Build:
    """A text file."""

    def build(folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        page = before + files.text_of(text(content), separator)
        (folder / to).write_bytes(page.encode(encoding))

    return build


def forms(folder: Path) -> None:
    """A workbook a centre."""
    for row in range(1, len(TRUTH) + 1):
        files.save(folder / f"{row}.xlsx", {"Kuesioner": form(row)})


# --- shapes --------------------------------------------------------------------------------


def ticked(mark: str, other: str, between: str, header: layouts.Header = LABEL) -> Table:
    """A column a choice, with a mark."""
    columns: list[list[Any]] = []
    for question in QUESTIONS:
        given = [row.get(question.name) for row in TRUTH]
        if question.type != "select_multiple":
            columns.append([header(question), *(CELL(question, answer) for answer in given)])
            continue
        for code, label in question.choices.items():
            marks = [
                "" if answer is None else mark if code in answer else other for answer in given
            ]
            head = f"{header(question)}{between}{label['id']}"
            columns.append([head + ("]" if "[" in between else ""), *marks])
    return [list(row) for row in zip(*columns, strict=True)]


def two_header_rows() -> Table:
    """The question over its choices."""
    heads, *body = ticked("√", "", "/")
    several = {LABEL(q): q for q in QUESTIONS if q.type == "select_multiple"}
    above, below, last = [], [], ""
    for head in heads:
        question, _, choice = head.partition("/")
        known = question in several
        above.append((question if question != last else "") if known else head)
        below.append(choice if known else "")
        last = question if known else ""
    return [above, below, *body]


def boxes(ticked_box: str, open_box: str) -> Table:
    """All options printed in the cell, the given ones marked."""
    content = table()
    for place, question in enumerate(QUESTIONS):
        if question.type == "select_multiple":
            for row, record in enumerate(TRUTH, start=1):
                content[row][place] = "\n".join(
                    f"{ticked_box if code in record[question.name] else open_box} {label['id']}"
                    for code, label in question.choices.items()
                )
    return content


def stacked() -> Table:
    """Two tables under each other, the second with its columns the other way round."""
    content = table()
    turned = [row[:2] + row[:1:-1] for row in (content[0], content[3])]
    return [*content[:3], line(), line("B. Lainnya"), *turned]


def side_by_side() -> Table:
    """Two tables beside each other."""
    content = table()
    first, second = [content[0], *content[1:3]], [content[0], content[3], line()]
    return [[*left, "", *right] for left, right in zip(first, second, strict=True)]


def by_section(folder: Path) -> None:
    """A file for each section, each with the code of the centre."""
    content = table()
    for section in sorted({question.section for question in QUESTIONS}):
        places = [p for p, q in enumerate(QUESTIONS) if q.section == section and q.name != NAMES[0]]
        part = [[row[0], *(row[place] for place in places)] for row in content]
        files.save(folder / f"{section}.xlsx", {section: part})


def wide_row() -> Table:
    """A comma without quotation marks makes a row longer."""
    content = table()
    width = len(content[0])
    long = [*content[2][:width], "sisa"]
    return [[*content[0], ""], [*content[1], ""], long, [*content[3], ""]]


def with_column(head: str, cells: list[Any]) -> Table:
    """The table with one more column."""
    return [[*row, cell] for row, cell in zip(table(), [head, *cells], strict=True)]


def filled_in_turn() -> Table:
    """The same title twice, each row answering under one of the two."""
    content, place = table(), NAMES.index("electricity")
    content = [[*row, ""] for row in content]
    content[0][-1] = content[0][place]
    content[2][-1], content[2][place] = content[2][place], ""
    return content


def contradicting() -> Table:
    """The same title twice, answered with two different choices."""
    content = [[*row, "Tidak ada"] for row in table()]
    content[0][-1] = content[0][NAMES.index("electricity")]
    return content


def _folder_with_pdf(folder: Path) -> None:
    book(table())(folder)
    (folder / "surat.pdf").write_bytes(b"%PDF-1.4 a letter")


def _without_header(folder: Path) -> None:
    content = table()
    files.save(folder / "a.xlsx", {"Data": content[:3], "Lagi": content[3:]})


def _either_order(iso: str) -> str:
    """Day first, where the day may be a month as well."""
    return "/".join(reversed(iso.split("-"))) if int(iso[8:]) <= 12 else iso


def _yes_no(yes: str, no: str, label: str) -> str:
    return yes if label == "Ya" else no


def _month_first(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{int(month)}/{int(day)}/{year}"


ALL = {"en": "as written", "id": "dibaca seperti tertulis"}
NOT_GIVEN = {"en": "counts as not given", "id": "dianggap tidak dijawab"}
NO_RESPONSE = {"en": "no response", "id": "bukan jawaban"}

LAYOUTS: list[Reading] = [
    Reading(
        {"en": "table of names", "id": "tabel dengan nama pertanyaan"},
        ALL,
        book(table(layouts.named, layouts.coded)),
    ),
    Reading(
        {
            "en": "table of labels, Indonesian or English",
            "id": "tabel dengan label, Indonesia atau Inggris",
        },
        ALL,
        (book(table()), csv(table(layouts.label("en"), layouts.labelled("en")))),
    ),
    Reading(
        {
            "en": "label in both languages (`Luas lahan / Land area`)",
            "id": "label dua bahasa (`Luas lahan / Land area`)",
        },
        ALL,
        book(table(lambda q: f"{q.label['id']} / {q.label['en']}")),
    ),
    Reading(
        {
            "en": "label with HTML, a number or a hint",
            "id": "label dengan HTML, nomor, atau petunjuk",
        },
        ALL,
        (
            book(table(lambda q: f"<b>{q.label['id']}</b><br>")),
            book(table(lambda q: f"12. {q.label['id']}")),
            book(table(lambda q: f"{q.label['id']} (pilih yang sesuai)")),
        ),
    ),
    Reading(
        {
            "en": "code of LimeSurvey in front (`G01Q05. Listrik`)",
            "id": "kode LimeSurvey di depan (`G01Q05. Listrik`)",
        },
        ALL,
        csv(table(lambda q: f"G01Q05. {q.label['id']}")),
    ),
    Reading(
        {
            "en": "column of a choice, any tick (`1 TRUE ya v x √ ✔ ☑ ●`)",
            "id": "kolom per pilihan, tanda centang apa pun (`1 TRUE ya v x √ ✔ ☑ ●`)",
        },
        ALL,
        tuple(
            book(ticked(mark, "-", "/"))
            for mark in ("1", "TRUE", "ya", "v", "x", "√", "✔", "☑", "●")
        ),
    ),
    Reading(
        {
            "en": "`Question [choice]` and `Question - choice`",
            "id": "`Pertanyaan [pilihan]` dan `Pertanyaan - pilihan`",
        },
        ALL,
        (csv(ticked("Y", "N", " [")), csv(ticked("Y", "N", " - "))),
    ),
    Reading(
        {
            "en": "choice column with an unknown mark",
            "id": "kolom pilihan dengan tanda yang tidak dikenal",
        },
        NOT_GIVEN,
        book(ticked("?", "", "/")),
        ("LAY-08",),
        False,
    ),
    Reading(
        {
            "en": "question over its choices (two header rows)",
            "id": "pertanyaan di atas pilihannya (dua baris judul)",
        },
        ALL,
        book(two_header_rows()),
    ),
    Reading(
        {
            "en": "all options printed, the given ones marked (`☑` `☐`, `[x]` `[ ]`)",
            "id": "semua pilihan tercetak, yang dipilih ditandai (`☑` `☐`, `[x]` `[ ]`)",
        },
        {"en": "the marked ones", "id": "pilihan yang ditandai"},
        (book(boxes("☑", "☐")), book(boxes("[x]", "[ ]"))),
    ),
    Reading(
        {
            "en": "titles, blank rows and columns around a table",
            "id": "judul, baris dan kolom kosong di sekitar tabel",
        },
        {"en": "stepped over", "id": "dilewati"},
        book([line("REKAP 2024"), line(), *table()]),
    ),
    Reading(
        {"en": "row that numbers the columns", "id": "baris nomor kolom"},
        {"en": "stepped over", "id": "dilewati"},
        book([table()[0], [f"({n})" for n in range(1, len(NAMES) + 1)], *table()[1:]]),
    ),
    Reading(
        {
            "en": "header repeated, in any letters",
            "id": "judul kolom berulang, dengan huruf apa pun",
        },
        {"en": "stepped over", "id": "dilewati"},
        book([*table()[:2], [head.upper() for head in table()[0]], *table()[2:]]),
    ),
    Reading(
        {
            "en": "sums, means, maxima (`Jumlah`, `Rata-rata`, `Maks`)",
            "id": "jumlah, rata-rata, maksimum (`Jumlah`, `Rata-rata`, `Maks`)",
        },
        NO_RESPONSE,
        tuple(
            book([*table(), line(word, "", "", "", "", "", 3)])
            for word in ("Jumlah", "Rata-rata", "Maks")
        ),
        ("LAY-03",),
    ),
    Reading(
        {"en": "footer (`Sumber: …`)", "id": "catatan kaki (`Sumber: …`)"},
        NO_RESPONSE,
        book([*table(), line("Sumber: Dinas Koperasi")]),
        ("LAY-03",),
    ),
    Reading(
        {
            "en": "tables under each other, each with its header",
            "id": "tabel bersusun, masing-masing dengan judulnya",
        },
        ALL,
        book(stacked()),
    ),
    Reading({"en": "tables side by side", "id": "tabel berdampingan"}, ALL, book(side_by_side())),
    Reading(
        {
            "en": "a sheet or file a section, with the centre's code",
            "id": "satu lembar atau berkas per bagian, dengan kode PLUT",
        },
        {"en": "one response", "id": "satu jawaban"},
        by_section,
    ),
    Reading(
        {
            "en": "questions down, a column a centre",
            "id": "pertanyaan ke bawah, satu kolom per PLUT",
        },
        ALL,
        book([list(row) for row in zip(*table(), strict=True)]),
    ),
    Reading(
        {
            "en": "one workbook a centre, answer beside the question",
            "id": "satu buku kerja per PLUT, jawaban di samping pertanyaan",
        },
        ALL,
        forms,
    ),
    Reading(
        {"en": "several forms under each other", "id": "beberapa formulir bersusun"},
        {"en": "one response a centre", "id": "satu jawaban per PLUT"},
        book([row for n in (1, 2, 3) for row in [*form(n), ["", ""]]]),
    ),
    Reading(
        {"en": "one title twice, answered in turn", "id": "satu judul dua kali, diisi bergantian"},
        {"en": "one column", "id": "satu kolom"},
        book(filled_in_turn()),
        ("COL-03",),
    ),
    Reading(
        {
            "en": "one title twice, with two answers",
            "id": "satu judul dua kali, dengan dua jawaban",
        },
        NOT_GIVEN,
        book(contradicting()),
        ("COL-03", "LAY-07"),
        False,
    ),
    Reading(
        {"en": "row longer than its header", "id": "baris lebih panjang daripada judulnya"},
        {"en": "not read", "id": "tidak dibaca"},
        csv(wide_row()),
        ("LAY-01",),
        False,
    ),
    Reading(
        {"en": "column that no question asks for", "id": "kolom yang tidak ditanyakan"},
        {"en": "not used", "id": "tidak dipakai"},
        book(with_column("Cuaca", ["cerah"] * 3)),
        ("COL-01",),
    ),
    Reading(
        {
            "en": "columns of a survey tool (`_uuid`, `start`)",
            "id": "kolom alat survei (`_uuid`, `start`)",
        },
        {"en": "not scored", "id": "tidak dinilai"},
        book(with_column("_submission_time", ["2024-03-01"] * 3)),
        ("COL-11",),
    ),
    Reading(
        {
            "en": "notes beside a table, cells without a header",
            "id": "catatan di samping tabel, sel tanpa judul",
        },
        {"en": "not read", "id": "tidak dibaca"},
        book([[*row, "", note] for row, note in zip(table(), ["", "a", "", "b"], strict=True)]),
        ("LAY-11",),
    ),
    Reading(
        {"en": "sheet of centres without a header", "id": "lembar PLUT tanpa judul kolom"},
        {"en": "not read", "id": "tidak dibaca"},
        _without_header,
        ("LAY-13",),
        False,
    ),
    Reading(
        {"en": "Word, PDF, text and picture files", "id": "berkas Word, PDF, teks, dan gambar"},
        {"en": "not read", "id": "tidak dibaca"},
        _folder_with_pdf,
        ("FIL-22",),
    ),
    Reading(
        {
            "en": "CSV with `,` `;` tab or `|`, also with `sep=;` in front",
            "id": "CSV dengan `,` `;` tab atau `|`, juga dengan `sep=;` di depan",
        },
        ALL,
        (
            *(csv(table(), one) for one in (",", ";", "\t", "|")),
            csv(table(), ";", before="sep=;\r\n"),
        ),
    ),
    Reading(
        {
            "en": "CSV in UTF-8 (with BOM or not) or UTF-16",
            "id": "CSV dalam UTF-8 (dengan BOM atau tidak) atau UTF-16",
        },
        ALL,
        tuple(csv(table(), encoding=one) for one in ("utf-8", "utf-8-sig", "utf-16")),
    ),
    Reading(
        {
            "en": "file with the wrong suffix (CSV named `.xls`)",
            "id": "berkas dengan akhiran keliru (CSV bernama `.xls`)",
        },
        ALL,
        csv(table(), to="a.xls"),
    ),
    Reading(
        {"en": "`.ods`, `.xls`", "id": "`.ods`, `.xls`"},
        ALL,
        (book(table(), "a.ods"), book(table(), "a.xls")),
    ),
]

VALUES: list[Reading] = [
    Reading({"en": "`100.000.000`, `Rp100.000.000,00`, `100 000 000`", "id": "`100.000.000`, `Rp100.000.000,00`, `100 000 000`"}, ALL,
            each("apbd_operations", lambda v: f"{int(v):,}".replace(",", "."),
                 lambda v: f"Rp{int(v):,}".replace(",", ".") + ",00",
                 lambda v: f"{int(v):,}".replace(",", " "))),
    Reading({"en": "`100 juta`, `Rp100 jt`", "id": "`100 juta`, `Rp100 jt`"},
            {"en": "in the question's unit", "id": "dalam satuan pertanyaan"},
            each("apbd_operations", lambda v: f"{int(v) // 10**6} juta", lambda v: f"Rp{int(v) // 10**6} jt")),
    Reading({"en": "`0,1 ha` where m² are asked", "id": "`0,1 ha` untuk pertanyaan m²"},
            {"en": "in the question's unit", "id": "dalam satuan pertanyaan"},
            book(changed("land_area", lambda v: f"{v / 10000:g} ha".replace(".", ","))), ("VAL-14",)),
    Reading({"en": "full-width digits, non-breaking blanks, soft hyphens", "id": "angka lebar penuh, spasi tak terputus, tanda hubung lunak"}, ALL,
            each("land_area", lambda v: "".join(chr(0xFF10 + int(digit)) for digit in str(int(v))),
                 lambda v: f"\u00a0{int(v)}\u00a0", lambda v: f"{str(int(v))[:2]}\u00ad{str(int(v))[2:]}")),
    Reading({"en": "`\"=\"\"2500\"\"\"`, `'2500`", "id": "`\"=\"\"2500\"\"\"`, `'2500`"}, ALL,
            (csv(changed("land_area", lambda v: f'="{int(v)}"')), csv(changed("land_area", lambda v: f"'{int(v)}")))),
    Reading({"en": "`1e8`", "id": "`1e8`"}, ALL, csv(changed("apbd_operations", lambda v: f"{v:.5e}"))),
    Reading({"en": "`± 1000`, `kurang lebih 1000`, `1000-2000`, `50 x 50`", "id": "`± 1000`, `kurang lebih 1000`, `1000-2000`, `50 x 50`"}, NOT_GIVEN,
            each("apbd_operations", lambda v: f"± {int(v)}", lambda v: f"kurang lebih {int(v)}",
                 lambda _: "1000-2000", lambda _: "50 x 50"), ("VAL-01",), False),
    Reading({"en": "`1 Maret 2024`, `Senin, 1 Maret 2024`, `Mar 1, 2024`, `2024-03-01`", "id": "`1 Maret 2024`, `Senin, 1 Maret 2024`, `Mar 1, 2024`, `2024-03-01`"}, ALL,
            each("survey_date", lambda v: f"{int(v[8:])} Maret 2024", lambda v: f"Senin, {int(v[8:])} Maret 2024",
                 lambda v: f"Mar {int(v[8:])}, 2024", lambda v: v)),
    Reading({"en": "`10/03/2024`, either order possible in the whole file", "id": "`10/03/2024`, kedua urutan mungkin di seluruh berkas"},
            {"en": "day first", "id": "hari lebih dahulu"},
            book(changed("survey_date", _either_order)), ("VAL-20",)),
    Reading({"en": "`3/20/2024`, month first in the whole file", "id": "`3/20/2024`, bulan lebih dahulu di seluruh berkas"},
            {"en": "month first", "id": "bulan lebih dahulu"},
            book(changed("survey_date", _month_first)), ("VAL-21",)),
    Reading({"en": "`24/03/10`: year of two digits that may stand first", "id": "`24/03/10`: tahun dua angka yang mungkin di depan"}, NOT_GIVEN,
            book(changed("survey_date", lambda v: v[2:].replace("-", "/"))), ("VAL-19",), False),
    Reading({"en": "`Ada` / `Tidak ada`, `Sudah` / `Belum`, `Y` / `T`", "id": "`Ada` / `Tidak ada`, `Sudah` / `Belum`, `Y` / `T`"},
            {"en": "yes / no", "id": "ya / tidak"},
            each("hours_posted", *(partial(_yes_no, *words) for words in
                 (("Ada", "Tidak ada"), ("Sudah", "Belum"), ("Y", "T"))))),
    Reading({"en": "a choice in other words", "id": "pilihan dengan kata lain"}, NOT_GIVEN,
            book(changed("building_condition", lambda _: "Bagus sekali")), ("VAL-06",), False),
]  # fmt: skip
