"""The commands put together into one application, and their help in the reader's language."""

import gettext
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

import plut_audit
from plut_audit import i18n
from plut_audit.commands import (
    batch,
    check,
    compare,
    completion,
    explain,
    export,
    forms,
    lke,
    open,
    replies,
    robust,
    rubric,
    score,
    verify,
    visits,
)
from plut_audit.commands.choices import option_choices
from plut_audit.commands.examples import EXAMPLES
from plut_audit.commands.flat import flat
from plut_audit.commands.invocation import quoted
from plut_audit.commands.options import Lang
from plut_audit.commands.words import understood_words
from plut_audit.errors import UsageError
from plut_audit.i18n import N_, _

ABOUT = N_(
    "Audit of Indonesia's PLUT-KUMKM service centres: questionnaires and field visits to scores, ranks and findings traceable to their source cells."
)
HELP = {"help_option_names": ["-h", "--help"]}
# Typer takes these words out of the catalogue itself; naming them here has them translated.
_WORDS_OF_TYPER = (
    N_("Arguments"),
    N_("Options"),
    N_("Commands"),
    N_("required"),
    N_("default: {default}"),
)
_USAGE_WORDS = {
    "[OPTIONS]": N_("[OPTIONS]"),
    "COMMAND [ARGS]...": N_("COMMAND [ARGUMENTS]..."),
}
"""What typer writes into the usage line, and the words that stand there instead."""
_PYTHON_TYPE = re.compile(r" <\w+(?:\[\w+\])?>")


class _TranslatedHelp:
    """Help in the reader's language: the usage line, and the line of `--help` itself."""

    def format_usage(self, context: Any, formatter: Any) -> None:
        """The first line of the help."""
        pieces = " ".join(self.collect_usage_pieces(context))  # type: ignore[attr-defined]
        for written, word in _USAGE_WORDS.items():
            pieces = pieces.replace(written, _(word))
        formatter.write_usage(context.command_path, pieces, prefix=_("Usage: "))

    def get_help(self, context: Any) -> str:
        """The help without the names of Python's types, which typer adds to arguments."""
        text: str = super().get_help(context)  # type: ignore[misc]
        return _PYTHON_TYPE.sub(lambda name: " " * len(name[0]), text)

    def get_help_option(self, context: Any) -> Any:
        """The option `--help` in the reader's language."""
        option = super().get_help_option(context)  # type: ignore[misc]
        if option is not None:
            option.help = _("Show this help.")
        return option

    def format_epilog(self, context: Any, formatter: Any) -> None:
        """Examples at the end of the help."""
        name = context.command_path.removeprefix(completion.PROGRAM).strip()
        if examples := EXAMPLES.get(name):
            with formatter.section(_(N_("Examples"))):
                for words, meaning in examples:
                    formatter.write(f"  {completion.PROGRAM} {words}\n      {_(meaning)}\n")


class TranslatedCommand(_TranslatedHelp, TyperCommand):
    """A command whose help is translated."""


class TranslatedGroup(_TranslatedHelp, TyperGroup):
    """A group of commands whose help is translated."""

    def resolve_command(self, context: Any, words: list[str]) -> Any:
        """The command that is meant; one that does not exist is an error in one line."""
        if words and not words[0].startswith("-") and self.get_command(context, words[0]) is None:
            raise _no_command(words[0], self.list_commands(context))
        return super().resolve_command(context, words)


def _no_command(word: str, names: list[str]) -> UsageError:
    """What is wrong with a first word that is no command, and what may be meant."""
    if Path(word).exists() and "score" in names:
        return UsageError(
            N_("'{path}' is no command. To score it: plut-audit score {quoted}"),
            path=word,
            quoted=quoted(word),
        )
    from plut_audit.rubric.nearest import nearest_names

    near = nearest_names(word, names)
    return UsageError(
        N_("There is no command '{name}'; did you mean '{near}'?")
        if near
        else N_("There is no command '{name}'; there are {names}."),
        name=word,
        near=near[0] if near else "",
        names=", ".join(names),
    )


def build() -> Callable[[list[str]], int]:
    """The application: takes the words of the command line, gives the exit code."""
    app = _app(completion.PROGRAM, ABOUT)
    app.callback(help=ABOUT)(_common)
    modules: tuple[Any, ...] = (
        score,
        check,
        batch,
        compare,
        explain,
        export,
        replies,
        verify,
        robust,
        visits,
        lke,
        forms,
        open,
        completion,
    )
    for module in modules:
        _add(app, module.__name__.rpartition(".")[2], module.ABOUT, module.command)
    group = _app("rubric", rubric.ABOUT)
    for name, (about, command) in rubric.COMMANDS.items():
        _add(group, f"rubric {name}", about, command)
    app.add_typer(group, name="rubric", help=rubric.ABOUT)
    _translate_typer()
    completion.prepare()
    whole = _translated(typer.main.get_command(app))
    return lambda words: _code(
        whole.main(
            understood_words(words, whole.commands, option_choices()),
            completion.PROGRAM,
            complete_var=completion.VARIABLE,
            standalone_mode=False,
        )
    )


def _app(name: str, about: str) -> typer.Typer:
    """Without rich: its markup of a help page costs more than the rest of it."""
    return typer.Typer(
        name=name,
        help=about,
        cls=TranslatedGroup,
        no_args_is_help=True,
        context_settings=HELP,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )


def _add(app: typer.Typer, name: str, about: str, command: Callable[..., int]) -> None:
    added = app.command(
        name.rpartition(" ")[2],
        help=about,
        cls=TranslatedCommand,
        no_args_is_help=False,
        context_settings=HELP,
    )
    added(flat(command, name))


def _print_version(asked: bool) -> None:
    if asked:
        sys.stdout.write(f"plut-audit {plut_audit.__version__}\n")
        raise typer.Exit


def _common(
    version: Annotated[
        bool,
        typer.Option(
            "-V", "--version", callback=_print_version, is_eager=True, help=N_("Show the version.")
        ),
    ] = False,
    lang: Lang = None,
) -> None:
    """What stands before the command; the language was read ahead."""


def _code(given: object) -> int:
    return given if isinstance(given, int) else 0


def _translated(command: Any) -> Any:
    """The command with its help, and that of its options and sub-commands, translated."""
    command.help = _(str(command.help))
    # The list of the commands shows it whole instead of its first words.
    command.short_help = command.help
    for parameter in command.params:
        if getattr(parameter, "help", None):
            parameter.help = _(parameter.help)
    for inner in getattr(command, "commands", {}).values():
        _translated(inner)
    return command


def _translate_typer() -> None:
    """Have typer find its own words in the project's catalogue."""
    os.environ["LANGUAGE"] = i18n.current_language()
    folder = Path(plut_audit.__file__).with_name("locales")
    gettext.bindtextdomain("plut_audit", str(folder))
    gettext.textdomain("plut_audit")
