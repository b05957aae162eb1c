"""The stored result itself: the one form that every other export can be made from."""

from pathlib import Path

from plut_audit.result import Result


def write(result: Result, path: Path, language: str) -> None:
    """Write the result to `path`; it holds no sentence, so `language` changes nothing."""
    result.save(path)
