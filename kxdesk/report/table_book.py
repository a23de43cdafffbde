"""A plain table as a workbook: what is text stays text, whatever it begins with."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, TypeAlias

from openpyxl import Workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Color, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

# Stretches of one text, each with how it stands: "", "gone" or "new".
Runs: TypeAlias = tuple[tuple[str, str], ...]
Value: TypeAlias = str | int | float | date | Runs | None

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LONGEST_CELL = 32_767
_WIDEST, _NARROWEST = 48, 7
_FONT = "Yu Gothic"
_LINE = Side(style="thin", color="B8C0CC")
_HEAD = PatternFill("solid", fgColor="E8EDF4")
_WEEK = 7
_LINE_HEIGHT, _HIGHEST = 15.0, 409.0  # points
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # Excel would read these six characters as one
_STANDS = {
    "": InlineFont(rFont=_FONT),
    "gone": InlineFont(rFont=_FONT, strike=True, color=Color("A4262C")),
    "new": InlineFont(rFont=_FONT, u="single", b=True, color=Color("0B5CAD")),
}


@dataclass(frozen=True, slots=True)
class Table:
    """What is on the sheet.

    Attributes:
        title: over the table, and the sheet's name.
        facts: lines between title and table: (name, value).
        headings, rows: the table; a date becomes a real date, a number a real number.
        marked: row index → colour (RRGGBB) behind it.
    """

    title: str
    facts: Sequence[tuple[str, Value]]
    headings: Sequence[str]
    rows: Sequence[Sequence[Value]]
    marked: dict[int, str]


def table_book(table: Table, made: datetime) -> bytes:
    """The bytes of an .xlsx; equal tables made at the same time give equal bytes but for the zip's clock."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = re.sub(r"[:\\/?*\[\]]", "-", table.title)[:31] or "1"
    book.properties.creator = "kxdesk"
    book.properties.created = book.properties.modified = made.astimezone(UTC).replace(tzinfo=None)
    _put(sheet, 1, 1, table.title).font = Font(name=_FONT, size=14, bold=True)
    for row, (name, value) in enumerate(table.facts, 2):
        _put(sheet, row, 1, name)
        _put(sheet, row, 2, value).alignment = Alignment(horizontal="left")
    top = len(table.facts) + 3
    _fill(sheet, table, top)
    _set_up(sheet, table, top)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(sheet: Worksheet, table: Table, top: int) -> None:
    edge = Border(_LINE, _LINE, _LINE, _LINE)
    for column, heading in enumerate(table.headings, 1):
        cell = _put(sheet, top, column, heading)
        cell.font = Font(name=_FONT, bold=True)
        cell.fill, cell.border = _HEAD, edge
        cell.alignment = Alignment(vertical="center", wrap_text=True)
    for at, row in enumerate(table.rows):
        colour = table.marked.get(at)
        for column, value in enumerate(row, 1):
            cell = _put(sheet, top + 1 + at, column, value)
            cell.border = edge
            cell.alignment = Alignment(vertical="top", wrap_text=isinstance(value, str | tuple))
            if colour:
                cell.fill = PatternFill("solid", fgColor=colour)
    _set_heights(sheet, table, top)


def _set_heights(sheet: Worksheet, table: Table, top: int) -> None:
    """Not every program finds out by itself how high a row of wrapped text is."""
    widths = [_column_width(table, column) for column in range(len(table.headings))]
    for at, row in enumerate(table.rows, top + 1):
        lines = max((_lines(value, width) for value, width in zip(row, widths, strict=True)), default=1)
        if lines > 1:
            sheet.row_dimensions[at].height = min(_LINE_HEIGHT * lines + 3, _HIGHEST)


def _lines(value: Value, width: float) -> int:
    text = _text(value)
    return sum(max(1, math.ceil(_width(line) / max(width - 2, 1))) for line in text.split("\n"))


def _column_width(table: Table, column: int) -> float:
    days = [value for _, value in table.facts if column == 1 and isinstance(value, date)]
    texts = [table.headings[column], *days, *(row[column] for row in table.rows)]
    return min(max(max(_width(text) for text in texts) + 2, _NARROWEST), _WIDEST)


def _put(sheet: Worksheet, row: int, column: int, value: Value) -> Cell:
    cell = sheet.cell(row, column)
    assert not isinstance(cell, MergedCell)
    if isinstance(value, tuple):
        cell.value = CellRichText(*(TextBlock(_STANDS[stands], text) for stands, text in _fitting(value)))
    elif isinstance(value, str):
        cell.value = _safe(value)[:_LONGEST_CELL]
        cell.data_type = "s"  # or "=1+1" typed by somebody would be calculated
        cell.quotePrefix = value[:1] in "=+-@"
    else:
        cell.value = value
        if isinstance(value, date):
            cell.number_format = "yyyy/mm/dd"
    cell.font = Font(name=_FONT)
    return cell


def _safe(text: str) -> str:
    return _ESCAPED.sub("_x005F_", _ILLEGAL.sub("\ufffd", text))


def _fitting(runs: Runs) -> Runs:
    """As much as a cell holds."""
    room, found = _LONGEST_CELL, []
    for stands, text in runs:
        if fits := _safe(text)[:room]:
            found.append((stands, fits))
            room -= len(fits)
    return tuple(found)


def _set_up(sheet: Worksheet, table: Table, top: int) -> None:
    last = get_column_letter(len(table.headings))
    sheet.freeze_panes = f"A{top + 1}"
    sheet.auto_filter.ref = f"A{top}:{last}{top + len(table.rows)}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    sheet.print_title_rows = f"{top}:{top}"
    for column in range(len(table.headings)):
        letter = get_column_letter(column + 1)
        sheet.column_dimensions[letter].width = _column_width(table, column)


def _width(value: Value) -> int:
    """In characters of the narrow kind; the longest line counts."""
    if isinstance(value, date):
        return _WEEK + 4
    lines = _text(value).split("\n")
    return max((sum(1 if ord(sign) < 0x2E80 else 2 for sign in line) for line in lines), default=0)


def _text(value: Value) -> str:
    if isinstance(value, tuple):
        return "".join(text for _, text in value)
    return "" if value is None else str(value)
