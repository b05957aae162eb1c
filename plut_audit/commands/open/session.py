"""One survey while its page is open: read once, scored once, and again when a file changes."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import RLock
from typing import TYPE_CHECKING

from plut_audit.commands.open.work_folder import StoredFile, WorkFolder, earlier_folders, new_folder
from plut_audit.commands.options import InputOptions, OutputOptions
from plut_audit.commands.options.stage import StageOptions, StageWord
from plut_audit.errors import UsageError
from plut_audit.i18n import N_
from plut_audit.rubric import DEFAULT_EDITION, Rubric

if TYPE_CHECKING:
    from plut_audit.commands.open.deciding import Decidable
    from plut_audit.result import Result
    from plut_audit.review.decisions import DecidedSurvey

REPLIES = "replies"
"""The folder of a survey in which the reply workbooks lie that came back."""
_PROGRAM_FOLDER = "plut-audit"


def folder_of_documents() -> Path:
    """Where the page makes its folders: below the user's documents, else where it was started.

    Windows may keep the documents in OneDrive.
    """
    homes = [Path.home(), Path(os.environ.get("ONEDRIVE") or Path.home())]
    documents = [home / "Documents" for home in homes if (home / "Documents").is_dir()]
    return (documents[0] if documents else Path.cwd()) / _PROGRAM_FOLDER


@dataclass
class _Read:
    """What was made of one state of the files; `Session` forgets it when a file changes."""

    state: list[StoredFile] | None = None
    decided: "DecidedSurvey | None" = None
    results: "dict[str, Result]" = field(default_factory=dict)
    decidable: "dict[str, list[Decidable]]" = field(default_factory=dict)
    """By language."""


@dataclass
class Session:
    """What the page knows; `lock` is held by whoever reads or changes it."""

    rubric_name: str | None
    chosen: WorkFolder | None
    base: Path
    year: int | None = None
    evaluator: str = ""
    notices: list[str] = field(default_factory=list)
    """Lines for the page that is shown next."""
    lock: RLock = field(default_factory=RLock)
    _read: _Read = field(default_factory=_Read)

    @property
    def folder(self) -> WorkFolder:
        """The folder of the survey; one of its own where the user named none."""
        if self.chosen is None:
            self.chosen = new_folder(self.base)
        return self.chosen

    @property
    def has_files(self) -> bool:
        """Whether anything is there to be read."""
        return bool(self.folder.files())

    def earlier(self) -> list[WorkFolder]:
        """Folders of earlier pages that can be continued; none where the user named a folder."""
        if not self.folder.own:
            return []
        return [folder for folder in earlier_folders(self.base) if folder.path != self.folder.path]

    def resume(self, name: str) -> None:
        """Go on with a folder of an earlier page."""
        found = [folder for folder in self.earlier() if folder.path.name == name]
        if not found:
            raise UsageError(N_("There is no earlier folder '{name}'."), name=name)
        self.chosen = found[0]

    def choose_edition(self, name: str, year: int | None) -> None:
        """Score by another edition, or as another year."""
        self.rubric_name, self.year = name, year
        self._read = _Read()

    @property
    def edition_name(self) -> str:
        """The edition by which the survey is scored."""
        return self.rubric_name or DEFAULT_EDITION

    def rubric(self) -> Rubric:
        """The rubric in use."""
        return self.inputs().edition()

    def inputs(self) -> InputOptions:
        """The options of `score` and `check` that the page stands for."""
        return InputOptions([self.folder.path], self.rubric_name, self.year)

    def read_again(self) -> None:
        """Forget what was read."""
        self._read = _Read()

    def _current(self) -> _Read:
        state = self.folder.files()
        if self._read.state != state:
            self._read = _Read(state)
        return self._read

    def decided(self) -> "DecidedSurvey":
        """The survey as it was read, with its decisions; raises as `check` does."""
        from plut_audit.review.decisions import read_decided

        current = self._current()
        if current.decided is None:
            inputs = self.inputs()
            current.decided = read_decided(inputs.survey, inputs.edition(), inputs.options())
        return current.decided

    def result(self, stage: str = "") -> "Result":
        """The result that `score` shows, a draft or final where `stage` says so."""
        current, decided = self._current(), self.decided()
        if stage not in current.results:
            current.results[stage] = self._staged(decided, stage) if stage else decided.result()
        return current.results[stage]

    def _staged(self, decided: "DecidedSurvey", stage: str) -> "Result":
        """The result at a stage; replies lie in the folder `replies`, none where there is none."""
        from plut_audit.review.replies import staged_result

        assignment = OutputOptions().read_assignment(self.inputs().survey, staged=True)
        with TemporaryDirectory() as nobody:
            came = self.folder.path / REPLIES
            options = StageOptions(StageWord(stage))
            if options.stage is StageWord.FINAL:
                options.replies = came if came.is_dir() else Path(nobody)
            return staged_result(decided, options.staging(self.inputs(), assignment))

    def decidable(self, language: str) -> "list[Decidable]":
        """What can be decided on each problem and contested answer, in a language."""
        from plut_audit.commands.open.deciding import decidable

        decided = self.decided()
        known = self._current().decidable
        if language not in known:
            known[language] = decidable(decided, language)
        return known[language]
