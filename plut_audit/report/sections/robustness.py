"""How far ranks depend on the method, where that was computed."""

from collections.abc import Iterator

from plut_audit.i18n import N_, _, format_number
from plut_audit.report import views
from plut_audit.report.blocks import Block, Paragraph, Section
from plut_audit.result import Result
from plut_audit.result.extras import Robustness

ORDER = 90


def sections(result: Result) -> Iterator[Section]:
    """What moves ranks, then each centre's interval."""
    robustness = result.robustness
    if robustness is None:
        return
    blocks: list[Block] = [
        Paragraph(_method(robustness)),
        views.assumptions(robustness),
        views.leave_out(robustness, result),
        views.rank_intervals(robustness, result).without("arithmetic_rank", "geometric_rank"),
    ]
    yield Section("robustness", _(N_("Robustness")), blocks)


def _method(robustness: Robustness) -> str:
    return _(
        N_(
            "{draws} draws (seed {seed}) vary the weights by up to {spread} %, the goalposts by up "
            "to {goalposts} % of their span, the mean of the dimensions, what a blank is worth, "
            "what a visit would have found where none was (the errors of one of {donors} visited "
            "centres, as a whole), and whether what no visit can see is believed. On average the "
            "5-95 % interval of a rank is {width} ranks wide; {bands} bands of centres can be "
            "distinguished. Below, each assumption varies alone; one that moves no score is "
            "called inert."
        ),
        draws=format_number(robustness.draws, 0),
        seed=robustness.seed,
        width=format_number(robustness.mean_width, 1),
        spread=format_number(100 * robustness.weight_spread, 0),
        goalposts=format_number(100 * robustness.goalpost_spread, 0),
        donors=robustness.donors,
        bands=robustness.bands,
    )
