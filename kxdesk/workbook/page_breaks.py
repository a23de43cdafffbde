"""The manual page breaks of a sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from kxdesk.domain.problems import Problem
from kxdesk.workbook.chunks import Chunk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kxdesk.workbook.growth import Growth

# Excel takes no more of them on one sheet.
MOST_BREAKS = 1026
_BREAK = re.compile(rb"<[^\s/>]*?brk\b([^>]*)>")
_ID = re.compile(rb"""\sid\s*=\s*["']([0-9]+)["']""")
_MANUAL = re.compile(rb"""\sman\s*=\s*["'](?:1|true)["']""")
_NEW = b' max="16383" man="1"'


class Break(NamedTuple):
    """A page ends below `row`; `rest`: the other attributes as written."""

    row: int
    rest: bytes


@dataclass(frozen=True, slots=True)
class Breaks(Chunk):
    """The `rowBreaks` element, or the place where it would stand; `prefix` is that of its tags."""

    raw: bytes | None
    breaks: tuple[Break, ...]
    prefix: bytes

    def render(self) -> bytes:
        if self.raw is not None:
            return self.raw
        name = self.prefix + b"rowBreaks"
        manual = sum(1 for found in self.breaks if _MANUAL.search(found.rest))
        items = b"".join(b'<%sbrk id="%d"%s/>' % (self.prefix, row, rest) for row, rest in self.breaks)
        return b'<%s count="%d" manualBreakCount="%d">%s</%s>' % (name, len(self.breaks), manual, items, name)

    def grown(self, growth: Growth, *, home: bool, inside: bool = False) -> Chunk:  # noqa: ARG002
        if not home or not self.breaks:
            return self
        return self._changed(found for one in self.breaks for found in self._moved(one, growth))

    def added(self, row: int) -> Breaks:
        """With one more break, below `row`."""
        if any(found.row == row for found in self.breaks):
            return self
        return self._changed(iter((*self.breaks, Break(row, _NEW))))

    def _moved(self, one: Break, growth: Growth) -> Iterator[Break]:
        if growth.first <= one.row < growth.last:
            yield one
            for down in growth.offsets():
                yield one._replace(row=one.row + down)
        elif one.row == growth.last and self._own_page(growth):
            yield from (one._replace(row=one.row + down) for down in (0, *growth.offsets()))
        else:
            yield one if one.row < growth.last else one._replace(row=one.row + growth.added)

    def _own_page(self, growth: Growth) -> bool:
        """A block between two breaks is a page; its copies are pages too."""
        above = any(found.row == growth.first - 1 for found in self.breaks)
        return growth.height > 1 and (above or growth.first == 1)

    def _changed(self, breaks: Iterator[Break]) -> Breaks:
        ordered = tuple(sorted(breaks))
        if len(ordered) > MOST_BREAKS:
            raise Problem("too-many-page-breaks", count=len(ordered), limit=MOST_BREAKS)
        return self if ordered == self.breaks else replace(self, raw=None, breaks=ordered)


def parse_breaks(raw: bytes, prefix: bytes) -> Breaks:
    """From the bytes of the element."""
    found = []
    for match in _BREAK.finditer(raw):
        row = _ID.search(match[1])
        if row:
            found.append(Break(int(row[1]), _ID.sub(b"", match[1].rstrip(b"/ "))))
    return Breaks(raw, tuple(found), prefix)
