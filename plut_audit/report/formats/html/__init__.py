"""The report as one page that needs no network: nothing in it asks for anything outside.

The page holds the result as JSON, the charts' library and a script. Its Content-Security-Policy
lets only these two scripts run (by their hashes) and lets nothing be fetched, so neither a name
in a survey nor a bug of ours can reach out. It allows `eval` for those who drive the page in a
test; neither script evaluates text.
"""

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from plut_audit.i18n import _, format_number, localized, set_language
from plut_audit.report.blocks import Facts, Finding, Paragraph, Section, Table, shown
from plut_audit.report.digest import Digest, digest
from plut_audit.report.formats.html.data import page_data, script_json
from plut_audit.report.formats.html.tiles import COLUMNS, tiles
from plut_audit.report.ranking import class_mark, decimals, seen_share
from plut_audit.report.sections import edition_line, figures, finding_block, sections, title
from plut_audit.report.vocabulary import LEVELS, SEVERITIES, word

Record = dict[str, Any]
GRAVEST = 50
"""Findings that the page lists by themselves; each centre's panel has all of its own."""
OWN = ("summary", "ranking", "unranked", "findings", "provinces")
"""Sections that the page shows in a way of its own."""


def write(result: Record, path: Path, language: str) -> None:
    """Write the page to `path`."""
    set_language(language)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(page(result, language))


def page(result: Record, language: str) -> Iterable[str]:
    """The page piece by piece."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    pages = Environment(
        loader=PackageLoader("plut_audit.report.formats.html", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.globals.update(
        say=_,
        shown=shown,
        number=format_number,
        pick=localized,
        word=word,
        SEVERITIES=SEVERITIES,
        LEVELS=LEVELS,
        class_mark=class_mark,
        seen_share=seen_share,
        kind=_kind,
    )
    taken = digest(result)
    return pages.get_template("template.html.j2").stream(**_context(result, taken, language))


def _context(result: Record, taken: Digest, language: str) -> Record:
    from markupsafe import Markup
    from plotly.offline import get_plotlyjs

    scripts = [get_plotlyjs(), _asset("page.js")]
    data = page_data(result, taken)
    return {
        "language": language,
        "title": title(result),
        "edition": edition_line(result),
        "figures": figures(result, taken),
        "taken": taken,
        "decimals": decimals(taken),
        "rows": taken.ranked + taken.unranked,
        "extra": {one["id"]: one for one in data["centres"]},
        "provinces": sorted({one["province"] for one in taken.centres} - {""}),
        "levels": [code for code in LEVELS if any(one["level"] == code for one in taken.centres)],
        "classes": list(result["summary"]["by_class"]),
        "tiles": tiles(taken),
        "columns": COLUMNS,
        "gravest": [_gravest(one, taken) for one in result["findings"][:GRAVEST]],
        "findings_total": len(result["findings"]),
        "sections": _other_sections(result, taken),
        "has_trend": bool(result.get("trend")),
        "has_intervals": bool(result.get("robustness")),
        "data": script_json(data),
        "style": Markup(_asset("style.css")),
        "scripts": [Markup(script) for script in scripts],
        "hashes": " ".join(f"'sha256-{_hash(script)}'" for script in scripts),
    }


def _asset(name: str) -> str:
    return files("plut_audit.report.formats.html").joinpath(name).read_text(encoding="utf-8")


def _hash(script: str) -> str:
    return b64encode(sha256(script.encode("utf-8")).digest()).decode("ascii")


def _gravest(one: Record, taken: Digest) -> Record:
    centre = taken.name_of.get(one["centre_id"], "")
    return {**one, "centre": centre, "block": finding_block(one)}


def _other_sections(result: Record, taken: Digest) -> list[Section]:
    made = sections(result, taken, most_findings=0)
    return [section for section in made if section.key not in OWN]


def _kind(block: object) -> str:
    """The block's kind for the template."""
    kinds = {Table: "table", Facts: "facts", Paragraph: "paragraph", Finding: "finding"}
    return kinds[type(block)]
