"""A cell says what a spreadsheet program shows: blanks, runs, foreign markup, odd numbers.

What is expected stands here once; LibreOffice itself is asked in the test that is marked `real`.
"""

import csv
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from test_sheets_guard import MAIN, RELATIONS, parts, write

from plut_audit.ingest.sheets import Sheet, UnreadableFileError, read

COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{TYPES}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPES}.worksheet+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{TYPES}.sharedStrings+xml"/></Types>'
)

STRINGS: tuple[tuple[str, str], ...] = (
    ("<t>plain</t>", "plain"),
    ("<t>  blanks  </t>", "  blanks  "),
    ('<t xml:space="preserve">  kept  </t>', "  kept  "),
    ("<r><t>Example </t></r><r><t>text</t></r>", "Example text"),
    ("<r><rPr><b/></rPr><t>a</t></r><r><t> </t></r><r><t>b</t></r>", "a b"),
    ("<r><t>Senin 08.00-16.00</t></r><r><t>\n</t></r><r><t>Jumat 08.00-11.00</t></r>",
     "Senin 08.00-16.00\nJumat 08.00-11.00"),
    ("\n  <t>indented</t>\n ", "indented"),
    ("\n<r>\n<t>in</t>\n</r>\n<r>\n<t>dented</t>\n</r>\n", "indented"),
    ('<t>said</t><rPh sb="0" eb="1"><t>spoken</t></rPh>', "said"),
    ("<t>before</t><r><t> run</t></r>", "before run"),
    ("<t>\n  lines\n  </t>", "\n  lines\n  "),
    ("<foo:t>X</foo:t><t>main</t>", "main"),
    ("<foo:wrap><t>inside</t></foo:wrap><t>outside</t>", "outside"),
    ("<t>a<foo:b>x</foo:b>c</t>", "ac"),
    ('<extLst><ext uri="a"><t>extension</t></ext></extLst><t>text</t>', "text"),
    ("<t>a&amp;b &lt;c&gt; 08:00</t>", "a&b <c> 08:00"),
    ("<t></t>", ""),
)  # fmt: skip
"""An entry of the table of texts, and what a cell that names it says."""

CELLS: tuple[tuple[str, Any], ...] = (
    ('<c r="{}" t="s"><v>2 </v></c>', "  kept  "),
    ('<c r="{}" t="s"><v> 0</v></c>', "plain"),
    ('<c r="{}" t="s">\n  <v>\n0\n</v>\n</c>', "plain"),
    ("<c r='{}' t='s'><v>0 </v></c>", "plain"),
    ('<c r="{}" t="s" ><v >0</v ></c >', "plain"),
    ('<c r="{}" t="s"><v>&#48;</v></c>', "plain"),
    ('<c r="{}"><v> 5 </v></c>', 5.0),
    ('<c r="{}" t="n"><v>\n2.854\n</v></c>', 2.854),
    ('<c r="{}"><v>1.</v></c>', 1.0),
    ('<c r="{}"><v>.5</v></c>', 0.5),
    ('<c r="{}"><v>+7</v></c>', 7.0),
    ('<c r="{}"><v>-1.5E-3</v></c>', -0.0015),
    ('<c r="{}" t="b"><v> 1 </v></c>', True),
    ('<c r="{}" t="inlineStr"><is><t> inline </t></is></c>', " inline "),
    ('<c r="{}" t="inlineStr"><is><r><t>a </t></r><r><t>b</t></r></is></c>', "a b"),
    ('<c r="{}" t="inlineStr">\n<is>\n<t>x</t>\n</is>\n</c>', "x"),
    ('<c r="{}"><foo:v>9</foo:v><v>3</v></c>', 3.0),
    ('<c r="{}"><mc:AlternateContent><mc:Choice Requires="foo"><v>1</v></mc:Choice>'
     "<mc:Fallback><v>2</v></mc:Fallback></mc:AlternateContent></c>", 2.0),
    ('<mc:AlternateContent><mc:Choice Requires="foo"><c r="{}"><v>1</v></c></mc:Choice>'
     '<mc:Fallback><c r="{}"><v>2</v></c></mc:Fallback></mc:AlternateContent>', 2.0),
)  # fmt: skip
"""A cell's XML with a blank for its address, and what it says."""


def workbook(path: Path, cells: list[str]) -> Path:
    """A workbook whose column A holds these cells, and column B the number of the row."""
    rows = "".join(
        f'<row r="{row}">{cell.replace("{}", f"A{row}")}<c r="B{row}"><v>{row}</v></c></row>'
        for row, cell in enumerate(cells, 1)
    )
    members = parts(rows, "".join(f"<si>{entry}</si>" for entry, _ in STRINGS))
    spaces = f'xmlns="{MAIN}" xmlns:r="{RELATIONS}" xmlns:mc="{COMPATIBILITY}" xmlns:foo="urn:foo"'
    for name in ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"):
        members[name] = members[name].replace(f'xmlns="{MAIN}"', spaces)
    return write(path, {**members, "[Content_Types].xml": CONTENT_TYPES})


def sheet(path: Path) -> Sheet:
    return read(path, path.name).sheets[0]


NAMED = [(f'<c r="{{}}" t="s"><v>{index}</v></c>', said) for index, (_, said) in enumerate(STRINGS)]
ALL = [*NAMED, *CELLS]


@pytest.mark.parametrize(("cell", "said"), ALL)
def test_a_cell_says_what_a_spreadsheet_program_shows(tmp_path: Path, cell: str, said: Any) -> None:
    found = sheet(workbook(tmp_path / "a.xlsx", [cell])).rows
    assert found == [[said, 1.0]]
    assert type(found[0][0]) is type(said)


def test_all_together_and_large(tmp_path: Path) -> None:
    """Beyond the size at which a part is read in pieces; the odd cells lie at the end."""
    plain = '<c r="{}" t="s"><v>0</v></c>'
    cells = [plain] * 12_000 + [cell for cell, _ in ALL]
    rows = sheet(workbook(tmp_path / "a.xlsx", cells)).rows
    assert [row[0] for row in rows[:12_000]] == ["plain"] * 12_000
    assert [row[0] for row in rows[12_000:]] == [said for _, said in ALL]
    assert [row[1] for row in rows] == [float(row) for row in range(1, len(cells) + 1)]


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        *((value, "s") for value in ("+2", "2.0", "-1", "x", "1 2", "0x1")),
        *(
            (value, "n")
            for value in ("abc", "1,5", "1 2", "0x10", "INF", "NaN", "1e999", "Infinity")
        ),
        *((value, "b") for value in ("ya", "2")),
    ],
)
@pytest.mark.parametrize("order", ['t="{}" s="0"', 's="0" t="{}"'])
def test_a_value_that_its_type_cannot_hold_is_refused_with_its_cell(
    tmp_path: Path, value: str, kind: str, order: str
) -> None:
    cell = f'<c r="{{}}" {order.format(kind)}><v>{value}</v></c>'
    path = workbook(tmp_path / "a.xlsx", ['<c r="{}"><v>1</v></c>', cell])
    with pytest.raises(UnreadableFileError) as refused:
        read(path, "a.xlsx")
    assert f"cell A2 of sheet 'Data' holds '{value}'" in str(refused.value)


def test_of_two_ways_to_say_it_the_one_for_everybody_counts(tmp_path: Path) -> None:
    entry = (
        '<mc:AlternateContent><mc:Choice Requires="foo"><t>choice</t></mc:Choice>'
        "<mc:Fallback><t>fallback</t></mc:Fallback></mc:AlternateContent>"
    )
    path = workbook(tmp_path / "a.xlsx", ['<c r="{}" t="s"><v>0</v></c>'])
    members = parts("", "")
    spaces = f'xmlns="{MAIN}" xmlns:mc="{COMPATIBILITY}"'
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    members = {**parts(rows), "xl/sharedStrings.xml": f"<sst {spaces}><si>{entry}</si></sst>"}
    assert sheet(write(path, members)).rows == [["fallback"]]


def test_errors_formulas_merged_cells_and_dates_survive_being_written_plainly(
    tmp_path: Path,
) -> None:
    cells = [
        '<c r="{}"><v> 1 </v></c>',
        '<c r="{}" t="e"><v> #N/A </v></c>',
        '<c r="{}"><f>1+1</f></c>',
        '<c r="{}" t="str"><f>A1</f><v> kept </v></c>',
        '<c r="{}" t="d"><v>2024-03-01T00:00:00</v></c>',
    ]
    path = workbook(tmp_path / "a.xlsx", cells)
    found = sheet(path)
    assert found.rows[0][0] == 1.0
    assert found.errors == {(1, 0): "#N/A"}
    assert found.uncalculated == {(2, 0): "1+1"}
    assert found.rows[3][0] == " kept "
    assert str(found.rows[4][0]).startswith("2024-03-01")


@pytest.mark.real
def test_libreoffice_reads_the_same(tmp_path: Path) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if not office:
        pytest.skip("LibreOffice is not installed")
    path = workbook(tmp_path / "a.xlsx", [cell for cell, _ in ALL])
    as_text = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, "--headless", profile, "--convert-to", as_text, "--outdir", str(tmp_path)]
    subprocess.run([*command, str(path)], check=True, timeout=180, capture_output=True)
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        shown = [row[0] for row in csv.reader(file)]
    assert len(shown) == len(ALL)
    for (cell, said), text in zip(ALL, shown, strict=True):
        if isinstance(said, bool):
            assert text == str(said).upper(), cell
        elif isinstance(said, float):
            assert float(text) == said, cell
        else:
            assert text == said, cell


def test_formulas_that_name_other_sheets_are_nothing_unusual(tmp_path: Path) -> None:
    formula = "IF(A1='My sheet'!$A$1,\"<v>\",'It''s'!B2)".replace("<", "&lt;")
    cell = f'<c r="{{}}" t="str"><f>{formula}</f><v>x</v></c>'
    odd = '<c r="{}"><v> 5 </v></c>'
    found = sheet(workbook(tmp_path / "a.xlsx", [cell, odd, f'<c r="{{}}"><f>{formula}</f></c>']))
    assert [row[0] for row in found.rows] == ["x", 5.0, ""]
    assert found.uncalculated == {(2, 0): "IF(A1='My sheet'!$A$1,\"<v>\",'It''s'!B2)"}
