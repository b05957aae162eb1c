"""The stored result comes back as it was."""

from pathlib import Path

import made

from plut_audit import report
from plut_audit.report.formats import json as export


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    export.write(made.result(), tmp_path / "out.json", "id")
    assert report.load(tmp_path / "out.json") == made.result()


def test_the_same_result_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.json", "two.json"):
        export.write(made.result(), tmp_path / name, "en")
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
