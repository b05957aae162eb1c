"""The result of an audit: the one typed, columnar thing that everything later reads.

`Result.from_audit` takes the columns of an audit, `save` and `load` store them as one readable
JSON file (`plut-audit/result/2`). Sentences are not stored: they are made from the columns in
the language of the reader when they are shown (`FindingRow.text`, `Problem.message`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from plut_audit.audit import Audit
from plut_audit.i18n import current_language
from plut_audit.ingest.answers import Array
from plut_audit.problems import Problem
from plut_audit.result.answers import AnswerColumns
from plut_audit.result.cells import Cells
from plut_audit.result.columns import (
    CentreColumns,
    Evidence,
    FigureColumns,
    FindingColumns,
    ItemMatrices,
)
from plut_audit.result.decision_words import DecisionWords
from plut_audit.result.extras import (
    Agreement,
    DecisionEntry,
    FollowUp,
    RightOfReply,
    Robustness,
    StageName,
    Trend,
)
from plut_audit.result.rows import CentreRow, DimensionRow, FindingRow, ItemRow
from plut_audit.result.summary import CellFigures, InputFile, RunOptions, Summary
from plut_audit.result.visits import Arrival, Factor, VerificationFactors
from plut_audit.result.wording import Wording
from plut_audit.rubric import Rubric
from plut_audit.scoring.findings.systemic import Systemic
from plut_audit.scoring.ranking import NotRanked

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "AnswerColumns",
    "Arrival",
    "CellFigures",
    "CentreColumns",
    "CentreRow",
    "DimensionRow",
    "Evidence",
    "Factor",
    "FigureColumns",
    "FindingColumns",
    "FindingRow",
    "InputFile",
    "ItemMatrices",
    "ItemRow",
    "NotRanked",
    "Result",
    "RunOptions",
    "Summary",
    "VerificationFactors",
]


@dataclass(frozen=True)
class Result:
    """One audited year; see the module's docstring. All columns are in the order of the centres."""

    rubric: Rubric
    year: int | None
    tool_version: str
    inputs: tuple[InputFile, ...]
    cell_figures: CellFigures
    summary: Summary
    verification: VerificationFactors
    centres: CentreColumns
    items: ItemMatrices
    answers: AnswerColumns
    cells: Cells
    findings: FindingColumns
    systemic: tuple[Systemic, ...]
    problems: tuple[Problem, ...]
    robustness: Robustness | None = None
    agreement: Agreement | None = None
    trend: Trend | None = None
    follow_up: FollowUp | None = None
    replies: RightOfReply | None = None
    options: RunOptions = field(default_factory=RunOptions)
    decisions: tuple[DecisionEntry, ...] = ()

    @classmethod
    def from_audit(cls, audit: Audit) -> "Result":
        """The result of an audit; its matrices are taken by reference."""
        from plut_audit.result.from_audit import result_of_audit

        return result_of_audit(audit)

    @classmethod
    def load(cls, path: Path) -> "Result":
        """A stored result; `ResultError` where the file is none that this version reads."""
        from plut_audit.result.storage import load

        return load(path)

    def save(self, path: Path) -> None:
        """Write the result to `path` as JSON; the same result gives the same bytes."""
        from plut_audit.result.storage import save

        # Kept as the cached property keeps it, so that no report computes it again.
        self.__dict__["fingerprint"] = save(self, path)

    @cached_property
    def fingerprint(self) -> str:
        """What tells this result from every other: see `result.fingerprint`."""
        from plut_audit.result.fingerprint import fingerprint

        return fingerprint(self)

    @property
    def stage(self) -> StageName | None:
        """Draft while centres may reply, final after it; None where nobody was asked."""
        return self.replies.stage if self.replies else None

    # --- rows ----------------------------------------------------------------------------------

    def centre(self, row: int) -> CentreRow:
        """The centre in a row."""
        return CentreRow(self, row)

    def centre_rows(self) -> Iterator[CentreRow]:
        """Every centre, by its code."""
        return (CentreRow(self, row) for row in range(len(self.centres)))

    @cached_property
    def row_of(self) -> dict[str, int]:
        """The row of each centre by its code."""
        return {centre.centre_id: row for row, centre in enumerate(self.centres.centres)}

    @cached_property
    def ranking(self) -> list[CentreRow]:
        """The ranked centres, the best first, ties by code."""
        ranked = np.flatnonzero(self.centres.ranked)
        order = np.lexsort((ranked, self.centres.rank[ranked]))
        return [CentreRow(self, int(row)) for row in ranked[order]]

    @cached_property
    def unranked(self) -> list[CentreRow]:
        """The centres with too little answered: the highest of what is ranked first, then by code."""
        rows = [CentreRow(self, int(row)) for row in np.flatnonzero(~self.centres.ranked)]
        figure = self.rubric.scoring.figure
        return sorted(rows, key=lambda centre: -(getattr(centre, figure) or 0))

    def finding_rows(self) -> Iterator[FindingRow]:
        """Every finding in the total order."""
        return (FindingRow(self, row) for row in range(len(self.findings)))

    def finding_rows_of(self, centre: int) -> list[int]:
        """The rows of a centre's findings, in the total order."""
        rows, starts = self._findings_by_centre
        return [int(row) for row in rows[starts[centre] : starts[centre + 1]]]

    @cached_property
    def _findings_by_centre(self) -> tuple[np.ndarray, np.ndarray]:
        rows = np.argsort(self.findings.centre, kind="stable")
        counts = np.bincount(self.findings.centre.astype(int), minlength=len(self.centres))
        return rows, np.concatenate([[0], np.cumsum(counts)])

    # --- words and cells -----------------------------------------------------------------------

    def wording(self, language: str | None = None) -> Wording:
        """What puts findings into words, in a language or the one in use."""
        return Wording(
            rubric=self.rubric,
            answers=self.answers,
            items=self.items,
            arrivals=self.centres.arrivals,
            findings=self.findings,
            decisions=DecisionWords(self.rubric, self.decisions, self.centres.centres),
            language=language or current_language(),
        )

    def finding_cells(self, row: int) -> list[str]:
        """The cells that a finding rests on."""
        from plut_audit.result.finding_cells import cells_of_finding

        return cells_of_finding(self, row)

    def reported_values(self, question: str) -> Array | None:
        """The reported answers by centre, None for none; None where nobody answered."""
        if question not in self.rubric.questions or question not in self.answers.reported:
            return None
        values = self.answers.reported.stored_values(self.rubric.questions[question])
        return values if any(value is not None for value in values) else None

    # --- for analysts --------------------------------------------------------------------------

    def centres_frame(self) -> "pd.DataFrame":
        """One row per centre; see `result.frames`."""
        from plut_audit.result.frames import centres_frame

        return centres_frame(self)

    def items_frame(self) -> "pd.DataFrame":
        """One row per centre and indicator; see `result.frames`."""
        from plut_audit.result.frames import items_frame

        return items_frame(self)

    def findings_frame(self, language: str | None = None) -> "pd.DataFrame":
        """One row per finding, its five elements in a language; see `result.frames`."""
        from plut_audit.result.frames import findings_frame

        return findings_frame(self, language)

    def problems_frame(self, language: str | None = None) -> "pd.DataFrame":
        """One row per problem in the files; see `result.frames`."""
        from plut_audit.result.frames import problems_frame

        return problems_frame(self, language)

    def with_parts(
        self, robustness: Robustness | None = None, agreement: Agreement | None = None
    ) -> "Result":
        """The result with studies beside it."""
        return replace(self, robustness=robustness, agreement=agreement)
