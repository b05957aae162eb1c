"""The options that take one of few words, with these words in every language."""

from collections.abc import Iterable, Mapping
from functools import cache

from plut_audit.commands.batch import Backend
from plut_audit.commands.options.outputs import Level, Paper
from plut_audit.commands.options.single import Format, TableName
from plut_audit.commands.options.stage import StageWord
from plut_audit.i18n import N_, translations

LEVEL_WORDS = {
    "critical": N_("critical"),
    "high": N_("high"),
    "medium": N_("medium"),
    "low": N_("low"),
}


@cache
def option_choices() -> Mapping[str, Mapping[str, str]]:
    """For each option the words it takes, with the word of the program that each means."""
    levels = {
        word: level.value
        for level in Level
        for word in (level.value, *translations(LEVEL_WORDS[level.value]).values())
    }
    return {
        "--severity": levels,
        "--fail-on": levels,
        "--format": _same(Format),
        "--table": _same(TableName),
        "--as": _same(Paper),
        "--stage": _same(StageWord),
        "--backend": _same(Backend),
    }


def _same(words: Iterable[str]) -> dict[str, str]:
    return {str(word): str(word) for word in words}
