"""The same evidence under other defensible rubrics: which ranks hold? (method, section 7)

Each draw varies at once what a reviewer may dispute: the weights, the goalposts, the mean that
joins the dimensions, what a blank is worth, how far self-report that no visit saw can be trusted,
and how far that which no visit can see.
"""

from plut_audit.analysis.robustness.simulation import EVERYTHING, NOTHING, Assumptions
from plut_audit.analysis.robustness.study import analyse_robustness

__all__ = ["EVERYTHING", "NOTHING", "Assumptions", "analyse_robustness"]
