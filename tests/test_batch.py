"""Every year of a survey: the same bytes however they were made, and nothing half written."""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from builders import survey as tiny

from plut_audit import batch
from plut_audit.analysis import history
from plut_audit.audit import Options
from plut_audit.batch import lock, manifest
from plut_audit.batch.surveys import survey_folder
from plut_audit.errors import NothingToReadError, OutputError, UsageError
from plut_audit.i18n import localized
from plut_audit.result import Result

FORMATS = ["csv", "md"]


@pytest.fixture(scope="module")
def surveys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three years: one unlike the others in its edition, one with a silent centre."""
    folder = tmp_path_factory.mktemp("batch") / "surveys"
    tiny.write_year(folder / "2022", 2022)
    tiny.write_year(folder / "survei 2023", 2023, changes={1: {"land_area": 3000}}, silent=[4])
    tiny.write_year(folder / "2024", 2024)
    (folder / "2024" / "survey.toml").write_text('edition = "award-2024"\n', encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def whole(surveys: Path) -> dict[str, bytes]:
    """What an uninterrupted run writes."""
    batch.run_years(surveys, surveys.parent / "whole", formats=FORMATS, language="id")
    return contents(surveys.parent / "whole")


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def years(outcomes: list[batch.YearOutcome]) -> list[int]:
    return [outcome.year for outcome in outcomes]


def test_each_year_has_its_result_and_reports_and_all_have_theirs(whole: dict[str, bytes]) -> None:
    for year in (2022, 2023, 2024):
        assert {f"{year}/result.json", f"{year}/report.csv", f"{year}/report.md"} <= set(whole)
    assert {"history.sqlite", "trend.html", "trend.xlsx"} <= set(whole)
    assert not [name for name in whole if ".part" in name or ".work" in name]


def test_a_year_knows_the_years_before_it(surveys: Path, whole: dict[str, bytes]) -> None:
    result = Result.load(surveys.parent / "whole" / "2024" / "result.json")
    assert result.rubric.id == "award-2024"
    assert result.trend and result.trend.years == (2022, 2023, 2024)
    assert result.findings.years_open.max() == 3
    assert history.years_in(surveys.parent / "whole" / "history.sqlite") == [2022, 2023, 2024]


def test_side_by_side_gives_the_same_bytes(
    surveys: Path, whole: dict[str, bytes], tmp_path: Path
) -> None:
    batch.run_years(surveys, tmp_path / "out", formats=FORMATS, language="id", jobs=2)
    assert contents(tmp_path / "out") == whole


def test_resuming_a_finished_run_does_nothing(
    surveys: Path, whole: dict[str, bytes], tmp_path: Path
) -> None:
    shutil.copytree(surveys.parent / "whole", tmp_path / "out")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*")}
    done = batch.run_years(surveys, tmp_path / "out", formats=FORMATS, language="id", resume=True)
    assert (done.years, years(done.skipped), done.overall) == ([], [2022, 2023, 2024], [])
    assert done.exit_code == 0
    after = {path: path.stat().st_mtime_ns for path in before}
    assert {path for path in before if path.is_file() and before[path] != after[path]} == set()


def test_resuming_redoes_a_changed_year_and_those_that_look_back_on_it(
    surveys: Path, tmp_path: Path
) -> None:
    copy = shutil.copytree(surveys, tmp_path / "surveys")
    batch.run_years(copy, tmp_path / "out", language="id")
    tiny.write_year(copy / "survei 2023", 2023, changes={2: {"hours_posted": "no"}})
    done = batch.run_years(copy, tmp_path / "out", language="id", resume=True)
    assert (years(done.skipped), years(done.years)) == ([2022], [2023, 2024])
    batch.run_years(copy, tmp_path / "fresh", language="id")
    assert contents(tmp_path / "out") == contents(tmp_path / "fresh")


def test_resuming_makes_a_damaged_report_anew(
    surveys: Path, whole: dict[str, bytes], tmp_path: Path
) -> None:
    out = shutil.copytree(surveys.parent / "whole", tmp_path / "out")
    (out / "2023" / "report.csv").write_text("cut off", encoding="utf-8")
    (out / "history.sqlite").unlink()
    batch.run_years(surveys, out, formats=FORMATS, language="id", resume=True)
    assert contents(out) == whole


def test_a_year_alone_has_no_report_over_all_years(surveys: Path, tmp_path: Path) -> None:
    def reports(**options: bool) -> set[str]:
        batch.run_years(copy, tmp_path / "out", language="id", **options)
        return {path.name for path in (tmp_path / "out").glob("trend.*")}

    copy = tmp_path / "surveys"
    shutil.copytree(surveys / "2022", copy / "2022")
    assert reports() == set()
    shutil.copytree(surveys / "survei 2023", copy / "2023")
    assert reports(resume=True) == {"trend.html", "trend.xlsx"}
    shutil.rmtree(copy / "2023")
    (tmp_path / "out" / "trend.xlsx").write_text("with notes of my own", encoding="utf-8")
    assert reports(resume=True) == {"trend.xlsx"}, "what somebody changed is not deleted"
    assert (tmp_path / "out" / "history.sqlite").is_file()


def test_a_large_survey_has_its_years_in_the_history_only(
    surveys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plut_audit.batch.run.MOST_IN_A_REPORT", 4)
    done = batch.run_years(surveys, tmp_path / "out", language="id")
    assert done.overall == ["history.sqlite"]
    assert not list((tmp_path / "out").glob("trend.*"))


def test_a_broken_year_is_named_and_the_others_are_complete(surveys: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(surveys, tmp_path / "surveys")
    tiny.write_table(copy / "2021" / "odd.csv", [{"fruit": "mango", "price": 3}])
    shutil.copytree(copy / "2022", copy / "2022 again")
    (copy / "2020").mkdir()
    (copy / "2020" / "survey.toml").write_text('edition = "no-such-edition"', encoding="utf-8")
    done = batch.run_years(copy, tmp_path / "out", language="en")
    assert years(done.years) == [2022, 2023, 2024]
    named = {one.folder: localized(one.failure, "en") for one in done.failed if one.failure}
    assert "odd.csv" in named["2021"]
    assert "same year 2022" in named["2022 again"]
    assert "no-such-edition" in named["2020"]
    assert done.exit_code == 3


@pytest.mark.parametrize(
    "setting", ['year = "dua ribu"', "year = [2024]", "year = true", "only_approved = 'no'"]
)
def test_a_setting_of_the_wrong_type_costs_its_year_alone(
    surveys: Path, tmp_path: Path, setting: str
) -> None:
    shutil.copytree(surveys / "2022", tmp_path / "surveys" / "2022")
    shutil.copytree(surveys / "2024", tmp_path / "surveys" / "2024")
    (tmp_path / "surveys" / "2024" / "survey.toml").write_text(setting, encoding="utf-8")
    done = batch.run_years(tmp_path / "surveys", tmp_path / "out")
    assert (years(done.years), years(done.failed), done.exit_code) == ([2022], [2024], 3)
    assert done.failed[0].failure
    assert setting.split(maxsplit=1)[0] in localized(done.failed[0].failure, "en")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_settings_are_read_as_editors_on_windows_write_them(
    surveys: Path, tmp_path: Path, encoding: str
) -> None:
    folder = shutil.copytree(surveys / "2022", tmp_path / "2022")
    (folder / "survey.toml").write_text("year = 2019\n", encoding=encoding)
    assert survey_folder(folder, None, Options()).year == 2019


def test_a_value_of_the_settings_is_shown_as_it_is_written(surveys: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(surveys / "2022", tmp_path / "2022")
    for written in ('"2024"', "true", "[2024]"):
        (folder / "survey.toml").write_text(f"year = {written}\n", encoding="utf-8")
        with pytest.raises(UsageError, match=re.escape(f"not {written}.")):
            survey_folder(folder, None, Options())


def test_an_unreadable_file_is_named_and_its_year_is_done(surveys: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(surveys, tmp_path / "surveys")
    (copy / "2022" / "late.xlsx").write_bytes(b"")
    done = batch.run_years(copy, tmp_path / "out", language="en")
    assert [problem.file for problem in done.years[0].unread] == ["late.xlsx"]
    assert done.exit_code == 3
    again = batch.run_years(copy, tmp_path / "out", language="en", resume=True)
    assert (again.years, again.exit_code) == ([], 3)
    assert again.skipped[0] == done.years[0]


def test_what_is_there_is_replaced_only_when_asked(surveys: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    for resume in (False, True):
        with pytest.raises(OutputError, match="not empty"):
            batch.run_years(surveys, tmp_path, resume=resume)
    assert contents(tmp_path) == {"mine.txt": b"mine"}


def test_a_folder_without_years_says_what_to_run(surveys: Path, tmp_path: Path) -> None:
    with pytest.raises(NothingToReadError, match="plut-audit score"):
        batch.run_years(surveys / "2022", tmp_path / "out")
    with pytest.raises(UsageError, match="docx2"):
        batch.run_years(surveys, tmp_path / "out", formats=["docx2"])


def test_a_working_folder_that_is_a_link_is_refused(surveys: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "out").mkdir()
    try:
        (tmp_path / "out" / ".work").symlink_to(tmp_path / "mine", target_is_directory=True)
    except OSError:
        pytest.skip("the system makes no links")
    with pytest.raises(OutputError, match="is a link"):
        batch.run_years(surveys, tmp_path / "out", force=True)
    assert contents(tmp_path / "mine") == {"letter.txt": b"mine"}


def test_two_runs_into_one_folder_exclude_each_other(
    surveys: Path, whole: dict[str, bytes], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    with lock.only_run(out):
        for options in ({}, {"force": True}, {"resume": True}):
            with pytest.raises(OutputError, match="Another run is writing into 'out'"):
                batch.run_years(surveys, out, formats=FORMATS, language="id", **options)
        assert contents(out).keys() == {lock.NAME}
    # What a killed run leaves is a file that nobody holds.
    (out / lock.NAME).write_bytes(b"")
    batch.run_years(surveys, out, formats=FORMATS, language="id")
    assert contents(out) == whole


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    hold = (
        "import sys, time, pathlib; from plut_audit.batch import lock\n"
        "with lock.only_run(pathlib.Path(sys.argv[1])): print(flush=True); time.sleep(60)"
    )
    words = [sys.executable, "-c", hold, str(tmp_path)]
    with subprocess.Popen(words, stdout=subprocess.PIPE) as holding:
        assert holding.stdout is not None
        holding.stdout.readline()
        with pytest.raises(OutputError), lock.only_run(tmp_path):
            pass
        holding.kill()
    with lock.only_run(tmp_path):
        assert (tmp_path / lock.NAME).exists()
    assert not (tmp_path / lock.NAME).exists()


def test_files_beside_the_folders_of_the_years_stop_nothing(tmp_path: Path) -> None:
    tiny.write_year(tmp_path / "surveys" / "2024", 2024)
    for name in ("~$centres.xlsx", "notes.csv", "centres_2024.csv", "2023.xlsx"):
        (tmp_path / "surveys" / name).write_text("notes\n1\n", encoding="utf-8")
    report = batch.run_years(tmp_path / "surveys", tmp_path / "out")
    assert years(report.years) == [2024]


def test_a_manifest_of_another_kind_is_no_manifest(tmp_path: Path) -> None:
    for text in (
        "",
        "[]",
        "{}",
        '{"schema": "plut-audit/batch/9"}',
        '{"schema": "plut-audit/batch/2", "files": ["result.json"]}',
        '{"schema": "plut-audit/batch/2", "unread": [{"file": "late.xlsx"}]}',
    ):
        (tmp_path / manifest.NAME).write_text(text, encoding="utf-8")
        assert manifest.read(tmp_path) is None


# --- a run that is killed ------------------------------------------------------------------

PROGRAM = """
import sys
from pathlib import Path
from plut_audit import batch
if __name__ == "__main__":
    folder, out, jobs = sys.argv[1:]
    batch.run_years(Path(folder), Path(out), formats=["csv", "md"], language="id", jobs=int(jobs),
              resume=True)
"""


def kill(process: subprocess.Popen[bytes]) -> None:
    """The process and, where the system can, its workers, at once and without a word."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_killed_run_leaves_nothing_half_and_resumes_to_the_same_bytes(
    surveys: Path, whole: dict[str, bytes], tmp_path: Path, jobs: int
) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")

    def started(out: Path) -> subprocess.Popen[bytes]:
        arguments = [sys.executable, str(program), str(surveys), str(out), str(jobs)]
        return subprocess.Popen(arguments, start_new_session=True)

    begun = time.monotonic()
    assert started(tmp_path / "measured").wait() == 0
    # The moments follow the machine: fixed seconds would miss the run on a fast one.
    whole_run = time.monotonic() - begun
    out, moments, interrupted = tmp_path / "out", random.Random(jobs), 0
    for _ in range(12):
        process = started(out)
        time.sleep(moments.uniform(0.3, 0.95) * whole_run)
        running = process.poll() is None
        kill(process)
        assert_nothing_half(out, whole)
        interrupted += running
        if interrupted == 4:
            break
        if not running:
            shutil.rmtree(out)  # a finished run has nothing left to interrupt
    assert interrupted >= 2
    batch.run_years(surveys, out, formats=FORMATS, language="id", resume=True)
    assert contents(out) == whole


def assert_nothing_half(out: Path, whole: dict[str, bytes]) -> None:
    """Whatever an interrupted run has put in its place is what a whole run puts there."""
    for name, content in (contents(out) if out.exists() else {}).items():
        if not name.startswith(".work/") and "/." not in name and not name.startswith("."):
            # A manifest that is not the last one is whole too, but says of less.
            assert name == manifest.NAME or content == whole[name], name


@pytest.mark.skipif(os.name == "nt", reason="signals as POSIX has them")
@pytest.mark.parametrize("sent", ["SIGKILL", "SIGTERM"])
def test_a_run_that_alone_is_killed_leaves_no_worker_and_resumes_to_the_same_bytes(
    surveys: Path, whole: dict[str, bytes], tmp_path: Path, sent: str
) -> None:
    """Only the process of the run gets the signal, as from a system that is out of memory."""
    psutil = pytest.importorskip("psutil")
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    out = tmp_path / "out"
    arguments = [sys.executable, str(program), str(surveys), str(out), "2"]
    process = subprocess.Popen(arguments, stderr=subprocess.DEVNULL)
    workers = wait_for_work(psutil.Process(process.pid), out)
    process.send_signal(getattr(signal, sent))
    process.wait()
    assert not psutil.wait_procs(workers, timeout=60)[1]
    assert_nothing_half(out, whole)
    assert contents(out) != whole
    report = batch.run_years(surveys, out, formats=FORMATS, language="id", resume=True)
    assert contents(out) == whole
    assert years(report.years) and not report.failed


def wait_for_work(run: Any, out: Path) -> list[Any]:
    """The workers of a run, when the first of them has put a year's result into its place."""
    for _ in range(6000):
        if list(out.glob("20*/result.json")):
            return list(run.children(recursive=True))
        time.sleep(0.05)
    pytest.fail("no year was audited")


# --- a real Dask cluster on the loopback ---------------------------------------------------


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and two workers as processes of their own."""
    pytest.importorskip("distributed", reason="Dask is not installed (extra dask)")
    address_file = tmp_path / "scheduler.json"
    options = ["--host", "127.0.0.1", "--no-dashboard"]
    started = [dask("scheduler", *options, "--port", "0", "--scheduler-file", str(address_file))]
    try:
        address = wait_for_address(address_file)
        started += [
            dask(
                "worker",
                address,
                *options,
                "--nthreads",
                "1",
                "--no-nanny",
                "--local-directory",
                str(tmp_path),
            )
            for _ in range(2)
        ]
        yield address, started[1:]
    finally:
        for process in started:
            process.kill()
            process.wait()


def dask(*arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "dask", *arguments]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def wait_for_address(path: Path) -> str:
    for _ in range(3000):
        with suppress(OSError, ValueError, KeyError):
            return str(json.loads(path.read_text(encoding="utf-8"))["address"])
        time.sleep(0.1)
    pytest.fail("the scheduler did not start")


@pytest.mark.real
def test_a_dask_cluster_gives_the_same_bytes_even_when_a_worker_dies(
    cluster: tuple[str, list[subprocess.Popen[bytes]]],
    surveys: Path,
    whole: dict[str, bytes],
    tmp_path: Path,
) -> None:
    from distributed import Client

    address, workers = cluster
    with Client(address) as client:
        client.wait_for_workers(2, timeout=600)
    killed = []

    def after_the_first_files(done: int, total: int, name: str) -> None:
        if not killed:
            killed.append(workers[0].pid)
            workers[0].kill()

    done = batch.run_years(
        surveys,
        tmp_path / "out",
        formats=FORMATS,
        language="id",
        backend="dask",
        scheduler=address,
        progress=after_the_first_files,
    )
    assert years(done.years) == [2022, 2023, 2024]
    assert killed
    assert contents(tmp_path / "out") == whole


def test_a_cluster_that_is_not_there_is_one_line(surveys: Path, tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="Dask is not installed (extra dask)")
    with pytest.raises(UsageError, match="--scheduler"):
        batch.run_years(surveys, tmp_path / "out", backend="dask")
