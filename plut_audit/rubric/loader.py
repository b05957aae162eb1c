"""A folder of TOML files to a rubric that has been checked."""

import hashlib
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from typing import Any

from plut_audit.errors import RubricError
from plut_audit.i18n import N_
from plut_audit.rubric import expressions
from plut_audit.rubric.faults import Faults, cross_faults
from plut_audit.rubric.fields import same
from plut_audit.rubric.model import Dimension, Indicator, Instrument, Question, Rubric
from plut_audit.rubric.rules import Rules


def read(folder: Traversable) -> Rubric:
    """Read and check the rubric in a folder; every fault is gathered into one `RubricError`."""
    faults = Faults()
    files = sorted(
        (entry for entry in folder.iterdir() if entry.name.endswith(".toml")),
        key=lambda entry: entry.name,
    )
    tables = {entry.name: faults.table(entry.name, entry.read_bytes()) for entry in files}
    rubric = _assemble(tables, faults)
    if rubric is not None:
        faults.extend(cross_faults(rubric))
    if rubric is None or faults.found:
        raise RubricError(
            N_("The rubric '{folder}' cannot be used:\n{faults}"),
            folder=folder.name,
            faults="\n".join(f"  {fault}" for fault in faults.found),
        )
    return rubric.model_copy(update={"sha256": _hash(files)})


def _assemble(tables: dict[str, dict[str, Any] | None], faults: Faults) -> Rubric | None:
    """The rubric of the parsed files, or None where one of them cannot be understood."""
    instrument, roster = (
        faults.model(Instrument, name, _named(tables.pop(name, {})))
        for name in ("questions.toml", "roster.toml")
    )
    rules = faults.model(Rules, "rubric.toml", tables.pop("rubric.toml", None))
    read = [
        faults.model(Dimension, name, _with_indicators(table)) for name, table in tables.items()
    ]
    dimensions = [part for part in read if part is not None]
    if not read:
        faults.add("rubric.toml", N_("no dimension: write one TOML file a dimension beside it"))
    if rules is None or instrument is None or roster is None or len(dimensions) < max(len(read), 1):
        return None
    questions = instrument.questions or _implied_questions(dimensions, rules)
    return Rubric(
        **rules.model_dump(),
        sections=instrument.sections,
        questions=questions,
        roster=roster.questions,
        dimensions=tuple(dimensions),
        without_form=not instrument.questions,
    )


def _named(table: dict[str, Any] | None) -> dict[str, Any] | None:
    """The questions of a file, each told its own name."""
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


def _implied_questions(dimensions: list[Dimension], rules: Rules) -> dict[str, Question]:
    """A rubric without an instrument asks for one column a name."""
    asked: dict[str, Question] = {
        name: Question(name=name, type="text", label=same(name))
        for name in ("centre_id", "centre_name", "province", "regency", "level")
    }
    for part in dimensions:
        for item in part.indicators.values():
            for name in _parsed_names(item):
                if name not in rules.derived and name not in asked:
                    asked[name] = _implied_question(name, item)
    return asked


def _implied_question(name: str, indicator: Indicator) -> Question:
    label = same(name)
    if indicator.kind == "points":
        choices = {code: same(code) for code in indicator.points}
        return Question(name=name, type="select_one", label=label, choices=choices)
    return Question(name=name, type="decimal", label=label)


def _parsed_names(indicator: Indicator) -> Iterator[str]:
    try:
        yield from indicator.names
    except expressions.ExpressionError:
        return  # reported with the other faults


def _hash(files: list[Traversable]) -> str:
    """SHA-256 over names and contents; Windows line ends count as Unix ones."""
    total = hashlib.sha256()
    for entry in files:
        total.update(entry.name.encode() + b"\0")
        total.update(entry.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return total.hexdigest()
