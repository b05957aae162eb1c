"""How often self-report and visit agree, and which way they differ."""

from collections.abc import Sequence

from plut_audit.i18n import N_, _, localized
from plut_audit.report.table import SHORTEST, Cell, Column, Table
from plut_audit.result import Result
from plut_audit.result.extras import Agreement, AgreementGroup
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
SIGN_TEST = N_(
    "The sign test (p) counts centres, not pairs: each once, for the side that more of its pairs "
    "are on."
)
BACK_CHECK = N_(
    "Error rate: pairs that differ by more than the tolerance. Response variance: half the "
    "variance of reported minus seen, in squared points. Reliability ratio: 1 less response "
    "variance over the variance of what was seen; below 0 the report is more noise than "
    "information."
)
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
        Column("understated", _(N_("Understated")), 0, width=9, under="overstated"),
        Column("agreement", _(N_("Agreement (%)")), 1, width=9),
        Column("mean_difference", _(N_("Reported - seen")), 1, width=9),
        Column("mean_difference_low", _(N_("From")), 1, width=7, under="mean_difference"),
        Column("mean_difference_high", _(N_("Up to")), 1, width=7, under="mean_difference"),
        Column("sign_p", _(N_("p (sign, centres)")), 3, width=7),
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
    tested = any(group.sign_p is not None for group in groups)
    return Table(f"agreement_{grouping}", title, columns, rows, _(SIGN_TEST) if tested else "")


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


def reliabilities(agreement: Agreement, result: Result) -> Table:
    """Error rate, response variance and reliability of each indicator with enough pairs."""
    columns = (
        Column("indicator", _(N_("Indicator")), wraps=True, width=40),
        Column("pairs", _(N_("Pairs")), 0, width=7),
        Column("error_rate", _(N_("Error rate (%)")), 1, width=9),
        Column("response_variance", _(N_("Response variance (SRV)")), 1, width=10, wraps=True),
        Column("reliability", _(N_("Reliability ratio")), 3, width=10, wraps=True),
    )
    rows: list[list[Cell]] = [
        [
            group_title("indicators", group.code, result.rubric),
            group.n,
            group.error_rate,
            group.response_variance,
            group.reliability,
        ]
        for group in agreement.indicators
        if group.error_rate is not None
    ]
    return Table("reliabilities", _(N_("Back-check of the scores")), columns, rows, _(BACK_CHECK))


def count_factors(agreement: Agreement, result: Result) -> Table:
    """Numbers that were recounted at visits, and their verification factor."""
    columns = (
        Column("question", _(N_("Question")), wraps=True, width=40),
        Column("centres", _(N_("Centres")), 0, width=8),
        Column("reported", _(N_("Reported")), SHORTEST, width=10),
        Column("recounted", _(N_("Recounted")), SHORTEST, width=10),
        Column("factor", _(N_("Verification factor")), 3, width=12, wraps=True),
    )
    questions = result.rubric.questions
    rows: list[list[Cell]] = [
        [localized(questions[row.question].label), row.n, row.reported, row.recounted, row.factor]
        for row in agreement.counts
        if row.question in questions
    ]
    note = _(N_("Verification factor: recounted over reported (WHO)."))
    return Table("count_factors", _(N_("Counts")), columns, rows, note)
