"""What stopped a command: one line on standard error, and an exit code.

2: the user can fix it. 130: interrupted. 143: ended by the system. 70: a bug of ours, whose traceback is saved in a file
and never reaches the screen.
"""

import os
import signal
import sys
import tempfile
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Any

import typer

from plut_audit.commands.views.signs import printable
from plut_audit.errors import AuditError, UsageError
from plut_audit.i18n import N_, _

USAGE, BUG, INTERRUPTED, TERMINATED = 2, 70, 130, 143
UNREAD = 3


class Terminated(BaseException):
    """The system asks the program to end (SIGTERM); what runs is ended in order."""


def end_in_order_when_terminated() -> None:
    """Have SIGTERM end blocks and workers in order, as an interruption does."""

    def terminate(number: int, frame: object) -> None:
        raise Terminated

    signal.signal(signal.SIGTERM, terminate)


def replace_unwritable_characters() -> None:
    """Never fail on a character that the console cannot show, as old Windows ones cannot."""
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - until the end
    if sys.stdout is None:
        raise UsageError(N_("Standard output is closed; send it to a file or to a screen."))
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            if os.name == "nt" and not stream.isatty():
                stream.reconfigure(encoding="utf-8")
            stream.reconfigure(errors="replace")


def report(failure: BaseException) -> int:
    """Print what stopped the command; gives the exit code."""
    # Rich and typer end with exits of their own in the place of what happened.
    if isinstance(failure, SystemExit | typer.Exit):
        happened = failure.__context__
        if not isinstance(happened, BrokenPipeError | KeyboardInterrupt):
            return _code_of(failure)
        failure = happened
    if isinstance(failure, BrokenPipeError):
        return reader_gone()
    if isinstance(failure, AuditError):
        return _end(_(failure.message, **failure.blanks), failure.exit_code)
    for kinds, message, code in _SYSTEM:
        if isinstance(failure, kinds):
            return _end(_(message), code)
    if isinstance(failure, OSError) or type(failure).__name__ in _REFUSED_TO_LIBRARIES:
        return _refused(failure)
    # Typer's exceptions cannot be named here: it has moved them from one version to the next.
    return _misused(failure) if hasattr(failure, "format_message") else _bug(failure)


_SYSTEM: tuple[tuple[tuple[type[BaseException], ...], str, int], ...] = (
    ((KeyboardInterrupt, typer.Abort), N_("Interrupted."), INTERRUPTED),
    ((Terminated,), N_("Terminated."), TERMINATED),
    ((MemoryError,), N_("Not enough memory. Score fewer files at a time."), USAGE),
)
"""What needs no more words than these, and its exit code."""
_REFUSED_TO_LIBRARIES = ("FileCreateError", "OperationalError")
"""How the writers of workbooks and of SQLite call what the system refuses."""


def _code_of(failure: SystemExit | typer.Exit) -> int:
    if isinstance(failure, typer.Exit):
        return failure.exit_code
    return failure.code if isinstance(failure.code, int) else int(failure.code is not None)


def reader_gone() -> int:
    """The reader of the output (such as `head`) has seen enough; that is no failure."""
    _discard_output()
    return 0


def _discard_output() -> None:
    """Nothing more is written: what waits in the buffer would fail again when Python ends."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _refused(failure: BaseException) -> int:
    """One line of what the system refuses: a full disk, a right that is missing, a device."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        _discard_output()
    name = getattr(failure, "filename", None)
    error = getattr(failure, "strerror", None) or str(failure)
    if name is None:
        return _end(_(N_("The system refuses to read or write: {error}."), error=error), USAGE)
    return _end(
        _(N_("The system refuses '{file}': {error}."), file=str(name)[-200:], error=error), USAGE
    )


def _end(line: str, code: int) -> int:
    if line.count("\n") == 1:  # a list with one entry fits on its line
        line = " ".join(line.split())
    with suppress(OSError, ValueError, AttributeError):  # nobody may read standard error either
        sys.stderr.write(f"plut-audit: {printable(line)}\n")
        sys.stderr.flush()
    return code


def _misused(failure: BaseException) -> int:
    """Typer's complaints in the reader's language, by what they are called."""
    if type(failure).__name__ == "NoArgsIsHelpError":
        sys.stderr.write(f"{failure.format_message()}\n")  # type: ignore[attr-defined]
        return USAGE
    context = getattr(failure, "ctx", None)
    command = context.command_path if context else "plut-audit"
    see = _(N_("See '{command} --help'."), command=command)
    return _end(f"{_complaint(failure)} {see}", USAGE)


def _complaint(failure: BaseException) -> str:
    name = _parameter(failure)
    match type(failure).__name__:
        case "NoSuchOption":
            return _no_option(failure)
        case "MissingParameter":
            return _(N_("{name} is missing."), name=name)
        case "BadParameter":
            detail = str(getattr(failure, "message", ""))
            if expected := _expected(failure.__cause__):
                return _(N_("{name} takes {expected}."), name=name, expected=expected)
            return _(N_("{name} is not understood: {detail}"), name=name, detail=detail)
        case "BadOptionUsage":
            option = getattr(failure, "option_name", "")
            return _(N_("The option {name} needs a value."), name=option)
    return failure.format_message()  # type: ignore[attr-defined, no-any-return]


_EXPECTED = {
    "greater_than_equal": N_("a number of at least {ge}"),
    "less_than_equal": N_("a number of at most {le}"),
    "int_parsing": N_("a whole number"),
    "enum": N_("one of {expected}"),
}
"""What a value should be, by the kind of fault that typer finds through pydantic."""


def _expected(cause: BaseException | None) -> str:
    """What the value of an option should be; empty where typer checks in another way."""
    errors: list[dict[str, Any]] = getattr(cause, "errors", list)()
    for error in errors:
        if message := _EXPECTED.get(error["type"]):
            return _(message, **error.get("ctx", {}))
    return ""


def _parameter(failure: BaseException) -> str:
    parameter = getattr(failure, "param", None)
    if parameter is None:
        return str(getattr(failure, "param_hint", "") or "")
    if parameter.param_type_name == "option":
        return str(parameter.opts[-1])
    return str(parameter.metavar or parameter.name)


def _bug(failure: BaseException) -> int:
    """Save the traceback where the user can find it, and print where."""
    text = "".join(traceback.format_exception(failure))
    kind = type(failure).__name__
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="plut-audit-", suffix=".txt", delete=False, encoding="utf-8"
        ) as file:
            file.write(text)
    except (OSError, ValueError) as error:
        return _end(
            _(
                N_(
                    "An error in plut-audit itself ({kind}); its details could not be stored: "
                    "{error}."
                ),
                kind=kind,
                error=str(error),
            ),
            BUG,
        )
    return _end(
        _(
            N_(
                "An error in plut-audit itself ({kind}). The details are in {path}; please report "
                "it with that file."
            ),
            kind=kind,
            path=str(Path(file.name)),
        ),
        BUG,
    )


def _no_option(failure: Any) -> str:
    """An option that does not exist, with the one that may be meant."""
    name, near = getattr(failure, "option_name", ""), getattr(failure, "possibilities", None)
    if near:
        return _(N_("There is no option {name}; did you mean {near}?"), name=name, near=near[0])
    return _(N_("There is no option {name}."), name=name)
