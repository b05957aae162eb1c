"""The limits on untrusted files, from where they are defined and described."""

import ast
import inspect
from dataclasses import fields
from itertools import pairwise

from manual import table
from plut_audit.ingest.sheets import Limits


def limits(language: str) -> str:
    """The table of the limits: the name for `--limit`, the default, and what it bounds."""
    described = descriptions()
    rows: list[tuple[object, ...]] = [
        (f"`{name}`", f"{field.default:,}", described[field.name])
        for name, field in zip(Limits.names(), fields(Limits), strict=True)
    ]
    return table(("limit", "default", "what it bounds"), rows)


def descriptions() -> dict[str, str]:
    """The docstring below each field of `Limits`, on one line and without its full stop."""
    (definition,) = ast.parse(inspect.getsource(Limits)).body
    assert isinstance(definition, ast.ClassDef)
    body = definition.body
    return {
        field.target.id: " ".join(text.value.value.split()).rstrip(".")
        for field, text in pairwise(body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(text, ast.Expr)
        and isinstance(text.value, ast.Constant)
        and isinstance(text.value.value, str)
    }
