"""Keep the documentation true: pages made from the program, outputs and tables in the others.

    python tools/docs.py            make and fill every page
    python tools/docs.py --check    say which page is stale or shows what does not run, exit 1

What a page can contain is described in `manual.outputs`; the pages made as a whole are in `MADE`.
"""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

# The repository's own program is described, wherever another one is installed.
sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parent)]

from manual import (  # noqa: E402
    ROOT,
    architecture,
    codes,
    commands,
    decisions,
    outputs,
    python_page,
    readings,
    rubrics,
    tables,
)

MADE: dict[str, Callable[[], str]] = {
    "ARCHITECTURE.md": architecture.page,
    "docs/reference/rubric.md": partial(rubrics.page, "en"),
    "docs/reference/rubric.id.md": partial(rubrics.page, "id"),
    "docs/reference/codes.md": partial(codes.page, "en"),
    "docs/reference/codes.id.md": partial(codes.page, "id"),
    "docs/reference/reading.md": partial(readings.page, "en"),
    "docs/reference/reading.id.md": partial(readings.page, "id"),
    "docs/reference/commands.md": partial(commands.page, "en"),
    "docs/reference/commands.id.md": partial(commands.page, "id"),
    "docs/reference/data.md": tables.page,
    "docs/explanation/decisions/README.md": decisions.page,
    "docs/how-to/python.md": python_page.page,
}


def written() -> list[Path]:
    """The pages that people write, whose outputs are filled in."""
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    return sorted(path for path in pages if path.relative_to(ROOT).as_posix() not in MADE)


def whole() -> dict[Path, outputs.Page]:
    """Every page as it should be."""
    made = {ROOT / name: outputs.Page(make()) for name, make in MADE.items()}
    return made | {path: outputs.filled(path) for path in written()}


def main(arguments: list[str]) -> int:
    """Make the pages, or check them."""
    if arguments not in ([], ["--check"]):
        print(__doc__)
        return 2
    check = bool(arguments)
    messages: list[str] = []
    for path, page in whole().items():
        name = path.relative_to(ROOT).as_posix()
        messages += [f"{name}: {fault}" for fault in page.faults]
        if path.is_file() and path.read_text(encoding="utf-8") == page.text:
            continue
        if check:
            messages.append(f"{name} is stale; run 'python tools/docs.py'")
        else:
            path.write_text(page.text, encoding="utf-8", newline="\n")
    if messages:
        print("\n".join(messages))
    return int(bool(messages))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
