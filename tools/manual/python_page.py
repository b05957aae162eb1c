"""The page on the Python API with what its code prints."""

import contextlib
import io
import re

from manual import ROOT

PAGE = "docs/how-to/python.md"
BLOCK = re.compile(r"(```python\n)(.*?)(```\n\n```text\n)(.*?)(```)", re.DOTALL)


def page() -> str:
    """The page, each block of text made anew by running the code above it."""
    names: dict[str, object] = {}

    def with_output(block: re.Match[str]) -> str:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(block[2], PAGE, "exec"), names)
        return block[1] + block[2] + block[3] + printed.getvalue() + block[5]

    with contextlib.chdir(ROOT):
        return BLOCK.sub(with_output, (ROOT / PAGE).read_text(encoding="utf-8"))
