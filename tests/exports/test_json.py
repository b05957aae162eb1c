"""The stored result comes back as it was."""

from pathlib import Path

import made

from plut_audit.report.formats import json as export
from plut_audit.result import Result


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    export.write(made.result(), tmp_path / "out.json", "id")
    export.write(Result.load(tmp_path / "out.json"), tmp_path / "again.json", "en")
    assert (tmp_path / "out.json").read_bytes() == (tmp_path / "again.json").read_bytes()
    assert len(Result.load(tmp_path / "out.json").findings) == len(made.result().findings)


def test_the_same_result_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("first.json", "second.json"):
        export.write(made.result(), tmp_path / name, "en")
    assert (tmp_path / "first.json").read_bytes() == (tmp_path / "second.json").read_bytes()
