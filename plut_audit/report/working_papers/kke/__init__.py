"""The working papers of the findings (*kertas kerja evaluasi*, KKE), each on pages of its own.

As `.docx` one document with a register in front; as `.zip` a document for each centre.
"""

from pathlib import Path

from plut_audit.result import Result

SUFFIXES = ("docx", "zip")


def write(result: Result, path: Path, language: str) -> None:
    """Write the working papers to `path`."""
    from plut_audit.i18n import language_set_to
    from plut_audit.report.working_papers.kke.document import all_papers, papers_by_centre

    with language_set_to(language):
        if path.suffix.lower() == ".zip":
            papers_by_centre(result, path)
        else:
            path.write_bytes(all_papers(result))
