"""A rubric to start from: it can be used as it is."""

from pathlib import Path

import pytest

from plut_audit import rubric
from plut_audit.audit import run as run_audit
from plut_audit.errors import OutputError
from plut_audit.rubric.template import write_new_rubric

TABLE = """\
code,name,visitors,complaints,weekend,budget
a,Alpha,1000,0,yes,10000
b,Beta,500,25,saturday,316.227766016838
c,Gamma,0,3,no,10
"""


def test_the_new_rubric_scores_a_table(tmp_path: Path) -> None:
    write_new_rubric(tmp_path / "mine")
    table = tmp_path / "table.csv"
    table.write_text(TABLE, encoding="utf-8")
    found = run_audit([table], rubric.load(tmp_path / "mine"))
    # Beta is half-way everywhere; Gamma's ratio has the denominator 0, so it is at its low end.
    assert found.scores.combined.index.tolist() == pytest.approx([100, 50, 0])
    assert found.ranking.class_name.tolist() == ["A", "C", "C"]
    assert [centre.name for centre in found.survey.centres] == ["Alpha", "Beta", "Gamma"]


def test_nothing_is_replaced_unless_asked(tmp_path: Path) -> None:
    paths = write_new_rubric(tmp_path)
    paths[0].write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError):
        write_new_rubric(tmp_path)
    assert paths[0].read_text(encoding="utf-8") == "mine"
    write_new_rubric(tmp_path, force=True)
    assert rubric.load(tmp_path).id == "my-index"
