"""Where each element of a part stands in its bytes, so that a patch can leave all other bytes as they are."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.parsers import expat

from kxdesk.domain.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_OPEN_TAG = re.compile(rb"""<[^\s/>]+(?:[^>"']|"[^"]*"|'[^']*')*>""")
_ATTRIBUTE = re.compile(rb"""\s([^\s=<>"'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ENTITY = re.compile(r"&(#x[0-9A-Fa-f]+|#[0-9]+|lt|gt|amp|quot|apos);")
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->|<\?.*?\?>", re.DOTALL)
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_DECLARED = re.compile(rb"""^(<\?xml[^>]*?\sencoding\s*=\s*["'])([A-Za-z0-9._-]+)""")
_AS_UTF8 = frozenset({b"utf-8", b"utf8", b"us-ascii", b"ascii"})


class Attribute(NamedTuple):
    """An attribute; `start` and `end` enclose its value, `lead` is where the white space before it begins."""

    name: str
    lead: int
    start: int
    end: int


@dataclass(slots=True)
class Node:
    """An element.

    Attributes:
        tag: as written, with its prefix; name: without.
        start, end: its bytes; inner, inner_end: its content (equal for an empty element).
    """

    tag: str
    name: str
    start: int
    inner: int
    inner_end: int = 0
    end: int = 0
    children: list[Node] = field(default_factory=list)

    def child(self, name: str) -> Node | None:
        return next((node for node in self.children if node.name == name), None)

    def walk(self) -> Iterator[Node]:
        yield self
        for node in self.children:
            yield from node.walk()


def attributes(data: bytes, node: Node) -> Iterator[Attribute]:
    """The attributes of an element, in order, by local name."""
    for match in _ATTRIBUTE.finditer(data, node.start, node.inner):
        group = 2 if match[2] is not None else 3
        name = match[1].decode()
        yield Attribute(name.rpartition(":")[2], match.start(), match.start(group), match.end(group))


def attribute(data: bytes, node: Node, name: str) -> Attribute | None:
    """The attribute of that local name."""
    return next((found for found in attributes(data, node) if found.name == name), None)


def value(data: bytes, node: Node, name: str) -> str:
    """The text of an attribute, "" if the element has none of that local name."""
    found = attribute(data, node, name)
    return unescaped(data[found.start : found.end]) if found else ""


def unescaped(raw: bytes) -> str:
    """What XML text or an attribute value says; comments and CDATA marks inside it are gone."""
    text = raw.decode("utf-8")
    if "<" in text:
        text = _COMMENT.sub("", _CDATA.sub(lambda match: match[1].replace("&", "&amp;"), text))
    return _ENTITY.sub(_entity, text) if "&" in text else text


def escaped(text: str, *, quotes: bool = True) -> bytes:
    """Text for use between tags, or with `quotes` between quotes of either kind."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return (text.replace('"', "&quot;").replace("'", "&apos;") if quotes else text).encode()


def as_utf8(data: bytes) -> bytes:
    """The XML of a part in UTF-8, its declaration corrected."""
    found = _DECLARED.match(data)
    if found is None or found[2].lower() in _AS_UTF8:
        return data
    text = data.decode(found[2].decode("ascii"))
    return _DECLARED.sub(rb"\1UTF-8", text.encode())


def parse(data: bytes, part: str, rows: Callable[[int, str, int, int], None] | None = None) -> Node:
    """The root of UTF-8 XML.

    Args:
        data: the whole part.
        part: its name, for the problem.
        rows: if given, called for each element below `sheetData` with its depth there (from 1), its name,
            start and end, an end before that of what encloses it; these elements become no nodes.

    Raises:
        Problem: broken-xml.
    """
    builder = _Builder(data, rows)
    try:
        builder.parser.Parse(data, True)
    except expat.ExpatError:
        raise Problem("broken-xml", part=part) from None
    return builder.top.children[0]


class _Builder:
    def __init__(self, data: bytes, rows: Callable[[int, str, int, int], None] | None) -> None:
        self.data = data
        self.rows = rows
        self.top = Node("", "", 0, 0)
        self.stack = [self.top]
        self.starts: list[int] = []
        parser: Any = expat.ParserCreate()
        parser.StartElementHandler = self.on_start
        parser.EndElementHandler = self.on_end
        self.parser = parser
        self.in_rows = False

    def on_start(self, tag: str, _attributes: dict[str, str]) -> None:
        start = self.parser.CurrentByteIndex
        if self.in_rows:
            self.starts.append(start)
            return
        match = _OPEN_TAG.match(self.data, start)
        assert match is not None
        node = Node(tag, tag.rpartition(":")[2], start, match.end())
        self.stack[-1].children.append(node)
        self.stack.append(node)
        self.in_rows = self.rows is not None and node.name == "sheetData" and len(self.stack) == 3

    def on_end(self, tag: str) -> None:
        at = self.parser.CurrentByteIndex
        if self.starts:
            depth, start = len(self.starts), self.starts.pop()
            if depth <= 3 and self.rows is not None:
                self.rows(depth, tag.rpartition(":")[2], start, self._end(at, start))
            return
        self.in_rows = False
        node = self.stack.pop()
        node.end = self._end(at, node.start)
        node.inner_end = node.inner if self._is_empty(node) else at

    def _end(self, at: int, start: int) -> int:
        """Expat stands behind an empty element, and before the end tag of any other."""
        if self.data.startswith(b"/>", at - 2):
            match = _OPEN_TAG.match(self.data, start)
            if match is not None and match.end() == at:
                return at
        return self.data.index(b">", at) + 1

    def _is_empty(self, node: Node) -> bool:
        return node.end == node.inner


def _entity(match: re.Match[str]) -> str:
    code = match[1]
    if code[0] != "#":
        return _NAMED[code]
    return chr(int(f"0{code[1:]}", base=0) if code[1] == "x" else int(code[1:]))
