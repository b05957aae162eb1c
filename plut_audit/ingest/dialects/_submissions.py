"""Which submissions count: not the rejected ones, of an edited one the latest version."""

from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import datetime

from plut_audit.ingest.dialects import RawAnswers, RawColumn
from plut_audit.ingest.registry import normal_centre_code
from plut_audit.ingest.sheets import CellValue, address
from plut_audit.ingest.values import fold, read_timestamp
from plut_audit.problems import Problem, format_location


def counted(
    found: Sequence[RawAnswers], only_approved: bool
) -> tuple[list[RawAnswers], list[Problem]]:
    """The answers without those that do not count, rosters included, and what was left out."""
    superseded, problems = _superseded(found)
    left_out = set(superseded)
    for number, raw in enumerate(found):
        for place, review in enumerate(raw.reviews):
            response = number, place
            if response not in superseded and (
                problem := _refused(raw, place, review, only_approved)
            ):
                problems.append(problem)
                left_out.add(response)
    return without_responses(found, left_out), problems


def without_responses(found: Sequence[RawAnswers], left_out: Set["Response"]) -> list[RawAnswers]:
    """The answers without some responses, and without the roster rows that belong to these."""
    dropped: set[str] = set()
    kept: list[RawAnswers] = []
    for number, raw in enumerate(found):
        out = {place for place in range(len(raw.rows)) if (number, place) in left_out}
        dropped.update(raw.keys[place] for place in out if raw.keys)
        kept.append(_without(raw, out))
    # A key that another, counting response bears too is not lost with the one left out.
    dropped.difference_update(key for raw in kept for key in raw.keys)
    for number, raw in enumerate(kept):
        if dropped and raw.role == "roster" and raw.parents:
            out = {place for place, parent in enumerate(raw.parents) if parent in dropped}
            kept[number] = _without(raw, out)
    return kept


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


# --- versions of one submission ------------------------------------------------------------

Response = tuple[int, int]
"""Which answers, and which of their responses."""


def _superseded(found: Sequence[RawAnswers]) -> tuple[set[Response], list[Problem]]:
    """The responses that a later version of the same submission replaces, and what is odd.

    The version with more edits, else the one ended or sent later, counts; of equal ones any.
    Versions that differ and are not put in order by anything all stay, to be distinguished by the
    dates of their answers or asked about.
    """
    versions: dict[tuple[str, str], dict[str, list[Response]]] = {}
    for number, raw in enumerate(found):
        for place, origin in enumerate(raw.origins):
            if origin:
                of_centre = versions.setdefault((raw.role, origin), {})
                of_centre.setdefault(_identity(raw, place), []).append((number, place))
    superseded: set[Response] = set()
    problems: list[Problem] = []
    for (role, origin), of_centre in versions.items():
        if len(of_centre) == 2 and "" in of_centre:  # a version that had not named it yet
            unnamed = of_centre.pop("")
            next(iter(of_centre.values())).extend(unnamed)
        if role != "roster" and len(of_centre) > 1:
            problems.append(_of_several_centres(found, origin, of_centre))
        for responses in of_centre.values():
            superseded |= set(responses) - set(_latest(found, responses))
    return superseded, problems


def _latest(found: Sequence[RawAnswers], responses: list[Response]) -> list[Response]:
    """The version that counts; several where they differ and nothing puts them in order.

    A rejection of one of several equal versions holds for all of them.
    """
    if len(responses) == 1:
        return responses
    for age in (_edits, _ended, _sent):
        ages = {response: age(found[response[0]], response[1]) for response in responses}
        if all(ages.values()):
            responses = [one for one in responses if ages[one] == max(ages.values())]
    reviews = {one: _review(found, one) for one in responses}
    if rejected := [one for one in responses if reviews[one] == "rejected"]:
        return rejected[:1]
    different: dict[object, Response] = {}
    # Which of equal ones stays does not depend on the order of the files.
    for one in sorted(responses, key=lambda one: (_location(found, one), one[1])):
        different.setdefault(_content(found[one[0]], one[1]), one)
    return list(different.values())


def _edits(raw: RawAnswers, place: int) -> str:
    edits = raw.edits[place] if raw.edits else ""
    return edits.rjust(9, "0") if edits.isdecimal() else ""


def _ended(raw: RawAnswers, place: int) -> str:
    return _moment(raw.ended[place]) if raw.ended else ""


def _sent(raw: RawAnswers, place: int) -> str:
    return _moment(raw.submitted[place]) if raw.submitted else ""


def _moment(stamp: CellValue) -> str:
    """A time in UTC as a text that sorts; "" where it is none."""
    moment = read_timestamp(stamp).value
    return moment.isoformat() if isinstance(moment, datetime) else ""


def _review(found: Sequence[RawAnswers], response: Response) -> str:
    reviews = found[response[0]].reviews
    return reviews[response[1]] if reviews else ""


def _location(found: Sequence[RawAnswers], response: Response) -> tuple[str, str, int]:
    raw = found[response[0]]
    return raw.sheet.file, raw.sheet.name, raw.rows[response[1]]


def _identity(raw: RawAnswers, place: int) -> str:
    """Which centre a response names: its code, else its name."""
    for question, normal in (("centre_id", normal_centre_code), ("centre_name", _folded)):
        if (column := raw.columns.get(question)) and (name := normal(column.values[place])):
            return name.casefold()
    return ""


def _folded(cell: CellValue) -> str:
    """A centre's name as it is compared within one submission."""
    return fold(str(cell))


def _content(raw: RawAnswers, place: int) -> tuple[object, ...]:
    """All that a response answers, as it is compared."""
    return tuple(
        (name, str(column.values[place]).strip(), *_choices(column, place))
        for name, column in sorted(raw.columns.items())
    )


def _choices(column: RawColumn, place: int) -> list[tuple[str, str]]:
    return [(code, str(one.values[place]).strip()) for code, one in sorted(column.choices.items())]


def _of_several_centres(
    found: Sequence[RawAnswers], origin: str, of_centre: dict[str, list[Response]]
) -> Problem:
    """SUB-08: one submission whose rows name different centres."""
    responses = [one for group in of_centre.values() for one in group]
    file, sheet, row = min(_location(found, one) for one in responses)
    cells = "; ".join(
        format_location(place[0], place[1], address(place[2], 0))
        for place in sorted({_location(found, one) for one in responses})
    )
    return Problem("SUB-08", file, sheet, address(row, 0), value=origin, values={"cells": cells})


def _without(raw: RawAnswers, out: set[int]) -> RawAnswers:
    if not out:
        return raw
    stay = [place for place in range(len(raw.rows)) if place not in out]
    for name in (
        "rows",
        "keys",
        "parents",
        "submitted",
        "reviews",
        "origins",
        "versions",
        "edits",
        "ended",
    ):
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
