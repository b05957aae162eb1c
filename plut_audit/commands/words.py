"""What was typed, before typer reads it: dashes of a text program, words of another language.

Word and messengers write a dash where somebody typed two hyphens; a severity may be named in any
language of the program. What is none of the words that an option takes ends in one line with the
word that may be meant.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from plut_audit.errors import UsageError
from plut_audit.i18n import N_

_DASHED = re.compile(r"[\u2012-\u2015\u2212]+(?=[a-z])")
"""Dashes at the beginning of a word that stand for the hyphens of an option."""
HELP = "help"


def understood_words(
    typed: list[str], commands: Collection[str], choices: Mapping[str, Mapping[str, str]]
) -> list[str]:
    """The words that typer understands.

    `choices` gives for an option the words it takes, in every language, with the one that is
    meant. `help` before a command is its `--help`.
    """
    words = [_with_hyphens(word) for word in typed]
    if words[:1] == [HELP] and HELP not in commands:
        words = [*words[1:], "--help"]
    return list(_chosen(words, choices))


def _with_hyphens(word: str) -> str:
    """`–top` as `--top` and `–n` as `-n`, where no file has that name."""
    dash = _DASHED.match(word)
    if dash is None or Path(word).exists():
        return word
    name = word[dash.end() :]
    return f"-{name}" if len(name) == 1 else f"--{name}"


def _chosen(words: list[str], choices: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """The words with what stands behind an option of few choices put into the program's words."""
    option = ""
    for number, word in enumerate(words):
        if word == "--":
            yield from words[number:]
            return
        name, equals, value = word.partition("=")
        if option:
            yield _choice(option, word, choices[option])
        elif equals and name in choices:
            yield f"{name}={_choice(name, value, choices[name])}"
        else:
            yield word
        option = word if not option and word in choices else ""


def _choice(option: str, written: str, known: Mapping[str, str]) -> str:
    """The word of the program for a written one; `UsageError` with the nearest otherwise."""
    by_folded = {word.casefold(): meant for word, meant in known.items()}
    if (meant := by_folded.get(written.strip().casefold())) is not None:
        return meant
    from plut_audit.rubric.nearest import nearest_names

    near = nearest_names(written, known)
    raise UsageError(
        N_("{name} takes one of {known}, not '{written}'; did you mean '{near}'?")
        if near
        else N_("{name} takes one of {known}, not '{written}'."),
        name=option,
        known=", ".join(dict.fromkeys(known.values())),
        written=written,
        near=near[0] if near else "",
    )
