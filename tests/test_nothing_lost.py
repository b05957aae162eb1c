"""Whatever stops a run, the file that was there is there still, or the new one is, whole."""

import json
import os
import random
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders.survey import write_five_centres

from plut_audit import cli

BEFORE = b"what was there before"
SUFFIXES = ("json", "csv", "md", "zip", "xlsx")


def program(*words: object) -> list[str]:
    return [sys.executable, "-m", "plut_audit.cli", *map(str, words)]


def run(*words: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        program(*words), capture_output=True, encoding="utf-8", check=False, timeout=600
    )


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A survey year of five centres."""
    return write_five_centres(tmp_path_factory.mktemp("survey") / "2024")


@pytest.fixture(scope="module")
def stored(survey: Path) -> Path:
    """Its stored result."""
    path = survey.parent / "result.json"
    assert cli.run(["score", str(survey), "-q", "-o", str(path)]) == 0
    return path


# --- killed --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "suffix"), [("score", "json"), ("export", "csv"), ("export", "xlsx")]
)
def test_a_killed_run_leaves_the_old_file_or_the_whole_new_one(
    command: str, suffix: str, survey: Path, stored: Path, tmp_path: Path
) -> None:
    out = tmp_path / f"report.{suffix}"
    words = program(command, survey if command == "score" else stored, "-q", "-o", out, "--force")
    begun = time.monotonic()
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    whole_run, whole = time.monotonic() - begun, out.read_bytes()
    moments = random.Random(7)
    for _ in range(4):
        out.write_bytes(BEFORE)
        kill_after(words, moments.uniform(0.3, 1.1) * whole_run)
        assert out.read_bytes() in (BEFORE, whole)
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    assert out.read_bytes() == whole


def kill_after(words: list[str], seconds: float) -> None:
    """Start a run and kill it without warning, unless it has ended."""
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
        try:
            child.wait(seconds)
        except subprocess.TimeoutExpired:
            child.kill()


DIES_AT = """
import os, sys
from pathlib import Path
from plut_audit import cli
renamed = Path.replace
def replace(self, target):
    if sys.argv[1] == "after":
        renamed(self, target)
    os._exit(9)
Path.replace = replace
cli.main(sys.argv[2:])
"""


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_renaming_is_the_moment_at_which_the_new_file_is_there(
    moment: str, suffix: str, stored: Path, tmp_path: Path
) -> None:
    out, whole = tmp_path / f"report.{suffix}", tmp_path / f"whole.{suffix}"
    assert cli.run(["export", str(stored), "-q", "-o", str(whole)]) == 0
    out.write_bytes(BEFORE)
    words = [moment, "export", str(stored), "-q", "-o", str(out), "--force"]
    assert subprocess.run([sys.executable, "-c", DIES_AT, *words], check=False).returncode == 9
    assert out.read_bytes() == (BEFORE if moment == "before" else whole.read_bytes())


# --- a full disk, a folder that is read-only -----------------------------------------------


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_full_disk_gives_one_line_and_leaves_the_old_file(
    suffix: str, stored: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    full = Path("/dev/full")
    if not full.is_char_device():
        pytest.skip("the system has no device that is always full")
    out = tmp_path / f"report.{suffix}"
    out.write_bytes(BEFORE)
    # The name under which this process writes beside the place.
    out.with_name(f".report.{os.getpid()}.part.{suffix}").symlink_to(full)
    assert cli.run(["export", str(stored), "-q", "-o", str(out), "--force"]) == 2
    assert_one_line(capfd.readouterr().err, out.name)
    assert out.read_bytes() == BEFORE
    assert [path.name for path in tmp_path.iterdir()] == [out.name]


AS_NOBODY = """
import os, sys
from plut_audit import cli
# Once where it may write, so that every module is loaded: nobody may not read root's Python.
assert cli.run([*sys.argv[2:], "-q", "-o", sys.argv[1] + ".first.csv"]) == 0
os.remove(sys.argv[1] + ".first.csv")
if os.geteuid() == 0:
    os.setegid(65534)
    os.seteuid(65534)
cli.main([*sys.argv[2:], "-q", "--force", "-o", sys.argv[1] + "/report.csv"])
"""


@pytest.fixture
def read_only() -> Iterator[Path]:
    """A folder in which nobody may write, with a file in it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "report.csv").write_bytes(BEFORE)
        folder.chmod(0o555)
        yield folder
        folder.chmod(0o755)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no permissions of folders by mode")
def test_a_read_only_folder_gives_one_line_and_leaves_the_old_file(
    read_only: Path, stored: Path
) -> None:
    readable = read_only.parent / f"{read_only.name}.json"
    readable.write_bytes(stored.read_bytes())
    readable.chmod(0o644)
    words = [str(read_only), "export", str(readable)]
    try:
        ended = subprocess.run(
            [sys.executable, "-c", AS_NOBODY, *words],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    finally:
        readable.unlink()
    assert ended.returncode == 2, ended.stderr
    assert_one_line(ended.stderr, "report.csv")
    assert (read_only / "report.csv").read_bytes() == BEFORE
    assert [path.name for path in read_only.iterdir()] == ["report.csv"]


def assert_one_line(said: str, name: str) -> None:
    assert len(said.splitlines()) == 1, said
    assert said.startswith("plut-audit: ") and name in said
    assert "/" not in said.replace(name, "")


# --- files that are there already ----------------------------------------------------------


@pytest.mark.parametrize("command", ["score", "export"])
def test_a_file_that_is_there_is_refused_before_anything_is_read(
    command: str, survey: Path, stored: Path, tmp_path: Path
) -> None:
    out = tmp_path / "report.csv"
    out.write_bytes(BEFORE)
    ended = run(command, survey if command == "score" else stored, "-o", out)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "--force" in ended.stderr and len(ended.stderr.splitlines()) == 1
    assert out.read_bytes() == BEFORE


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes of files")
def test_a_replaced_file_keeps_who_may_read_it(stored: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.json"
    out.write_bytes(BEFORE)
    out.chmod(0o600)
    assert cli.run(["export", str(stored), "-q", "-o", str(out), "--force"]) == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert json.loads(out.read_bytes())["schema"] == "plut-audit/result/2"


def test_two_runs_into_one_file_do_not_meet(stored: Path, tmp_path: Path) -> None:
    out, whole = tmp_path / "report.zip", tmp_path / "whole.zip"
    assert cli.run(["export", str(stored), "-q", "-o", str(whole)]) == 0
    words = program("export", stored, "-q", "-o", out, "--force")
    runs = [subprocess.Popen(words) for _ in range(2)]
    assert [one.wait(120) for one in runs] == [0, 0]
    assert out.read_bytes() == whole.read_bytes()
