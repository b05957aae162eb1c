"""What was read of reply workbooks, before anything is made of it."""

from dataclasses import dataclass, field

from plut_audit.ingest.files.reply_sheet import ReplyMark
from plut_audit.ingest.sheets import CellValue
from plut_audit.problems import Problem
from plut_audit.result.extras.replies import Answer


@dataclass(frozen=True)
class ReplyLine:
    """A row in which a centre wrote something; `name` is the code of a finding or a question.

    `location` is file, sheet and cell of the row's answer.
    """

    centre_id: str
    name: str
    answer: Answer = ""
    value: CellValue = ""
    explanation: str = ""
    evidence: str = ""
    location: tuple[str, str, str] = ("", "", "")

    @property
    def typed(self) -> bool:
        """Whether anything but agree or disagree was written."""
        return bool(str(self.value).strip() or self.explanation or self.evidence)

    @property
    def content(self) -> tuple[str, ...]:
        """What the centre replied, wherever it stands."""
        texts = (self.answer, str(self.value), self.explanation, self.evidence)
        return (self.centre_id, self.name, *texts)


@dataclass
class ReplyWorkbook:
    """One reply workbook; `mark` is None where it was removed or changed."""

    file: str
    sha256: str
    sheets: tuple[str, ...]
    mark: ReplyMark | None = None
    centre_id: str = ""
    lines: list[ReplyLine] = field(default_factory=list)
    filled_in_by: str = ""
    replied_on: str = ""
    """ISO date, "" for none that can be read."""


@dataclass
class ReadReplies:
    """The reply workbooks of a folder that can be used, and what is wrong with all of them."""

    workbooks: list[ReplyWorkbook] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
