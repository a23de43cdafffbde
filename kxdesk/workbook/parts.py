"""A part around a sheet (drawing, chart, notes, relations …) of a workbook in the making."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kxdesk.workbook.chunks import (
    Chunk,
    Chunks,
    Cloning,
    DrawingNumber,
    ShapeNumber,
    each,
    grow,
    render,
    sheets_in,
)
from kxdesk.workbook.groups import Group, left_behind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kxdesk.workbook.growth import Growth


class Part:
    """A part as chunks.

    Attributes:
        name: of the part; origin: of the template's part it came from; kind: of the relation to it.
        touched: it is no longer what the origin holds.
    """

    def __init__(self, name: str, origin: str, kind: str, chunks: Chunks) -> None:
        self.name = name
        self.origin = origin
        self.kind = kind
        self.touched = False
        self._chunks = chunks
        self._highest = 0
        self._sheets: set[str] | None = None

    @property
    def sheets(self) -> set[str]:
        """Keys of the sheets it names."""
        if self._sheets is None:
            self._sheets = sheets_in(self._chunks)
        return self._sheets

    def grow(self, growth: Growth, *, home: bool) -> None:
        if home or growth.sheet in self.sheets:
            self._become(grow(self._chunks, growth, home=home, fresh=self._next))

    def left_behind(self, growth: Growth) -> Iterator[int]:
        """As `groups.left_behind`."""
        return left_behind(self._chunks, growth)

    def retarget(self, names: Mapping[str, str | None]) -> None:
        self._become(each(self._chunks, lambda chunk: chunk.retargeted(names)))

    def clone(self, name: str, cloning: Cloning) -> Part:
        copy = Part(name, self.origin, self.kind, self._chunks)
        copy.touched = self.touched
        copy._become(each(self._chunks, lambda chunk: chunk.cloned(cloning)))
        return copy

    def render(self) -> bytes:
        return render(self._chunks)

    def inner_chunks(self) -> Iterator[Chunk]:
        """All chunks, those inside of groups too."""
        return _inner(self._chunks)

    def _become(self, chunks: Chunks) -> None:
        if chunks is not self._chunks:
            self.touched = True
            self._chunks = chunks
            self._sheets = None

    def _next(self, _old: int) -> int:
        """A number that no object of this part has."""
        numbers = [c.number for c in self.inner_chunks() if isinstance(c, DrawingNumber | ShapeNumber)]
        self._highest = max(self._highest, *numbers) + 1
        return self._highest


def _inner(chunks: Chunks) -> Iterator[Chunk]:
    for chunk in chunks:
        if isinstance(chunk, Group):
            yield from _inner(chunk.chunks)
        elif not isinstance(chunk, bytes):
            yield chunk
