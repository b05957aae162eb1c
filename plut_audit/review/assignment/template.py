"""The commented `penugasan.toml` to fill in, made from the entries themselves."""

from collections.abc import Iterator
from typing import Any

from plut_audit.i18n import N_, translate
from plut_audit.review.assignment.model import (
    Assignment,
    Deadlines,
    Letter,
    Member,
    Period,
    ReportIdentity,
    Signer,
    Table,
)

_HEAD = (
    N_("Assignment of the evaluation. Fill in what stands between the quotes, and put the file"),
    N_("into the folder of the survey. A missing entry is printed in the report in [brackets]."),
    N_("Dates: 2024-11-29. Paths: relative to this file, with / or in single quotes."),
)
_EXAMPLES: dict[tuple[type[Table], str], str] = {
    (Assignment, "institution"): N_("the ministry or the local government"),
    (Assignment, "office"): N_("the Inspektorat or the directorate, as in the letterhead"),
    (Assignment, "logo"): N_("a PNG or JPEG picture"),
    (Assignment, "template"): N_(
        "a Word document with your styles; {{ report }} is where the report goes"
    ),
    (Assignment, "classification"): N_("Biasa, Terbatas, Rahasia"),
    (Assignment, "addressee"): N_("the official to whom the report is handed over"),
    (Assignment, "purpose"): N_("as the assignment letter states it"),
    (Assignment, "legal_basis"): N_('one text per rule: ["Rule A", "Rule B"]'),
    (Assignment, "copies"): N_("may stay empty; one text per recipient"),
    (Deadlines, "follow_up"): N_("Peraturan BPK 2/2017 gives 60 days after receipt"),
}
_TABLES: dict[str, type[Table]] = {
    "letter": Letter,
    "period": Period,
    "report": ReportIdentity,
    "deadlines": Deadlines,
    "signer": Signer,
}
_TEAM = N_("evaluation team: repeat what follows for each member")
_ROLES = N_("Penanggung Jawab, Pengendali Mutu, Pengendali Teknis, Ketua Tim, Anggota")


def assignment_template(language: str) -> str:
    """The file's text: every entry there and empty, with comments in a language."""
    lines = [f"# {translate(line, language)}" for line in _HEAD]
    lines += ["", *_entries(Assignment, language)]
    for name, kind in _TABLES.items():
        lines += ["", f"[{name}]", *_entries(kind, language)]
    lines += ["", f"# {translate(_TEAM, language)}", "[[team]]", *_entries(Member, language)]
    return "\n".join(lines) + "\n"


def _entries(kind: type[Table], language: str) -> Iterator[str]:
    """Two lines for each entry of a table: a comment with its name and an example, and the entry."""
    for key, field in kind.model_fields.items():
        if key in (*_TABLES, "team"):
            continue
        comment = translate(field.description or "", language)
        if example := _example(kind, key):
            comment += f" ({translate(example, language)})"
        yield f"# {comment}"
        yield f"{key} = {_empty(field.annotation)}"


def _example(kind: type[Table], key: str) -> str:
    if (kind, key) == (Member, "role"):
        return _ROLES
    return _EXAMPLES.get((kind, key), "")


def _empty(annotation: Any) -> str:
    """What an entry is before it is filled in: an empty list, path or text."""
    text = str(annotation)
    if "tuple" in text:
        return "[]"
    return "''" if "Path" in text else '""'
