"""Chunks that belong together: what appears again with its row, and what is anchored to rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from kxdesk.workbook.chunks import Areas, Chunk, Chunks, Cloning, each, one_number_each, render, sheets_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from kxdesk.workbook.growth import Growth


@dataclass(frozen=True, slots=True)
class Group(Chunk):
    """Chunks of one element, moved as one."""

    chunks: Chunks

    def render(self) -> bytes:
        return render(self.chunks)

    def retargeted(self, names: Mapping[str, str | None]) -> Chunk:
        return self._each(lambda chunk: chunk.retargeted(names))

    def cloned(self, cloning: Cloning) -> Chunk:
        return self._each(lambda chunk: chunk.cloned(cloning))

    def sheets(self) -> set[str]:
        return sheets_in(self.chunks)

    def left_behind(self, growth: Growth) -> Iterator[int]:
        """First row of each thing in it that stands in the rows and cannot appear again."""
        return left_behind(self.chunks, growth)

    def _each(self, change: Callable[[Chunk], Chunk]) -> Self:
        chunks = each(self.chunks, change)
        return self if chunks is self.chunks else replace(self, chunks=chunks)

    def _rows(self) -> tuple[int, int] | None:
        """First and last row of the cells it is about."""
        areas = [area for chunk in self.chunks if isinstance(chunk, Areas) for area in chunk.areas]
        if not areas:
            return None
        return min(area[0] for area in areas), max(area[2] for area in areas)


@dataclass(frozen=True, slots=True)
class Rule(Group):
    """A rule for areas (validation, conditional format): its formulas are those of its first cell."""

    def grown(self, growth: Growth, *, home: bool, inside: bool = False) -> Chunk:  # noqa: ARG002
        rows = self._rows()
        within = home and rows is not None and growth.first <= rows[0] <= growth.last

        def move(chunk: Chunk) -> Chunk:
            if isinstance(chunk, Areas):
                return chunk.grown(growth, home=home)
            return chunk.grown(growth, home=home, inside=within)

        return self._each(move)


@dataclass(frozen=True, slots=True)
class Item(Group):
    """An entry for one place (a link, a note, a sparkline): it appears again in each copy of its row."""

    repeats: bool = True

    def grown(self, growth: Growth, *, home: bool, inside: bool = False) -> Chunk:
        return self._each(lambda chunk: chunk.grown(growth, home=home, inside=inside))

    def grown_all(self, growth: Growth, *, home: bool, fresh: Callable[[int], int]) -> Iterable[Chunk]:
        rows = self._rows()
        if not home or rows is None or not growth.holds(*rows) or growth.stretch:
            return (self.grown(growth, home=home),)
        first = self.grown(growth, home=home, inside=True)
        if not self.repeats:
            return (first,)
        return (first, *(self.copied(growth, down, fresh) for down in growth.offsets()))

    def copied(self, growth: Growth, down: int, fresh: Callable[[int], int]) -> Chunk:
        return self._each(lambda chunk: chunk.copied(growth, down, fresh))


@dataclass(frozen=True, slots=True)
class RowMark(Chunk):
    """A row of an anchor, counted from 0 as drawings do; its anchor decides where it goes."""

    row: int

    def render(self) -> bytes:
        return str(self.row).encode()


@dataclass(frozen=True, slots=True)
class Anchor(Group):
    """A drawn thing between two cells.

    Attributes:
        moves, sizes: as the person set it: "move and size with cells", "move only", neither.
        flush: it ends at the upper border of its last row, so that it does not stand in that row.
        repeats: it may be copied (a chart or a control would need parts of its own).
    """

    moves: bool
    sizes: bool
    flush: bool
    repeats: bool

    def grown(self, growth: Growth, *, home: bool, inside: bool = False) -> Chunk:
        return self._moved(growth, home=home, inside=inside)

    def grown_all(self, growth: Growth, *, home: bool, fresh: Callable[[int], int]) -> Iterable[Chunk]:
        if growth.stretch or not (home and self.moves and self.repeats and self._stands_in(growth)):
            return (self._moved(growth, home=home, inside=False),)
        first = self._moved(growth, home=home, inside=True)
        return (first, *(self.copied(growth, down, fresh) for down in growth.offsets()))

    def left_behind(self, growth: Growth) -> Iterator[int]:
        if self.moves and not self.repeats and self._stands_in(growth):
            yield self._extent()[0]

    def copied(self, growth: Growth, down: int, fresh: Callable[[int], int]) -> Chunk:
        once = one_number_each(fresh)

        def move(chunk: Chunk) -> Chunk:
            if isinstance(chunk, RowMark):
                return RowMark(chunk.row + down)
            return chunk.copied(growth, down, once)

        return self._each(move)

    def _extent(self) -> tuple[int, int]:
        """First and last row it stands in, from 1."""
        marks = [chunk.row for chunk in self.chunks if isinstance(chunk, RowMark)]
        first, last = marks[0] + 1, marks[-1] + 1
        return first, last - 1 if self.flush and last > first else last

    def _stands_in(self, growth: Growth) -> bool:
        return growth.holds(*self._extent())

    def _moved(self, growth: Growth, *, home: bool, inside: bool) -> Chunk:
        rows = self._new_rows(growth) if home and self.moves else None
        marks = iter(rows or ())

        def move(chunk: Chunk) -> Chunk:
            if isinstance(chunk, RowMark):
                return _at_row(chunk, next(marks)) if rows else chunk
            return chunk.grown(growth, home=home, inside=inside)

        return self._each(move)

    def _new_rows(self, growth: Growth) -> tuple[int, ...]:
        marks = [chunk.row for chunk in self.chunks if isinstance(chunk, RowMark)]
        first, last = self._extent()
        inside = growth.holds(first, last) and not growth.stretch
        top, bottom = growth.span(first, last, inside=inside or not self.sizes)
        if not self.sizes and top == first:
            bottom = last
        return marks[0] + top - first, *(mark + bottom - last for mark in marks[1:])


def left_behind(chunks: Chunks, growth: Growth) -> Iterator[int]:
    """The first rows of charts, controls and the like that do not appear again with their rows."""
    if not growth.stretch:
        for chunk in chunks:
            if isinstance(chunk, Group):
                yield from chunk.left_behind(growth)


def _at_row(mark: RowMark, row: int) -> RowMark:
    return mark if mark.row == row else RowMark(row)
