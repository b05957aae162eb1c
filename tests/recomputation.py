"""The second method recomputed by hand: plain loops over plain answers, one centre at a time.

Written from the page of the method, not from the engine; nothing of the engine is used but the
rubric's numbers. An answer is a number, a code, a set of codes or text; a question that is not
in a dict was not answered.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from plut_audit.rubric import Indicator, Rubric

LOW = object()
BLANK = object()
DAYS_OFF = {date(2024, 3, 11), date(2024, 3, 12)}
"""Nyepi and its joint leave day: the only ones among the days on which tests visit."""
SEVERITIES = ("critical", "high", "medium", "low")


@dataclass
class Truth:
    """One centre's answers; `hours` are its posted hours as (hours a week, days, 7 intervals)."""

    level: str
    reported: dict
    observed: dict | None = None
    hours: tuple | None = None
    days_between: int = 0
    arrival: tuple[int, int] | None = None  # weekday, minute
    visited_on: date | None = None
    silent: bool = False  # no questionnaire at all


@dataclass
class Verdict:
    """What the method says of one centre."""

    items: dict = field(default_factory=dict)
    reported: float = 0
    combined: float = 0
    estimate: float = 0
    reweighted: float = 0
    upper: float = 0
    dimensions: dict = field(default_factory=dict)
    estimate_dimensions: dict = field(default_factory=dict)
    coverage: dict = field(default_factory=dict)
    seen: dict = field(default_factory=dict)
    seen_share: float | None = None
    ranked: bool = True
    rank: int = 0
    points_lost: dict = field(default_factory=dict)
    findings: dict = field(default_factory=dict)
    checks: set = field(default_factory=set)
    class_name: str = ""
    provisional: bool = False


def half_up(value: float) -> float:
    snapped = Decimal(repr(round(value, 9)))
    return float(snapped.quantize(Decimal("0.01"), ROUND_HALF_UP))


def recompute(truths: dict[str, Truth], rubric: Rubric) -> dict[str, Verdict]:
    verdicts = {code: Verdict() for code in truths}
    for code, truth in truths.items():
        for name, item in rubric.indicators.items():
            verdicts[code].items[name] = score_item(rubric, item, truth)
    for code in truths:
        estimate_items(code, verdicts, truths, rubric)
    for code, truth in truths.items():
        add_up(verdicts[code], rubric)
        verdicts[code].ranked = not truth.silent and all(
            share >= 0.65 for share in verdicts[code].coverage.values()
        )
        find(verdicts[code], rubric, truth)
        classify(verdicts[code])
    printed = [half_up(v.estimate) for v in verdicts.values() if v.ranked]
    for verdict in verdicts.values():
        if verdict.ranked:
            verdict.rank = 1 + sum(one > half_up(verdict.estimate) for one in printed)
    return verdicts


# --- section 2: from answers to values -----------------------------------------------------


def required(truth: Truth) -> tuple[int, list[str]]:
    fields = ["institution", "hr", "production", "finance", "marketing"]
    return (7, [*fields, "it", "network"]) if truth.level == "provinsi" else (5, fields)


def answer(rubric: Rubric, source: dict, name: str):
    """An answer, LOW where the form skips the question, BLANK where there is none."""
    condition = rubric.questions[name].only_if
    if condition and holds(condition, [source], False) is False:
        return LOW
    return source.get(name, BLANK)


def holds(text: str, sources: list[dict], within: bool) -> bool | None:
    """Whether all conditions hold; None where that is not known."""
    results = [one_holds(part.strip(), sources, within) for part in text.split(" and ")]
    if False in results:
        return False
    return None if None in results else True


def one_holds(part: str, sources: list[dict], within: bool) -> bool | None:
    if part == "visited within declared hours":
        return within
    name, sign, *wanted = part.split()
    value = next((source[name] for source in sources if name in source), None)
    if value is None:
        return None
    if sign == "in":
        return value in wanted
    if sign in ("==", "!="):
        return (value == wanted[0]) == (sign == "==")
    return value > float(wanted[0]) if sign == ">" else value >= float(wanted[0])


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
        if BLANK in (above, below) or is_impossible(rubric, text, above, below):
            return BLANK
        return above / below
    return get(text)


def is_impossible(rubric: Rubric, ratio: str, part: float, whole: float) -> bool:
    """Whether the ratio is one of a part to its whole, and the part is more than that."""
    above, below = (name.strip() for name in ratio.split("/"))
    asked = rubric.questions.get(above)
    return asked is not None and asked.at_most == below and part > whole


def points(item: Indicator, value) -> float:
    if value is LOW:
        return 0 if item.kind == "linear" else min(item.points.values())
    if item.kind == "points":
        return item.points[value]
    return 100 * min(1, max(0, (value - item.low) / (item.high - item.low)))


# --- section 3: two sources ----------------------------------------------------------------


def within_hours(truth: Truth) -> bool:
    """Whether the visit arrived while the centre should have been open."""
    if truth.observed is None or truth.arrival is None or truth.visited_on in DAYS_OFF:
        return False
    weekday, minute = truth.arrival
    sessions = [(9 * 60, 15 * 60)] if weekday < 5 else []
    breaks = [(690, 810)] if weekday == 4 else [(720, 780)]
    if truth.hours is not None and "opening_hours" in truth.reported:
        sessions = truth.hours[2][weekday]
        gaps = [(a, b) for (_, a), (b, _) in pairwise(sessions)]
        breaks = [gap for gap in gaps if gap[1] - gap[0] <= 120] or breaks
    inside = any(start <= minute < end for start, end in sessions)
    return inside and not any(start <= minute < end for start, end in breaks)


def score_item(rubric: Rubric, item: Indicator, truth: Truth) -> dict:
    lead = rubric.questions[item.lead]
    visit_only, visible = lead.asked_in == "visit", lead.asked_in in ("visit", "both")
    seen, within = truth.observed or {}, within_hours(truth)
    both = [seen, truth.reported]
    reported = BLANK if visit_only else measure(rubric, item, truth, [truth.reported])
    observed = BLANK
    if visible and answer(rubric, seen, item.lead) is not BLANK:
        # HRS-03: both questions are about one month, so the visit has to answer both.
        observed = measure(rubric, item, truth, [seen] if item.code == "HRS-03" else both)
    if item.low_if and observed is BLANK and holds(item.low_if, both, within):
        observed = LOW
    applicable = True
    if visit_only:
        applicable = truth.observed is not None
    if item.applies_if:
        verdict = holds(item.applies_if, both, within)
        applicable = applicable and verdict is not False
        if verdict is None:
            reported = observed = BLANK
    shows_nothing = item.code == "HRS-04" and seen.get("announced") == "yes"
    if shows_nothing and observed == "open":
        applicable = False
    known = [value for value in (observed, reported) if value is not BLANK]
    answered = applicable and bool(known)
    return {
        "visit_only": visit_only,
        "visible": visible,
        "applicable": applicable,
        "reported": points(item, reported) if applicable and reported is not BLANK else None,
        "observed": points(item, observed) if applicable and observed is not BLANK else None,
        "answered": answered,
        "score": points(item, known[0]) if answered else 0,
        "binding": item.basis_kind == "binding"
        or bool(item.binding_if and holds(item.binding_if, both, within)),
    }


# --- section 4: the estimate ---------------------------------------------------------------


def pairs_used(verdicts: dict, truths: dict) -> dict[str, dict]:
    """The pairs of each centre: of random visits alone where they cover at least 10 centres."""
    pairs = {
        code: {
            name: (one["reported"], one["observed"])
            for name, one in verdict.items.items()
            if one["reported"] is not None
            and one["observed"] is not None
            and truths[code].days_between <= 90
        }
        for code, verdict in verdicts.items()
    }
    at_random = {
        code: (truths[code].observed or {}).get("selection") == "random" for code in truths
    }
    if sum(at_random[code] and bool(pairs[code]) for code in truths) >= 10:
        return {code: pairs[code] if at_random[code] else {} for code in truths}
    return pairs


def factor(name: str, part: list[str], pairs: list[dict]) -> float:
    """The verification factor of an indicator from the pairs of other centres."""
    together = [pair for one in pairs for other, pair in one.items() if other in part]
    own = [one[name] for one in pairs if name in one]
    sum_r = sum(r for r, _ in together)
    whole = sum(o for _, o in together) / sum_r if sum_r > 0 else 1
    mean = sum_r / len(together) if together else 100
    below = sum(r for r, _ in own) + 10 * mean
    return min(1, (sum(o for _, o in own) + 10 * mean * whole) / below) if below > 0 else 1


def estimate_items(code: str, verdicts: dict, truths: dict, rubric: Rubric) -> None:
    used = pairs_used(verdicts, truths)
    others = [pairs for centre, pairs in used.items() if centre != code]
    for part in rubric.dimensions:
        for name in part.indicators:
            one = verdicts[code].items[name]
            one["estimate"] = one["score"] if one["applicable"] else None
            if one["visit_only"] and one["observed"] is None and not truths[code].silent:
                seen = [
                    verdict.items[name]["observed"]
                    for centre, verdict in verdicts.items()
                    if centre != code and verdict.items[name]["observed"] is not None
                ]
                one["estimate"] = sum(seen) / len(seen) if len(seen) >= 5 else None
            elif one["visible"] and one["observed"] is None and one["reported"] is not None:
                one["estimate"] = one["reported"] * factor(name, list(part.indicators), others)


def add_up(verdict: Verdict, rubric: Rubric) -> None:
    items = verdict.items

    def total(score, counts):
        dimensions, weights = {}, {}
        for part in rubric.dimensions:
            inside = [i for i in part.indicators.values() if counts(items[i.code])]
            if weight := sum(i.weight for i in inside):
                dimensions[part.code] = (
                    sum(i.weight * score(items[i.code]) for i in inside) / weight
                )
                weights[part.code] = part.weight
        if not weights:
            return None, dimensions
        index = sum(weights[c] * d for c, d in dimensions.items()) / sum(weights.values())
        return index, dimensions

    def applies(one):
        return one["applicable"]

    verdict.combined, verdict.dimensions = total(lambda one: one["score"], applies)
    verdict.reported, _ = total(
        lambda one: one["reported"] or 0, lambda one: applies(one) and not one["visit_only"]
    )
    verdict.estimate, verdict.estimate_dimensions = total(
        lambda one: one["estimate"], lambda one: one["estimate"] is not None
    )
    verdict.reweighted, _ = total(lambda one: one["score"], lambda one: one["answered"])
    verdict.upper, _ = total(lambda one: one["score"] if one["answered"] else 100, applies)
    whole = sum(part.weight for part in rubric.dimensions)
    for part in rubric.dimensions:
        inside = [i for i in part.indicators.values() if items[i.code]["applicable"]]
        weight = sum(i.weight for i in inside)
        answered = sum(i.weight for i in inside if items[i.code]["answered"])
        verdict.coverage[part.code] = answered / weight
        visible = sum(i.weight for i in inside if items[i.code]["visible"])
        seen = sum(i.weight for i in inside if items[i.code]["observed"] is not None)
        if visible:
            verdict.seen[part.code] = seen / visible
        for i in inside:
            lost = part.weight / whole * i.weight / weight * (100 - items[i.code]["score"])
            verdict.points_lost[i.code] = lost
    weights = {part.code: part.weight for part in rubric.dimensions if part.code in verdict.seen}
    verdict.seen_share = sum(weights[c] * verdict.seen[c] for c in weights) / sum(weights.values())


def classify(verdict: Verdict) -> None:
    if not verdict.ranked:
        verdict.class_name = "-"
        return
    verdict.provisional = verdict.seen_share < 0.5
    figure = verdict.estimate if verdict.provisional else verdict.combined
    parts = verdict.estimate_dimensions if verdict.provisional else verdict.dimensions
    shown = half_up(figure)
    name = "A" if shown >= 85 else "B" if shown >= 70 else "C" if shown >= 55 else "D"
    weak = min(half_up(value) for value in parts.values()) < 40
    critical = any(severity == "critical" for severity, _, _ in verdict.findings.values())
    verdict.class_name = "C" if name in "AB" and (weak or critical) else name


# --- section 5: findings -------------------------------------------------------------------


def find(verdict: Verdict, rubric: Rubric, truth: Truth) -> None:
    for code, item in rubric.indicators.items():
        one = verdict.items[code]
        if one["applicable"]:
            kinds, severity = judge(item, one, verdict.points_lost[code], truth)
            if kinds:
                verdict.findings[code] = (severity, kinds, one["binding"])
    verdict.checks = set(checks(truth))
    if truth.silent:
        verdict.findings["RSP-01"] = ("critical", ["no_response"], False)
        if truth.observed is not None:
            verdict.findings["RSP-02"] = ("low", ["no_questionnaire"], False)
    elif not verdict.ranked:
        verdict.findings["RSP-03"] = ("critical", ["too_little"], False)


def judge(item: Indicator, one: dict, lost: float, truth: Truth) -> tuple[list[str], str]:
    gap = round(100 - one["score"], 9) if one["answered"] else 0
    lost = round(lost, 9)
    difference = 0
    if one["reported"] is not None and one["observed"] is not None and truth.days_between <= 90:
        difference = round(one["reported"] - one["observed"], 9)
    tolerance = 0 if item.kind == "points" else 5
    unanswered = not one["answered"] and not truth.silent
    kinds = [
        name
        for name, true in (
            ("gap", gap >= 10),
            ("overstated", difference > tolerance),
            ("understated", difference < -tolerance),
            ("unanswered", unanswered),
        )
        if true
    ]
    nothing = one["answered"] and round(one["score"], 9) == 0
    if item.mandatory and (nothing or unanswered):
        return kinds, "critical"
    if lost >= 2.5 or difference >= 50:
        return kinds, "high"
    if lost >= 1 or difference > tolerance or unanswered:
        return kinds, "medium"
    return kinds, "low"


def checks(truth: Truth):
    seen = truth.observed or {}
    used = {**truth.reported, **seen}

    def more(source: dict, left: str, right: str) -> bool:
        return left in source and right in source and source[left] > source[right]

    if used.get("service_fee_revenue", 0) > 0 and used.get("fee_legal_basis", "none") == "none":
        yield "CHK-01"
    if more(used, "consultants_certified", "consultants_active"):
        yield "CHK-02"
    if more(used, "equipment_working", "equipment_total"):
        yield "CHK-03"
    days = ("days_open_last_month", "working_days_last_month")
    if more(seen if all(name in seen for name in days) else truth.reported, *days):
        yield "CHK-04"
    if more(used, "apbd_realised", "apbd_last_year"):
        yield "CHK-05"
