"""The letter's template in the language in use; an office can adapt it in Word."""

from typing import Any

from plut_audit.i18n import N_, _
from plut_audit.report.formats.docx.cells import fill, keep_whole, repeat_head, shade
from plut_audit.report.formats.docx.document import (
    WASH,
    add_pairs,
    new_document,
    packed,
    set_widths,
)
from plut_audit.report.formats.docx.letter_chapters import CHAPTERS
from plut_audit.report.formats.docx.letter_fields import DOTS
from plut_audit.report.formats.docx.letter_page import add_page
from plut_audit.report.reply_text import LABELS
from plut_audit.report.vocabulary import ELEMENTS

WRITING_HEIGHT = 500_000
"""Least height of a row that is filled in by hand, in EMU: 1.4 cm."""


def letter_template() -> bytes:
    """The template's bytes, its fields as docxtpl reads them."""
    document = new_document(_(N_("Audit of PLUT-KUMKM centres")))
    add_page(document)
    document.add_paragraph("{%p if annexes %}")
    _annex(document, _(N_("Annex 1: scores and findings")))
    _scores(document)
    _findings(document)
    _annex(document, _(N_("Annex 2: reply of the centre")))
    _reply(document)
    _annex(document, _(N_("Annex 3: indicators")))
    _indicators(document)
    document.add_paragraph("{%p endif %}")
    return packed(document)


def _annex(document: Any, title: str) -> None:
    """The title of an annex, on a page of its own."""
    document.add_heading(title, 1).paragraph_format.page_break_before = True


def _scores(document: Any) -> None:
    document.add_paragraph("{{ centre_name }} ({{ centre_id }})")
    document.add_heading(_(N_("Scores")), 2)
    document.add_paragraph("{%p if not_ranked_because %}")
    document.add_paragraph(
        _(N_("The centre is not ranked:"))
        + " {{ not_ranked_because }}. "
        + _(N_("Score between"))
        + " {{ score_between }}."
    )
    document.add_paragraph("{%p endif %}")
    add_pairs(document, _score_pairs())
    document.add_paragraph(
        _(
            N_(
                "Estimate: what a full visit would be expected to find; ranks are given on it. "
                "Combined: what was seen, and self-report elsewhere. In brackets: the interval "
                "that holds 5 to 95 %; a class in brackets is provisional."
            )
        )
    )
    document.add_paragraph()
    _table(
        document,
        "dimension",
        "dimensions",
        [
            (_(N_("Dimension")), "{{ dimension.code }} {{ dimension.title }}", 5.6),
            (_(N_("Estimate")), "{{ dimension.estimate }}", 2.2),
            (_(N_("Combined")), "{{ dimension.combined }}", 2.2),
            (_(N_("Reported")), "{{ dimension.reported }}", 2.2),
            (_(N_("Answered (%)")), "{{ dimension.coverage }}", 2.2),
            (_(N_("Seen (%)")), "{{ dimension.seen }}", 2.2),
        ],
    )


def _score_pairs() -> list[tuple[str, str]]:
    """The figures of a centre, each with its field."""
    return [
        (
            _(N_("Estimate")),
            "{{ estimate }}{% if estimate_interval %} ({{ estimate_interval }}){% endif %}",
        ),
        (
            _(N_("Rank")),
            "{{ rank }} "
            + _(N_("of"))
            + " {{ ranked_of }}{% if rank_interval %} ({{ rank_interval }}){% endif %}",
        ),
        (_(N_("Class")), "{{ class }}"),
        (_(N_("Combined score")), "{{ combined }}"),
        (_(N_("Reported score")), "{{ reported }}"),
        (_(N_("Seen by a visit (%)")), "{{ seen }}"),
        (_(N_("Questionnaire of")), "{{ survey_date }}"),
        (_(N_("Visit of")), "{{ visit_date }}"),
    ]


def _findings(document: Any) -> None:
    for name, (title, about) in CHAPTERS.items():
        document.add_paragraph(f"{{%p if {name} %}}")
        document.add_heading(f"{_(title)} ({{{{ {name}_count }}}})", 2)
        document.add_paragraph(_(about))
        document.add_paragraph(f"{{%p for finding in {name} %}}")
        document.add_heading("{{ finding.number }}. {{ finding.code }} {{ finding.title }}", 3)
        points = _(N_("{points} points lost"), points="{{ finding.points_lost }}")
        grade = document.add_paragraph("{{ finding.severity }}, " + points)
        grade.paragraph_format.keep_with_next = True
        pairs = [(_(label), f"{{{{ finding.{element} }}}}") for element, label in ELEMENTS.items()]
        pairs += _reply_pairs()
        add_pairs(document, [*pairs, (_(N_("Cells")), "{{ finding.cells }}")])
        document.add_paragraph("{%p endfor %}")
        document.add_paragraph("{%p endif %}")
    _value_replies(document)
    _remarks(document)


def _reply_pairs() -> list[tuple[str, str]]:
    """The rows of reply and comment, which only a final letter has."""
    replies = [(_(text), f"{{{{ finding.{key} }}}}") for key, text in LABELS.items()]
    return [("{%tr if finding.reply %}", ""), *replies, ("{%tr endif %}", "")]


def _value_replies(document: Any) -> None:
    document.add_paragraph("{%p if value_replies %}")
    document.add_heading(_(N_("Replies on values")), 2)
    _table(
        document,
        "value_reply",
        "value_replies",
        [
            (_(N_("Question")), "{{ value_reply.question }}", 4.6),
            *((_(label), f"{{{{ value_reply.{key} }}}}", 6) for key, label in LABELS.items()),
        ],
    )
    document.add_paragraph("{%p endif %}")


def _remarks(document: Any) -> None:
    document.add_paragraph("{%p if remarks %}")
    document.add_heading(_(N_("Remarks")), 2)
    document.add_paragraph("{%p for remark in remarks %}")
    document.add_paragraph("{{ remark }}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endif %}")


def _reply(document: Any) -> None:
    document.add_paragraph("{{ centre_name }} ({{ centre_id }})")
    _table(
        document,
        "finding",
        "replies",
        [
            (_(N_("Finding")), "{{ finding.number }}. {{ finding.code }} {{ finding.title }}", 4.6),
            (_(N_("Response")), "", 4),
            (_(N_("Agreed action")), "", 3.6),
            (_(N_("Person")), "", 2.2),
            (_(N_("Deadline")), "", 2.2),
        ],
    )
    document.add_paragraph().paragraph_format.keep_with_next = True
    _reply_signature(document)


def _reply_signature(document: Any) -> None:
    """Place, date, space and name, which no page parts."""
    lines = [_(N_("Place and date:")) + f" {DOTS}", "", _(N_("Head of the centre,"))]
    signature = document.add_paragraph("\n".join([*lines, "", "", "", f"({DOTS})"]))
    signature.paragraph_format.keep_together = True


def _indicators(document: Any) -> None:
    document.add_paragraph(_(N_("Scored by the edition:")) + " {{ edition }}.")
    document.add_paragraph(
        _(
            N_("Fingerprint of result, inputs and rubric: {fingerprint}."),
            fingerprint="{{ fingerprint }}",
        )
    )
    _table(
        document,
        "item",
        "indicators",
        [
            (_(N_("Indicator")), "{{ item.code }} {{ item.title }}", 5.6),
            (_(N_("Reported")), "{{ item.reported }}", 2.8),
            (_(N_("Seen")), "{{ item.observed }}", 2.8),
            (_(N_("Evidence")), "{{ item.evidence }}", 2.2),
            (_(N_("Score")), "{{ item.score }}", 1.5),
            (_(N_("Points lost")), "{{ item.points_lost }}", 1.7),
        ],
    )


def _table(document: Any, name: str, source: str, columns: list[tuple[str, str, float]]) -> None:
    """A table with a row for each record of `source`."""
    grid = document.add_table(rows=4, cols=len(columns))
    grid.style = "Table Grid"
    repeat_head(grid.rows[0])
    keep_whole(grid.rows[2])
    if not all(column[1] for column in columns):
        grid.rows[2].height = WRITING_HEIGHT
    fill(grid.rows[1].cells[0], f"{{%tr for {name} in {source} %}}")
    fill(grid.rows[3].cells[0], "{%tr endfor %}")
    set_widths(grid, [column[2] for column in columns])
    for place, (label, field, _width) in enumerate(columns):
        fill(grid.rows[0].cells[place], label, "Cell Head")
        shade(grid.rows[0].cells[place], WASH)
        fill(grid.rows[2].cells[place], field)
