"""Two answers of one centre that do not go together."""

from collections.abc import Callable

import numpy as np

from plut_audit.i18n import N_
from plut_audit.ingest.answers import Array, Blank
from plut_audit.scoring.findings.checks._check import Check, Context


def _both(context: Context, left: str, right: str) -> Array:
    given = context.answers[left].blank == Blank.GIVEN
    return np.asarray(given & (context.answers[right].blank == Blank.GIVEN))


def _more(left: str, right: str) -> Callable[[Context], Array]:
    """Where one answer is greater than another, both given."""

    def holds(context: Context) -> Array:
        greater = context.answers[left].values > context.answers[right].values
        return np.asarray(_both(context, left, right) & greater)

    return holds


def _fees_without_right(context: Context) -> Array:
    order = list(context.rubric.questions["institutional_form"].choices)
    entitled = [order.index(code) for code in ("uptd", "blud")]
    taken = context.answers["service_fee_revenue"].values > 0
    outside = ~np.isin(context.answers["institutional_form"].values, entitled)
    return np.asarray(_both(context, "service_fee_revenue", "institutional_form") & taken & outside)


CHECKS = (
    Check(
        "CHK-01",
        ("service_fee_revenue", "institutional_form"),
        N_("Service fees are taken without the right to them"),
        N_("Only a centre that is UPTD or BLUD may charge fees for its services."),
        N_("Revenue without a legal basis has to be paid back and can become an audit case."),
        N_("Head of the dinas: stop the fees, or have the centre made UPTD or BLUD first."),
        _fees_without_right,
    ),
    Check(
        "CHK-02",
        ("consultants_certified", "consultants_active"),
        N_("More certified than active consultants"),
        N_("Certified consultants are counted among the active ones."),
        N_("The competence of the consultants cannot be judged from these figures."),
        N_("Manager of the centre: correct the two numbers from the list of consultants."),
        _more("consultants_certified", "consultants_active"),
    ),
    Check(
        "CHK-03",
        ("equipment_working", "equipment_total"),
        N_("More working equipment than equipment"),
        N_("Working units are counted among all units."),
        N_("The state of the equipment cannot be judged from these figures."),
        N_("Manager of the centre: correct the two numbers from the inventory."),
        _more("equipment_working", "equipment_total"),
    ),
    Check(
        "CHK-04",
        ("days_open_last_month", "working_days_last_month"),
        N_("More days open than scheduled"),
        N_("Days open are counted among the days of the centre's own schedule."),
        N_("It cannot be judged whether the centre keeps its hours."),
        N_("Manager of the centre: correct the two numbers from the visitors' book."),
        _more("days_open_last_month", "working_days_last_month"),
        questionnaire_only=True,
    ),
    Check(
        "CHK-05",
        ("apbd_realised", "apbd_last_year"),
        N_("More spent than budgeted last year"),
        N_("Spending stays within the budget of the year."),
        N_("The figures on local support cannot be relied on."),
        N_("Head of the dinas: correct both figures from the budget realisation report (LRA)."),
        _more("apbd_realised", "apbd_last_year"),
    ),
)
