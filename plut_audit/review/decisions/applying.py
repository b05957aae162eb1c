"""Decisions on answers and responses, applied to what was read of the files.

Those that name a cell come first, then the responses that do not count; then, when it is known
which response counts for which centre, those that name a centre.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from plut_audit.audit import Options, ReadSurvey, match_survey
from plut_audit.i18n import translations
from plut_audit.ingest.dialects import SurveyAnswers
from plut_audit.ingest.files import Inputs
from plut_audit.ingest.files.ledger_sheet import LABELS
from plut_audit.problems import Problem, format_location
from plut_audit.review.decisions import targets
from plut_audit.review.decisions.contradictions import check_pair, contradiction
from plut_audit.review.decisions.decision import ABOUT_RESPONSES, ABOUT_VALUES, KINDS, Decision
from plut_audit.review.decisions.judging import Judgement
from plut_audit.review.decisions.problems import decision_problem
from plut_audit.review.decisions.raw_survey import Answer, RawSurvey
from plut_audit.review.decisions.reading import as_text
from plut_audit.review.decisions.response_rows import Response, ResponseRows
from plut_audit.review.decisions.values import ValueReader
from plut_audit.rubric import Rubric

Location = tuple[str, str, str]
"""File, sheet and cell."""


@dataclass
class Applied:
    """A survey with decisions: what each was applied to, and what is wrong with the others."""

    read: ReadSurvey
    locations: dict[Decision, list[Location]] = field(default_factory=dict)
    centres: dict[Decision, str] = field(default_factory=dict)
    """The code of the centre whose answers each applied decision is about, "" for none."""
    questions: dict[Decision, str] = field(default_factory=dict)
    """The question of each applied decision on a value."""
    problems: list[Problem] = field(default_factory=list)

    def with_judgements(self, judgements: Iterable[Judgement]) -> "Applied":
        """With the evaluator's values, which have no cell of their own."""
        judged = [judgement.decision for judgement in judgements]
        return replace(
            self,
            locations={**self.locations, **{decision: [] for decision in judged}},
            centres={**self.centres, **{decision: decision.centre_id for decision in judged}},
        )


def apply_decisions(
    inputs: Inputs,
    found: SurveyAnswers,
    decisions: Iterable[Decision],
    rubric: Rubric,
    options: Options,
) -> Applied:
    """The survey as the decisions leave it; raises `UsageError` for two that contradict."""
    about = [one for one in decisions if one.kind in ABOUT_VALUES | ABOUT_RESPONSES]
    by_cell = [one for one in about if one.kind in ABOUT_VALUES and one.cell]
    by_response = [one for one in about if one.kind in ABOUT_RESPONSES]
    by_centre = [one for one in about if one.kind in ABOUT_VALUES and not one.cell]
    survey = RawSurvey(found)

    def match() -> ReadSurvey:
        return match_survey(inputs, survey.survey_answers(), rubric, options)

    work = _Work(survey, rubric, match())
    for decision in by_cell:
        work.decide(decision, targets.answers_in_cell(survey, decision))
    if by_response:
        work.leave_out(by_response, ResponseRows(survey, match()))
    if by_centre:
        rows = ResponseRows(survey, match())
        for decision in by_centre:
            work.decide_of_centre(decision, rows)
    read = _with_kept(match(), work.locations)
    return Applied(read, work.locations, work.centres, work.questions, work.problems)


def _with_kept(read: ReadSurvey, locations: Mapping[Decision, list[Location]]) -> ReadSurvey:
    """The survey that knows which values the auditor keeps, whatever contradicts them."""
    kept = frozenset(
        format_location(*location)
        for decision, places in locations.items()
        if decision.kind == "keep" and decision.indicator[:3] in ("", "CHK", "VAL")
        for location in places
    )
    survey = replace(read.matched.survey, kept=kept)
    return replace(read, matched=replace(read.matched, survey=survey))


class _Work:
    """The decisions while they are applied one by one."""

    def __init__(self, survey: RawSurvey, rubric: Rubric, matched: ReadSurvey) -> None:
        self.survey, self.rubric = survey, rubric
        self.locations: dict[Decision, list[Location]] = {}
        self.centres: dict[Decision, str] = {}
        self.questions: dict[Decision, str] = {}
        self.problems: list[Problem] = []
        self._rows = ResponseRows(survey, matched)
        self._by_cell: dict[Location, Decision] = {}
        typed = matched.typed
        # The order of dates is settled over a whole file.
        self._date_orders = {
            raw.sheet.file: raw.date_order
            for answers in (typed.questionnaire, typed.visits, typed.roster)
            for raw in answers.origins
        }

    # --- values ------------------------------------------------------------------------------

    def decide_of_centre(self, decision: Decision, rows: ResponseRows) -> None:
        """Apply a decision on the answer of a centre, in the only form that asks for it."""
        forms = targets.forms_asking(decision, self.rubric)
        if len(forms) > 1:
            kind, column = translations(KINDS[decision.kind]), translations(LABELS["source"])
            self.fault("DEC-04", decision, kind=kind, column=column)
            return
        found = [
            answer
            for form in forms
            for answer in targets.answers_of_centre(self.survey, decision, form, rows)
        ]
        self.decide(decision, found)

    def decide(self, decision: Decision, answers: list[Answer]) -> None:
        """Apply a decision to the answers that it is about, or say why it cannot be."""
        if not answers:
            self.fault("DEC-05", decision)
        for answer in answers:
            location = self.survey.location(answer)
            earlier = self._by_cell.setdefault(location, decision)
            check_pair(earlier, decision)
            if earlier is not decision or self._is_applicable(decision, answer, location):
                self.locations.setdefault(decision, []).append(location)
                self.questions.setdefault(decision, answer.question)
                of_answer = self._rows.centre_of((answer.raw, answer.response))
                self.centres.setdefault(decision, decision.centre_id or of_answer)
            if earlier is decision and decision in self.locations and decision.kind != "keep":
                self.survey.put(answer, decision.new if decision.kind == "correct" else "")

    def _is_applicable(self, decision: Decision, answer: Answer, location: Location) -> bool:
        """Whether the old value was read there, and the new one can be read."""
        raw, read = self.survey.raws[answer.raw], self.survey.written(answer)
        order = self._date_orders.get(raw.sheet.file, "")
        values = ValueReader(self.rubric, raw, answer.question, order)
        as_read = {"place": format_location(*location), "read": as_text(read) or "–"}
        of_answer = self._rows.centre_of((answer.raw, answer.response))
        if decision.cell and decision.centre_id and of_answer not in ("", decision.centre_id):
            self.fault("DEC-12", decision, centre=of_answer, **as_read)
        elif not values.is_same(decision.old, read):
            self.fault("DEC-06", decision, old=as_text(decision.old) or "–", **as_read)
        elif (
            decision.kind == "correct" and not answer.choice and values.is_unreadable(decision.new)
        ):
            self.fault("DEC-07", decision, new=as_text(decision.new), **as_read)
        else:
            return True
        return False

    # --- responses ---------------------------------------------------------------------------

    def leave_out(self, decisions: Iterable[Decision], rows: ResponseRows) -> None:
        """Leave out responses, or all of a centre but the one that is chosen."""
        left_out: dict[Response, Decision] = {}
        chosen: dict[Response, Decision] = {}
        for decision in decisions:
            named = chosen if decision.kind == "choose" else left_out
            named |= dict.fromkeys(self._responses(decision, rows), decision)
        for response, decision in chosen.items():
            if response in left_out:
                raise contradiction(decision, left_out[response])
        rivals: set[Response] = set()
        for response, decision in chosen.items():
            for rival in rows.rivals(response):
                if rival in chosen and chosen[rival] is not decision:
                    raise contradiction(decision, chosen[rival])
                rivals.add(rival)
        self.survey.leave_out(set(left_out) | (rivals - set(chosen)))

    def _responses(self, decision: Decision, rows: ResponseRows) -> list[Response]:
        """The responses that a decision names; none, and a problem, where it is not clear."""
        found = targets.responses(self.survey, decision, rows)
        if not found:
            self.fault("DEC-05", decision)
        elif decision.file and not decision.cell and len({raw for raw, _ in found}) < len(found):
            # A file of several responses does not say which of them is meant.
            kind, column = translations(KINDS[decision.kind]), translations(LABELS["cell"])
            self.fault("DEC-04", decision, kind=kind, column=column)
            return []
        else:
            self.locations[decision] = [self.survey.response_location(*one) for one in found]
            self.centres[decision] = rows.centre_of(found[0])
        return found

    # --- what is wrong -----------------------------------------------------------------------

    def fault(self, code: str, decision: Decision, **values: object) -> None:
        """Name a decision that cannot be applied."""
        self.problems.append(decision_problem(code, decision, **values))
