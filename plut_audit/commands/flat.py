"""A command over groups of options as the function of single options that typer reads."""

import dataclasses
import inspect
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from plut_audit import i18n
from plut_audit.commands import failures, next_steps
from plut_audit.commands.invocation import Invocation
from plut_audit.commands.options import GlobalOptions
from plut_audit.commands.options.protection import reading
from plut_audit.commands.settings import settings_of, used_line


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
        _apply_settings(filled.values())
        try:
            with reading(*_input_paths(filled.values())):
                for group in filled.values():
                    if hasattr(group, "check"):
                        group.check()
                code = command(**filled, **values)
            next_steps.show(name, Invocation.of(filled.values(), values), code)
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


def _apply_settings(groups: Iterable[Any]) -> None:
    """Fill what the command line leaves open from the settings file of the survey."""
    settings = settings_of(groups)
    if settings is None:
        return
    general = next((group for group in groups if isinstance(group, GlobalOptions)), None)
    if settings.lang and general is not None and general.lang is None:
        i18n.set_language(settings.lang)
    names = [name for group in groups for name in settings.fill(group)]
    if general is not None and general.verbose and not general.quiet:
        general.notices().line(used_line(settings, names))


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
