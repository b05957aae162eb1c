"""What became of the cells of a survey, in one line."""

from collections.abc import Sequence

from plut_audit.i18n import N_, _, current_language
from plut_audit.ingest.cell_account import CellAccount, total


def cells_line(accounts: Sequence[CellAccount]) -> str:
    """`12,340 filled cells: 11,980 answers, 180 headers and titles, ...`."""
    figures = {name: _grouped(number) for name, number in total(accounts).record().items()}
    return _(
        N_(
            "{filled} filled cells: {read} answers, {headers} headers and titles, {not_asked} in "
            "columns no question asks for, {passed_over} passed over"
        ),
        **figures,
    )


def _grouped(number: int) -> str:
    """A whole number with its thousands apart, as the language writes them."""
    text = f"{number:,}"
    return text.replace(",", ".") if current_language() == "id" else text
