"""What the page's script needs of a result, as compact JSON.

Texts repeat from centre to centre, so each is stored once in `texts` and referred to by index.
"""

import json
from collections import Counter
from typing import Any

from markupsafe import Markup

from plut_audit.i18n import _, current_language, localized
from plut_audit.report.formats.html.words import page_words
from plut_audit.report.given_values import given_text
from plut_audit.report.reply_text import labels, reply_elements
from plut_audit.report.values import date_text, interval_text, percent, scoring_rule
from plut_audit.report.vocabulary import (
    BASES,
    BLANKS,
    ELEMENTS,
    EVIDENCE,
    FINDING_SEVERITIES,
    LEVELS,
    SEVERITIES,
    basis_of,
    class_with_marks,
    word,
)
from plut_audit.result import CentreRow, DimensionRow, FindingRow, ItemRow, Result
from plut_audit.result.answer_text import AnswerText

Json = dict[str, object]


class Texts:
    """Every text once."""

    def __init__(self) -> None:
        self._indices: dict[str, int] = {}

    def index(self, text: str) -> int:
        """The index of a text, adding it if it is new."""
        return self._indices.setdefault(text, len(self._indices))

    def all(self) -> list[str]:
        """The texts in the order of their indices."""
        return list(self._indices)


def page_data(result: Result) -> Json:
    """Everything the script shows."""
    texts = Texts()
    rubric = result.rubric
    return {
        "language": current_language(),
        "scale": rubric.scoring.scale,
        "decimals": rubric.scoring.decimals,
        "words": page_words(labels(result).values()),
        "bases": {code: _(word) for code, word in BASES.items()},
        "severities": {code: _(SEVERITIES[code]) for code in FINDING_SEVERITIES},
        "dimensions": [
            {"code": dimension.code, "title": localized(dimension.title)}
            for dimension in rubric.dimensions
        ],
        "indicators": [
            {
                "code": code,
                "title": localized(indicator.title),
                "dimension": indicator.dimension,
                "rule": scoring_rule(indicator, rubric),
            }
            for code, indicator in rubric.indicators.items()
        ],
        "centres": [_centre(centre, texts) for centre in result.centre_rows()],
        "findings": [_finding(finding, texts) for finding in result.finding_rows()],
        "texts": texts.all(),
    }


def _finding(finding: FindingRow, texts: Texts) -> Json:
    text = finding.text
    return {
        "centre": finding.centre_id,
        "code": finding.code,
        "title": texts.index(text.title),
        "severity": finding.severity.word,
        "basis": basis_of(finding),
        "lost": finding.points_lost,
        "years": finding.years_open,
        "elements": [
            texts.index(element)
            for element in (
                *(getattr(text, element) for element in ELEMENTS),
                *reply_elements(finding).values(),
            )
        ],
        "cells": finding.cells,
    }


def severity_counts(centre: CentreRow) -> Counter[str]:
    """How many findings of each severity a centre has."""
    severities = centre.result.findings.severity
    rows = centre.result.finding_rows_of(centre.row)
    return Counter(FINDING_SEVERITIES[int(severities[row])] for row in rows)


def worst_severity(centre: CentreRow) -> str:
    """The severity of the centre's most severe finding; nothing without findings."""
    counts = severity_counts(centre)
    return next((code for code in FINDING_SEVERITIES if counts[code]), "")


def _centre(centre: CentreRow, texts: Texts) -> Json:
    wording, decimals = centre.result.wording(), centre.result.rubric.scoring.decimals
    return {
        "id": centre.centre_id,
        "name": centre.name,
        "province": centre.province,
        "regency": centre.regency,
        "level": centre.level,
        "level_word": word(LEVELS, centre.level) if centre.level else "",
        "rank": centre.rank,
        "tied": centre.tied,
        "ranks": interval_text(centre.rank_interval),
        "interval": interval_text(centre.estimate_interval, decimals) if centre.ranked else None,
        "group": centre.group,
        "class": centre.class_name,
        "mark": class_with_marks(centre),
        "reported": centre.reported,
        "combined": centre.combined,
        "estimate": centre.estimate,
        "seen": percent(centre.seen_share),
        "reason": wording.not_ranked(centre.not_ranked),
        "survey": date_text(centre.survey_date),
        "visit": date_text(centre.visit_date),
        "capped": centre.class_capped,
        "provisional": centre.class_provisional,
        "dimensions": [_dimension(row) for row in centre.dimensions.values()],
        "items": [_item(item, texts, wording.answer_text) for item in centre.items.values()],
        "findings": centre.result.finding_rows_of(centre.row),
        "counts": severity_counts(centre),
        "worst": worst_severity(centre),
        "remarks": [texts.index(remark.quotation) for remark in wording.remarks(centre.row)],
    }


def _dimension(row: DimensionRow) -> Json:
    return {
        "reported": row.reported,
        "combined": row.combined,
        "estimate": row.estimate,
        "coverage": row.coverage,
        "seen": row.seen_share,
    }


def _item(item: ItemRow, texts: Texts, words: AnswerText) -> list[Any]:
    """Reported, observed, score, estimate, evidence, kind of evidence, points lost, cells."""
    values = [texts.index(given_text(item, visit, words)) for visit in (False, True)]
    evidence = texts.index(evidence_word(item))
    return [
        *values,
        item.score,
        item.estimated_score,
        evidence,
        item.evidence.word,
        item.points_lost,
        item.all_cells,
    ]


def evidence_word(item: ItemRow) -> str:
    """Where the value comes from, or why there is none."""
    return word(BLANKS, item.blank) if item.blank else word(EVIDENCE, item.evidence.word)


_ESCAPES = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}


def script_json(data: Json) -> Markup:
    """JSON that cannot end the script element it stands in."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for letter, escape in _ESCAPES.items():
        text = text.replace(letter, escape)
    return Markup(text)
