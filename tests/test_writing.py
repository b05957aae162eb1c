"""A file is whole or not there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from builders.survey import write_five_centres

from plut_audit import atomic_write, rubric
from plut_audit.atomic_write import atomic_path, write_text
from plut_audit.audit import run
from plut_audit.errors import OutputError
from plut_audit.result import Result


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_file_appears_when_the_block_ends(tmp_path: Path) -> None:
    path = tmp_path / "new" / "result.xlsx"
    with atomic_path(path) as beside:
        beside.write_bytes(b"whole")
        assert beside.suffix == ".xlsx"
        assert not path.exists()
    assert path.read_bytes() == b"whole"
    assert names(path.parent) == ["result.xlsx"]


def test_a_failing_block_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "result.csv"
    path.write_text("before", encoding="utf-8")
    with pytest.raises(ValueError, match="bug"), atomic_path(path, force=True) as beside:
        beside.write_bytes(b"half")
        raise ValueError("bug")
    assert path.read_text(encoding="utf-8") == "before"
    assert names(tmp_path) == ["result.csv"]


def test_an_existing_file_is_replaced_only_by_force(tmp_path: Path) -> None:
    path = tmp_path / "result.csv"
    path.write_text("before", encoding="utf-8")
    with pytest.raises(OutputError, match="--force"), atomic_path(path):
        pass
    write_text(path, iter(["after\n", "é\n"]), force=True)
    assert path.read_bytes() == "after\né\n".encode()


def test_a_place_that_cannot_be_written_is_an_error_of_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    with (
        pytest.raises(OutputError, match="could not be written"),
        atomic_path(tmp_path / "file" / "result.csv"),
    ):
        pass


# --- a run that is killed ------------------------------------------------------------------

WRITER = """
import sys, time
from pathlib import Path
from plut_audit.atomic_write import atomic_path

with atomic_path(Path(sys.argv[1])) as beside:
    beside.write_text(sys.argv[2], encoding="utf-8")
    print("writing", flush=True)
    time.sleep(60)
"""


def start_writer(path: Path, content: str) -> "subprocess.Popen[str]":
    """A process that is in the middle of writing a file."""
    words = [sys.executable, "-c", WRITER, str(path), content]
    writer = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    assert writer.stdout and writer.stdout.readline() == "writing\n"
    return writer


def end(writer: "subprocess.Popen[str]") -> None:
    """Kill it as `kill -9` and the task manager do, so that it cleans nothing up."""
    writer.kill()
    writer.communicate()


def test_the_next_run_takes_away_what_a_killed_one_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(atomic_write, "_STALE_AFTER", -1)
    killed = start_writer(tmp_path / "result.csv", "half")
    end(killed)
    (tmp_path / ".result.notes.part.csv").write_text("not ours", encoding="utf-8")
    assert "result.csv" not in names(tmp_path)
    write_text(tmp_path / "result.csv", ["whole"])
    assert set(names(tmp_path)) == {"result.csv", ".result.notes.part.csv"}
    assert (tmp_path / "result.csv").read_text(encoding="utf-8") == "whole"


def test_a_part_among_the_answers_is_not_read(tmp_path: Path) -> None:
    survey = write_five_centres(tmp_path / "survey")
    before = Result.from_audit(run([survey], rubric.load())).summary
    answers = (survey / "questionnaire.csv").read_text(encoding="utf-8")
    end(start_writer(survey / "other.csv", answers.replace("71.72", "72.71")))
    assert len(names(survey)) == 4
    assert Result.from_audit(run([survey], rubric.load())).summary == before


@pytest.mark.skipif(os.name == "nt", reason="no process can be asked there; only its age counts")
def test_what_another_run_is_writing_stays(tmp_path: Path) -> None:
    writing = start_writer(tmp_path / "result.csv", "another run")
    try:
        write_text(tmp_path / "result.csv", ["whole"])
        assert names(tmp_path) == [f".result.{writing.pid}.part.csv", "result.csv"]
    finally:
        end(writing)
