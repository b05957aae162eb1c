"""Build the program folder: `plut-audit` with everything that it needs, also without Python.

    python tools/program_folder.py FOLDER     writes FOLDER/plut-audit, for this system

It needs the extra `build` (PyInstaller) and works for the system that it runs on: the folder for
Windows is built on Windows, by the hosted CI. A double click on the program in the folder runs
`plut-audit open`; with arguments it is the command line. `program/start.py` is what starts.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PARTS = Path(__file__).with_name("program")
NAME = "plut-audit"
# Installed beside the program, and imported by packages that work without them.
EXCLUDED = ("tkinter", "matplotlib", "scipy", "pyarrow", "dask", "distributed", "IPython", "pytest")


def build(folder: Path) -> Path:
    """Write the program folder below `folder`; gives the program in it.

    Raises CalledProcessError where PyInstaller fails; its output says why.
    """
    with tempfile.TemporaryDirectory() as scratch:
        subprocess.run(
            _command(folder.resolve(), Path(scratch)),
            check=True,
            # Hooks look for data files and modules in processes of their own.
            env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"},
        )
    program = folder / NAME / (f"{NAME}.exe" if os.name == "nt" else NAME)
    text = (PARTS / "READ-ME.txt").read_text(encoding="utf-8")
    # Notepad before Windows 10 shows lines that end in `\n` alone as one line.
    (folder / NAME / "READ-ME.txt").write_text(text, encoding="utf-8-sig", newline="\r\n")
    return program


def _command(folder: Path, scratch: Path) -> list[str]:
    excluded = [word for name in EXCLUDED for word in ("--exclude-module", name)]
    return [
        *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"),
        *("--onedir", "--console", "--name", NAME),
        *("--distpath", str(folder)),
        *("--workpath", str(scratch)),
        *("--specpath", str(scratch)),
        *("--paths", str(ROOT)),
        *("--additional-hooks-dir", str(PARTS)),
        *excluded,
        str(PARTS / "start.py"),
    ]


def main(arguments: list[str]) -> int:
    """Run the command of the module's docstring."""
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print(__doc__)
        return 2
    print(build(Path(arguments[0])))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
