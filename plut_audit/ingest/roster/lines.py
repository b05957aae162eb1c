"""The lines of the roster: which of them list a consultant, and whose consultant each is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress

import numpy as np

from plut_audit.ingest.answers import Answers, Array
from plut_audit.ingest.dialects import RawAnswers
from plut_audit.ingest.matching import (
    NOWHERE,
    CentreReference,
    answering_rows,
    centre_references,
    match_centres,
)
from plut_audit.ingest.registry import Centre, Registry, normal_centre_code
from plut_audit.ingest.registry.codes import code_key
from plut_audit.ingest.values import fold
from plut_audit.problems import Problem
from plut_audit.rubric import Rubric


@dataclass
class Consultants:
    """The lines of the roster: which list a consultant, and how each names its centre or parent."""

    answers: Answers
    listed: Array
    references: list[CentreReference]
    parents: list[tuple[str, str]]
    """File and key of the response that a line belongs to; "" where it names its centre."""


def consultants(roster: Answers, rubric: Rubric) -> Consultants:
    """The lines of the roster; a centre that is named once holds for the lines below it."""
    parents = [(raw.sheet.file, key) for raw, key in _keys(roster, "parents")]
    references = _filled_down(roster, centre_references(roster, rubric), parents)
    return Consultants(roster, answering_rows(roster, rubric), references, parents)


def _filled_down(
    roster: Answers, references: list[CentreReference], parents: Sequence[tuple[str, str]]
) -> list[CentreReference]:
    filled = list(references)
    for row in range(1, len(filled)):
        same_sheet = roster.origin[row] == roster.origin[row - 1]
        if filled[row].is_blank and same_sheet and not parents[row][1]:
            filled[row] = filled[row - 1]
    return filled


def _keys(answers: Answers, name: str) -> Iterator[tuple[RawAnswers, str]]:
    """The key or the parent of each row, and the sheet that it stands in."""
    for row in range(len(answers)):
        raw = answers.origins[answers.origin[row]]
        keys: list[str] = getattr(raw, name)
        yield raw, keys[answers.index[row]] if keys else ""


def has_consultants(
    questionnaire: Answers, references: Sequence[CentreReference], listed: Consultants
) -> Array:
    """Whether a line of the roster belongs to each response, by its key or by its centre."""
    parents = {key for _, key in compress(listed.parents, listed.listed) if key}
    named = {way for one in compress(listed.references, listed.listed) for way in _ways(one)}
    keys = [key for _, key in _keys(questionnaire, "keys")]
    return np.array(
        [
            key in parents or not named.isdisjoint(_ways(reference))
            for key, reference in zip(keys, references, strict=True)
        ],
        bool,
    )


def _ways(reference: CentreReference) -> set[str]:
    """The code, or else the name, by which a row is found."""
    if reference.code:
        return {code_key(normal_centre_code(reference.code))}
    return {fold(reference.name)} if reference.name else set()


def owners(
    listed: Consultants,
    questionnaire: Answers,
    registry: Registry,
    centres: tuple[Centre, ...],
    response: Array,
) -> Array:
    """The response that each line of the roster belongs to: by its parent, else by its centre."""
    known: dict[tuple[str, str], int] = {}
    for response_row, (raw, key) in enumerate(_keys(questionnaire, "keys")):
        if key:
            known["", key] = known[raw.sheet.file, key] = response_row
    named = match_centres(listed.answers, listed.references, registry, centres, listed.listed)
    owner = np.full(len(listed.answers), NOWHERE)
    for row in np.flatnonzero(listed.listed):
        file, parent = listed.parents[row]
        if parent:
            owner[row] = known.get((file, parent), known.get(("", parent), NOWHERE))
        elif named.centre[row] != NOWHERE:
            owner[row] = response[named.centre[row]]
    return owner


def orphans(listed: Consultants, owner: Array) -> Iterator[Problem]:
    """SUB-04 for each consultant that belongs to no response."""
    for row in np.flatnonzero(listed.listed & (owner == NOWHERE)):
        reference, (_, parent) = listed.references[row], listed.parents[row]
        value = parent.rpartition("!")[2] or reference.code or reference.name or "–"
        raw = listed.answers.origins[listed.answers.origin[row]]
        cell = raw.cell(int(listed.answers.index[row]), next(iter(raw.columns)))
        yield Problem("SUB-04", raw.sheet.file, raw.sheet.name, cell, value=value)
