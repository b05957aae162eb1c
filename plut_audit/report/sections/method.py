"""The method annex: what a reviewer of the OECD/JRC handbook's ten steps looks for.

Everything in it comes from the result: the edition with its goalposts and sources, what was
answered, what was clipped, how the indicators hang together, and the hashes of the files.
"""

from collections.abc import Iterator

from plut_audit.i18n import N_, _
from plut_audit.report.annex import (
    basis_section,
    blanks_section,
    files_section,
    framework_section,
    normalisation_section,
)
from plut_audit.report.blocks import Paragraph, Section
from plut_audit.report.links import links_section
from plut_audit.report.structure import structure_section, weighting_section
from plut_audit.result import Result

ORDER = 120


def sections(result: Result) -> Iterator[Section]:
    """The chapter and its parts, numbered as the handbook's steps."""
    yield Section("method", _(N_("Method annex")), [Paragraph(_(INTRODUCTION))])
    yield framework_section(result)
    yield basis_section(result)
    yield blanks_section(result)
    yield structure_section(result)
    yield normalisation_section(result)
    yield weighting_section(result)
    yield _uncertainty(result)
    yield _text_section("decomposition", N_("8. Traceability to the data"), DECOMPOSITION)
    yield links_section(result)
    yield _text_section("presentation", N_("10. Presentation"), PRESENTATION)
    yield files_section(result)


INTRODUCTION = N_(
    "In the order of the ten steps of the OECD/JRC Handbook on Constructing Composite Indicators "
    "(2008). Every number comes from the stored result of this audit."
)
DECOMPOSITION = N_(
    "The points that the indicators of a centre lose add up to what its index lacks. Every "
    "finding names the cells it rests on, and 'plut-audit explain' leads from an index to "
    "its cells."
)
PRESENTATION = N_(
    "Ranks are given on the printed estimate, ties shown as such, with the interval of the rank. "
    "The class and the share that was seen stand beside every score. A centre with too little "
    "answered stands below the ranked ones with the reason, and is never dropped."
)


def _text_section(key: str, title: str, text: str) -> Section:
    return Section(key, _(title), [Paragraph(_(text))], level=2)


def _uncertainty(result: Result) -> Section:
    if result.robustness:
        text = _(N_("The section on robustness shows how far ranks depend on the method."))
    else:
        text = _(
            N_(
                "Not computed in this run: 'plut-audit robust' redraws weights, means and "
                "blanks and shows how far ranks depend on them."
            )
        )
    estimate = _(
        N_(
            "Self-report and visit are never averaged; they agree within {tolerance} points. What "
            "a visit could see and none saw is estimated as its reported score times the "
            "verification factor of the indicator (points found over points reported, at most "
            "1), drawn towards that of its dimension with the weight of {pairs} pairs. What no "
            "visit can see stays as reported."
        ),
        tolerance=result.rubric.evidence.tolerance,
        pairs=result.rubric.estimation.prior_pairs,
    )
    blocks = [Paragraph(text), Paragraph(estimate)]
    return Section("uncertainty", _(N_("7. Uncertainty")), blocks, level=2)
