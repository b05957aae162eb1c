"""Word documents: the national report, and a letter to each centre.

`write` gives the report. `write_letters` gives one letter per centre from a template: the
office's own, or that of `letter_template`, which can be adapted in Word.
"""

from pathlib import Path

from plut_audit.i18n import set_language
from plut_audit.report.formats.docx.letters import FIELDS, letter_template, write_letters
from plut_audit.report.formats.docx.national import national_report
from plut_audit.result import Result

__all__ = ["FIELDS", "letter_template", "write", "write_letters"]


def write(result: Result, path: Path, language: str) -> None:
    """Write the national report to `path`."""
    set_language(language)
    path.write_bytes(national_report(result))
