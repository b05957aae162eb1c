"""Cover and transmittal letter, from the assignment and the conclusions."""

from dataclasses import dataclass
from pathlib import Path

from plut_audit.i18n import N_, _
from plut_audit.report.sections import conclusions
from plut_audit.report.stage import with_draft_word
from plut_audit.result import Result
from plut_audit.review.assignment import Assignment, entry_text


@dataclass(frozen=True)
class Cover:
    """The cover: who reports what, under which number; `logo` is None where there is none."""

    logo: Path | None
    logo_blank: str
    institution: str
    office: str
    title: str
    subject: str
    year: str
    identity: tuple[tuple[str, str], ...]
    classification: str


@dataclass(frozen=True)
class Letter:
    """The letter that hands the report over."""

    institution: str
    office: str
    place_and_date: str
    identity: tuple[tuple[str, str], ...]
    addressee: str
    opening: str
    points: tuple[str, ...]
    closing: tuple[str, ...]
    signature: tuple[str, str, str]
    copies: tuple[str, ...]


def evaluation_title(result: Result) -> str:
    """The name of the report in one line, as in the foot of its pages."""
    if not result.year:
        return with_draft_word(_(N_("Evaluation report on PLUT-KUMKM centres")), result)
    title = _(N_("Evaluation report on PLUT-KUMKM centres {year}"), year=result.year)
    return with_draft_word(title, result)


def report_subject(result: Result) -> str:
    """What was evaluated."""
    if not result.year:
        return _(N_("Integrated service centres for cooperatives and MSMEs (PLUT-KUMKM)"))
    return _(
        N_("Integrated service centres for cooperatives and MSMEs (PLUT-KUMKM), {year}"),
        year=result.year,
    )


def report_cover(result: Result, assignment: Assignment) -> Cover:
    """The cover of the report."""
    report = assignment.report
    return Cover(
        logo=assignment.logo,
        logo_blank=entry_text(assignment, "logo"),
        institution=entry_text(assignment, "institution"),
        office=entry_text(assignment, "office"),
        title=_(N_("EVALUATION REPORT")),
        subject=_(N_("Integrated service centres for cooperatives and MSMEs (PLUT-KUMKM)")),
        year=_(N_("YEAR {year}"), year=result.year) if result.year else "",
        identity=(
            (_(N_("Number")), entry_text(report, "number")),
            (_(N_("Date")), entry_text(report, "date")),
        ),
        classification=entry_text(assignment, "classification"),
    )


def transmittal_letter(result: Result, assignment: Assignment) -> Letter:
    """The letter, with the conclusions as its points."""
    report, signer = assignment.report, assignment.signer
    staff_number = _(N_("Staff number {number}"), number=entry_text(signer, "staff_number"))
    return Letter(
        institution=entry_text(assignment, "institution"),
        office=entry_text(assignment, "office"),
        place_and_date=f"{entry_text(assignment, 'city')}, {entry_text(report, 'date')}",
        identity=(
            (_(N_("Number")), entry_text(report, "number")),
            (_(N_("Classification")), entry_text(assignment, "classification")),
            (_(N_("Enclosure")), _(N_("one report"))),
            (
                _(N_("Subject")),
                _(N_("Evaluation report: {subject}"), subject=report_subject(result)),
            ),
        ),
        addressee=_(N_("To {addressee}"), addressee=entry_text(assignment, "addressee")),
        opening=_opening(result, assignment),
        points=tuple(conclusions(result)),
        closing=_closing(assignment),
        signature=(entry_text(signer, "position"), entry_text(signer, "name"), staff_number),
        copies=assignment.copies,
    )


def assignment_words(assignment: Assignment) -> str:
    """`surat tugas Nomor X tanggal Y`."""
    return _(
        N_("assignment letter number {number} of {date}"),
        number=entry_text(assignment.letter, "number"),
        date=entry_text(assignment.letter, "date"),
    )


def period_words(assignment: Assignment) -> str:
    """From the first to the last day of the evaluation."""
    period = assignment.period
    return _(
        N_("from {begins} to {ends}"),
        begins=entry_text(period, "begins"),
        ends=entry_text(period, "ends"),
    )


def _opening(result: Result, assignment: Assignment) -> str:
    return _(
        N_(
            "Under {assignment}, the team carried out the evaluation of the {subject} {period}. "
            "With this letter we hand over the report of the evaluation. In short:"
        ),
        assignment=assignment_words(assignment),
        subject=report_subject(result),
        period=period_words(assignment),
    )


def _closing(assignment: Assignment) -> tuple[str, ...]:
    deadlines = assignment.deadlines
    return (
        _(
            N_(
                "We ask for a written reply by {replies}, and for the follow-up of the "
                "recommendations with supporting documents by {follow_up}."
            ),
            replies=entry_text(deadlines, "replies"),
            follow_up=entry_text(deadlines, "follow_up"),
        ),
        _(N_("Thank you for your attention and cooperation.")),
    )
