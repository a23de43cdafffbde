"""The old drawings (VML) of notes, form controls and header pictures, read by pattern.

Excel itself writes VML that is no well-formed XML (`<br>`), so no parser is asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kxdesk.workbook.chunks import Chunk, Chunks, ShapeBlocks, ShapeNumber, one_number_each
from kxdesk.workbook.groups import Group
from kxdesk.workbook.marks import Mark, cut, formula_mark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kxdesk.workbook.growth import Growth

_SHAPE = re.compile(rb"<v:shape[\s>].*?</v:shape>", re.DOTALL)
_NUMBER = re.compile(rb"_x0000_s([0-9]{1,9})(?![0-9])")
_BLOCKS = re.compile(rb"""<o:idmap\b[^>]*?\bdata\s*=\s*["']([0-9, ]+)["']""")
_ANCHOR = re.compile(rb"<x:Anchor>([^<]*)</x:Anchor>")
_ROW = re.compile(rb"<x:Row>\s*([0-9]+)\s*</x:Row>")
_FORMULA = re.compile(rb"<x:Fmla(?:Link|Range|Txbx|Group|Pict)>([^<]*)</x:Fmla\w+>")
_NOTE = re.compile(rb"""ObjectType\s*=\s*["']Note["']""")
_ANCHOR_NUMBERS = 8


def vml_chunks(data: bytes, *, threads: bool) -> Chunks:
    """A VML part cut into chunks; `threads` as for `part_chunks`."""
    marks: list[Mark] = []
    at = 0
    for match in _SHAPE.finditer(data):
        marks += _numbers(data, at, match.start())
        marks.append(_shape(data, match.start(), match.end(), threads=threads))
        at = match.end()
    marks += _numbers(data, at, len(data))
    for match in _BLOCKS.finditer(data):
        blocks = tuple(int(word) for word in match[1].replace(b",", b" ").split())
        marks.append(Mark(match.start(1), match.end(1), ShapeBlocks(blocks)))
    return cut(data, 0, len(data), marks)


def _numbers(data: bytes, start: int, end: int) -> Iterable[Mark]:
    for match in _NUMBER.finditer(data, start, end):
        yield Mark(match.start(1), match.end(1), ShapeNumber(int(match[1])))


def _shape(data: bytes, start: int, end: int, *, threads: bool) -> Mark:
    marks = list(_numbers(data, start, end))
    note = _NOTE.search(data, start, end) is not None
    for match in _ANCHOR.finditer(data, start, end):
        numbers = match[1].replace(b" ", b"").split(b",")
        if len(numbers) == _ANCHOR_NUMBERS and all(
            number.strip().lstrip(b"-").isdigit() for number in numbers
        ):
            anchor = VmlAnchor(match[1], tuple(int(number) for number in numbers))
            marks.append(Mark(match.start(1), match.end(1), anchor))
    if note:
        marks += [
            Mark(match.start(1), match.end(1), VmlRow(int(match[1])))
            for match in _ROW.finditer(data, start, end)
        ]
    for match in _FORMULA.finditer(data, start, end):
        marks += formula_mark(data, match.start(1), match.end(1))
    return Mark(start, end, VmlShape(cut(data, start, end, marks), repeats=note and not threads))


@dataclass(frozen=True, slots=True)
class VmlRow(Chunk):
    """The row of the cell a note belongs to, from 0."""

    row: int

    def render(self) -> bytes:
        return str(self.row).encode()


@dataclass(frozen=True, slots=True)
class VmlAnchor(Chunk):
    """Left column, offset, top row, offset, right column, offset, bottom row, offset; rows from 0."""

    raw: bytes | None
    numbers: tuple[int, ...]

    def render(self) -> bytes:
        return self.raw if self.raw is not None else ", ".join(map(str, self.numbers)).encode()

    def shifted(self, top: int, bottom: int) -> VmlAnchor:
        """With its upper and lower row moved that far."""
        if not (top or bottom):
            return self
        numbers = list(self.numbers)
        numbers[2] += top
        numbers[6] += bottom
        return replace(self, raw=None, numbers=tuple(numbers))


@dataclass(frozen=True, slots=True)
class VmlShape(Group):
    """A note's box or a control; a box goes with the cell of its note, a control with its own place."""

    repeats: bool

    def grown(self, growth: Growth, *, home: bool, inside: bool = False) -> Chunk:
        top, bottom = self._shift(growth) if home else (0, 0)

        def move(chunk: Chunk) -> Chunk:
            if isinstance(chunk, VmlAnchor):
                return chunk.shifted(top, bottom)
            if isinstance(chunk, VmlRow):
                return VmlRow(chunk.row + top) if top else chunk
            return chunk.grown(growth, home=home, inside=inside)

        return self._each(move)

    def grown_all(self, growth: Growth, *, home: bool, fresh: Callable[[int], int]) -> Iterable[Chunk]:
        first = self.grown(growth, home=home)
        row = self._note_row()
        if not home or not self.repeats or row is None or not growth.holds(row, row) or growth.stretch:
            return (first,)
        return (first, *(self.copied(growth, down, fresh) for down in growth.offsets()))

    def copied(self, growth: Growth, down: int, fresh: Callable[[int], int]) -> Chunk:
        once = one_number_each(fresh)

        def move(chunk: Chunk) -> Chunk:
            if isinstance(chunk, VmlAnchor):
                return chunk.shifted(down, down)
            if isinstance(chunk, VmlRow):
                return VmlRow(chunk.row + down)
            return chunk.copied(growth, down, once)

        return self._each(move)

    def left_behind(self, growth: Growth) -> Iterator[int]:
        numbers = self._numbers()
        if numbers and self._note_row() is None and growth.holds(numbers[2] + 1, numbers[6] + 1):
            yield numbers[2] + 1

    def _numbers(self) -> tuple[int, ...]:
        return next((chunk.numbers for chunk in self.chunks if isinstance(chunk, VmlAnchor)), ())

    def _note_row(self) -> int | None:
        return next((chunk.row + 1 for chunk in self.chunks if isinstance(chunk, VmlRow)), None)

    def _shift(self, growth: Growth) -> tuple[int, int]:
        row = self._note_row()
        if row is not None:
            return (growth.row(row) - row,) * 2
        numbers = self._numbers()
        if not numbers:
            return 0, 0
        first, last = numbers[2] + 1, numbers[6] + 1
        top, bottom = growth.span(first, last, inside=growth.holds(first, last))
        return top - first, bottom - last
