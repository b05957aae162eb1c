"""A folder of TOML files to a rubric that has been checked."""

import hashlib
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from typing import Any

from plut_audit.errors import RubricError
from plut_audit.i18n import N_
from plut_audit.rubric.checks import rubric_faults
from plut_audit.rubric.faults import Faults
from plut_audit.rubric.implied import implied_questions
from plut_audit.rubric.model import Dimension, Instrument, Rubric
from plut_audit.rubric.rules import Rules


def read_rubric(folder: Traversable) -> Rubric:
    """Read and check the rubric in a folder; every fault is gathered into one `RubricError`."""
    faults = Faults()
    contents = dict(_contents(folder, faults))
    tables = {name: faults.table(name, content) for name, content in contents.items()}
    rubric = _assemble(tables, faults)
    if rubric is None or faults.lines:
        raise RubricError(
            N_("The rubric '{folder}' cannot be used:\n{faults}"),
            folder=folder.name,
            faults="\n".join(f"  {line}" for line in faults.lines),
        )
    return rubric.model_copy(update={"sha256": _hash(contents)})


def _contents(folder: Traversable, faults: Faults) -> Iterator[tuple[str, bytes]]:
    """The bytes of each TOML file by its name, in the order of the names."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".toml"):
            try:
                yield entry.name, entry.read_bytes()
            except OSError as error:
                reason = error.strerror or type(error).__name__
                faults.add(entry.name, N_("cannot be read: {reason}"), reason=reason)


def _assemble(tables: dict[str, dict[str, Any] | None], faults: Faults) -> Rubric | None:
    """The checked rubric of the parsed files, or None where one of them cannot be understood."""
    instrument, roster = (
        faults.model(Instrument, name, _with_names(tables.pop(name, {})))
        for name in ("questions.toml", "roster.toml")
    )
    rules = faults.model(Rules, "rubric.toml", tables.pop("rubric.toml", None))
    parsed = {
        name: faults.model(Dimension, name, _with_indicators(table))
        for name, table in tables.items()
    }
    dimensions = [dimension for dimension in parsed.values() if dimension is not None]
    if not parsed:
        faults.add("rubric.toml", N_("no dimension: write one TOML file a dimension beside it"))
    if rules is None or instrument is None or roster is None:
        return None
    if not parsed or len(dimensions) < len(parsed):
        return None
    questions = instrument.questions or implied_questions(dimensions, rules)
    rubric = Rubric(
        **{name: getattr(rules, name) for name in Rules.model_fields},
        sections=instrument.sections,
        questions=questions,
        roster=roster.questions,
        dimensions=tuple(dimensions),
        without_form=not instrument.questions,
    )
    faults.extend(rubric_faults(rubric, list(parsed)))
    return rubric


def _with_names(table: dict[str, Any] | None) -> dict[str, Any] | None:
    """The questions of a file, each with its own name."""
    if not table or not isinstance(table.get("questions"), dict):
        return table
    named = {
        name: {**question, "name": name} if isinstance(question, dict) else question
        for name, question in table["questions"].items()
    }
    return {**table, "questions": named}


def _with_indicators(table: dict[str, Any] | None) -> dict[str, Any] | None:
    """A dimension's file: the tables named like its code are indicators, the rest its own."""
    if table is None:
        return None
    prefix = f"{table.get('code', '')}-"
    own = {key: value for key, value in table.items() if not key.startswith(prefix)}
    indicators = {
        key: {**value, "code": key, "dimension": table.get("code", "")}
        for key, value in table.items()
        if key.startswith(prefix) and isinstance(value, dict)
    }
    return {**own, "indicators": indicators}


def _hash(contents: dict[str, bytes]) -> str:
    """SHA-256 over names and contents; Windows line ends count as Unix ones."""
    total = hashlib.sha256()
    for name, content in contents.items():
        total.update(name.encode() + b"\0")
        total.update(content.replace(b"\r\n", b"\n") + b"\0")
    return total.hexdigest()
