"""Who owns the centres, who answered for them, and the scores of all of them side by side."""

from collections import Counter

from plut_audit.i18n import N_, _, localized
from plut_audit.report.table import Cell, Column, Table
from plut_audit.report.views.ranking import mean_estimate
from plut_audit.report.vocabulary import LEVELS, class_with_marks, legend
from plut_audit.result import Result


def owner_levels(result: Result) -> Table:
    """The centres by the level of their owner."""
    centres = list(result.centre_rows())
    groups = {level: [row for row in centres if row.level == level] for level in LEVELS}
    rows: list[list[Cell]] = [
        [
            level or "unknown",
            len(group),
            sum(centre.responded for centre in group),
            sum(centre.visited for centre in group),
            sum(centre.ranked for centre in group),
            mean_estimate(result, group),
        ]
        for level, group in groups.items()
        if group
    ]
    words = {level or "unknown": text for level, text in LEVELS.items()}
    columns = (
        Column("level", _(N_("Level of the owner")), words=words, width=20),
        Column("centres", _(N_("Centres")), 0, width=9),
        Column("responded", _(N_("Answered")), 0, width=9),
        Column("visited", _(N_("Visited")), 0, width=9),
        Column("ranked", _(N_("Ranked")), 0, width=9),
        Column("mean_estimate", _(N_("Mean estimate")), result.rubric.scoring.decimals, width=12),
    )
    return Table("owner_levels", _(N_("Centres by level of the owner")), columns, rows)


def respondent_roles(result: Result) -> Table:
    """Who filled in the questionnaires, by office; no rows where that was not asked."""
    question = result.rubric.questions.get("respondent_role")
    title = _(N_("Who answered"))
    columns = (
        Column("role", title, wraps=True, width=40),
        Column("centres", _(N_("Centres")), 0, width=9),
    )
    if question is None or not question.choices:
        return Table("respondents", title, columns, [])
    given = Counter(
        centre.answer(question.name, visit=False)
        for centre in result.centre_rows()
        if centre.responded
    )
    rows: list[list[Cell]] = [
        [localized(label), given.pop(code)]
        for code, label in question.choices.items()
        if code in given
    ]
    if others := sum(given.values()):
        rows.append([_(N_("not answered")), others])
    return Table("respondents", title, columns, rows)


def score_recap(result: Result) -> Table:
    """Self-report and the evaluators' figure of every ranked centre, by dimension."""
    decimals = result.rubric.scoring.decimals
    codes = [dimension.code for dimension in result.rubric.dimensions]
    columns = (
        Column("centre_id", _(N_("Code")), width=8),
        Column("centre", _(N_("Centre")), wraps=True, width=28),
        Column("reported", _(N_("Reported")), decimals, width=9),
        *(Column(code, code, decimals, width=7) for code in codes),
        Column("combined", _(N_("Combined")), decimals, width=9),
        Column("estimate", _(N_("Estimate")), decimals, width=9),
        Column("class", _(N_("Class")), width=6),
    )
    rows: list[list[Cell]] = [
        [
            centre.centre_id,
            centre.name or centre.centre_id,
            centre.reported,
            *(dimension.combined for dimension in centre.dimensions.values()),
            centre.combined,
            centre.estimate,
            class_with_marks(centre),
        ]
        for centre in result.centre_rows()
        if centre.ranked
    ]
    note = legend("".join(str(row[-1]) for row in rows))
    title = _(N_("Scores by dimension"))
    return Table("score_recap", title, columns, rows, note, _(N_("No centre could be ranked.")))
