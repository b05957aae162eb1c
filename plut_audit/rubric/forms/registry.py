"""The registry of centres as a workbook to fill in: choose a region, check name and years.

The first sheet is read as the registry; the guide explains its columns in both languages; the
last sheet holds the provinces, regencies and cities that the drop-down offers.
"""

from collections.abc import Sequence
from typing import Any

from plut_audit.i18n import LANGUAGES, N_, translate
from plut_audit.rubric.forms.centres import FormCentre
from plut_audit.rubric.forms.lists import SHEET as CHOICES_SHEET
from plut_audit.rubric.forms.template import GUIDE_SHEET
from plut_audit.rubric.forms.workbook import (
    FAINT,
    HEADING,
    Styles,
    fit_row,
    set_up_print,
    workbook_bytes,
)

_SHEET = N_("Registry of centres")
_TITLE, _LEAD, _HEADER = 0, 1, 2
_LINES = 300
"""Rows below the header whose cells follow the region that is chosen."""
_REGIONS = "wilayah_plut"
"""The name of the cells with the regions, for the formulas."""
_NOTHING = " "
"""What the cells of a line without a region hold; an empty value would mean *not calculated*."""
_GUIDE_WIDTHS = (22, 60)

_COLUMNS: tuple[tuple[str, int, str, str], ...] = (
    (
        N_("Region"),
        34,
        "",
        N_(
            "Choose the province, regency or city that owns the centre. Begin to type its code or "
            "name and the list shortens. Code, name, province and level then fill themselves in."
        ),
    ),
    (
        N_("Centre code"),
        12,
        "{code}",
        N_(
            "The code of the Ministry of Home Affairs. Write -2 behind it for a second centre of the "
            "same owner (71.72-2)."
        ),
    ),
    (
        N_("Centre name"),
        44,
        '"PLUT-KUMKM "&{title}',
        N_("The official name. A name is proposed; write over it where the official one differs."),
    ),
    (N_("Province"), 24, "{province}", N_("The province in which the owner lies.")),
    (N_("Regency or city"), 30, "{regency}", N_("Blank for a centre of a province.")),
    (
        N_("Level"),
        12,
        "{level}",
        N_("The owner: provinsi, kabupaten or kota."),
    ),
    (
        N_("Since"),
        9,
        "",
        N_("The first year in which the centre should answer. Blank: it always should."),
    ),
    (
        N_("Until"),
        9,
        "",
        N_("The last year in which the centre should answer. Blank: it still should."),
    ),
    (N_("Status"), 14, "", N_("The institutional form, if it is known: dinas, UPTD, BLUD.")),
    (
        N_("Other names"),
        30,
        "",
        N_("Other names under which the centre answers, joined by a semicolon (;)."),
    ),
    (
        N_("Former codes"),
        14,
        "",
        N_("Codes that the centre had before, joined by a semicolon (;)."),
    ),
)
"""Heading, width in characters, formula of what follows from the region, explanation."""
_PICKED = {"code": 2, "title": 3, "province": 4, "regency": 5, "level": 6}
"""Which column of the regions each part of a formula is found in."""
_NUMBERS = (N_("Since"), N_("Until"))


def headings(language: str) -> list[str]:
    """The headings of the sheet to fill in."""
    return [translate(heading, language) for heading, *_ in _COLUMNS]


def write(regions: Sequence[FormCentre], language: str) -> bytes:
    """The workbook; `regions` are the provinces, regencies and cities to choose from."""

    def fill(book: Any) -> None:
        styles = Styles(book)
        _write_lines(book, styles, language, len(regions))
        _write_guide(book, styles, language)
        _write_regions(book, styles, language, regions)

    return workbook_bytes(fill)


def _write_lines(book: Any, styles: Styles, language: str, regions: int) -> None:
    """The sheet to fill in: one line a centre."""
    page = book.add_worksheet(translate(_SHEET, language))
    page.hide_gridlines(2)
    page.freeze_panes(_HEADER + 1, 3)
    set_up_print(page, translate(_SHEET, language))
    page.set_landscape()
    page.repeat_rows(_HEADER)
    title = styles(bold=True, font_size=16, font_color=HEADING, text_wrap=False)
    page.write_string(_TITLE, 0, translate(_SHEET, language), title)
    lead = N_(
        "One line is one centre that should answer. Choose the region; the rest fills itself in and "
        "can be written over. Save the file into the folder of the survey."
    )
    page.write_string(_LEAD, 0, translate(lead, language), styles(text_wrap=False, font_size=9))
    sheet = translate(CHOICES_SHEET, language)
    last = regions + 1
    book.define_name(_REGIONS, f"='{sheet}'!$A$3:$F${last + 1}")
    for column, (heading, width, formula, _) in enumerate(_COLUMNS):
        page.set_column(column, column, width)
        head = styles.heading(valign="vcenter", border=1, border_color="#FFFFFF")
        page.write_string(_HEADER, column, translate(heading, language), head)
        look = styles.boxed(
            num_format="0" if heading in _NUMBERS else "@",
            bg_color="#F1F4F7" if formula else "#FFFFFF",
        )
        for row in range(_HEADER + 1, _HEADER + 1 + _LINES):
            if formula:
                page.write_formula(row, column, _formula(formula, row), look, _NOTHING)
            else:
                page.write_blank(row, column, None, look)
    lines = (_HEADER + 1, _HEADER + _LINES)
    page.data_validation(
        lines[0], 0, lines[1], 0, _region_list(f"='{sheet}'!$A$3:$A${last + 1}", language)
    )
    years = {"validate": "whole", "criteria": "between", "minimum": 1990, "maximum": 2100}
    fault = translate(N_("Write a year, such as 2019."), language)
    page.data_validation(lines[0], 6, lines[1], 7, years | {"error_message": fault})


def _region_list(source: str, language: str) -> dict[str, object]:
    return {
        "validate": "list",
        "source": source,
        "input_title": translate(N_("Region"), language),
        "input_message": translate(N_("Choose from the list: code and name."), language),
        "error_message": translate(N_("Choose one from the list."), language),
    }


def _formula(formula: str, row: int) -> str:
    """A formula that stays blank until a region is chosen in the line."""
    chosen = f"$A{row + 1}"
    found = {
        part: f"VLOOKUP({chosen},{_REGIONS},{column},FALSE)" for part, column in _PICKED.items()
    }
    # A blank cell that is looked up is 0; joined to a text it stays blank.
    return f'=IF({chosen}="","",{formula.format(**found)}&"")'


def _write_guide(book: Any, styles: Styles, language: str) -> None:
    """What each column holds, in both languages side by side."""
    page = book.add_worksheet(translate(GUIDE_SHEET, language))
    page.hide_gridlines(2)
    page.set_landscape()
    set_up_print(page, translate(_SHEET, language))
    for number in range(len(LANGUAGES)):
        for column, width in enumerate(_GUIDE_WIDTHS):
            page.set_column(2 * number + column, 2 * number + column, width)
    for row, (heading, _, _, words) in enumerate(_COLUMNS):
        texts = []
        for number, name in enumerate(LANGUAGES):
            page.write_string(row, 2 * number, translate(heading, name), styles(bold=True))
            text = translate(words, name)
            page.write_string(row, 2 * number + 1, text, styles(font_color=FAINT))
            texts.append((text, _GUIDE_WIDTHS[1], 10))
        fit_row(page, row, *texts)


def _write_regions(book: Any, styles: Styles, language: str, regions: Sequence[FormCentre]) -> None:
    """The provinces, regencies and cities: what the drop-down shows, and what follows from it.

    The columns have no headings, for a table of codes and names would itself be a registry.
    """
    page = book.add_worksheet(translate(CHOICES_SHEET, language))
    page.protect("")
    text = translate(N_("The provinces, regencies and cities to choose from."), language)
    page.write_string(0, 0, text, styles(bold=True, text_wrap=False))
    for column, width in enumerate((46, 8, 40, 26, 40, 12)):
        page.set_column(column, column, width)
    for row, region in enumerate(regions, 2):
        shown = f"{region.centre_id} {region.name}"
        cells = (shown, region.centre_id, region.name, region.province, region.regency)
        for column, cell in enumerate((*cells, region.level)):
            page.write_string(row, column, cell, styles(text_wrap=False, num_format="@"))
