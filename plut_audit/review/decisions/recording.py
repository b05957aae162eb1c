"""Applied decisions to the entries that a result carries."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from plut_audit.problems import format_location
from plut_audit.result import Result
from plut_audit.result.extras import DecisionEntry
from plut_audit.result.from_audit import summary_of
from plut_audit.result.summary import DecisionCounts
from plut_audit.review.decisions.applying import Applied
from plut_audit.review.decisions.decision import Decision
from plut_audit.review.decisions.effects import Effects
from plut_audit.review.decisions.reading import as_text


def with_entries(
    result: Result, applied: Applied, on_finding: Mapping[Decision, bool], effects: Effects
) -> Result:
    """The result with its decisions and what they did."""
    entries = [
        _entry(decision, applied, effects.points.get(decision)) for decision in applied.locations
    ]
    entries += [
        replace(_entry(decision, applied, None), expired=expired)
        for decision, expired in on_finding.items()
    ]
    without = summary_of(effects.without)
    counts = DecisionCounts(
        raised=sum((entry.effect or 0) > 0 for entry in entries),
        lowered=sum((entry.effect or 0) < 0 for entry in entries),
        mean_combined_without=without.mean_combined,
        mean_estimate_without=without.mean_estimate,
    )
    ordered = sorted(entries, key=lambda entry: (entry.centre_id, entry.kind, entry.target))
    summary = replace(result.summary, decisions=counts)
    return replace(result, decisions=tuple(ordered), summary=summary)


def _entry(decision: Decision, applied: Applied, effect: float | None) -> DecisionEntry:
    locations = applied.locations.get(decision, [])
    return DecisionEntry(
        kind=decision.kind,
        target=decision.target_text,
        centre_id=applied.centres.get(decision, decision.centre_id),
        question=applied.questions.get(decision, decision.question),
        indicator=decision.indicator,
        old=as_text(decision.old),
        new=as_text(decision.new),
        reason=decision.reason,
        by=decision.by,
        date=_iso(decision.date),
        evidence=decision.evidence,
        until=_iso(decision.until),
        effect=effect,
        locations=tuple(format_location(*location) for location in locations),
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
