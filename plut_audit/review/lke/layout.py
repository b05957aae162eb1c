"""Where everything stands on the worksheet of a centre, and what its parts are called."""

from enum import IntEnum
from typing import NamedTuple

from plut_audit.i18n import N_


class At(IntEnum):
    """The columns, counted from zero; those from `RAW` on are hidden and only calculate."""

    NUMBER = 0
    CODE = 1
    COMPONENT = 2
    WEIGHT = 3
    OWN_ANSWER = 4
    OWN_POINTS = 5
    OWN_SHARE = 6
    EVIDENCE = 7
    OWN_REMARK = 8
    VISIT = 9
    ANSWER = 10
    POINTS = 11
    SHARE = 12
    REMARK = 13
    RAW = 14
    OWN_SCORE = 15
    COUNTED = 16
    SCORE = 17
    APPLIES = 18


class Heading(NamedTuple):
    """The heading of a column, below that of its group where it has one."""

    group: str
    title: str


OWN = N_("Self-assessment")
EVALUATOR = N_("Evaluator's assessment")
HELPER = N_("Calculation")
HEADINGS: dict[At, Heading] = {
    At.NUMBER: Heading("", N_("No.")),
    At.CODE: Heading("", N_("Code")),
    At.COMPONENT: Heading("", N_("Component / subcomponent")),
    At.WEIGHT: Heading("", N_("Weight")),
    At.OWN_ANSWER: Heading(OWN, N_("Answer")),
    At.OWN_POINTS: Heading(OWN, N_("Value")),
    At.OWN_SHARE: Heading(OWN, N_("%")),
    At.EVIDENCE: Heading("", N_("Supporting evidence")),
    At.OWN_REMARK: Heading("", N_("Remarks of the centre")),
    At.VISIT: Heading("", N_("Result of the visit")),
    At.ANSWER: Heading(EVALUATOR, N_("Answer")),
    At.POINTS: Heading(EVALUATOR, N_("Value")),
    At.SHARE: Heading(EVALUATOR, N_("%")),
    At.REMARK: Heading("", N_("Evaluator's remarks")),
    At.RAW: Heading(HELPER, N_("Weight by the rubric")),
    At.OWN_SCORE: Heading(HELPER, N_("Score by self-assessment")),
    At.COUNTED: Heading(HELPER, N_("Score that counts so far")),
    At.SCORE: Heading(HELPER, N_("Score by the evaluator")),
    At.APPLIES: Heading(HELPER, N_("Weight that applies")),
}
CALCULATED = frozenset(
    (
        At.NUMBER,
        At.WEIGHT,
        At.OWN_POINTS,
        At.OWN_SHARE,
        At.POINTS,
        At.SHARE,
        At.RAW,
        At.OWN_SCORE,
        At.COUNTED,
        At.SCORE,
        At.APPLIES,
    )
)
"""Columns of formulas and of what they start from; nobody types there."""
TEXTS = (At.CODE, At.COMPONENT, At.OWN_ANSWER, At.EVIDENCE, At.OWN_REMARK, At.VISIT)
"""Columns that the program fills and that are locked."""

TITLE = N_("EVALUATION WORKSHEET (LKE)")
RECAP = N_("Recapitulation of values")
CHOICES = N_("List of choices")
CENTRE, NAME, PROVINCE = N_("Centre code"), N_("Centre name"), N_("Province")
YEAR, QUESTIONNAIRE, VISIT = N_("Year"), N_("Questionnaire"), N_("Visit")
RUBRIC = N_("Edition of the rubric")
BY, DATE = N_("Assessed by (role or initials)"), N_("Date of the assessment")
TOTAL = N_("Total")
NOT_APPLICABLE = N_("does not apply")
NOT_VISITED, NOT_ANSWERED = N_("not visited"), N_("not answered")
UNDATED = N_("without a date")
A_DATE, CALCULATED_VALUE = N_("a date"), N_("the value that is calculated")
NOTE = N_(
    "The evaluator fills in the coloured cells: an answer where the value that counts so far "
    "(the visit's, else the centre's own) is not accepted, '{mark}' where the indicator does not "
    "apply, and the reason under remarks. An answer left empty changes nothing. Weights are "
    "divided among the indicators that apply; what only a visit can see has no value in the "
    "self-assessment."
)
PREPARED, REVIEWED = N_("Prepared by:"), N_("Reviewed by:")
SIGNATURES = (
    (PREPARED, N_("Evaluator")),
    (REVIEWED, N_("Team leader")),
    (REVIEWED, N_("Technical controller")),
    (REVIEWED, N_("Quality controller")),
)
"""Who signs a working paper: what each did, and the role."""
SIGNED = N_("Name and date: ....................")
