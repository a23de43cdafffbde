"""What repeating rows does to a row number, a range and the areas of a list."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from kxdesk.domain.problems import Problem
from kxdesk.workbook.limits import MAX_ROW

# First row, first column, last row, last column; None where the reference names whole columns or rows.
Block: TypeAlias = tuple[int, int, int, int]
# Rows and columns.
Cells: TypeAlias = "set[tuple[int, int]]"


class Growth(NamedTuple):
    """Rows `first` to `last` of a sheet appear `times` more, right below; all that follows moves down.

    Attributes:
        sheet: key of the sheet's name, as `sheet_key` makes it.
        stretch: the rows get more room and nothing in them appears again: boxes become taller.
    """

    sheet: str
    first: int
    last: int
    times: int
    stretch: bool = False

    @property
    def height(self) -> int:
        return self.last - self.first + 1

    @property
    def added(self) -> int:
        return self.height * self.times

    def row(self, row: int) -> int:
        """Where a single row stands afterwards."""
        return row if row <= self.last else self._down(row)

    def span(self, first: int, last: int, *, inside: bool = False) -> tuple[int, int]:
        """Where a range ends up: one that covers the repeated rows covers the new ones too.

        Args:
            first: its first row.
            last: its last row.
            inside: it is the range of a formula that itself stands in the repeated rows, which does not
                want the rows of its siblings.
        """
        if first > self.last:
            return self._down(first), self._down(last)
        covers = last == self.last and first <= self.first and not inside
        if last > self.last or covers:
            return first, self._down(last)
        return first, last

    def holds(self, first: int, last: int) -> bool:
        return self.first <= first and last <= self.last

    def offsets(self) -> range:
        """How far below the original each copy stands."""
        return range(self.height, self.added + 1, self.height)

    def _down(self, row: int) -> int:
        if row + self.added > MAX_ROW:
            # A range down to the last row of the sheet has nowhere to grow, and need not.
            if row == MAX_ROW:
                return row
            raise Problem("sheet-too-long", sheet=self.sheet, row=row + self.added, limit=MAX_ROW)
        return row + self.added


def grown_areas(areas: tuple[Block, ...], growth: Growth) -> tuple[Block, ...]:
    """Areas to which something applies (a rule, a protection): the new rows get what their originals have."""
    result: list[Block] = []
    for area in areas:
        top, left, bottom, right = area
        first, last = growth.span(top, bottom)
        result.append(area if (first, last) == (top, bottom) else (first, left, last, right))
        if last == bottom and growth.holds(top, bottom):
            result += [(top + down, left, bottom + down, right) for down in growth.offsets()]
    return tuple(result)


def grown_merges(merges: tuple[Block, ...], growth: Growth) -> tuple[Block, ...]:
    """Merged ranges: one inside the repeated rows appears again in each copy, one around them grows."""
    result: list[Block] = []
    for merge in merges:
        top, left, bottom, right = merge
        if growth.holds(top, bottom) and not growth.stretch:
            result.append(merge)
            result += [(top + down, left, bottom + down, right) for down in growth.offsets()]
        else:
            first, last = growth.span(top, bottom)
            result.append(merge if (first, last) == (top, bottom) else (first, left, last, right))
    return tuple(result)
