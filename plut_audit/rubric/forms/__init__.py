"""The rubric's questions as forms to fill in: XLSForm, table and sheet, for both roles.

    xlsform   for KoboToolbox, ODK and their kin: one workbook of rules in both languages
    table     an Excel workbook in which each row is one response (dialect `plain`)
    sheet     an Excel workbook for one centre, question by question down the page
              (dialect `form`)

Where the centres are known, an XLSForm offers them as a list, a table has a row begun for each,
and each has a sheet of its own. Nothing is asked that is not in the rubric, so a new question in
the rubric is a new question in every form. The same rubric gives the same bytes on every machine.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from plut_audit.atomic_write import write_files
from plut_audit.rubric import Form, Rubric
from plut_audit.rubric.forms.centres import FormCentre, file_stems

FILE_NAMES: dict[str, dict[Form, str]] = {
    "id": {"questionnaire": "kuesioner", "visit": "kunjungan"},
    "en": {"questionnaire": "questionnaire", "visit": "visit"},
}
REGISTRY_NAMES = {"id": "daftar_plut.xlsx", "en": "registry.xlsx"}
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
    centres: Sequence[FormCentre] = (),
) -> list[Path]:
    """Write every form of the rubric into the folder; gives the paths written.

    `beside` are further files, by name, that belong to the forms. With `centres` they are filled
    into every form, and each has a sheet of its own in a folder of sheets.

    `language` is that of the Excel templates and the default one of the XLSForms, which hold
    both. Raises `OutputError` where a file is there already and `force` is not given; then
    nothing is written.
    """
    contents = {**dict(_forms(rubric, language, centres)), **(beside or {})}
    return write_files({folder / name: content for name, content in contents.items()}, force)


def _forms(
    rubric: Rubric, language: str, centres: Sequence[FormCentre]
) -> Iterator[tuple[str, bytes]]:
    """File name and content of each form."""
    from plut_audit.rubric.forms import sheet, table, xlsform

    for_devices, as_table, as_sheet = KIND_NAMES[language].values()
    for form, stem in FILE_NAMES[language].items():
        known = [centre.answers(rubric, form, language) for centre in centres]
        yield f"{stem}_{for_devices}.xlsx", xlsform.write(rubric, form, language, centres)
        yield f"{stem}_{as_table}.xlsx", table.write(rubric, form, language, known)
        folder = f"{stem}_{as_sheet}"
        if not centres:
            yield f"{folder}.xlsx", sheet.write(rubric, form, language)
        for name, centre in file_stems(centres):
            answers = centre.answers(rubric, form, language)
            yield f"{folder}/{name}.xlsx", sheet.write(rubric, form, language, answers)
