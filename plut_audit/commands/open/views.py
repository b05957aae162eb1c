"""The pages: what `check`, `score` and `explain` show, put into templates."""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from plut_audit.commands.open.deciding import Decidable
from plut_audit.commands.open.finding_form import KINDS_OF_FINDINGS
from plut_audit.commands.open.ledger import ledger_file, ledger_lines
from plut_audit.commands.open.saving import OUTPUTS, PURPOSES, STAGES, file_name
from plut_audit.commands.open.session import REPLIES, Session
from plut_audit.i18n import LANGUAGES, N_, _, current_language, language_name, localized
from plut_audit.report.table import Table
from plut_audit.review.decisions import KINDS

if TYPE_CHECKING:
    from jinja2 import Environment

    from plut_audit.result import Result

_PACKAGE = "plut_audit.commands.open"
STEPS = {
    "/": N_("Files"),
    "/problems": N_("Problems"),
    "/decisions": N_("Decisions"),
    "/ranking": N_("Ranking"),
    "/save": N_("Save"),
}
"""The steps in their order, by their address."""
MOST_SHOWN = 200
"""Problems of one severity that are shown at once."""
GROUPS = {
    "error": N_("Errors: something was not read"),
    "warning": N_("Warnings: read, but look at it"),
    "contested": N_("Answers that another answer contradicts"),
    "notice": N_("Notices: good to know"),
}


@cache
def _templates() -> "Environment":
    from plut_audit.report.page_templates import page_environment

    pages = page_environment(_PACKAGE, "pages")
    pages.globals.update(
        KINDS=KINDS,
        GROUPS=GROUPS,
        STEPS=STEPS,
        STAGES=STAGES,
        PURPOSES=PURPOSES,
        LANGUAGES=LANGUAGES,
        language_name=language_name,
    )
    return pages


def asset(name: str) -> bytes:
    """A file of the page: its script, or its style after that of the report."""
    own = files(_PACKAGE).joinpath("pages", name).read_text(encoding="utf-8")
    if not name.endswith(".css"):
        return own.encode("utf-8")
    report = files("plut_audit.report.formats.html").joinpath("style.css")
    return f"{report.read_text(encoding='utf-8')}\n{own}".encode()


def _page(session: Session, name: str, step: str, **context: object) -> str:
    notices = [*session.notices]
    session.notices.clear()
    template = _templates().get_template(f"{name}.html.j2")
    return template.render(
        session=session,
        language=current_language(),
        step=step,
        notices=notices,
        **context,
    )


def files_page(session: Session) -> str:
    """Step 1: where the files lie, which they are, and how they get there."""
    from plut_audit import rubric

    editions = {name: localized(rubric.load(name).title) for name in rubric.editions()}
    return _page(session, "files", "/", files=session.folder.files(), editions=editions)


def problems_page(session: Session, everything: bool = False) -> str:
    """Step 2: the problems with their cells, errors first, each with what can be decided."""
    from plut_audit.commands.views import survey
    from plut_audit.commands.views.cells import cells_line

    decided = session.decided()
    found = session.decidable(current_language())
    return _page(
        session,
        "problems",
        "/problems",
        headline=survey.headline(decided.read),
        cells=cells_line(decided.read.typed.cells),
        groups=_groups(found, None if everything else MOST_SHOWN),
        counts=Counter(item.severity for item in found),
        silent=survey.did_not_answer(decided.read),
    )


def _groups(found: Sequence[Decidable], most: int | None) -> dict[str, list[Decidable]]:
    """What was found by severity, of each so many that a page stays short."""
    return {
        name: [item for item in found if item.severity == name][:most]
        for name in GROUPS
        if any(item.severity == name for item in found)
    }


def decisions_page(session: Session) -> str:
    """Step 3: the rows of the ledger, each of which can be rejected."""
    lines = list(enumerate(ledger_lines(session)))
    return _page(session, "decisions", "/decisions", lines=lines, ledger=ledger_file(session).name)


def ranking_page(session: Session) -> str:
    """Step 4: the tables that `score` prints; a centre's name leads to its findings."""
    from plut_audit.report import views

    result = session.result()
    ids = {
        "ranking": [centre.centre_id for centre in result.ranking],
        "not_ranked": [centre.centre_id for centre in result.unranked],
    }
    tables: list[Table] = [
        views.ranking(result),
        views.not_ranked(result),
        views.findings(result, MOST_SHOWN),
        views.systemic(result),
        *([views.decisions(result)] if result.decisions else []),
    ]
    return _page(
        session,
        "ranking",
        "/ranking",
        headline=views.headline(result),
        tables=tables,
        ids=ids,
        fingerprint=result.fingerprint,
    )


def centre_page(session: Session, centre_id: str) -> str | None:
    """A centre down to its cells; None where there is none of this code."""
    from plut_audit.report import views

    result = session.result()
    if centre_id not in result.row_of:
        return None
    centre = result.centre(result.row_of[centre_id])
    tables = [
        views.centre_scores(centre),
        views.centre_findings(centre),
        views.centre_indicators(centre),
    ]
    return _page(
        session,
        "centre",
        "/ranking",
        headline=views.centre_headline(centre).splitlines(),
        tables=tables,
        centre=centre,
        kinds=KINDS_OF_FINDINGS,
    )


def save_page(session: Session, stage: str = "") -> str:
    """Step 5: what can be saved at a stage, and what is still open."""
    result = session.result(stage)
    found = session.decidable(current_language())
    counts = Counter(item.severity for item in found)
    return _page(
        session,
        "save",
        "/save",
        outputs=OUTPUTS,
        errors=counts.get("error", 0),
        has_ledger=ledger_file(session).exists(),
        stage=stage,
        fingerprint=result.fingerprint,
        verify=_verify_line(session, result, stage),
    )


def _verify_line(session: Session, result: "Result", stage: str) -> str:
    """The command that recomputes a saved result from the files of the page."""
    folder = session.folder.path
    replies = f' --replies "{folder / REPLIES}"' if stage == "final" else ""
    name = file_name(result, "result", stage)
    return f'plut-audit verify {name} --survey "{folder}"{replies}'


def message_page(session: Session, message: str, title: str = "") -> str:
    """One message, where there is nothing else to show."""
    return _page(session, "message", "", message=message, title=title or _(N_("Not possible")))
