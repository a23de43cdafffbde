"""The plain cells of worksheet parts, read without an XML parser.

A form is nearly all cells that carry a style and nothing else, with a few that hold a mere number or the
number of a shared text. A part is cut at its values. Of what stands between two of them, whole pieces are
taken out: cells without content, borders between two rows that say nothing of themselves, and the plain cell
around a value. What is left is as well-formed as the part was. Forms of one kind repeat the same stretches
from sheet to sheet and from file to file, so each is looked at once in a process.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from kxdesk.domain.problems import Problem
from kxdesk.workbook.areas import column_of
from kxdesk.workbook.limits import MAX_COLUMN, MAX_ROW

if TYPE_CHECKING:
    from kxdesk.workbook.raw import Position

_STYLED_CELL = re.compile(rb'<c r="[A-Z0-9]+" s="[0-9]+" ?/>')
_CELL_START = re.compile(rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: s="([0-9]{1,6})")?(?: t="([sn])")?>\Z')
_CELL_END = b"</c>"
_VALUE = re.compile(rb"[0-9.eE+-]{1,24}")
_ROW_BORDER = re.compile(
    rb'</row><row r="[1-9][0-9]{0,6}"'
    rb'(?: (?:spans|s|customFormat|customHeight|x14ac:dyDescent)="[0-9.:]*"| ht="[1-9][0-9.]*")* ?>'
)
_LONGEST_KNOWN = 4_096
_MOST_KNOWN_BYTES = 8_000_000

Look: TypeAlias = tuple[bytes | None, bytes | None]
PlainCell: TypeAlias = "tuple[Position, Look, bytes]"
"""Where it stands; its style number and type (b"s", b"n" or None), None if unsaid; and its value."""


class _Stretch(NamedTuple):
    """What stands between two values.

    Attributes:
        end: of the cell around the value before it, b"" if anything else follows that value.
        rest: the XML that is left of what stands between the two cells.
        start: of the cell around the value after it, b"" if that is no plain one; place, look: what it says.
    """

    end: bytes
    rest: bytes
    start: bytes
    place: Position
    look: Look


class _Memory:
    """The stretches that were looked at, in bounds."""

    def __init__(self) -> None:
        self.known: dict[bytes, _Stretch] = {}
        self._bytes = 0

    def add(self, text: bytes, stretch: _Stretch) -> None:
        if len(text) <= _LONGEST_KNOWN:
            if self._bytes > _MOST_KNOWN_BYTES:
                self.known.clear()
                self._bytes = 0
            self.known[text] = stretch
            self._bytes += len(text)


_memory = _Memory()


def take_plain(data: bytes) -> tuple[list[PlainCell], bytes]:
    """The plain cells of a worksheet part, and the XML that is left. Raises Problem cell-out-of-range."""
    # Inside CDATA or a comment the patterns would match mere text.
    if b"<![CDATA[" in data or b"<!--" in data:
        return [], data
    head, *pieces = data.split(b"<v>")
    known, before = _memory.known, _look_at(head)
    cells: list[PlainCell] = []
    rests = [before.end, before.rest]
    for piece in pieces:
        value, mark, between = piece.partition(b"</v>")
        after = known.get(between) or _look_at(between)
        if after.end and before.start and (value.isdigit() or _VALUE.fullmatch(value)) and len(value) < 25:
            cells.append((before.place, before.look, value))
        else:
            rests += (before.start, b"<v>", value, mark, after.end)
        rests.append(after.rest)
        before = after
    rests.append(before.start)
    return cells, b"".join(rests)


def _look_at(text: bytes) -> _Stretch:
    end = _CELL_END if text.startswith(_CELL_END) else b""
    found = _CELL_START.search(text, text.rfind(b"<"))
    start, place = b"", (0, 0)
    look: Look = (None, None)
    if found:
        start, look = found[0], (found[3], found[4])
        place = (int(found[2]), column_of(found[1].decode()))
        if place[0] > MAX_ROW or place[1] > MAX_COLUMN:
            raise Problem("cell-out-of-range", place=(found[1] + found[2]).decode())
    rest = _ROW_BORDER.sub(b"", _STYLED_CELL.sub(b"", text[len(end) : len(text) - len(start)]))
    stretch = _Stretch(end, rest, start, place, look)
    _memory.add(text, stretch)
    return stretch
