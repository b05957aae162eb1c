"""Chapter I: on what the evaluation rests, what it is for, how it was done, what limits it."""

from collections.abc import Iterable, Iterator
from datetime import date

from plut_audit.i18n import N_, _, format_date, format_number, localized
from plut_audit.report import views
from plut_audit.report.blocks import Facts, Paragraph
from plut_audit.report.evaluation.front import assignment_words, period_words
from plut_audit.report.evaluation.parts import (
    EvaluationBlock,
    Items,
    ReportSection,
    chapter_sections,
    paragraphs_of,
)
from plut_audit.report.sections import edition_line
from plut_audit.report.table import Cell, Column, Table
from plut_audit.report.values import percent
from plut_audit.report.views.verification import confirmed_sentence
from plut_audit.report.views.visits import visit_days, visit_selection, visited_centres
from plut_audit.result import Evidence, Result
from plut_audit.review.assignment import Assignment, entry_text, visible_blank
from plut_audit.review.assignment import Member as TeamMember


def introduction_sections(result: Result, assignment: Assignment) -> Iterator[ReportSection]:
    """The chapter and its sections."""
    yield from chapter_sections(
        "chapter_1",
        _(N_("CHAPTER I INTRODUCTION")),
        [
            _legal_basis(result, assignment),
            _assignment(assignment),
            _purpose(assignment),
            _scope(result),
            _method(result),
            _choice_of_visits(result),
            _limits(result),
        ],
    )


def _legal_basis(result: Result, assignment: Assignment) -> ReportSection:
    rules = assignment.legal_basis or (entry_text(assignment, "legal_basis"),)
    blocks: list[EvaluationBlock] = [Items(rules)]
    if sources := [localized(source) for source in result.rubric.sources]:
        blocks.append(Paragraph(_(N_("The criteria of the evaluation are taken from:"))))
        blocks.append(Items(sources))
    return ReportSection("legal_basis", _(N_("Legal basis")), blocks)


def _assignment(assignment: Assignment) -> ReportSection:
    text = _(
        N_("The evaluation was carried out under {assignment}, {period}, by the following team:"),
        assignment=assignment_words(assignment),
        period=period_words(assignment),
    )
    blocks: list[EvaluationBlock] = [Paragraph(text), _team(assignment)]
    return ReportSection("assignment", _(N_("Assignment")), blocks)


def _team(assignment: Assignment) -> Table:
    columns = (
        Column("number", _(N_("No.")), 0, width=5),
        Column("name", _(N_("Name")), wraps=True, width=40),
        Column("role", _(N_("Role in the team")), wraps=True, width=30),
    )
    members = assignment.team or (TeamMember(),)
    rows: list[list[Cell]] = [
        [number, entry_text(member, "name"), entry_text(member, "role")]
        for number, member in enumerate(members, 1)
    ]
    return Table("team", "", columns, rows)


def _purpose(assignment: Assignment) -> ReportSection:
    return ReportSection(
        "purpose", _(N_("Purpose")), [Paragraph(entry_text(assignment, "purpose"))]
    )


# --- scope and method ----------------------------------------------------------------------


def _scope(result: Result) -> ReportSection:
    rubric = result.rubric
    text = _(
        N_(
            "{centres} centres were asked, on {dimensions} dimensions with {indicators} "
            "indicators: {titles}."
        ),
        centres=format_number(result.summary.centres, 0),
        dimensions=format_number(len(rubric.dimensions), 0),
        indicators=format_number(len(rubric.indicators), 0),
        titles="; ".join(localized(dimension.title) for dimension in rubric.dimensions),
    )
    return ReportSection("scope", _(N_("Scope")), [Paragraph(text), Facts(_when(result))])


def _when(result: Result) -> list[tuple[str, str]]:
    answered = [
        date.fromisoformat(centre.survey_date)
        for centre in result.centre_rows()
        if centre.responded and centre.survey_date
    ]
    return [
        (_(N_("Year")), str(result.year or visible_blank(N_("year of the evaluation")))),
        (_(N_("Questionnaires filled in")), _span(answered)),
        (_(N_("Visits made")), _span(visit_days(visited_centres(result)))),
    ]


def _span(days: Iterable[date]) -> str:
    """The first and the last day; an en dash for none."""
    inside = sorted(days)
    if not inside:
        return "–"
    first, last = format_date(inside[0]), format_date(inside[-1])
    return first if first == last else _(N_("{first} to {last}"), first=first, last=last)


def _method(result: Result) -> ReportSection:
    return ReportSection(
        "methodology",
        _(N_("Method")),
        paragraphs_of(
            edition_line(result),
            _(
                N_(
                    "Each centre reported about itself in a questionnaire. A part of the centres "
                    "was visited; where a visit saw an indicator, what was seen counts and not "
                    "what was reported. Reported and seen values stay apart in every table."
                )
            ),
            _(
                N_(
                    "Each indicator is worth points between two fixed values; the indicators of a "
                    "dimension and the dimensions are put together by the weights of the edition. "
                    "An unanswered indicator is worth nothing and is itself a finding."
                )
            ),
            _(
                N_(
                    "Centres are ranked on the estimate: what a full visit would be expected to "
                    "find. The method annex shows every step with its figures."
                )
            ),
        ),
    )


def _choice_of_visits(result: Result) -> ReportSection:
    text = _(
        N_(
            "{visited} of {centres} centres were visited. The visit form records how each was "
            "chosen and whether the visit was announced. Only centres that were chosen at random "
            "stand for the others without reservation; centres chosen by risk are expected to "
            "differ from them."
        ),
        visited=format_number(result.summary.visited, 0),
        centres=format_number(result.summary.centres, 0),
    )
    table = visit_selection(result)
    return ReportSection(
        "choice_of_visits", _(N_("How centres were chosen for visits")), [Paragraph(text), table]
    )


# --- limits of the evidence ----------------------------------------------------------------


def _limits(result: Result) -> ReportSection:
    texts = [_unseen(result), _blank_answers(result), confirmed_sentence(result)]
    texts += [_silent(result), _unread(result), _causes(), _no_intervals(result)]
    listed = Items([text for text in texts if text])
    return ReportSection("limits", _(N_("Limits of the evidence")), [listed])


def _unseen(result: Result) -> str:
    evidence = result.items.evidence[result.centres.ranked]
    settled = (evidence == Evidence.REPORTED) | (evidence == Evidence.OBSERVED)
    if not settled.any():
        return ""
    share = 100 * float((evidence == Evidence.REPORTED).sum()) / float(settled.sum())
    return _(
        N_(
            "{share} % of the values that were scored rest on self-report alone. Whoever reports "
            "has an interest in the result."
        ),
        share=format_number(share, 0),
    )


def _blank_answers(result: Result) -> str:
    answered = result.centres.responded
    asked = result.items.applicable[answered] & result.items.asked[answered]
    blanks = (result.items.evidence[answered] == Evidence.NONE) & asked
    if not asked.any() or not blanks.any():
        return ""
    share = percent(float(blanks.sum()) / float(asked.sum()))
    return _(
        N_("{share} % of the values that were asked for are missing or could not be read."),
        share=format_number(share, 1),
    )


def _silent(result: Result) -> str:
    silent = int((~result.centres.responded).sum())
    if not silent:
        return ""
    return _(
        N_("{count} centres did not answer; nothing is concluded about them."),
        count=format_number(silent, 0),
    )


def _unread(result: Result) -> str:
    unread = len(views.unread_problems(result.problems))
    if not unread:
        return ""
    return _(
        N_("{count} files or sheets could not be read; they are named in the annex on problems."),
        count=format_number(unread, 0),
    )


def _causes() -> str:
    return _(
        N_(
            "The instrument records states, not causes. A cause is stated only where the "
            "evaluators established it."
        )
    )


def _no_intervals(result: Result) -> str:
    return views.no_intervals(result)
