"""One centre: its scores, its indicators and its findings, down to the cells."""

from plut_audit.i18n import N_, _, format_plain_number, localized
from plut_audit.report.table import Cell, Column, Table
from plut_audit.report.values import interval_text, measured_text, percent, scoring_rule
from plut_audit.report.vocabulary import (
    BASES,
    BLANKS,
    EVIDENCE,
    SEVERITIES,
    basis_of,
    class_with_marks,
    word,
)
from plut_audit.result import CentreRow, DimensionRow, Evidence, ItemRow

SETTLED = (Evidence.REPORTED, Evidence.OBSERVED, Evidence.EVALUATOR)


def centre_headline(centre: CentreRow) -> str:
    """Code, name and year, then rank and class, or why it is not ranked."""
    result = centre.result
    named = f"{centre.centre_id}  {centre.name}  {result.year or ''}".rstrip()
    if centre.rank is None:
        reason = result.wording().not_ranked(centre.not_ranked)
        return f"{named}\n" + _(N_("Not ranked: {reason}"), reason=reason)
    interval = interval_text(centre.rank_interval)
    return f"{named}\n" + _(
        N_("Rank {rank} of {ranked} (interval {interval}), class {name}")
        if interval
        else N_("Rank {rank} of {ranked}, class {name}"),
        rank=format_plain_number(centre.rank),
        ranked=result.summary.ranked,
        interval=interval,
        name=class_with_marks(centre),
    )


def centre_scores(centre: CentreRow) -> Table:
    """The index and each dimension in the three figures."""
    scoring = centre.result.rubric.scoring
    rows: list[list[Cell]] = [
        [
            None,
            _(N_("Index")),
            centre.estimate,
            interval_text(centre.estimate_interval, scoring.decimals) if centre.ranked else None,
            centre.combined,
            centre.reported,
            None,
            percent(centre.seen_share),
        ],
        *(_score_row(dimension) for dimension in centre.dimensions.values()),
    ]
    columns = (
        Column("code", _(N_("Code")), width=8, blank=""),
        Column("title", _(N_("Dimension")), wraps=True, width=40),
        Column("estimate", _(N_("Estimate")), scoring.decimals, bar_of=scoring.scale, width=10),
        Column("interval", _(N_("Interval")), under="estimate", width=12, blank=""),
        Column("combined", _(N_("Combined")), scoring.decimals, width=10),
        Column("reported", _(N_("Reported")), scoring.decimals, width=10),
        Column("coverage", _(N_("Answered (%)")), 0, width=10, blank=""),
        Column("seen_share", _(N_("Seen (%)")), 0, width=9, blank=""),
    )
    return Table("centre_scores", _(N_("Scores")), columns, rows)


def _score_row(row: DimensionRow) -> list[Cell]:
    return [
        row.dimension.code,
        localized(row.dimension.title),
        row.estimate,
        None,
        row.combined,
        row.reported,
        percent(row.coverage),
        percent(row.seen_share),
    ]


def centre_indicators(centre: CentreRow) -> Table:
    """Every indicator of a centre: both values, how it is scored, score, points lost, cells."""
    decimals = centre.result.rubric.scoring.decimals
    columns = (
        Column("code", _(N_("Code")), width=8),
        Column("indicator", _(N_("Indicator")), wraps=True, width=30),
        Column("reported", _(N_("Reported")), wraps=True, width=15),
        Column("observed", _(N_("Seen")), wraps=True, width=15),
        *([_evaluator_column()] if centre.result.items.has_judgements else []),
        Column("scoring", _(N_("Scoring")), wraps=True, width=30, own_line=True),
        Column("evidence", _(N_("Evidence")), words=EVIDENCE | BLANKS, width=12, data_only=True),
        Column("score", _(N_("Score")), decimals, width=8),
        Column("estimated_score", _(N_("Estimate")), decimals, width=8),
        Column("points_lost", _(N_("Points lost")), decimals, width=8),
        Column("cells", _(N_("Cells")), wraps=True, width=30, blank="", own_line=True),
    )
    rows = [_item_row(item) for item in centre.items.values()]
    return Table("centre_indicators", _(N_("Indicators")), columns, rows)


def _evaluator_column() -> Column:
    return Column("evaluator", _(N_("Evaluator")), under="observed", wraps=True, width=15, blank="")


def evaluator_text(item: ItemRow) -> str:
    """The evaluator's own value as it is printed, "" for none."""
    if item.evaluator is None:
        return ""
    if item.result.items.excluded[item.row, item.column]:
        return word(EVIDENCE, "not_applicable")
    return measured_text(item.indicator, item.evaluator, item.result.rubric)


def _item_row(item: ItemRow) -> list[Cell]:
    rubric = item.result.rubric
    reported = measured_text(item.indicator, item.reported, rubric)
    decided = [evaluator_text(item)] if item.result.items.has_judgements else []
    return [
        item.code,
        localized(item.indicator.title),
        reported if item.evidence in SETTLED else evidence_text(item),
        measured_text(item.indicator, item.observed, rubric),
        *decided,
        scoring_rule(item.indicator, rubric),
        item.blank or item.evidence.word,
        item.score,
        item.estimated_score,
        None if item.score is None else item.points_lost,
        "\n".join(item.all_cells),
    ]


def evidence_text(item: ItemRow) -> str:
    """Where the value comes from, or why there is none."""
    return word(BLANKS, item.blank) if item.blank else word(EVIDENCE, item.evidence.word)


def centre_findings(centre: CentreRow) -> Table:
    """The findings of a centre, the most severe first."""
    wording = centre.result.wording()
    rows: list[list[Cell]] = []
    for finding in centre.findings:
        text = wording.finding(finding.row)
        rows.append(
            [
                finding.code,
                finding.severity.word,
                basis_of(finding),
                finding.points_lost,
                text.title,
                text.condition,
                text.recommendation,
            ]
        )
    decimals = centre.result.rubric.scoring.decimals
    columns = (
        Column("code", _(N_("Code")), width=8),
        Column("severity", _(N_("Severity")), words=SEVERITIES, width=9),
        Column("basis", _(N_("Basis")), under="severity", words=BASES, width=9),
        Column("points_lost", _(N_("Points lost")), decimals, width=8),
        Column("title", _(N_("Finding")), wraps=True, width=30),
        Column("condition", _(N_("Condition")), wraps=True, width=50, own_line=True),
        Column("recommendation", _(N_("Recommendation")), wraps=True, width=40, own_line=True),
    )
    return Table(
        "centre_findings",
        _(N_("Findings")),
        columns,
        rows,
        empty=_(N_("There are no findings.")),
    )
