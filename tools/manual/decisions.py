"""The list of decisions, from the title of each."""

from manual import MADE, ROOT

FOLDER = ROOT / "docs" / "explanation" / "decisions"
HEAD = """# Decisions

Each record fits on one screen: what was decided, why, and at what cost. A new decision is a new file
in this folder; one that is replaced names its successor.

"""


def page() -> str:
    """The whole page, numbered decisions first."""
    pages = sorted(path for path in FOLDER.glob("*.md") if path.name != "README.md")
    titles = {path: path.read_text(encoding="utf-8").partition("\n")[0] for path in pages}
    lines = [f"- [{title.lstrip('# ')}]({path.name})\n" for path, title in titles.items()]
    return MADE + HEAD + "".join(lines)
