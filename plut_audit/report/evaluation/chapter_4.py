"""Chapter IV: what is recommended, by when it is followed up, and in which states."""

from collections.abc import Iterator

from plut_audit.i18n import N_, _
from plut_audit.report.blocks import Paragraph
from plut_audit.report.evaluation.parts import EvaluationBlock, ReportSection, chapter_sections
from plut_audit.report.views.finding_groups import finding_groups
from plut_audit.report.views.recommendations import recommendation_table
from plut_audit.result import Result
from plut_audit.review.assignment import Assignment, entry_text, visible_blank


def follow_up_sections(result: Result, assignment: Assignment) -> Iterator[ReportSection]:
    """The chapter and its sections."""
    yield from chapter_sections(
        "chapter_4",
        _(N_("CHAPTER IV RECOMMENDATIONS AND FOLLOW-UP")),
        [_recommendations(result, assignment), _follow_up(assignment)],
    )


def _recommendations(result: Result, assignment: Assignment) -> ReportSection:
    groups = [*finding_groups(result, "finding"), *finding_groups(result, "suggestion")]
    deadline = assignment.deadlines.follow_up
    text = _(
        N_(
            "Recommendations on findings come first, then those on areas for improvement, each by "
            "the points that the centres lose. The letter of a centre holds its own."
        )
    )
    table = recommendation_table(groups, deadline, visible_blank(N_("deadline for the follow-up")))
    blocks: list[EvaluationBlock] = [Paragraph(text), table]
    return ReportSection("recommendations", _(N_("Recommendations")), blocks)


def _follow_up(assignment: Assignment) -> ReportSection:
    deadlines = assignment.deadlines
    texts = (
        _(
            N_(
                "Replies to this report are expected by {replies}. Recommendations are to be "
                "followed up, with supporting documents, by {follow_up}."
            ),
            replies=entry_text(deadlines, "replies"),
            follow_up=entry_text(deadlines, "follow_up"),
        ),
        _(
            N_(
                "Each follow-up is classified as in accordance with the recommendation, not yet in "
                "accordance, not yet followed up, or not possible to follow up for a valid reason."
            )
        ),
        _(
            N_(
                "A finding that a visit saw is closed by a visit or by evidence that the team "
                "accepted, not by a statement alone."
            )
        ),
    )
    return ReportSection("follow_up", _(N_("Follow-up")), [Paragraph(text) for text in texts])
