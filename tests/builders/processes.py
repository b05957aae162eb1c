"""The program as a process of its own, which ends with the test that started it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

PROGRAM = [sys.executable, "-m", "plut_audit.cli"]


@contextmanager
def started(*words: str) -> "Iterator[subprocess.Popen[str]]":
    """`plut-audit WORDS` with its standard error; what still runs at the end is killed.

    It can be interrupted also where the tests themselves run in the background, which ignores
    an interruption and hands that down.
    """
    restored = None if os.name == "nt" else _restore_interruption
    with subprocess.Popen(
        [*PROGRAM, *words],
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=restored,  # noqa: PLW1509
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def _restore_interruption() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
