"""Commands shown in a page, run in a copy of the sample, their output filled in.

A page is processed from top to bottom, in a separate folder:

    ```sh                     each line that begins with plut-audit is run; it must end with
    plut-audit score FOLDER   exit code 0, or with that of a comment `# exit 1`; in a translated
    ```                       page (`.id.md`) only what has an output is run again
    <!-- output: plut-audit score FOLDER --> ... <!-- /output -->    filled with what it prints,
                              or with its error where it ends with another exit code than 0
    <!-- worked: CENTRE --> ... <!-- /worked -->                     filled by `worked`
    <!-- table: limits --> ... <!-- /table -->                       filled by `limits`
    <!-- file: NAME -->       the block that follows is written to NAME first
"""

import contextlib
import io
import os
import re
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

from manual import ROOT, limits, worked
from plut_audit import cli

COPIED = ("sample_data", "questionnaires", "examples")
WIDTH = 100
TABLES = {"limits": limits.limits}
"""The tables that a page may ask for by name; each is made in the language of the page."""
COMMAND = "plut-audit "
PIECE = re.compile(
    r"<!-- (?P<kind>output|worked|table): (?P<what>.*?) -->\n.*?<!-- /(?P=kind) -->"
    r"|<!-- file: (?P<name>.*?) -->\n+```\w*\n(?P<content>.*?)```"
    r"|```sh\n(?P<commands>.*?)```",
    re.DOTALL,
)
EXIT = re.compile(r"#\s*exit (\d+)\s*$")


@dataclass
class Ran:
    """How a command ended."""

    code: int
    output: str
    errors: str


@dataclass
class Page:
    """A written page with its blocks filled; `faults` are commands that did not run as shown."""

    text: str
    faults: list[str] = field(default_factory=list)


def language_of(path: Path) -> str:
    """`id` for `README.id.md`, else `en`."""
    return "id" if path.name.endswith(".id.md") else "en"


def filled(path: Path) -> Page:
    """The page with every block as it should be."""
    text = path.read_text(encoding="utf-8")
    if not PIECE.search(text):
        return Page(text)
    filling = Filling(language_of(path))
    with workspace(filling.language):
        return Page(PIECE.sub(filling.piece, text), filling.faults)


@contextlib.contextmanager
def workspace(language: str) -> Iterator[Path]:
    """A folder with the sample in it, as after a checkout; commands run there."""
    environment = {"COLUMNS": str(WIDTH), "NO_COLOR": "1", "PLUT_AUDIT_LANG": language}
    with tempfile.TemporaryDirectory() as name, mock.patch.dict(os.environ, environment):
        for part in COPIED:
            if (ROOT / part).is_dir():
                shutil.copytree(ROOT / part, Path(name) / part)
        with contextlib.chdir(name):
            yield Path(name)


def run(line: str) -> Ran:
    """Run one command line that begins with `plut-audit`."""
    output, errors = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
        code = cli.run(shlex.split(line, comments=True)[1:])
    return Ran(code, output.getvalue(), errors.getvalue())


@dataclass
class Filling:
    """One page while it is filled; a command that it shows twice runs once."""

    language: str
    faults: list[str] = field(default_factory=list)
    ran: dict[str, Ran] = field(default_factory=dict)

    def piece(self, piece: re.Match[str]) -> str:
        """A piece of the page as it should be."""
        if piece["name"]:
            Path(piece["name"]).parent.mkdir(parents=True, exist_ok=True)
            Path(piece["name"]).write_text(piece["content"], encoding="utf-8")
        elif piece["kind"] == "worked":
            return _block(piece, worked.example(piece["what"], self.language))
        elif piece["kind"] == "table":
            return _block(piece, TABLES[piece["what"]](self.language))
        elif piece["kind"] == "output":
            return _block(piece, f"```text\n{_trimmed(self._run(piece['what']))}\n```\n")
        elif self.language == "en":
            # A translated page shows the commands of the English one, where they are run.
            for line in commands(piece["commands"]):
                self._run(line)
        return piece[0]

    def _run(self, line: str) -> str:
        if line not in self.ran:
            self.ran[line] = run(line)
            self.faults += fault(line, self.ran[line])
        ran = self.ran[line]
        return ran.output or (ran.errors if ran.code else "")


def _trimmed(output: str) -> str:
    return "\n".join(line.rstrip() for line in output.strip("\n").splitlines())


def commands(block: str) -> list[str]:
    """The command lines of a block, also behind `&&`."""
    parts = (part.strip() for line in block.splitlines() for part in line.split("&&"))
    return [part for part in parts if part.startswith(COMMAND)]


def fault(line: str, ran: Ran) -> list[str]:
    """A sentence where a command did not end with the exit code that is shown."""
    shown = EXIT.search(line)
    if ran.code == int(shown[1] if shown else 0):
        return []
    return [f"`{line}` ended with exit code {ran.code}: {ran.errors.strip()[-500:]}"]


def _block(piece: re.Match[str], content: str) -> str:
    kind = piece["kind"]
    return f"<!-- {kind}: {piece['what']} -->\n{content}<!-- /{kind} -->"
