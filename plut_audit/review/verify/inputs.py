"""The input files of a stored result against those that are there: by name and SHA-256."""

from collections.abc import Iterable, Iterator

from plut_audit.i18n import N_, Message

HASH_LETTERS = 12
"""Letters of a hash that a message shows."""


def input_differences(
    stored: Iterable[tuple[str, str]], computed: Iterable[tuple[str, str]]
) -> Iterator[Message]:
    """Every file that is missing, was added, renamed or changed; both by name and SHA-256."""
    before, now = set(stored), set(computed)
    gone, new = sorted(before - now), sorted(now - before)
    for file, digest in gone:
        yield _gone(file, digest, new)
    names, digests = {file for file, _ in gone}, {digest for _, digest in gone}
    for file, digest in new:
        if file not in names and digest not in digests:
            yield Message(
                N_("'{file}' was added after the result was made (SHA-256 {hash})."),
                {"file": file, "hash": _short(digest)},
            )


def _gone(file: str, digest: str, new: list[tuple[str, str]]) -> Message:
    """What became of an input that is no longer there as it was."""
    values: dict[str, object] = {"file": file, "hash": _short(digest)}
    for name, other in new:
        if name == file:
            text = N_("'{file}' was changed: SHA-256 {hash} in the result, {other} now.")
            return Message(text, {**values, "other": _short(other)})
    for name, other in new:
        if other == digest:
            text = N_("'{file}' is now called '{name}' (SHA-256 {hash}).")
            return Message(text, {**values, "name": name})
    return Message(N_("'{file}' is missing (SHA-256 {hash} in the result)."), values)


def _short(digest: str) -> str:
    return digest[:HASH_LETTERS] + "…" if digest else "–"
