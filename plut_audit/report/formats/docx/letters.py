"""One letter a centre: its scores, its findings in five elements, and the form to reply on.

A letter is a Word template with fields like `{{ centre_name }}` (docxtpl). `letter_template`
gives the one used by default; an office may change it in Word and hand in its own.
"""

import io
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from plut_audit.atomic_write import atomic_path
from plut_audit.errors import UsageError
from plut_audit.i18n import N_, _, format_number, localized, set_language
from plut_audit.report.annex import choice
from plut_audit.report.blocks import shown
from plut_audit.report.digest import rubric_of
from plut_audit.report.formats.docx.paper import packed, plain
from plut_audit.report.formats.docx.template import letter_template
from plut_audit.report.ranking import class_mark, seen_share
from plut_audit.report.sections import day_of
from plut_audit.report.vocabulary import BLANKS, ELEMENTS, EVIDENCE, LEVELS, SEVERITIES, word
from plut_audit.rubric import Rubric

__all__ = ["FIELDS", "letter_template", "write_letters"]

Record = dict[str, Any]

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
    "verified",
    "claimed",
    "conservative",
    "seen",
    "survey_date",
    "visit_date",
    "not_ranked_because",
    "dimensions",
    "indicators",
    "findings",
    "findings_count",
)
"""What a template may name. `dimensions` have code, title, verified, claimed, coverage;
`indicators` code, title, reported, observed, evidence, score, points_lost; `findings` number,
code, title, severity, points_lost, condition, criterion, cause, effect, recommendation, cells.
"""


def write_letters(
    result: Record, folder: Path, language: str, template: Path | None = None
) -> list[Path]:
    """Write one letter a centre into `folder` and give their paths, in the order of the centres.

    `UsageError` where the template is no Word document or names a field that is not there; all
    such fields are named and nothing is written; `OutputError` where the system refuses. A
    letter of an earlier run is replaced.
    """
    set_language(language)
    source = _read(template) if template else letter_template()
    folder.mkdir(parents=True, exist_ok=True)
    written, taken = [], set[str]()
    for context in _contexts(result):
        letter = _filled(source, context, template)
        path = folder / _file_name(context, taken)
        with atomic_path(path, force=True) as beside:
            beside.write_bytes(letter)
        written.append(path)
    return written


def _read(template: Path) -> bytes:
    try:
        return template.read_bytes()
    except OSError as error:
        raise UsageError(
            N_("The template '{file}' cannot be opened ({detail})."),
            file=template.name,
            detail=error.strerror or str(error),
        ) from error


def _filled(source: bytes, context: Record, template: Path | None) -> bytes:
    """The template with its fields filled; every unknown field is named in one error."""
    from docx.opc.exceptions import OpcError
    from docxtpl import DocxTemplate
    from jinja2 import TemplateError
    from jinja2.sandbox import SandboxedEnvironment

    unknown: dict[str, None] = {}
    pages = SandboxedEnvironment(undefined=_noting(unknown), autoescape=True)
    file = template.name if template else ""
    try:
        letter = DocxTemplate(io.BytesIO(source))
        letter.render(context, pages, autoescape=True)
    except (TemplateError, OpcError, BadZipFile, SyntaxError, LookupError, ValueError) as error:
        raise UsageError(
            N_("The template '{file}' cannot be filled: {detail}."), file=file, detail=str(error)
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


def _noting(unknown: dict[str, None]) -> Any:
    """A stand-in for an unknown field that writes down its name."""
    from jinja2 import Undefined

    class Noted(Undefined):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            unknown[str(self._undefined_name)] = None

    return Noted


def _file_name(context: Record, taken: set[str]) -> str:
    """A name that every system takes: code and name, letters and digits only."""
    text = f"{context['centre_id']}_{context['centre_name']}"
    name = re.sub(r"[^\w.-]+", "-", text, flags=re.ASCII).strip("-._")[:80] or "letter"
    unique, count = name, 2
    while unique.lower() in taken:
        unique, count = f"{name}-{count}", count + 1
    taken.add(unique.lower())
    return f"{unique}.docx"


# --- what is filled in ---------------------------------------------------------------------


def _contexts(result: Record) -> Iterator[Record]:
    rubric = rubric_of(result)
    by_centre: dict[str, list[Record]] = defaultdict(list)
    for finding in result["findings"]:
        by_centre[finding["centre_id"]].append(finding)
    for centre in result["centres"]:
        yield _context(result, centre, by_centre[centre["centre_id"]], rubric)


def _context(result: Record, centre: Record, findings: list[Record], rubric: Rubric) -> Record:
    places = rubric.scoring.decimals
    return {
        "title": _(
            N_("Results of the audit of PLUT-KUMKM centres {year}"), year=result["year"] or ""
        ).strip(),
        "year": result["year"] or "–",
        "edition": plain(localized(result["edition"]["title"])),
        "centre_id": plain(centre["centre_id"]),
        "centre_name": plain(centre["name"]),
        "province": plain(centre["province"]),
        "regency": plain(centre["regency"]),
        "level": word(LEVELS, centre["level"]),
        "rank": shown(centre["rank"]),
        "ranked_of": shown(result["summary"]["ranked"], 0),
        "class": class_mark(centre),
        "seen": shown(seen_share(centre), 0),
        **{name: shown(centre[name], places) for name in ("verified", "claimed", "conservative")},
        "survey_date": day_of(centre["survey_date"]),
        "visit_date": day_of(centre["visit_date"]),
        "not_ranked_because": plain(localized(centre["not_ranked_because"] or "")),
        "dimensions": [
            _dimension(part.code, localized(part.title), centre, places)
            for part in rubric.dimensions
        ],
        "indicators": [_indicator(code, item, rubric) for code, item in centre["items"].items()],
        "findings": [_finding(place, one) for place, one in enumerate(findings, 1)],
        "findings_count": shown(len(findings), 0),
    }


def _dimension(code: str, title: str, centre: Record, places: int) -> Record:
    found = centre["dimensions"][code]
    coverage = None if found["coverage"] is None else 100 * found["coverage"]
    return {
        "code": code,
        "title": title,
        "verified": shown(found["verified"], places),
        "claimed": shown(found["claimed"], places),
        "coverage": shown(coverage, 0),
    }


def _indicator(code: str, item: Record, rubric: Rubric) -> Record:
    indicator = rubric.indicators[code]
    said = {
        source: "–" if item[source] is None else plain(choice(indicator, item[source], rubric))
        for source in ("reported", "observed")
    }
    why = word(BLANKS, item["blank"]) if item["blank"] else word(EVIDENCE, item["evidence"])
    return {
        "code": code,
        "title": localized(indicator.title),
        **said,
        "evidence": why,
        "score": format_number(item["score"], rubric.scoring.decimals),
        "points_lost": format_number(item["points_lost"], 2),
    }


def _finding(place: int, one: Record) -> Record:
    return {
        "number": place,
        "code": one["code"],
        "title": plain(localized(one["title"])),
        "severity": word(SEVERITIES, one["severity"]),
        "points_lost": format_number(one["points_lost"], 2),
        **{name: plain(localized(one[name])) for name in ELEMENTS},
        "cells": plain(", ".join(one["cells"])) or "–",
    }
