"""A command over groups of options as the function of single options that typer reads."""

import dataclasses
import inspect
from collections.abc import Callable
from typing import Any

from plut_audit.commands import failures


def flat(command: Callable[..., int]) -> Callable[..., int]:
    """The command as a function of single options; other parameters pass through."""
    asked = inspect.signature(command).parameters
    groups: dict[str, Any] = {
        name: one.annotation
        for name, one in asked.items()
        if dataclasses.is_dataclass(one.annotation)
    }

    def run(**words: Any) -> int:
        given = {
            name: group(**{part.name: words.pop(part.name) for part in dataclasses.fields(group)})
            for name, group in groups.items()
        }
        try:
            return command(**given, **words)
        except BrokenPipeError:
            # Typer would end with 1, which here means a grave finding.
            return failures.reader_gone()

    parameters = [
        one
        for name, parameter in asked.items()
        for one in (_single(groups[name]) if name in groups else [_keyword(parameter)])
    ]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    return run


def _keyword(parameter: inspect.Parameter) -> inspect.Parameter:
    return parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)


def _single(group: Any) -> list[inspect.Parameter]:
    return [
        inspect.Parameter(
            one.name, inspect.Parameter.KEYWORD_ONLY, default=_default(one), annotation=one.type
        )
        for one in dataclasses.fields(group)
    ]


def _default(one: "dataclasses.Field[Any]") -> Any:
    if one.default_factory is not dataclasses.MISSING:
        return one.default_factory()
    return inspect.Parameter.empty if one.default is dataclasses.MISSING else one.default
