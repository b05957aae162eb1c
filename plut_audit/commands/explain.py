"""`plut-audit explain`: a code, or every number of a centre down to its cells."""

from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from plut_audit.commands.options import Manner, RubricName, edition
from plut_audit.errors import UsageError
from plut_audit.language import N_

ABOUT = N_("A code (INF-03, CHK-01, VAL-06), or with --in RESULT a centre down to its cells.")
What = Annotated[
    str, Argument(metavar="WHAT", help=N_("A code, or with --in the code or name of a centre."))
]
Inside = Annotated[Path | None, Option("--in", metavar="RESULT", help=N_("A stored result."))]
Sets = Annotated[
    list[str] | None,
    Option("--set", metavar="INF-06=20", help=N_("What if this indicator were so? Repeatable.")),
]
ToClass = Annotated[
    str | None,
    Option("--to-class", metavar="B", help=N_("The cheapest way for the centre to this class.")),
]


def command(
    what: What, manner: Manner, inside: Inside = None, set: Sets = None,
    to_class: ToClass = None, rubric: RubricName = None,
) -> int:  # fmt: skip
    """Explain a code, or a centre of a stored result."""
    from plut_audit import explain
    from plut_audit.console import screen

    if inside is None and (set or to_class):
        raise UsageError(N_("--set and --to-class need a stored result: --in result.json."))
    if inside is None:
        screen.text(*explain.code(what, edition(rubric)))
    else:
        explain.show_centre(what, inside, set or [], to_class)
    return 0
