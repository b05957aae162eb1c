"""The command line: take arguments, call one function, show its result.

Each command is a module of `commands`. Nothing heavy is imported here, nor by those modules
before a command runs, so that `--help` starts as fast as typer itself does.
"""

import gc
import sys
from collections.abc import Sequence

try:
    from plut_audit import i18n
    from plut_audit.commands import application, failures
except KeyboardInterrupt:  # before there is anything that could say it in another language
    sys.stderr.write("plut-audit: Interrupted.\n")
    sys.exit(130)

_NEW_OBJECTS = 50_000
"""How many are made before cycles among them are looked for; the modules alone are as many."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit code."""
    gc.set_threshold(_NEW_OBJECTS)
    failures.end_in_order_when_terminated()
    sys.exit(run(sys.argv[1:] if arguments is None else list(arguments)))


def run(arguments: list[str]) -> int:
    """Run one command; gives its exit code, and never a traceback on the screen."""
    try:
        i18n.set_language(i18n.detect_language(_language_option(arguments)))
        failures.replace_unwritable_characters()
        code = application.build()(arguments)
        sys.stdout.flush()
        # Typer gives this code and says nothing.
        return code if code != failures.INTERRUPTED else failures.report(KeyboardInterrupt())
    except BaseException as failure:  # what leaves here leaves the program
        return failures.report(failure)


def _language_option(arguments: list[str]) -> str | None:
    """`--lang id` or `--lang=id`, read ahead because the help is made before options are."""
    for index, word in enumerate(arguments):
        if word == "--lang":
            return "".join(arguments[index + 1 : index + 2])
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
    return None


if __name__ == "__main__":
    main()
