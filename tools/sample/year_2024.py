"""2024: KoboToolbox, 100 centres, 96 of them answered."""

from dataclasses import replace
from datetime import date, timedelta

from plut_audit.rubric import Rubric
from sample import NOTICE, kobo
from sample.answers import Answers, survey_date
from sample.centres import Centre, centres_of
from sample.kobo import Submission
from sample.self_reports import reported_consultants, self_report, without_summary
from sample.visits import visit, visited

YEAR = 2024
SILENT = ("53.04", "61", "82.07", "93.01")
"""Did not answer."""
COPIED = "35.04"
"""Handed in the answers of the year before once more."""
_TWICE = ("33.02", "73.09")
"""Sent a corrected questionnaire some days later."""
_FEES_WITHOUT_RIGHT = ("21.01", "52.04")
_OVERSPENT = "18.04"
_BROKEN_OFF = ("16.71", "75.01")
"""Had no budget papers at hand and sent the questionnaire all the same: too little to be ranked."""
_WITHOUT_PAPERS = (
    "apbd_operations",
    "apbd_last_year",
    "apbd_realised",
    "honorarium_source",
    "legal_basis",
    "dprd_commitment",
    "reports_submitted",
    "service_fee_revenue",
)
_MESS: dict[str, Answers] = {
    "12.12": {"opening_hours": "Sesuai jam kerja dinas"},
    "76.06": {"opening_hours": "10.00 sampai 11.000"},
    "33.24": {"internet_mbps": None},
    "73.01": {"outside_hours_service": None},
}
"""A blank here and there, and hours that no one can read."""


def files(rubric: Rubric) -> dict[str, bytes]:
    """The files of the year by name."""
    return {
        "kuesioner_plut_2024.xlsx": kobo.questionnaires(_questionnaires(), rubric),
        "kunjungan_plut_2024.csv": kobo.visits(_visits(), rubric),
    }


def _questionnaires() -> list[Submission]:
    found = []
    for centre in centres_of(YEAR):
        if centre.centre_id not in SILENT:
            found += _submissions(centre)
    return sorted(found, key=lambda sent: sent.ended)


def _submissions(centre: Centre) -> list[Submission]:
    answers = _answers(centre)
    listed = [] if centre.centre_id == COPIED else reported_consultants(centre, YEAR)
    answers = without_summary(answers) if listed else answers
    day = survey_date(centre, YEAR)
    first = Submission(answers, listed, day, centre.zone)
    if centre.centre_id not in _TWICE:
        return [first]
    hasty = replace(first, answers={**answers, "managers": 0, "reports_submitted": 1})
    return [hasty, replace(first, day=day + timedelta(4), number=2)]


def _answers(centre: Centre) -> Answers:
    code = centre.centre_id
    if code == COPIED:
        before = self_report(centre, YEAR - 1)
        return {**before, "survey_date": survey_date(centre, YEAR)}
    answers = self_report(centre, YEAR)
    if code in _FEES_WITHOUT_RIGHT:
        answers["service_fee_revenue"] = 18_500_000
        answers |= {"institutional_form": "dinas", "fee_legal_basis": "none"}
    if code == _OVERSPENT:
        answers["apbd_realised"] = int(str(answers["apbd_last_year"])) + 15_000_000
    if code in _BROKEN_OFF:
        answers |= dict.fromkeys(_WITHOUT_PAPERS)
    return {**answers, **_MESS.get(code, {})}


def _visits() -> list[Submission]:
    found = []
    for centre in visited(YEAR):
        answers = {**visit(centre, YEAR), "remark_a": f"Catatan tim: {NOTICE}."}
        day = answers["visit_date"]
        assert isinstance(day, date)
        found.append(Submission(answers, [], day, centre.zone))
    return sorted(found, key=lambda sent: sent.ended)
