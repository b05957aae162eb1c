"""What the system does to a run: pipes that close, full disks, signals, terminals."""

import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from builders.processes import PROGRAM, started
from builders.survey import write_five_centres

from plut_audit import cli, i18n
from plut_audit.commands.views.signs import escaped, printable
from plut_audit.report.annotate import marks

ON_POSIX = pytest.mark.skipif(os.name == "nt", reason="devices and signals of POSIX")


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLUT_AUDIT_LANG", "en")
    i18n.set_language("en")


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_five_centres(tmp_path_factory.mktemp("system") / "2024")


@ON_POSIX
@pytest.mark.parametrize(
    "words", ["--help", "explain INF-01", "score {survey} --top 0", "score {survey} --format json"]
)
def test_a_pipe_that_nobody_reads_is_no_failure(words: str, survey: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run(
        [*PROGRAM, *words.format(survey=survey).split()],
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (0, "")


@ON_POSIX
@pytest.mark.parametrize(
    "words",
    [
        "{program} score {survey} > /dev/full",
        "{program} --help > /dev/full",
        "{program} score {survey} >&-",
        "{program} score {survey} -o /proc/no.md > /dev/null",
        "{program} score {survey} --per-centre {survey}/centres.csv/letters > /dev/null",
        "{program} score {survey} -o {long}.md",
        "{program} score {survey}/{long}",
    ],
)
def test_what_the_system_refuses_is_one_line_and_exit_2(words: str, survey: Path) -> None:
    command = words.format(program=" ".join(PROGRAM), survey=survey, long="n" * 300)
    ended = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert ended.stderr.startswith("plut-audit: ")
    assert ended.stderr.count("\n") == 1


def wait_for(path: Path) -> None:
    for _ in range(6000):
        if path.exists():
            return
        time.sleep(0.05)
    raise AssertionError(f"{path} did not appear")


def wait_for_workers(run: Any) -> list[Any]:
    """The processes of a run, once there are two beside the one that keeps track of them."""
    for _ in range(6000):
        workers: list[Any] = run.children(recursive=True)
        if len(workers) > 2:
            return workers
        time.sleep(0.05)
    raise AssertionError("no workers were started")


@ON_POSIX
@pytest.mark.parametrize(
    ("sent", "code", "line"),
    [(signal.SIGINT, 130, "Interrupted."), (signal.SIGTERM, 143, "Terminated.")],
)
def test_a_signal_ends_a_batch_with_one_line_and_no_workers(
    sent: signal.Signals, code: int, line: str, tmp_path: Path
) -> None:
    psutil = pytest.importorskip("psutil")
    for year in range(2018, 2025):
        write_five_centres(tmp_path / "surveys" / str(year), year)
    out = tmp_path / "out"
    words = ["batch", str(tmp_path / "surveys"), "-o", str(out), "--jobs", "2", "--report", "xlsx"]
    with started(*words) as run:
        wait_for(out / ".work")
        workers = wait_for_workers(psutil.Process(run.pid))
        run.send_signal(sent)
        _, errors = run.communicate(timeout=600)
    assert (run.returncode, errors) == (code, f"plut-audit: {line}\n")
    assert not psutil.wait_procs(workers, timeout=60)[1]


STEERING = "\x1b[31m\x9b2J\x07\u202e"


@pytest.mark.parametrize("form", ["table", "json", "csv", "md"])
def test_no_sign_that_steers_a_terminal_is_shown(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = (
        "centre_id,centre_name,survey_date,land_area,internet_mbps\n"
        "71.72,PLUT Kota Bitung,2024-03-01,?,5\n"
    )
    folder = tmp_path / "2024"
    folder.mkdir()
    (folder / f"a{printable(STEERING) if os.name == 'nt' else STEERING}.csv").write_text(
        table, encoding="utf-8"
    )
    out = str(tmp_path / f"out{form}")
    cli.run(["score", str(folder), "--format", form])
    cli.run(["check", str(folder), "--format", form, "--annotate", out])
    cli.run(["score", str(folder / f"no{STEERING}")])
    cli.run([f"no{STEERING}"])
    shown = capsys.readouterr()
    assert not set("\x1b\x9b\x07\u202e") & set(shown.out + shown.err)
    assert list(Path(out).glob("*.xlsx"))


def test_json_with_steering_signs_reads_the_same() -> None:
    assert escaped('"\x9b\u202ea\\n"') == '"\\u009b\\u202ea\\n"'


def test_no_more_links_than_excel_takes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import openpyxl

    monkeypatch.setattr(marks, "_MOST_LINKS", 3)
    rows = "".join(f"X{number},PLUT {number},2024-03-01,?\n" for number in range(6))
    (tmp_path / "2024").mkdir()
    (tmp_path / "2024" / "q.csv").write_text(
        f"centre_id,centre_name,survey_date,land_area\n{rows}", encoding="utf-8"
    )
    assert cli.run(["check", str(tmp_path / "2024"), "--annotate", str(tmp_path / "out")]) == 0
    sheet = openpyxl.load_workbook(tmp_path / "out" / "q_csv.xlsx").worksheets[0]
    linked = [row[2].hyperlink is not None for row in sheet.iter_rows(min_row=2)]
    assert linked.count(True) == 3
    assert len(linked) > 3
