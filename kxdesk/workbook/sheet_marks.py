"""What in a worksheet, besides its cells, follows rows, sheets and copies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kxdesk.workbook.chunks import Chunk, FrozenRows, Merges
from kxdesk.workbook.groups import Anchor, Item, RowMark, Rule
from kxdesk.workbook.marks import (
    Mark,
    areas_mark,
    cut,
    formula_mark,
    guid_mark,
    headed_mark,
    once_mark,
    parse_areas,
    shape_mark,
    text_span,
)
from kxdesk.workbook.page_breaks import Breaks, parse_breaks
from kxdesk.workbook.xml_spans import Attribute, Node, attributes, value

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

_GROUPS: dict[str, type[Rule | Item]] = {
    "conditionalFormatting": Rule,
    "dataValidation": Rule,
    "hyperlink": Item,
    "sparkline": Item,
    "cellWatch": Item,
}
_FORMULAS = frozenset({"formula", "formula1", "formula2", "f"})
_FORMULA_ATTRIBUTES = frozenset({"location", "linkedCell", "listFillRange"})
_CELL_ATTRIBUTES = frozenset({"ref", "activeCell", "topLeftCell", "sourceRef"})
_SHAPE_OWNERS = frozenset({"control", "oleObject"})
# What stands before `mergeCells` and before `rowBreaks` in a worksheet, as its schema orders them.
_BEFORE_MERGES = frozenset(
    [
        "sheetPr",
        "dimension",
        "sheetViews",
        "sheetFormatPr",
        "cols",
        "sheetData",
        "sheetCalcPr",
        "sheetProtection",
        "protectedRanges",
        "scenarios",
        "autoFilter",
        "sortState",
        "dataConsolidate",
        "customSheetViews",
    ]
)
_BEFORE_BREAKS = _BEFORE_MERGES.union(
    [
        "mergeCells",
        "phoneticPr",
        "conditionalFormatting",
        "dataValidations",
        "hyperlinks",
        "printOptions",
        "pageMargins",
        "pageSetup",
        "headerFooter",
    ]
)


def sheet_marks(data: bytes, root: Node) -> list[Mark]:
    """The marks of a worksheet outside its rows."""
    marks = list(attribute_marks(data, root))
    above = 0
    for node in root.children:
        if node.name != "sheetData":
            marks += node_marks(data, node, above)
    if root.child("mergeCells") is None:
        marks.append(_place(root, _BEFORE_MERGES, Merges(b"", (), _prefix(root))))
    if root.child("rowBreaks") is None:
        marks.append(_place(root, _BEFORE_BREAKS, Breaks(b"", (), _prefix(root).encode())))
    return marks


def node_marks(data: bytes, node: Node, above: int = 0) -> Iterable[Mark]:
    """The marks of an element and all in it; `above` rows are scrolled away above its panes."""
    whole = _WHOLE.get(node.name)
    if whole is not None:
        return [Mark(node.start, node.end, whole(data, node))]
    if node.name == "sheetView":
        corner = parse_areas(value(data, node, "topLeftCell"))
        above = corner[0][0] - 1 if corner else 0
    marks = [*attribute_marks(data, node), *_text_marks(data, node)]
    if node.name == "pane":
        marks += _pane_marks(data, node, above)
    for child in node.children:
        marks += node_marks(data, child, above)
    group = _GROUPS.get(node.name)
    return (
        marks
        if group is None
        else [Mark(node.start, node.end, group(cut(data, node.start, node.end, marks)))]
    )


def attribute_marks(data: bytes, node: Node) -> Iterable[Mark]:
    for found in attributes(data, node):
        yield from _attribute_marks(data, node, found)


def _attribute_marks(data: bytes, node: Node, found: Attribute) -> list[Mark]:
    name, span = found.name, (found.start, found.end)
    if name == "sqref":
        return areas_mark(data, *span, spread=node.name != "selection")
    if name in _CELL_ATTRIBUTES or (name == "r" and node.name in ("cellWatch", "inputCells")):
        if node.name == "autoFilter":
            return headed_mark(data, *span)
        return [] if value(data, node, "sheet") else areas_mark(data, *span, spread=False)
    if name in _FORMULA_ATTRIBUTES:
        return formula_mark(data, *span)
    return guid_mark(data, *span) if name == "uid" else _identity_marks(data, node, found)


def _identity_marks(data: bytes, node: Node, found: Attribute) -> list[Mark]:
    name = found.name
    if name == "shapeId" and node.name in _SHAPE_OWNERS:
        return shape_mark(data, found.start, found.end)
    if (node.name, name) in (("sheetPr", "codeName"), ("sheetView", "tabSelected")):
        return once_mark(data, found)
    return []


def _text_marks(data: bytes, node: Node) -> list[Mark]:
    if node.children:
        return []
    if node.name in _FORMULAS:
        return formula_mark(data, *text_span(node))
    if node.name == "sqref":
        return areas_mark(data, *text_span(node), spread=True)
    return []


def _pane_marks(data: bytes, node: Node, above: int) -> list[Mark]:
    if not value(data, node, "state").startswith("frozen"):
        return []
    return [
        Mark(found.start, found.end, FrozenRows(int(data[found.start : found.end]), above))
        for found in attributes(data, node)
        if found.name == "ySplit" and data[found.start : found.end].isdigit()
    ]


def _merges(data: bytes, node: Node) -> Chunk:
    areas = parse_areas(" ".join(value(data, child, "ref") for child in node.children))
    return Merges(data[node.start : node.end], areas, node.tag[: -len("mergeCells")])


def _breaks(data: bytes, node: Node) -> Chunk:
    return parse_breaks(data[node.start : node.end], node.tag[: -len("rowBreaks")].encode())


def _anchor(data: bytes, node: Node) -> Chunk:
    """Where a control or an embedded object stands; it has parts of its own and is never copied in place."""
    marks = [
        Mark(*text_span(row), RowMark(int(data[row.inner : row.inner_end])))
        for corner in node.children
        for row in corner.children
        if row.name == "row"
    ]
    moves = value(data, node, "moveWithCells") in ("1", "true")
    sizes = value(data, node, "sizeWithCells") in ("1", "true")
    chunks = cut(data, node.start, node.end, marks)
    return Anchor(chunks, moves=moves and bool(marks), sizes=sizes, flush=False, repeats=False)


def _prefix(root: Node) -> str:
    return root.tag[: -len(root.name)]


def _place(root: Node, after: Collection[str], chunk: Chunk) -> Mark:
    """Where an element would stand that is not there."""
    before = [node for node in root.children if node.name in after]
    at = before[-1].end if before else root.inner
    return Mark(at, at, chunk)


_WHOLE: dict[str, Callable[[bytes, Node], Chunk]] = {
    "mergeCells": _merges,
    "rowBreaks": _breaks,
    "anchor": _anchor,
}
