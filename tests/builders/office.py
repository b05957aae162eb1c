"""LibreOffice, where it is installed: it opens, calculates and saves a workbook anew."""

import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import pytest


@cache
def _profile() -> str:
    """A profile of our own, made once."""
    return Path(tempfile.mkdtemp(prefix="office-")).as_uri()


def saved_by_office(path: Path, folder: Path, kind: str = "xlsx:Calc MS Excel 2007 XML") -> Path:
    """The file as LibreOffice saves it, in a folder of its own; skips the test without it."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    command = [program, f"-env:UserInstallation={_profile()}", "--headless", "--convert-to", kind]
    command += ["--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder / f"{path.stem}.{kind.partition(':')[0]}"
