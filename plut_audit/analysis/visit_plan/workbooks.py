"""A plan of visits as a table, as a workbook, and as the visit form begun for each centre."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from plut_audit import i18n as languages
from plut_audit.atomic_write import atomic_path
from plut_audit.i18n import N_
from plut_audit.rubric import Rubric

COLUMNS = {
    "centre_id": N_("Centre"),
    "name": N_("Name"),
    "province": N_("Province"),
    "regency": N_("Regency or city"),
    "level": N_("Owner"),
    "class": N_("Class"),
    "part": N_("Chosen by"),
    "reason": N_("Reason"),
    "risk": N_("Risk"),
    "stratum": N_("Group"),
    "inclusion_probability": N_("Probability of the draw"),
}
PARTS = {"risk": N_("risk"), "random": N_("lot")}
_WIDTHS = {"name": 36, "province": 22, "regency": 24, "reason": 60}


def write_form(
    visits: Sequence[Mapping[str, Any]],
    rubric: Rubric,
    path: Path,
    language: str | None = None,
    force: bool = False,
) -> None:
    """The rubric's visit form as an Excel table, with a row begun for each planned centre."""
    from plut_audit.rubric.forms import table

    known = [{"centre_id": one["centre_id"], "centre_name": one["name"]} for one in visits]
    content = table.write(rubric, "visit", language or languages.current_language(), known)
    with atomic_path(path, force) as beside:
        beside.write_bytes(content)


def write_plan(
    visits: Sequence[Mapping[str, Any]],
    path: Path,
    language: str | None = None,
    force: bool = False,
) -> None:
    """The plan as a workbook of one sheet, the reason beside each centre."""
    from plut_audit.rubric.forms.workbook import workbook_bytes

    spoken = language or languages.current_language()
    with atomic_path(path, force) as beside:
        beside.write_bytes(workbook_bytes(lambda book: _fill(book, visits, spoken)))


def _fill(book: Any, visits: Sequence[Mapping[str, Any]], language: str) -> None:
    from plut_audit.rubric.forms.workbook import Styles, set_up_print

    styles = Styles(book)
    title = languages.translate(N_("Visit plan"), language)
    page = book.add_worksheet(title)
    page.freeze_panes(1, 2)
    set_up_print(page, title, wide=True)
    page.repeat_rows(0)
    for column, (name, heading) in enumerate(COLUMNS.items()):
        page.set_column(column, column, _WIDTHS.get(name, 14))
        page.write_string(0, column, languages.translate(heading, language), styles.heading())
        for row, one in enumerate(visits, 1):
            page.write(row, column, shown(one, name, language), styles())
    page.autofilter(0, 0, len(visits), len(COLUMNS) - 1)


def shown(visit: Mapping[str, Any], column: str, language: str | None = None) -> Any:
    """A cell of the plan in words: what a table of it prints."""
    spoken, value = language or languages.current_language(), visit[column]
    if column == "part":
        return languages.translate(PARTS[value], spoken)
    return value[spoken] if isinstance(value, dict) else value
