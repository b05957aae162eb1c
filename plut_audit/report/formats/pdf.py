"""The Word report as PDF, converted by LibreOffice (docs/explanation/decisions, 0008).

The very document is converted, so both hold the same, the office's own template included.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from plut_audit.errors import OutputError
from plut_audit.i18n import N_, set_language
from plut_audit.report.formats.docx import report_bytes
from plut_audit.result import Result
from plut_audit.review.assignment import Assignment

SIGNED = True
PROGRAMS = ("soffice", "libreoffice")
PLACES = {
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS/soffice",),
    "win32": (
        r"C:\Program Files\LibreOffice\program\soffice.com",
        r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
    ),
}
"""Where LibreOffice is installed on systems that do not put it on the search path."""
LONGEST = 600
"""Seconds after which a conversion is given up."""
_DATE = re.compile(rb"(/CreationDate\(D:)\d{14}([^)]*\))")
_IDENTITY = re.compile(rb"(/ID \[ <)[0-9A-F]{32}(>\s*<)[0-9A-F]{32}(> \])")
_CHECKSUM = re.compile(rb"(/DocChecksum /)[0-9A-F]{32}")
_NO_DATE = b"19800101000000"


def check_ready() -> None:
    """Raise `OutputError` with what to do where LibreOffice is not installed."""
    if find_converter() is None:
        raise OutputError(
            N_(
                "A PDF needs LibreOffice, which was not found. Install it from "
                "https://www.libreoffice.org, or write the report as .docx, open it in Word and "
                "save it as PDF there."
            )
        )


def find_converter() -> str | None:
    """LibreOffice's program; None where it is not installed."""
    named = (shutil.which(program) for program in PROGRAMS)
    usual = (place for place in PLACES.get(sys.platform, ()) if Path(place).is_file())
    return next(filter(None, (*named, *usual)), None)


def write(result: Result, path: Path, language: str, assignment: Assignment | None = None) -> None:
    """Write the report to `path`; without an assignment its entries are visible blanks.

    Raises `OutputError` where LibreOffice is not there, or does not convert the document.
    """
    check_ready()
    set_language(language)
    content = report_bytes(result, assignment or Assignment(), printed=True)
    path.write_bytes(with_stable_identity(convert_to_pdf(content)))


def convert_to_pdf(document: bytes) -> bytes:
    """A Word document as PDF.

    LibreOffice runs with a profile of its own, so that one that is open does not take the task.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "report.docx").write_bytes(document)
        problem = _run(folder)
        made = folder / "report.pdf"
        if not made.is_file():
            raise OutputError(
                N_(
                    "LibreOffice did not convert the report to PDF ({detail}). Write it as .docx "
                    "and save it as PDF in Word or LibreOffice."
                ),
                detail=problem or "–",
            )
        return made.read_bytes()


def _run(folder: Path) -> str:
    """Convert `report.docx` of the folder; gives the last line of what went wrong, if anything."""
    words = [
        str(find_converter()),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(folder / "report.docx"),
    ]
    try:
        done = subprocess.run(
            words,
            capture_output=True,
            check=False,
            timeout=LONGEST,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
    except subprocess.TimeoutExpired:
        return f"> {LONGEST} s"
    except OSError as error:
        return error.strerror or type(error).__name__
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[-1][:200] if lines else ""


def with_stable_identity(content: bytes) -> bytes:
    """The PDF with a fixed date, and identities that follow from its content.

    The replacements have the length of what they replace, so that every offset holds.
    """
    dated = _DATE.sub(rb"\g<1>" + _NO_DATE + rb"\g<2>", content)
    zeros = b"0" * 32
    plain = _CHECKSUM.sub(
        rb"\g<1>" + zeros, _IDENTITY.sub(rb"\g<1>" + zeros + rb"\g<2>" + zeros + rb"\g<3>", dated)
    )
    name = hashlib.sha256(plain).hexdigest()[:32].upper().encode()
    named = _IDENTITY.sub(rb"\g<1>" + name + rb"\g<2>" + name + rb"\g<3>", plain)
    return _CHECKSUM.sub(rb"\g<1>" + name, named)
