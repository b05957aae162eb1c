"""Which signs a terminal is shown: none that steer it, and none that it cannot show."""

import re

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")
_PLAIN = str.maketrans("█░─–›·→", "#.-->->")


def printable(text: str) -> str:
    """The text without what steers a terminal, such as escape sequences in a centre's name."""
    return _CONTROL.sub(" ", text)


def escaped(text: str) -> str:
    """JSON with the signs that steer a terminal written as `\\u001b`, which reads the same."""
    return _CONTROL.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    return "".join(f"\\u{ord(sign):04x}" for sign in match[0])


def writable(line: str, encoding: str | None) -> str:
    """The line with plain signs where the encoding of the output has no others."""
    try:
        line.encode(encoding or "utf-8")
    except UnicodeEncodeError:
        return line.translate(_PLAIN)
    return line
