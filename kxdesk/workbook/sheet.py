"""A sheet of a workbook in the making: cells filled, rows repeated, heights and page breaks set."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from kxdesk.domain.problems import Problem
from kxdesk.workbook.addresses import address, column_letters, position
from kxdesk.workbook.cells_out import HOLE, CellValue
from kxdesk.workbook.chunks import Areas, Chunk, Chunks, Cloning, Merges, OnlyOnce, each, grow, render
from kxdesk.workbook.groups import left_behind
from kxdesk.workbook.limits import MAX_COLUMN, MAX_ROW
from kxdesk.workbook.page_breaks import Breaks
from kxdesk.workbook.row import Row, array_areas, grown_rows
from kxdesk.workbook.sheet_names import sheet_key
from kxdesk.workbook.sheet_source import style_of
from kxdesk.workbook.workbook_part import with_attribute

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from weakref import WeakMethod

    from kxdesk.workbook.growth import Block, Cells, Growth
    from kxdesk.workbook.template import Template

# Weak, so that a book and its sheets are freed as soon as nobody holds the book.
Repeat: TypeAlias = "WeakMethod[Callable[..., None]]"

# Excel's limit, in points.
TALLEST_ROW = 409.5
_VERY_TALL = 1000
_VIEW = re.compile(rb"<(?:[\w.-]+:)?sheetView(?=[\s/>])")


class Sheet:
    """One worksheet of a `Book`, which makes it.

    Attributes:
        name: as on its tab; change it with `Book.rename`.
        touched: something of it changed, so that its part is written anew.
        filled: it got values or rows, so that last values of its formulas are no longer true.
        left_behind: first rows of charts and controls that did not appear again with their rows.
        order_broken: a formula is gone or moved, so that the template's order of calculation is void.
    """

    def __init__(self, template: Template, name: str, part: str, repeat: Repeat) -> None:
        self.name = name
        self.touched = False
        self.filled = False
        self.order_broken = False
        self.left_behind: set[int] = set()
        source = template.sheet_source(part)
        self._template = template
        self._part = part
        self._source = source
        self._headings = template.headings(part)
        self._repeat = repeat
        self._source = source
        self._rows = [Row(row.number, row, source.prefix) for row in source.rows]
        self._head: Chunks = source.head
        self._tail: Chunks = source.tail
        self._merges: dict[int, list[Block]] | None = None
        self._sheets: frozenset[str] | None = None
        self._stale: Cells = set()

    @property
    def key(self) -> str:
        return sheet_key(self.name)

    @property
    def sheets(self) -> frozenset[str]:
        """Keys of the sheets it names."""
        return self._source.sheets if self._sheets is None else self._sheets

    @property
    def last_row(self) -> int:
        """The last row that is written down, 0 if none is."""
        return self._rows[-1].number if self._rows else 0

    def set(self, ref: str, value: CellValue) -> None:
        """Put a value into a cell; its style stays.

        Args:
            ref: like "B4"; a cell of a merged range means the range's first cell.
            value: text stays text whatever it begins with; a date becomes a serial number where the cell
                shows dates, else text; None and "" leave the cell blank.

        Raises:
            Problem: bad-address, text-too-long, too-many-lines, lone-surrogate, not-a-number, array-formula,
                table-heading (a table's columns are named by it); with `sheet` and `cell`.
        """
        row, column = self._place(ref)
        self._check_free(row, column)
        at = self._row_at(row)
        before = self._rows[at]
        old = before.cell(column)
        style = style_of(old) if old is not None else self._style_of_empty(before, column)
        try:
            new = self._template.cell(self._source.prefix, (row, column), style, value)
        except Problem as problem:
            problem.facts["sheet"] = self.name
            raise
        self.order_broken = self.order_broken or column in before.formula_columns()
        self._rows[at] = before.with_cell(column, new)
        if old is None:
            self._widen(row, column)
        self.touched = self.filled = True

    def restyle(self, ref: str, change: Callable[[int], int]) -> bool:
        """Give a cell another look and leave its content; no where a formula stands in it.

        Args:
            ref: as for `set`.
            change: from the number of its style to that of the new one.
        """
        row, column = self._place(ref)
        at = self._row_at(row)
        before = self._rows[at]
        if column in before.formula_columns():
            return False
        old = before.cell(column)
        style = style_of(old) if old is not None else self._style_of_empty(before, column)
        new = str(change(int(style or 0))).encode()
        if old is None:
            place = column_letters(column).encode() + HOLE
            cell = b'<%sc r="%s" s="%s"/>' % (self._source.prefix, place, new)
            self._widen(row, column)
        else:
            end = old.index(b">") + 1
            cell = with_attribute(old[:end], b"s", new) + old[end:]
        self._rows[at] = before.with_cell(column, cell)
        self.touched = True
        return True

    def set_row_height(self, row: int, points: float) -> None:
        """Give a row a height of its own. Raises Problem bad-row-height."""
        if not 0 <= points <= TALLEST_ROW:
            raise Problem("bad-row-height", sheet=self.name, row=row, height=points, limit=TALLEST_ROW)
        at = self._row_at(row)
        self._rows[at] = replace(self._rows[at], height=points)
        self.touched = True

    def repeat_rows(self, first: int, last: int, times: int, *, blank: bool = False) -> None:
        """As `Book.repeat_rows`, for this sheet."""
        repeat = self._repeat()
        assert repeat is not None, "the book is gone"
        repeat(self.name, first, last, times, blank=blank)

    def stretch_row(self, row: int, times: int, box: Block | None = None) -> None:
        """Put blank rows below a row; boxes that end in it reach over them, and so does a single cell."""
        repeat = self._repeat()
        assert repeat is not None, "the book is gone"
        repeat(self.name, row, row, times, blank=True, stretch=True)
        if box is not None and self._merge_at(box[0], box[1]) is None:
            self._tail = tuple(
                chunk.added(box) if isinstance(chunk, Merges) else chunk for chunk in self._tail
            )
            self._merges = None

    @property
    def page_breaks(self) -> tuple[int, ...]:
        """Rows below which a page ends as someone has set it."""
        breaks = [chunk for chunk in self._tail if isinstance(chunk, Breaks)]
        return tuple(one.row for one in breaks[-1].breaks) if breaks else ()

    def merges(self) -> frozenset[Block]:
        """All merged ranges as they stand now."""
        return frozenset(area for areas in self._merged().values() for area in areas)

    def add_page_break(self, row: int) -> None:
        """End a page below a row. Raises Problem too-many-page-breaks."""
        # The last: those of saved views stand before the sheet's own.
        at = max(at for at, chunk in enumerate(self._tail) if isinstance(chunk, Breaks))
        breaks = self._tail[at]
        assert isinstance(breaks, Breaks)
        self._tail = (*self._tail[:at], breaks.added(row), *self._tail[at + 1 :])
        self.touched = True

    def merged_range(self, ref: str) -> Block | None:
        """First row, first column, last row, last column of the merged range a cell is in."""
        return self._merge_at(*cell_position(ref))

    def grow_rows(self, growth: Growth, *, blank: bool) -> None:
        """This sheet's own share of `Book.repeat_rows`."""
        self.left_behind.update(left_behind(self._tail, growth))
        self._rows = grown_rows(self._rows, self._source.formulas, growth, blank=blank)
        self._head = grow(self._head, growth, home=True, fresh=_unchanged)
        self._tail = grow(self._tail, growth, home=True, fresh=_unchanged)
        self._headings = tuple(
            (growth.row(top), left, growth.row(bottom), right) for top, left, bottom, right in self._headings
        )
        self.touched = self.order_broken = self.filled = True
        self._merges = None

    def follow_growth(self, growth: Growth) -> None:
        """References to another sheet whose rows were repeated."""
        self._change(lambda chunk: chunk.grown(growth, home=False))

    def retarget(self, names: Mapping[str, str | None]) -> None:
        """References to sheets that were renamed or removed."""
        self._change(lambda chunk: chunk.retargeted(names))
        named = {sheet_key(names[key] or "") if key in names else key for key in self.sheets}
        self._sheets = frozenset(named - {""})

    def clone(self, name: str, cloning: Cloning) -> Sheet:
        """Its copy in its present state."""
        copy = Sheet(self._template, name, self._part, self._repeat)
        copy._rows = list(self._rows)
        copy._head, copy._tail, copy._headings = self._head, self._tail, self._headings
        copy._merges = self._merged()
        copy._stale = set(self._stale)
        copy._sheets = self.sheets - {cloning.source}
        copy.filled = self.filled
        copy._change(lambda chunk: chunk.cloned(cloning), rows=bool(cloning.tables or self._names(cloning)))
        copy.touched = copy.order_broken = True
        return copy

    def select(self, *, selected: bool) -> None:
        """Mark its tab as one that is open, or not."""
        head = tab_selected(self._head, selected=selected)
        self.touched = self.touched or head is not self._head
        self._head = head

    def changed_cells(self) -> Cells:
        """Row and column of what was put in, and of formulas that moved and so lost their last value."""
        return {(row.number, column) for row in self._rows for column in (*row.cells, *(row.formulas or ()))}

    def mentions(self, word: str) -> bool:
        """Whether a word stands anywhere in it."""
        return word.encode() in self._source.data

    def formula_cells(self) -> Iterator[tuple[tuple[int, int], Chunks]]:
        """Row and column of each formula that stands, and the cell."""
        for row in self._rows:
            for column, chunks in row.formulas_now(self._source.formulas).items():
                yield (row.number, column), chunks

    def drop_values(self, cells: Cells) -> None:
        """Leave out the last values of these formulas."""
        sources = {row.number: row.source.number for row in self._rows if row.source is not None}
        self._stale |= {(sources[row], column) for row, column in cells}
        self.touched = True

    def render(self) -> bytes:
        """The part's bytes."""
        formulas = self._source.formulas
        rows = self._rows
        if formulas.has_shared and (self.order_broken or any(row.formulas is not None for row in rows)):
            rows = [row.written_out(formulas) for row in rows]
        bare = formulas.bare if self.filled else {place: formulas.bare[place] for place in self._stale}
        return render(self._head) + b"".join([row.render(bare) for row in rows]) + render(self._tail)

    def _names(self, cloning: Cloning) -> bool:
        return cloning.source in self.sheets

    def _change(self, change: Callable[[Chunk], Chunk], *, rows: bool = True) -> None:
        before = (self._head, self._tail, self._rows)
        self._head, self._tail = each(self._head, change), each(self._tail, change)
        if rows:
            cells = self._source.formulas
            changed = [row.with_formulas(cells, lambda chunks: each(chunks, change)) for row in self._rows]
            if any(new is not old for new, old in zip(changed, self._rows, strict=True)):
                self._rows = changed
        now = (self._head, self._tail, self._rows)
        self.touched = self.touched or any(new is not old for new, old in zip(now, before, strict=True))

    def _place(self, ref: str) -> tuple[int, int]:
        row, column = cell_position(ref)
        merge = self._merge_at(row, column)
        return (merge[0], merge[1]) if merge else (row, column)

    def _row_at(self, number: int) -> int:
        """Index of a row, made if it is not there."""
        at = bisect_left(self._rows, number, key=_number)
        if at == len(self._rows) or self._rows[at].number != number:
            self._rows.insert(at, Row(number, None, self._source.prefix))
        return at

    def _style_of_empty(self, row: Row, column: int) -> bytes:
        """What Excel gives a cell that is not there: the style of its row, else of its column."""
        if row.source is not None and b"customFormat" in row.source.head:
            style = style_of(row.source.head)
            if style:
                return style
        return next((s for first, last, s in self._source.column_styles if first <= column <= last), b"")

    def _widen(self, row: int, column: int) -> None:
        """Let the used range take in a new cell; readers that believe it would lose the cell."""
        at = self._source.dimension_at
        if at < 0:
            return
        extent = self._head[at]
        assert isinstance(extent, Areas)
        top, left, bottom, right = extent.areas[0]
        if not (top <= row <= bottom and left <= column <= right):
            area = (min(top, row), min(left, column), max(bottom, row), max(right, column))
            self._head = (*self._head[:at], replace(extent, raw=None, areas=(area,)), *self._head[at + 1 :])

    def _merge_at(self, row: int, column: int) -> Block | None:
        merges = self._merged()
        areas: list[Block] = merges.get(row, []) + merges.get(0, [])
        for area in areas:
            if _covers(area, row, column):
                return area
        return None

    def _merged(self) -> dict[int, list[Block]]:
        if self._merges is None:
            self._merges = _by_rows(self._tail)
        return self._merges

    def _check_free(self, row: int, column: int) -> None:
        """What Excel would not let a person change, or would call damage when it opens the file."""
        if any(_covers(area, row, column) for area in self._headings):
            raise Problem("table-heading", sheet=self.name, cell=address(row, column))
        if not self._source.formulas.has_arrays:
            return
        for area in array_areas(self._rows, self._source.formulas):
            if _covers(area, row, column) and area[:2] != area[2:]:
                raise Problem("array-formula", sheet=self.name, cell=address(row, column))


def cell_position(ref: str) -> tuple[int, int]:
    """Row and column of an address in any case. Raises Problem bad-address."""
    try:
        row, column = position(ref.upper())
    except ValueError:
        raise Problem("bad-address", cell=ref) from None
    if not (1 <= row <= MAX_ROW and 1 <= column <= MAX_COLUMN):
        raise Problem("bad-address", cell=ref)
    return row, column


def _covers(area: Block, row: int, column: int) -> bool:
    return area[0] <= row <= area[2] and area[1] <= column <= area[3]


def _by_rows(tail: Chunks) -> dict[int, list[Block]]:
    """Merged ranges by each row they cover; very tall ones under 0."""
    found: dict[int, list[Block]] = {}
    for chunk in tail:
        if isinstance(chunk, Merges):
            for area in chunk.areas:
                tall = area[2] - area[0] > _VERY_TALL
                for row in (0,) if tall else range(area[0], area[2] + 1):
                    found.setdefault(row, []).append(area)
    return found


def _number(row: Row) -> int:
    return row.number


def _unchanged(number: int) -> int:
    return number


def tab_selected(head: Chunks, *, selected: bool) -> Chunks:
    """What stands before the rows, with the tab marked as open or not."""
    result: list[bytes | Chunk] = []
    done = False
    for chunk in head:
        if isinstance(chunk, OnlyOnce) and b"tabSelected" in chunk.raw:
            continue
        if isinstance(chunk, bytes) and selected and not done:
            new = _VIEW.sub(rb'\g<0> tabSelected="1"', chunk, count=1)
            done = new != chunk
            result.append(new)
        else:
            result.append(chunk)
    return head if len(result) == len(head) and not done else tuple(result)
