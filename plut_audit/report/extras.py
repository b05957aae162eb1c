"""Sections that a result has only when they were asked for: trend, robustness, agreement."""

from collections.abc import Iterator
from typing import Any

from plut_audit.i18n import N_, _, format_number, localized
from plut_audit.report.blocks import SHORTEST, Block, Heading, Paragraph, Section, Table
from plut_audit.report.digest import Digest
from plut_audit.report.vocabulary import SEVERITIES, word

Record = dict[str, Any]


def extras(result: Record, taken: Digest) -> Iterator[Section]:
    """One section for each of them that the result has."""
    for key, title, make in (
        ("trend", N_("Trend"), trend),
        ("robustness", N_("Robustness"), robustness),
        ("agreement", N_("Agreement of self-report and visit"), agreement),
    ):
        if result.get(key):
            yield Section(key, _(title), list(make(result[key], taken)))


# --- years ---------------------------------------------------------------------------------


def trend(part: Record, taken: Digest) -> Iterator[Block]:
    """The years beside one another, then each centre's score in each."""
    places = taken.rubric.scoring.decimals
    grave = ("critical", "high", "medium", "low")
    heads = (
        Heading(_(N_("Year"))),
        Heading(_(N_("Centres")), 0),
        Heading(_(N_("Answered")), 0),
        Heading(_(N_("Visited")), 0),
        Heading(_(N_("Ranked")), 0),
        Heading(_(N_("Mean verified score")), places),
        *(Heading(word(SEVERITIES, name), 0) for name in grave),
    )
    yield Table(
        heads,
        [
            [
                str(one["year"] or "–"),
                one["centres"],
                one["responded"],
                one["visited"],
                one["ranked"],
                one["mean_verified"],
                *(one["findings"][name] for name in grave),
            ]
            for one in part["summary"]
        ],
    )
    yield from _against_last_year(part.get("comparison"))
    yield Table(
        (
            Heading(_(N_("Code"))),
            Heading(_(N_("Centre"))),
            *(Heading(str(year or "–"), places) for year in part["years"]),
        ),
        [[one["centre_id"], one["name"], *one["verified"]] for one in part["centres"]],
    )


STATES = {
    "new": N_("new"),
    "persisting": N_("persisting"),
    "resolved": N_("resolved"),
    "not_comparable": N_("not comparable"),
    "not comparable": N_("not comparable"),
}


def _against_last_year(comparison: Record | None) -> Iterator[Block]:
    if not comparison:
        return
    if not comparison["same_rules"]:
        yield Paragraph(
            _(
                N_(
                    "The edition changed between the last two years; scores are "
                    "compared only over the indicators whose meaning held."
                )
            )
        )
    states = comparison["summary"]["findings"]
    told = ", ".join(
        f"{word(STATES, name)}: {format_number(count, 0)}" for name, count in states.items()
    )
    yield Paragraph(_(N_("Findings against the year before: {states}."), states=told))


# --- robustness ----------------------------------------------------------------------------


def robustness(part: Record, taken: Digest) -> Iterator[Block]:
    """What moves ranks, then each centre's interval."""
    yield Paragraph(
        _(
            N_(
                "{draws} draws (seed {seed}) vary the weights by up to {spread} %, the mean of the "
                "dimensions, what a blank is worth and how far self-report is believed. On average "
                "the 5-95 % interval of a rank is {width} ranks wide; {bands} bands of centres can be "
                "told apart."
            ),
            draws=format_number(part["draws"], 0),
            seed=part["seed"],
            width=format_number(part["mean_width"], 1),
            spread=format_number(100 * part["weight_spread"], 0),
            bands=part["bands"],
        )
    )
    yield Table(
        (
            Heading(_(N_("Assumption, the one that moves ranks most first"))),
            Heading(_(N_("Mean shift in ranks")), 2),
        ),
        [[localized(one["title"]), one["mean_shift"]] for one in part["assumptions"]],
    )
    yield Table(
        (
            Heading(_(N_("Left out"))),
            Heading(_(N_("Title"))),
            Heading(_(N_("Mean shift in ranks")), 2),
            Heading(_(N_("Largest shift")), SHORTEST),
            Heading(_(N_("Centre"))),
        ),
        [
            [
                one["code"],
                localized(one["title"]),
                one["mean_shift"],
                one["largest_shift"],
                one["centre_id"],
            ]
            for one in part["leave_out"]
        ],
    )
    yield _intervals(part, taken)


def _intervals(part: Record, taken: Digest) -> Table:
    places = taken.rubric.scoring.decimals
    heads = (
        Heading(_(N_("Rank")), SHORTEST),
        Heading(_(N_("Code"))),
        Heading(_(N_("Centre"))),
        Heading(_(N_("Median rank")), SHORTEST),
        Heading(_(N_("From")), SHORTEST),
        Heading(_(N_("Up to")), SHORTEST),
        Heading(_(N_("Chance of the bottom tenth (%)")), 0),
        Heading(_(N_("Band")), 0),
        Heading(_(N_("Arithmetic")), places),
        Heading(_(N_("Geometric")), places),
    )
    return Table(
        heads,
        [
            [
                one["rank"],
                one["centre_id"],
                one["name"],
                one["median_rank"],
                one["rank_low"],
                one["rank_high"],
                100 * one["bottom_tenth"],
                one["band"],
                one["arithmetic"],
                one["geometric"],
            ]
            for one in part["centres"]
        ],
    )


# --- agreement -----------------------------------------------------------------------------

GROUPS = {
    "dimensions": N_("By dimension"),
    "indicators": N_("By indicator"),
    "provinces": N_("By province"),
    "respondent_roles": N_("By respondent"),
    "visits": N_("Announced and unannounced visits"),
}


def agreement(part: Record, taken: Digest) -> Iterator[Block]:
    """How often both sources say the same, and which way they differ."""
    yield Paragraph(
        _(
            N_(
                "{pairs} pairs of a reported and a seen indicator; they agree within {tolerance} "
                "points. Under {fewest} pairs there are counts only."
            ),
            pairs=format_number(part["pairs"], 0),
            tolerance=part["tolerance"],
            fewest=part["fewest"],
        )
    )
    for key, title in GROUPS.items():
        if part.get(key):
            yield _pairs(part[key], _(title))
    if kappas := [one for one in part["indicators"] if one.get("kappa") is not None]:
        yield _kappas(kappas)
    yield _alphas(part["alpha"])


def _pairs(groups: list[Record], title: str) -> Table:
    heads = (
        Heading(title),
        Heading(_(N_("Pairs")), 0),
        Heading(_(N_("Agree")), 0),
        Heading(_(N_("Overstated")), 0),
        Heading(_(N_("Understated")), 0),
        Heading(_(N_("Agreement (%)")), 1),
        Heading(_(N_("Reported - seen")), 1),
        Heading(_(N_("From")), 1),
        Heading(_(N_("Up to")), 1),
        Heading(_(N_("p (sign)")), 3),
    )
    figures = (
        "n",
        "agree",
        "overstated",
        "understated",
        "agreement",
        "mean_difference",
        "mean_difference_low",
        "mean_difference_high",
        "sign_p",
    )
    return Table(heads, [[_named(one), *(one[name] for name in figures)] for one in groups])


def _named(one: Record) -> str:
    title = localized(one["title"])
    return title if title == one["code"] or ":" in title else f"{one['code']} {title}"


def _kappas(indicators: list[Record]) -> Table:
    kinds = {"cohen": _(N_("Cohen")), "linear weighted": _(N_("linear weighted"))}
    heads = (
        Heading(_(N_("Indicator"))),
        Heading(_(N_("Kappa"))),
        Heading(_(N_("Value")), 3),
        Heading(_(N_("From")), 3),
        Heading(_(N_("Up to")), 3),
        Heading("AC1", 3),
    )
    return Table(
        heads,
        [
            [
                _named(one),
                kinds.get(one["kappa_kind"], one["kappa_kind"]),
                one["kappa"],
                one["kappa_low"],
                one["kappa_high"],
                one["ac1"],
            ]
            for one in indicators
        ],
    )


def _alphas(dimensions: list[Record]) -> Table:
    heads = (
        Heading(_(N_("Dimension"))),
        Heading(_(N_("Indicators")), 0),
        Heading(_(N_("Centres")), 0),
        Heading(_(N_("Cronbach's alpha")), 3),
        Heading(_(N_("Complete centres")), 0),
        Heading(_(N_("Alpha over these")), 3),
    )
    figures = ("items", "n", "alpha_pairwise", "complete", "alpha_listwise")
    return Table(heads, [[_named(one), *(one[name] for name in figures)] for one in dimensions])
