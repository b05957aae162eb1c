"""Two answers of one centre that do not go together.

A check asks: it says what does not fit and what would clear it up, and asserts no cause.
"""

from collections.abc import Callable, Mapping

import numpy as np

from plut_audit.i18n import N_
from plut_audit.ingest.answers import EXCLUSIVE, Array, Blank, Column
from plut_audit.scoring.findings.checks._check import Check, Context

Answers = Mapping[str, Column]


def _given(answers: Answers, *names: str) -> Array | None:
    """Where all the questions were answered; None where one was not asked of anybody."""
    if any(name not in answers for name in names):
        return None
    return np.asarray(np.all([answers[name].blank == Blank.GIVEN for name in names], axis=0))


def _more(left: str, right: str, same_source: bool = False) -> Callable[[Context], Array]:
    """Where one answer is greater than another, both given, if the rubric rules that out."""

    def holds(context: Context) -> Array:
        if (left, right) not in context.rubric.bounded:
            return _nowhere(context)
        if not same_source:
            return _greater(context, context.answers, left, right)
        reported = _greater(context, context.reported, left, right)
        given = _given(context.seen, left, right)
        if given is None:
            return reported
        return np.where(given, _greater(context, context.seen, left, right), reported)

    return holds


def _greater(context: Context, answers: Answers, left: str, right: str) -> Array:
    given = _given(answers, left, right)
    if given is None:
        return _nowhere(context)
    return np.asarray(given & (answers[left].values > answers[right].values))


def _nowhere(context: Context) -> Array:
    return np.zeros(len(context.survey.centres), bool)


def _fees_without_basis(context: Context) -> Array:
    """Where fees are reported and their legal basis is none or left blank."""
    answers = context.answers
    taken = _given(answers, "service_fee_revenue")
    basis = answers.get("fee_legal_basis")
    if taken is None or basis is None:
        return _nowhere(context)
    taken = taken & (answers["service_fee_revenue"].values > 0)
    none = list(context.rubric.questions["fee_legal_basis"].choices).index(EXCLUSIVE)
    given = basis.blank == Blank.GIVEN
    missing = ~given & (basis.blank != Blank.NOT_ASKED)
    return np.asarray(taken & (missing | (given & (basis.values == none))))


CHECKS = (
    Check(
        "CHK-01",
        ("service_fee_revenue", "fee_legal_basis"),
        N_("Service fees are reported without a legal basis"),
        N_(
            "Service fees rest on the regional levy regulation (Perda) or, for a BLUD, on the tariff "
            "set by the regional head."
        ),
        N_(
            "Revenue that neither the levy regulation nor a BLUD tariff covers may become an audit "
            "finding."
        ),
        N_(
            "Head of the dinas: name the rule that covers the fees within 14 days, and suspend them "
            "if there is none."
        ),
        _fees_without_basis,
    ),
    Check(
        "CHK-02",
        ("consultants_certified", "consultants_active"),
        N_("More certified than active consultants"),
        N_("Certified consultants are counted among the active ones."),
        N_("The competence of the consultants cannot be judged from these figures."),
        N_("Manager of the centre: confirm the two numbers from the list of consultants."),
        _more("consultants_certified", "consultants_active"),
    ),
    Check(
        "CHK-03",
        ("equipment_working", "equipment_total"),
        N_("More working equipment than equipment"),
        N_("Working units are counted among all units."),
        N_("The state of the equipment cannot be judged from these figures."),
        N_("Manager of the centre: confirm the two numbers from the inventory."),
        _more("equipment_working", "equipment_total"),
    ),
    Check(
        "CHK-04",
        ("days_open_last_month", "working_days_last_month"),
        N_("More days open than scheduled"),
        N_("Days open are counted among the days of the centre's own schedule."),
        N_("It cannot be judged whether the centre keeps its hours."),
        N_("Manager of the centre: confirm the two numbers from the visitors' book."),
        _more("days_open_last_month", "working_days_last_month", same_source=True),
        same_source=True,
    ),
    Check(
        "CHK-05",
        ("apbd_realised", "apbd_last_year"),
        N_("More spent than budgeted last year"),
        N_("Spending stays within the budget of the year."),
        N_("The figures on local support cannot be relied on."),
        N_("Head of the dinas: confirm both figures from the budget realisation report (LRA)."),
        _more("apbd_realised", "apbd_last_year"),
    ),
)
