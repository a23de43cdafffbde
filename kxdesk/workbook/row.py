"""A row of a workbook in the making: a template's row, its place, and what was put into it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kxdesk.workbook.cells_out import HOLE
from kxdesk.workbook.chunks import Areas, Chunks, each, render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kxdesk.workbook.formula_cells import FormulaCells
    from kxdesk.workbook.growth import Block, Growth
    from kxdesk.workbook.sheet_source import RowSource

_SPANS = re.compile(rb"""\sspans\s*=\s*(?:"[^"]*"|'[^']*')""")
_TYPE = re.compile(rb"""\s(?:t|cm|vm|ph)\s*=\s*(?:"[^"]*"|'[^']*')""")
_HEIGHT = re.compile(rb"""\s(?:ht|customHeight)\s*=\s*(?:"[^"]*"|'[^']*')""")


@dataclass(frozen=True, slots=True)
class Row:
    """A row; changing it makes a new one.

    Attributes:
        number: where it stands now.
        source: the template's row it looks like, None for one that was not there.
        prefix: of the sheet's tags.
        cells: what was put in, by column; row numbers are holes.
        formulas: formula cells that moved, by column; None while they are as in the template.
        height: in points, None for the template's.
    """

    number: int
    source: RowSource | None
    prefix: bytes
    cells: Mapping[int, bytes] = field(default_factory=dict)
    formulas: Mapping[int, Chunks] | None = None
    height: float | None = None

    def at(self, number: int) -> Row:
        return self if number == self.number else replace(self, number=number)

    def with_cell(self, column: int, cell: bytes) -> Row:
        formulas = self.formulas
        if formulas and column in formulas:
            formulas = {key: value for key, value in formulas.items() if key != column}
        return replace(self, cells={**self.cells, column: cell}, formulas=formulas)

    def formula_columns(self) -> tuple[int, ...]:
        """Columns whose formula still stands."""
        if self.source is None:
            return ()
        return tuple(column for column in self.source.formula_columns if column not in self.cells)

    def cell(self, column: int) -> bytes | None:
        """The bytes of a cell, as far as its style matters."""
        found = self.cells.get(column)
        if found is None and self.source is not None:
            found = self.source.patterns.get(column)
        return found

    def with_formulas(self, cells: FormulaCells, change: Callable[[Chunks], Chunks]) -> Row:
        """With each formula that still stands changed; the very same row if none did."""
        now = self.formulas_now(cells)
        new = {column: change(chunks) for column, chunks in now.items()}
        if all(new[column] is chunks for column, chunks in now.items()):
            return self
        return replace(self, formulas=new)

    def written_out(self, cells: FormulaCells) -> Row:
        """With each formula standing for itself, none shared."""
        return replace(self, formulas=self.formulas_now(cells)) if self.formula_columns() else self

    def formulas_now(self, cells: FormulaCells) -> Mapping[int, Chunks]:
        """The formulas that still stand, by column."""
        if self.formulas is not None:
            return self.formulas
        columns = self.formula_columns()
        number = self.source.number if self.source else 0
        return {column: cells.all[number, column] for column in columns}

    def blank(self) -> Row:
        """The same look without any content."""
        source = self.source
        if source is None:
            return replace(self, cells={column: _emptied(cell) for column, cell in self.cells.items()})
        cells = {column: _emptied(pattern) for column, pattern in source.patterns.items()}
        return replace(
            self, cells=cells | {c: _emptied(cell) for c, cell in self.cells.items()}, formulas=None
        )

    def render(self, bare: Mapping[tuple[int, int], bytes]) -> bytes:
        """Its bytes; `bare` replaces formula cells by those without their last value."""
        source = self.source
        number = str(self.number).encode()
        plain = not self.cells and self.formulas is None and self.height is None
        if source is not None and plain and not (bare and source.formula_columns):
            return source.raw if self.number == source.number else source.pattern.replace(HOLE, number)
        return self._pieces(bare).replace(HOLE, number)

    def _pieces(self, bare: Mapping[tuple[int, int], bytes]) -> bytes:
        source = self.source
        if source is None:
            ordered = [self.cells[column] for column in sorted(self.cells)]
            tag = self._with_height(b'<%srow r="%s">' % (self.prefix, HOLE))
            return b"".join((tag, *ordered, b"</%srow>" % self.prefix))
        cells = dict(source.patterns)
        if bare:
            for column in source.formula_columns:
                cells[column] = bare.get((source.number, column), cells[column])
        if self.formulas:
            for column, chunks in self.formulas.items():
                cells[column] = render(chunks)
        head = self._with_height(source.head)
        if self.cells:
            if not self.cells.keys() <= cells.keys():
                head = _SPANS.sub(b"", head)
                cells = {
                    column: cells.get(column, b"") for column in sorted(cells.keys() | self.cells.keys())
                }
            cells.update(self.cells)
        return b"".join((head, *cells.values(), source.tail))

    def _with_height(self, head: bytes) -> bytes:
        if self.height is None:
            return head
        start = head.index(b"<", 0) if not head.startswith(b"<") else 0
        end = head.index(b">", start)
        tag = _HEIGHT.sub(b"", head[:end])
        return b'%s ht="%s" customHeight="1"%s' % (tag, f"{self.height:g}".encode(), head[end:])


def _emptied(cell: bytes) -> bytes:
    """The start tag of a cell alone, without the type of a value."""
    start = cell.index(b"<")
    end = cell.index(b">", start)
    tag = cell[start:end].rstrip(b"/")
    return _TYPE.sub(b"", tag) + b"/>"


def grown_rows(rows: Sequence[Row], cells: FormulaCells, growth: Growth, *, blank: bool) -> list[Row]:
    """Rows of a sheet after some were repeated; `blank` copies have the look only."""

    def moved(row: Row, *, inside: bool) -> Row:
        return row.with_formulas(
            cells, lambda chunks: each(chunks, lambda chunk: chunk.grown(growth, home=True, inside=inside))
        )

    def copy(row: Row, down: int) -> Row:
        if blank:
            return row.blank()
        return row.with_formulas(
            cells, lambda chunks: each(chunks, lambda chunk: chunk.copied(growth, down, _no_number))
        )

    block = [row for row in rows if growth.holds(row.number, row.number)]
    result = [moved(row, inside=row.number >= growth.first) for row in rows if row.number <= growth.last]
    result += [copy(row, down).at(row.number + down) for down in growth.offsets() for row in block]
    result += [
        moved(row, inside=False).at(growth.row(row.number)) for row in rows if row.number > growth.last
    ]
    return result


def array_areas(rows: Sequence[Row], cells: FormulaCells) -> Iterator[Block]:
    """The cells of each array formula."""
    for row in rows:
        for chunks in row.formulas_now(cells).values():
            yield from next((chunk.areas[:1] for chunk in chunks if isinstance(chunk, Areas)), ())


def _no_number(number: int) -> int:
    return number
