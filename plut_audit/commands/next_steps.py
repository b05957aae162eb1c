"""What can be done after a command, in one line on standard error."""

import dataclasses
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from plut_audit.commands.views.signs import printable, writable
from plut_audit.i18n import N_, Message, localized

DATA_FORMATS = frozenset({"json", "csv"})
"""Forms of the output that programs read; nothing is said beside them."""


class Ran:
    """The options with which a command ran; one that it does not have is None."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values

    @classmethod
    def of(cls, groups: Iterable[Any], values: Mapping[str, Any]) -> "Ran":
        """Of the groups of options and the single ones that a command was called with."""
        inside = {
            field.name: getattr(group, field.name)
            for group in groups
            for field in dataclasses.fields(group)
        }
        return cls({**inside, **values})

    def __getattr__(self, name: str) -> Any:
        return self._values.get(name)

    @property
    def silent(self) -> bool:
        """Whether nothing is said beside the results."""
        return bool(self.quiet) or {str(self.format), str(self.form)} & DATA_FORMATS != set()

    @property
    def source(self) -> str:
        """The survey as it is written behind a command."""
        return " ".join(map(quoted, self.survey or ()))

    @property
    def stored(self) -> Path | None:
        """The stored result that was written."""
        return next((path for path in self.out or () if path.suffix.lower() == ".json"), None)


def quoted(path: object) -> str:
    """A file or folder as it is typed: in quotes where it has blanks."""
    return f'"{path}"' if " " in str(path) else str(path)


def show(name: str, ran: Ran, code: int) -> None:
    """Print what can be done next, where the command ran and a person reads its output."""
    if ran.silent or name not in (*_STEPS, *_PLAIN_STEPS):
        return
    sys.stdout.flush()  # the line comes last, and not at all where nobody reads the output
    step = _STEPS[name](ran, code) if name in _STEPS else Message(_PLAIN_STEPS[name])
    text = localized(Message(N_("Next: {step}"), {"step": step}))
    sys.stderr.write(writable(printable(text), sys.stderr.encoding) + "\n")


# --- one function a command ----------------------------------------------------------------


def _score(ran: Ran, code: int) -> Message:
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


def _check(ran: Ran, code: int) -> Message:
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


def _batch(ran: Ran, code: int) -> Message:
    return Message(
        N_("plut-audit compare OLD NEW, with two of the results in {folder}, shows what changed."),
        {"folder": quoted(ran.out)},
    )


def _compare(ran: Ran, code: int) -> Message:
    if ran.out:
        return Message(
            N_("plut-audit visits {survey} plans the next visits from the later year."),
            {"survey": quoted(ran.new)},
        )
    return Message(
        N_("plut-audit compare {old} {new} -o report.xlsx writes the later year with its changes."),
        {"old": quoted(ran.old), "new": quoted(ran.new)},
    )


def _explain(ran: Ran, code: int) -> Message:
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


def _export(ran: Ran, code: int) -> Message:
    return Message(
        N_("plut-audit verify {result} --survey DIR recomputes the result from its files."),
        {"result": quoted(ran.path)},
    )


def _replies(ran: Ran, code: int) -> Message:
    return Message(
        N_("decide on each proposed row of {file}; plut-audit score {survey} --decisions {file}."),
        {"file": quoted(ran.out), "survey": ran.source},
    )


def _verify(ran: Ran, code: int) -> Message:
    if code:
        return Message(
            N_("plut-audit score {survey} -o new.json makes the result of these files."),
            {"survey": ran.source},
        )
    return Message(
        N_("plut-audit export {result} -o report.docx writes a report of it."),
        {"result": quoted(ran.path)},
    )


def _robust(ran: Ran, code: int) -> Message:
    if ran.out:
        return _visits_of(ran)
    return Message(
        N_("plut-audit robust {survey} -o report.xlsx writes this into a workbook."),
        {"survey": ran.source},
    )


def _visits_of(ran: Ran) -> Message:
    return Message(
        N_("plut-audit visits {survey} says which centres to visit next."), {"survey": ran.source}
    )


def _visits(ran: Ran, code: int) -> Message:
    if ran.form:
        return Message(
            N_("put {file}, filled in, into the survey folder, and score again."),
            {"file": quoted(ran.form)},
        )
    return Message(
        N_("plut-audit visits {survey} --form visits.xlsx writes the visit form of these centres."),
        {"survey": ran.source},
    )


def _lke(ran: Ran, code: int) -> Message:
    if ran.out:
        return Message(
            N_("plut-audit score SURVEY --decisions {file} applies these decisions."),
            {"file": quoted(ran.out)},
        )
    return Message(N_("-o decisions.xlsx writes these decisions as a ledger."))


def _rubric_check(ran: Ran, code: int) -> Message:
    return Message(
        N_("plut-audit score SURVEY --rubric {name} scores by it."),
        {"name": quoted(ran.name or "ID")},
    )


def _rubric_new(ran: Ran, code: int) -> Message:
    return Message(
        N_("edit the files in {folder}, then plut-audit rubric check {folder}."),
        {"folder": quoted(ran.folder)},
    )


_STEPS: dict[str, Callable[[Ran, int], Message]] = {
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
