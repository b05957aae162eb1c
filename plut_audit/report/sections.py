"""What every report shows, in order, from the stored result and free of any format.

Adding a section to every export is one function in `SECTIONS`; where it has nothing to show it
gives nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from typing import Any

from plut_audit.i18n import N_, number, pick, say
from plut_audit.problems import KINDS, place
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
        return f"{pick(result['edition']['title'])} {result['year'] or ''}".strip()
    if result["year"]:
        return say(N_("Audit of PLUT-KUMKM centres {year}"), year=result["year"])
    return say(N_("Audit of PLUT-KUMKM centres"))


def day_of(text: str | None) -> str:
    """A date of the result in words."""
    return shown(date.fromisoformat(text) if text else None)


# --- the sections --------------------------------------------------------------------------


def key_figures(result: Record, taken: Digest) -> Iterator[Section]:
    """How many, how good, how grave."""
    yield Section("summary", say(N_("Summary")), [
        Paragraph(edition_line(result)),
        Facts(figures(result, taken)),
        _dimension_means(result, taken),
    ])  # fmt: skip


def edition_line(result: Record) -> str:
    """By which edition the report was made."""
    return say(
        N_("Scored by the edition {edition}: {title}."),
        edition=result["edition"]["id"], title=pick(result["edition"]["title"]),
    )  # fmt: skip


def figures(result: Record, taken: Digest) -> list[tuple[str, str]]:
    """The key figures as labels and words."""
    summary, found = result["summary"], taken.findings_by_severity
    classes = ", ".join(f"{name}: {shown(count, 0)}" for name, count in summary["by_class"].items())
    grave = ", ".join(f"{word(SEVERITIES, name)}: {shown(found[name], 0)}"
                      for name in ("critical", "high", "medium", "low"))  # fmt: skip
    return [
        (say(N_("Centres")), shown(summary["centres"], 0)),
        (say(N_("Answered the questionnaire")), shown(summary["responded"], 0)),
        (say(N_("Visited")), shown(summary["visited"], 0)),
        (say(N_("Ranked")), shown(summary["ranked"], 0)),
        (say(N_("Mean verified score")), shown(summary["mean_verified"], decimals(taken))),
        (say(N_("Centres by class")), classes),
        (say(N_("Findings")), grave),
    ]


def _dimension_means(result: Record, taken: Digest) -> Table:
    means = result["summary"]["by_dimension"]
    total = sum(part.weight for part in taken.rubric.dimensions)
    return Table(
        (Heading(say(N_("Dimension"))), Heading(say(N_("Weight (%)")), 1),
         Heading(say(N_("Mean verified score")), decimals(taken))),
        [[f"{part.code} {pick(part.title)}", 100 * part.weight / total, means[part.code]]
         for part in taken.rubric.dimensions],
    )  # fmt: skip


def systemic(result: Record, taken: Digest) -> Iterator[Section]:
    """What falls short in so many centres that it is no single centre's fault."""
    heads = (Heading(say(N_("Where"))), Heading(say(N_("Code"))), Heading(say(N_("Finding"))),
             Heading(say(N_("Centres")), 0), Heading(say(N_("Share (%)")), 1),
             Heading(say(N_("Points lost")), 1))  # fmt: skip
    rows = [
        [scope(one), one["code"], pick(one["title"]), len(one["centres"]), 100 * one["share"],
         one["points_lost"]]
        for one in result["systemic"]
    ]  # fmt: skip
    yield Section("systemic", say(N_("Systemic findings")), [
        Paragraph(say(N_("Medium or graver in at least {share} % of the ranked centres, of the "
                         "country or of a province with at least {minimum} of them."),
                      share=number(100 * taken.rubric.severities.systemic_share, 0),
                      minimum=taken.rubric.severities.systemic_minimum)),
        Table(heads, rows, say(N_("Nothing is systemic."))),
    ])  # fmt: skip


def scope(one: Record) -> str:
    """`national` in words, or the province."""
    return say(N_("whole country")) if one["scope"] == "national" else str(one["scope"])


def findings(result: Record, taken: Digest, most: int) -> Iterator[Section]:
    """Findings in five elements, the gravest first."""
    total = len(result["findings"])
    blocks: list[Any] = []
    if total > most:
        blocks.append(Paragraph(say(
            N_("The {most} gravest of {total} findings. All of them are in the page, the workbook "
               "and the data package."), most=shown(most, 0), total=shown(total, 0))))  # fmt: skip
    if not total:
        blocks.append(Paragraph(say(N_("Nothing was found."))))
    blocks += [
        finding_block(one, taken.name_of.get(one["centre_id"], ""))
        for one in islice(result["findings"], most)
    ]
    yield Section("findings", say(N_("Findings")), blocks)


def finding_block(one: Record, centre: str = "") -> Finding:
    """A finding in words."""
    whose = f"{one['centre_id']} {centre}: " if centre else ""
    points = say(N_("{points} points lost"), points=number(one["points_lost"], 2))
    return Finding(
        f"{whose}{one['code']} {pick(one['title'])}",
        f"{word(SEVERITIES, one['severity'])}, {points}",
        tuple((say(label), pick(one[key])) for key, label in ELEMENTS.items()),
        tuple(one["cells"]),
    )


def problems(result: Record, taken: Digest) -> Iterator[Section]:
    """What was wrong in the files, by kind, each with a first place."""
    counts: Counter[str] = Counter()
    first: dict[str, Record] = {}
    for problem in result["problems"]:
        counts[problem["code"]] += 1
        first.setdefault(problem["code"], problem)
    heads = (Heading(say(N_("Code"))), Heading(say(N_("Severity"))), Heading(say(N_("Problem"))),
             Heading(say(N_("Count")), 0), Heading(say(N_("First place"))),
             Heading(say(N_("What it says"))))  # fmt: skip
    rows = [
        [code, word(SEVERITIES, one["severity"]), say(KINDS[code].title) if code in KINDS else "",
         counts[code], place(one["file"], one["sheet"], one["cell"]), pick(one["message"])]
        for code, one in sorted(first.items())
    ]  # fmt: skip
    yield Section("problems", say(N_("Problems in the files")), [
        Table(heads, rows, say(N_("No problem was met in the files.")))
    ])  # fmt: skip


Make = Callable[[Record, Digest], Iterator[Section]]
SECTIONS: tuple[Make, ...] = (
    key_figures, ranking, shortlist, provinces, systemic, ladder, extras, problems, annex,
)  # fmt: skip
