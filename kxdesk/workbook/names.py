"""The defined names of a workbook: print areas and titles, lists, places."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kxdesk.workbook.chunks import Chunk, Chunks, each, grow, render, sheets_in
from kxdesk.workbook.marks import cut, formula_mark, text_span
from kxdesk.workbook.xml_spans import Node, attribute, value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kxdesk.workbook.chunks import Cloning
    from kxdesk.workbook.growth import Growth

_SCOPE = re.compile(rb"""\slocalSheetId\s*=\s*(?:"[^"]*"|'[^']*')""")


@dataclass(frozen=True, slots=True)
class DefinedName:
    """A name.

    Attributes:
        name: as written.
        scope: identity of the sheet it belongs to, None for the whole workbook.
        tag: its start tag without the scope; inner: what it means; end: its end tag.
    """

    name: str
    scope: int | None
    tag: bytes
    inner: Chunks
    end: bytes

    def render(self, index: int | None) -> bytes:
        """Its element; `index`: position of its sheet now."""
        scope = b"" if index is None else b' localSheetId="%d"' % index
        return self.tag[:-1] + scope + b">" + render(self.inner) + self.end

    def grown(self, growth: Growth) -> DefinedName:
        return self._with(grow(self.inner, growth, home=False, fresh=_no_number))

    def retargeted(self, names: Mapping[str, str | None]) -> DefinedName:
        return self._each(lambda chunk: chunk.retargeted(names))

    def cloned(self, scope: int, cloning: Cloning) -> DefinedName:
        return replace(self._each(lambda chunk: chunk.cloned(cloning)), scope=scope)

    def sheets(self) -> set[str]:
        """Keys of the sheets it names."""
        return sheets_in(self.inner)

    def _each(self, change: Callable[[Chunk], Chunk]) -> DefinedName:
        return self._with(each(self.inner, change))

    def _with(self, inner: Chunks) -> DefinedName:
        return self if inner is self.inner else replace(self, inner=inner)


def read_names(data: bytes, workbook: Node) -> tuple[DefinedName, ...]:
    """The names of a workbook part, scopes as positions of sheets."""
    group = workbook.child("definedNames")
    return tuple(_read(data, node) for node in group.children) if group else ()


def _read(data: bytes, node: Node) -> DefinedName:
    scope = value(data, node, "localSheetId")
    tag = _SCOPE.sub(b"", data[node.start : node.inner])
    tag = tag[:-2].rstrip() + b">" if tag.endswith(b"/>") else tag
    inner = cut(data, *text_span(node), formula_mark(data, *text_span(node)))
    name = value(data, node, "name") if attribute(data, node, "name") else ""
    end = b"</" + node.tag.encode() + b">"
    return DefinedName(name, int(scope) if scope.isdigit() else None, tag, inner, end)


def _no_number(number: int) -> int:
    return number
