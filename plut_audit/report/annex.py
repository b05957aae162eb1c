"""The method annex: what a reviewer of the OECD/JRC handbook's ten steps looks for.

Everything in it comes from the stored result: the edition with its goalposts and sources, what
was answered, what was clipped, how the indicators hang together, and the hashes of the files.
"""

from collections.abc import Iterator
from typing import Any

from plut_audit.i18n import N_, _, format_number, format_plain_number, localized
from plut_audit.report.blocks import Facts, Heading, Paragraph, Section, Table, shown
from plut_audit.report.digest import Digest
from plut_audit.report.structure import named, structure, weighting
from plut_audit.rubric import Indicator, Rubric

Record = dict[str, Any]


def annex(result: Record, taken: Digest) -> Iterator[Section]:
    """The chapter and its parts, numbered as the handbook's steps."""
    yield Section("method", _(N_("Method annex")), [Paragraph(_(INTRODUCTION))])
    for make in (
        _framework,
        _selection,
        _blanks,
        structure,
        _normalisation,
        weighting,
        _uncertainty,
        _decomposition,
        _links,
        _presentation,
        _files,
    ):
        section = make(result, taken)
        yield Section(section.key, section.title, section.blocks, level=2)


INTRODUCTION = N_(
    "In the order of the ten steps of the OECD/JRC Handbook on Constructing Composite Indicators "
    "(2008). Every number comes from the stored result of this audit."
)


def _framework(result: Record, taken: Digest) -> Section:
    rubric = taken.rubric
    sources = [(str(place), localized(text)) for place, text in enumerate(rubric.sources, 1)]
    return Section(
        "framework",
        _(N_("1. Framework")),
        [
            Paragraph(localized(rubric.description) or localized(rubric.title)),
            Facts(
                [
                    (_(N_("Edition")), f"{rubric.id}: {localized(rubric.title)}"),
                    (_(N_("Dimensions")), str(len(rubric.dimensions))),
                    (_(N_("Indicators")), str(len(rubric.indicators))),
                    *_bands(taken),
                ]
            ),
            Facts(sources),
        ],
    )


def _bands(taken: Digest) -> list[tuple[str, str]]:
    told = []
    for band in taken.rubric.bands:
        sign, low = (">", band.above) if band.above is not None else ("≥", band.at_least)
        limit = "" if low is None else f" {sign} {format_number(low, 2)}"
        told.append(
            f"{band.name}{limit}" + (f" ({localized(band.title)})" if localized(band.title) else "")
        )
    return [(_(N_("Classes")), "; ".join(told))] if told else []


def _selection(result: Record, taken: Digest) -> Section:
    heads = (
        Heading(_(N_("Code"))),
        Heading(_(N_("Indicator"))),
        Heading(_(N_("Measured"))),
        Heading(_(N_("Basis"))),
    )
    rows = [
        [code, _starred(item), item.value, localized(item.basis)]
        for code, item in taken.rubric.indicators.items()
    ]
    return Section(
        "selection",
        _(N_("2. Indicators and their basis")),
        [
            Table(heads, rows),
            Paragraph(_(N_("* mandatory: a score of 0 is a critical finding."))),
        ],
    )


def _starred(item: Indicator) -> str:
    return localized(item.title) + (" *" if item.mandatory else "")


def _blanks(result: Record, taken: Digest) -> Section:
    heads = tuple(
        Heading(_(title), 0)
        for title in (
            N_("Seen"),
            N_("Reported only"),
            N_("Not answered"),
            N_("Don't know"),
            N_("Unreadable"),
            N_("Not asked"),
            N_("Does not apply"),
        )
    )
    rows = [[code, *_counts(taken, code)] for code in taken.rubric.indicators]
    return Section(
        "blanks",
        _(N_("3. Coverage and missing data")),
        [
            Paragraph(
                _(BLANKS_NOTE, share=format_number(100 * taken.rubric.scoring.minimum_coverage, 0))
            ),
            Table((Heading(_(N_("Code"))), *heads), rows),
            _coverage(taken),
        ],
    )


BLANKS_NOTE = N_(
    "An unanswered indicator scores 0 and is a finding; it is not filled in, for that would "
    "reward silence. What does not apply or was not asked leaves the denominator. A centre is "
    "ranked where at least {share} % of the weight of every dimension was answered. Each centre "
    "also has the score with blanks left out and with blanks at full marks."
)


def _counts(taken: Digest, code: str) -> list[int]:
    evidence, blanks = taken.evidence[code], taken.blanks[code]
    return [
        evidence["observed"],
        evidence["reported"],
        blanks["unanswered"],
        blanks["dont_know"],
        blanks["invalid"],
        blanks["not_asked"],
        evidence["not_applicable"],
    ]


def _coverage(taken: Digest) -> Table:
    heads = (
        Heading(_(N_("Dimension"))),
        Heading(_(N_("Mean coverage (%)")), 1),
        Heading(_(N_("Lowest coverage (%)")), 1),
    )
    rows = []
    for part in taken.rubric.dimensions:
        found = [centre["dimensions"][part.code]["coverage"] for centre in taken.centres]
        known = [100 * share for share in found if share is not None]
        mean = sum(known) / len(known) if known else None
        rows.append([named(part), mean, min(known, default=None)])
    return Table(heads, rows)


def _normalisation(result: Record, taken: Digest) -> Section:
    heads = (
        Heading(_(N_("Code"))),
        Heading(_(N_("Rule"))),
        Heading(_(N_("Clipped below")), 0),
        Heading(_(N_("Clipped above")), 0),
    )
    rows = [
        [code, goalposts(item, taken), *(taken.clipped[code][side] for side in ("low", "high"))]
        for code, item in taken.rubric.indicators.items()
    ]
    return Section(
        "normalisation",
        _(N_("5. Normalisation")),
        [
            Paragraph(
                _(
                    N_(
                        "Goalposts are fixed by the edition and never taken from the year's data, "
                        "so no centre's score depends on another's."
                    )
                )
            ),
            Table(heads, rows),
        ],
    )


def goalposts(item: Indicator, taken: Digest) -> str:
    """How a value becomes points: `0 to 2000`, or each answer with its points."""
    if item.kind == "linear":
        low, high = (format_plain_number(value or 0.0) for value in (item.low, item.high))
        rule = _(N_("{low} gives 0, {high} gives full marks"), low=low, high=high)
        return f"{rule} (ln)" if item.transform else rule
    return "; ".join(
        f"{choice(item, code, taken.rubric)} = {format_plain_number(points)}"
        for code, points in item.points.items()
    )


def choice(item: Indicator, code: Any, rubric: Rubric) -> str:
    """The words of an answer to the indicator's question; a number as it is written."""
    if isinstance(code, int | float) and not isinstance(code, bool):
        whole = float(code).is_integer()
        return (
            format_number(float(code), 0) if whole else format_plain_number(round(float(code), 4))
        )
    question = rubric.questions.get(item.lead)
    label = question.choices.get(str(code)) if question else None
    return localized(label) if label else shown(code)


def _uncertainty(result: Record, taken: Digest) -> Section:
    if result.get("robustness"):
        text = _(N_("The section on robustness shows how far ranks depend on the method."))
    else:
        text = _(
            N_(
                "Not computed in this run: 'plut-audit robust' redraws weights, means and "
                "blanks and shows how far ranks depend on them."
            )
        )
    evidence = taken.rubric.evidence
    return Section(
        "uncertainty",
        _(N_("7. Uncertainty")),
        [
            Paragraph(text),
            Paragraph(
                _(
                    N_(
                        "Self-report and visit are never averaged; they agree within {tolerance} points. "
                        "What no visit saw is lowered in the conservative score by the mean overstatement "
                        "of its indicator, drawn towards that of its dimension (weight of {shrinkage} "
                        "centres)."
                    ),
                    tolerance=evidence.tolerance,
                    shrinkage=evidence.shrinkage,
                )
            ),
        ],
    )


def _decomposition(result: Record, taken: Digest) -> Section:
    return Section(
        "decomposition",
        _(N_("8. Back to the data")),
        [
            Paragraph(
                _(
                    N_(
                        "The points that the indicators of a centre lose add up to what its index lacks. Every "
                        "finding names the cells it rests on, and 'plut-audit explain' leads from an index to "
                        "its cells."
                    )
                )
            )
        ],
    )


def _links(result: Record, taken: Digest) -> Section:
    return Section(
        "links",
        _(N_("9. Links to other indicators")),
        [
            Paragraph(
                _(
                    N_(
                        "The classes are those of the edition above. The index was not compared with measures "
                        "of what a centre achieves for UMKM, for none was in the survey."
                    )
                )
            )
        ],
    )


def _presentation(result: Record, taken: Digest) -> Section:
    return Section(
        "presentation",
        _(N_("10. Presentation")),
        [
            Paragraph(
                _(
                    N_(
                        "Ranks are given on the printed verified score, ties shown as such. The class and the "
                        "share that was seen stand beside every score. A centre that could not be ranked is "
                        "listed with the reason, never dropped."
                    )
                )
            )
        ],
    )


def _files(result: Record, taken: Digest) -> Section:
    heads = (
        Heading(_(N_("File"))),
        Heading(_(N_("Role"))),
        Heading(_(N_("Layout"))),
        Heading(_(N_("Rows")), 0),
        Heading("SHA-256"),
    )
    roles = {
        "questionnaire": _(N_("questionnaire")),
        "visit": _(N_("visit")),
        "roster": _(N_("roster")),
        "centres": _(N_("registry")),
    }
    rows = [
        [
            one["file"],
            roles.get(one["role"], one["role"]),
            one["dialect"],
            one["rows"],
            one["sha256"],
        ]
        for one in result["inputs"]
    ]
    tool = result["tool"]
    return Section(
        "files",
        _(N_("Files, edition and program")),
        [
            Facts(
                [
                    (_(N_("Program")), f"{tool['name']} {tool['version']}"),
                    (_(N_("Edition")), result["edition"]["id"]),
                    (_(N_("Hash of the edition")), result["edition"]["sha256"]),
                ]
            ),
            Table(heads, rows),
        ],
    )
