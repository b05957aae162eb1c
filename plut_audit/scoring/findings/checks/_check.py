"""What a consistency check is, and what its rule can look at."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from plut_audit.i18n import current_language, localized, translate
from plut_audit.ingest.answers import Array, Column
from plut_audit.ingest.matching import Survey
from plut_audit.rubric import Rubric
from plut_audit.scoring.evidence import Evidence, seen_answers, used_answers
from plut_audit.scoring.findings import FindingKind, Severity
from plut_audit.scoring.findings.checks._two_years import TwoYears
from plut_audit.scoring.scores import Scores

Words = str | Mapping[str, str]
"""A key of the catalogue, or the text in every language: `{"id": ..., "en": ...}`."""


def worded(words: Words, language: str | None = None, **values: object) -> str:
    """Words of a check in one language, else in the one in use."""
    language = language or current_language()
    if isinstance(words, str):
        return translate(words, language, **values)
    text = localized(words, language)
    return text.format(**values) if values else text


@dataclass(frozen=True)
class Context:
    """What the checks of one year look at.

    `roster_differs` holds, by row of the questionnaire, the summary questions that the roster
    answers otherwise.
    """

    evidence: Evidence
    scores: Scores
    rubric: Rubric
    roster_differs: Mapping[int, Sequence[str]]

    @property
    def survey(self) -> Survey:
        """The answers of both sources, by centre."""
        return self.evidence.survey

    @cached_property
    def answers(self) -> Mapping[str, Column]:
        """The answers by question and centre: of the visit where it answered."""
        return used_answers(self.survey, self.rubric, {"visit": True})

    @cached_property
    def reported(self) -> Mapping[str, Column]:
        """The answers of the questionnaire by question and centre."""
        return used_answers(self.survey, self.rubric, {"visit": False})

    @cached_property
    def seen(self) -> Mapping[str, Column]:
        """The answers of the visit by question and centre."""
        return seen_answers(self.survey)


@dataclass(frozen=True)
class Check:
    """A consistency finding: where it holds and what is said of it.

    `questions` are those that the check compares. Its rule is asked where somebody answered
    all of them, or always where `questions_of` names those of each centre (by its row).

    A rule is `holds` (of one year) or `holds_after` (of a year and the one before it); it gives
    True for each centre where the finding is made. `condition` says what was found, with the
    blanks `{title}`, `{answers}` and `{count}` (how many questions the centre answered); without
    it, the title and the answers do. `same_source`: its answers are all taken from one source,
    the visit where it answered them all. `seen_in_silence`: the check holds where nobody answers.
    """

    code: str
    questions: tuple[str, ...]
    title: Words
    criterion: Words
    effect: Words
    recommendation: Words
    holds: Callable[[Context], Array] | None = None
    same_source: bool = False
    severity: Severity = Severity.MEDIUM
    kind: FindingKind = FindingKind.CONSISTENCY
    condition: Words = ""
    questions_of: Callable[[Context, int], tuple[str, ...]] | None = None
    holds_after: Callable[[TwoYears], Array] | None = None
    seen_in_silence: bool = False

    @property
    def needs_year_before(self) -> bool:
        """Whether the finding can be made only beside the year before."""
        return self.holds_after is not None

    def is_asked(self, context: Context) -> bool:
        """Whether the rule can be asked: somebody answered its questions."""
        return self.questions_of is not None or all(
            name in context.answers for name in self.questions
        )

    def questions_at(self, context: Context, centre: int) -> tuple[str, ...]:
        """The questions that a finding is about, by the row of its centre."""
        return self.questions_of(context, centre) if self.questions_of else self.questions
