"""What can be done after a command, in one line on standard error."""

import sys
from collections.abc import Callable

from plut_audit.commands.invocation import Invocation, quoted
from plut_audit.commands.views.signs import printable, writable
from plut_audit.i18n import N_, Message, current_language, localized


def show(name: str, ran: Invocation, code: int) -> None:
    """Print what can be done next, where the command ran and a person reads its output."""
    if ran.silent or name not in (*_STEPS, *_PLAIN_STEPS):
        return
    sys.stdout.flush()  # the line comes last, and not at all where nobody reads the output
    step = _STEPS[name](ran, code) if name in _STEPS else Message(_PLAIN_STEPS[name])
    text = localized(Message(N_("Next: {step}"), {"step": step}))
    sys.stderr.write(writable(printable(text), sys.stderr.encoding) + "\n")


# --- one function a command ----------------------------------------------------------------


def _score(ran: Invocation, code: int) -> Message:
    if ran.stored:
        return Message(
            N_("plut-audit explain CENTRE --in {result} --all shows a centre's numbers and cells."),
            {"result": quoted(ran.stored)},
        )
    if ran.out or ran.per_centre:
        return Message(
            N_("-o result.json also stores the result, for explain, compare, export and verify.")
        )
    return Message(
        N_("plut-audit score {survey} -o result.json -o report.xlsx writes result and workbook."),
        {"survey": ran.source},
    )


def _check(ran: Invocation, code: int) -> Message:
    if ran.annotate:
        return Message(
            N_(
                "send the copies in {folder} back; put the corrected files into the survey folder "
                "and check again."
            ),
            {"folder": quoted(ran.annotate)},
        )
    return Message(
        N_(
            "plut-audit check {survey} --annotate marked writes copies with the cells marked; "
            "plut-audit score {survey} scores what was read."
        ),
        {"survey": ran.source},
    )


def _batch(ran: Invocation, code: int) -> Message:
    return Message(
        N_("plut-audit compare OLD NEW, with two of the results in {folder}, shows what changed."),
        {"folder": quoted(ran.out)},
    )


def _compare(ran: Invocation, code: int) -> Message:
    if ran.out:
        return Message(
            N_("plut-audit visits {survey} plans the next visits from the later year."),
            {"survey": quoted(ran.new)},
        )
    return Message(
        N_("plut-audit compare {old} {new} -o report.xlsx writes the later year with its changes."),
        {"old": quoted(ran.old), "new": quoted(ran.new)},
    )


def _explain(ran: Invocation, code: int) -> Message:
    if not ran.inside:
        return Message(
            N_("plut-audit explain CENTRE --in result.json shows a centre's values and cells.")
        )
    blanks = {"centre": quoted(ran.what), "result": quoted(ran.inside)}
    if ran.sets or ran.to_class:
        return Message(
            N_("plut-audit explain {centre} --in {result} shows the centre as it is."), blanks
        )
    return Message(
        N_("plut-audit explain {centre} --in {result} --all shows every indicator with its cells."),
        blanks,
    )


def _export(ran: Invocation, code: int) -> Message:
    return Message(
        N_("plut-audit verify {result} --survey DIR recomputes the result from its files."),
        {"result": quoted(ran.path)},
    )


def _replies(ran: Invocation, code: int) -> Message:
    return Message(
        N_("decide on each proposed row of {file}; plut-audit score {survey} --decisions {file}."),
        {"file": quoted(ran.out), "survey": ran.source},
    )


def _verify(ran: Invocation, code: int) -> Message:
    if code:
        return Message(
            N_("plut-audit score {survey} -o new.json makes the result of these files."),
            {"survey": ran.source},
        )
    return Message(
        N_("plut-audit export {result} -o report.docx writes a report of it."),
        {"result": quoted(ran.path)},
    )


def _robust(ran: Invocation, code: int) -> Message:
    if ran.out:
        return _visits_of(ran)
    return Message(
        N_("plut-audit robust {survey} -o report.xlsx writes this into a workbook."),
        {"survey": ran.source},
    )


def _visits_of(ran: Invocation) -> Message:
    return Message(
        N_("plut-audit visits {survey} says which centres to visit next."), {"survey": ran.source}
    )


def _visits(ran: Invocation, code: int) -> Message:
    if ran.form:
        return Message(
            N_("put {file}, filled in, into the survey folder, and score again."),
            {"file": quoted(ran.form)},
        )
    return Message(
        N_("plut-audit visits {survey} --form visits.xlsx writes the visit form of these centres."),
        {"survey": ran.source},
    )


def _lke(ran: Invocation, code: int) -> Message:
    if ran.out:
        return Message(
            N_("plut-audit score SURVEY --decisions {file} applies these decisions."),
            {"file": quoted(ran.out)},
        )
    return Message(N_("-o decisions.xlsx writes these decisions as a ledger."))


def _forms(ran: Invocation, code: int) -> Message:
    if ran.centres:
        return Message(
            N_(
                "send the forms out, put the answers of a year into one folder, and plut-audit "
                "check FOLDER."
            )
        )
    from plut_audit.rubric.forms import REGISTRY_NAMES

    registry = ran.folder / REGISTRY_NAMES[current_language()]
    return Message(
        N_(
            "fill in {registry}; plut-audit forms {folder} --centres {registry} --force fills its "
            "centres into every form."
        ),
        {"registry": quoted(registry), "folder": quoted(ran.folder)},
    )


def _rubric_check(ran: Invocation, code: int) -> Message:
    return Message(
        N_("plut-audit score SURVEY --rubric {name} scores by it."),
        {"name": quoted(ran.name or "ID")},
    )


def _rubric_new(ran: Invocation, code: int) -> Message:
    return Message(
        N_("edit the files in {folder}, then plut-audit rubric check {folder}."),
        {"folder": quoted(ran.folder)},
    )


_STEPS: dict[str, Callable[[Invocation, int], Message]] = {
    "score": _score,
    "check": _check,
    "batch": _batch,
    "compare": _compare,
    "explain": _explain,
    "export": _export,
    "replies": _replies,
    "verify": _verify,
    "robust": _robust,
    "visits": _visits,
    "lke": _lke,
    "forms": _forms,
    "rubric check": _rubric_check,
    "rubric new": _rubric_new,
}
_PLAIN_STEPS = {
    "completion": N_(
        "add this to your shell's settings, as the examples of --help show; open a new terminal."
    ),
    "rubric list": N_("plut-audit rubric show ID shows every indicator of one."),
    "rubric show": N_(
        "plut-audit explain CODE shows one indicator; rubric new DIR starts your own."
    ),
}
"""Steps that do not depend on how the command ran."""
