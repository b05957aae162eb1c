"""The evaluation report in Word: its chapters, blanks, findings, visit records, own template."""

import itertools
import re
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import docx
import made
import pytest
from builders.assignment import COMPLETE, write_assignment
from docx.enum.shape import WD_INLINE_SHAPE

import plut_audit
from plut_audit import i18n
from plut_audit.errors import UsageError
from plut_audit.report.evaluation import evaluation_sections, visit_records
from plut_audit.report.formats import docx as export
from plut_audit.report.sections import conclusions, sections
from plut_audit.report.views.finding_groups import finding_groups
from plut_audit.result import Result
from plut_audit.review.assignment import Assignment, read_assignment

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden" / "laporan-2024.txt"
BLANK = re.compile(r"\[[^\]]*\]")
"""A visible blank; nothing else of the report stands in square brackets."""


@pytest.fixture(autouse=True)
def english() -> None:
    i18n.set_language("en")


@pytest.fixture(scope="module")
def complete(tmp_path_factory: pytest.TempPathFactory) -> Assignment:
    return read_assignment(write_assignment(tmp_path_factory.mktemp("assignment")))


def body_of(path: Path) -> list[str]:
    """The paragraphs and cells of a document in their order."""
    document: Any = docx.Document(str(path))
    texts = []
    for element in document.element.body.iter():
        if element.tag.endswith("}p"):
            runs = (part.text or "" for part in element.iter() if part.tag.endswith("}t"))
            texts.append("".join(runs))
    return texts


def written(path: Path, assignment: Assignment | None = None, language: str = "en") -> list[str]:
    export.write(made.result(), path, language, assignment)
    return body_of(path)


CHAPTERS = {
    "en": (
        "EXECUTIVE SUMMARY",
        "CHAPTER I INTRODUCTION",
        "CHAPTER II OVERVIEW",
        "CHAPTER III RESULTS",
        "CHAPTER IV RECOMMENDATIONS AND FOLLOW-UP",
        "ANNEX 1. Ranking",
    ),
    "id": (
        "RINGKASAN EKSEKUTIF",
        "BAB I PENDAHULUAN",
        "BAB II GAMBARAN UMUM",
        "BAB III HASIL EVALUASI",
        "BAB IV REKOMENDASI DAN TINDAK LANJUT",
        "LAMPIRAN 1. Peringkat",
    ),
}


@pytest.mark.parametrize("language", CHAPTERS)
def test_the_chapters_follow_one_another(
    tmp_path: Path, complete: Assignment, language: str
) -> None:
    texts = written(tmp_path / "x.docx", complete, language)
    # Each stands in the contents, then as a heading.
    places = [[i for i, text in enumerate(texts) if text == title] for title in CHAPTERS[language]]
    assert all(len(found) == 2 for found in places)
    for which in (0, 1):
        order = [found[which] for found in places]
        assert order == sorted(order)


def test_cover_and_letter_print_the_assignment(tmp_path: Path, complete: Assignment) -> None:
    texts = written(tmp_path / "x.docx", complete, "id")
    front = "\n".join(texts[: texts.index("RINGKASAN EKSEKUTIF")])
    assert all(text in front for key, text in COMPLETE.items() if key != "purpose")
    for text in ("Nomor: LHE-1/2024", "Tanggal: 6 Mei 2024", "Yth. Menteri Contoh"):
        assert text in front
    assert "Nomor ST-1/2024 tanggal 1 Maret 2024" in front
    assert "paling lambat 20 Mei 2024" in front and "paling lambat 5 Juli 2024" in front
    assert "NIP 19700101 199503 1 001" in front and "Arsip" in front
    i18n.set_language("id")
    assert all(sentence in front for sentence in conclusions(made.result()))
    assert [shape.type for shape in docx.Document(str(tmp_path / "x.docx")).inline_shapes].count(
        WD_INLINE_SHAPE.PICTURE
    ) == 1


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_complete_assignment_leaves_no_blank(
    tmp_path: Path, complete: Assignment, language: str
) -> None:
    texts = written(tmp_path / "x.docx", complete, language)
    assert [text for text in texts if BLANK.search(text)] == []


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_missing_entry_is_a_blank_with_its_name(tmp_path: Path, language: str) -> None:
    text = "\n".join(written(tmp_path / "x.docx", language=language))
    named = set(BLANK.findall(text))
    assignment = Assignment()
    tables = [assignment, *(getattr(assignment, key) for key in Assignment.model_fields)]
    optional = ("template", "copies", "team")
    expected = {
        f"[{i18n.translate(field.description, language)}]"
        for table in tables
        if hasattr(type(table), "model_fields")
        for key, field in type(table).model_fields.items()
        if field.description and key not in optional
    }
    members = {
        f"[{i18n.translate(name, language)}]"
        for name in ("name of the team member", "role in the team")
    }
    assert expected | members == named


def test_no_blank_is_filled_by_guessing(tmp_path: Path, complete: Assignment) -> None:
    without = complete.model_copy(update={"deadlines": Assignment().deadlines})
    texts = written(tmp_path / "x.docx", without)
    assert any("by [deadline for replies]" in text for text in texts)
    assert "[deadline for the follow-up]" in texts  # a cell of the recommendations


# --- what every report shows is in this one, once --------------------------------------------


def test_every_shared_section_is_in_the_report(complete: Assignment) -> None:
    shared = {
        block for section in sections(made.result()) for block in map(repr, section.blocks) if block
    }
    own = {
        block
        for section in evaluation_sections(made.result(), complete)
        for block in map(repr, section.blocks)
    }
    assert shared - own == set()


def test_a_new_section_becomes_an_annex(
    complete: Assignment, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from plut_audit.report import sections as package

    module = tmp_path / "brand_new.py"
    module.write_text(
        "from plut_audit.report.blocks import Paragraph, Section\n"
        "ORDER = 1\n"
        "def sections(result):\n"
        "    yield Section('brand_new', 'Brand new', [Paragraph('Only here')])\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(package, "__path__", [*package.__path__, str(tmp_path)])
    try:
        titles = [section.title for section in evaluation_sections(made.result(), complete)]
    finally:
        sys.modules.pop(f"{package.__name__}.brand_new", None)
    assert any(re.fullmatch(r"ANNEX \d+\. Brand new", title) for title in titles)


def test_sections_have_keys_of_their_own(complete: Assignment) -> None:
    keys = [section.key for section in evaluation_sections(made.result(), complete)]
    assert len(keys) == len(set(keys))


# --- findings ------------------------------------------------------------------------------


@pytest.mark.parametrize("basis", ["finding", "suggestion", "check"])
def test_every_finding_is_in_one_group_of_its_basis(basis: str) -> None:
    result = made.result()
    rows = [row for group in finding_groups(result, basis) for row in group.rows]
    assert len(rows) == len(set(rows))
    codes = result.rubric.indicators
    expected = [
        finding.row
        for finding in result.finding_rows()
        if (
            "check" if finding.code not in codes else "finding" if finding.binding else "suggestion"
        )
        == basis
    ]
    assert sorted(rows) == expected


def test_findings_and_suggestions_stand_apart_each_with_room_for_a_reply(
    tmp_path: Path, complete: Assignment
) -> None:
    texts = written(tmp_path / "x.docx", complete)
    heads = [f"{letter}. {title}" for letter, title in _basis_heads(texts)]
    start, middle = (max(i for i, text in enumerate(texts) if text == head) for head in heads[:2])
    binding = finding_groups(made.result(), "finding")
    chapter = texts[start:middle]
    assert all(
        f"{n}. {group.code} {group.text.title}" in chapter for n, group in enumerate(binding, 1)
    )
    assert chapter.count("Reply of the evaluated (tanggapan)") == len(binding)
    assert chapter.count("Comment of the team") == len(binding)
    for group in binding:
        assert all(finding.text.condition in chapter for finding in group.findings)
        assert group.recommendation in chapter


def _basis_heads(texts: list[str]) -> list[tuple[str, str]]:
    titles = ("Findings", "Areas for improvement", "Answers to be confirmed or completed")
    found = []
    for title in titles:
        letter = next(m[1] for text in texts if (m := re.fullmatch(rf"([A-Z])\. {title}", text)))
        found.append((letter, title))
    return found


def test_the_reply_is_room_and_no_text(tmp_path: Path, complete: Assignment) -> None:
    export.write(made.result(), tmp_path / "x.docx", "en", complete)
    paragraphs = docx.Document(str(tmp_path / "x.docx")).paragraphs
    after = [
        following.text.strip()
        for label, following in itertools.pairwise(paragraphs)
        if label.text in ("Reply of the evaluated (tanggapan)", "Comment of the team")
    ]
    assert after and set(after) == {""}


# --- visits --------------------------------------------------------------------------------


def test_every_visit_has_a_record_beside_its_letter(tmp_path: Path, complete: Assignment) -> None:
    result = made.result()
    letters = export.write_letters(result, tmp_path, "id")
    records = export.write_visit_records(result, tmp_path, "id", complete)
    visited = [centre for centre in result.centre_rows() if centre.visited]
    assert len(records) == len(visited) == 6
    for centre, path in zip(visited, records, strict=True):
        assert path.name == f"{letters[centre.row].stem}_berita-acara.docx"
        text = "\n".join(body_of(path))
        assert "Pada hari Rabu, 20 Maret 2024 pukul 10.00 waktu setempat" in text
        assert "Nomor ST-1/2024 tanggal 1 Maret 2024" in text
        assert "Buka dan ada petugas" in text and centre.name in text
        assert "Rusak sedang" in text and "5 Mbit/s" in text
        # The form of this survey does not say who was met.
        assert text.count("Tim evaluasi,") == 2 and "Pihak PLUT," not in text


def test_a_record_never_names_the_visitor() -> None:
    result = sample()
    centre = next(centre for centre in result.centre_rows() if centre.visited)
    name = str(centre.answer("visitor", visit=True))
    assert name.startswith("Pemeriksa")
    for record in visit_records(result, Assignment()):
        assert name not in repr(record.blocks) + repr(record.signers)


def test_photographs_and_who_was_met_are_named() -> None:
    i18n.set_language("id")
    result = sample()
    for record in visit_records(result, Assignment()):
        text = repr(record.blocks)
        for question in ("photo_front", "person_met"):
            value = record.centre.answer(question, visit=True)
            assert value is None or str(value) in text
        met = record.centre.answer("person_met", visit=True)
        sides = [side for side, _office in record.signers]
        assert sides == ["Tim evaluasi,", "Pihak PLUT," if met else "Tim evaluasi,"]
        assert met or "tidak ada yang ditemui" in text


def test_a_visit_without_day_and_hour_has_visible_blanks() -> None:
    result = made.result()
    (first, *_) = visit_records(result, Assignment())
    source = result.answers.observed
    bare = {"visit_date", "visit_time"}
    columns = {name: (lambda name=name: source[name]) for name in source if name not in bare}
    observed = type(source)(source.present, columns)
    answers = replace(result.answers, observed=observed)
    record = next(visit_records(replace(result, answers=answers), Assignment()))
    text = repr(record.blocks)
    assert "[date of the visit]" in text and "[hour of the visit]" in text
    assert "[date of the visit]" not in repr(first.blocks)


# --- the office's own template -------------------------------------------------------------


def own_template(path: Path, *lines: str) -> Assignment:
    document: Any = docx.Document()
    document.sections[0].header.paragraphs[0].text = "KOP {{ office }}"
    for line in lines:
        document.add_paragraph(line)
    document.save(str(path))
    return Assignment(office="Kantor", template=path)


def test_a_template_gives_header_and_fields_and_says_where_the_report_goes(tmp_path: Path) -> None:
    assignment = own_template(
        tmp_path / "own.docx", "Nomor {{ report_number }}", "{{ report }}", "Penutup"
    )
    texts = written(tmp_path / "x.docx", assignment, "id")
    assert texts[0] == "Nomor [nomor laporan]" and texts[-1] == "Penutup"
    assert texts.index("LAPORAN HASIL EVALUASI") < texts.index("RINGKASAN EKSEKUTIF")
    header = docx.Document(str(tmp_path / "x.docx")).sections[0].header
    assert header.paragraphs[0].text == "KOP Kantor"


def test_a_template_with_a_cover_of_its_own_asks_for_the_body(tmp_path: Path) -> None:
    assignment = own_template(tmp_path / "own.docx", "Sampul {{ year }}", "{{ body }}")
    texts = written(tmp_path / "x.docx", assignment, "id")
    assert texts[1] == "RINGKASAN EKSEKUTIF" and "LAPORAN HASIL EVALUASI" not in texts


def test_a_letterhead_alone_is_followed_by_the_report(tmp_path: Path) -> None:
    texts = written(tmp_path / "x.docx", own_template(tmp_path / "own.docx", "Kop"), "id")
    assert texts[0] == "Kop" and "LAPORAN HASIL EVALUASI" in texts


def test_an_unknown_field_of_a_template_is_named(tmp_path: Path) -> None:
    assignment = own_template(tmp_path / "own.docx", "{{ nomor }} {{ report }}")
    with pytest.raises(UsageError, match=r"nomor.*report_number"):
        export.write(made.result(), tmp_path / "x.docx", "en", assignment)


def test_fields_in_an_answer_are_not_filled(tmp_path: Path) -> None:
    result = made.result()
    first, *others = result.centres.centres
    sly = replace(first, name="{{ 7 * 7 }} {% for x in y %} \x07")
    centres = replace(result.centres, centres=(sly, *others))
    assignment = own_template(tmp_path / "own.docx", "{{ report }}")
    export.write(replace(result, centres=centres), tmp_path / "x.docx", "en", assignment)
    assert any("{{ 7 * 7 }} {% for x in y %}" in text for text in body_of(tmp_path / "x.docx"))


# --- the whole text ------------------------------------------------------------------------


@cache
def sample() -> Result:
    """The result of the published sample."""
    return plut_audit.audit(ROOT / "sample_data" / "2024")


def golden_text(folder: Path) -> str:
    """What comes before chapter III, and every heading, of the sample's report in Indonesian."""
    assignment = read_assignment(write_assignment(folder))
    export.write(sample(), folder / "x.docx", "id", assignment)
    document: Any = docx.Document(str(folder / "x.docx"))
    headings = [
        f"{'#' * int(paragraph.style.name[-1])} {paragraph.text}"
        for paragraph in document.paragraphs
        if re.fullmatch(r"Heading \d", paragraph.style.name)
    ]
    texts = body_of(folder / "x.docx")
    end = max(i for i, text in enumerate(texts) if text == "BAB III HASIL EVALUASI")
    start = max(i for i, text in enumerate(texts) if text == "RINGKASAN EKSEKUTIF")
    contents = texts.index("DAFTAR ISI")
    parts = (texts[:contents], texts[start:end], headings)
    lines = [line for part in parts for line in part if line and "plut-audit verify" not in line]
    return "\n".join(lines) + "\n"


def test_the_report_of_the_sample_reads_as_it_did(tmp_path: Path) -> None:
    """After a change of words that is meant: `PYTHONPATH=.:tests python tests/exports/test_evaluation.py`."""
    assert golden_text(tmp_path) == GOLDEN.read_text(encoding="utf-8")


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as folder_name:
        text = golden_text(Path(folder_name))
    GOLDEN.write_text(text, encoding="utf-8", newline="\n")
