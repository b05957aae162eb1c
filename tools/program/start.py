"""What the program in the program folder runs (`tools/program_folder.py` builds the folder).

Without arguments, as on a double click, it is `plut-audit open`; with them the command line.
"""

import os
import runpy
import sys
from pathlib import Path

FOLDER = Path(getattr(sys, "_MEIPASS", Path(__file__).parent))
READER = FOLDER / "plut_audit" / "ingest" / "sheets" / "guard" / "xls_child.py"
"""The script that reads an old workbook in a process of its own."""


def main(arguments: list[str]) -> int:
    """Run one command, or the reader of old workbooks; gives the exit code."""
    if arguments and Path(arguments[0]).with_suffix(".py") == READER:
        # The package starts `sys.executable` with this script; here that is not Python.
        sys.argv = arguments
        runpy.run_path(str(READER), run_name="__main__")
        return 0
    _prepare_environment()
    from plut_audit import cli

    if arguments:
        cli.main(arguments)
    return _opened(cli.run(["open"]))


def _prepare_environment() -> None:
    # Workers of joblib would be started as Python is: years are read one after another instead.
    os.environ["JOBLIB_MULTIPROCESSING"] = "0"
    # LibreOffice and the browser must not load the libraries of this folder.
    if "LD_LIBRARY_PATH_ORIG" in os.environ:
        os.environ["LD_LIBRARY_PATH"] = os.environ["LD_LIBRARY_PATH_ORIG"]
    else:
        os.environ.pop("LD_LIBRARY_PATH", None)


def _opened(code: int) -> int:
    """Keep the window of a double click open where it shows why nothing was opened."""
    if code and sys.stdin and sys.stdin.isatty():
        input("\nEnter = tutup / close")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
