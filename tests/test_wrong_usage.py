"""A generator of wrong usage: whatever is typed or handed in ends in a documented way.

Random options and values, files in the wrong place, outputs of the program handed back as
surveys, registries and results, random bytes in every file that is read. Each run is made from
a number of its own, so that a failed one is repeated with it. `PLUT_AUDIT_WRONG_USAGE=5000`
makes as many runs.
"""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from builders.wrong_usage import SEEDS, anything, damage, misplace, quiet, write_good_files

from plut_audit import i18n

MOST_LINES = 25
"""Lines on standard error: one, and what was written or could not be read."""
DOCUMENTED = (0, 1, 2, 3)

VALUES = (
    "",
    "-1",
    "0",
    "7",
    "24",
    "2024",
    "1e9",
    "nan",
    "ya",
    "x",
    "\x1b[31m",
    "{0}",
    "%s",
    "=1+1",
)
NUMBERS = ("--top", "--seed", "--year", "--jobs", "-n")
WORDS = ("--severity", "--fail-on", "--province", "--format", "--lang", "--limit", "--region")
FILES = ("--centres", "--crosswalk", "--aliases", "--previous", "--follow-up", "--template")
FLAGS = ("--force", "-q", "-v", "--robust", "--only-approved", "--resume", "--colour")


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_good_files(tmp_path_factory.mktemp("wrong") / "good")


# --- what is wrong -------------------------------------------------------------------------


def option(folder: Path, rng: random.Random) -> list[str]:
    """An option with a value of its own kind or of another."""
    kind = rng.choice((NUMBERS, WORDS, FILES, FLAGS, ("--rubric",), ("-o", "--per-centre")))
    name = rng.choice(kind)
    if kind is FLAGS:
        return [name]
    if kind in (NUMBERS, WORDS):
        return [name, rng.choice(VALUES)]
    return [name, anything(folder, rng)]


def command(folder: Path, rng: random.Random) -> list[str]:
    """A command over the files, about half of its words as they should be."""
    survey, stored = str(folder / "surveys" / "2024"), str(folder / "out.json")
    first = survey if rng.random() < 0.5 else anything(folder, rng)
    second = stored if rng.random() < 0.5 else anything(folder, rng)
    out = rng.choice(
        (
            str(folder / "new" / f"a.{rng.choice(('json', 'md', 'csv', 'xlsx', 'x'))}"),
            anything(folder, rng),
        )
    )
    words: Callable[[], list[str]] = rng.choice(
        (
            lambda: ["score", first],
            lambda: ["score", first, "--previous", second, "-o", out],
            lambda: ["score", first, "--rubric", str(folder / "rubric")],
            lambda: ["check", first, "--annotate", str(folder / "copies")],
            lambda: ["robust", first, "-n", "2"],
            lambda: ["visits", first, "-o", out],
            lambda: ["export", second, "-o", out],
            lambda: ["export", second, "--per-centre", str(folder / "letters"), "--force"],
            lambda: ["compare", second, stored],
            lambda: ["compare", first, second, "-o", out],
            lambda: ["explain", rng.choice(("INF-01", "51.71", *VALUES)), "--in", second],
            lambda: ["explain", "51.71", "--in", stored, "--set", f"INF-06={rng.choice(VALUES)}"],
            lambda: ["batch", str(folder / "surveys"), "-o", str(folder / "batch"), "--resume"],
            lambda: ["batch", first, "-o", out, "--jobs", "1"],
            lambda: ["rubric", "check", anything(folder, rng)],
            lambda: ["forms", anything(folder, rng), "--rubric", anything(folder, rng)],
        )
    )
    return words()


@pytest.mark.parametrize("seed", SEEDS)
def test_wrong_usage_ends_in_a_documented_way(
    seed: int, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = random.Random(seed)
    monkeypatch.setenv("PLUT_AUDIT_LANG", rng.choice(i18n.LANGUAGES))
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "files"
    shutil.copytree(good, folder)
    for _ in range(rng.randrange(3)):
        rng.choice((damage, misplace))(folder, rng)
    words = command(folder, rng)
    for _ in range(rng.choice((0, 0, 1, 2))):
        words += option(folder, rng)
    if words[0] == "batch":
        words += ["--jobs", "1"]
    code, shown = quiet(words)
    assert code in DOCUMENTED, (seed, words, shown)
    assert "Traceback" not in shown
    assert "\x1b" not in shown
    assert shown.count("\n") <= MOST_LINES, shown
    shutil.rmtree(folder)
