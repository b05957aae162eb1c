"""The rubric's questions as forms to fill in: XLSForm, table and sheet, for both roles.

    xlsform   for KoboToolbox, ODK and their kin: one workbook of rules in both languages
    table     an Excel workbook in which each row is one response (dialect `plain`)
    sheet     an Excel workbook for one centre, question by question down the page
              (dialect `form`)

Nothing is asked that is not in the rubric, so a new question in the rubric is a new question in
every form. The same rubric gives the same bytes on every machine.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from plut_audit.atomic_write import write_files
from plut_audit.rubric import Form, Rubric

Write = Callable[[Rubric, Form, str], bytes]

FILE_NAMES: dict[str, dict[Form, str]] = {
    "id": {"questionnaire": "kuesioner", "visit": "kunjungan"},
    "en": {"questionnaire": "questionnaire", "visit": "visit"},
}
KIND_NAMES = {
    "id": {"xlsform": "xlsform", "table": "tabel", "sheet": "lembar"},
    "en": {"xlsform": "xlsform", "table": "table", "sheet": "sheet"},
}


def write_forms(
    folder: Path,
    rubric: Rubric,
    language: str = "id",
    force: bool = False,
    beside: Mapping[str, bytes] | None = None,
) -> list[Path]:
    """Write every form of the rubric into the folder; gives the paths written.

    `beside` are further files, by name, that belong to the forms.

    `language` is that of the Excel templates and the default one of the XLSForms, which hold
    both. Raises `OutputError` where a file is there already and `force` is not given; then
    nothing is written.
    """
    contents = {**dict(_forms(rubric, language)), **(beside or {})}
    return write_files({folder / name: content for name, content in contents.items()}, force)


def _forms(rubric: Rubric, language: str) -> Iterator[tuple[str, bytes]]:
    """File name and content of each form."""
    from plut_audit.rubric.forms import sheet, table, xlsform

    kinds: dict[str, Write] = {
        "xlsform": xlsform.write,
        "table": table.write,
        "sheet": sheet.write,
    }
    for form, stem in FILE_NAMES[language].items():
        for kind, write in kinds.items():
            yield f"{stem}_{KIND_NAMES[language][kind]}.xlsx", write(rubric, form, language)
