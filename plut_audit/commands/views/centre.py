"""A centre of a stored result: every number down to its cells."""

from typing import Any

from plut_audit.commands.views.findings import severity_name
from plut_audit.commands.views.table import Cell, Column, Table
from plut_audit.i18n import N_, _, format_plain_number, localized
from plut_audit.report.explain import scoring
from plut_audit.rubric import Indicator, Rubric

Record = dict[str, Any]
_BLANKS = {
    "unanswered": N_("not answered"),
    "dont_know": N_("not known"),
    "invalid": N_("not readable"),
    "not_asked": N_("not asked"),
    None: N_("does not apply"),
}


def headline(centre: Record, result: Record) -> str:
    """Code, name, rank and class."""
    named = f"{centre['centre_id']}  {centre['name']}  {result['year'] or ''}".rstrip()
    if not centre["ranked"]:
        reason = localized(centre["not_ranked_because"] or "")
        return f"{named}\n" + _(N_("Not ranked: {reason}"), reason=reason)
    return f"{named}\n" + _(
        N_("Rank {rank} of {ranked}, class {name}"),
        rank=format_plain_number(centre["rank"]),
        ranked=result["summary"]["ranked"],
        name=centre["class"] or "–",
    )


def tables(centre: Record, result: Record, rubric: Rubric) -> list[Table]:
    """Figures, indicators and findings of the centre."""
    return [
        _figures(centre, rubric),
        indicators(centre, rubric),
        _findings(centre, result, rubric.scoring.decimals),
    ]


def _figures(centre: Record, rubric: Rubric) -> Table:
    decimals = rubric.scoring.decimals
    columns = [
        Column("code", _(N_("Code"))),
        Column("title", _(N_("Dimension")), wraps=True),
        Column("claimed", _(N_("Claimed")), decimals),
        Column("verified", _(N_("Verified")), decimals, bar_of=rubric.scoring.scale),
        Column("conservative", _(N_("Conservative")), decimals),
        Column("coverage", _(N_("Answered")), 0, suffix=" %"),
    ]
    rows: list[list[Cell]] = [
        [
            part.code,
            localized(part.title),
            *_three(centre["dimensions"][part.code]),
            _percent(centre["dimensions"][part.code]["coverage"]),
        ]
        for part in rubric.dimensions
    ]
    whole: list[Cell] = ["", _(N_("Index")), *_three(centre), None]
    return Table(_(N_("Scores")), columns, [whole, *rows])


def _three(record: Record) -> list[Cell]:
    return [record[name] for name in ("claimed", "verified", "conservative")]


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share


def indicators(centre: Record, rubric: Rubric) -> Table:
    """Every indicator of a centre: reported, seen, goalposts, score, points lost, cells."""
    decimals = rubric.scoring.decimals
    columns = [
        Column("code", _(N_("Code"))),
        Column("indicator", _(N_("Indicator")), wraps=True),
        Column("reported", _(N_("Reported")), wraps=True),
        Column("observed", _(N_("Seen")), wraps=True),
        Column("goalposts", _(N_("Goalposts")), under="indicator", wraps=True),
        Column("score", _(N_("Score")), decimals),
        Column("points_lost", _(N_("Points lost")), decimals),
        Column("cells", _(N_("Cells")), under="indicator", wraps=True),
    ]
    rows = [
        _indicator(item, centre["items"][code], rubric)
        for code, item in rubric.indicators.items()
        if code in centre["items"]
    ]
    return Table(_(N_("Indicators")), columns, rows)


def _indicator(item: Indicator, record: Record, rubric: Rubric) -> list[Cell]:
    cells = [*record["cells"]["reported"], *record["cells"]["observed"]]
    why = _BLANKS[record["blank"]]
    settled = record["evidence"] in ("reported", "observed")
    return [
        item.code,
        localized(item.title),
        shown(record["reported"], item, rubric) if settled else _(why),
        shown(record["observed"], item, rubric),
        scoring(item, rubric),
        record["score"],
        record["points_lost"] if record["score"] is not None else None,
        "\n".join(cells),
    ]


def shown(value: Any, item: Indicator, rubric: Rubric) -> str:
    """A measured value in words: the label of a choice, or a number."""
    if value is None:
        return "–"
    if isinstance(value, str):
        label = rubric.questions[item.lead].choices.get(value)
        return localized(label) if label else value
    return format_plain_number(round(float(value), 4))


def _findings(centre: Record, result: Record, decimals: int) -> Table:
    columns = [
        Column("code", _(N_("Code"))),
        Column("severity", _(N_("Severity"))),
        Column("points_lost", _(N_("Points lost")), decimals),
        Column("condition", _(N_("Condition")), wraps=True),
        Column("recommendation", _(N_("Recommendation")), under="condition", wraps=True),
    ]
    rows: list[list[Cell]] = [
        [
            one["code"],
            severity_name(one["severity"]),
            one["points_lost"],
            localized(one["condition"]),
            localized(one["recommendation"]),
        ]
        for one in result["findings"]
        if one["centre_id"] == centre["centre_id"]
    ]
    return Table(_(N_("Findings")), columns, rows)
