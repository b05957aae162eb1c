"""The columns of the centres of an audit."""

import numpy as np

from plut_audit.audit import Audit
from plut_audit.result.columns import CentreColumns, FigureColumns
from plut_audit.result.visits import Arrival
from plut_audit.scoring.evidence import Arrivals as ArrivalColumns
from plut_audit.scoring.weights import Figure


def centre_columns(audit: Audit) -> CentreColumns:
    """Figures, ranks and classes, a row a centre."""
    ranking, scores, survey = audit.ranking, audit.scores, audit.survey
    return CentreColumns(
        centres=survey.centres,
        responded=survey.responded,
        visited=survey.visited,
        ranked=ranking.ranked,
        not_ranked=ranking.not_ranked,
        rank=ranking.rank,
        rank_low=ranking.rank_low,
        rank_high=ranking.rank_high,
        tied=ranking.tied,
        group=ranking.group,
        seen_rank=ranking.seen_rank,
        reported=_figure(scores.reported),
        combined=_figure(scores.combined),
        estimate=_figure(scores.estimate),
        estimate_low=scores.intervals.low,
        estimate_high=scores.intervals.high,
        reweighted=scores.reweighted.index,
        upper=scores.upper.index,
        coverage=scores.coverage,
        seen_share=scores.seen_share,
        seen_by_dimension=scores.seen_by_dimension,
        class_name=ranking.class_name,
        class_capped=ranking.capped,
        class_provisional=ranking.provisional,
        arrivals=tuple(
            _arrival(audit.evidence.arrivals, row) for row in range(len(survey.centres))
        ),
    )


def _arrival(arrivals: ArrivalColumns, row: int) -> Arrival | None:
    if not arrivals.visited[row]:
        return None
    day, minute, announced = arrivals.day[row], arrivals.minute[row], int(arrivals.announced[row])
    declared = arrivals.declared[row]
    return Arrival(
        date=None if day is None else day.isoformat(),
        time=None if np.isnan(minute) else f"{int(minute) // 60:02}:{int(minute) % 60:02}",
        announced=None if announced < 0 else bool(announced),
        selection=str(arrivals.selection[row]),
        declared=None if declared is None else declared.text,
        outside=arrivals.outside[row],
        holiday=str(arrivals.holiday[row]),
        photograph=str(arrivals.photograph[row]),
    )


def _figure(figure: Figure) -> FigureColumns:
    return FigureColumns(figure.index, figure.dimensions)
