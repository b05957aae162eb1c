"""What differs between a stored result and the recomputed one, in words."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from plut_audit.i18n import N_, Message
from plut_audit.result import CentreRow, ItemRow, Result
from plut_audit.result.storage.records import ResultJson
from plut_audit.review.verify.inputs import input_differences
from plut_audit.review.verify.records import Deviation, Recorded, deviations

FIRST = ("centres", "findings", "systemic", "summary", "verification", "cells", "problems")
"""The order in which records are compared: from the single figure to what follows from it."""
CENTRE_FIRST = ("items", "answers", "dimensions")
"""The records of a centre that are compared before its own figures."""
_SEPARATELY = {"schema", "edition", "fingerprint"}
_MOST_LETTERS = 200
_MOST_CELLS = 3


def differences(stored: Recorded, computed: Recorded) -> list[Message]:
    """Every input that differs, the rubric where it does, the first other figure, fingerprint."""
    found = list(input_differences(stored.inputs, computed.inputs))
    found += _rubric(stored, computed)
    if first := next(_figures(stored, computed), None):
        found.append(_in_words(first, stored, computed))
    printed = [side.records.get("fingerprint") for side in (stored, computed)]
    if printed[0] != printed[1]:
        text = N_("Fingerprint: {stored} in the result, {computed} from the files.")
        found.append(Message(text, {"stored": _shown(printed[0]), "computed": printed[1]}))
    return found


def version_notice(stored: Result, computed: Result) -> Message | None:
    """That another version of the program made the result; None where it is the same."""
    if stored.tool_version == computed.tool_version:
        return None
    return Message(
        N_("The result was made by version {stored} of the program; this is version {computed}."),
        {"stored": stored.tool_version, "computed": computed.tool_version},
    )


def _rubric(stored: Recorded, computed: Recorded) -> list[Message]:
    """Where the rubrics differ; the hash alone where only its files are written otherwise."""
    editions = [
        _first_keys(side.records.get("edition", {}), ("rubric",)) for side in (stored, computed)
    ]
    first = next(deviations(editions[0], editions[1], ("edition",)), None)
    if first is None:
        return []
    text = N_("The rubric differs at '{place}': {stored} in the result, {computed} in the rubric.")
    return [Message(text, _values(first))]


def _figures(stored: Recorded, computed: Recorded) -> Iterator[Deviation]:
    """The differences beside the rubric and the hashes of inputs, the most telling first."""
    codes = [
        [centre.centre_id for centre in side.result.centres.centres] for side in (stored, computed)
    ]
    yield from deviations(codes[0], codes[1], ("centres",))
    sides = [_compared(side.records) for side in (stored, computed)]
    yield from deviations(sides[0], sides[1])


def _compared(records: ResultJson) -> dict[str, object]:
    """The records in the order in which they are compared, without what is compared apart."""
    ordered = _first_keys(records, FIRST)
    centres = [_first_keys(centre, CENTRE_FIRST) for centre in records.get("centres", [])]
    tool = {**records.get("tool", {}), "version": ""}
    return {
        key: value
        for key, value in {**ordered, "centres": centres, "tool": tool}.items()
        if key not in _SEPARATELY
    }


def _first_keys(record: Mapping[str, object], keys: Sequence[str]) -> dict[str, object]:
    """The record with some of its keys before the others."""
    return {key: record[key] for key in keys if key in record} | dict(record)


# --- in words ------------------------------------------------------------------------------


def _in_words(found: Deviation, stored: Recorded, computed: Recorded) -> Message:
    values = _values(found)
    if found.path[0] == "centres" and len(found.path) > 2:
        return _of_centre(found, computed.result.centre(int(found.path[1])), values)
    if whose := _whose(found, stored, computed):
        text = N_("{whose}, '{place}': {stored} in the result, {computed} from the files.")
        return Message(text, {**values, "whose": whose})
    text = N_("'{place}': {stored} in the result, {computed} from the files.")
    return Message(text, values)


def _of_centre(found: Deviation, centre: CentreRow, values: dict[str, object]) -> Message:
    """A figure of a centre; that of an indicator with the cells behind it."""
    values = {**values, "centre": f"{centre.centre_id} {centre.name}".strip()}
    key, *rest = found.path[2:]
    item = centre.items.get(str(rest[0])) if key == "items" and rest else None
    if item is None:
        text = N_("Centre {centre}, '{figure}': {stored} in the result, {computed} from the files.")
        return Message(text, {**values, "figure": _joined(found.path[2:])})
    text = N_(
        "Centre {centre}, indicator {indicator}, '{figure}': {stored} in the result, {computed} "
        "from the files. Cells: {cells}."
    )
    more = {"indicator": item.code, "figure": _joined(rest[1:]), "cells": _cells(item)}
    return Message(text, {**values, **more})


def _cells(item: ItemRow) -> str:
    named = [*item.cells(visit=True), *item.cells(visit=False)]
    more = " …" if len(named) > _MOST_CELLS else ""
    return (", ".join(named[:_MOST_CELLS]) or "–") + more


def _whose(found: Deviation, stored: Recorded, computed: Recorded) -> str:
    """The code and the centre of a finding or problem, "" where the record has none."""
    key, *rest = found.path
    for side in (computed, stored):
        listed = side.records.get(str(key))
        if isinstance(listed, list) and rest and int(rest[0]) < len(listed):
            record = listed[int(rest[0])]
            words = (record.get(name) for name in ("code", "centre_id", "scope", "file", "cell"))
            return " ".join(str(word) for word in words if word)
    return ""


def _values(found: Deviation) -> dict[str, object]:
    return {
        "place": _joined(found.path),
        "stored": _shown(found.stored),
        "computed": _shown(found.computed),
    }


def _joined(path: Sequence[str | int]) -> str:
    return ".".join(map(str, path))


def _shown(value: Any) -> str:
    """A value as the stored file has it, cut where it is long; a dash for none."""
    if value is None:
        return "–"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _MOST_LETTERS else text[:_MOST_LETTERS] + "…"
