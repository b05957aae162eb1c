"""Who is to be honoured and who could move up: award shortlist and institutional ladder."""

from collections.abc import Iterator
from typing import Any

from plut_audit.i18n import N_, _, localized
from plut_audit.report.blocks import Heading, Paragraph, Section, Table
from plut_audit.report.digest import Digest
from plut_audit.rubric import Award, Step

Record = dict[str, Any]

OWNERS = (
    (("provinsi",), N_("Centres of provinces")),
    (("kabupaten", "kota"), N_("Centres of regencies and cities")),
)


def shortlist(result: Record, taken: Digest) -> Iterator[Section]:
    """The award's shortlist by class of owner, where the edition has an award."""
    award = taken.rubric.award
    if award is None:
        return
    rule = _(
        N_(
            "In each class of owner the first {places} by the printed verified score, from class "
            "{least} upwards. Centres with the same printed score share a place, so a list can be "
            "longer. A centre marked ° is to be visited before it is honoured."
        ),
        places=award.places,
        least=award.least_class,
    )
    yield Section("shortlist", _(N_("Award shortlist")), [Paragraph(rule)])
    for levels, title in OWNERS:
        rows = _nominees(award, levels, taken)
        empty = _(N_("No centre reaches the threshold."))
        yield Section("shortlist", _(title), [Table(_heads(taken), rows, empty)], level=2)


def _heads(taken: Digest) -> tuple[Heading, ...]:
    return (
        Heading(_(N_("Place")), 0),
        Heading(_(N_("Code"))),
        Heading(_(N_("Centre"))),
        Heading(_(N_("Verified")), taken.rubric.scoring.decimals),
        Heading(_(N_("Class"))),
        Heading(_(N_("Tied"))),
    )


def _nominees(award: Award, levels: tuple[str, ...], taken: Digest) -> list[list[Any]]:
    """The rows of one class of owner: place by score, ties together, cut after the last place."""
    order = [band.name for band in taken.rubric.bands]
    worthy = order[: order.index(award.least_class) + 1]
    eligible = [c for c in taken.ranked if c["level"] in levels and c["class"] in worthy]
    rows = []
    for centre in eligible:
        place = 1 + sum(other["verified"] > centre["verified"] for other in eligible)
        tied = sum(other["verified"] == centre["verified"] for other in eligible) > 1
        if place <= award.places:
            mark = "°" if centre["class_unverified"] else ""
            rows.append(
                [
                    place,
                    centre["centre_id"],
                    centre["name"],
                    centre["verified"],
                    centre["class"] + mark,
                    _(N_("yes")) if tied else "",
                ]
            )
    return rows


def ladder(result: Record, taken: Digest) -> Iterator[Section]:
    """Who could take the next step of the institutional form, and what the others lack."""
    if not taken.rubric.ladder:
        return
    rows = [row for centre in result["centres"] if (row := _next_step(centre, taken))]
    rows.sort(key=lambda row: (row[-1] != _ready(), row[0]))
    heads = tuple(
        Heading(_(title))
        for title in (N_("Code"), N_("Centre"), N_("Form now"), N_("Next step"), N_("Missing"))
    )
    why = _(
        N_(
            "The ministry leads the centres from the dinas to UPTD and from UPTD to BLUD. A centre "
            "is ready when each indicator that the step needs reaches the score in brackets."
        )
    )
    yield Section("ladder", _(N_("Institutional ladder")), [Paragraph(why), Table(heads, rows)])


def _ready() -> str:
    return _(N_("nothing: ready"))


def _next_step(centre: Record, taken: Digest) -> list[Any] | None:
    for step in taken.rubric.ladder:
        form = centre["items"].get(step.indicator, {}).get("used")
        if form in step.at:
            labels = taken.rubric.questions[taken.rubric.indicators[step.indicator].lead].choices
            return [
                centre["centre_id"],
                centre["name"],
                localized(labels[form]),
                localized(labels[step.to]),
                _missing(centre, step, taken),
            ]
    return None


def _missing(centre: Record, step: Step, taken: Digest) -> str:
    lacking = [
        f"{code} {localized(taken.rubric.indicators[code].title)} ({least:g})"
        for code, least in step.needs.items()
        if (centre["items"][code]["score"] or 0) < least
    ]
    return "; ".join(lacking) or _ready()
