"""A stored result in which any value was changed: refused, and no command ends in a fault of ours.

Each run is made from a number of its own; `PLUT_AUDIT_WRONG_USAGE=1000` makes as many.
"""

import copy
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from builders.survey import write_five_centres
from builders.wrong_usage import SEEDS, quiet

import plut_audit
from plut_audit.errors import ResultError
from plut_audit.result.fingerprint import fingerprint_of_records

OTHERS = (
    None, True, -1, 0, 7.5, 1e300, 10**30, "", "x", "\x1b[31m", "2024-13-40", "INF-99", [], {},
    [None], {"id": "x"},
)  # fmt: skip
"""What stands in place of a value: of another type, out of every range, of no meaning."""
DOCUMENTED = (0, 1, 2, 3)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The stored result of five centres, three of them visited."""
    folder = tmp_path_factory.mktemp("stored")
    write_five_centres(folder / "2024")
    plut_audit.audit(folder / "2024").save(folder / "good.json")
    return folder / "good.json"


def paths(record: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a record, itself included."""
    inner = record.items() if isinstance(record, dict) else ()
    for key, value in enumerate(record) if isinstance(record, list) else inner:
        yield from paths(value, (*path, key))
    yield path


def changed(records: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """The records with another value at a place, or without it."""
    records = copy.deepcopy(records)
    covered = [path for path in paths(records) if path and path[0] not in ("schema", "tool")]
    *parents, last = rng.choice(covered)
    record: Any = records
    for key in parents:
        record = record[key]
    if rng.random() < 0.2:
        del record[last]
    else:
        others = [value for value in OTHERS if json.dumps(value) != json.dumps(record[last])]
        record[last] = rng.choice(others)
    return records


@pytest.mark.parametrize("seed", SEEDS)
def test_a_changed_value_is_refused_in_one_line(seed: int, good: Path, tmp_path: Path) -> None:
    records = changed(json.loads(good.read_text(encoding="utf-8")), random.Random(seed))
    path = tmp_path / "changed.json"
    path.write_text(json.dumps(records), encoding="utf-8")
    with pytest.raises(ResultError) as raised:
        plut_audit.load(path)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_changed_value_under_a_new_fingerprint_ends_in_a_documented_way(
    seed: int, good: Path, tmp_path: Path
) -> None:
    records = changed(json.loads(good.read_text(encoding="utf-8")), random.Random(seed))
    records["fingerprint"] = fingerprint_of_records(records)
    path = tmp_path / "forged.json"
    path.write_text(json.dumps(records), encoding="utf-8")
    for words in (
        ["export", str(path), "-q", "-o", str(tmp_path / "x.xlsx"), "-o", str(tmp_path / "x.html")],
        ["compare", str(good), str(path)],
        ["explain", "51.71", "--in", str(path)],
    ):
        code, shown = quiet(words)
        assert code in DOCUMENTED, (words[0], shown)
        assert "Traceback" not in shown
