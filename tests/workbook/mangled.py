"""Returned workbooks as people and gateways mangle them: a raw workbook in, a raw workbook out."""

import re
from collections.abc import Callable
from dataclasses import replace

from kxdesk.workbook.areas import Area
from kxdesk.workbook.raw import RawCell, RawSheet, RawWorkbook

Sheets = Callable[[RawSheet], RawSheet]


def on_sheets(
    raw: RawWorkbook, change: Sheets, only: Callable[[RawSheet], bool] = lambda _: True
) -> RawWorkbook:
    sheets = tuple(change(sheet) if only(sheet) else sheet for sheet in raw.sheets)
    return replace(raw, sheets=sheets)


def moved(sheet: RawSheet, cells: dict, merges: tuple = ()) -> RawSheet:
    last = max((row for row, _ in cells), default=0), max((column for _, column in cells), default=0)
    return replace(sheet, cells=cells, merges=tuple(merges), last_row=last[0], last_column=last[1])


def row_inserted(sheet: RawSheet, before: int) -> RawSheet:
    """An empty row above row `before`, as Excel does it."""

    def down(row: int) -> int:
        return row + (row >= before)

    merges = [
        area._replace(first_row=down(area.first_row), last_row=down(area.last_row)) for area in sheet.merges
    ]
    return moved(sheet, {(down(row), column): cell for (row, column), cell in sheet.cells.items()}, merges)


def column_inserted(sheet: RawSheet, before: int) -> RawSheet:
    """An empty column left of column `before`, as Excel does it."""

    def right(column: int) -> int:
        return column + (column >= before)

    merges = [
        area._replace(first_column=right(area.first_column), last_column=right(area.last_column))
        for area in sheet.merges
    ]
    return moved(sheet, {(row, right(column)): cell for (row, column), cell in sheet.cells.items()}, merges)


def rows_deleted(sheet: RawSheet, first: int, last: int) -> RawSheet:
    gone = last - first + 1

    def up(row: int) -> int:
        return row - gone if row > last else row

    cells = {(up(r), c): cell for (r, c), cell in sheet.cells.items() if not first <= r <= last}
    merges = [
        area._replace(first_row=up(area.first_row), last_row=up(area.last_row))
        for area in sheet.merges
        if not (first <= area.first_row and area.last_row <= last)
    ]
    return moved(sheet, cells, merges)


def texts_changed(sheet: RawSheet, change: Callable[[str], str]) -> RawSheet:
    cells = {
        place: cell._replace(value=change(str(cell.value)))
        if cell.kind == "text" and not cell.formula
        else cell
        for place, cell in sheet.cells.items()
    }
    return replace(sheet, cells=cells)


def labels_changed(sheet: RawSheet, labels: frozenset[str], change: Callable[[str], str]) -> RawSheet:
    return texts_changed(sheet, lambda text: change(text) if text in labels else text)


def with_cell(sheet: RawSheet, place: tuple[int, int], value: object, **more: object) -> RawSheet:
    kind = "number" if isinstance(value, int | float) else "text"
    cells = dict(sheet.cells)
    cells[place] = RawCell(kind, value)._replace(**more)  # type: ignore[arg-type]
    return moved(sheet, cells, sheet.merges)


def without_cell(sheet: RawSheet, place: tuple[int, int]) -> RawSheet:
    return moved(sheet, {at: cell for at, cell in sheet.cells.items() if at != place}, sheet.merges)


def full_width(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text).replace(" ", "　")


def half_width(text: str) -> str:
    return "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in text).replace("　", " ")


def spaced(text: str) -> str:
    return " ".join(text)


def parenthesised(text: str) -> str:
    """① as (1)."""
    return re.sub("[①-⑳]", lambda mark: f"({ord(mark[0]) - 0x245F})", text)


def empty_sheet(name: str, text: str, position: int = 1) -> RawSheet:
    return moved(RawSheet(name, "visible", position, "worksheet", "x.xml"), {(2, 2): RawCell("text", text)})


def area(first: tuple[int, int], last: tuple[int, int]) -> Area:
    return Area(*first, *last)
