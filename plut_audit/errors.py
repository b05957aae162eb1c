"""What stops a run, and what the user can do about it.

An `AuditError` is one line: what is wrong and how to correct it. It carries a message key and
the words for its blanks, so that the command line can say it in the reader's language.
Whatever is wrong inside a respondent's file is no error but a `problems.Problem`.
"""


class AuditError(Exception):
    """The run cannot go on; `message` is a catalogue key whose `{blanks}` are in `blanks`."""

    exit_code = 2

    def __init__(self, message: str, /, **blanks: object) -> None:
        super().__init__(message)
        self.message = message
        self.blanks = blanks

    def __str__(self) -> str:
        return self.message.format(**self.blanks) if self.blanks else self.message


class UsageError(AuditError):
    """The words of the command do not fit together."""


class RubricError(AuditError):
    """A rubric that cannot be used; all its faults are gathered in one message."""


class NothingToReadError(AuditError):
    """No file, or none that answers a question of the instrument."""


class ResultError(AuditError):
    """A stored result that this version does not know."""


class OutputError(AuditError):
    """A file that could not be written; what was there before is untouched."""
