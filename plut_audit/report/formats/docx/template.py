"""The letter's template, made in the chosen language: open it in Word and make it one's own."""

from typing import Any

from plut_audit.i18n import N_, say
from plut_audit.report.formats.docx.paper import (
    WASH,
    add_pairs,
    fill,
    keep_whole,
    new_document,
    packed,
    repeat_head,
    set_widths,
    shade,
)
from plut_audit.report.vocabulary import ELEMENTS

DOTS = "." * 40
ROOM_TO_WRITE = 500_000
"""Least height of a row that is filled in by hand, in EMU: 1.4 cm."""


def letter_template() -> bytes:
    """The template's bytes, its fields as docxtpl reads them."""
    document = new_document(say(N_("Audit of PLUT-KUMKM centres")))
    _head(document)
    _scores(document)
    _findings(document)
    _reply(document)
    _annex(document)
    return packed(document)


def _head(document: Any) -> None:
    add_pairs(document, [
        (say(N_("Number")), DOTS), (say(N_("Date")), DOTS),
        (say(N_("Subject")), "{{ title }}"),
    ])  # fmt: skip
    document.add_paragraph("\n".join([
        say(N_("To")),
        say(N_("the head of the dinas in charge of")) + " {{ centre_name }} ({{ centre_id }})",
        "{{ regency }}, {{ province }}",
    ]))  # fmt: skip
    document.add_paragraph(say(N_(
        "With this letter we report what the audit found at your centre. Please check it, reply on "
        "the form below, and name the cells or papers where you see it otherwise."
    )))  # fmt: skip


def _scores(document: Any) -> None:
    document.add_heading(say(N_("Scores")), 1)
    document.add_paragraph("{%p if not_ranked_because %}")
    document.add_paragraph(say(N_("The centre is not ranked:")) + " {{ not_ranked_because }}.")
    document.add_paragraph("{%p endif %}")
    add_pairs(document, [
        (say(N_("Verified score")), "{{ verified }}"), (say(N_("Class")), "{{ class }}"),
        (say(N_("Rank")), "{{ rank }} " + say(N_("of")) + " {{ ranked_of }}"),
        (say(N_("Claimed score")), "{{ claimed }}"),
        (say(N_("Conservative score")), "{{ conservative }}"),
        (say(N_("Seen by a visit (%)")), "{{ seen }}"),
        (say(N_("Questionnaire of")), "{{ survey_date }}"),
        (say(N_("Visit of")), "{{ visit_date }}"),
    ])  # fmt: skip
    document.add_paragraph()
    _table(document, "part", "dimensions", [
        (say(N_("Dimension")), "{{ part.code }} {{ part.title }}", 7.6),
        (say(N_("Verified")), "{{ part.verified }}", 3),
        (say(N_("Claimed")), "{{ part.claimed }}", 3),
        (say(N_("Answered (%)")), "{{ part.coverage }}", 3),
    ])  # fmt: skip


def _findings(document: Any) -> None:
    document.add_heading(say(N_("Findings")) + " ({{ findings_count }})", 1)
    document.add_paragraph("{%p for one in findings %}")
    document.add_heading("{{ one.number }}. {{ one.code }} {{ one.title }}", 2)
    points = say(N_("{points} points lost"), points="{{ one.points_lost }}")
    grade = document.add_paragraph("{{ one.severity }}, " + points)
    grade.paragraph_format.keep_with_next = True
    pairs = [(say(label), f"{{{{ one.{name} }}}}") for name, label in ELEMENTS.items()]
    add_pairs(document, [*pairs, (say(N_("Cells")), "{{ one.cells }}")])
    document.add_paragraph("{%p endfor %}")


def _reply(document: Any) -> None:
    document.add_page_break()
    document.add_heading(say(N_("Reply of the centre")), 1)
    document.add_paragraph("{{ centre_name }} ({{ centre_id }})")
    _table(document, "one", "findings", [
        (say(N_("Finding")), "{{ one.number }}. {{ one.code }} {{ one.title }}", 4.6),
        (say(N_("Response")), "", 4), (say(N_("Agreed action")), "", 3.6),
        (say(N_("Person")), "", 2.2), (say(N_("Deadline")), "", 2.2),
    ])  # fmt: skip
    document.add_paragraph()
    document.add_paragraph("\n".join([
        say(N_("Place and date:")) + f" {DOTS}", "",
        say(N_("Head of the centre,")), "", "", "", f"({DOTS})",
    ]))  # fmt: skip


def _annex(document: Any) -> None:
    document.add_page_break()
    document.add_heading(say(N_("Annex: indicators")), 1)
    document.add_paragraph(say(N_("Scored by the edition:")) + " {{ edition }}.")
    _table(document, "item", "indicators", [
        (say(N_("Indicator")), "{{ item.code }} {{ item.title }}", 5.6),
        (say(N_("Reported")), "{{ item.reported }}", 2.8),
        (say(N_("Seen")), "{{ item.observed }}", 2.8),
        (say(N_("Evidence")), "{{ item.evidence }}", 2.2),
        (say(N_("Score")), "{{ item.score }}", 1.5),
        (say(N_("Points lost")), "{{ item.points_lost }}", 1.7),
    ])  # fmt: skip


def _table(document: Any, name: str, source: str, columns: list[tuple[str, str, float]]) -> None:
    """A table with a row for each record of `source`."""
    grid = document.add_table(rows=4, cols=len(columns))
    grid.style = "Table Grid"
    repeat_head(grid.rows[0])
    keep_whole(grid.rows[2])
    if not all(field for _, field, _ in columns):
        grid.rows[2].height = ROOM_TO_WRITE
    fill(grid.rows[1].cells[0], f"{{%tr for {name} in {source} %}}")
    fill(grid.rows[3].cells[0], "{%tr endfor %}")
    set_widths(grid, [width for _, _, width in columns])
    for place, (label, field, _) in enumerate(columns):
        fill(grid.rows[0].cells[place], label, "Cell Head")
        shade(grid.rows[0].cells[place], WASH)
        fill(grid.rows[2].cells[place], field)
