"""Whatever untrusted file is given to the program: values or one line, and nothing else."""

import json
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from builders.survey import write_five_centres

from plut_audit import cli

SHARED = Path(__file__).resolve().parents[1].parent / "shared"
CORPUS = SHARED / "corpus"
FOUND = Path(__file__).with_name("found_by_fuzzing")
"""Inputs that once broke the program, each named after its target in `tools/fuzzing`."""
NOT_WORKBOOKS = {"README.md", "hazards.csv"}
SHARES = 2
"""Processes among which the files are divided."""

CHECK_ALL = """
import contextlib, io, json, sys, time
from pathlib import Path
from plut_audit import cli
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (2 * 1024**3, 2 * 1024**3))
except ImportError:
    pass
for name in json.loads(sys.argv[1]):
    print(json.dumps([name, "begun"]), flush=True)
    out, err, begun = io.StringIO(), io.StringIO(), time.process_time()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = cli.run(["check", name, "-q", "--lang", "en"])
    said = [name, code, out.getvalue(), err.getvalue(), time.process_time() - begun]
    print(json.dumps(said), flush=True)
"""


def odd_files() -> list[Path]:
    """The shared collection, by name."""
    files = CORPUS.iterdir() if CORPUS.is_dir() else ()
    return sorted(path for path in files if path.name not in NOT_WORKBOOKS)


@pytest.fixture(scope="module")
def outcomes() -> dict[str, tuple[int, str, str, float]]:
    """Exit code, output, complaint and seconds of `check`, by file.

    Seconds of the processor: what else the machine does at the time is no fault of the program.
    """
    files = [str(path) for path in odd_files()]
    children = [
        subprocess.Popen(
            [sys.executable, "-X", "utf8", "-c", CHECK_ALL, json.dumps(files[share::SHARES])],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for share in range(SHARES)
    ]
    found = {}
    for child in children:
        said, complaint = child.communicate(timeout=3000)
        lines = [json.loads(line) for line in said.splitlines()]
        assert child.returncode == 0, f"{lines[-1]} ended the process: {complaint[-1000:]}"
        found |= {name: tuple(rest) for name, *rest in lines if rest != ["begun"]}
    return found


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared collection is not beside the project")
@pytest.mark.parametrize("path", odd_files(), ids=lambda path: path.name)
def test_each_odd_file_is_checked_or_refused_in_one_line(
    path: Path, outcomes: dict[str, tuple[int, str, str, float]]
) -> None:
    code, out, complaint, seconds = outcomes[str(path)]
    assert code in (0, 2, 3), complaint
    assert "Traceback" not in out + complaint and "panicked" not in complaint
    assert seconds < 60
    if code == 2:
        assert len(complaint.splitlines()) == 1 and complaint.startswith("plut-audit: ")
        assert str(path.parent) not in complaint


@pytest.mark.parametrize("name", ["poi__poc-xmlbomb.xlsx", "poi__51535.xls"])
def test_a_bomb_is_refused_by_the_program_itself_within_its_memory(name: str) -> None:
    path = CORPUS / name
    if not path.is_file():
        pytest.skip("the shared collection is not beside the project")
    words = [sys.executable, "-m", "plut_audit.cli", "check", str(path), "--lang", "en"]
    ended = subprocess.run(words, capture_output=True, encoding="utf-8", timeout=600, check=False)
    assert ended.returncode in (2, 3)
    assert "Traceback" not in ended.stderr and len(ended.stderr.splitlines()) <= 2


def test_odd_files_among_a_survey_change_no_score_and_are_named(
    shared: Path, tmp_path: Path
) -> None:
    survey, mixed = write_five_centres(tmp_path / "survey"), tmp_path / "mixed"
    shutil.copytree(survey, mixed)
    for path in (shared / "corpus").iterdir():
        if path.name not in NOT_WORKBOOKS:
            shutil.copy(path, mixed)
    alone, among = (_result(folder) for folder in (survey, mixed))
    assert among[0] == 3 and alone[0] == 0
    assert among[1]["centres"] == alone[1]["centres"]
    named = {one["file"] for one in among[1]["problems"] if one["code"].startswith("FIL")}
    assert "poi__poc-xmlbomb.xlsx" in named and len(named) > 20


@pytest.mark.parametrize(("seconds", "code", "faulty"), [("60", 0, 0), ("0", 1, 3)])
def test_a_folder_of_untrusted_files_is_checked_file_by_file(
    seconds: str, code: int, faulty: int, tmp_path: Path
) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["a link", 4.5, True, "#REF!"])
    book.save(tmp_path / "other.xlsx")
    whole = (tmp_path / "other.xlsx").read_bytes()
    (tmp_path / "damaged.xlsx").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "notes.csv").write_bytes(b"nothing;asked\n1;2\n")
    tool = Path(__file__).parents[1] / "tools" / "untrusted_files.py"
    words = [sys.executable, str(tool), str(tmp_path), "--seconds", seconds, "--compare"]
    ended = subprocess.run(words, capture_output=True, encoding="utf-8", check=False)
    last = ended.stdout.splitlines()[-1]
    assert ended.returncode == code, ended.stdout + ended.stderr
    assert last == f"3 files, {faulty} faulty; ended 3 with 2; 0 differ from openpyxl"


def _result(survey: Path) -> tuple[int, dict]:
    path = survey.parent / f"{survey.name}.json"
    code = cli.run(["score", str(survey), "-q", "-o", str(path)])
    return code, json.loads(path.read_text(encoding="utf-8"))


def test_a_text_that_looks_like_a_formula_is_never_one_in_a_report(tmp_path: Path) -> None:
    """A centre's name goes into every table of every report."""
    survey = write_five_centres(tmp_path / "survey")
    for path in survey.iterdir():
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace("PLUT-KUMKM Kota Bitung", "=1+cmd|' /C calc'!A0"), encoding="utf-8"
        )
    book, table = tmp_path / "report.xlsx", tmp_path / "report.csv"
    words = ["score", str(survey), "-q", "-o", str(book), "-o", str(table)]
    assert cli.run(words) == 0
    assert ",=1+cmd" not in table.read_text(encoding="utf-8-sig")
    from openpyxl import load_workbook

    cells = [cell for sheet in load_workbook(book) for row in sheet.iter_rows() for cell in row]
    held = [cell for cell in cells if isinstance(cell.value, str) and "cmd|" in cell.value]
    assert held and all(cell.data_type != "f" for cell in held)


@pytest.mark.parametrize("content", [b"", b"\0" * 100, b"\xff\xfe\xfd", b"PK\x03\x04", b"[1]"])
@pytest.mark.parametrize("suffix", ["json", "toml"])
def test_a_broken_result_or_setting_is_one_line(
    content: bytes, suffix: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"broken.{suffix}"
    path.write_bytes(content)
    if suffix == "json":
        words = ["export", str(path), "-o", str(tmp_path / "out.csv")]
    else:
        (tmp_path / "edition").mkdir()
        shutil.copy(path, tmp_path / "edition" / "rubric.toml")
        words = ["rubric", "check", str(tmp_path / "edition")]
    assert cli.run([*words, "--lang", "en"]) == 2
    complaint = capfd.readouterr().err
    assert complaint.startswith("plut-audit: ") and "Traceback" not in complaint


def test_fuzzing_targets_accept_their_seeds_and_what_once_broke_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(Path(__file__).resolve().parents[1] / "tools")
    from fuzzing.inputs import mutated, seeds
    from fuzzing.targets import TARGETS

    rng = random.Random(1)
    for target, tries in TARGETS.items():
        for content in seeds(target)[:4]:
            tries(content)
            tries(mutated(content, rng))
    for path in sorted(FOUND.iterdir()) if FOUND.is_dir() else ():
        TARGETS[path.name.partition("-")[0]](path.read_bytes())
