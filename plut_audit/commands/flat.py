"""A command over groups of options as the function of single options that typer reads."""

import dataclasses
import inspect
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from plut_audit.commands import failures, next_steps
from plut_audit.commands.options.protection import reading


def flat(command: Callable[..., int], name: str = "") -> Callable[..., int]:
    """The command as a function of single options; other parameters pass through.

    `name` is that by which it is called; what can be done next is printed after it.
    """
    parameters = inspect.signature(command).parameters
    groups: dict[str, Any] = {
        name: parameter.annotation
        for name, parameter in parameters.items()
        if dataclasses.is_dataclass(parameter.annotation)
    }

    def run(**values: Any) -> int:
        filled = {
            key: group(
                **{field.name: values.pop(field.name) for field in dataclasses.fields(group)}
            )
            for key, group in groups.items()
        }
        try:
            with reading(*_input_paths(filled.values())):
                for group in filled.values():
                    if hasattr(group, "check"):
                        group.check()
                code = command(**filled, **values)
            next_steps.show(name, next_steps.Ran.of(filled.values(), values), code)
            return code
        except BrokenPipeError:
            # Typer would end with 1, which here means a severe finding.
            return failures.reader_gone()

    options = [
        option
        for key, parameter in parameters.items()
        for option in (_options(groups[key]) if key in groups else [_keyword(parameter)])
    ]
    run.__signature__ = inspect.Signature(options)  # type: ignore[attr-defined]
    run.__annotations__ = {option.name: option.annotation for option in options}
    return run


def _input_paths(groups: Iterable[Any]) -> Iterator[Path]:
    """The files and folders that the groups of options say are read."""
    for group in groups:
        if hasattr(group, "input_paths"):
            yield from group.input_paths()


def _keyword(parameter: inspect.Parameter) -> inspect.Parameter:
    return parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)


def _options(group: Any) -> list[inspect.Parameter]:
    """A parameter for each field of a group."""
    return [
        inspect.Parameter(
            field.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=_default(field),
            annotation=field.type,
        )
        for field in dataclasses.fields(group)
    ]


def _default(field: "dataclasses.Field[Any]") -> Any:
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return inspect.Parameter.empty if field.default is dataclasses.MISSING else field.default
