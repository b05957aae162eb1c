"""One letter per centre: its scores, its findings in five elements, and the form to reply on.

A letter is a Word template with fields like `{{ centre_name }}` (docxtpl). `letter_template`
gives the one used by default; an office may change it in Word and hand in its own.
"""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from plut_audit.atomic_write import atomic_path, refuse_standing
from plut_audit.errors import UsageError
from plut_audit.i18n import N_, _, format_number, format_plain_number, localized, set_language
from plut_audit.report.formats.docx.document import packed, printable
from plut_audit.report.formats.docx.template import letter_template
from plut_audit.report.values import date_text, interval_text, measured_text, percent
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

__all__ = ["FIELDS", "letter_template", "write_letters"]

_IN_MEMORY = re.compile(r"<_io\.BytesIO object at \w+>")
_MOST_DETAIL = 300
"""Characters of a reason: a template can make it as long as it likes."""

Fields = dict[str, object]
"""What a template is filled with, by the names of `FIELDS`."""

FIELDS = (
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
    "findings",
    "findings_count",
    "suggestions",
    "suggestions_count",
    "checks",
    "checks_count",
    "replies",
    "remarks",
)
"""What a template may name. `dimensions` have code, title, estimate, combined, reported,
coverage, seen; `indicators` code, title, reported, observed, evidence, score, points_lost;
`findings` (a rule bound the centre), `suggestions` and `checks` (answers to be confirmed) number,
code, title, severity, points_lost, condition, criterion, cause, effect, recommendation, cells;
`replies` are the three in one list. `remarks` are quotations with their speaker.
"""


def write_letters(
    result: Result,
    folder: Path,
    language: str,
    template: Path | None = None,
    force: bool = False,
) -> list[Path]:
    """Write one letter per centre into `folder` and give their paths, in the order of the centres.

    `UsageError` where the template is no Word document or names a field that is not there; all
    such fields are named and nothing is written; `OutputError` where the system refuses, or a
    letter is there already and `force` is not given: then none is written.
    """
    set_language(language)
    source = _read(template) if template else letter_template()
    taken = set[str]()
    paths = [folder / _file_name(centre, taken) for centre in result.centre_rows()]
    for path in paths:
        refuse_standing(path, force)
    for path, context in zip(paths, _contexts(result), strict=True):
        letter = _filled(source, context, template)
        with atomic_path(path, force) as beside:
            beside.write_bytes(letter)
    return paths


def _read(template: Path) -> bytes:
    try:
        return template.read_bytes()
    except OSError as error:
        raise UsageError(
            N_("The template '{file}' cannot be opened ({detail})."),
            file=template.name,
            detail=error.strerror or str(error),
        ) from error


def _filled(source: bytes, context: Fields, template: Path | None) -> bytes:
    """The template with its fields filled; every unknown field is named in one error."""
    from docxtpl import DocxTemplate
    from jinja2.sandbox import SandboxedEnvironment

    unknown: dict[str, None] = {}
    pages = SandboxedEnvironment(undefined=_noting(unknown), autoescape=True)
    file = template.name if template else ""
    try:
        letter = DocxTemplate(io.BytesIO(source))
        letter.render(context, pages, autoescape=True)
    except Exception as error:  # what an office writes in a template can fail in any way
        raise UsageError(
            N_("The template '{file}' cannot be filled: {detail}."),
            file=file,
            detail=_detail(error, file),
        ) from error
    if unknown:
        raise UsageError(
            N_(
                "The template '{file}' names fields that are not there: {unknown}. There are: "
                "{known}."
            ),
            file=file,
            unknown=", ".join(unknown),
            known=", ".join(FIELDS),
        )
    return packed(letter)


def _detail(error: Exception, file: str) -> str:
    """What went wrong, on one line; a name that only Python knows is the template's own."""
    words = _IN_MEMORY.sub(file, str(error)) or type(error).__name__
    return " ".join(words.split()).removesuffix(".")[:_MOST_DETAIL]


def _noting(unknown: dict[str, None]) -> Any:
    """A stand-in for an unknown field that writes down its name."""
    from jinja2 import Undefined

    class Noted(Undefined):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            unknown[str(self._undefined_name)] = None

    return Noted


def _file_name(centre: CentreRow, taken: set[str]) -> str:
    """A name that every system takes: code and name, letters and digits only."""
    text = f"{centre.centre_id}_{centre.name}"
    name = re.sub(r"[^\w.-]+", "-", text, flags=re.ASCII).strip("-._")[:80] or "letter"
    unique, count = name, 2
    while unique.lower() in taken:
        unique, count = f"{name}-{count}", count + 1
    taken.add(unique.lower())
    return f"{unique}.docx"


# --- what is filled in ---------------------------------------------------------------------


def _contexts(result: Result) -> Iterator[Fields]:
    return (_context(centre) for centre in result.centre_rows())


def _context(centre: CentreRow) -> Fields:
    result = centre.result
    decimals = result.rubric.scoring.decimals
    numbered = [_finding(number, found) for number, found in enumerate(_in_order(centre), 1)]
    by_basis = {basis: [row for row in numbered if row["basis"] == basis] for basis in BASES}
    return {
        "title": _(
            N_("Results of the audit of PLUT-KUMKM centres {year}"), year=result.year or ""
        ).strip(),
        "year": result.year or "–",
        "edition": printable(localized(result.rubric.title)),
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
        "survey_date": date_text(centre.survey_date),
        "visit_date": date_text(centre.visit_date),
        "not_ranked_because": printable(result.wording().not_ranked(centre.not_ranked)),
        "dimensions": [_dimension(row, decimals) for row in centre.dimensions.values()],
        "indicators": [_indicator(item, decimals) for item in centre.items.values()],
        "rank_interval": interval_text(centre.rank_interval) or "",
        "estimate_interval": interval_text(centre.estimate_interval, decimals) or "",
        "replies": numbered,
        "remarks": [printable(remark.quotation) for remark in result.wording().remarks(centre.row)],
        **{f"{basis}s": listed for basis, listed in by_basis.items()},
        **{f"{basis}s_count": format_number(len(listed), 0) for basis, listed in by_basis.items()},
    }


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


def _indicator(item: ItemRow, decimals: int) -> Fields:
    evidence = word(BLANKS, item.blank) if item.blank else word(EVIDENCE, item.evidence.word)
    return {
        "code": item.code,
        "title": localized(item.indicator.title),
        "reported": _value(item, item.reported),
        "observed": _value(item, item.observed),
        "evidence": evidence,
        "score": format_number(item.score, decimals),
        "points_lost": format_number(item.points_lost, 2),
    }


def _value(item: ItemRow, value: float | str | None) -> str:
    return printable(measured_text(item.indicator, value, item.result.rubric))


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
        "cells": printable(", ".join(finding.cells)) or "–",
    }
