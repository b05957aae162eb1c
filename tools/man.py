"""Write the manual pages of the program from the help of its commands.

    python tools/man.py DIR [--lang id]     man1/plut-audit.1, man1/plut-audit-score.1, ... below DIR

They are built, not kept in the repository, so that they cannot fall behind the help. For Indonesian
DIR is usually `man/id`. A packager installs the folder where `man` looks: `/usr/share/man`.
"""

import argparse
import contextlib
import io
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import plut_audit  # noqa: E402
from plut_audit import cli  # noqa: E402

PROGRAM = "plut-audit"
LISTED = re.compile(r"^  ([a-z]+)(?:  +\S|$)", re.MULTILINE)
LIST_TITLES = ("Commands:", "Perintah:")
SECTION = re.compile(r"^(\S[^\n:]*):$")
ENTRY = re.compile(r"^  (\S.*?)(?:  +(\S.*))?$")
"""`  --top N   Rows of each table.`: an option, argument or command, and what it is."""


def pages(language: str) -> Iterator[tuple[str, str]]:
    """The name of each page's file, and its text."""
    for name in ["", *commands("", language)]:
        title = "-".join([PROGRAM, *name.split()])
        yield f"{title}.1", page(title, help_of(name, language))


def commands(group: str, language: str) -> Iterator[str]:
    """Every command of a group, sub-commands after their group."""
    text = help_of(group, language)
    title = next((title for title in LIST_TITLES if f"\n{title}\n" in text), None)
    if title is None:
        return
    for name in LISTED.findall(text.partition(f"\n{title}\n")[2].partition("\n\n")[0]):
        inner = f"{group} {name}".strip()
        yield inner
        yield from commands(inner, language)


def help_of(name: str, language: str) -> str:
    """What a command prints for `--help`, unbroken where it can be."""
    shown = io.StringIO()
    with mock.patch.dict(os.environ, {"COLUMNS": "80"}), contextlib.redirect_stdout(shown):
        if code := cli.run(["--lang", language, *name.split(), "--help"]):
            raise SystemExit(code)
    return shown.getvalue()


def page(title: str, text: str) -> str:
    """A help text in the language of manual pages."""
    head, *lines = text.strip().split("\n")
    about = " ".join(line.strip() for line in _before_sections(lines)).strip()
    usage = head.partition(": ")[2]
    parts = [
        f'.TH "{title.upper()}" "1" "" "{PROGRAM} {plut_audit.__version__}"',
        ".SH NAME",
        f"{escaped(title)} \\- {escaped(about)}",
        ".SH SYNOPSIS",
        f".B {escaped(usage)}",
        *_sections(lines[len(_before_sections(lines)) :]),
    ]
    return "\n".join(parts) + "\n"


def _before_sections(lines: list[str]) -> list[str]:
    """The lines before the first section."""
    first = next((number for number, line in enumerate(lines) if SECTION.match(line)), len(lines))
    return lines[:first]


def _sections(lines: list[str]) -> Iterator[str]:
    for line in lines:
        if section := SECTION.match(line):
            yield f".SH {escaped(section[1].upper())}"
        elif entry := ENTRY.match(line):
            yield from (".TP", f".B {escaped(entry[1])}")
            if entry[2]:
                yield escaped(entry[2])
        elif line.strip():
            yield escaped(line.strip())


def escaped(text: str) -> str:
    """The text with what troff would take for an instruction written out."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{text}" if text.startswith((".", "'")) else text


def main() -> None:
    """Write every page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--lang", default="en")
    asked = parser.parse_args()
    folder = asked.folder / "man1"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages(asked.lang):
        (folder / name).write_text(text, encoding="utf-8")
        sys.stdout.write(f"{folder / name}\n")


if __name__ == "__main__":
    main()
