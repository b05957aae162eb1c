"""How wide the columns of a table are, from the texts in them."""

import re

from plut_audit.report.table import Cell, Column, Table, cell_text

PAGE_WIDTH = 16.6
"""Centimetres between the margins of an upright page."""
LETTER_WIDTH, MARGIN = 0.165, 0.5
"""Centimetres of one letter of a cell, and of the space beside the text of a cell."""
LONG, LONGEST = 45, 110
"""Letters of a text that its column is wide enough for; a longer text adds ever less to it."""


def least_width(table: Table) -> float:
    """Centimetres that the table needs so that no word of it is broken."""
    return sum(_least(texts) for texts in _sampled(table))


def widths(table: Table, page: float = PAGE_WIDTH) -> list[float]:
    """Centimetres of each column: no word is broken, long texts share what is left."""
    sampled = _sampled(table)
    least, wished = [_least(texts) for texts in sampled], [_wished(texts) for texts in sampled]
    free, more = page - sum(least), sum(wished) - sum(least)
    if free <= 0 or more <= 0:
        return [page * width / sum(least) for width in least]
    return [low + free * (wish - low) / more for low, wish in zip(least, wished, strict=True)]


def _sampled(table: Table) -> list[list[str]]:
    """The texts of each column from which its width follows, its title first."""
    return [
        _sample_texts(column, [row[index] for row in table.rows[:300]])
        for index, column in enumerate(table.columns)
    ]


def _least(texts: list[str]) -> float:
    words = [len(word) for text in texts for word in re.split(r"[\s/_]+", text)]
    return MARGIN + LETTER_WIDTH * min(18, max(words))


def _wished(texts: list[str]) -> float:
    letters = max(map(len, texts[1:]), default=0)
    beyond = max(0, letters - LONG) / 4
    return max(_least(texts), MARGIN + LETTER_WIDTH * min(LONGEST, min(LONG, letters) + beyond))


def _sample_texts(column: Column, values: list[Cell]) -> list[str]:
    """The title and the texts of a column, from which its width follows."""
    return [column.title, *(cell_text(column, value) for value in values)]
