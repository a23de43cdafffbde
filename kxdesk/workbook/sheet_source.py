"""A worksheet part of a template, cut once: what stands before its rows, the rows, what stands behind."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from kxdesk.domain.problems import Problem
from kxdesk.workbook.addresses import column_number
from kxdesk.workbook.cells_out import HOLE
from kxdesk.workbook.chunks import Areas, Chunks, sheets_in
from kxdesk.workbook.formula_cells import FormulaCells
from kxdesk.workbook.limits import MAX_COLUMN, MAX_ROW
from kxdesk.workbook.marks import cut
from kxdesk.workbook.sheet_marks import sheet_marks
from kxdesk.workbook.xml_spans import Node, parse, value

if TYPE_CHECKING:
    from collections.abc import Mapping

_ROW_NUMBER = re.compile(rb"""(\sr\s*=\s*["'])([0-9]+)""")
_CELL_NAME = re.compile(rb"""(\sr\s*=\s*["'])([A-Za-z]{1,3})([0-9]+)""")
_STYLE = re.compile(rb"""\ss\s*=\s*["']([0-9]+)["']""")
_TAG_NAME = re.compile(rb"<[^\s/>]+")


class CellSource(NamedTuple):
    """A cell's bytes in the part, from behind the cell before it."""

    column: int
    start: int
    tag: int
    end: int
    formula: bool


class RowSource:
    """A row of a template's sheet. The row number is a hole in all its patterns."""

    def __init__(
        self, data: bytes, number: int, span: tuple[int, int, int], cells: tuple[CellSource, ...]
    ) -> None:
        self.data = data
        self.number = number
        self.start, self.tag_start, self.end = span
        self.cells = cells
        self.formula_columns = tuple(cell.column for cell in cells if cell.formula)

    @property
    def raw(self) -> bytes:
        """As it stands in the file, with the white space before it."""
        return self.data[self.start : self.end]

    @cached_property
    def pattern(self) -> bytes:
        """The whole row with holes."""
        return b"".join((self.head, *self.patterns.values(), self.tail))

    @cached_property
    def head(self) -> bytes:
        """From the white space before it to the end of its start tag, which is open even for an empty row."""
        end = self.cells[0].start if self.cells else self.data.index(b">", self.tag_start) + 1
        tag = self.data[self.tag_start : end]
        if tag.endswith(b"/>"):
            tag = tag[:-2].rstrip() + b">"
        if _ROW_NUMBER.search(tag):
            tag = _ROW_NUMBER.sub(rb"\g<1>" + HOLE, tag, count=1)
        else:
            name = _TAG_NAME.match(tag)
            assert name is not None
            tag = b'%s r="%s"%s' % (name[0], HOLE, tag[name.end() :])
        return self.data[self.start : self.tag_start] + tag

    @cached_property
    def patterns(self) -> Mapping[int, bytes]:
        """The cells by column, with holes."""
        return {cell.column: self._cell_pattern(cell) for cell in self.cells}

    @cached_property
    def tail(self) -> bytes:
        """What follows the last cell."""
        if self.cells:
            return self.data[self.cells[-1].end : self.end]
        at = self.data.index(b">", self.tag_start) + 1
        if at == self.end:
            name = _TAG_NAME.match(self.data, self.tag_start)
            assert name is not None
            return b"</" + name[0][1:] + b">"
        return self.data[at : self.end]

    def _cell_pattern(self, cell: CellSource) -> bytes:
        gap, raw = self.data[cell.start : cell.tag], self.data[cell.tag : cell.end]
        end = raw.index(b">")
        return gap + _CELL_NAME.sub(rb"\1\2" + HOLE, raw[:end], count=1) + raw[end:]


class SheetSource:
    """A worksheet part of a template.

    Attributes:
        head, tail: all before the first row and all behind the last, as chunks.
        rows: in order.
        prefix: of its tags, with the colon.
        dimension_at: where in `head` the used range stands, -1 if it says none.
    """

    def __init__(self, data: bytes, part: str) -> None:
        reader = _RowReader(data, part)
        root = parse(data, part, reader.on_element)
        self.data = data
        self.root = root
        grid = root.child("sheetData")
        if grid is None:
            raise Problem("broken-xml", part=part)
        self.prefix = grid.tag[: -len("sheetData")].encode()
        marks = sheet_marks(data, root)
        before = cut(data, 0, grid.start, [mark for mark in marks if mark.end <= grid.start])
        opening, closing = _grid_tags(data, grid)
        self.rows = reader.rows(grid.inner)
        last = self.rows[-1].end if self.rows else grid.inner_end
        after = cut(data, max(last, grid.inner_end), len(data), [m for m in marks if m.start >= grid.end])
        gap = data[last : grid.inner_end]
        self.head: Chunks = (*before, opening)
        self.tail: Chunks = (gap + closing, *after)
        self.dimension_at = _dimension_at(data, root, self.head)
        self.formulas = FormulaCells(self.rows, self.prefix)

    @cached_property
    def sheets(self) -> frozenset[str]:
        """Keys of the sheets it names."""
        named = sheets_in(self.head) | sheets_in(self.tail)
        for chunks in self.formulas.all.values():
            named |= sheets_in(chunks)
        return frozenset(named)

    @cached_property
    def column_styles(self) -> tuple[tuple[int, int, bytes], ...]:
        """First column, last column and style of the columns that have one."""
        columns = self.root.child("cols")
        return tuple(
            (int(value(self.data, node, "min")), int(value(self.data, node, "max")), style.encode())
            for node in (columns.children if columns else ())
            if (style := value(self.data, node, "style"))
        )


def style_of(cell: bytes) -> bytes:
    """The style number of a cell or a row, b"" if it has none."""
    found = _STYLE.search(cell, 0, cell.index(b">") + 1)
    return found[1] if found else b""


def _grid_tags(data: bytes, grid: Node) -> tuple[bytes, bytes]:
    """Start and end tag of the rows, and where what follows them begins."""
    tag = data[grid.start : grid.inner]
    if tag.endswith(b"/>"):
        name = grid.tag.encode()
        return tag[:-2].rstrip() + b">", b"</" + name + b">"
    return tag, b""


def _dimension_at(data: bytes, root: Node, head: Chunks) -> int:
    node = root.child("dimension")
    text = value(data, node, "ref").encode() if node else b""
    return next((at for at, chunk in enumerate(head) if isinstance(chunk, Areas) and chunk.raw == text), -1)


class _RowReader:
    """Gathers rows and cells as the parser meets their ends."""

    def __init__(self, data: bytes, part: str) -> None:
        self.data = data
        self.part = part
        self.found: list[tuple[int, int, int, list[tuple[int, int, int, bool]]]] = []
        self.cells: list[tuple[int, int, int, bool]] = []
        self.formula = False
        self.number = 0
        self.column = 0

    def on_element(self, depth: int, name: str, start: int, end: int) -> None:
        if depth == 3:
            self.formula = self.formula or name == "f"
        elif depth == 2 and name == "c":
            self.column = self._column(start)
            self.cells.append((self.column, start, end, self.formula))
            self.formula = False
        elif depth == 1 and name == "row":
            self._end_row(start, end)

    def rows(self, start: int) -> tuple[RowSource, ...]:
        """The rows, each from behind the one before it."""
        result = []
        for number, begin, end, cells in self.found:
            at = self.data.index(b">", begin) + 1
            sources: list[CellSource] = []
            for column, cell, cell_end, formula in cells:
                sources.append(CellSource(column, at if sources else cell, cell, cell_end, formula))
                at = cell_end
            result.append(RowSource(self.data, number, (start, begin, end), tuple(sources)))
            start = end
        return tuple(result)

    def _end_row(self, start: int, end: int) -> None:
        match = _ROW_NUMBER.search(self.data, start, self.data.index(b">", start))
        number = int(match[2]) if match else self.number + 1
        columns = [cell[0] for cell in self.cells]
        if not self.number < number <= MAX_ROW or any(a >= b for a, b in pairwise(columns)):
            raise Problem("cells-out-of-order", part=self.part, row=number)
        self.found.append((number, start, end, self.cells))
        self.number, self.cells, self.column = number, [], 0

    def _column(self, start: int) -> int:
        match = _CELL_NAME.search(self.data, start, self.data.index(b">", start))
        column = column_number(match[2].decode().upper()) if match else self.column + 1
        if column > MAX_COLUMN:
            raise Problem("cells-out-of-order", part=self.part, row=self.number + 1)
        return column
