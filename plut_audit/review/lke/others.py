"""What stands on a worksheet where the program wrote something else, or nothing."""

from collections.abc import Iterator, Mapping, Sequence

from plut_audit.i18n import localized, translations
from plut_audit.ingest.sheets import CellValue, address
from plut_audit.problems import Problem
from plut_audit.result import CentreRow
from plut_audit.review.lke import frame, layout
from plut_audit.review.lke.contents import Content, LkeItem
from plut_audit.review.lke.layout import CALCULATED, TEXTS, At
from plut_audit.review.lke.typed_answer import as_written, typed_answer
from plut_audit.review.lke.worksheet import Worksheet, plain

_COMPARED = 30_000
"""Characters up to which a text is compared; a cell holds little more."""
_CLOSE = 1e-6
_SHOWN = 80
DASH = "–"
_OPEN = (At.ANSWER, At.REMARK)


def other_cells(
    worksheet: Worksheet, centre: CentreRow, items: Sequence[LkeItem]
) -> Iterator[Problem]:
    """A problem for each locked cell that was changed, and for each cell that is none of ours."""
    rows = {item.item.code: item for item in items}
    fixed = {plain(text) for text in frame.fixed_texts(centre, worksheet.language)}
    fixed |= {plain(part.code) for part in centre.result.rubric.dimensions}
    fixed |= {plain(text) for text in _dimension_titles(centre, worksheet.language)}
    facts = {worksheet.fact(label)[1] for label in (layout.BY, layout.DATE, layout.CENTRE)}
    for row, column in worksheet.filled():
        at, value = worksheet.columns.get(column), worksheet.raw(row, column)
        item = rows.get(worksheet.code(row)) if row > worksheet.head else None
        if (row, column) in worksheet.merged or address(row, column) in facts:
            continue
        if item is not None and at is not None:
            yield from _of_item(worksheet, item, row, at, value)
        elif plain(value) not in fixed and not _is_figure(worksheet, row, at, value):
            yield _problem("LKE-03", worksheet, centre, row, column, value)


def _dimension_titles(centre: CentreRow, language: str) -> Iterator[str]:
    for part in centre.result.rubric.dimensions:
        yield localized(part.title, language)


def _is_figure(worksheet: Worksheet, row: int, at: At | None, value: CellValue) -> bool:
    """Whether a cell can be a sum or a number of the table: it stands in a column of these.

    What was typed for a row of an unknown code is named with that row.
    """
    if row <= worksheet.head or at is None:
        return False
    if at in _OPEN:
        return bool(plain(worksheet.value(row, At.CODE)))
    return at in CALCULATED and (at == At.NUMBER or _is_calculated(value))


def _problem(
    code: str,
    worksheet: Worksheet,
    centre: CentreRow,
    row: int,
    column: int,
    value: CellValue,
    values: Mapping[str, object] | None = None,
) -> Problem:
    sheet = worksheet.sheet
    return Problem(
        code,
        sheet.file,
        sheet.name,
        address(row, column),
        centre.centre_id,
        value=_short(as_written(value)),
        values=values or {},
    )


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _of_item(
    worksheet: Worksheet, item: LkeItem, row: int, at: At, value: CellValue
) -> Iterator[Problem]:
    """A cell in the row of an indicator that is not as the program wrote it."""
    centre, column = _centre_of(item), worksheet.column_of[at]
    if at in TEXTS and not _same(value, item.texts[at]):
        values: dict[str, object] = {"expected": _short(as_written(item.texts[at])) or DASH}
        yield _problem("LKE-04", worksheet, centre, row, column, value, values)
    elif at == At.SHARE and not _is_share(worksheet, item, row, value):
        values = {"expected": translations(layout.CALCULATED_VALUE)}
        yield _problem("LKE-04", worksheet, centre, row, column, value, values)
    elif at in CALCULATED - {At.NUMBER} and not _is_calculated(value):
        yield _problem("LKE-03", worksheet, centre, row, column, value)


def _is_calculated(value: CellValue) -> bool:
    """Whether a cell is what a formula gives: a number, a dash, an error, or its own text."""
    return isinstance(value, float) or plain(value) == DASH or str(value).startswith(("=", "#"))


def _centre_of(item: LkeItem) -> CentreRow:
    return item.item.result.centre(item.item.row)


def _same(value: CellValue, written: Content) -> bool:
    """Whether a cell still holds what was written; very long texts are not compared."""
    if isinstance(value, float) and isinstance(written, float):
        return abs(value - written) <= _CLOSE * max(1.0, abs(written))
    text = plain(written)
    return plain(value) == text or len(text) > _COMPARED


def _is_share(worksheet: Worksheet, item: LkeItem, row: int, value: CellValue) -> bool:
    """Whether a number is the per cent of what was typed or, not calculated anew, of what counts."""
    if not isinstance(value, float):
        return True
    typed = typed_answer(worksheet.value(row, At.ANSWER), item.item)
    scale = item.item.result.rubric.scoring.scale
    scores = {item.counted, typed.score if typed else None}
    shares = [100 * score / scale for score in scores if score is not None]
    return any(abs(value - share) <= _CLOSE for share in shares)
