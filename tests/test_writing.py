"""A file is whole or not there."""

from pathlib import Path

import pytest

from plut_audit.atomic_write import atomic_path, write_text
from plut_audit.errors import OutputError


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_file_appears_when_the_block_ends(tmp_path: Path) -> None:
    path = tmp_path / "new" / "result.xlsx"
    with atomic_path(path) as beside:
        beside.write_bytes(b"whole")
        assert beside.suffix == ".xlsx"
        assert not path.exists()
    assert path.read_bytes() == b"whole"
    assert names(path.parent) == ["result.xlsx"]


def test_a_failing_block_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "result.csv"
    path.write_text("before", encoding="utf-8")
    with pytest.raises(ValueError, match="bug"), atomic_path(path, force=True) as beside:
        beside.write_bytes(b"half")
        raise ValueError("bug")
    assert path.read_text(encoding="utf-8") == "before"
    assert names(tmp_path) == ["result.csv"]


def test_an_existing_file_is_replaced_only_by_force(tmp_path: Path) -> None:
    path = tmp_path / "result.csv"
    path.write_text("before", encoding="utf-8")
    with pytest.raises(OutputError, match="--force"), atomic_path(path):
        pass
    write_text(path, iter(["after\n", "é\n"]), force=True)
    assert path.read_bytes() == "after\né\n".encode()


def test_a_place_that_cannot_be_written_is_an_error_of_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    with (
        pytest.raises(OutputError, match="could not be written"),
        atomic_path(tmp_path / "file" / "result.csv"),
    ):
        pass
