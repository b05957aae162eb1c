"""Which submissions count: not the rejected ones, of an edited one the latest version."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from plut_audit.ingest.dialects import RawAnswers, RawColumn
from plut_audit.ingest.sheets import CellValue, address
from plut_audit.problems import Problem


def counted(
    found: Sequence[RawAnswers], only_approved: bool
) -> tuple[list[RawAnswers], list[Problem]]:
    """The answers without those that do not count, rosters included, and what was left out."""
    problems: list[Problem] = []
    superseded = _superseded(found)
    dropped: set[str] = set()
    kept: list[RawAnswers] = []
    for number, raw in enumerate(found):
        out = {place for place in range(len(raw.rows)) if (number, place) in superseded}
        for place, review in enumerate(raw.reviews):
            if place not in out and (problem := _refused(raw, place, review, only_approved)):
                problems.append(problem)
                out.add(place)
        dropped.update(raw.keys[place] for place in out if raw.keys)
        kept.append(_without(raw, out))
    # A key that another, counting response bears too is not lost with the one left out.
    dropped.difference_update(key for raw in kept for key in raw.keys)
    for number, raw in enumerate(kept):
        if dropped and raw.role == "roster" and raw.parents:
            out = {place for place, parent in enumerate(raw.parents) if parent in dropped}
            kept[number] = _without(raw, out)
    return kept, problems


def _refused(raw: RawAnswers, place: int, review: str, only_approved: bool) -> Problem | None:
    if review != "rejected" and (not only_approved or review == "approved"):
        return None
    code = "SUB-02" if review == "rejected" else "SUB-03"
    return Problem(
        code,
        raw.sheet.file,
        raw.sheet.name,
        address(raw.rows[place], 0),
        centre_id=_centre(raw, place),
        value=review,
    )


def _centre(raw: RawAnswers, place: int) -> str:
    column = raw.columns.get("centre_id")
    return str(column.values[place]).strip() if column else ""


def _superseded(found: Sequence[RawAnswers]) -> set[tuple[int, int]]:
    """The responses (answers, place) that a later edit of the same submission replaces."""
    latest: dict[tuple[str, str], tuple[tuple[str, str, int], tuple[int, int]]] = {}
    superseded = set()
    for number, raw in enumerate(found):
        for place, origin in enumerate(raw.origins):
            if not origin:
                continue
            stamp = raw.submitted[place] if raw.submitted else ""
            age = (_moment(stamp), raw.keys[place], raw.rows[place])
            here = (number, place)
            known = latest.get((raw.role, origin))
            if known is None or age > known[0]:
                latest[raw.role, origin] = (age, here)
            if known is not None:
                superseded.add(known[1] if age > known[0] else here)
    return superseded


def _moment(stamp: CellValue) -> str:
    """A time of submission as a text that sorts: the tools write ISO 8601."""
    text = stamp.isoformat() if isinstance(stamp, datetime) else str(stamp)
    return text.strip().replace(" ", "T")


def _without(raw: RawAnswers, out: set[int]) -> RawAnswers:
    if not out:
        return raw
    stay = [place for place in range(len(raw.rows)) if place not in out]
    for name in ("rows", "keys", "parents", "submitted", "reviews", "origins", "versions"):
        if kept := getattr(raw, name):
            setattr(raw, name, [kept[place] for place in stay])
    raw.columns = {name: _part(column, stay) for name, column in raw.columns.items()}
    return raw


def _part(column: RawColumn, stay: list[int]) -> RawColumn:
    """The answers of the responses that stay."""
    choices = {code: _part(ticked, stay) for code, ticked in column.choices.items()}
    values = [column.values[place] for place in stay]
    places = {new: old for new, old in enumerate(stay) if old in column.elsewhere}
    elsewhere = {new: column.elsewhere[old] for new, old in places.items()}
    return replace(column, values=values, choices=choices, elsewhere=elsewhere)
