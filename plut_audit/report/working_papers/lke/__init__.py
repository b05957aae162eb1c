"""The evaluation worksheets (*lembar kerja evaluasi*): one sheet a centre, and the recapitulation.

Values, weights and totals are formulas: what the evaluator types changes them at once. The
cells that he types into are open, all others are locked without a password.
"""

from pathlib import Path

from plut_audit.result import Result

SUFFIXES = ("xlsx",)


def write(result: Result, path: Path, language: str) -> None:
    """Write the workbook to `path`."""
    from plut_audit.i18n import language_set_to
    from plut_audit.report.working_papers.lke.book import write_workbook

    with language_set_to(language):
        write_workbook(result, path, language)
