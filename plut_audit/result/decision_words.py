"""The auditor's decisions in words, at the finding that they are about."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from plut_audit.i18n import N_, translate
from plut_audit.ingest.registry import Centre
from plut_audit.result.extras.decisions import DecisionEntry
from plut_audit.rubric import Rubric

_SENTENCES = {
    "correct": N_("Decided: {question} in {place} was read as {old} and counts as {new} ({why})."),
    "blank": N_(
        "Decided: {question} in {place} was read as {old} and counts as not given ({why})."
    ),
    "keep": N_("Decided: {question} in {place} is right as it was read, {old} ({why})."),
    "evaluator_value": N_("The evaluator's value is {new}; {old} was read ({why})."),
    "accept": N_("Accepted until {until} ({why})."),
    "close": N_("Closed on {date} on the evidence: {evidence} ({why})."),
}
_EXPIRED = N_("It was accepted until {until} ({why}); that time has passed.")


@dataclass(frozen=True)
class FindingText:
    """The title and the five elements of a finding in one language."""

    title: str
    condition: str
    criterion: str
    cause: str
    effect: str
    recommendation: str


@dataclass(frozen=True)
class DecisionWords:
    """What is needed to say at a finding what was decided on it and on its answers."""

    rubric: Rubric
    entries: tuple[DecisionEntry, ...]
    centres: Sequence[Centre]

    def add_to(
        self, text: FindingText, centre: int, code: str, names: Sequence[str], language: str
    ) -> FindingText:
        """The finding with its decided cause, and its condition with what was decided."""
        if not self.entries:
            return text
        entries = list(self._about(self.centres[centre].centre_id, code, names))
        causes = [entry.new for entry in entries if entry.kind == "cause"]
        sentences = [_sentence(entry, language) for entry in entries if entry.kind != "cause"]
        return replace(
            text,
            condition=" ".join([text.condition, *filter(None, sentences)]),
            cause=causes[0] if causes else text.cause,
        )

    def _about(self, centre_id: str, code: str, names: Sequence[str]) -> Iterator[DecisionEntry]:
        """The decisions on a finding, or on an answer that it rests on."""
        indicator = self.rubric.indicators.get(code)
        questions = {*names, *(indicator.names if indicator else ())}
        for entry in self.entries:
            if entry.centre_id == centre_id and (
                entry.question in questions or (entry.indicator == code and not entry.question)
            ):
                yield entry


def _sentence(entry: DecisionEntry, language: str) -> str:
    template = _EXPIRED if entry.expired else _SENTENCES.get(entry.kind, "")
    values: dict[str, object] = {
        "question": entry.question,
        "place": ", ".join(entry.locations),
        "old": entry.old or "–",
        "new": entry.new,
        "why": "; ".join(filter(None, (entry.reason, entry.by))) or "–",
        "evidence": entry.evidence,
    }
    for name in ("until", "date"):
        day = getattr(entry, name)
        values[name] = date.fromisoformat(day) if day else "–"
    return translate(template, language, **values)
