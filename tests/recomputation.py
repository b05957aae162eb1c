"""The method recomputed by hand: plain loops over plain answers, one centre at a time.

Nothing of the engine is used but the rubric's numbers. An answer is a number, a code, a set of
codes or text; a question that is not in a dict was not answered.
"""

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from plut_audit.rubric import Indicator, Rubric

LOW = object()
BLANK = object()


@dataclass
class Truth:
    """One centre's answers; `hours` are its posted hours as (hours a week, days, 7 intervals)."""

    level: str
    reported: dict
    observed: dict | None = None
    hours: tuple | None = None
    days_between: int = 0
    arrival: tuple[int, int] | None = None  # weekday, minute


@dataclass
class Verdict:
    items: dict = field(default_factory=dict)
    claimed: float = 0
    verified: float = 0
    conservative: float = 0
    dimensions: dict = field(default_factory=dict)
    coverage: dict = field(default_factory=dict)
    verified_share: float = 0
    ranked: bool = True
    points_lost: dict = field(default_factory=dict)
    findings: dict = field(default_factory=dict)
    class_name: str = ""


def half_up(value: float) -> float:
    snapped = Decimal(repr(round(value, 9)))
    return float(snapped.quantize(Decimal("0.01"), ROUND_HALF_UP))


def required(truth: Truth) -> tuple[int, list[str]]:
    fields = ["institution", "hr", "production", "finance", "marketing"]
    return (7, [*fields, "it", "network"]) if truth.level == "provinsi" else (5, fields)


def answer(rubric: Rubric, source: dict, name: str):
    """An answer, LOW where the form skips the question, BLANK where there is none."""
    condition = rubric.questions[name].only_if
    if condition and ">" in condition:
        parent = condition.split(">")[0].strip()
        if parent in source and not source[parent] > 0:
            return LOW
    return source.get(name, BLANK)


def measure(rubric: Rubric, item: Indicator, truth: Truth, sources: list[dict]):
    """The measured value from the first source that answers each question."""

    def get(name):
        if name == "required_consultants":
            return required(truth)[0]
        for source in sources:
            if (value := answer(rubric, source, name)) is not BLANK:
                return value
        return BLANK

    text = item.value
    if text.startswith("weekly_"):
        if "opening_hours" not in truth.reported or truth.hours is None:
            return BLANK
        return truth.hours[0] if text.startswith("weekly_hours") else truth.hours[1]
    if text.startswith("count(consultant_fields within"):
        value = get("consultant_fields")
        if value in (LOW, BLANK):
            return value
        wanted = required(truth)[1]
        return len(value & set(wanted)) / len(wanted)
    if text.startswith("count("):
        value = get(text[6:-1])
        return value if value in (LOW, BLANK) else len(value - {"none"})
    if "/" in text:
        above, below = (get(part.strip()) for part in text.split("/"))
        if LOW in (above, below) or below == 0:
            return LOW
        if BLANK in (above, below):
            return BLANK
        return above / below
    return get(text)


def points(item: Indicator, value) -> float:
    if value is LOW:
        return 0 if item.kind == "linear" else min(item.points.values())
    if item.kind == "points":
        return item.points[value]
    return 100 * min(1, max(0, (value - item.low) / (item.high - item.low)))


def applies(item: Indicator, truth: Truth) -> bool:
    if item.applies_if == "":
        return True
    if truth.observed is None or truth.arrival is None:
        return False
    weekday, minute = truth.arrival
    if truth.hours is None or "opening_hours" not in truth.reported:
        return weekday < 5 and 9 * 60 <= minute <= 15 * 60
    return any(start <= minute < end for start, end in truth.hours[2][weekday])


def recompute(truths: dict[str, Truth], rubric: Rubric) -> dict[str, Verdict]:
    verdicts = {code: Verdict() for code in truths}
    for code, truth in truths.items():
        for name, item in rubric.indicators.items():
            verdicts[code].items[name] = score_item(rubric, item, truth)
    lowering = overstatement(verdicts, rubric)
    for code, truth in truths.items():
        add_up(verdicts[code], rubric, lowering)
        find(verdicts[code], rubric, truth)
    return verdicts


def score_item(rubric: Rubric, item: Indicator, truth: Truth) -> dict:
    visit_only = rubric.questions[item.lead].asked_in == "visit"
    reported = BLANK if visit_only else measure(rubric, item, truth, [truth.reported])
    observed = BLANK
    asked_there = rubric.questions[item.lead].asked_in in ("visit", "both")
    seen = truth.observed if asked_there and truth.observed is not None else {}
    if answer(rubric, seen, item.lead) is not BLANK:
        observed = measure(rubric, item, truth, [seen, truth.reported])
    applicable = applies(item, truth)
    used = observed if observed is not BLANK else reported
    return {
        "visit_only": visit_only,
        "applicable": applicable,
        "reported": None if reported is BLANK or not applicable else points(item, reported),
        "observed": None if observed is BLANK or not applicable else points(item, observed),
        "answered": applicable and used is not BLANK,
        "score": points(item, used) if applicable and used is not BLANK else 0,
    }


def overstatement(verdicts, rubric) -> dict[str, float]:
    result = {}
    for part in rubric.dimensions:
        pairs = {
            name: [
                v.items[name]["reported"] - v.items[name]["observed"]
                for v in verdicts.values()
                if v.items[name]["reported"] is not None and v.items[name]["observed"] is not None
            ]
            for name in part.indicators
        }
        together = [difference for one in pairs.values() for difference in one]
        whole = sum(together) / len(together) if together else 0
        for name, one in pairs.items():
            n = len(one)
            mean = sum(one) / n if n else 0
            result[name] = max(0, n / (n + 10) * mean + 10 / (n + 10) * whole)
    return result


def add_up(verdict: Verdict, rubric: Rubric, lowering: dict[str, float]) -> None:
    def total(score, counts):
        dimensions, weights = {}, {}
        for part in rubric.dimensions:
            items = [i for i in part.indicators.values() if counts(verdict.items[i.code])]
            weight = sum(i.weight for i in items)
            dimensions[part.code] = sum(i.weight * score(i.code) for i in items) / weight
            weights[part.code] = part.weight
        index = sum(weights[c] * d for c, d in dimensions.items()) / sum(weights.values())
        return index, dimensions

    items = verdict.items
    applicable = lambda one: one["applicable"]  # noqa: E731
    verdict.verified, verdict.dimensions = total(lambda c: items[c]["score"], applicable)
    verdict.claimed, _ = total(
        lambda c: items[c]["reported"] or 0,
        lambda one: one["applicable"] and not one["visit_only"],
    )
    verdict.conservative, _ = total(
        lambda c: (
            max(0, items[c]["score"] - lowering[c])
            if items[c]["reported"] is not None and items[c]["observed"] is None
            else items[c]["score"]
        ),
        applicable,
    )
    whole = sum(part.weight for part in rubric.dimensions)
    for part in rubric.dimensions:
        inside = [i for i in part.indicators.values() if items[i.code]["applicable"]]
        weight = sum(i.weight for i in inside)
        verdict.coverage[part.code] = (
            sum(i.weight for i in inside if items[i.code]["answered"]) / weight
        )
        seen = sum(i.weight for i in inside if items[i.code]["observed"] is not None) / weight
        verdict.verified_share += part.weight / whole * seen
        for i in inside:
            verdict.points_lost[i.code] = (
                part.weight / whole * i.weight / weight * (100 - items[i.code]["score"])
            )
    verdict.ranked = all(share >= 0.65 for share in verdict.coverage.values())
    shown = half_up(verdict.verified)
    verdict.class_name = (
        "A" if shown >= 88.31 else "B" if shown >= 76.61 else "C" if shown >= 65 else "D"
    )
    if min(half_up(d) for d in verdict.dimensions.values()) < 40 and verdict.class_name in "AB":
        verdict.class_name = "C"


def find(verdict: Verdict, rubric: Rubric, truth: Truth) -> None:
    for code, item in rubric.indicators.items():
        one = verdict.items[code]
        if not one["applicable"]:
            continue
        kinds = []
        gap = round(100 - one["score"], 9) if one["answered"] else 0
        difference = 0
        if one["reported"] is not None and one["observed"] is not None and truth.days_between <= 90:
            difference = round(one["reported"] - one["observed"], 9)
        tolerance = 0 if item.kind == "points" else 5
        if gap >= 10:
            kinds.append("gap")
        if difference > tolerance:
            kinds.append("overstated")
        if difference < -tolerance:
            kinds.append("understated")
        if not one["answered"]:
            kinds.append("unanswered")
        if not kinds:
            continue
        if item.mandatory and one["answered"] and round(one["score"], 9) == 0:
            severity = "critical"
        elif gap >= 50 or difference >= 50 or (item.mandatory and not one["answered"]):
            severity = "high"
        elif gap >= 25 or "overstated" in kinds or "unanswered" in kinds:
            severity = "medium"
        else:
            severity = "low"
        verdict.findings[code] = (severity, kinds)
