"""One centre, one indicator of it, one finding: typed rows of a result's columns.

A row holds no data of its own; it reads the columns when an attribute is asked for, so a
report can walk over centres and findings in the words of the method without building records.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import isnan
from typing import TYPE_CHECKING

import numpy as np

from plut_audit.ingest.answers import Array
from plut_audit.result.answers import Value, instrument
from plut_audit.result.columns import (
    BLANKS,
    BlankName,
    Evidence,
    FigureColumns,
    FindingState,
)
from plut_audit.result.visits import Arrival
from plut_audit.result.wording import FindingText
from plut_audit.rubric import Dimension, Indicator
from plut_audit.scoring.findings import Severity
from plut_audit.scoring.ranking import NotRanked
from plut_audit.scoring.rounding import SNAP, round_scores

if TYPE_CHECKING:
    from plut_audit.result import Result

Measured = float | str | None
"""A measured value: a number, the code of a choice, or None."""
EXACT = 12
"""Decimals of exact figures, so that points lost add up to 1e-9."""


@dataclass(frozen=True)
class DimensionRow:
    """One dimension of one centre; scores as printed, shares 0 to 1, None for none."""

    dimension: Dimension
    reported: float | None
    combined: float | None
    estimate: float | None
    coverage: float | None
    seen_share: float | None


@dataclass(frozen=True)
class ItemRow:
    """One indicator of one centre."""

    result: "Result"
    row: int
    column: int
    indicator: Indicator

    def _number(self, matrix: Array, decimals: int = SNAP) -> float | None:
        value = float(matrix[self.row, self.column])
        return None if isnan(value) else round(value, decimals)

    @property
    def code(self) -> str:
        """The indicator's code."""
        return self.indicator.code

    @property
    def reported(self) -> Measured:
        """The value by the questionnaire."""
        return self._measured(self.result.items.reported)

    @property
    def observed(self) -> Measured:
        """The value by the visit."""
        return self._measured(self.result.items.observed)

    @property
    def used(self) -> Measured:
        """The value that was scored."""
        return self.reported if self.observed_score is None else self.observed

    def _measured(self, matrix: Array) -> Measured:
        value = self._number(matrix, EXACT)
        if value is None or self.indicator.kind != "points":
            return value
        return self.result.rubric.questions[self.indicator.lead].codes[int(value)]

    @property
    def score(self) -> float | None:
        """Points of the indicator, None where it does not count."""
        return self._number(self.result.items.score)

    @property
    def reported_score(self) -> float | None:
        """Points by the questionnaire."""
        return self._number(self.result.items.reported_score)

    @property
    def observed_score(self) -> float | None:
        """Points by the visit."""
        return self._number(self.result.items.observed_score)

    @property
    def estimated_score(self) -> float | None:
        """Points that a full visit would be expected to find."""
        return self._number(self.result.items.estimated_score)

    @property
    def points_lost(self) -> float:
        """Points that the index loses by it."""
        return round(float(self.result.items.points_lost[self.row, self.column]), EXACT)

    @property
    def binding(self) -> bool:
        """Whether the criterion bound the centre."""
        return bool(self.result.items.binding[self.row, self.column])

    @property
    def evidence(self) -> Evidence:
        """Where the used value comes from."""
        return Evidence(int(self.result.items.evidence[self.row, self.column]))

    @property
    def blank(self) -> BlankName | None:
        """Why there is no value."""
        return BLANKS[int(self.result.items.blank[self.row, self.column])]

    @property
    def asked(self) -> bool:
        """Whether the questionnaire asked it."""
        return bool(self.result.items.asked[self.row, self.column])

    @property
    def changed(self) -> bool:
        """Whether so long lies between survey and visit that both may be right."""
        both = self.reported_score is not None and self.observed_score is not None
        return both and bool(self.result.items.changed[self.row, self.column])

    def cells(self, visit: bool) -> list[str]:
        """The cells of one source: `FILE › SHEET!D5`."""
        names = self.indicator.names
        return self.result.cells.of_indicator(self.row, self.indicator.code, names, visit)

    @property
    def all_cells(self) -> list[str]:
        """The cells of both sources, the questionnaire's first."""
        return [*self.cells(visit=False), *self.cells(visit=True)]


@dataclass(frozen=True)
class CentreRow:
    """One centre of a result; scores as printed, shares 0 to 1, None for none."""

    result: "Result"
    row: int

    @property
    def centre_id(self) -> str:
        """Its code."""
        return self.result.centres.centres[self.row].centre_id

    @property
    def name(self) -> str:
        """Its name."""
        return self.result.centres.centres[self.row].name

    @property
    def province(self) -> str:
        """The province it lies in."""
        return self.result.centres.centres[self.row].province

    @property
    def regency(self) -> str:
        """The regency or city it lies in."""
        return self.result.centres.centres[self.row].regency

    @property
    def level(self) -> str:
        """Who owns it: provinsi, kabupaten or kota."""
        return self.result.centres.centres[self.row].level

    @property
    def responded(self) -> bool:
        """Whether it answered the questionnaire."""
        return bool(self.result.centres.responded[self.row])

    @property
    def visited(self) -> bool:
        """Whether it was visited."""
        return bool(self.result.centres.visited[self.row])

    @property
    def ranked(self) -> bool:
        """Whether it is ranked."""
        return bool(self.result.centres.ranked[self.row])

    @property
    def not_ranked(self) -> NotRanked | None:
        """Why it is not ranked."""
        return self.result.centres.not_ranked.get(self.row)

    @property
    def rank(self) -> int | float | None:
        """Its rank, a whole number where the tie rule gives one."""
        return _whole(float(self.result.centres.rank[self.row]))

    @property
    def rank_interval(self) -> tuple[float, float] | None:
        """The lowest and the highest rank that the draws allow."""
        columns = self.result.centres
        return self._interval(columns.rank_low, columns.rank_high)

    def _interval(self, low: Array, high: Array) -> tuple[float, float] | None:
        ends = (float(low[self.row]), float(high[self.row]))
        return None if isnan(ends[0]) or isnan(ends[1]) else ends

    @property
    def group(self) -> int | None:
        """Its group of centres that cannot be distinguished, 1 the best."""
        return int(self.result.centres.group[self.row]) or None

    @property
    def seen_rank(self) -> int | float | None:
        """Its rank among the visited centres by combined score."""
        return _whole(float(self.result.centres.seen_rank[self.row]))

    @property
    def tied(self) -> bool:
        """Whether others share the rank."""
        return bool(self.result.centres.tied[self.row])

    def _score(self, values: Array) -> float | None:
        """A score as it is printed; none for a centre that did not answer."""
        decimals = self.result.rubric.scoring.decimals
        value = float(round_scores(values[self.row], decimals))
        return value if self.responded and not isnan(value) else None

    @property
    def reported(self) -> float | None:
        """The index by the questionnaire alone."""
        return self._score(self.result.centres.reported.index)

    @property
    def combined(self) -> float | None:
        """The index on what was seen, else on what was reported."""
        return self._score(self.result.centres.combined.index)

    @property
    def combined_exact(self) -> float | None:
        """The combined index before rounding."""
        return self._exact(self.result.centres.combined.index)

    def _exact(self, values: Array) -> float | None:
        value = float(values[self.row])
        return None if not self.responded or isnan(value) else round(value, EXACT)

    @property
    def estimate(self) -> float | None:
        """The index that a full visit would be expected to find."""
        return self._score(self.result.centres.estimate.index)

    @property
    def estimate_exact(self) -> float | None:
        """The estimate before rounding."""
        return self._exact(self.result.centres.estimate.index)

    @property
    def estimate_interval(self) -> tuple[float, float] | None:
        """The ends of the estimate's interval, as printed.

        Where too little was answered: blanks at nothing, and at full marks.
        """
        columns = self.result.centres
        ends = self._interval(columns.estimate_low, columns.estimate_high)
        if ends is None:
            return None
        low, high = round_scores(np.array(ends), self.result.rubric.scoring.decimals)
        return float(low), float(high)

    @property
    def reweighted(self) -> float | None:
        """The combined index without the blank indicators."""
        return self._score(self.result.centres.reweighted)

    @property
    def upper(self) -> float | None:
        """The combined index if every blank had full marks."""
        return self._score(self.result.centres.upper)

    def _share(self, value: float) -> float | None:
        return None if not self.responded or isnan(value) else round(float(value), 4)

    @property
    def seen_share(self) -> float | None:
        """Share of the weight that a visit saw."""
        return self._share(self.result.centres.seen_share[self.row])

    @property
    def class_name(self) -> str:
        """Its class, "-" where it is not ranked."""
        return str(self.result.centres.class_name[self.row])

    @property
    def class_capped(self) -> bool:
        """Whether a weak dimension or a critical finding caps the class."""
        return bool(self.result.centres.class_capped[self.row])

    @property
    def class_provisional(self) -> bool:
        """Whether the class rests on the estimate, for too little was seen."""
        return bool(self.result.centres.class_provisional[self.row])

    @property
    def arrival(self) -> Arrival | None:
        """The facts of its visit's arrival; None without a visit."""
        return self.result.centres.arrivals[self.row]

    @property
    def dimensions(self) -> dict[str, DimensionRow]:
        """Its dimensions by code."""
        return {
            dimension.code: DimensionRow(
                dimension,
                self._dimension(self.result.centres.reported, column),
                self._dimension(self.result.centres.combined, column),
                self._dimension(self.result.centres.estimate, column),
                self._share(self.result.centres.coverage[self.row, column]),
                self._share(self.result.centres.seen_by_dimension[self.row, column]),
            )
            for column, dimension in enumerate(self.result.rubric.dimensions)
        }

    def _dimension(self, figure: FigureColumns, column: int) -> float | None:
        return self._score(figure.dimensions[:, column])

    @cached_property
    def items(self) -> Mapping[str, ItemRow]:
        """Its indicators by code."""
        return {
            code: ItemRow(self.result, self.row, column, indicator)
            for column, (code, indicator) in enumerate(self.result.rubric.indicators.items())
        }

    def answer(self, question: str, visit: bool) -> Value:
        """One answer; None where there is none."""
        asked = self.result.rubric.questions.get(question)
        return None if asked is None else self.result.answers.source(visit).value(self.row, asked)

    def answers(self, visit: bool) -> dict[str, Value]:
        """Every answer of one source, by question, remarks included."""
        source = self.result.answers.source(visit)
        if not source.present[self.row]:
            return {}
        given = {
            name: source.value(self.row, question)
            for name, question in instrument(self.result.rubric).items()
            if name in source
        }
        return {name: value for name, value in given.items() if value is not None}

    @property
    def survey_date(self) -> str | None:
        """ISO date of the questionnaire."""
        return _text(self.answer("survey_date", visit=False))

    @property
    def visit_date(self) -> str | None:
        """ISO date of the visit."""
        return _text(self.answer("visit_date", visit=True))

    @property
    def findings(self) -> list["FindingRow"]:
        """Its findings, most severe first."""
        return [FindingRow(self.result, row) for row in self.result.finding_rows_of(self.row)]


def _whole(rank: float) -> int | float | None:
    """A rank as a whole number where it is one; None for 0, which stands for none."""
    if not rank:
        return None
    return int(rank) if rank.is_integer() else rank


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


@dataclass(frozen=True)
class FindingRow:
    """One finding."""

    result: "Result"
    row: int

    @property
    def code(self) -> str:
        """Its code: an indicator's or a check's."""
        findings = self.result.findings
        return findings.codes[int(findings.code[self.row])]

    @property
    def centre(self) -> CentreRow:
        """The centre it is about."""
        return CentreRow(self.result, int(self.result.findings.centre[self.row]))

    @property
    def centre_id(self) -> str:
        """The code of the centre."""
        return self.centre.centre_id

    @property
    def kinds(self) -> list[str]:
        """What it is about: gap, overstated, understated, unanswered, ..."""
        return self.result.findings.kind_names(self.row)

    @property
    def severity(self) -> Severity:
        """How severe it is."""
        return Severity(int(self.result.findings.severity[self.row]))

    @property
    def points_lost(self) -> float:
        """Points that the index loses by it."""
        return round(float(self.result.findings.points_lost[self.row]), EXACT)

    @property
    def priority(self) -> float:
        """Weight of the severity times points lost."""
        return round(float(self.result.findings.priority[self.row]), EXACT)

    @property
    def binding(self) -> bool:
        """Whether it is a finding (*temuan*), else a suggestion (*saran perbaikan*)."""
        return bool(self.result.findings.binding[self.row])

    @property
    def years_open(self) -> int:
        """Years in a row with this finding."""
        return int(self.result.findings.years_open[self.row])

    @property
    def state(self) -> FindingState | None:
        """Compared with the year before; None where that is not known."""
        return self.result.findings.state[self.row] or None

    @property
    def cells(self) -> list[str]:
        """The cells it rests on."""
        return self.result.finding_cells(self.row)

    @property
    def title(self) -> str:
        """What it is, in the language in use."""
        return self.result.wording().title(self.code)

    @property
    def text(self) -> FindingText:
        """Its title and five elements in the language in use."""
        return self.result.wording().finding(self.row)
