"""Where the centres stand: the ranking, those that are not in it, and the provinces."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import numpy as np

from plut_audit.i18n import N_, _
from plut_audit.report.blocks import SHORTEST, Heading, Paragraph, Section, Table
from plut_audit.report.digest import Digest
from plut_audit.scoring.scores import round_scores

Record = dict[str, Any]


def decimals(taken: Digest) -> int:
    """Decimals to which the edition prints scores."""
    return taken.rubric.scoring.decimals


def ranking(result: Record, taken: Digest) -> Iterator[Section]:
    """The ranked centres, the best first, then the others with the reason."""
    places = decimals(taken)
    heads = (
        Heading(_(N_("Rank")), SHORTEST),
        Heading(_(N_("Code"))),
        Heading(_(N_("Centre"))),
        Heading(_(N_("Province"))),
        Heading(_(N_("Claimed")), places),
        Heading(_(N_("Verified")), places),
        Heading(_(N_("Conservative")), places),
        Heading(_(N_("Class"))),
        Heading(_(N_("Seen (%)")), 0),
    )
    rows = [
        [
            centre["rank"],
            centre["centre_id"],
            centre["name"],
            centre["province"],
            centre["claimed"],
            centre["verified"],
            centre["conservative"],
            class_mark(centre),
            seen_share(centre),
        ]
        for centre in taken.ranked
    ]
    yield Section(
        "ranking",
        _(N_("Ranking")),
        [Paragraph(_(RANKING_NOTE)), Table(heads, rows, _(N_("No centre could be ranked.")))],
    )
    if taken.unranked:
        yield Section("unranked", _(N_("Not ranked")), [_unranked(taken)])


RANKING_NOTE = N_(
    "Verified counts what the visit saw and, where it saw nothing, what was reported. Claimed "
    "counts the questionnaire alone. Conservative lowers what was only reported by the "
    "overstatement that visits found. Centres with the same printed score share a rank. * marks a "
    "class held down by a weak dimension, ° a class for which too little was seen."
)


def class_mark(centre: Record) -> str:
    """The class with its marks: `C*°`."""
    marks = ("*" if centre["class_capped"] else "") + ("°" if centre["class_unverified"] else "")
    return f"{centre['class']}{marks}" if centre["class"] else "–"


def seen_share(centre: Record) -> float | None:
    """Per cent of the weight that a visit saw."""
    share = centre["verified_share"]
    return None if share is None else 100 * share


def _unranked(taken: Digest) -> Table:
    heads = (
        Heading(_(N_("Code"))),
        Heading(_(N_("Centre"))),
        Heading(_(N_("Province"))),
        Heading(_(N_("Verified")), decimals(taken)),
        Heading(_(N_("Reason"))),
    )
    return Table(
        heads,
        [
            [
                one["centre_id"],
                one["name"],
                one["province"],
                one["verified"],
                one["not_ranked_because"],
            ]
            for one in taken.unranked
        ],
    )


def provinces(result: Record, taken: Digest) -> Iterator[Section]:
    """Each province: how many, and the mean of its ranked centres."""
    members: dict[str, list[Record]] = defaultdict(list)
    for centre in taken.centres:
        members[centre["province"]].append(centre)
    if set(members) <= {""}:
        return
    heads = (
        Heading(_(N_("Province"))),
        Heading(_(N_("Centres")), 0),
        Heading(_(N_("Answered")), 0),
        Heading(_(N_("Ranked")), 0),
        Heading(_(N_("Mean verified score")), decimals(taken)),
    )
    rows = [
        [
            name,
            len(group),
            sum(one["responded"] for one in group),
            sum(one["ranked"] for one in group),
            mean_verified(group, decimals(taken)),
        ]
        for name, group in sorted(members.items())
    ]
    yield Section("provinces", _(N_("Provinces")), [Table(heads, rows)])


def mean_verified(centres: list[Record], places: int) -> float | None:
    """Mean verified score of the ranked ones among some centres, rounded as scores are."""
    exact = np.array([one["verified_exact"] for one in centres if one["ranked"]], float)
    return float(round_scores(exact.mean(), places)) if len(exact) else None
