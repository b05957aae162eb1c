"""`python -m benchmarks [--quick] [--times N] [--only WORD]`: the table of ratios."""

import argparse
import compileall
import platform
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

from benchmarks.measure import PYTHON, Command, Ratio, Run, process, side_by_side

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "sample_data" / "2024"
VERSIONS = (
    "typer",
    "pandas",
    "numpy",
    "python-calamine",
    "xlsxwriter",
    "pymcdm",
    "scikit-criteria",
)
PEERS = {"pymcdm": "pymcdm_loop", "skcriteria": "scikit_criteria_loop"}


def ours(*words: str | Path) -> Command:
    """The program as a user calls it."""
    return [*PYTHON, "-m", "plut_audit.cli", *map(str, words)]


def baseline(name: str, *words: str | Path) -> Command:
    """One of the processes of `baselines`."""
    return [*PYTHON, "-m", "benchmarks.baselines", name, *map(str, words)]


def made(kind: str, size: int, path: Path) -> Path:
    """A generated survey; made in a separate process so that its memory does not count as ours."""
    process([*PYTHON, "-m", "benchmarks.generate", kind, str(size), str(path)])
    return path


def ratios(folder: Path, quick: bool, times: int, only: str) -> Iterator[Ratio]:
    """Every comparison, one after the other."""
    sizes = (300, 900, 2_700) if quick else (1_000, 10_000, 100_000)
    groups = {
        "help": starting(times),
        "sample": sample(times),
        "workbooks": single_centre_workbooks(folder, 50 if quick else 1_000, times),
        "robust": robustness(50 if quick else 1_000, times),
        "large": large(folder, sizes, times),
    }
    for name, group in groups.items():
        if only in name:
            yield from group


def starting(times: int) -> Iterator[Ratio]:
    """The help against a bare application."""
    many = max(times, 7) if times > 1 else 1
    yield side_by_side("--help / typer", ours("--help"), baseline("bare_typer"), 1.5, many)
    bare = baseline("bare_typer_without_rich")
    yield side_by_side("--help / typer without rich", ours("--help"), bare, None, many)


def sample(times: int) -> Iterator[Ratio]:
    """The sample year against pandas' import and raw reads of the same files."""
    least = baseline("pandas_and_raw_reads", *sorted(SAMPLE.iterdir()))
    yield side_by_side("score of 100 / pandas + raw read", ours("score", SAMPLE), least, 1.8, times)


def single_centre_workbooks(folder: Path, size: int, times: int) -> Iterator[Ratio]:
    """Workbooks with one centre each against raw reads of them."""
    books = made("workbooks", size, folder / "workbooks")
    least = baseline("raw_reads", *sorted(books.iterdir()))
    yield side_by_side(f"{size:,} workbooks / raw reads", ours("score", books), least, 1.8, times)


def robustness(draws: int, times: int) -> Iterator[Ratio]:
    """All of `robust` against a loop that only ranks under drawn weights."""
    for module, loop in PEERS.items():
        if find_spec(module) is None:
            print(f"robust / {module}: not installed", file=sys.stderr)
            continue
        yield side_by_side(
            f"robust, {draws:,} draws / {module}",
            baseline("our_robustness", SAMPLE, str(draws)),
            baseline(loop, SAMPLE, str(draws)),
            None,
            times,
            True,
        )


def large(folder: Path, sizes: tuple[int, ...], times: int) -> Iterator[Ratio]:
    """Tables of 60 columns against raw reads, their growth, and the workbook of the largest."""
    measured = {}
    for size in sizes:
        survey = folder / str(size)
        survey.mkdir()
        file = made("table", size, survey / "survey.xlsx")
        most = 1.7 if size == sizes[-1] else None
        name = f"score of {size:,} x 60 / raw read"
        measured[size] = side_by_side(
            name, ours("score", survey), baseline("raw_reads", file), most, times
        )
        yield measured[size]
    for small, big in pairwise(sizes):
        most = 10.5 if big == sizes[-1] else None
        yield Ratio(f"{big:,} / {small:,}", measured[big].ours, measured[small].ours, most)
    survey, book = folder / str(sizes[-1]), folder / "report.xlsx"
    copy = baseline("same_cells", book, folder / "copy.xlsx")
    yield side_by_side(
        f"workbook of {sizes[-1]:,} / XlsxWriter",
        baseline("our_workbook", survey, book),
        copy,
        1.4,
        times,
        True,
    )


# --- what is printed -----------------------------------------------------------------------

COLUMNS = (
    "what",
    "ours (s)",
    "baseline (s)",
    "ratio",
    "ratio (processor)",
    "at most",
    "ours (MiB)",
    "baseline (MiB)",
)
HEAD = f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}"


def line(ratio: Ratio) -> str:
    """A row of the table, as Markdown."""
    most = "" if ratio.most is None else f"{ratio.most}"
    cells = [
        ratio.name,
        f"{ratio.ours.seconds:.2f}",
        f"{ratio.baseline.seconds:.2f}",
        f"{ratio.ratio:.2f}",
        f"{ratio.processor_ratio:.2f}",
        most,
        *(_memory(run) for run in (ratio.ours, ratio.baseline)),
    ]
    return f"| {' | '.join(cells)} |"


def _memory(run: Run) -> str:
    return "" if run.mebibytes is None else f"{run.mebibytes:,.0f}"


def machine() -> str:
    """The machine and the versions, without its name."""
    import os

    known = [f"Python {platform.python_version()}"]
    for name in VERSIONS:
        try:
            known.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            known.append(f"{name} not installed")
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores; {', '.join(known)}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="small sizes, to see that everything runs"
    )
    parser.add_argument("--times", type=int, default=0, help="runs per side; the median is taken")
    parser.add_argument(
        "--only", default="", metavar="WORD", help="help, sample, workbooks, robust or large"
    )
    arguments = parser.parse_args()
    # As pip installs a program: compiled, even if the environment forbids writing bytecode.
    for package in ("plut_audit", "benchmarks"):
        compileall.compile_dir(ROOT / package, quiet=1)
    times = arguments.times or (1 if arguments.quick else 3)
    print(f"{machine()}; medians of {times}\n\n{HEAD}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for ratio in ratios(Path(folder), arguments.quick, times, arguments.only):
            print(line(ratio), flush=True)


if __name__ == "__main__":
    main()
