"""Everything that is wrong with a rubric, gathered and located before anything is raised.

Each fault reads `FILE: TABLE: what was expected, what was found, how to fix it`, in the reader's
language.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from plut_audit.i18n import N_, _
from plut_audit.rubric import model, rules

ModelType = TypeVar("ModelType", bound=BaseModel)

_NUMBER = N_("must be a number, but is {found}; write digits without quotes, with a decimal point")
_WHOLE = N_("must be a whole number, but is {found}; write digits without quotes or decimals")
_TRUE_OR_FALSE = N_("must be true or false without quotes, but is {found}")
_TABLE = N_("must be a table, but is {found}")
_EXPECTED = {
    "missing": N_("is missing"),
    "extra_forbidden": N_("is an unknown key"),
    "greater_than": N_("must be greater than {gt}, but is {found}"),
    "greater_than_equal": N_("must be at least {ge}, but is {found}"),
    "less_than_equal": N_("must be at most {le}, but is {found}"),
    "literal_error": N_("must be one of {expected}, but is {found}"),
    "finite_number": N_("must be a finite number, but is {found}; write the number itself"),
    "float_parsing": _NUMBER,
    "float_type": _NUMBER,
    "int_parsing": _WHOLE,
    "int_type": _WHOLE,
    "int_from_float": _WHOLE,
    "bool_type": _TRUE_OR_FALSE,
    "bool_parsing": _TRUE_OR_FALSE,
    "string_type": N_("must be text in quotes, but is {found}"),
    "string_too_short": N_("must not be empty; write a text in quotes"),
    "dict_type": _TABLE,
    "model_type": _TABLE,
    "tuple_type": N_("must be a list in square brackets, but is {found}"),
    "date_type": N_("must be a date such as 2024-03-01, but is {found}"),
    "path_type": N_("must be text in quotes, but is {found}"),
    "string_pattern_mismatch": N_("must be a time such as 09:00, but is {found}"),
}
"""What pydantic's kinds of fault mean for the one who writes the rubric."""
_EITHER = N_("must be a number or a list of texts in quotes, but is {found}")
_BRANCHES = ("float", "tuple[str, ...]")
"""How pydantic calls the two types of a value that may be a number or a list."""
_INDICATOR = re.compile(r"\w+-\d+")
_TABLES: tuple[type[BaseModel], ...] = (
    model.Indicator,
    model.Question,
    model.Dimension,
    rules.Band,
    rules.Cap,
    rules.DerivedValue,
    rules.Scoring,
    rules.EvidenceRules,
    rules.Calendar,
    rules.Break,
    rules.Estimation,
    rules.Severities,
    rules.Award,
    rules.Step,
)
_NOT_WRITTEN = {"indicators", "questions"}
"""Parts of a location that follow from the file and are not written in it."""
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_LONGEST_FOUND = 60
_LIKENESS = 70
"""Per cent of likeness from which a known name is proposed for an unknown one."""


@dataclass(frozen=True)
class Fault:
    """One fault: its file, the table in it (empty for the file itself), and what is wrong.

    `values` fill the placeholders of `message`, a catalogue key.
    """

    file: str
    table: str
    message: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        location = f"{self.file}: {self.table}" if self.table else self.file
        return _CONTROL.sub("?", f"{location}: {_(self.message, **self.values)}")


@dataclass(frozen=True)
class Location:
    """A file of the rubric and a table in it, to which faults are attached."""

    file: str
    table: str

    def fault(self, message: str, /, **values: object) -> Fault:
        """A fault at this location."""
        return Fault(self.file, self.table, message, values)


class Faults:
    """The faults found so far, each one line, in the order in which they were found."""

    def __init__(self, tables: tuple[type[BaseModel], ...] = _TABLES) -> None:
        """`tables` are the kinds of table whose keys are proposed for an unknown one."""
        self.lines: list[str] = []
        self._tables = tables

    def add(self, file: str, message: str, /, **values: object) -> None:
        """Note one fault of a whole file."""
        self.lines.append(str(Fault(file, "", message, values)))

    def extend(self, faults: Iterable[Fault]) -> None:
        """Note many, each once."""
        self.lines += [line for line in dict.fromkeys(map(str, faults)) if line not in self.lines]

    def table(self, name: str, content: bytes) -> dict[str, object] | None:
        """The TOML of a file; None where it is none, noted with its line."""
        try:
            table = tomllib.loads(content.decode("utf-8-sig"))
            self.extend(_control_character_faults(name, table))
            return table
        except UnicodeDecodeError:
            self.add(name, N_("is not UTF-8 text; save it as UTF-8"))
        except RecursionError:
            self.add(name, N_("not valid TOML: brackets are nested too deeply"))
        except ValueError as error:  # also of a number with thousands of digits
            self.add(name, N_("not valid TOML: {error}"), error=str(error))
        return None

    def model(
        self, kind: type[ModelType], name: str, table: dict[str, object] | None
    ) -> ModelType | None:
        """The table as a model, or None with all its faults noted."""
        if table is None:
            return None
        try:
            return kind.model_validate(table)
        except ValidationError as error:
            details = error.errors(include_url=False)
            self.lines += dict.fromkeys(
                _line(kind, name, detail, self._tables) for detail in details
            )
            return None


def _control_character_faults(file: str, table: Mapping[str, Any]) -> Iterator[Fault]:
    """Texts with a character that no one types and that a terminal or a report may obey."""
    for path, text in _texts(table, ()):
        if character := _CONTROL.search(text):
            yield Fault(
                file,
                ": ".join(path),
                N_("a text holds the control character {character}; remove it"),
                {"character": f"U+{ord(character[0]):04X}"},
            )


def _texts(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every text in a value, keys included, with the keys that lead to it."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield (*path, key), key
            yield from _texts(inner, (*path, key))
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, path)


def _line(
    kind: type[BaseModel],
    name: str,
    detail: ErrorDetails,
    tables: tuple[type[BaseModel], ...],
) -> str:
    """A fault that pydantic found, in words: where, what was expected, what was found."""
    location = [str(part + 1 if isinstance(part, int) else part) for part in detail["loc"]]
    branch = [part for part in location if part in _BRANCHES]
    written = [part for part in location if part not in (*_NOT_WRITTEN, *_BRANCHES)]
    *table, key = written or [""]
    message = _EITHER if branch else _EXPECTED.get(detail["type"], "")
    found = as_written(detail["input"])
    expected = {key: _limit(value) for key, value in detail.get("ctx", {}).items()}
    what = _(message, found=found, **expected) if message else detail["msg"]
    hint = _hint(kind, key, tables) if detail["type"] == "extra_forbidden" else ""
    return _CONTROL.sub("?", f"{': '.join([name, *table])}: '{key}' {what}{hint}")


def _limit(value: object) -> object:
    return as_written(value) if isinstance(value, float) else value


def as_written(value: object) -> str:
    """A value as TOML writes it, cut short; what is nested is only named."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict | list | tuple):
        return _(N_("a table")) if isinstance(value, dict) else _(N_("a list"))
    text = f"{value:.15g}" if isinstance(value, float) else str(value)
    short = f"{text[:_LONGEST_FOUND]}…" if len(text) > _LONGEST_FOUND else text
    return f"'{short}'" if isinstance(value, str) else short


def _hint(kind: type[BaseModel], key: str, tables: tuple[type[BaseModel], ...]) -> str:
    """How to fix an unknown key: by the known one that was probably meant."""
    if _INDICATOR.fullmatch(key):
        return _("; the name of an indicator begins with the code of its dimension")
    known = {name for table in (kind, *tables) for name in table.model_fields}
    if key in known:
        return _(N_("; it belongs to another table"))
    return did_you_mean(key, known, listed=False)


def did_you_mean(written: str, known: Iterable[str], listed: bool = True) -> str:
    """`; did you mean 'X'?` with the nearest known name; else, where `listed`, the first ones."""
    from rapidfuzz import fuzz, process
    from rapidfuzz.distance import OSA

    names = sorted(known)
    near = [
        found[0]
        for found in process.extract(written, names, scorer=fuzz.ratio, score_cutoff=_LIKENESS)
    ]
    # Of a short name one wrong letter is more than the share that is allowed of a long one.
    if len(written) > 2:
        near += [name for name in names if OSA.distance(written, name) == 1]
    if near:
        return _(N_("; did you mean '{key}'?"), key=near[0])
    if not names or not listed:
        return ""
    more = ", …" if len(names) > 12 else ""
    return _(N_("; known are {names}"), names=", ".join(names[:12]) + more)
