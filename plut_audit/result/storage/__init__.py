"""Writing a result to a file and reading it back.

The file is JSON, one record a line. It is validated against the types of `result.storage.records`
when it is read, so that an edited or damaged file is refused in one line that names the place.
"""

import json
import math
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from plut_audit.errors import ResultError
from plut_audit.i18n import N_
from plut_audit.result import Result
from plut_audit.result.fingerprint import PLACEHOLDER, Digest, fingerprint_of_records
from plut_audit.result.storage.records import SCHEMA, ResultJson
from plut_audit.result.storage.to_json import extra_records, head_records, list_records

_IN_UTF_8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
_FIRST_SCHEMA = "plut-audit/result/1"


def dumps(result: Result, digest: Digest | None = None) -> Iterator[str]:
    """The text of a stored result in pieces; keys in their order, one record a line.

    With a digest its fingerprint is taken on the way, and a placeholder, a piece of its own,
    stands where the fingerprint belongs.
    """
    printed = result.fingerprint if digest is None else PLACEHOLDER
    digest = digest or Digest()
    separator = "{\n"
    for key, value in head_records(result).items():
        text = compact(value)
        digest.add(key, value, text)
        yield f"{separator} {json.dumps(key)}: {text}"
        separator = ",\n"
        if key == "tool":
            yield f'{separator} "fingerprint": '
            yield compact(printed)
    for key, records in list_records(result):
        yield f"{separator} {json.dumps(key)}: ["
        between = "\n  "
        for record in records:
            text = compact(record)
            digest.add(key, record, text)
            yield between + text
            between = ",\n  "
        yield "]" if between == "\n  " else "\n ]"
    for key, extra in extra_records(result):
        text = compact(extra)
        digest.add(key, extra, text)
        yield f"{separator} {json.dumps(key)}: {text}"
    yield "\n}\n"


def save(result: Result, path: Path) -> str:
    """Write a stored result to `path`, its records made once; gives its fingerprint."""
    digest, at, placeholder = Digest(), 0, compact(PLACEHOLDER)
    with path.open("wb") as file:
        for piece in dumps(result, digest):
            if piece == placeholder:
                at = file.tell()
            file.write(piece.encode())
        file.seek(at)
        file.write(compact(digest.fingerprint).encode())
    return digest.fingerprint


def compact(value: object) -> str:
    """JSON on one line; a number that is not finite is refused."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def load(path: Path) -> Result:
    """A stored result; `ResultError` with one line where it cannot be used.

    It is refused too where its records give another fingerprint than the one it names: such a
    file was changed after it was written, though each of its values could be one.
    """
    parsed = _parsed(path)
    records = validated(parsed, path)
    result = _result(records, path)
    stored, computed = records["fingerprint"], fingerprint_of_records(parsed)
    if stored != computed:
        raise ResultError(
            N_(
                "'{path}' was changed after it was written: it names the fingerprint {stored}, and "
                "its records give {computed}. Score the survey again; 'plut-audit verify {path} "
                "--survey DIR' names what was changed."
            ),
            path=str(path),
            stored=stored,
            computed=computed,
        )
    vars(result).update(fingerprint=computed)
    return result


def load_changed(path: Path) -> Result:
    """A stored result whatever its fingerprint, for `verify`, which names what was changed in it.

    Raises `ResultError` as `load` does.
    """
    return _result(validated(_parsed(path), path), path)


def _result(records: ResultJson, path: Path) -> Result:
    from plut_audit.result.storage.faults import first_stored_fault
    from plut_audit.result.storage.from_json import result_of_records

    try:
        result = result_of_records(records)
        fault = first_stored_fault(records, result)
    except ValidationError as error:
        raise _damaged(path, _first_place(error)) from error
    except (KeyError, IndexError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise _damaged(path, next(iter(str(error).splitlines()), "?")) from error
    if fault:
        raise _damaged(path, fault)
    return result


def load_records(path: Path) -> ResultJson:
    """The records of a stored result as they stand in the file, unknown keys included.

    Raises `ResultError` as `load` does.
    """
    records: ResultJson = _parsed(path)
    validated(records, path)
    return records


def _parsed(path: Path) -> Any:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ResultError(
            N_("'{path}' cannot be opened; check how it is written."), path=str(path)
        ) from error
    try:
        text = _decoded(content)
        _refuse_half_characters(text)
        return json.loads(text, parse_constant=_refuse_constant, parse_float=_finite)
    except (ValueError, RecursionError) as error:
        raise ResultError(
            N_(
                "'{path}' is no stored result; make one with 'plut-audit score SURVEY -o "
                "result.json'."
            ),
            path=str(path),
        ) from error


def _decoded(content: bytes) -> str:
    """The text in any encoding that an editor on Windows writes.

    UTF-8, UTF-16 and UTF-32 with or without a mark, else Windows-1252; a text whose other
    characters are UTF-8 is a damaged one.
    """
    try:
        return content.decode(json.detect_encoding(content))
    except UnicodeDecodeError:
        if _IN_UTF_8.search(content):
            raise
        return content.decode("cp1252")


def _refuse_constant(name: str) -> float:
    raise ValueError(name)


def _finite(written: str) -> float:
    """A number as it is written; `ValueError` where it is too large to be one (1e999)."""
    number = float(written)
    return number if math.isfinite(number) else _refuse_constant(written)


_HALF_CHARACTER = re.compile(
    r"\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?P<half>\\u[dD][89a-fA-F])"
)
"""Half of a character, which no file can hold; an escaped backslash or a whole one are none."""


def _refuse_half_characters(text: str) -> None:
    # Hardly any result has such an escape, and a large one takes long to look through.
    possible = "\\ud" in text or "\\uD" in text
    if possible and any(match["half"] for match in _HALF_CHARACTER.finditer(text)):
        raise ValueError


def validated(parsed: Any, path: Path) -> ResultJson:
    """What was parsed, checked against the schema."""
    schema = parsed.get("schema") if isinstance(parsed, dict) else None
    if schema == _FIRST_SCHEMA:
        raise ResultError(
            N_(
                "'{path}' was made by an earlier version (schema {found}). Score the survey again "
                "with 'plut-audit score SURVEY -o result.json'."
            ),
            path=str(path),
            found=schema,
        )
    if schema != SCHEMA:
        raise ResultError(
            N_(
                "'{path}' has the schema '{found}'; this version knows '{known}'. Score the survey "
                "again."
            ),
            path=str(path),
            found=str(schema),
            known=SCHEMA,
        )
    try:
        return adapter().validate_python(parsed, strict=True)
    except ValidationError as error:
        raise _damaged(path, _first_place(error)) from error


def _first_place(error: ValidationError) -> str:
    """Where the first fault lies: `centres.0.combined`."""
    first = error.errors(include_url=False, include_input=False)[0]
    return ".".join(str(part) for part in first["loc"])


def _damaged(path: Path, place: str) -> ResultError:
    return ResultError(
        N_("'{path}' was changed or damaged (at '{place}'). Score the survey again."),
        path=str(path),
        place=place[:200],
    )


@cache
def adapter() -> TypeAdapter[ResultJson]:
    """The validator of the stored file."""
    return TypeAdapter(ResultJson)


def json_schema() -> dict[str, object]:
    """The JSON Schema of the stored file; `result/schema.json` is this, and a test holds it."""
    schema = adapter().json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA, **schema}
