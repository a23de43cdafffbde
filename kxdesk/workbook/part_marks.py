"""What in the parts around a worksheet (drawings, charts, notes, tables) follows rows and sheets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kxdesk.workbook import chunks as kinds
from kxdesk.workbook.chunks import Chunk, Chunks
from kxdesk.workbook.groups import Anchor, Item, RowMark
from kxdesk.workbook.marks import (
    Mark,
    areas_mark,
    cut,
    formula_mark,
    guid_mark,
    headed_mark,
    parse_areas,
    shape_mark,
    text_span,
)
from kxdesk.workbook.sheet_names import sheet_key
from kxdesk.workbook.xml_spans import Node, attribute, attributes, escaped, parse, unescaped, value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kxdesk.workbook.growth import Growth

_LINKS = frozenset({"fmlaLink", "fmlaRange", "fmlaGroup", "fmlaTxbx", "textlink", "cellRange"})
_TABLE_FORMULAS = frozenset({"calculatedColumnFormula", "totalsRowFormula"})
_PLACED = frozenset({"twoCellAnchor", "oneCellAnchor"})
# A copy of these would need parts or identities of its own.
_SINGLE = frozenset({"graphicFrame", "compatExt", "contentPart", "cameraTool"})


def part_chunks(data: bytes, part: str, kind: str, *, threads: bool) -> Chunks:
    """A part cut into chunks.

    Args:
        data: in UTF-8.
        part: its name.
        kind: of the relation that leads to it ("drawing", "comments", …).
        threads: its sheet has threaded comments; their notes are not copied with their rows.
    """
    reader = _READERS.get(kind)
    if reader is None:
        return (data,)
    root = parse(data, part)
    return cut(data, 0, len(data), list(reader(data, root, threads)))


def _drawing(data: bytes, root: Node, _threads: bool) -> Iterable[Mark]:
    for node in root.children:
        if node.name in _PLACED:
            yield _anchor(data, node)
        else:
            yield from _drawing_marks(data, node)


def _anchor(data: bytes, node: Node) -> Mark:
    if not any(child.name == "from" for child in node.children):
        return Mark(node.start, node.start, kinds.OnlyOnce(b""))
    edit_as = value(data, node, "editAs") or "twoCell"
    marks, offset = [], b""
    for corner in node.children:
        if corner.name not in ("from", "to"):
            marks += _drawing_marks(data, corner)
            continue
        for found in corner.children:
            text = data[found.inner : found.inner_end].strip()
            if found.name == "row" and text.isdigit():
                marks.append(Mark(*text_span(found), RowMark(int(text))))
            elif found.name == "rowOff":
                offset = text
    single = any(inner.name in _SINGLE for inner in node.walk())
    chunks = cut(data, node.start, node.end, marks)
    placed = Anchor(
        chunks,
        moves=edit_as != "absolute" and any(isinstance(chunk, RowMark) for chunk in chunks),
        sizes=edit_as == "twoCell" and node.name == "twoCellAnchor",
        flush=offset == b"0" and node.name == "twoCellAnchor",
        repeats=not single,
    )
    return Mark(node.start, node.end, placed)


def _drawing_marks(data: bytes, node: Node) -> list[Mark]:
    """Marks of drawn things; anchors inside alternatives are found too."""
    marks: list[Mark] = []
    for found in attributes(data, node):
        span = (found.start, found.end)
        if found.name in _LINKS:
            marks += formula_mark(data, *span)
        elif found.name == "spid":
            marks += shape_mark(data, *span)
        elif node.name == "cNvPr" and found.name == "id" and data[slice(*span)].isdigit():
            marks.append(Mark(*span, kinds.DrawingNumber(int(data[slice(*span)]))))
    for child in node.children:
        marks += [_anchor(data, child)] if child.name in _PLACED else _drawing_marks(data, child)
    return marks


def _chart(data: bytes, root: Node, _threads: bool) -> Iterable[Mark]:
    for node in root.walk():
        if node.name in ("f", "sqref") and not node.children:
            yield from formula_mark(data, *text_span(node))


def _comments(data: bytes, root: Node, threads: bool) -> Iterable[Mark]:
    for node in root.walk():
        if node.name == "author":
            if data.startswith(b"tc=", node.inner):
                yield from guid_mark(data, *text_span(node))
        elif node.name == "comment":
            marks = _identities(data, node)
            yield Mark(
                node.start, node.end, Item(cut(data, node.start, node.end, marks), repeats=not threads)
            )


def _threaded_comments(data: bytes, root: Node, _threads: bool) -> Iterable[Mark]:
    for node in root.children:
        marks = [mark for inner in node.walk() for mark in _identities(data, inner)]
        yield Mark(node.start, node.end, Item(cut(data, node.start, node.end, marks), repeats=False))


def _identities(data: bytes, node: Node) -> list[Mark]:
    marks: list[Mark] = []
    for found in attributes(data, node):
        if found.name == "ref":
            marks += areas_mark(data, found.start, found.end, spread=False)
        elif found.name in ("uid", "id", "parentId", "mentionId"):
            marks += guid_mark(data, found.start, found.end)
    return marks


def _table(data: bytes, root: Node, _threads: bool) -> Iterable[Mark]:
    for found in attributes(data, root):
        text = unescaped(data[found.start : found.end])
        if found.name in ("name", "displayName"):
            yield Mark(found.start, found.end, kinds.TableIdentity(text, number=False))
        elif found.name == "id" and text.isdigit():
            yield Mark(found.start, found.end, kinds.TableIdentity(text, number=True))
    for node in root.walk():
        for found in attributes(data, node):
            if found.name == "ref":
                yield from headed_mark(data, found.start, found.end)
            elif found.name == "uid":
                yield from guid_mark(data, found.start, found.end)
        if node.name in _TABLE_FORMULAS:
            yield from formula_mark(data, *text_span(node))


def _control(data: bytes, root: Node, _threads: bool) -> Iterable[Mark]:
    for found in attributes(data, root):
        if found.name in _LINKS:
            yield from formula_mark(data, found.start, found.end)


def _pivot_table(data: bytes, root: Node, _threads: bool) -> Iterable[Mark]:
    place = root.child("location")
    found = attribute(data, place, "ref") if place else None
    if found:
        yield from areas_mark(data, found.start, found.end, spread=False)


def _pivot_cache(data: bytes, root: Node, _threads: bool) -> Iterable[Mark]:
    for node in root.walk():
        if node.name != "worksheetSource":
            continue
        name, sheet, ref = (
            value(data, node, "sheet"),
            attribute(data, node, "sheet"),
            attribute(data, node, "ref"),
        )
        if sheet and not attribute(data, node, "id"):
            yield Mark(sheet.start, sheet.end, SheetText(data[sheet.start : sheet.end], sheet_key(name)))
            areas = parse_areas(value(data, node, "ref"))
            if ref and areas:
                raw = data[ref.start : ref.end]
                yield Mark(
                    ref.start, ref.end, SheetAreas(kinds.Areas(raw, areas, spread=False), sheet_key(name))
                )


@dataclass(frozen=True, slots=True)
class SheetText(Chunk):
    """The name of a sheet."""

    raw: bytes
    sheet: str

    def render(self) -> bytes:
        return self.raw

    def retargeted(self, names: Mapping[str, str | None]) -> Chunk:
        name = names.get(self.sheet)
        return self if name is None else SheetText(escaped(name), sheet_key(name))

    def sheets(self) -> set[str]:
        return {self.sheet}


@dataclass(frozen=True, slots=True)
class SheetAreas(Chunk):
    """Areas of a sheet that is named beside them."""

    areas: Chunk
    sheet: str

    def render(self) -> bytes:
        return self.areas.render()

    def grown(self, growth: Growth, *, home: bool, inside: bool = False) -> Chunk:  # noqa: ARG002
        areas = self.areas.grown(growth, home=growth.sheet == self.sheet)
        return self if areas is self.areas else SheetAreas(areas, self.sheet)

    def retargeted(self, names: Mapping[str, str | None]) -> Chunk:
        name = names.get(self.sheet)
        return self if name is None else SheetAreas(self.areas, sheet_key(name))

    def sheets(self) -> set[str]:
        return {self.sheet}


_READERS: dict[str, Callable[[bytes, Node, bool], Iterable[Mark]]] = {
    "drawing": _drawing,
    "chartUserShapes": _drawing,
    "chart": _chart,
    "chartEx": _chart,
    "comments": _comments,
    "threadedComment": _threaded_comments,
    "table": _table,
    "ctrlProp": _control,
    "pivotTable": _pivot_table,
    "pivotCacheDefinition": _pivot_cache,
}
