"""Word documents: the result's numbers, letters from any template, unknown fields named."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import docx
import made
import pytest

from plut_audit import cli, i18n
from plut_audit.errors import UsageError
from plut_audit.report.formats import docx as export
from plut_audit.report.formats.docx.letter_fields import DOTS
from plut_audit.report.given_values import given_text
from plut_audit.report.vocabulary import basis_of
from plut_audit.review.assignment import Assignment, Deadlines, ReportIdentity, Signer

HOW_TO = Path(__file__).resolve().parents[2] / "docs" / "how-to"
GUIDES = {"id": HOW_TO / "letters.id.md", "en": HOW_TO / "letters.md"}
CENTRES = list(made.result().centre_rows())
FINDINGS = list(made.result().finding_rows())


def text_of(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def table_with(path: Path, head: str) -> list[list[str]]:
    for table in docx.Document(str(path)).tables:
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        if head in rows[0]:
            return rows
    raise AssertionError(head)


@pytest.mark.parametrize("tongue", i18n.LANGUAGES)
def test_the_report_holds_the_numbers_of_the_result(tmp_path: Path, tongue: str) -> None:
    export.write(made.result(), tmp_path / "out.docx", tongue)
    i18n.set_language(tongue)
    table = table_with(tmp_path / "out.docx", i18n._("Estimate"))
    columns = [table[0].index(i18n._(name)) for name in ("Reported", "Combined", "Estimate")]
    rows = {row[table[0].index(i18n._("Code"))]: row for row in table}
    for centre in CENTRES:
        if centre.ranked:
            printed = [
                i18n.format_number(getattr(centre, key), 2, tongue)
                for key in ("reported", "combined", "estimate")
            ]
            assert [rows[centre.centre_id][column] for column in columns] == printed
    assert i18n.format_number(made.result().summary.mean_estimate, 2, tongue) in text_of(
        tmp_path / "out.docx"
    )


CHAPTERS = {
    "finding": "Findings",
    "suggestion": "Areas for improvement",
    "check": "Answers to be confirmed or completed",
}


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return export.write_letters(made.result(), tmp_path_factory.mktemp("letters"), "en")


def test_every_centre_gets_its_own_letter(letters: list[Path]) -> None:
    assert len(letters) == len(set(letters)) == len(CENTRES)
    for path, centre in zip(letters, CENTRES, strict=True):
        said = text_of(path)
        assert path.name.startswith(centre.centre_id) and re.fullmatch(
            r"[\w.-]+", path.name, re.ASCII
        )
        assert centre.name in said
        columns = made.result().centres
        if not columns.responded[centre.row] and not columns.visited[centre.row]:
            continue  # another letter: test_a_centre_that_did_not_answer_is_asked_to
        assert i18n.format_number(centre.combined, 2, "en") in said
        own = [one for one in FINDINGS if one.centre_id == centre.centre_id]
        for basis, title in CHAPTERS.items():
            count = sum(basis_of(one) == basis for one in own)
            assert (f"{title} ({count})" in said) == (count > 0)
        assert all(one.text.condition in said and one.text.effect in said for one in own)


def test_the_reply_form_has_a_row_for_each_finding(letters: list[Path]) -> None:
    first = CENTRES[0].centre_id
    own = [one for one in FINDINGS if one.centre_id == first]
    rows = table_with(letters[0], "Response")
    assert len(rows) == 1 + len(own) and rows[1][1:] == ["", "", "", ""]


def test_a_centre_that_did_not_answer_is_asked_to(letters: list[Path]) -> None:
    silent = text_of(letters[-1])
    assert "We have not received the questionnaire" in silent
    assert "Annex" not in silent and "points lost" not in silent
    assert "We have not received" not in text_of(letters[0])


def test_a_letter_has_sender_deadline_and_signer(tmp_path: Path, letters: list[Path]) -> None:
    given = Assignment(
        institution="KEMENTERIAN CONTOH",
        office="Direktorat Contoh",
        city="Bandung",
        copies=("Gubernur",),
        report=ReportIdentity(date=date(2024, 12, 2)),
        deadlines=Deadlines(replies=date(2024, 12, 20)),
        signer=Signer(name="Nama Contoh", position="Direktur", staff_number="1970"),
    )
    paths = export.write_letters(made.result(), tmp_path, "en", assignment=given)
    for words in (
        "KEMENTERIAN CONTOH",
        "Bandung, 2 December 2024",
        "no later than 20 December 2024",
        "Direktur,",
        "Nama Contoh",
        "1. Gubernur",
    ):
        assert all(words in text_of(path) for path in paths), words
    assert "no later than 10 working days" in text_of(letters[0]) and DOTS in text_of(letters[0])


def test_values_are_printed_as_they_were_given(letters: list[Path]) -> None:
    words = made.result().wording("en").answer_text
    centre = CENTRES[0]
    item = next(item for item in centre.items.values() if "/" in item.indicator.value)
    assert re.fullmatch(r"\d+ of \d+ units, \d+ %", given_text(item, False, words))
    assert given_text(item, False, words) in text_of(letters[0])


def test_a_template_without_fields_is_refused(tmp_path: Path) -> None:
    own = template(tmp_path / "own.docx", "Laporan hasil evaluasi")
    with pytest.raises(UsageError, match=r"no field.*\{\{ centre_name \}\}.*deadline"):
        export.write_letters(made.result(), tmp_path / "out", "en", own)
    assert not (tmp_path / "out").exists()


def test_forms_writes_the_template_of_the_letters(tmp_path: Path) -> None:
    assert cli.run(["forms", str(tmp_path / "forms"), "--letter", "--lang", "en"]) == 0
    text = text_of(tmp_path / "forms" / "letter.docx")
    assert "{{ centre_name }}" in text and "{{ deadline }}" in text
    assert cli.run(["forms", str(tmp_path / "plain"), "--lang", "en"]) == 0
    assert not (tmp_path / "plain" / "letter.docx").exists()


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_guide_lists_every_field(language: str) -> None:
    guide = GUIDES[language].read_text(encoding="utf-8")
    assert [name for name in export.FIELDS if f"`{name}`" not in guide] == []


def test_markup_and_formulas_stay_text(letters: list[Path]) -> None:
    texts = [text_of(path) for path in letters]
    assert any(made.SCRIPT in text for text in texts) and any(
        made.FORMULA in text for text in texts
    )


def test_fields_in_an_answer_are_not_filled(tmp_path: Path) -> None:
    result = made.result()
    first, *others = result.centres.centres
    sly = replace(first, name="{{ 7 * 7 }} {% for x in y %} \x07")
    centres = replace(result.centres, centres=(sly, *others))
    paths = export.write_letters(replace(result, centres=centres), tmp_path, "en")
    assert "{{ 7 * 7 }} {% for x in y %}" in text_of(paths[0])


def test_the_same_result_gives_the_same_bytes(tmp_path: Path, letters: list[Path]) -> None:
    again = export.write_letters(made.result(), tmp_path, "en")
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in letters]
    for name in ("one", "two"):
        export.write(made.result(), tmp_path / f"{name}.docx", "en")
    assert (tmp_path / "one.docx").read_bytes() == (tmp_path / "two.docx").read_bytes()


def test_a_letter_counts_answers_to_confirm_only_where_there_are_some(letters: list[Path]) -> None:
    counted = 0
    for path, centre in zip(letters, CENTRES, strict=True):
        checks = [finding for finding in centre.findings if basis_of(finding) == "check"]
        sentence = f"; {len(checks)} answers are to be confirmed or completed"
        answered = "Annex 1 has" in text_of(path)
        assert (sentence in text_of(path)) == bool(answered and checks)
        counted += bool(answered and checks)
    assert 0 < counted < len(letters)


def template(path: Path, *lines: str) -> Path:
    document: Any = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(path))
    return path


def test_an_office_may_hand_in_its_own_template(tmp_path: Path) -> None:
    own = template(tmp_path / "own.docx", "Yth. {{ centre_name }}: {{ combined }}")
    paths = export.write_letters(made.result(), tmp_path / "out", "id", own)
    best = CENTRES[2]
    assert text_of(paths[2]) == f"Yth. {best.name}: {i18n.format_number(best.combined, 2, 'id')}"


def test_the_default_template_can_be_handed_in_again(tmp_path: Path, letters: list[Path]) -> None:
    i18n.set_language("en")
    (tmp_path / "own.docx").write_bytes(export.letter_template())
    paths = export.write_letters(made.result(), tmp_path / "out", "en", tmp_path / "own.docx")
    assert text_of(paths[3]) == text_of(letters[3])


def test_unknown_fields_are_all_named_and_nothing_is_written(tmp_path: Path) -> None:
    own = template(
        tmp_path / "own.docx",
        "{{ nama_plut }} {{ combined }}",
        "{{ tanggal }}",
        "{% for one in findings %}{{ one.kondisi }}{% endfor %}",
    )
    with pytest.raises(UsageError) as caught:
        export.write_letters(made.result(), tmp_path / "out", "en", own)
    assert all(
        name in str(caught.value) for name in ("nama_plut", "tanggal", "kondisi", "own.docx")
    )
    assert not list((tmp_path / "out").glob("*.docx"))


@pytest.mark.parametrize(
    "line",
    [
        "{{ centre_name",
        "{% for one in %}",
        "{{ ''.__class__.__mro__ }}",
        "{{ 1 / 0 }}",
        "{{ centre_name + 1 }}",
        "{{ findings | sum }}",
        "{{ centre_name | round }}",
        "{% for n in range(10 ** 9) %}{% endfor %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% include 'x' %}",
        "{{ 'x' * 10 ** 10 }}",
        "{{ [1] * 10 ** 10 }}",
        "{{ 10 ** 10 ** 8 }}",
    ],
)
def test_a_template_that_cannot_be_filled_is_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(UsageError, match=r"own\.docx") as caught:
        export.write_letters(
            made.result(), tmp_path / "out", "en", template(tmp_path / "own.docx", line)
        )
    assert "\n" not in str(caught.value)


def test_a_template_that_is_no_document_is_refused(tmp_path: Path) -> None:
    (tmp_path / "own.docx").write_text("no document", encoding="utf-8")
    with pytest.raises(UsageError):
        export.write_letters(made.result(), tmp_path / "out", "en", tmp_path / "own.docx")
    with pytest.raises(UsageError):
        export.write_letters(made.result(), tmp_path / "out", "en", tmp_path / "missing.docx")


def test_all_fields_are_there(tmp_path: Path) -> None:
    lines = [f"{{{{ {name} }}}}" for name in export.FIELDS]
    assert export.write_letters(
        made.result(), tmp_path / "out", "en", template(tmp_path / "own.docx", *lines)
    )
