"""What differs between a stored result and the recomputed one, in words."""

import json
from collections.abc import Iterator
from typing import Any

from plut_audit.i18n import N_, Message
from plut_audit.review.verify.inputs import input_differences
from plut_audit.review.verify.records import Deviation, Records, deviations

FIRST = ("centres", "findings", "systemic", "summary", "verification", "cells", "problems")
"""The order in which records are compared: from the single figure to what follows from it."""
_SEPARATELY = ("schema", "tool", "edition", "inputs", "fingerprint")
_MOST_LETTERS = 200
_MOST_CELLS = 3
_CENTRE_FIRST = ("items", "answers", "dimensions")
"""The records of a centre that are compared before its own figures."""


def differences(stored: Records, computed: Records) -> list[Message]:
    """Every input that differs, the rubric where it does, and the first other difference."""
    found = list(input_differences(stored["inputs"], computed["inputs"]))
    if rubric := _rubric(stored, computed):
        found.append(rubric)
    first = next(_ordered(stored, computed), None)
    if first is not None:
        found.append(_in_words(first, stored, computed))
    if stored.get("fingerprint") != computed["fingerprint"]:
        values = {
            "stored": _shown(stored.get("fingerprint")),
            "computed": computed["fingerprint"],
        }
        text = N_("Fingerprint: {stored} in the result, {computed} from the files.")
        found.append(Message(text, values))
    return found


def version_notice(stored: Records, computed: Records) -> Message | None:
    """That another version of the program made the result; None where it is the same."""
    if stored["tool"]["version"] == computed["tool"]["version"]:
        return None
    return Message(
        N_("The result was made by version {stored} of the program; this is version {computed}."),
        {"stored": stored["tool"]["version"], "computed": computed["tool"]["version"]},
    )


def _rubric(stored: Records, computed: Records) -> Message | None:
    first = next(deviations(stored["edition"], computed["edition"], ("edition",)), None)
    if first is None:
        return None
    rubrics = [records["edition"]["rubric"] for records in (stored, computed)]
    first = next(deviations(rubrics[0], rubrics[1], ("edition", "rubric")), first)
    return Message(
        N_("The rubric differs at '{place}': {stored} in the result, {computed} in the rubric."),
        {
            "place": _place(first),
            "stored": _shown(first.stored),
            "computed": _shown(first.computed),
        },
    )


def _ordered(stored: Records, computed: Records) -> Iterator[Deviation]:
    """The differences beside inputs' hashes and rubric, the most telling first."""
    yield from _of_centres(stored["centres"], computed["centres"])
    keys = [*FIRST[1:], *computed, *stored]
    for key in dict.fromkeys(keys):
        if key not in (*_SEPARATELY, "centres"):
            yield from deviations(stored.get(key), computed.get(key), (key,))
    yield from deviations(stored["inputs"], computed["inputs"], ("inputs",))
    tools = [{**records["tool"], "version": ""} for records in (stored, computed)]
    yield from deviations(tools[0], tools[1], ("tool",))


def _of_centres(
    stored: list[dict[str, Any]], computed: list[dict[str, Any]]
) -> Iterator[Deviation]:
    """Centres side by side, the indicators of each before its other figures."""
    for row, (one, other) in enumerate(zip(stored, computed, strict=False)):
        if one["centre_id"] != other["centre_id"]:
            break
        for key in _CENTRE_FIRST:
            yield from deviations(one[key], other[key], ("centres", row, key))
        yield from deviations(one, other, ("centres", row))
    codes = [[centre["centre_id"] for centre in centres] for centres in (stored, computed)]
    yield from deviations(codes[0], codes[1], ("centres",))


# --- in words ------------------------------------------------------------------------------


def _in_words(found: Deviation, stored: Records, computed: Records) -> Message:
    values: dict[str, object] = {
        "place": _place(found),
        "stored": _shown(found.stored),
        "computed": _shown(found.computed),
    }
    if found.path[0] == "centres" and len(found.path) > 2:
        return _of_centre(found, computed["centres"][found.path[1]], values)
    if whose := _whose(found, stored, computed):
        text = N_("{whose}, '{place}': {stored} in the result, {computed} from the files.")
        return Message(text, {**values, "whose": whose})
    text = N_("'{place}': {stored} in the result, {computed} from the files.")
    return Message(text, values)


def _of_centre(found: Deviation, centre: dict[str, Any], values: dict[str, object]) -> Message:
    """A figure of a centre; that of an indicator with the cells behind it."""
    values = {**values, "centre": f"{centre['centre_id']} {centre['name']}".strip()}
    figure = ".".join(map(str, found.path[2:]))
    if found.path[2] != "items" or len(found.path) < 5:
        text = N_("Centre {centre}, '{figure}': {stored} in the result, {computed} from the files.")
        return Message(text, {**values, "figure": figure})
    code = str(found.path[3])
    values |= {
        "indicator": code,
        "figure": ".".join(map(str, found.path[4:])),
        "cells": _cells(centre["items"].get(code, {})),
    }
    text = N_(
        "Centre {centre}, indicator {indicator}, '{figure}': {stored} in the result, {computed} "
        "from the files. Cells: {cells}."
    )
    return Message(text, values)


def _cells(item: dict[str, Any]) -> str:
    cells = item.get("cells", {})
    named = [*cells.get("observed", ()), *cells.get("reported", ())]
    more = " …" if len(named) > _MOST_CELLS else ""
    return (", ".join(named[:_MOST_CELLS]) or "–") + more


def _whose(found: Deviation, stored: Records, computed: Records) -> str:
    """The code and the centre of a finding or problem, "" where the record has none."""
    key, *rest = found.path
    for records in (computed, stored):
        listed = records.get(str(key))
        if isinstance(listed, list) and rest and int(rest[0]) < len(listed):
            record = listed[int(rest[0])]
            parts = (record.get(name) for name in ("code", "centre_id", "scope", "file", "cell"))
            return " ".join(str(part) for part in parts if part)
    return ""


def _place(found: Deviation) -> str:
    return ".".join(map(str, found.path))


def _shown(value: Any) -> str:
    """A value as the stored file has it, cut where it is long; a dash for none."""
    if value is None:
        return "–"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _MOST_LETTERS else text[:_MOST_LETTERS] + "…"
