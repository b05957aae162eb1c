"""The environment in which pages are filled: every value is escaped, and a missing one an error."""

from typing import TYPE_CHECKING

from plut_audit.i18n import _
from plut_audit.report.table import cell_text
from plut_audit.report.vocabulary import SEVERITIES, word

if TYPE_CHECKING:
    from jinja2 import Environment


def page_environment(package: str, folder: str) -> "Environment":
    """The templates that lie in a folder of a package, with the words that every page uses."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    pages = Environment(
        loader=PackageLoader(package, folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.globals.update(_=_, cell_text=cell_text, word=word, SEVERITIES=SEVERITIES)
    return pages
