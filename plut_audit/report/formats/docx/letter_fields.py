"""What the template of a letter is filled with."""

from collections.abc import Iterator

from plut_audit.i18n import N_, _, format_number, format_plain_number, localized
from plut_audit.report.formats.docx.cells import printable
from plut_audit.report.given_values import given_text
from plut_audit.report.reply_text import LABELS, comment_text, reply_elements, reply_text
from plut_audit.report.stage import with_draft_word
from plut_audit.report.values import cells_text, date_text, format_day, interval_text, percent
from plut_audit.report.views.replies import reply_subject
from plut_audit.report.vocabulary import (
    BASES,
    BLANKS,
    ELEMENTS,
    EVIDENCE,
    LEVELS,
    SEVERITIES,
    basis_of,
    class_with_marks,
    word,
)
from plut_audit.result import CentreRow, DimensionRow, FindingRow, ItemRow, Result
from plut_audit.result.answer_text import AnswerText
from plut_audit.review.assignment import Assignment

WITHIN_REPLY = N_("10 working days after you receive this letter")
WITHIN_ANSWER = N_("14 days after you receive this letter")
"""Until when a centre answers where the assignment names no day."""
Fields = dict[str, object]
"""What a template is filled with, by the names of `FIELDS`."""

FIELDS = (
    "institution",
    "office",
    "city",
    "letter_number",
    "letter_date",
    "classification",
    "subject",
    "deadline",
    "signer_name",
    "signer_position",
    "signer_staff_number",
    "copies",
    "answered",
    "visited",
    "annexes",
    "title",
    "year",
    "edition",
    "centre_id",
    "centre_name",
    "province",
    "regency",
    "level",
    "rank",
    "ranked_of",
    "class",
    "combined",
    "reported",
    "estimate",
    "seen",
    "survey_date",
    "visit_date",
    "not_ranked_because",
    "dimensions",
    "indicators",
    "rank_interval",
    "estimate_interval",
    "score_between",
    "findings",
    "findings_count",
    "suggestions",
    "suggestions_count",
    "checks",
    "checks_count",
    "replies",
    "value_replies",
    "remarks",
    "fingerprint",
)
"""What a template may name. Those of the sender are from `penugasan.toml`, dots where it has none.
`answered` and `visited` are true or false, `annexes` is whether there is anything to report.
`dimensions` have code, title, estimate, combined, reported,
coverage, seen; `indicators` code, title, reported, observed, evidence, score, points_lost;
`findings` (a rule bound the centre), `suggestions` and `checks` (answers to be confirmed) number,
code, title, severity, points_lost, condition, criterion, cause, effect, recommendation, cells;
`replies` are the three in one list. In a final letter each of them has reply and comment, and
`value_replies` (question, reply, comment) are those on answers. `remarks` are quotations with their
speaker, after why the state on arrival was not assessed.
"""


DOTS = "." * 40


def contexts(result: Result, assignment: Assignment) -> Iterator[Fields]:
    """The fields of each centre's letter, in the order of the centres."""
    sender = _sender(assignment)
    return (
        {**sender, **_letter(centre, assignment), **_context(centre)}
        for centre in result.centre_rows()
    )


def _sender(assignment: Assignment) -> Fields:
    """Who writes and signs."""
    signer = assignment.signer
    return {
        "institution": printable(assignment.institution) or DOTS,
        "office": printable(assignment.office) or DOTS,
        "city": printable(assignment.city) or DOTS,
        "letter_number": DOTS,
        "letter_date": format_day(assignment.report.date) or DOTS,
        "classification": printable(assignment.classification) or DOTS,
        "signer_name": printable(signer.name) or f"({DOTS})",
        "signer_position": printable(signer.position) or DOTS,
        "signer_staff_number": printable(signer.staff_number) or DOTS,
        "copies": [printable(recipient) for recipient in assignment.copies],
    }


def _letter(centre: CentreRow, assignment: Assignment) -> Fields:
    """What kind of letter a centre gets, and until when it is to answer."""
    result, columns = centre.result, centre.result.centres
    answered, visited = bool(columns.responded[centre.row]), bool(columns.visited[centre.row])
    # That it did not answer is the letter itself; anything more stands in the annexes.
    more = len(centre.findings) > 1
    asked = result.replies.reply_by if result.replies else None
    day = date_text(asked) if asked else format_day(assignment.deadlines.replies)
    usual = WITHIN_REPLY if answered else WITHIN_ANSWER
    title = _(N_("Questionnaire of the evaluation of PLUT-KUMKM {year}"), year=result.year or "")
    return {
        "answered": answered,
        "visited": visited,
        "annexes": answered or visited or more,
        "survey_date": date_text(centre.survey_date),
        "visit_date": date_text(centre.visit_date),
        "deadline": day or _(usual),
        "subject": _title(result) if answered else with_draft_word(title.strip(), result),
    }


def _context(centre: CentreRow) -> Fields:
    result = centre.result
    decimals, words = result.rubric.scoring.decimals, result.wording().answer_text
    interval = interval_text(centre.estimate_interval, decimals)
    numbered = [_finding(number, found) for number, found in enumerate(_in_order(centre), 1)]
    by_basis = {basis: [row for row in numbered if row["basis"] == basis] for basis in BASES}
    return {
        "title": _title(result),
        "year": result.year or "–",
        "edition": printable(localized(result.rubric.title)),
        "fingerprint": result.fingerprint,
        "centre_id": printable(centre.centre_id),
        "centre_name": printable(centre.name),
        "province": printable(centre.province),
        "regency": printable(centre.regency),
        "level": word(LEVELS, centre.level),
        "rank": "–" if centre.rank is None else format_plain_number(centre.rank),
        "ranked_of": format_number(result.summary.ranked, 0),
        "class": class_with_marks(centre),
        "seen": format_number(percent(centre.seen_share), 0),
        "combined": format_number(centre.combined, decimals),
        "reported": format_number(centre.reported, decimals),
        "estimate": format_number(centre.estimate, decimals),
        "not_ranked_because": printable(result.wording().not_ranked(centre.not_ranked)),
        "dimensions": [_dimension(row, decimals) for row in centre.dimensions.values()],
        "indicators": [_indicator(item, decimals, words) for item in centre.items.values()],
        "rank_interval": interval_text(centre.rank_interval) or "",
        "estimate_interval": (interval if centre.ranked else "") or "",
        "score_between": ("" if centre.ranked else interval) or "",
        "replies": numbered,
        "value_replies": list(_value_replies(centre)),
        "remarks": _remarks(centre),
        **{f"{basis}s": listed for basis, listed in by_basis.items()},
        **{f"{basis}s_count": format_number(len(listed), 0) for basis, listed in by_basis.items()},
    }


def _value_replies(centre: CentreRow) -> Iterator[Fields]:
    """The replies on answers, each with what was decided; only a final letter has any."""
    given = centre.result.replies
    for reply in given.replies if given else ():
        if reply.centre_id == centre.centre_id and reply.question:
            yield {
                "question": printable(reply_subject(centre.result, reply)),
                "reply": printable(reply_text(reply)),
                "comment": printable(comment_text(reply)),
            }


def _title(result: Result) -> str:
    title = _(N_("Results of the audit of PLUT-KUMKM centres {year}"), year=result.year or "")
    return with_draft_word(title.strip(), result)


def _remarks(centre: CentreRow) -> list[str]:
    """Why the state on arrival was not assessed, and what was written, with its speaker."""
    wording = centre.result.wording()
    quoted = [remark.quotation for remark in wording.remarks(centre.row)]
    return [printable(text) for text in (wording.arrival_not_assessed(centre.row), *quoted) if text]


def _in_order(centre: CentreRow) -> list[FindingRow]:
    """Findings, suggestions, checks, each the most severe first."""
    order = list(BASES)
    return sorted(centre.findings, key=lambda finding: order.index(basis_of(finding)))


def _dimension(row: DimensionRow, decimals: int) -> Fields:
    return {
        "code": row.dimension.code,
        "title": localized(row.dimension.title),
        "estimate": format_number(row.estimate, decimals),
        "combined": format_number(row.combined, decimals),
        "reported": format_number(row.reported, decimals),
        "coverage": format_number(percent(row.coverage), 0),
        "seen": format_number(percent(row.seen_share), 0),
    }


def _indicator(item: ItemRow, decimals: int, words: AnswerText) -> Fields:
    evidence = word(BLANKS, item.blank) if item.blank else word(EVIDENCE, item.evidence.word)
    return {
        "code": item.code,
        "title": localized(item.indicator.title),
        "reported": printable(given_text(item, False, words)),
        "observed": printable(given_text(item, True, words)),
        "evidence": evidence,
        "score": format_number(item.score, decimals),
        "points_lost": format_number(item.points_lost, 2),
    }


def _finding(number: int, finding: FindingRow) -> Fields:
    text = finding.text
    return {
        "number": number,
        "code": finding.code,
        "basis": basis_of(finding),
        "title": printable(text.title),
        "severity": word(SEVERITIES, finding.severity.word),
        "points_lost": format_number(finding.points_lost, 2),
        **{element: printable(getattr(text, element)) for element in ELEMENTS},
        **dict.fromkeys(LABELS, ""),
        **{key: printable(reply) for key, reply in reply_elements(finding).items()},
        "cells": printable(cells_text(finding.cells)) or "–",
    }
