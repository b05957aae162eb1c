"""What is done wrong to files: in the wrong place, with other bytes, under another name."""

import contextlib
import io
import os
import random
import shutil
from pathlib import Path

from plut_audit import cli
from plut_audit.rubric import template

from .survey import write_five_centres

RUNS = int(os.environ.get("PLUT_AUDIT_WRONG_USAGE", "40"))
FIRST = int(os.environ.get("PLUT_AUDIT_WRONG_USAGE_FIRST", "0"))
SEEDS = range(FIRST, FIRST + RUNS)
"""The numbers that runs are made from; `PLUT_AUDIT_WRONG_USAGE=5000` makes as many."""


def write_good_files(folder: Path) -> Path:
    """Every kind of file that is read or written, each as it should be."""
    write_five_centres(folder / "surveys" / "2023", 2023)
    write_five_centres(folder / "surveys" / "2024")
    (folder / "surveys" / "2024" / "survey.toml").write_text("year = 2024\n", encoding="utf-8")
    survey = str(folder / "surveys" / "2024")
    template.write_new_rubric(folder / "rubric")
    suffixes = ("json", "xlsx", "csv", "zip", "html", "md", "docx")
    outputs = [word for suffix in suffixes for word in ("-o", f"{folder}/out.{suffix}")]
    for words in (
        ["score", survey, "-q", *outputs],
        ["visits", survey, "-q", "-o", f"{folder}/plan.xlsx", "--form", f"{folder}/form.xlsx"],
        ["forms", f"{folder}/forms"],
        ["export", f"{folder}/out.json", "-q", "--per-centre", f"{folder}/letters"],
        ["batch", f"{folder}/surveys", "-q", "-o", f"{folder}/batch", "--jobs", "1"],
    ):
        assert quiet(words)[0] == 0
    return folder


def quiet(words: list[str]) -> tuple[int, str]:
    """The exit code of a command, and what it shows on standard error."""
    shown = io.StringIO()
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(shown):
        code = cli.run(words)
    return code, shown.getvalue() + ("Traceback" if "Traceback" in out.getvalue() else "")


def files_of(folder: Path) -> list[Path]:
    """Every file below a folder, in one order."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def anything(folder: Path, rng: random.Random) -> str:
    """A file or a folder of any kind, or a path where nothing is."""
    paths = [folder, *sorted(folder.rglob("*"))]
    return str(rng.choice([*paths, folder / "nowhere", folder / ("n" * 300)]))


def spoilt(content: bytes, other: bytes, rng: random.Random) -> bytes:
    """Random bytes, some bytes changed, a part, or other content."""
    kind = rng.randrange(4)
    if kind == 0:
        return rng.randbytes(rng.randrange(400))
    if kind == 1:
        changed = bytearray(content)
        for _ in range(rng.randrange(1, 20) if changed else 0):
            changed[rng.randrange(len(changed))] = rng.randrange(256)
        return bytes(changed)
    return content[: rng.randrange(len(content) + 1)] if kind == 2 else other


def damage(folder: Path, rng: random.Random) -> None:
    """Other bytes in one of the files."""
    path, other = rng.choice(files_of(folder)), rng.choice(files_of(folder))
    path.write_bytes(spoilt(path.read_bytes(), other.read_bytes(), rng))


def misplace(folder: Path, rng: random.Random) -> None:
    """A file where another is expected: among the answers, the results, the rubrics."""
    source = rng.choice(files_of(folder))
    folders = [path for path in folder.rglob("*") if path.is_dir()]
    with contextlib.suppress(shutil.SameFileError):
        shutil.copy(source, rng.choice(folders) / source.name)
