"""Processes side by side: their time, and the most memory they held."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

Command = Sequence[str]
PYTHON = (sys.executable, "-X", "utf8")


@dataclass(frozen=True)
class Run:
    """What one process took."""

    seconds: float
    """Elapsed time."""
    processor_seconds: float
    """What the processor spent on it; other work on the machine changes it little."""
    mebibytes: float | None
    """Most resident memory; None where the system does not report it (Windows)."""


@dataclass(frozen=True)
class Ratio:
    """Two commands run in turns, the medians of both."""

    name: str
    ours: Run
    baseline: Run
    most: float | None
    """The target, or None where there is none."""

    @property
    def ratio(self) -> float:
        """Our elapsed time divided by that of the baseline."""
        return self.ours.seconds / self.baseline.seconds

    @property
    def processor_ratio(self) -> float:
        """Our processor time divided by that of the baseline."""
        return self.ours.processor_seconds / self.baseline.processor_seconds


def side_by_side(
    name: str,
    ours: Command,
    baseline: Command,
    most: float | None = None,
    times: int = 3,
    printed: bool = False,
) -> Ratio:
    """Run both commands in turns and take the medians.

    With `printed` the seconds are what the process itself printed, elapsed and of the
    processor: for work whose preparation must not count.
    """
    runs = [(process(ours, printed), process(baseline, printed)) for _ in range(times)]
    first, second = (_median([pair[side] for pair in runs]) for side in (0, 1))
    return Ratio(name, first, second, most)


def _median(runs: Sequence[Run]) -> Run:
    memory = [run.mebibytes for run in runs if run.mebibytes is not None]
    return Run(
        statistics.median(run.seconds for run in runs),
        statistics.median(run.processor_seconds for run in runs),
        statistics.median(memory) if memory else None,
    )


def process(command: Command, printed: bool = False) -> Run:
    """Run one process to its end; raises `RuntimeError` where it fails."""
    begun = time.perf_counter()
    child = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        env={**os.environ, "NO_COLOR": "1"},
        cwd=Path(__file__).resolve().parents[1],
    )
    assert child.stdout is not None
    output = child.stdout.read()
    code, processor, memory = wait(child)
    seconds = time.perf_counter() - begun
    if code != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {code}: {output[-2000:]}")
    if printed:
        seconds, processor = map(float, output.split())
    return Run(seconds, seconds if processor is None else processor, memory)


def wait(child: "subprocess.Popen[str]") -> tuple[int, float | None, float | None]:
    """The exit code of this child, its processor seconds and its peak memory, where known."""
    if not hasattr(os, "wait4"):
        return child.wait(), None, None
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return child.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit
