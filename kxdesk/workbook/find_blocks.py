"""Where the blocks of a sheet are, wherever blocks were added, rows inserted or headings re-typed.

A block is known by its row of quarter headings; its number stands above that row. Rows below the headings
up to the next block, or the next label of the form, are tracks. Where one row of headings serves all blocks,
a block begins where a number or a title stands or its box begins.
"""

from __future__ import annotations

from typing import NamedTuple

from kxdesk.workbook.labels import quarter_in
from kxdesk.workbook.layout import Block, Grid, Relation
from kxdesk.workbook.patterns import match
from kxdesk.workbook.raw import Position
from kxdesk.workbook.sheet_view import SheetView

_FAR = 1 << 30


class Headings(NamedTuple):
    """A row of quarter headings.

    Attributes:
        columns: of the four quarters.
        label: column of the track labels, 0 if the form has none.
        missing: columns whose heading is gone; they are taken from the blank template.
        across: by how many columns the grid's left side stands beside its place in the template.
    """

    row: int
    columns: tuple[int, ...]
    label: int
    missing: tuple[int, ...]
    across: int


class BlockPlace(NamedTuple):
    """One block: its first row, its headings (maybe above it), the rows of its tracks."""

    top: int
    headings: Headings
    first: int
    last: int


def prints_numbers(block: Block) -> bool:
    """Whether the blank form has numbers in its blocks already."""
    box = block.number
    return box is not None and box.relation is Relation.INSIDE


def find_blocks(view: SheetView, block: Block, stops: list[int]) -> list[BlockPlace]:
    """All blocks of a sheet, top to bottom.

    Args:
        view: the sheet.
        block: as the blank template has it.
        stops: rows where other labels of the sheet stand.
    """
    grid = block.grid
    found = _headings(view, grid) if grid else []
    if not found or grid is None:
        return []
    if grid.header < block.first:
        return _below(view, block, found[0], _end(view, found[0].row, stops))
    tops: list[int] = []
    low = 0
    for headings in found:
        low = max([low, *(row + 1 for row in stops if row < headings.row)])
        tops.append(_top(view, block, headings, low))
        low = headings.row + 1
    ends = [*(top - 1 for top in tops[1:]), _FAR]
    offset = grid.first - grid.header
    return [
        BlockPlace(top, headings, headings.row + offset, min(end, _end(view, headings.row, stops)))
        for top, headings, end in zip(tops, found, ends, strict=True)
    ]


def _end(view: SheetView, header: int, stops: list[int]) -> int:
    return min([view.raw.last_row, *(row - 1 for row in stops if row > header)])


def _headings(view: SheetView, grid: Grid) -> list[Headings]:
    """Rows of quarter headings.

    Typed texts may look like headings (4～6月), so a row counts by the form's own headings if there are any.
    """
    exact: dict[int, int] = {}
    for quarter in grid.quarters:
        for row, _ in view.labels.get(quarter.key, ()):
            exact[row] = exact.get(row, 0) + 1
    places = view.labels.get(grid.key, ()) if grid.key else ()
    titles = {view.last_row_of(place): place[1] for place in reversed(places)}  # it may be two rows high
    return [
        _heading(row, columns, titles.get(row, 0), grid)
        for row, columns in view.quarter_rows()
        if exact.get(row, 0) >= 2 or row in titles or (len(columns) >= 3 and not exact)
    ]


def _heading(row: int, columns: dict[int, int], title: int, grid: Grid) -> Headings:
    asides = [column - grid.quarters[number - 1].column for number, column in columns.items()]
    across = title - grid.column if title else min(asides, key=abs)
    four = tuple(
        columns.get(number, quarter.column + across) for number, quarter in enumerate(grid.quarters, 1)
    )
    missing = [column for number, column in enumerate(four, 1) if number not in columns]
    if grid.key and not title:
        missing.append(grid.column + across)
    label = title or (grid.column + across if grid.column else 0)
    return Headings(row, four, label, tuple(missing), across)


def _top(view: SheetView, block: Block, headings: Headings, low: int) -> int:
    """The first row of the block above these headings.

    As far above them as in the blank template if a number or a title stands there; else where the nearest
    number above them stands.
    """
    number = block.number
    offset = (block.grid.header if block.grid else block.first) - block.first
    usual = max(low, headings.row - offset)
    if number is None or number.pattern is None:
        return usual
    spot = usual + number.row - block.first, number.column + headings.across
    heads = [box.column + headings.across for box in block.boxes if box.row == block.first]
    if match(number.pattern, view.text(spot)) is not None:
        return usual
    if spot not in view.cells and any((usual, column) in view.cells for column in heads):
        return usual  # its number was taken away
    for row in range(headings.row - 1, low - 1, -1):
        if match(number.pattern, view.text((row, spot[1]))) is not None:
            return row - (number.row - block.first)
    return usual


def heading_cells(view: SheetView, headings: Headings) -> list[Position]:
    """The cells of the headings that name their quarter, in whatever words."""
    places = [(headings.row, column) for column in headings.columns]
    return [place for place in places if quarter_in(view.text(place)) is not None]


def _below(view: SheetView, block: Block, headings: Headings, end: int) -> list[BlockPlace]:
    """Blocks that share one row of headings."""
    heads = {box.column + headings.across for box in block.boxes if box.row == block.first}
    first = headings.row + (block.grid.first - block.grid.header if block.grid else 1)
    starts = [
        row
        for row in range(first, end + 1)
        if row == first
        or any((row, column) in view.cells or view.last_row_of((row, column)) > row for column in heads)
    ]
    ends = [*(start - 1 for start in starts[1:]), end]
    return [BlockPlace(top, headings, top, last) for top, last in zip(starts, ends, strict=True)]
