"""The report as text: the result's numbers by locale, both languages, nothing that renders."""

import re
from pathlib import Path

import made
import pytest

from plut_audit import i18n
from plut_audit.report.formats import md as export
from plut_audit.report.sections import critical
from plut_audit.scoring.findings import Severity


def text(tmp_path: Path, language: str) -> str:
    export.write(made.result(), tmp_path / "out.md", language)
    return (tmp_path / "out.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_ranking_holds_the_numbers_of_the_result(tmp_path: Path, language: str) -> None:
    written = text(tmp_path, language)
    i18n.set_language(language)
    ranking = written.split(f"## {i18n._('Ranking')}\n")[1].split("\n## ")[0]
    rows: dict[str, list[str]] = {}
    for line in ranking.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if cells[0].isdigit():
            rows.setdefault(cells[3], cells)
    assert len(rows) == len(made.result().ranking)
    for centre in made.result().ranking:
        printed = [
            i18n.format_number(figure, 2, language)
            for figure in (centre.estimate, centre.combined, centre.reported)
        ]
        shown = rows[centre.centre_id]
        assert [shown[6], *shown[8:10]] == printed
        assert shown[0] == str(centre.rank)


def test_every_critical_finding_has_its_five_elements(tmp_path: Path) -> None:
    written = text(tmp_path, "en")
    count = int((made.result().findings.severity == Severity.CRITICAL).sum())
    assert count
    for element in ("Condition", "Criterion", "Cause", "Effect", "Recommendation"):
        assert written.count(f"\n- {element}: ") == count


def test_the_annex_has_the_ten_steps(tmp_path: Path) -> None:
    steps = re.findall(r"^### (\d+)\\\. ", text(tmp_path, "en"), re.MULTILINE)
    assert steps == [str(number) for number in range(1, 11)]


def test_markup_in_a_name_stays_letters(tmp_path: Path) -> None:
    written = text(tmp_path, "en")
    assert "<script" not in written.replace("\\<script", "")
    assert "\\<script\\>" in written


def test_a_result_of_many_critical_findings_prints_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(critical, "MOST", 2)
    written = text(tmp_path, "en")
    assert written.count("\n- Condition: ") == 2
    assert "2 of " in written
