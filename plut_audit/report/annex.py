"""The method annex: what a reviewer of the OECD/JRC handbook's ten steps looks for.

Everything in it comes from the stored result: the edition with its goalposts and sources, what
was answered, what was clipped, how the indicators hang together, and the hashes of the files.
"""

from collections.abc import Iterator
from typing import Any

from plut_audit.i18n import N_, number, pick, plain_number, say
from plut_audit.report.blocks import Facts, Heading, Paragraph, Section, Table, shown
from plut_audit.report.digest import Digest
from plut_audit.report.structure import named, structure, weighting
from plut_audit.rubric import Indicator, Rubric

Record = dict[str, Any]


def annex(result: Record, taken: Digest) -> Iterator[Section]:
    """The chapter and its parts, numbered as the handbook's steps."""
    yield Section("method", say(N_("Method annex")), [Paragraph(say(INTRODUCTION))])
    for make in (_framework, _selection, _blanks, structure, _normalisation, weighting,
                 _uncertainty, _decomposition, _links, _presentation, _files):  # fmt: skip
        section = make(result, taken)
        yield Section(section.key, section.title, section.blocks, level=2)


INTRODUCTION = N_(
    "In the order of the ten steps of the OECD/JRC Handbook on Constructing Composite Indicators "
    "(2008). Every number comes from the stored result of this audit."
)


def _framework(result: Record, taken: Digest) -> Section:
    rubric = taken.rubric
    sources = [(str(place), pick(text)) for place, text in enumerate(rubric.sources, 1)]
    return Section("framework", say(N_("1. Framework")), [
        Paragraph(pick(rubric.description) or pick(rubric.title)),
        Facts([(say(N_("Edition")), f"{rubric.id}: {pick(rubric.title)}"),
               (say(N_("Dimensions")), str(len(rubric.dimensions))),
               (say(N_("Indicators")), str(len(rubric.indicators))), *_bands(taken)]),
        Facts(sources),
    ])  # fmt: skip


def _bands(taken: Digest) -> list[tuple[str, str]]:
    told = []
    for band in taken.rubric.bands:
        sign, low = (">", band.above) if band.above is not None else ("≥", band.at_least)
        limit = "" if low is None else f" {sign} {number(low, 2)}"
        told.append(f"{band.name}{limit}" + (f" ({pick(band.title)})" if pick(band.title) else ""))
    return [(say(N_("Classes")), "; ".join(told))] if told else []


def _selection(result: Record, taken: Digest) -> Section:
    heads = (Heading(say(N_("Code"))), Heading(say(N_("Indicator"))), Heading(say(N_("Measured"))),
             Heading(say(N_("Basis"))))  # fmt: skip
    rows = [
        [code, _starred(item), item.value, pick(item.basis)]
        for code, item in taken.rubric.indicators.items()
    ]
    return Section("selection", say(N_("2. Indicators and their basis")), [
        Table(heads, rows), Paragraph(say(N_("* mandatory: a score of 0 is a critical finding.")))
    ])  # fmt: skip


def _starred(item: Indicator) -> str:
    return pick(item.title) + (" *" if item.mandatory else "")


def _blanks(result: Record, taken: Digest) -> Section:
    heads = tuple(
        Heading(say(title), 0)
        for title in (N_("Seen"), N_("Reported only"), N_("Not answered"), N_("Don't know"),
                      N_("Unreadable"), N_("Not asked"), N_("Does not apply"))
    )  # fmt: skip
    rows = [[code, *_counts(taken, code)] for code in taken.rubric.indicators]
    return Section("blanks", say(N_("3. Coverage and missing data")), [
        Paragraph(say(BLANKS_NOTE, share=number(100 * taken.rubric.scoring.minimum_coverage, 0))),
        Table((Heading(say(N_("Code"))), *heads), rows),
        _coverage(taken),
    ])  # fmt: skip


BLANKS_NOTE = N_(
    "An unanswered indicator scores 0 and is a finding; it is not filled in, for that would "
    "reward silence. What does not apply or was not asked leaves the denominator. A centre is "
    "ranked where at least {share} % of the weight of every dimension was answered. Each centre "
    "also has the score with blanks left out and with blanks at full marks."
)


def _counts(taken: Digest, code: str) -> list[int]:
    evidence, blanks = taken.evidence[code], taken.blanks[code]
    return [evidence["observed"], evidence["reported"], blanks["unanswered"], blanks["dont_know"],
            blanks["invalid"], blanks["not_asked"], evidence["not_applicable"]]  # fmt: skip


def _coverage(taken: Digest) -> Table:
    heads = (Heading(say(N_("Dimension"))), Heading(say(N_("Mean coverage (%)")), 1),
             Heading(say(N_("Lowest coverage (%)")), 1))  # fmt: skip
    rows = []
    for part in taken.rubric.dimensions:
        found = [centre["dimensions"][part.code]["coverage"] for centre in taken.centres]
        known = [100 * share for share in found if share is not None]
        mean = sum(known) / len(known) if known else None
        rows.append([named(part), mean, min(known, default=None)])
    return Table(heads, rows)


def _normalisation(result: Record, taken: Digest) -> Section:
    heads = (Heading(say(N_("Code"))), Heading(say(N_("Rule"))),
             Heading(say(N_("Clipped below")), 0),
             Heading(say(N_("Clipped above")), 0))  # fmt: skip
    rows = [
        [code, goalposts(item, taken), *(taken.clipped[code][side] for side in ("low", "high"))]
        for code, item in taken.rubric.indicators.items()
    ]
    return Section("normalisation", say(N_("5. Normalisation")), [
        Paragraph(say(N_("Goalposts are fixed by the edition and never taken from the year's data, "
                         "so no centre's score depends on another's."))),
        Table(heads, rows),
    ])  # fmt: skip


def goalposts(item: Indicator, taken: Digest) -> str:
    """How a value becomes points: `0 to 2000`, or each answer with its points."""
    if item.kind == "linear":
        low, high = (plain_number(value or 0.0) for value in (item.low, item.high))
        rule = say(N_("{low} gives 0, {high} gives full marks"), low=low, high=high)
        return f"{rule} (ln)" if item.transform else rule
    return "; ".join(f"{choice(item, code, taken.rubric)} = {plain_number(points)}"
                     for code, points in item.points.items())  # fmt: skip


def choice(item: Indicator, code: Any, rubric: Rubric) -> str:
    """The words of an answer to the indicator's question; a number as it is written."""
    if isinstance(code, int | float) and not isinstance(code, bool):
        whole = float(code).is_integer()
        return number(float(code), 0) if whole else plain_number(round(float(code), 4))
    question = rubric.questions.get(item.lead)
    label = question.choices.get(str(code)) if question else None
    return pick(label) if label else shown(code)


def _uncertainty(result: Record, taken: Digest) -> Section:
    if result.get("robustness"):
        text = say(N_("The section on robustness shows how far ranks depend on the method."))
    else:
        text = say(N_("Not computed in this run: 'plut-audit robust' redraws weights, means and "
                      "blanks and shows how far ranks depend on them."))  # fmt: skip
    evidence = taken.rubric.evidence
    return Section("uncertainty", say(N_("7. Uncertainty")), [
        Paragraph(text),
        Paragraph(say(
            N_("Self-report and visit are never averaged; they agree within {tolerance} points. "
               "What no visit saw is lowered in the conservative score by the mean overstatement "
               "of its indicator, drawn towards that of its dimension (weight of {shrinkage} "
               "centres)."),
            tolerance=evidence.tolerance, shrinkage=evidence.shrinkage)),
    ])  # fmt: skip


def _decomposition(result: Record, taken: Digest) -> Section:
    return Section("decomposition", say(N_("8. Back to the data")), [Paragraph(say(
        N_("The points that the indicators of a centre lose add up to what its index lacks. Every "
           "finding names the cells it rests on, and 'plut-audit explain' leads from an index to "
           "its cells.")
    ))])  # fmt: skip


def _links(result: Record, taken: Digest) -> Section:
    return Section("links", say(N_("9. Links to other indicators")), [Paragraph(say(
        N_("The classes are those of the edition above. The index was not compared with measures "
           "of what a centre achieves for UMKM, for none was in the survey.")
    ))])  # fmt: skip


def _presentation(result: Record, taken: Digest) -> Section:
    return Section("presentation", say(N_("10. Presentation")), [Paragraph(say(
        N_("Ranks are given on the printed verified score, ties shown as such. The class and the "
           "share that was seen stand beside every score. A centre that could not be ranked is "
           "listed with the reason, never dropped.")
    ))])  # fmt: skip


def _files(result: Record, taken: Digest) -> Section:
    heads = (Heading(say(N_("File"))), Heading(say(N_("Role"))), Heading(say(N_("Layout"))),
             Heading(say(N_("Rows")), 0), Heading("SHA-256"))  # fmt: skip
    roles = {"questionnaire": say(N_("questionnaire")), "visit": say(N_("visit")),
             "roster": say(N_("roster")), "centres": say(N_("registry"))}  # fmt: skip
    rows = [
        [one["file"], roles.get(one["role"], one["role"]), one["dialect"], one["rows"],
         one["sha256"]]
        for one in result["inputs"]
    ]  # fmt: skip
    tool = result["tool"]
    return Section("files", say(N_("Files, edition and program")), [
        Facts([(say(N_("Program")), f"{tool['name']} {tool['version']}"),
               (say(N_("Edition")), result["edition"]["id"]),
               (say(N_("Hash of the edition")), result["edition"]["sha256"])]),
        Table(heads, rows),
    ])  # fmt: skip
