"""What every report shows, in order, from the stored result and free of any format.

Adding a section to every export is one function in `SECTIONS`; where it has nothing to show it
gives nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from typing import Any

from plut_audit.i18n import N_, _, format_number, localized
from plut_audit.problems import PROBLEM_KINDS, format_location
from plut_audit.report.annex import annex
from plut_audit.report.awards import ladder, shortlist
from plut_audit.report.blocks import Facts, Finding, Heading, Paragraph, Section, Table, shown
from plut_audit.report.digest import Digest
from plut_audit.report.extras import extras
from plut_audit.report.ranking import decimals, provinces, ranking
from plut_audit.report.vocabulary import ELEMENTS, SEVERITIES, word

Record = dict[str, Any]
MOST_FINDINGS = 2000
"""Findings that a report prints; all of them are in the data exports."""


def sections(
    result: Record, taken: Digest, most_findings: int = MOST_FINDINGS
) -> Iterator[Section]:
    """All sections of a report in the chosen language, the method annex last."""
    for make in SECTIONS:
        yield from make(result, taken)
        if make is systemic:
            yield from findings(result, taken, most_findings)


def title(result: Record) -> str:
    """What stands on the cover; a rubric without the instrument is another index."""
    if not result["edition"]["rubric"]["sections"]:
        return f"{localized(result['edition']['title'])} {result['year'] or ''}".strip()
    if result["year"]:
        return _(N_("Audit of PLUT-KUMKM centres {year}"), year=result["year"])
    return _(N_("Audit of PLUT-KUMKM centres"))


def day_of(text: str | None) -> str:
    """A date of the result in words."""
    return shown(date.fromisoformat(text) if text else None)


# --- the sections --------------------------------------------------------------------------


def key_figures(result: Record, taken: Digest) -> Iterator[Section]:
    """How many, how good, how grave."""
    yield Section(
        "summary",
        _(N_("Summary")),
        [
            Paragraph(edition_line(result)),
            Facts(figures(result, taken)),
            _dimension_means(result, taken),
        ],
    )


def edition_line(result: Record) -> str:
    """By which edition the report was made."""
    return _(
        N_("Scored by the edition {edition}: {title}."),
        edition=result["edition"]["id"],
        title=localized(result["edition"]["title"]),
    )


def figures(result: Record, taken: Digest) -> list[tuple[str, str]]:
    """The key figures as labels and words."""
    summary, found = result["summary"], taken.findings_by_severity
    classes = ", ".join(f"{name}: {shown(count, 0)}" for name, count in summary["by_class"].items())
    grave = ", ".join(
        f"{word(SEVERITIES, name)}: {shown(found[name], 0)}"
        for name in ("critical", "high", "medium", "low")
    )
    return [
        (_(N_("Centres")), shown(summary["centres"], 0)),
        (_(N_("Answered the questionnaire")), shown(summary["responded"], 0)),
        (_(N_("Visited")), shown(summary["visited"], 0)),
        (_(N_("Ranked")), shown(summary["ranked"], 0)),
        (_(N_("Mean verified score")), shown(summary["mean_verified"], decimals(taken))),
        (_(N_("Centres by class")), classes),
        (_(N_("Findings")), grave),
    ]


def _dimension_means(result: Record, taken: Digest) -> Table:
    means = result["summary"]["by_dimension"]
    total = sum(part.weight for part in taken.rubric.dimensions)
    return Table(
        (
            Heading(_(N_("Dimension"))),
            Heading(_(N_("Weight (%)")), 1),
            Heading(_(N_("Mean verified score")), decimals(taken)),
        ),
        [
            [f"{part.code} {localized(part.title)}", 100 * part.weight / total, means[part.code]]
            for part in taken.rubric.dimensions
        ],
    )


def systemic(result: Record, taken: Digest) -> Iterator[Section]:
    """What falls short in so many centres that it is no single centre's fault."""
    heads = (
        Heading(_(N_("Where"))),
        Heading(_(N_("Code"))),
        Heading(_(N_("Finding"))),
        Heading(_(N_("Centres")), 0),
        Heading(_(N_("Share (%)")), 1),
        Heading(_(N_("Points lost")), 1),
    )
    rows = [
        [
            scope(one),
            one["code"],
            localized(one["title"]),
            len(one["centres"]),
            100 * one["share"],
            one["points_lost"],
        ]
        for one in result["systemic"]
    ]
    yield Section(
        "systemic",
        _(N_("Systemic findings")),
        [
            Paragraph(
                _(
                    N_(
                        "Medium or graver in at least {share} % of the ranked centres, of the "
                        "country or of a province with at least {minimum} of them."
                    ),
                    share=format_number(100 * taken.rubric.severities.systemic_share, 0),
                    minimum=taken.rubric.severities.systemic_minimum,
                )
            ),
            Table(heads, rows, _(N_("Nothing is systemic."))),
        ],
    )


def scope(one: Record) -> str:
    """`national` in words, or the province."""
    return _(N_("whole country")) if one["scope"] == "national" else str(one["scope"])


def findings(result: Record, taken: Digest, most: int) -> Iterator[Section]:
    """Findings in five elements, the gravest first."""
    total = len(result["findings"])
    blocks: list[Any] = []
    if total > most:
        blocks.append(
            Paragraph(
                _(
                    N_(
                        "The {most} gravest of {total} findings. All of them are in the page, the workbook "
                        "and the data package."
                    ),
                    most=shown(most, 0),
                    total=shown(total, 0),
                )
            )
        )
    if not total:
        blocks.append(Paragraph(_(N_("Nothing was found."))))
    blocks += [
        finding_block(one, taken.name_of.get(one["centre_id"], ""))
        for one in islice(result["findings"], most)
    ]
    yield Section("findings", _(N_("Findings")), blocks)


def finding_block(one: Record, centre: str = "") -> Finding:
    """A finding in words."""
    whose = f"{one['centre_id']} {centre}: " if centre else ""
    points = _(N_("{points} points lost"), points=format_number(one["points_lost"], 2))
    return Finding(
        f"{whose}{one['code']} {localized(one['title'])}",
        f"{word(SEVERITIES, one['severity'])}, {points}",
        tuple((_(label), localized(one[key])) for key, label in ELEMENTS.items()),
        tuple(one["cells"]),
    )


def problems(result: Record, taken: Digest) -> Iterator[Section]:
    """What was wrong in the files, by kind, each with a first place."""
    counts: Counter[str] = Counter()
    first: dict[str, Record] = {}
    for problem in result["problems"]:
        counts[problem["code"]] += 1
        first.setdefault(problem["code"], problem)
    heads = (
        Heading(_(N_("Code"))),
        Heading(_(N_("Severity"))),
        Heading(_(N_("Problem"))),
        Heading(_(N_("Count")), 0),
        Heading(_(N_("First place"))),
        Heading(_(N_("What it says"))),
    )
    rows = [
        [
            code,
            word(SEVERITIES, one["severity"]),
            _(PROBLEM_KINDS[code].title) if code in PROBLEM_KINDS else "",
            counts[code],
            format_location(one["file"], one["sheet"], one["cell"]),
            localized(one["message"]),
        ]
        for code, one in sorted(first.items())
    ]
    yield Section(
        "problems",
        _(N_("Problems in the files")),
        [Table(heads, rows, _(N_("No problem was met in the files.")))],
    )


Make = Callable[[Record, Digest], Iterator[Section]]
SECTIONS: tuple[Make, ...] = (
    key_figures,
    ranking,
    shortlist,
    provinces,
    systemic,
    ladder,
    extras,
    problems,
    annex,
)
