"""One letter per centre: its scores, its findings in five elements, and the form to reply on.

A letter is a Word template with fields like `{{ centre_name }}` (docxtpl). `letter_template`
gives the one used by default; an office may change it in Word and hand in its own.
"""

import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from plut_audit.atomic_write import atomic_path, refuse_standing
from plut_audit.errors import UsageError
from plut_audit.i18n import N_, _, set_language
from plut_audit.report.formats.docx.document import packed
from plut_audit.report.formats.docx.letter_fields import FIELDS, Fields, contexts
from plut_audit.report.formats.docx.page_mark import mark_pages
from plut_audit.report.formats.docx.template import letter_template
from plut_audit.report.stage import page_mark
from plut_audit.result import CentreRow, Result
from plut_audit.review.assignment import Assignment

__all__ = [
    "FIELDS",
    "Fields",
    "file_names",
    "fill_template",
    "letter_form",
    "letter_template",
    "read_template",
    "write_letters",
]

Progress = Callable[[int, int, str], None]
"""Called with how many of how many letters are written, and the name of the last."""
_IN_MEMORY = re.compile(r"<_io\.BytesIO object at \w+>")
_MOST_DETAIL = 300
"""Characters of a reason: a template can make it as long as it likes."""


def write_letters(
    result: Result,
    folder: Path,
    language: str,
    template: Path | None = None,
    force: bool = False,
    assignment: Assignment | None = None,
    progress: Progress | None = None,
) -> list[Path]:
    """Write one letter per centre into `folder` and give their paths, in the order of the centres.

    `assignment` has sender, deadline and signer; `progress` is called after each letter. `UsageError` where the template is no Word
    document, holds no field or names one that is not there; all such fields are named and nothing
    is written; `OutputError` where the system refuses, or a
    letter is there already and `force` is not given: then none is written.
    """
    set_language(language)
    source = read_template(template) if template else letter_template()
    if template:
        _refuse_without_fields(source, template.name)
    file = template.name if template else ""
    paths = [folder / f"{name}.docx" for name in file_names(result)]
    for path in paths:
        refuse_standing(path, force)
    mark = page_mark(result)
    filled = zip(paths, contexts(result, assignment or Assignment()), strict=True)
    for number, (path, context) in enumerate(filled, 1):
        letter = fill_template(source, context, file, FIELDS, mark)
        with atomic_path(path, force) as beside:
            beside.write_bytes(letter)
        if progress:
            progress(number, len(paths), path.name)
    return paths


def letter_form(language: str) -> dict[str, bytes]:
    """The template to change in Word and hand in with `--template`, by the name of its file."""
    set_language(language)
    return {_(N_("letter.docx")): letter_template()}


def _refuse_without_fields(source: bytes, file: str) -> None:
    """Raise `UsageError` where every letter of a template would be the same."""
    from docxtpl import DocxTemplate

    from plut_audit.report.formats.docx.sandbox import BoundedEnvironment

    try:
        # Not jinja's own environment, which works out constant products while it reads.
        book = DocxTemplate(io.BytesIO(source))
        named = book.get_undeclared_template_variables(BoundedEnvironment())
    except Exception:  # what cannot be read is named where it is filled
        return
    if not named:
        raise UsageError(
            N_(
                "The template '{file}' holds no field, so that all letters would be the same. "
                "Write fields such as {{{{ centre_name }}}} into it, or start from the one that "
                "'plut-audit forms DIR --letter' writes. There are: {known}."
            ),
            file=file,
            known=", ".join(FIELDS),
        )


def read_template(template: Path) -> bytes:
    """The bytes of a template; `UsageError` where it cannot be opened."""
    try:
        return template.read_bytes()
    except OSError as error:
        raise UsageError(
            N_("The template '{file}' cannot be opened ({detail})."),
            file=template.name,
            detail=error.strerror or str(error),
        ) from error


def fill_template(
    source: bytes,
    context: Fields,
    file: str,
    fields: Sequence[str],
    mark: tuple[str, str] | None = None,
) -> bytes:
    """The template with its fields filled; every unknown field is named in one error.

    `file` is what the template is called, `fields` are those that it may name, `mark` are word
    and line of every page.
    """
    from docxtpl import DocxTemplate

    from plut_audit.report.formats.docx.sandbox import BoundedEnvironment

    unknown: dict[str, None] = {}
    pages = BoundedEnvironment(undefined=_noting(unknown), autoescape=True)
    try:
        letter = DocxTemplate(io.BytesIO(source))
        letter.render(context, pages, autoescape=True)
        if mark:
            mark_pages(letter.docx, *mark)
    except Exception as error:  # what an office writes in a template can fail in any way
        raise UsageError(
            N_("The template '{file}' cannot be filled: {detail}."),
            file=file,
            detail=_detail(error, file),
        ) from error
    if unknown:
        raise UsageError(
            N_(
                "The template '{file}' names fields that are not there: {unknown}. There are: "
                "{known}."
            ),
            file=file,
            unknown=", ".join(unknown),
            known=", ".join(fields),
        )
    return packed(letter)


def _detail(error: Exception, file: str) -> str:
    """What went wrong, on one line; a name that only Python knows is the template's own."""
    words = _IN_MEMORY.sub(file, str(error)) or type(error).__name__
    return " ".join(words.split()).removesuffix(".")[:_MOST_DETAIL]


def _noting(unknown: dict[str, None]) -> Any:
    """A stand-in for an unknown field that writes down its name."""
    from jinja2 import Undefined

    class Noted(Undefined):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            unknown[str(self._undefined_name)] = None

    return Noted


def file_names(result: Result) -> list[str]:
    """The name of each centre's letter without its suffix, in the order of the centres."""
    taken = set[str]()
    return [_file_name(centre, taken) for centre in result.centre_rows()]


def _file_name(centre: CentreRow, taken: set[str]) -> str:
    """A name that every system takes: code and name, letters and digits only."""
    text = f"{centre.centre_id}_{centre.name}"
    name = re.sub(r"[^\w.-]+", "-", text, flags=re.ASCII).strip("-._")[:80] or "letter"
    unique, count = name, 2
    while unique.lower() in taken:
        unique, count = f"{name}-{count}", count + 1
    taken.add(unique.lower())
    return unique
