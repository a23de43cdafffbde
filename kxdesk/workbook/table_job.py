"""A list in a workbook, read in a child process: the texts of its first sheet that has a table."""

from __future__ import annotations

from typing import TypeAlias

from kxdesk.workbook.package import open_package
from kxdesk.workbook.read_raw import read_workbook
from kxdesk.workbook.sheet_view import SheetView

Table: TypeAlias = list[list[str]]

_MOST_ROWS = 20_000
_MOST_COLUMNS = 64


def tables_of(data: bytes) -> tuple[Table, ...]:
    """Rows of texts as a person sees them, one table for each visible sheet that holds something.

    Args:
        data: the whole file.

    Raises:
        Problem: a reason code of `package.open_package`.
    """
    raw = read_workbook(open_package(data))
    sheets = [sheet for sheet in raw.sheets if sheet.kind == "worksheet" and sheet.state == "visible"]
    return tuple(_table(SheetView(sheet, date1904=raw.date1904)) for sheet in sheets if sheet.cells)


def _table(view: SheetView) -> Table:
    rows = min(view.raw.last_row, _MOST_ROWS)
    columns = min(view.raw.last_column, _MOST_COLUMNS)
    return [
        [view.shown((row, column)).text for column in range(1, columns + 1)] for row in range(1, rows + 1)
    ]
