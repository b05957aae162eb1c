"""Why a file is not read, in one line."""

from collections.abc import Iterable, Iterator
from time import monotonic

from plut_audit.i18n import N_, Translations, translations
from plut_audit.ingest.sheets.guard.limits import Limits
from plut_audit.problems import Problem


class UnreadableFileError(Exception):
    """A file that is not read; `problem` says why, and how to fix it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code, problem.file)
        self.problem = problem

    def __str__(self) -> str:
        return f"{self.problem.location}: {self.problem.code} {self.problem.message()['en']}"


def file_error(code: str, file: str, detail: str = "", /, **blanks: object) -> UnreadableFileError:
    """A refusal by its code; `detail` is a catalogue key whose blanks are filled."""
    values: dict[str, object] = dict(blanks)
    if detail:
        values["detail"] = translations(detail, **blanks)
    return UnreadableFileError(Problem(code, file, values=values))


def limit_error(file: str, limit: str, found: int, allowed: int) -> UnreadableFileError:
    """The file goes beyond a limit; found and allowed are counts in the limit's unit."""
    counts = {"found": _grouped(found), "allowed": _grouped(allowed)}
    return UnreadableFileError(
        Problem("FIL-09", file, values={"limit": limit.replace("_", "-"), **counts})
    )


def _grouped(count: int) -> Translations:
    return {"id": f"{count:,}".replace(",", "."), "en": f"{count:,}"}


def damaged_file(file: str, detail: str, /, **blanks: object) -> UnreadableFileError:
    """The file is broken or cut short."""
    return file_error("FIL-07", file, detail, **blanks)


def unsafe_file(file: str, detail: str, /, **blanks: object) -> UnreadableFileError:
    """The file holds what no spreadsheet program writes."""
    return file_error("FIL-10", file, detail, **blanks)


def unreadable_file(file: str, detail: str, /, **blanks: object) -> UnreadableFileError:
    """No reader understands the file."""
    return file_error("FIL-11", file, detail, **blanks)


def within_time(chunks: Iterable[bytes], file: str, limits: Limits) -> Iterator[bytes]:
    """The chunks, as long as looking through them stays within the limit of seconds."""
    begun = monotonic()
    for chunk in chunks:
        took = int(monotonic() - begun)
        if took > limits.seconds:
            raise limit_error(file, "seconds", took, limits.seconds)
        yield chunk


CUT_SHORT = N_("it ends in the middle")
