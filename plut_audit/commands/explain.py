"""`plut-audit explain`: a code, or every number of a centre down to its cells."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from plut_audit.commands.options import Form, Format, GlobalOptions, RubricName, edition
from plut_audit.errors import UsageError
from plut_audit.i18n import N_

if TYPE_CHECKING:
    from plut_audit.analysis.scenario import WhatIf
    from plut_audit.result import CentreRow

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

Everything = Annotated[
    bool, Option("--all", help=N_("Also every indicator of the centre with its source cells."))
]


def command(
    what: What,
    general: GlobalOptions,
    inside: Inside = None,
    sets: Sets = None,
    to_class: ToClass = None,
    everything: Everything = False,
    rubric: RubricName = None,
    form: Form = Format.TABLE,
) -> int:
    """Explain a code, or a centre of a stored result."""
    if inside:
        _centre(what, inside, sets or [], to_class, form, everything)
    elif sets or to_class:
        raise UsageError(N_("--set and --to-class need a stored result: --in result.json."))
    else:
        _code(what, rubric, form)
    return 0


def _code(what: str, rubric: str | None, form: Format) -> None:
    from plut_audit.commands.views import screen
    from plut_audit.report import explain

    lines = explain.explain_code(what, edition(rubric))
    if form is Format.JSON:
        screen.json_text([{"heading": heading, "text": text} for heading, text in lines])
    elif form is Format.TABLE:
        screen.explained(lines)
    else:
        screen.show([explain.explanation(lines)], form)


def _centre(
    name: str,
    inside: Path,
    sets: list[str],
    to_class: str | None,
    form: Format,
    everything: bool,
) -> None:
    from plut_audit.ingest.registry import known_finding_code
    from plut_audit.report.explain import find_centre
    from plut_audit.result import Result

    result = Result.load(inside)
    if known_finding_code(name, result.rubric.indicators):
        raise UsageError(N_("'{what}' is an indicator; omit --in, or name a centre."), what=name)
    centre = find_centre(name, result)
    if sets or to_class:
        _scenarios(centre, sets, to_class, form)
    else:
        _show(centre, form, everything)


def _show(centre: "CentreRow", form: Format, everything: bool) -> None:
    from plut_audit.commands.views import screen
    from plut_audit.report import views
    from plut_audit.result.storage.centre_to_json import centre_record

    if form is Format.JSON:
        screen.json_text(centre_record(centre))
    elif form is Format.CSV:
        screen.show([views.centre_indicators(centre)], form)
    else:
        tables = [views.centre_scores(centre), views.centre_findings(centre)]
        if everything or form is Format.MD:
            tables.append(views.centre_indicators(centre))
        screen.show(tables, form, views.centre_headline(centre))


def _scenarios(centre: "CentreRow", sets: list[str], to_class: str | None, form: Format) -> None:
    from plut_audit.commands.views import screen
    from plut_audit.commands.views import what_if as view

    scenarios = list(_computed(centre, sets, to_class))
    if form is Format.JSON:
        records = [view.record(scenario) for scenario in scenarios]
        screen.json_text(records[0] if len(records) == 1 else records)
        return
    rubric = centre.result.rubric
    for scenario in scenarios:
        tables = [view.steps(scenario, rubric), view.dimensions(scenario, rubric)]
        screen.show(tables, form, view.headline(scenario))


def _computed(centre: "CentreRow", sets: list[str], to_class: str | None) -> Iterator["WhatIf"]:
    from plut_audit.analysis import scenario
    from plut_audit.ingest.registry import known_finding_code

    if sets:
        indicators = centre.result.rubric.indicators
        pairs = [_pair(text) for text in sets]
        changes = {known_finding_code(code, indicators) or code: value for code, value in pairs}
        yield scenario.what_if(centre.result, centre.centre_id, changes)
    if to_class:
        yield scenario.cheapest_to_class(centre.result, centre.centre_id, to_class)


def _pair(text: str) -> tuple[str, str]:
    code, equals, value = text.partition("=")
    if not (equals and code.strip() and value.strip()):
        raise UsageError(
            N_("'--set {text}' is not understood. Write CODE=VALUE, as INF-06=20."), text=text
        )
    return code.strip().upper(), value.strip()
