"""Keep the message catalogues complete.

    python tools/messages.py update            collect the messages of the code, compile
    python tools/messages.py merge WORDS.json  add translations {english: indonesian}
    python tools/messages.py prune             remove what the code no longer uses
    python tools/messages.py check             list what is untranslated or stale, exit 1

The English text in the code is the key; `locales/id` holds the Indonesian. The compiled
catalogue is committed, so that an installation needs no compiler.
"""

import ast
import contextlib
import io
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment, nodes

PACKAGE = Path(__file__).resolve().parent.parent / "plut_audit"
CATALOGUE = PACKAGE / "locales" / "id" / "LC_MESSAGES" / "plut_audit.po"
KEYWORDS = ("N_", "_", "translations", "say", "t")
"""Calls whose first argument is a message."""


def messages() -> list[str]:
    """Every message of the code, in the order of file and line.

    Python is read by its own parser and templates by Jinja's, so that a new release of Babel
    cannot change which messages there are.
    """
    found: dict[str, None] = {}
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix == ".py":
            found |= dict.fromkeys(_python_messages(path.read_text(encoding="utf-8")))
        elif path.name.endswith((".html", ".html.j2")):
            found |= dict.fromkeys(_template_messages(path.read_text(encoding="utf-8")))
    return [message for message in found if message]


def _python_messages(source: str) -> list[str]:
    calls = [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and _name(node.func) in KEYWORDS
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    ]
    calls.sort(key=lambda node: (node.lineno, node.col_offset))
    return [node.args[0].value for node in calls]


def _name(function: ast.expr) -> str:
    """The name a function is called by: `say(...)` or `book.say(...)`."""
    match function:
        case ast.Name(name):
            return name
        case ast.Attribute(_, name):
            return name
    return ""


def _template_messages(source: str) -> list[str]:
    calls = Environment().parse(source).find_all(nodes.Call)
    return [
        call.args[0].value
        for call in calls
        if isinstance(call.node, nodes.Name)
        and call.node.name in KEYWORDS
        and call.args
        and isinstance(call.args[0], nodes.Const)
    ]


def load() -> Catalog:
    """The Indonesian catalogue; a new one where there is none."""
    if not CATALOGUE.exists():
        return Catalog(locale="id")
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="id")


def save(words: dict[str, str]) -> None:
    """Write the catalogue with the messages of the code first, and compile it."""
    catalogue = Catalog(locale="id", project="plut-audit", fuzzy=False)
    for message in dict.fromkeys([*messages(), *words]):
        catalogue.add(message, words.get(message, ""))
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    text = io.BytesIO()
    write_po(text, catalogue, omit_header=False, width=0)
    # No clock in a committed file: the same code gives the same bytes.
    stable = re.sub(rb'"(POT-Creation|PO-Revision)-Date:[^\n]*\n', b"", text.getvalue())
    CATALOGUE.write_bytes(stable)
    with CATALOGUE.with_suffix(".mo").open("wb") as file:
        write_mo(file, read_po(io.BytesIO(stable), locale="id"))


def translations() -> dict[str, str]:
    """What is translated so far."""
    return {str(m.id): str(m.string) for m in load() if m.id and m.string}


def blanks(text: str) -> set[str]:
    """The names of the placeholders of a message."""
    return set(re.findall(r"\{(\w+)", text))


def faults() -> list[str]:
    """Each message without a translation, or with other placeholders in it."""
    known, used = translations(), dict.fromkeys(messages())
    return [
        f"untranslated: {m!r}" if not known.get(m) else f"other blanks: {m!r}"
        for m in used
        if not known.get(m) or blanks(known[m]) != blanks(m)
    ] + [f"stale: {m!r}" for m in known if m not in used]


@contextlib.contextmanager
def _locked() -> Iterator[None]:
    """Two writers at once would lose translations; wait for the other where the system can lock."""
    with (PACKAGE / "locales" / ".lock").open("w") as lock:
        with contextlib.suppress(ImportError):
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def main(arguments: list[str]) -> int:
    """Run one of the commands of the module's docstring."""
    match arguments:
        case ["update"]:
            with _locked():
                save(translations())
        case ["prune"]:
            with _locked():
                used, known = set(messages()), translations()
                save({m: text for m, text in known.items() if m in used})
        case ["merge", path]:
            new = json.loads(Path(path).read_text(encoding="utf-8"))
            with _locked():
                save(translations() | new)
        case ["check"]:
            pass
        case _:
            print(__doc__)
            return 2
    found = faults()
    print("\n".join(found) or "all messages are translated")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
