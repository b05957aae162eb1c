"""`plut-audit explain`: a code, or every number of a centre down to its cells."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

from typer import Argument, Option

from plut_audit.commands.options import Form, Format, GlobalOptions, RubricName, edition
from plut_audit.errors import UsageError
from plut_audit.i18n import N_

ABOUT = N_("A code (INF-03, CHK-01, VAL-06), or with --in RESULT a centre with its source cells.")
What = Annotated[
    str, Argument(metavar="WHAT", help=N_("A code, or with --in the code or name of a centre."))
]
Inside = Annotated[Path | None, Option("--in", metavar="RESULT", help=N_("A stored result."))]
Sets = Annotated[
    list[str] | None,
    Option(
        "--set", metavar="INF-06=20", help=N_("Set an indicator to another value. Can be repeated.")
    ),
]
ToClass = Annotated[
    str | None,
    Option("--to-class", metavar="B", help=N_("Fewest changes needed to reach this class.")),
]


def command(
    what: What,
    manner: GlobalOptions,
    inside: Inside = None,
    sets: Sets = None,
    to_class: ToClass = None,
    rubric: RubricName = None,
    form: Form = Format.TABLE,
) -> int:
    """Explain a code, or a centre of a stored result."""
    if inside:
        _centre(what, inside, sets or [], to_class, form)
    elif sets or to_class:
        raise UsageError(N_("--set and --to-class need a stored result: --in result.json."))
    else:
        _code(what, rubric, form)
    return 0


def _code(what: str, rubric: str | None, form: Format) -> None:
    from plut_audit.commands.views import screen
    from plut_audit.report import explain

    lines = explain.code(what, edition(rubric))
    if form is Format.JSON:
        screen.json_text([{"heading": heading, "text": text} for heading, text in lines])
    else:
        screen.explained(lines)


def _centre(what: str, inside: Path, sets: list[str], to_class: str | None, form: Format) -> None:
    from plut_audit import report
    from plut_audit.report import explain
    from plut_audit.rubric import Rubric

    result = report.load(inside)
    rubric = Rubric.model_validate(result["edition"]["rubric"])
    if what.strip().upper() in rubric.indicators:
        raise UsageError(N_("'{what}' is an indicator; omit --in, or name a centre."), what=what)
    found = explain.centre_of(what, result)
    if sets or to_class:
        _what_if(found, result, sets, to_class, form)
    else:
        _show(found, result, rubric, form)


def _show(found: dict[str, Any], result: dict[str, Any], rubric: Any, form: Format) -> None:
    from plut_audit.commands.views import centre, screen

    if form is Format.JSON:
        screen.json_text(found)
    elif form is Format.CSV:
        screen.show([centre.indicators(found, rubric)], form)
    else:
        screen.show(centre.tables(found, result, rubric), form, centre.headline(found, result))


def _what_if(
    found: dict[str, Any],
    result: dict[str, Any],
    sets: list[str],
    to_class: str | None,
    form: Format,
) -> None:
    from plut_audit.commands.views import screen
    from plut_audit.commands.views import what_if as view

    told = list(_told(found["centre_id"], result, sets, to_class))
    if form is Format.JSON:
        screen.json_text(told[0] if len(told) == 1 else told)
        return
    for one in told:
        screen.show([view.steps(one), view.dimensions(one)], form, view.headline(one))


def _told(
    centre_id: str, result: dict[str, Any], sets: list[str], to_class: str | None
) -> Iterator[dict[str, Any]]:
    from plut_audit.analysis import scenario

    if sets:
        yield scenario.what_if(result, centre_id, dict(_pair(wish) for wish in sets))
    if to_class:
        yield scenario.cheapest_to_class(result, centre_id, to_class)


def _pair(wish: str) -> tuple[str, str]:
    code, equals, value = wish.partition("=")
    if not (equals and code.strip() and value.strip()):
        raise UsageError(
            N_("'--set {wish}' is not understood. Write CODE=VALUE, as INF-06=20."), wish=wish
        )
    return code.strip().upper(), value.strip()
