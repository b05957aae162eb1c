"""What a centre is shown of its own in its reply workbook: its findings, its answers."""

from collections.abc import Iterator

from plut_audit.i18n import localized
from plut_audit.ingest.answers import Blank
from plut_audit.report.table import NO_VALUE
from plut_audit.report.vocabulary import SEVERITIES, word
from plut_audit.result import CentreRow, Result
from plut_audit.review.replies.layout import REFERENCE, reference
from plut_audit.rubric import Question

ReplyRow = dict[str, str]
"""The locked cells of a row, by the names of its columns."""


def finding_rows(centre: CentreRow) -> Iterator[ReplyRow]:
    """The findings of a centre, the most severe first."""
    for finding in centre.findings:
        text = finding.text
        yield {
            REFERENCE: reference(centre.centre_id, finding.code),
            "severity": word(SEVERITIES, finding.severity.word),
            "title": f"{finding.code} {text.title}",
            "condition": text.condition,
            "recommendation": text.recommendation,
        }


def value_rows(centre: CentreRow) -> Iterator[ReplyRow]:
    """The questions that the centre or its visit was asked, with what counts."""
    result, wording = centre.result, centre.result.wording()
    for name, question in result.rubric.questions.items():
        asked = [
            visit for visit in (False, True) if _is_asked(result, centre, question, visit=visit)
        ]
        if not asked:
            continue
        shown = {visit: wording.answer(question, centre.row, visit) for visit in asked}
        used = _is_observed(result, centre, name)
        yield {
            REFERENCE: reference(centre.centre_id, name),
            "label": localized(question.label),
            "reported": shown.get(False, NO_VALUE),
            "observed": shown.get(True, NO_VALUE),
            "used": shown.get(used, NO_VALUE),
            "cells": "\n".join(_cells(centre, name)) or NO_VALUE,
        }


def _is_asked(result: Result, centre: CentreRow, question: Question, *, visit: bool) -> bool:
    """Whether a form that the centre has asks the question; its own name and code aside."""
    source = result.answers.source(visit)
    in_form = question.in_form("visit" if visit else "questionnaire")
    if question.name in ("centre_id", "centre_name") or not in_form:
        return False
    present = bool(source.present[centre.row])
    return present and source.blank(centre.row, question.name) != Blank.NOT_ASKED


def _is_observed(result: Result, centre: CentreRow, question: str) -> bool:
    """Whether the visit's answer counts: it gave one."""
    return result.answers.observed.blank(centre.row, question) == Blank.GIVEN


def _cells(centre: CentreRow, question: str) -> list[str]:
    """The cells of a question; a stored result knows those of whole indicators only."""
    cells = centre.result.cells
    found = [
        cell
        for visit in (False, True)
        for cell in cells.of_questions(centre.row, (question,), visit)
    ]
    if found:
        return found
    alone = (item for item in centre.items.values() if tuple(item.indicator.names) == (question,))
    return next((item.all_cells for item in alone), [])
