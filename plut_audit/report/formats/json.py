"""The stored result itself: the one form that every other export is made from."""

from pathlib import Path
from typing import Any

from plut_audit.report import dumps


def write(result: dict[str, Any], path: Path, language: str) -> None:
    """Write the result to `path`; it holds every language, so `language` changes nothing."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(dumps(result))
