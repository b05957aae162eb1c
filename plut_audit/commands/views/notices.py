"""Standard error: progress on a terminal, and notices of what was written or left out."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from plut_audit.commands.views.signs import printable
from plut_audit.i18n import N_, _
from plut_audit.ingest.files import Progress


class Notices:
    """Progress and notices, silent under `--quiet`, more of them under `--verbose`."""

    def __init__(self, quiet: bool = False, verbose: bool = False) -> None:
        self.quiet = quiet
        self.verbose = verbose

    def note(self, message: str, /, **blanks: object) -> None:
        """Say one line."""
        if not self.quiet:
            self.warn(message, **blanks)

    def warn(self, message: str, /, **blanks: object) -> None:
        """Say one line that matters even when quiet: what could not be read."""
        self.line(_(message, **blanks))

    def line(self, text: str) -> None:
        """Say one line that is in words already."""
        sys.stderr.write(printable(text) + "\n")

    def wrote(self, path: Path) -> None:
        """Say that a file was written."""
        self.note(N_("Written: {path}"), path=str(path))

    @contextmanager
    def progress(self) -> Iterator[Progress | None]:
        """A bar of the files that are read, on a terminal only."""
        if self.verbose:
            yield self._name_files
        elif self.quiet or not sys.stderr.isatty():
            yield None
        else:
            with _bar() as bar:
                yield _follow(bar)

    @contextmanager
    def writing(self, path: Path) -> Iterator[None]:
        """On a terminal, that a file or a folder of letters is being written."""
        if self.quiet or self.verbose or not sys.stderr.isatty():
            yield
            return
        from rich.console import Console

        text = printable(_(N_("Writing {path}"), path=str(path)))
        console = Console(stderr=True, markup=False, highlight=False)
        with console.status(text, spinner="line"):
            yield

    def _name_files(self, number: int, total: int, file: str) -> None:
        if file:
            sys.stderr.write(printable(f"{number + 1}/{total} {file}") + "\n")


def _bar() -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        console=Console(stderr=True, markup=False),
        transient=True,
    )


def _follow(bar: Any) -> Progress:
    task = bar.add_task("", total=None)

    def step(number: int, total: int, what: str) -> None:
        bar.update(task, completed=number, total=total, description=printable(what)[-40:])

    return step
