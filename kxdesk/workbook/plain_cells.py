"""The plain stretches of worksheet parts, read without an XML parser.

A form is nearly all cells that carry a style and nothing else. Regular expressions that match only whole,
well-formed elements take such pieces out, and the cells that hold a mere number or the number of a shared
text; what is left is as well-formed as the part was. A copied sheet repeats the rows of the first one, so
each distinct row is looked at once for the whole workbook.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kxdesk.domain.problems import Problem
from kxdesk.workbook.addresses import address
from kxdesk.workbook.areas import Area, column_of, parse_area
from kxdesk.workbook.limits import MAX_COLUMN, MAX_ROW
from kxdesk.workbook.raw import Position, RawCell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kxdesk.workbook.cell_values import CellMaker

_STYLED_CELL = re.compile(rb'<c r="[A-Z0-9]+" s="[0-9]+" ?/>')
_CELL = re.compile(
    rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: s="([0-9]{1,6})")?(?: t="([sn])")?>'
    rb"<v>([0-9.eE+-]{1,24})</v></c>"
)
_ROW_START = re.compile(
    rb'<row r="[1-9][0-9]{0,6}"(?: (?:spans|s|customFormat|customHeight)="[0-9.:]*"| ht="[1-9][0-9.]*")* ?>$'
)
_ROW_END = b"</row>"
_MERGE = re.compile(rb'<mergeCell ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})" ?/>')
_MOST_REMEMBERED = 10_000


class Piece(NamedTuple):
    """What was read from a stretch of a part, and the XML that is left of it."""

    cells: tuple[tuple[Position, RawCell], ...]
    merges: tuple[Area, ...]
    damages: tuple[tuple[str, str], ...]
    characters: int
    rest: bytes


class PlainReader:
    """Reads the plain pieces of all worksheets of one workbook."""

    def __init__(self, maker: CellMaker) -> None:
        self.maker = maker
        self._known: dict[bytes, Piece] = {}

    def pieces(self, data: bytes) -> Iterator[Piece]:
        """A part cut after each row. Raises Problem cell-out-of-range."""
        # Inside CDATA or a comment the patterns would match mere text.
        if b"<![CDATA[" in data or b"<!--" in data:
            yield Piece((), (), (), 0, data)
            return
        *rows, tail = data.split(_ROW_END)
        for row in rows:
            yield self._known.get(row) or self._piece(row, _ROW_END)
        yield self._known.get(tail) or self._piece(tail, b"")

    def _piece(self, data: bytes, end: bytes) -> Piece:
        rest = _STYLED_CELL.sub(b"", data)
        cells, damages, characters = [], [], 0
        for letters, number, style, kind, value in _CELL.findall(rest):
            made = self.maker.typed(style, kind, value)
            row, column = int(number), _column_of(letters)
            if row > MAX_ROW or column > MAX_COLUMN:
                raise Problem("cell-out-of-range", place=f"{letters.decode()}{row}")
            cells.append(((row, column), made.cell))
            characters += made.characters
            damages += [(code, address(row, column)) for code in made.damages]
        if cells:
            rest = _CELL.sub(b"", rest)
        merges = tuple(filter(None, map(parse_area, map(bytes.decode, _MERGE.findall(rest)))))
        if merges:
            rest = _MERGE.sub(b"", rest)
        bare = _ROW_START.sub(b"", rest) if end else rest
        rest = bare if len(bare) < len(rest) else rest + end
        piece = Piece(tuple(cells), merges, tuple(damages), characters, rest)
        if len(self._known) < _MOST_REMEMBERED:
            self._known[data] = piece
        return piece


@lru_cache(maxsize=2048)
def _column_of(letters: bytes) -> int:
    return column_of(letters.decode())
