"""A plan of visits as a workbook, and as the visit form begun for each centre."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plut_audit.atomic_write import atomic_path
from plut_audit.i18n import N_, current_language, translate
from plut_audit.rubric import Rubric

if TYPE_CHECKING:
    from plut_audit.analysis.visit_plan import PlannedVisit

CHOSEN_BY = {"risk": N_("risk"), "random": N_("random draw")}
"""How a centre was chosen, in words."""
Cell = str | float | None
COLUMNS: tuple[tuple[str, int, "Callable[[PlannedVisit, str], Cell]"], ...] = (
    (N_("Centre"), 14, lambda visit, _: visit.centre_id),
    (N_("Name"), 36, lambda visit, _: visit.name),
    (N_("Province"), 22, lambda visit, _: visit.province),
    (N_("Regency or city"), 24, lambda visit, _: visit.regency),
    (N_("Owner"), 14, lambda visit, _: visit.level),
    (N_("Class"), 14, lambda visit, _: visit.class_name),
    (N_("Chosen by"), 14, lambda visit, to: translate(CHOSEN_BY[visit.chosen_by], to)),
    (N_("Reason"), 60, lambda visit, to: visit.reason(to)),
    (N_("Risk"), 14, lambda visit, _: visit.risk),
    (N_("Group"), 14, lambda visit, _: visit.stratum),
    (N_("Probability of the draw"), 14, lambda visit, _: visit.inclusion_probability),
)
"""Heading, width in characters, and the value in a language."""


def write_form(
    visits: Sequence["PlannedVisit"],
    rubric: Rubric,
    path: Path,
    language: str | None = None,
    force: bool = False,
) -> None:
    """The rubric's visit form as an Excel table, with a row begun for each planned centre."""
    from plut_audit.rubric.forms import table

    known = [{"centre_id": visit.centre_id, "centre_name": visit.name} for visit in visits]
    content = table.write(rubric, "visit", language or current_language(), known)
    with atomic_path(path, force) as beside:
        beside.write_bytes(content)


def write_plan(
    visits: Sequence["PlannedVisit"],
    path: Path,
    language: str | None = None,
    force: bool = False,
) -> None:
    """The plan as a workbook of one sheet, the reason beside each centre."""
    from plut_audit.rubric.forms.workbook import workbook_bytes

    chosen = language or current_language()
    with atomic_path(path, force) as beside:
        beside.write_bytes(workbook_bytes(lambda book: _fill(book, visits, chosen)))


def _fill(book: Any, visits: Sequence["PlannedVisit"], language: str) -> None:
    from plut_audit.rubric.forms.workbook import Styles, set_up_print

    styles = Styles(book)
    title = translate(N_("Visit plan"), language)
    page = book.add_worksheet(title)
    page.freeze_panes(1, 2)
    set_up_print(page, title, wide=True)
    page.repeat_rows(0)
    for column, (heading, width, value) in enumerate(COLUMNS):
        page.set_column(column, column, width)
        page.write_string(0, column, translate(heading, language), styles.heading())
        for row, visit in enumerate(visits, 1):
            page.write(row, column, value(visit, language), styles())
    page.autofilter(0, 0, len(visits), len(COLUMNS) - 1)
