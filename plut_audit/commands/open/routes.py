"""Which address shows or does what; every answer is made from a `Request` alone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO
from urllib.parse import quote

from plut_audit.commands.open import views
from plut_audit.commands.open.access import PAGE_POLICY, REPORT_POLICY
from plut_audit.commands.open.finding_form import finding_line
from plut_audit.commands.open.ledger import add_line, reject_line
from plut_audit.commands.open.saving import STAGES, saved
from plut_audit.commands.open.session import Session
from plut_audit.errors import UsageError
from plut_audit.i18n import LANGUAGES, N_, _, current_language, set_language
from plut_audit.rubric import editions

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Request:
    """What was asked: the address, its query and the fields of a form; a file as it arrives."""

    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    source: BinaryIO | None = None
    length: int = 0


@dataclass(frozen=True)
class Response:
    """What is answered."""

    body: bytes = b""
    status: int = 200
    content_type: str = HTML
    headers: tuple[tuple[str, str], ...] = ()
    policy: str = PAGE_POLICY


def page(text: str, status: int = 200) -> Response:
    """A page."""
    return Response(text.encode("utf-8"), status)


def redirect(address: str) -> Response:
    """Show another address."""
    return Response(status=303, headers=(("Location", address),))


# --- what is shown -------------------------------------------------------------------------


def show_files(session: Session, request: Request) -> Response:
    """Step 1."""
    return page(views.files_page(session))


def show_problems(session: Session, request: Request) -> Response:
    """Step 2."""
    return _with_files(session) or page(
        views.problems_page(session, bool(request.query.get("all")))
    )


def show_decisions(session: Session, request: Request) -> Response:
    """Step 3."""
    return _with_files(session) or page(views.decisions_page(session))


def show_ranking(session: Session, request: Request) -> Response:
    """Step 4."""
    return _with_files(session) or page(views.ranking_page(session))


def show_centre(session: Session, request: Request) -> Response:
    """A centre of step 4."""
    text = views.centre_page(session, request.query.get("id", ""))
    return page(text) if text else not_found(session)


def show_save(session: Session, request: Request) -> Response:
    """Step 5."""
    stage = request.query.get("stage", "")
    if stage not in STAGES:
        return not_found(session)
    return _with_files(session) or page(views.save_page(session, stage))


def show_report(session: Session, request: Request) -> Response:
    """The page that `score -o page.html` writes, as it is."""
    _name, content = saved(session, "page")
    return Response(content, policy=REPORT_POLICY)


def send_output(session: Session, request: Request) -> Response:
    """A file to be saved."""
    stage = request.query.get("stage", "")
    if stage not in STAGES:
        return not_found(session)
    name, content = saved(session, request.query.get("name", ""), stage)
    headers = (("Content-Disposition", f'attachment; filename="{name}"'),)
    return Response(content, 200, "application/octet-stream", headers)


def _with_files(session: Session) -> Response | None:
    """Step 1 where there is nothing to read yet."""
    if session.has_files:
        return None
    session.notices.append(_(N_("Choose the files of the survey first.")))
    return redirect("/")


def not_found(session: Session) -> Response:
    """There is no such address."""
    return page(views.message_page(session, _(N_("There is no such page."))), 404)


# --- what is done --------------------------------------------------------------------------


def decide(session: Session, request: Request) -> Response:
    """Add a decision to the ledger and read the survey again."""
    fields = request.fields
    found = {item.key: item for item in session.decidable(current_language())}
    chosen = found.get(fields.get("key", ""))
    if chosen is None:
        raise UsageError(N_("This problem is there no more; open the page again."))
    session.evaluator = fields.get("by", "").strip()
    add_line(session, chosen.line(fields, date.today()))
    note = N_("The decision on {place} was saved, and the survey read again.")
    session.notices.append(_(note, place=chosen.location))
    return redirect("/problems")


def decide_finding(session: Session, request: Request) -> Response:
    """Add a decision on a finding of a centre."""
    fields = request.fields
    result = session.result()
    row = result.row_of.get(fields.get("id", ""))
    if row is None:
        return not_found(session)
    centre = result.centre(row)
    session.evaluator = fields.get("by", "").strip()
    add_line(session, finding_line(centre, fields, date.today()))
    note = N_("The decision on {place} was saved, and the survey read again.")
    session.notices.append(_(note, place=fields.get("code", "")))
    return redirect(f"/centre?id={quote(centre.centre_id)}")


def reject(session: Session, request: Request) -> Response:
    """Mark a row of the ledger as rejected."""
    number = request.fields.get("row", "")
    reject_line(session, int(number) if number.isdecimal() else -1)
    session.notices.append(_(N_("The decision was rejected; it stays in the ledger as a record.")))
    return redirect("/decisions")


def choose_settings(session: Session, request: Request) -> Response:
    """Score by another edition, or as another year."""
    name, year = request.fields.get("edition", ""), request.fields.get("year", "").strip()
    if name not in editions() or (year and not (year.isdecimal() and len(year) == 4)):
        raise UsageError(N_("Write the year with four digits, such as 2024, or leave it blank."))
    session.choose_edition(name, int(year) if year else None)
    return redirect("/")


def choose_language(session: Session, request: Request) -> Response:
    """Show everything in another language."""
    language = request.fields.get("language", "")
    if language in LANGUAGES:
        set_language(language)
    back = request.fields.get("back", "/")
    return redirect(back if back in views.STEPS else "/")


def resume(session: Session, request: Request) -> Response:
    """Go on with the folder of an earlier page."""
    session.resume(request.fields.get("folder", ""))
    return redirect("/")


def read_again(session: Session, request: Request) -> Response:
    """Read the files again, although none seems to have changed."""
    session.read_again()
    return redirect("/problems")


def set_aside(session: Session, request: Request) -> Response:
    """Take a file out of the survey."""
    name = request.fields.get("file", "")
    session.folder.set_aside(name)
    note = N_("'{file}' is set aside in the hidden folder .set-aside and is no longer read.")
    session.notices.append(_(note, file=name))
    return redirect("/")


def upload(session: Session, request: Request) -> Response:
    """Copy one file into the folder; answers with the name under which it lies there."""
    assert request.source is not None
    name = session.folder.store(request.query.get("name", ""), request.source, request.length)
    return Response(name.encode("utf-8"), 200, "text/plain; charset=utf-8")


Route = Callable[[Session, Request], Response]
SHOWN: dict[str, Route] = {
    "/": show_files,
    "/problems": show_problems,
    "/decisions": show_decisions,
    "/ranking": show_ranking,
    "/centre": show_centre,
    "/save": show_save,
    "/report": show_report,
    "/output": send_output,
}
DONE: dict[str, Route] = {
    "/decide": decide,
    "/decide-finding": decide_finding,
    "/reject": reject,
    "/settings": choose_settings,
    "/language": choose_language,
    "/resume": resume,
    "/read": read_again,
    "/set-aside": set_aside,
}
UPLOAD = "/files"
STOP = "/stop"
ASSETS = {"/page.js": "text/javascript; charset=utf-8", "/page.css": "text/css; charset=utf-8"}
