"""A process of its own that reads one old workbook with xlrd and prints its cells as JSON.

Run as a script: bytes of the workbook on standard input; seconds and bytes of memory allowed as
arguments. It imports nothing of this package, so that it starts as fast as it can. What it
prints is data only: the parent trusts nothing that comes out of a hostile file.
"""

import contextlib
import json
import os
import sys
from typing import Any

_EMPTY, _ERROR, _BLANK = 0, 5, 6
_MOST_RANGES = 65_536
"""Merged ranges of a sheet that are handed on."""


def _hold(seconds: int, memory: int) -> None:
    """Limit this process, where the system can; elsewhere the parent's clock has to do."""
    try:
        import resource
    except ImportError:
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _cells(sheet: Any, allowed: int) -> tuple[list[tuple[int, int, int, object]], int]:
    from xlrd.biffh import error_text_from_code

    cells: list[tuple[int, int, int, object]] = []
    rows = columns = 0
    for row in range(sheet.nrows):
        pairs = zip(sheet.row_types(row), sheet.row_values(row), strict=True)
        for column, (kind, value) in enumerate(pairs):
            if kind in (_EMPTY, _BLANK) or value == "":
                continue
            value_text = error_text_from_code.get(value, "#VALUE!") if kind == _ERROR else value
            cells.append((row, column, kind, value_text))
            rows, columns = row + 1, max(columns, column + 1)
        if rows * columns > allowed:
            raise OverflowError(rows * columns)
    return cells, rows * columns


def _layout(sheet: Any) -> dict[str, object]:
    """Merged ranges as first row, row after the last, and so for columns; what is hidden."""
    columns = sheet.colinfo_map.items()
    return {
        "merged": sheet.merged_cells[:_MOST_RANGES],
        "hidden_rows": [row for row, info in sheet.rowinfo_map.items() if info.hidden],
        "hidden_columns": [column for column, info in columns if info.hidden],
    }


def _workbook(content: bytes, allowed: int) -> dict[str, object]:
    """With the layout of the sheets; without it where the formats are beyond the reader."""
    try:
        return _read(content, allowed, formats=True)
    except (MemoryError, OverflowError):
        raise
    except Exception:
        return _read(content, allowed, formats=False)


def _read(content: bytes, allowed: int, formats: bool) -> dict[str, object]:
    import xlrd

    with open(os.devnull, "w", encoding="utf-8") as silence:  # noqa: PTH123 (no path object needed)
        book = xlrd.open_workbook(
            file_contents=content,
            logfile=silence,
            on_demand=True,
            ragged_rows=True,
            formatting_info=formats,
        )
        sheets = []
        for name in book.sheet_names():
            sheet = book.sheet_by_name(name)
            cells, used = _cells(sheet, allowed)
            allowed -= used
            layout = _layout(sheet) if formats else {}
            hidden = sheet.visibility != 0
            sheets.append({"name": name, "hidden": hidden, "cells": cells, **layout})
            book.unload_sheet(name)
    return {"from_1904": book.datemode == 1, "sheets": sheets}


def main() -> None:
    """Read, and print what was read or why not."""
    seconds, memory, cells = map(int, sys.argv[1:4])
    content = sys.stdin.buffer.read()
    _hold(seconds, memory)
    try:
        answer = json.dumps(_workbook(content, cells))
    except MemoryError:
        answer = json.dumps({"fault": "memory"})
    except OverflowError as fault:
        answer = json.dumps({"fault": "cells", "found": str(fault)})
    except BaseException as fault:
        answer = json.dumps({"fault": type(fault).__name__, "reason": str(fault)[:200]})
    sys.stdout.write(answer)


if __name__ == "__main__":
    main()
