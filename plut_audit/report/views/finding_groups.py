"""The findings of all centres, brought together by what they are about."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from plut_audit.i18n import N_, _
from plut_audit.report.table import Cell, Column, Table
from plut_audit.report.vocabulary import SEVERITIES
from plut_audit.result import FindingRow, Result
from plut_audit.result.decision_words import FindingText
from plut_audit.scoring.findings import FindingKind, Severity

MOST_CAUSES = 1000
"""Findings of a group whose causes are looked at."""


@dataclass(frozen=True)
class FindingGroup:
    """One shortcoming: its code, what it is based on (`BASES`), its rows among the findings."""

    result: Result
    code: str
    basis: str
    rows: tuple[int, ...]

    @cached_property
    def text(self) -> FindingText:
        """Title and elements of its most severe finding; the condition is that centre's own.

        One that states a shortfall goes before a question that was not answered.
        """
        stated = np.flatnonzero(~self._unanswered)
        return FindingRow(self.result, self.rows[int(stated[0]) if len(stated) else 0]).text

    @property
    def _unanswered(self) -> np.ndarray:
        kinds = self.result.findings.kinds[list(self.rows)]
        return np.asarray((kinds & FindingKind.UNANSWERED) > 0)

    @property
    def unanswered(self) -> int:
        """How many of its centres did not answer the question."""
        return int(self._unanswered.sum())

    @property
    def recommendation(self) -> str:
        """What is recommended; the same for every centre."""
        return self.text.recommendation

    @property
    def severity(self) -> Severity:
        """The severity of its most severe finding."""
        return Severity(int(self.result.findings.severity[list(self.rows)].min()))

    @property
    def counts(self) -> dict[Severity, int]:
        """How many findings of each severity, those that occur."""
        found = Counter(int(self.result.findings.severity[row]) for row in self.rows)
        return {Severity(level): found[level] for level in sorted(found)}

    @property
    def points_lost(self) -> float:
        """Points that the centres lose by it together."""
        return float(self.result.findings.points_lost[list(self.rows)].sum())

    @property
    def findings(self) -> Iterator[FindingRow]:
        """Its findings, the most severe first."""
        return (FindingRow(self.result, row) for row in self.rows)

    @property
    def causes(self) -> list[str]:
        """The causes that are stated in its most severe findings, each once."""
        wording = self.result.wording()
        return list(dict.fromkeys(wording.finding(row).cause for row in self.rows[:MOST_CAUSES]))


def finding_groups(result: Result, basis: str) -> list[FindingGroup]:
    """The shortcomings of a basis: `finding`, `suggestion` or `check`; most points lost first."""
    found, indicators = result.findings, result.rubric.indicators
    groups = []
    for position, code in enumerate(found.codes):
        if (code in indicators) == (basis == "check"):
            continue
        chosen = found.code == position
        if basis != "check":
            chosen &= found.binding.astype(bool) == (basis == "finding")
        if chosen.any():
            rows = tuple(int(row) for row in np.flatnonzero(chosen))
            groups.append(FindingGroup(result, code, basis, rows))
    order = {code: number for number, code in enumerate((*indicators, *sorted(found.codes)))}
    return sorted(groups, key=lambda group: (-group.points_lost, order[group.code]))


def group_conditions(group: FindingGroup, most: int) -> Table:
    """The condition in each centre of a group; at most so many rows."""
    wording = group.result.wording()
    rows: list[list[Cell]] = [
        [
            finding.centre_id,
            finding.centre.name or finding.centre_id,
            finding.severity.word,
            finding.points_lost,
            wording.finding(finding.row).condition,
        ]
        for finding in (FindingRow(group.result, row) for row in group.rows[:most])
    ]
    columns = (
        Column("centre_id", _(N_("Code")), width=8),
        Column("centre", _(N_("Centre")), wraps=True, width=24),
        Column("severity", _(N_("Severity")), words=SEVERITIES, width=9),
        Column("points_lost", _(N_("Points lost")), group.result.rubric.scoring.decimals, width=8),
        Column("condition", _(N_("Condition")), wraps=True, width=60),
    )
    return Table(f"conditions_{group.code}", "", columns, rows)
