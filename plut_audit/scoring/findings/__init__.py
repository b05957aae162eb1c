"""Scores to findings, the most severe first (method, section 5).

Findings are columns too, a row a finding, for a survey of 100,000 centres has millions of
them. The five elements of a finding are put into words when it is shown (`result.wording`).
"""

from dataclasses import dataclass
from enum import IntEnum, IntFlag
from functools import cache
from typing import Literal

import numpy as np

from plut_audit.ingest.answers import Array
from plut_audit.rubric import Rubric
from plut_audit.scoring.evidence import Evidence
from plut_audit.scoring.scores import SNAP, Scores


class FindingKind(IntFlag):
    """What a finding is about; one finding can be of several kinds."""

    GAP = 1
    OVERSTATED = 2
    UNDERSTATED = 4
    UNANSWERED = 8
    CONSISTENCY = 16
    NO_RESPONSE = 32
    NO_QUESTIONNAIRE = 64
    TOO_LITTLE = 128

    @property
    def names(self) -> list[str]:
        """The kinds in it, as words of the result."""
        return list(_kind_names(self))


@cache
def _kind_names(kinds: FindingKind) -> tuple[str, ...]:
    """Looked up once per combination: millions of findings have a few dozen of them."""
    return tuple(str(kind.name).lower() for kind in FindingKind if kind in kinds)


class Severity(IntEnum):
    """How severe a finding is; the most severe sorts first."""

    CRITICAL = 0
    HIGH = 1
    MEDIUM = 2
    LOW = 3

    @property
    def word(self) -> Literal["critical", "high", "medium", "low"]:
        """The word of the result and of `--severity`."""
        words: dict[Severity, Literal["critical", "high", "medium", "low"]] = {
            Severity.CRITICAL: "critical",
            Severity.HIGH: "high",
            Severity.MEDIUM: "medium",
            Severity.LOW: "low",
        }
        return words[self]


@dataclass
class Findings:
    """The findings in their total order, a row each.

    `code` is a position in `codes`, `centre` one in the survey's centres, `kinds` a
    `FindingKind`, `severity` a `Severity`. `points_lost` is of the combined index, `priority` the
    same by the severity's weight. `binding` bool: the criterion bound the centre, so it is a
    finding (*temuan*) and no suggestion (*saran perbaikan*); of a check it is false. `status`
    is "" until the year before is known.
    """

    codes: list[str]
    code: Array
    centre: Array
    kinds: Array
    severity: Array
    points_lost: Array
    priority: Array
    binding: Array
    years_open: Array
    status: Array

    def __len__(self) -> int:
        return len(self.code)

    def take(self, rows: Array) -> "Findings":
        """Some of the findings, in the order of `rows`."""
        return Findings(
            self.codes,
            self.code[rows],
            self.centre[rows],
            self.kinds[rows],
            self.severity[rows],
            self.points_lost[rows],
            self.priority[rows],
            self.binding[rows],
            self.years_open[rows],
            self.status[rows],
        )

    def ordered(self) -> "Findings":
        """Severity, priority downwards, years open downwards, centre code, finding code.

        The centres are in the order of their codes, so a second run prints the same.
        """
        alphabetical = np.argsort(np.argsort(np.array(self.codes))).astype(np.int16)
        keys = (
            alphabetical[self.code],
            self.centre,
            -self.years_open,
            -np.round(self.priority, SNAP),
            self.severity,
        )
        return self.take(np.lexsort(keys))


def item_findings(evidence: Evidence, scores: Scores, rubric: Rubric) -> Findings:
    """One finding per centre and indicator that falls short, in no order yet.

    A centre that did not answer is one finding (RSP-01), not one for each of its blanks.
    """
    facts = _facts(evidence, scores, rubric)
    kinds, severity = _kinds(facts, rubric), _severities(facts, rubric)
    centre, code = np.nonzero(kinds)
    level = severity[centre, code]
    points = scores.points_lost[centre, code]
    return Findings(
        list(rubric.indicators),
        code,
        centre,
        kinds[centre, code],
        level,
        points,
        _weigh(level, rubric) * points,
        evidence.binding[centre, code],
        np.ones(len(code), int),
        np.full(len(code), "", object),
    )


def _weigh(severity: Array, rubric: Rubric) -> Array:
    weights = rubric.severities.priority
    return np.asarray(np.array([weights[level.word] for level in Severity])[severity])


@dataclass
class _Facts:
    """What the severities are decided on, all centres by indicators."""

    missing: Array
    points_lost: Array
    overstated: Array
    difference: Array
    understated: Array
    unanswered: Array
    nothing: Array
    mandatory: Array


def _facts(evidence: Evidence, scores: Scores, rubric: Rubric) -> _Facts:
    items = scores.items
    settled = items.answered
    difference = np.where(evidence.changed, 0, np.nan_to_num(items.differences))
    missing = np.where(settled, np.round(rubric.scoring.scale - items.used, SNAP), 0)
    tolerance = item_tolerances(rubric)
    responded = evidence.survey.responded[:, None]
    return _Facts(
        missing=missing,
        points_lost=np.round(scores.points_lost, SNAP),
        overstated=difference > tolerance,
        difference=difference,
        understated=difference < -tolerance,
        unanswered=items.applicable & ~settled & responded,
        nothing=settled & (np.round(items.used, SNAP) == 0),
        mandatory=np.array([item.mandatory for item in rubric.indicators.values()]),
    )


def item_tolerances(rubric: Rubric) -> Array:
    """By how many points the two sources of each indicator may differ and still agree."""
    return np.array(
        [
            0 if item.kind == "points" else rubric.evidence.tolerance
            for item in rubric.indicators.values()
        ]
    )


def _kinds(facts: _Facts, rubric: Rubric) -> Array:
    return np.asarray(
        (facts.missing >= rubric.severities.gap) * FindingKind.GAP.value
        + facts.overstated * FindingKind.OVERSTATED.value
        + facts.understated * FindingKind.UNDERSTATED.value
        + facts.unanswered * FindingKind.UNANSWERED.value
    )


def _severities(facts: _Facts, rubric: Rubric) -> Array:
    """The highest severity that holds, by the table of section 5."""
    rules = rubric.severities
    large = facts.overstated & (facts.difference >= rules.overstated_high)
    return _most_severe(
        [
            facts.mandatory & (facts.nothing | facts.unanswered),
            (facts.points_lost >= rules.high) | large,
            (facts.points_lost >= rules.medium) | facts.overstated | facts.unanswered,
        ]
    )


def _most_severe(holds: list[Array]) -> Array:
    """The first that holds of critical, high and medium; low where none does."""
    levels = [Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM]
    return np.asarray(np.select(holds, levels, Severity.LOW))


def join_findings(parts: list[Findings], rubric: Rubric) -> Findings:
    """Findings of several origins as one list in the total order."""
    codes = [code for part in parts for code in part.codes]
    offsets = np.cumsum([0, *(len(part.codes) for part in parts)])
    arrays = [
        np.concatenate([getattr(part, name) for part in parts])
        for name in (
            "centre",
            "kinds",
            "severity",
            "points_lost",
            "priority",
            "binding",
            "years_open",
            "status",
        )
    ]
    code = np.concatenate([part.code + start for part, start in zip(parts, offsets, strict=False)])
    return Findings(codes, code, *arrays).ordered()
