"""What a result has only when it was asked for: robustness, agreement, trend, follow-up, replies.

All of it is data; titles and sentences are made from codes and the rubric when shown. Stored
as JSON of the same shape (`result.storage`).
"""

from plut_audit.result.extras.agreement import (
    Agreement,
    AgreementGroup,
    Alpha,
    CountFactor,
)
from plut_audit.result.extras.decisions import DecisionEntry
from plut_audit.result.extras.follow_up import (
    FollowUp,
    FollowUpEntry,
)
from plut_audit.result.extras.replies import ReceivedReply, Reply, RightOfReply, StageName
from plut_audit.result.extras.robustness import (
    AssumptionEffect,
    LeaveOut,
    RankInterval,
    Robustness,
)
from plut_audit.result.extras.years import (
    CauseOfChange,
    CentreChange,
    CentreSeries,
    Change,
    Comparison,
    DimensionChange,
    Direction,
    EditionName,
    EstimateChange,
    FiguresUnder,
    FindingChange,
    Lost,
    Presence,
    Trend,
    YearSummary,
)

__all__ = [
    "Agreement",
    "AgreementGroup",
    "Alpha",
    "AssumptionEffect",
    "CauseOfChange",
    "CentreChange",
    "CentreSeries",
    "Change",
    "Comparison",
    "CountFactor",
    "DecisionEntry",
    "DimensionChange",
    "Direction",
    "EditionName",
    "EstimateChange",
    "FiguresUnder",
    "FindingChange",
    "FollowUp",
    "FollowUpEntry",
    "LeaveOut",
    "Lost",
    "Presence",
    "RankInterval",
    "ReceivedReply",
    "Reply",
    "RightOfReply",
    "Robustness",
    "StageName",
    "Trend",
    "YearSummary",
]
