"""The stored result, `plut-audit/result/1`: the one form that every export is made from.

It is plain JSON. Texts stand in it in every language, scores as they are printed with an exact
one beside where it is needed. It holds no clock, no user and no absolute path: the same inputs
give the same bytes. For many centres its lists are lazy, a record is made when it is asked for.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, overload

import numpy as np

import plut_audit
from plut_audit.audit import Audit
from plut_audit.errors import ResultError
from plut_audit.i18n import N_
from plut_audit.problems import Problem
from plut_audit.result.records import centre_record, finding_record
from plut_audit.scoring.scores import round_scores

SCHEMA = "plut-audit/result/1"
Result = dict[str, Any]


class Records(Sequence[Result]):
    """A list of records that are made when they are asked for."""

    def __init__(self, size: int, make: Callable[[int], Result]) -> None:
        self._size = size
        self._make = make

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, place: int) -> Result: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Result]: ...
    def __getitem__(self, place: int | slice) -> Result | Sequence[Result]:
        if isinstance(place, slice):
            return [self._make(one) for one in range(*place.indices(self._size))]
        if not -self._size <= place < self._size:
            raise IndexError(place)
        return self._make(place % self._size)


MOST_KEPT_WHOLE = 2000
"""Centres up to which the records are made at once; beyond it they are made one by one."""


def result_of(audit: Audit) -> Result:
    """The result of an audit."""
    centres = Records(len(audit.survey.centres), lambda row: centre_record(audit, row))
    findings = Records(len(audit.findings), lambda row: finding_record(audit, row))
    whole = len(centres) <= MOST_KEPT_WHOLE
    return {
        "schema": SCHEMA,
        "tool": {"name": "plut-audit", "version": plut_audit.__version__},
        "edition": _edition(audit),
        "year": audit.year,
        "inputs": list(_inputs(audit)),
        "summary": summary(audit),
        "centres": list(centres) if whole else centres,
        "findings": list(findings) if whole else findings,
        "systemic": [_systemic(audit, one) for one in audit.systemic],
        "problems": [problem_record(problem) for problem in audit.problems],
    }


def _edition(audit: Audit) -> Result:
    rubric = audit.rubric
    whole = rubric.model_dump(mode="json")
    return {"id": rubric.id, "title": rubric.title, "sha256": rubric.sha256, "rubric": whole}


def _inputs(audit: Audit) -> Iterator[Result]:
    """Every file with what it was used for, by its name."""
    used: dict[tuple[str, str, str], Result] = {}
    hashes = {book.file: book.sha256 for book in audit.inputs.workbooks}
    for raw in _raw_answers(audit):
        record = used.setdefault(
            (raw.sheet.file, raw.dialect, raw.role),
            {
                "file": raw.sheet.file,
                "sha256": hashes.get(raw.sheet.file, ""),
                "dialect": raw.dialect,
                "role": raw.role,
                "sheets": [],
                "rows": 0,
            },
        )
        record["sheets"] = sorted({*record["sheets"], raw.sheet.name})
        record["rows"] += len(raw.rows)
    for book in audit.inputs.registry_files:
        used[(book.file, "plain", "centres")] = {
            "file": book.file,
            "sha256": book.sha256,
            "dialect": "plain",
            "role": "centres",
            "sheets": [],
            "rows": len(audit.inputs.registry.centres),
        }
    yield from (used[key] for key in sorted(used))


def _raw_answers(audit: Audit) -> Iterator[Any]:
    yield from audit.survey.questionnaire.origins
    yield from audit.survey.visits.origins
    yield from audit.roster_origins


def summary(audit: Audit) -> Result:
    """The key figures, over the ranked centres where they are means or classes."""
    ranked = audit.ranking.ranked
    decimals = audit.rubric.scoring.decimals
    by_class = {
        band.name: int((audit.ranking.class_name[ranked] == band.name).sum())
        for band in audit.rubric.bands
    }
    return {
        "centres": len(audit.survey.centres),
        "registry_known": audit.registry_known,
        "responded": int(audit.survey.responded.sum()),
        "visited": int(audit.survey.visited.sum()),
        "ranked": int(ranked.sum()),
        "mean_verified": _mean(audit.scores.verified.index[ranked], decimals),
        "by_class": by_class,
        "by_dimension": {
            part.code: _mean(audit.scores.verified.dimensions[ranked, place], decimals)
            for place, part in enumerate(audit.rubric.dimensions)
        },
    }


def _mean(values: Any, decimals: int) -> float | None:
    known = values[~np.isnan(values)]
    return float(round_scores(np.array([known.mean()]), decimals)[0]) if len(known) else None


def _systemic(audit: Audit, one: Any) -> Result:
    return {
        "code": one.code,
        "scope": one.scope,
        "title": audit.rubric.indicators[one.code].title,
        "share": round(one.share, 4),
        "centres": list(one.centres),
        "points_lost": round(one.points_lost, 12),
    }


def problem_record(problem: Problem) -> Result:
    """A problem as it stands in a result."""
    return {
        "code": problem.code,
        "severity": problem.severity,
        "file": problem.file,
        "sheet": problem.sheet,
        "cell": problem.cell,
        "centre_id": problem.centre_id,
        "question": problem.question,
        "value": problem.value,
        "message": problem.message(),
    }


# --- reading and writing -------------------------------------------------------------------


def dumps(result: Mapping[str, Any]) -> Iterator[str]:
    """The text of a result in pieces; keys in their order, one record a line."""
    yield "{\n"
    for number, (key, value) in enumerate(result.items()):
        yield (",\n" if number else "") + f" {json.dumps(key)}: "
        if isinstance(value, Sequence) and not isinstance(value, str) and len(value):
            yield "[\n"
            for place, record in enumerate(value):
                yield (",\n  " if place else "  ") + _compact(record)
            yield "\n ]"
        else:
            yield _compact(value)
    yield "\n}\n"


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def load(path: Path) -> Result:
    """A stored result; `ResultError` where the file is none that this version knows."""
    try:
        result = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ResultError(
            N_("'{path}' cannot be opened; check how it is written."), path=str(path)
        ) from error
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise ResultError(
            N_(
                "'{path}' is no stored result; make one with 'plut-audit score SURVEY -o "
                "result.json'."
            ),
            path=str(path),
        ) from error
    found = result.get("schema") if isinstance(result, dict) else None
    if found != SCHEMA:
        raise ResultError(
            N_(
                "'{path}' has the schema '{found}'; this version knows '{known}'. Score the survey "
                "again."
            ),
            path=str(path),
            found=found,
            known=SCHEMA,
        )
    return dict(result)
