"""The report as one page that needs no network: nothing in it asks for anything outside.

The page holds the result as JSON, its charts as SVG and a script. Its Content-Security-Policy
lets only this script run (by its hash) and lets nothing be fetched, so neither a name in a survey
nor a bug of ours can reach out. It allows `eval` for those who drive the page in a test; the
script evaluates no text.
"""

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from plut_audit.i18n import _, format_number, format_plain_number, set_language
from plut_audit.report.blocks import Facts, FindingBlock, Paragraph, Section
from plut_audit.report.formats.html.charts import charts
from plut_audit.report.formats.html.data import page_data, script_json, worst_severity
from plut_audit.report.formats.html.heat_map import heat_map
from plut_audit.report.formats.html.tiles import tile_map
from plut_audit.report.page_templates import page_environment
from plut_audit.report.reply_text import labels, reply_elements
from plut_audit.report.sections import (
    conclusions,
    edition_line,
    fingerprint_line,
    key_figures,
    report_title,
    sections,
)
from plut_audit.report.stage import page_line, page_word
from plut_audit.report.table import Table
from plut_audit.report.values import interval_text, percent
from plut_audit.report.views import no_intervals
from plut_audit.report.vocabulary import (
    BASES,
    ELEMENTS,
    LEVELS,
    basis_of,
    class_with_marks,
    legend,
)
from plut_audit.result import FindingRow, Result

MOST_SEVERE = 50
"""Findings that the page lists by themselves; each centre's panel has all of its own."""
OWN = ("conclusions", "summary", "critical", "ranking", "unranked", "findings", "provinces")
"""Sections that the page shows in a way of its own."""


def write(result: Result, path: Path, language: str) -> None:
    """Write the page to `path`."""
    set_language(language)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(page(result, language))


def page(result: Result, language: str) -> Iterable[str]:
    """The page piece by piece."""
    pages = page_environment("plut_audit.report.formats.html", ".")
    pages.globals.update(
        number=format_number,
        rank_text=_rank_text,
        interval_text=interval_text,
        basis=_basis,
        percent=percent,
        legend=legend,
        LEVELS=LEVELS,
        ELEMENTS=ELEMENTS,
        class_with_marks=class_with_marks,
        reply_elements=reply_elements,
        worst_severity=worst_severity,
        kind=_kind,
    )
    return pages.get_template("template.html.j2").stream(**_context(result, language))


def _rank_text(rank: float | None) -> str:
    return "–" if rank is None else format_plain_number(rank)


def _basis(finding: FindingRow) -> str:
    return _(BASES[basis_of(finding)])


def _context(result: Result, language: str) -> dict[str, object]:
    from markupsafe import Markup

    script = _asset("page.js")
    centres = result.centres.centres
    shown = min(MOST_SEVERE, len(result.findings))
    return {
        "language": language,
        "title": report_title(result),
        "edition": edition_line(result),
        "fingerprint": fingerprint_line(result),
        "mark_word": page_word(result),
        "mark_line": page_line(result),
        "reply_labels": labels(result),
        "figures": key_figures(result),
        "conclusions": list(conclusions(result)),
        "no_intervals": no_intervals(result),
        "result": result,
        "wording": result.wording(),
        "decimals": result.rubric.scoring.decimals,
        "rows": result.ranking + result.unranked,
        "provinces": sorted({centre.province for centre in centres} - {""}),
        "levels": [code for code in LEVELS if any(centre.level == code for centre in centres)],
        "classes": [band.name for band in result.rubric.bands],
        "map": tile_map(result),
        "charts": charts(result),
        "heat": heat_map(result),
        "most_severe": [FindingRow(result, row) for row in range(shown)],
        "findings_total": len(result.findings),
        "sections": _other_sections(result),
        "data": script_json(page_data(result)),
        "style": Markup(_asset("style.css")),
        "script": Markup(script),
        "hashes": f"'sha256-{_hash(script)}'",
    }


def _asset(name: str) -> str:
    return files("plut_audit.report.formats.html").joinpath(name).read_text(encoding="utf-8")


def _hash(script: str) -> str:
    return b64encode(sha256(script.encode("utf-8")).digest()).decode("ascii")


def _other_sections(result: Result) -> list[Section]:
    return [section for section in sections(result) if section.key not in OWN]


def _kind(block: object) -> str:
    """The block's kind for the template."""
    kinds = {Table: "table", Facts: "facts", Paragraph: "paragraph", FindingBlock: "finding"}
    return kinds[type(block)]
