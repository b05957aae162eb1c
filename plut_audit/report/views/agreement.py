"""How often self-report and visit agree, and which way they differ."""

from collections.abc import Sequence

from plut_audit.i18n import N_, _, localized
from plut_audit.report.table import Cell, Column, Table
from plut_audit.result import Result
from plut_audit.result.extras import Agreement, AgreementGroup, Alpha
from plut_audit.rubric import Rubric

GROUPS = {
    "dimensions": N_("By dimension"),
    "indicators": N_("By indicator"),
    "provinces": N_("By province"),
    "respondent_roles": N_("By respondent"),
    "visits": N_("Announced and unannounced visits"),
}
"""The groupings by the names of the fields of `Agreement`."""
QUESTIONS = {"respondent_roles": "respondent_role", "visits": "announced"}
"""The question whose choices a grouping is by."""
KAPPAS = {"cohen": N_("Cohen"), "linear weighted": N_("linear weighted")}


def agreement_groups(agreement: Agreement, result: Result) -> list[Table]:
    """One table for each grouping that has pairs; under the fewest pairs counts only."""
    groups: dict[str, Sequence[AgreementGroup]] = {
        "dimensions": agreement.dimensions,
        "indicators": agreement.indicators,
        "provinces": agreement.provinces,
        "respondent_roles": agreement.respondent_roles,
        "visits": agreement.visits,
    }
    return [_group_table(name, rows, result.rubric) for name, rows in groups.items() if rows]


def _group_table(grouping: str, groups: Sequence[AgreementGroup], rubric: Rubric) -> Table:
    title = _(GROUPS[grouping])
    columns = (
        Column("group", title, wraps=True, width=36),
        Column("pairs", _(N_("Pairs")), 0, width=7),
        Column("agree", _(N_("Agree")), 0, width=7),
        Column("overstated", _(N_("Overstated")), 0, width=9),
        Column("understated", _(N_("Understated")), 0, width=9),
        Column("agreement", _(N_("Agreement (%)")), 1, width=9),
        Column("mean_difference", _(N_("Reported - seen")), 1, width=9),
        Column("mean_difference_low", _(N_("From")), 1, width=7),
        Column("mean_difference_high", _(N_("Up to")), 1, width=7),
        Column("sign_p", _(N_("p (sign)")), 3, width=7),
    )
    rows: list[list[Cell]] = [
        [
            group_title(grouping, group.code, rubric),
            group.n,
            group.agree,
            group.overstated,
            group.understated,
            group.agreement,
            group.mean_difference,
            group.mean_difference_low,
            group.mean_difference_high,
            group.sign_p,
        ]
        for group in groups
    ]
    return Table(f"agreement_{grouping}", title, columns, rows)


def group_title(grouping: str, code: str, rubric: Rubric) -> str:
    """A group in words: `INF-03 Building`, `Respondent: head`, or the name of the province."""
    if grouping in QUESTIONS:
        question = rubric.questions.get(QUESTIONS[grouping])
        if question and code in question.choices:
            return f"{localized(question.label)}: {localized(question.choices[code])}"
        return code
    if code in rubric.indicators:
        return f"{code} {localized(rubric.indicators[code].title)}"
    titles = {dimension.code: dimension.title for dimension in rubric.dimensions}
    return f"{code} {localized(titles[code])}" if code in titles else code


def kappas(agreement: Agreement, result: Result) -> Table:
    """Kappa of each indicator that has one."""
    columns = (
        Column("indicator", _(N_("Indicator")), wraps=True, width=40),
        Column("kappa_kind", _(N_("Kappa")), words=KAPPAS, width=14),
        Column("kappa", _(N_("Value")), 3, width=7),
        Column("kappa_low", _(N_("From")), 3, width=7),
        Column("kappa_high", _(N_("Up to")), 3, width=7),
        Column("ac1", "AC1", 3, width=7),
    )
    rows: list[list[Cell]] = [
        [
            group_title("indicators", group.code, result.rubric),
            group.kappa_kind,
            group.kappa,
            group.kappa_low,
            group.kappa_high,
            group.ac1,
        ]
        for group in agreement.indicators
        if group.kappa is not None
    ]
    return Table("kappas", _(N_("Chance-corrected agreement")), columns, rows)


def alphas(agreement: Agreement, result: Result) -> Table:
    """Cronbach's alpha of each dimension under both rules for missing answers."""
    columns = (
        Column("dimension", _(N_("Dimension")), wraps=True, width=36),
        Column("items", _(N_("Indicators")), 0, width=9),
        Column("centres", _(N_("Centres")), 0, width=9),
        Column("alpha_pairwise", _(N_("Cronbach's alpha")), 3, width=9),
        Column("complete", _(N_("Complete centres")), 0, width=9),
        Column("alpha_listwise", _(N_("Alpha over these")), 3, width=9),
    )
    rows = [_alpha_row(row, result.rubric) for row in agreement.alpha]
    return Table("alphas", _(N_("Internal consistency")), columns, rows)


def _alpha_row(row: Alpha, rubric: Rubric) -> list[Cell]:
    return [
        group_title("dimensions", row.code, rubric),
        row.items,
        row.n,
        row.alpha_pairwise,
        row.complete,
        row.alpha_listwise,
    ]
