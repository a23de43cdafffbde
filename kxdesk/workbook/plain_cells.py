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
_LONGEST_KEPT = 8192


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
            yield self._known.get(row) or self._row(row)
        yield self._known.get(tail) or self._tail(tail)

    def _row(self, data: bytes) -> Piece:
        split = _cut(data) if len(data) <= _LONGEST_KEPT else _cut.__wrapped__(data)
        cells: list[tuple[Position, RawCell]] = []
        damages: list[tuple[str, str]] = []
        characters = 0
        typed = self.maker.typed
        for letters, number, style, kind, value in zip(*(split[at::6] for at in range(1, 6)), strict=True):
            made = typed(style, kind, value)
            place = (int(number), _column_of(letters))
            if place[0] > MAX_ROW or place[1] > MAX_COLUMN:
                raise Problem("cell-out-of-range", place=(letters + number).decode())
            cells.append((place, made.cell))
            characters += made.characters
            if made.damages:
                damages += [(code, address(*place)) for code in made.damages]
        rest = b"".join(split[::6])
        start = _ROW_START.search(rest)
        rest = rest[: start.start()] if start else rest + _ROW_END
        return self._remember(data, Piece(tuple(cells), (), tuple(damages), characters, rest))

    def _tail(self, data: bytes) -> Piece:
        """What follows the last row."""
        merges = tuple(filter(None, map(parse_area, map(bytes.decode, _MERGE.findall(data)))))
        return self._remember(data, Piece((), merges, (), 0, _MERGE.sub(b"", data)))

    def _remember(self, data: bytes, piece: Piece) -> Piece:
        if len(self._known) < _MOST_REMEMBERED:
            self._known[data] = piece
        return piece


@lru_cache(maxsize=2048)
def _cut(data: bytes) -> list[bytes]:
    """What stands between the cells of a row that hold something, and five groups for each, by turns.

    Forms of one kind repeat their rows from file to file, so they are kept for the process.
    """
    return _CELL.split(_STYLED_CELL.sub(b"", data))


@lru_cache(maxsize=2048)
def _column_of(letters: bytes) -> int:
    return column_of(letters.decode())
