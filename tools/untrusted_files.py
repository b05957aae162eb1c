"""Give every file of a folder to `score`, each in a separate process, and check how it ends.

`python tools/untrusted_files.py FOLDER [--seconds 20] [--mebibytes 2048] [--compare]`. A file may
give values or one line that says why not. A traceback, an exit code that is not documented, too
much time or memory is a fault. With `--compare`, every cell that openpyxl reads of a workbook is
compared with what `sheets` reads; differences are listed, because openpyxl differs on purpose: it
leaves `_x000D_` as written, shows the target of a link where a cell is empty, and does not know
every date format or strict workbooks.

Projects that read spreadsheets have collections of odd workbooks in their test folders.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from datetime import time as clock
from os import cpu_count
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.measure import wait

DOCUMENTED = (0, 1, 2, 3)
"""The exit codes of `score`."""
START = 60
"""Seconds that the start of a process may take on a busy machine."""


@dataclass(frozen=True)
class End:
    """How a run over one file ended."""

    path: Path
    code: int
    seconds: float
    mebibytes: float
    output: str

    def faults(self, seconds: float, mebibytes: float) -> Iterator[str]:
        """What went wrong, if anything."""
        if self.code not in DOCUMENTED:
            yield f"exit code {self.code}"
        if "Traceback" in self.output:
            yield "a traceback"
        if self.seconds > seconds:
            yield f"{self.seconds:.1f} s"
        if self.mebibytes > mebibytes:
            yield f"{self.mebibytes:,.0f} MiB"


def score(path: Path, patience: float) -> End:
    """Run `score` on one file; a run that takes far too long is ended."""
    begun = time.monotonic()
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
        command = [sys.executable, "-X", "utf8", "-m", "plut_audit.cli", "score", str(path), "-q"]
        child = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
        with ThreadPoolExecutor(1) as waiting:
            ended = waiting.submit(wait, child)
            try:
                code, _, memory = ended.result(timeout=3 * patience + START)
            except TimeoutError:
                child.kill()
                code, _, memory = ended.result()
        output.seek(0)
        return End(path, code, time.monotonic() - begun, memory or 0.0, output.read()[-2000:])


# --- compared with openpyxl ----------------------------------------------------------------


def differences(path: Path) -> Iterator[str]:
    """The cells that openpyxl reads differently; none where one of the two does not read the file."""
    from openpyxl import load_workbook

    from plut_audit.ingest import sheets

    try:
        ours = {sheet.name: sheet for sheet in sheets.read(path, path.name).sheets}
        theirs = load_workbook(path, data_only=True)
    except Exception:  # a file that one of them refuses cannot be compared
        return
    for page in theirs.worksheets:
        for cell in (cell for row in page.iter_rows() for cell in row if cell.value is not None):
            index = cell.row - 1, cell.column - 1
            sheet = ours.get(page.title)
            if sheet is None or not _same(_read(sheet, index), cell.value):
                ours_read = None if sheet is None else _read(sheet, index)
                yield f"{page.title}!{cell.coordinate}: {ours_read!r:.60}, openpyxl {cell.value!r:.60}"


def _read(sheet: Any, index: tuple[int, int]) -> Any:
    row, column = index
    within = row < len(sheet.rows) and column < len(sheet.rows[row])
    return sheet.errors.get(index) or (sheet.rows[row][column] if within else "")


def _same(ours: Any, theirs: Any) -> bool:
    if isinstance(ours, str) and isinstance(theirs, str):
        return ours.split() == theirs.split()
    if isinstance(ours, float) and isinstance(theirs, int | float):
        return abs(ours - theirs) <= 1e-9 * abs(theirs)
    if isinstance(theirs, datetime) and isinstance(ours, date | clock):
        days = isinstance(ours, date)
        seconds = _seconds(ours) if not days or isinstance(ours, datetime) else 0
        near = abs(seconds - _seconds(theirs)) < 2
        return near and (not days or (ours.year, ours.month, ours.day) == theirs.timetuple()[:3])
    return bool(ours == theirs)


def _seconds(moment: Any) -> int:
    return int(moment.hour * 3600 + moment.minute * 60 + moment.second)


# --- what is printed -----------------------------------------------------------------------


def main() -> int:
    """Check every file; 1 where one of them is a fault."""
    parser = argparse.ArgumentParser(prog="python tools/untrusted_files.py")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=20.0, help="that a file may take")
    parser.add_argument("--mebibytes", type=float, default=2048.0, help="that a run may hold")
    parser.add_argument("--compare", action="store_true", help="with openpyxl, cell by cell")
    arguments = parser.parse_args()
    files = sorted(path for path in arguments.folder.rglob("*") if path.is_file())
    codes: Counter[int] = Counter()
    faulty = differ = 0
    with ThreadPoolExecutor(cpu_count()) as runs:
        for end in runs.map(lambda path: score(path, arguments.seconds), files):
            codes[end.code] += 1
            faults = list(end.faults(arguments.seconds, arguments.mebibytes))
            faulty += bool(faults)
            if faults:
                print(f"{end.path}: {', '.join(faults)}\n{end.output}", flush=True)
    for path in files if arguments.compare else ():
        differing = list(differences(path))
        differ += bool(differing)
        print(
            *(f"{path}: {cell}" for cell in differing[:3]), sep="\n", end="\n" if differing else ""
        )
    ends = ", ".join(f"{count} with {code}" for code, count in sorted(codes.items()))
    print(f"{len(files)} files, {faulty} faulty; ended {ends or 'none'}", end="")
    print(f"; {differ} differ from openpyxl" if arguments.compare else "")
    return int(faulty > 0)


if __name__ == "__main__":
    sys.exit(main())
