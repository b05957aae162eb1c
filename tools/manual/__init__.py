"""What `tools/docs.py` makes pages from: one module for each kind of page or table.

outputs       commands shown in a page, run in a copy of the sample, their output filled in
worked        the score of one centre of the sample, worked out step by step
rubrics       every indicator and question of the editions
codes         every code that a problem or a finding can have
readings      the layouts and values that the tests read
commands      the help of every command
tables        the columns of the exports
decisions     the list of the decisions
limits        the limits on untrusted files
architecture  the packages of the program, from its layers and docstrings
"""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

MADE = "<!-- Made by `python tools/docs.py`. Do not edit. -->\n\n"
"""The first line of a page that is made as a whole."""


def row(*cells: object) -> str:
    """One row of a Markdown table."""
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |\n"


def table(head: tuple[str, ...], rows: list[tuple[object, ...]]) -> str:
    """A Markdown table."""
    return row(*head) + row(*["---"] * len(head)) + "".join(row(*cells) for cells in rows)
