"""Workbooks that break readers: each is read right, or refused with one line that says why."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plut_audit.ingest.sheets import (
    Limits,
    UnreadableFileError,
    Workbook,
    address,
    column_letters,
    read,
    readable,
)

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def parts(data: str, strings: str = "") -> dict[str, str]:
    """The members of a small workbook whose only sheet has these rows."""
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
        '<sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": f'<?xml version="1.0" encoding="UTF-8"?><worksheet '
        f'xmlns="{MAIN}"><sheetData>{data}</sheetData></worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
    }


def write(path: Path, members: dict[str, str] | dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


@pytest.fixture
def rows_of(tmp_path: Path) -> Callable[..., Workbook]:
    """Reads a workbook whose only sheet holds the given rows of XML."""

    def reading(data: str, strings: str = "", **limits: int) -> Workbook:
        path = write(tmp_path / "a.xlsx", parts(data, strings))
        return read(path, "a.xlsx", Limits(**limits))

    return reading


def refused(reading: Callable[[], Workbook]) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        reading()
    problem = caught.value.problem
    assert problem.file and problem.message()["en"] and problem.message()["id"]
    return problem.code


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        ('<row r="1"><c r="A1"><v>5</v></c><c r="C1"><v>7</v></c></row>', [[5.0, "", 7.0]]),
        ('<row r="2"><c r="B2"><v>5</v></c></row>', [["", ""], ["", 5.0]]),
        (
            "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>",
            [[1.0, 2.0], [3.0, ""]],
        ),
        ("<row r='1'><c r='B1'><v>1</v></c></row>", [["", 1.0]]),
        ('<row r="1"><c s="0" r="B1"><v>1</v></c></row>', [["", 1.0]]),
        ('<row r="1"><c r="A1" t="str"><v><![CDATA[a<b]]></v></c></row>', [["a<b"]]),
        ('<row r="1"><c r="A1" t="inlineStr"><is><t>a:c </t></is></c></row>', [["a:c "]]),
        (
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576" s="0"/>'
            '<c r="XFD1048576" s="0"/></row>',
            [[1.0]],
        ),
        ("", []),
    ],
)
def test_rows_are_read_as_a_spreadsheet_program_shows_them(
    data: str, rows: list[list[object]], rows_of: Callable[..., Workbook]
) -> None:
    assert rows_of(data).sheets[0].rows == rows


def test_prefixed_xml_is_read(tmp_path: Path) -> None:
    members = parts("")
    members["xl/worksheets/sheet1.xml"] = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="B1" t="e"><x:v>#N/A'
        '</x:v></x:c><x:c r="C1"><x:v>4</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    sheet = read(write(tmp_path / "a.xlsx", members), "a.xlsx").sheets[0]
    assert sheet.rows == [["", "", 4.0]]
    assert sheet.errors == {(0, 1): "#N/A"}


@pytest.mark.parametrize("dress", ["plain", "without addresses", "single quotes"])
def test_errors_and_formulas_without_a_value_are_marked(
    dress: str, rows_of: Callable[..., Workbook]
) -> None:
    data = (
        '<row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B1"><f>1+1</f></c>'
        '<c r="C1"><f>1+1</f><v>2</v></c></row>'
        '<row r="2"><c r="A2"><f>1+1</f><v></v></c><c r="B2" t="str"><f>""</f><v></v></c>'
        '<c r="C2" s="0" t="e"><v>#REF!</v></c><c r="D2"><f t="shared" si="0"/></c></row>'
    )
    if dress == "without addresses":
        for name in ("A1", "B1", "C1", "A2", "B2", "C2", "D2"):
            data = data.replace(f' r="{name}"', "")
    if dress == "single quotes":
        data = data.replace('"', "'").replace("<f>''</f>", '<f>""</f>')
    sheet = rows_of(data).sheets[0]
    assert sheet.errors == {(0, 0): "#DIV/0!", (1, 2): "#REF!"}
    assert set(sheet.uncalculated) == {(0, 1), (1, 0), (1, 3)}
    assert sheet.rows[0][2] == 2.0


@pytest.mark.parametrize(
    "data",
    [
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="1048576"><c s="0" r="XFD1048576"><v>1</v></c></row>',
        '<dimension ref="A1:B2"/><row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="900000"><c r="ZZ900000"><v>1</v></c></row>',
    ],
)
def test_a_value_in_the_last_cell_is_refused(data: str, rows_of: Callable[..., Workbook]) -> None:
    assert refused(lambda: rows_of(data)) == "FIL-09"


@pytest.mark.parametrize(
    "reference", ["A0", "1A", "A99999999999", "AAAA1", "A1048577", "XFE1", "", "R1C1"]
)
def test_addresses_outside_any_sheet_are_refused(
    reference: str, rows_of: Callable[..., Workbook]
) -> None:
    data = f'<row r="1"><c r="{reference}"><v>1</v></c></row>'
    assert refused(lambda: rows_of(data)) in ("FIL-07", "FIL-10", "FIL-11")


def test_the_limit_on_cells_is_exact_without_a_dimension(
    rows_of: Callable[..., Workbook],
) -> None:
    data = "".join(
        f'<row r="{row}">'
        + "".join(f'<c r="{column_letters(column)}{row}"><v>1</v></c>' for column in range(40))
        + "</row>"
        for row in range(1, 301)
    )
    assert len(rows_of(data, cells=12_000).sheets[0].rows) == 300
    assert refused(lambda: rows_of(data, cells=11_999)) == "FIL-09"


@pytest.mark.parametrize(
    "data",
    [
        '<row r="1"><c r="A1" t="str"><v>a_x0000_b</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>a&#x1;b</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>a\x01b</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>0</v></c></row>',
    ],
)
def test_control_characters_are_refused(data: str, rows_of: Callable[..., Workbook]) -> None:
    reading = lambda: rows_of(data, "<si><t>a_x0007_b</t></si>")  # noqa: E731
    assert refused(reading) == "FIL-16"


def test_line_breaks_and_escapes_of_text_are_no_control_characters(
    rows_of: Callable[..., Workbook],
) -> None:
    data = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    strings = "<si><t>a_x000D_b&#10;c</t></si><si><t>room_x0</t></si>"
    assert rows_of(data, strings).sheets[0].rows == [["a\rb\nc", "room_x0"]]


def test_a_missing_text_is_refused(rows_of: Callable[..., Workbook]) -> None:
    assert refused(lambda: rows_of('<row r="1"><c r="A1" t="s"><v>9</v></c></row>')) == "FIL-07"


def test_one_long_text_named_by_many_cells_is_refused(rows_of: Callable[..., Workbook]) -> None:
    cells = "".join(f'<c r="A{row}" t="s"><v>0</v></c>' for row in range(1, 1001))
    strings = f"<si><t>{'x' * 30_000}</t></si>"
    assert refused(lambda: rows_of(cells, strings, text_bytes=10_000_000)) == "FIL-09"
    assert len(rows_of(cells, strings).sheets[0].rows) == 1000


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(part: str, encoding: str, tmp_path: Path) -> None:
    members = {name: text.encode() for name, text in parts("").items()}
    text = parts("")[part].partition("?>")[2] or parts("")[part]
    bomb = '<!DOCTYPE a [<!ENTITY b "c">]>' + text
    members[part] = f'<?xml version="1.0" encoding="{encoding}"?>{bomb}'.encode(encoding)
    assert refused(lambda: read(write(tmp_path / "a.xlsx", members), "a.xlsx")) == "FIL-10"


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "windows-1252"])
def test_xml_in_other_encodings_is_read(encoding: str, tmp_path: Path) -> None:
    data = '<row r="1"><c r="A1" t="inlineStr"><is><t>Café</t></is></c></row>'
    members = {name: text.encode() for name, text in parts("").items()}
    sheet = parts(data)["xl/worksheets/sheet1.xml"].replace("UTF-8", encoding)
    members["xl/worksheets/sheet1.xml"] = sheet.encode(encoding)
    workbook = read(write(tmp_path / "a.xlsx", members), "a.xlsx")
    assert workbook.sheets[0].rows == [["Café"]]


def test_backslashes_in_member_names_are_mended(tmp_path: Path) -> None:
    members = parts('<row r="1"><c r="A1"><v>1</v></c></row>')
    path = write(tmp_path / "a.xlsx", {n.replace("/", "\\"): c for n, c in members.items()})
    assert read(path, "a.xlsx").sheets[0].rows == [[1.0]]


@pytest.mark.parametrize(
    ("old", "new"),
    [("xl/workbook.xml", "xl/workbook2.xml"), ("xl/", ""), ("xl/", "XL/"), ("xl/", "book/")],
)
def test_parts_under_other_names_are_found(old: str, new: str, tmp_path: Path) -> None:
    marked = '<row r="1"><c r="A1" t="e"><v>#REF!</v></c><c r="B1"><v>1</v></c></row>'
    members = {
        name.replace(old, new): content.replace(old, new) for name, content in parts(marked).items()
    }
    if new.endswith("2.xml"):
        members["xl/_rels/workbook2.xml.rels"] = members.pop("xl/_rels/workbook.xml.rels")
    sheet = read(write(tmp_path / "a.xlsx", members), "a.xlsx").sheets[0]
    assert (sheet.rows, sheet.errors) == ([["", 1.0]], {(0, 0): "#REF!"})


@pytest.mark.parametrize(
    "target",
    ["/xl/worksheets/sheet1.xml", "./worksheets/sheet1.xml", "../xl/worksheets/sheet1.xml"],
)
def test_the_last_cell_is_found_however_its_sheet_is_named(target: str, tmp_path: Path) -> None:
    members = parts('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>')
    relations = "xl/_rels/workbook.xml.rels"
    members[relations] = members[relations].replace("worksheets/sheet1.xml", target)
    assert refused(lambda: read(write(tmp_path / "a.xlsx", members), "a.xlsx")) == "FIL-09"


def test_something_before_and_behind_the_archive_does_no_harm(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", parts('<row r="1"><c r="A1"><v>1</v></c></row>'))
    path.write_bytes(path.read_bytes() + b"\n")
    assert read(path, "a.xlsx").sheets[0].rows == [[1.0]]


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("second", ["xl/worksheets/sheet1.xml", "xl/worksheets/SHEET1.xml"])
def test_two_members_of_one_name_are_refused(second: str, tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", parts(""))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(second, parts("")["xl/worksheets/sheet1.xml"])
    assert refused(lambda: read(path, "a.xlsx")) == "FIL-10"


def test_bombs_are_refused_before_they_are_unpacked(tmp_path: Path) -> None:
    members = {name: text.encode() for name, text in parts("").items()}
    path = write(tmp_path / "a.xlsx", members | {"xl/media/a.bin": b"\x00" * 20_000_000})
    assert refused(lambda: read(path, "a.xlsx")) == "FIL-09"
    many = {f"xl/{number}": b"" for number in range(30)}
    path = write(tmp_path / "b.xlsx", members | many)
    assert refused(lambda: read(path, "b.xlsx", Limits(members=30))) == "FIL-09"
    assert refused(lambda: read(path, "b.xlsx", Limits(unpacked_bytes=1000))) == "FIL-09"


def test_too_many_sheets_are_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for _ in range(5):
        book.create_sheet()
    book.save(tmp_path / "a.xlsx")
    assert refused(lambda: read(tmp_path / "a.xlsx", "a.xlsx", Limits(sheets=5))) == "FIL-09"


def ods(path: Path, rows: str, mimetype: bool = True) -> Path:
    names = {
        "office": "office:1.0",
        "table": "table:1.0",
        "text": "text:1.0",
    }
    spaces = " ".join(
        f'xmlns:{key}="urn:oasis:names:tc:opendocument:xmlns:{name}"' for key, name in names.items()
    )
    content = (
        f'<office:document-content {spaces} xmlns:calcext="urn:calc"><office:body>'
        f'<office:spreadsheet><table:table table:name="Data">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet"} if mimetype else {}
    manifest = '<manifest:manifest xmlns:manifest="urn:m"/>'
    return write(path, {**kind, "content.xml": content, "META-INF/manifest.xml": manifest})


CELL = '<table:table-cell {0} office:value-type="{1}" {2}><text:p>{3}</text:p></table:table-cell>'


@pytest.mark.parametrize("mimetype", [True, False])
def test_ods_is_read_with_its_marks(mimetype: bool, tmp_path: Path) -> None:
    told = 'office:string-value="" calcext:value-type="error"'
    broken = CELL.format('table:formula="of:=1/0"', "string", told, "#DIV/0!")
    rows = (
        "<table:table-row>"
        + CELL.format("", "string", "", "Café")
        + CELL.format('table:number-columns-repeated="2"', "float", 'office:value="5"', "5")
        + broken
        + '<table:table-cell table:formula="of:=1+1"/>'
        + "</table:table-row>"
    )
    sheet = read(ods(tmp_path / "a.ods", rows, mimetype), "a.ods").sheets[0]
    assert sheet.rows[0][:4] == ["Café", 5.0, 5.0, ""]
    assert sheet.errors == {(0, 3): "#DIV/0!"}
    assert sheet.uncalculated == {(0, 4): "1+1"}


@pytest.mark.parametrize(
    "repeats",
    [
        'table:number-columns-repeated="16384"',
        'table:number-columns-repeated="999999999999"',
        'table:number-columns-repeated="-5"',
    ],
)
def test_repeated_cells_are_refused(repeats: str, tmp_path: Path) -> None:
    row = '<table:table-row table:number-rows-repeated="1000000">{}</table:table-row>'
    rows = row.format(CELL.format(repeats, "float", 'office:value="5"', "5"))
    path = ods(tmp_path / "a.ods", rows)
    assert refused(lambda: read(path, "a.ods")) in ("FIL-09", "FIL-10")


def test_empty_repeated_cells_cost_nothing(tmp_path: Path) -> None:
    rows = (
        "<table:table-row>"
        + CELL.format("", "float", 'office:value="5"', "5")
        + '<table:table-cell table:number-columns-repeated="16383"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048575"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
    )
    assert read(ods(tmp_path / "a.ods", rows), "a.ods").sheets[0].rows == [[5.0]]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "FIL-01"),
        (b"<!DOCTYPE html><html><body>Not found</body></html>", "FIL-04"),
        (b"  <HTML><table><tr><td>1</td></tr></table></HTML>", "FIL-04"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", "FIL-05"),
        (b"%PDF-1.7 ...", "FIL-08"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "FIL-08"),
        (b"<?xml version='1.0'?><a/>", "FIL-08"),
        (b"PK\x03\x04 and then nothing", "FIL-07"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "FIL-07"),
        (b"\x05Siti " + b" " * 49 + b"\x00" * 110, "FIL-02"),
        (bytes(range(256)) * 8, "FIL-07"),
    ],
)
def test_strangers_are_named(content: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert refused(lambda: read(path, "a.xlsx")) == code


@pytest.mark.parametrize(
    ("name", "code"),
    [("xl/workbook.bin", "FIL-08"), ("word/document.xml", "FIL-08"), ("a.pdf", "FIL-06")],
)
def test_archives_that_are_no_workbook_are_named(name: str, code: str, tmp_path: Path) -> None:
    assert refused(lambda: read(write(tmp_path / "a.xlsx", {name: "x"}), "a.xlsx")) == code


def test_a_file_that_cannot_be_opened_is_said(tmp_path: Path) -> None:
    assert refused(lambda: read(tmp_path / "missing.xlsx", "missing.xlsx")) == "FIL-13"
    assert refused(lambda: read(tmp_path, "folder.xlsx")) == "FIL-13"


@pytest.mark.parametrize("suffix", ["xlsx", "csv", "xls", "bin"])
def test_the_suffix_does_not_matter(suffix: str, tmp_path: Path) -> None:
    path = write(tmp_path / f"a.{suffix}", parts('<row r="1"><c r="A1"><v>1</v></c></row>'))
    assert read(path, "a").kind == "xlsx"


def test_values_keep_their_kind(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Data")
        day, moment = (book.add_format({"num_format": f}) for f in ("yyyy-mm-dd", "hh:mm"))
        for column, value in enumerate(["007", 7, True, "NA"]):
            sheet.write(0, column, value)
        sheet.write_datetime(0, 4, datetime(2024, 3, 1), day)
        sheet.write_number(0, 5, 0.75, moment)
    assert read(path, "a.xlsx").sheets[0].rows == [
        ["007", 7.0, True, "NA", date(2024, 3, 1), time(18)]
    ]


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ((0, 0), "A1"),
        ((4, 3), "D5"),
        ((0, 25), "Z1"),
        ((9, 26), "AA10"),
        ((1_048_575, 16_383), "XFD1048576"),
    ],
)
def test_places_have_their_names(place: tuple[int, int], name: str) -> None:
    assert address(*place) == name


def test_files_worth_trying() -> None:
    wanted = ["a.xlsx", "A.XLS", "a.ods", "a.csv", "a.tsv", "a.zip", "a.xlsb", "~$a.xlsx"]
    assert all(readable(Path(name)) for name in wanted)
    assert not any(map(readable, map(Path, [".a.xlsx", "a.md", "a.pdf", "__MACOSX/a.csv"])))


SAMPLES = parts(
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><f>1</f><v>2</v></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>x</t></is></c></row>',
    "<si><t>centre_id</t></si>",
)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=300
)
@given(data=st.data())
def test_mutated_workbooks_are_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    members = {name: bytearray(text.encode()) for name, text in SAMPLES.items()}
    if data.draw(st.booleans(), label="drop a member"):
        members.pop(data.draw(st.sampled_from(sorted(members))))
    for _ in range(data.draw(st.integers(0, 4), label="bytes changed inside members")):
        content = members[data.draw(st.sampled_from(sorted(members)))]
        if content:
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = write(tmp_path / "a.xlsx", {name: bytes(text) for name, text in members.items()})
    packed = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(0, 3), label="bytes changed in the archive")):
        packed[data.draw(st.integers(0, len(packed) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(
        packed[: data.draw(st.one_of(st.just(len(packed)), st.integers(0, len(packed))))]
    )
    try:
        workbook = read(path, "a.xlsx")
    except UnreadableFileError as error:
        assert error.problem.message()["en"]
    else:
        assert isinstance(workbook, Workbook)


def test_sample_is_read_when_it_is_whole(tmp_path: Path) -> None:
    buffer = io.BytesIO(write(tmp_path / "a.xlsx", SAMPLES).read_bytes())
    assert zipfile.ZipFile(buffer).testzip() is None
    assert read(tmp_path / "a.xlsx", "a.xlsx").sheets[0].rows == [["centre_id", 2.0], ["x", ""]]
