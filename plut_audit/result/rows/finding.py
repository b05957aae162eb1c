"""One finding."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from plut_audit.result.columns import FindingState
from plut_audit.result.decision_words import FindingText
from plut_audit.result.rows.centre import CentreRow
from plut_audit.result.rows.item import EXACT
from plut_audit.scoring.findings import Severity

if TYPE_CHECKING:
    from plut_audit.result import Result


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
