"""Rectangles of cells, and addresses read from files that may hold anything in their place."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kxdesk.workbook.addresses import address, column_number
from kxdesk.workbook.limits import MAX_COLUMN, MAX_ROW

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
_AREA = re.compile(r"(?:.*!)?\$?([A-Za-z]{1,3})?\$?([0-9]{1,7})?(?::\$?([A-Za-z]{1,3})?\$?([0-9]{1,7})?)?")


class Area(NamedTuple):
    """A rectangle of cells, rows and columns from 1, all four edges inside."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def holds(self, row: int, column: int) -> bool:
        return self.first_row <= row <= self.last_row and self.first_column <= column <= self.last_column

    def __str__(self) -> str:
        first, last = address(self.first_row, self.first_column), address(self.last_row, self.last_column)
        return first if first == last else f"{first}:{last}"


@lru_cache(maxsize=2048)
def column_of(letters: str) -> int:
    """The number of a column in either case; beyond the last one for letters that name none."""
    if not (letters.isascii() and letters.isalpha() and len(letters) <= 3):
        return MAX_COLUMN + 1
    return column_number(letters.upper())


def parse_cell(text: str) -> tuple[int, int] | None:
    """(row, column) of "AB12" or "$AB$12"; None if it is no address of a sheet's cell."""
    match = _CELL.fullmatch(text)
    if match is None:
        return None
    row, column = int(match[2]), column_of(match[1])
    return (row, column) if row <= MAX_ROW and column <= MAX_COLUMN else None


@lru_cache(maxsize=4096)
def parse_area(text: str) -> Area | None:
    """The area of "B2:C9", "B2", "B:C" or "2:9", with or without "$" and a sheet's name; else None."""
    match = _AREA.fullmatch(text.strip())
    if match is None or not (match[1] or match[2]):
        return None
    pair = ":" in text
    last_column, last_row = (match[3], match[4]) if pair else (match[1], match[2])
    area = Area(
        int(match[2] or 1),
        column_of(match[1] or "A"),
        int(last_row or MAX_ROW),
        column_of(last_column) if last_column else MAX_COLUMN,
    )
    sane = 1 <= area.first_row <= area.last_row <= MAX_ROW
    return area if sane and area.first_column <= area.last_column <= MAX_COLUMN else None
