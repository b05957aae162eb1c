"""Chapter III: results by dimension, practices, findings and areas for improvement."""

from collections.abc import Iterator

from plut_audit.i18n import N_, _, format_number, localized
from plut_audit.report.blocks import Facts, Paragraph
from plut_audit.report.evaluation.parts import (
    EvaluationBlock,
    ReportSection,
    SharedSections,
    chapter_sections,
    reply_spaces,
    shared_sections,
)
from plut_audit.report.views.finding_groups import FindingGroup, finding_groups, group_conditions
from plut_audit.report.views.indicators import (
    dimension_indicators,
    lowest_means,
    seen_at_full_marks,
)
from plut_audit.report.views.replies import replies_to
from plut_audit.report.vocabulary import ELEMENTS, SEVERITIES, word
from plut_audit.result import Result
from plut_audit.rubric import Dimension

MOST_CONDITIONS = 100
"""Centres whose condition is printed under one finding."""
MOST_CODES = 200
"""Centres whose code is printed under one finding."""
BASIS_TITLES = {
    "finding": (
        N_("Findings"),
        N_("Each rests on a rule that binds the centre or its owner."),
    ),
    "suggestion": (
        N_("Areas for improvement"),
        N_(
            "These rest on a standard or on a goal of this evaluation, not on a rule that binds. "
            "Their severity says how much the services suffer, not that a rule was broken."
        ),
    ),
    "check": (
        N_("Answers to be confirmed or completed"),
        N_("These answers are missing or cannot all be true. Please give the right ones."),
    ),
}
ASPECTS = ("criterion", "effect", "recommendation")
"""Elements that are the same for every centre; condition and cause are each centre's own."""


def result_sections(result: Result, shared: SharedSections) -> Iterator[ReportSection]:
    """The chapter and its sections."""
    yield from chapter_sections("chapter_3", _(N_("CHAPTER III RESULTS")), _results(result, shared))


def _results(result: Result, shared: SharedSections) -> Iterator[ReportSection]:
    yield from shared_sections(shared, "verification")
    yield from _by_dimension(result)
    yield from shared_sections(shared, "trend", "systemic")
    yield _practices(result)
    yield from shared_sections(shared, "findings")
    for basis in BASIS_TITLES:
        yield from _groups(result, basis)


# --- by dimension --------------------------------------------------------------------------


def _by_dimension(result: Result) -> Iterator[ReportSection]:
    text = _(
        N_(
            "Means over the ranked centres, 0 to {scale}: as reported, as seen at visits, and as "
            "a full visit would be expected to find."
        ),
        scale=format_number(result.rubric.scoring.scale, 0),
    )
    yield ReportSection("dimensions", _(N_("Results by dimension")), [Paragraph(text)])
    for dimension in result.rubric.dimensions:
        table = dimension_indicators(result, dimension)
        blocks: list[EvaluationBlock] = [Paragraph(_dimension_sentence(result, dimension)), table]
        title = f"{dimension.code} {localized(dimension.title)}"
        yield ReportSection(f"dimension_{dimension.code}", title, blocks, level=3)


def _dimension_sentence(result: Result, dimension: Dimension) -> str:
    decimals = result.rubric.scoring.decimals
    total = sum(other.weight for other in result.rubric.dimensions)
    weakest = [
        f"{localized(dimension.indicators[code].title)} ({format_number(mean, decimals)})"
        for code, mean in lowest_means(result, dimension)
    ]
    return _(
        N_(
            "The dimension has {weight} % of the weight; its mean estimate is {mean}. The lowest "
            "means: {weakest}."
        ),
        weight=format_number(100 * dimension.weight / total, 1),
        mean=format_number(result.summary.by_dimension[dimension.code], decimals),
        weakest="; ".join(weakest) or "–",
    )


def _practices(result: Result) -> ReportSection:
    text = _(
        N_(
            "Indicators that evaluators saw at full marks, the rarest first, with up to three "
            "centres by rank. What was only reported is not named here."
        )
    )
    table = seen_at_full_marks(result)
    return ReportSection("practices", _(N_("Practices worth copying")), [Paragraph(text), table])


# --- findings, areas for improvement, answers to be confirmed -------------------------------


def _groups(result: Result, basis: str) -> Iterator[ReportSection]:
    title, about = BASIS_TITLES[basis]
    groups = finding_groups(result, basis)
    if not groups:
        none = _(N_("There are none."))
        yield ReportSection(f"basis_{basis}", _(title), [Paragraph(_(about)), Paragraph(none)])
        return
    yield ReportSection(f"basis_{basis}", _(title), [Paragraph(_(about))])
    for number, group in enumerate(groups, 1):
        heading = f"{number}. {group.code} {group.text.title}"
        yield ReportSection(f"{basis}_{group.code}", heading, _group_blocks(group), level=3)


def _group_blocks(group: FindingGroup) -> list[EvaluationBlock]:
    blocks: list[EvaluationBlock] = [Facts(_elements(group))]
    if group.basis == "finding":
        blocks.append(group_conditions(group, MOST_CONDITIONS))
        if len(group.rows) > MOST_CONDITIONS:
            blocks.append(Paragraph(_left_out(len(group.rows))))
    return [*blocks, *_replies(group)]


def _replies(group: FindingGroup) -> list[EvaluationBlock]:
    """What the centres replied, with the team's comment; before that, space to write both."""
    result = group.result
    given = result.replies
    if given is None or given.stage != "final":
        return [*reply_spaces()]
    return [replies_to(result, given, group.code)]


def _elements(group: FindingGroup) -> list[tuple[str, str]]:
    """The elements of a finding over all its centres."""
    common = {"condition": _condition(group), "cause": "; ".join(group.causes)}
    elements = {key: getattr(group.text, key) for key in ASPECTS} | common
    pairs = [(_(label), elements[key]) for key, label in ELEMENTS.items()]
    return [*pairs, (_(N_("Centres")), _centres(group))]


def _condition(group: FindingGroup) -> str:
    """How many centres, how severe, how much is lost, and how many did not answer."""
    unanswered = (
        _(N_("{count} of them did not answer."), count=format_number(group.unanswered, 0))
        if 0 < group.unanswered < len(group.rows)
        else ""
    )
    return " ".join(filter(None, (_sizes(group), unanswered)))


def _sizes(group: FindingGroup) -> str:
    return _(
        N_("{count} centres ({severities}); together they lose {points} points of their indices."),
        count=format_number(len(group.rows), 0),
        severities=", ".join(
            f"{word(SEVERITIES, severity.word)}: {format_number(count, 0)}"
            for severity, count in group.counts.items()
        ),
        points=format_number(group.points_lost, 1),
    )


def _centres(group: FindingGroup) -> str:
    """The codes of the centres, so many at most; the annexes give the name to each."""
    codes = sorted({finding.centre_id for finding in group.findings})
    named = ", ".join(codes[:MOST_CODES])
    if len(codes) <= MOST_CODES:
        return named
    more = format_number(len(codes) - MOST_CODES, 0)
    return _(N_("{named} and {more} more"), named=named, more=more)


def _left_out(total: int) -> str:
    return _(
        N_("The first {most} of {total} centres; the letters hold the condition of each."),
        most=format_number(MOST_CONDITIONS, 0),
        total=format_number(total, 0),
    )
