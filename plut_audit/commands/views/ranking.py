"""The ranking of an audit, who is not in it, and who did not answer."""

import numpy as np

from plut_audit.audit import Audit
from plut_audit.commands.views.table import Cell, Column, Table
from plut_audit.errors import UsageError
from plut_audit.i18n import N_, _, localized
from plut_audit.ingest.answers import Array
from plut_audit.ingest.values import fold
from plut_audit.scoring.scores import round_scores


def headline(audit: Audit) -> str:
    """`96 of 100 centres answered, 41 visited, 94 ranked`, with the year and the edition."""
    survey = audit.survey
    reached = _(
        N_("{responded} of {centres} centres answered, {visited} visited, {ranked} ranked"),
        responded=int(survey.responded.sum()),
        centres=len(survey.centres),
        visited=int(survey.visited.sum()),
        ranked=int(audit.ranking.ranked.sum()),
    )
    return " · ".join(filter(None, [reached, str(audit.year or ""), localized(audit.rubric.title)]))


def of_province(audit: Audit, wish: str | None) -> Array:
    """Which centres lie in a province, however it is written; without a wish, all.

    Raises `UsageError` where no centre does.
    """
    provinces = [centre.province for centre in audit.survey.centres]
    if wish is None:
        return np.ones(len(provinces), bool)
    inside = np.array([fold(name) == fold(wish) for name in provinces], bool)
    if not inside.any():
        raise UsageError(
            N_("No centre lies in the province '{province}'; there are {names}."),
            province=wish,
            names=", ".join(sorted(set(provinces) - {""})) or "–",
        )
    return inside


# --- the ranking ---------------------------------------------------------------------------


def ranking(audit: Audit, top: int | None = None, province: str | None = None) -> Table:
    """The ranking, the best first."""
    inside = np.flatnonzero(audit.ranking.ranked & of_province(audit, province))
    order = inside[np.argsort(audit.ranking.rank[inside], kind="stable")]
    gravest = _gravest(audit)
    rows = [_row(audit, int(row), gravest) for row in order[:top]]
    legend = _legend("".join(str(row[-2]) for row in rows))
    note = " ".join(filter(None, [more(len(rows), len(order)), legend]))
    return Table(_(N_("Ranking")), _columns(audit), rows, note)


def _columns(audit: Audit) -> list[Column]:
    decimals = audit.rubric.scoring.decimals
    return [
        Column("rank", _(N_("Rank")), 0 if _whole(audit) else 1, short="#"),
        Column("centre", _(N_("Centre")), wraps=True),
        Column("province", _(N_("Province")), under="centre", wraps=True),
        Column(
            "verified",
            _(N_("Verified")),
            decimals,
            bar_of=audit.rubric.scoring.scale,
            short=_(N_("Verif.")),
        ),
        Column("claimed", _(N_("Claimed")), decimals),
        *(Column(part.code, part.code, decimals) for part in audit.rubric.dimensions),
        Column("class", _(N_("Class"))),
        Column("marks", ""),
        Column("gravest", _(N_("Gravest")), under="class"),
    ]


def _whole(audit: Audit) -> bool:
    """Under the tie rule `average` a rank can be a half."""
    return bool((audit.ranking.rank % 1 == 0).all())


def _row(audit: Audit, row: int, gravest: dict[int, str]) -> list[Cell]:
    centre, scores, standing = audit.survey.centres[row], audit.scores, audit.ranking
    marks = {"=": standing.tied[row], "*": standing.capped[row], "?": standing.unverified[row]}
    return [
        float(standing.rank[row]),
        centre.name or centre.centre_id,
        centre.province,
        figure(audit, scores.verified.index[row]),
        figure(audit, scores.claimed.index[row]),
        *(figure(audit, value) for value in scores.verified.dimensions[row]),
        str(standing.class_name[row]),
        "".join(mark for mark, holds in marks.items() if holds),
        gravest.get(row, ""),
    ]


def figure(audit: Audit, value: float) -> float | None:
    """A score as it is printed everywhere."""
    if np.isnan(value):
        return None
    return float(round_scores(np.array([value]), audit.rubric.scoring.decimals)[0])


def _gravest(audit: Audit) -> dict[int, str]:
    """The first finding of each centre; the findings are in their order."""
    centres, first = np.unique(audit.findings.centre, return_index=True)
    codes = audit.findings.code[first]
    return {
        int(centre): audit.findings.codes[code] for centre, code in zip(centres, codes, strict=True)
    }


_MARKS = {
    "=": N_("= shares its rank."),
    "*": N_("* a weak dimension caps the class."),
    "?": N_("? visits confirm less than the share that a class needs."),
}


def _legend(used: str) -> str:
    return " ".join(_(meaning) for mark, meaning in _MARKS.items() if mark in used)


def more(shown: int, of_all: int) -> str:
    """That not every row is shown, and how to see them all."""
    if shown >= of_all:
        return ""
    return _(N_("{shown} of {all} shown; --top 0 shows all."), shown=shown, all=of_all)


# --- who is not in it ----------------------------------------------------------------------


def not_ranked(audit: Audit, top: int | None = None, province: str | None = None) -> Table:
    """Who is not ranked, and why."""
    rows = np.flatnonzero(~audit.ranking.ranked & of_province(audit, province))
    columns = [
        Column("centre_id", _(N_("Code"))),
        Column("centre", _(N_("Centre")), wraps=True),
        Column("reason", _(N_("Why it is not ranked")), wraps=True),
    ]
    named = [(audit.survey.centres[row], audit.ranking.reasons[int(row)]) for row in rows[:top]]
    return Table(
        _(N_("Not ranked")),
        columns,
        [[centre.centre_id, centre.name, localized(reason)] for centre, reason in named],
        more(len(named), len(rows)),
    )


def silent(audit: Audit, province: str | None = None) -> Table:
    """Which centres of the registry did not answer."""
    rows = np.flatnonzero(~audit.survey.responded & of_province(audit, province))
    columns = [
        Column("centre_id", _(N_("Code"))),
        Column("centre", _(N_("Centre")), wraps=True),
        Column("province", _(N_("Province")), wraps=True),
    ]
    named = [audit.survey.centres[row] for row in rows] if audit.registry_known else []
    return Table(
        _(N_("Did not answer")),
        columns,
        [[centre.centre_id, centre.name, centre.province] for centre in named],
    )
