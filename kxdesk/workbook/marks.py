"""Cutting the bytes of a part at the places that follow something."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kxdesk.workbook.addresses import column_number
from kxdesk.workbook.chunks import Areas, Chunk, Chunks, FormulaText, Guid, HeadedArea, OnlyOnce, ShapeNumber
from kxdesk.workbook.formulas import parse_formula
from kxdesk.workbook.limits import MAX_COLUMN, MAX_ROW
from kxdesk.workbook.xml_spans import Attribute, Node, unescaped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kxdesk.workbook.growth import Block

_AREA = re.compile(r"\$?([A-Za-z]{1,3})?\$?([0-9]{1,7})?(?::\$?([A-Za-z]{1,3})?\$?([0-9]{1,7})?)?")
_GUID = re.compile(rb"\{[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}")
_SHAPE = re.compile(rb"_x0000_s([0-9]{1,9})")


class Mark(NamedTuple):
    """Bytes `start` to `end` of a part are a chunk."""

    start: int
    end: int
    chunk: Chunk


def cut(data: bytes, start: int, end: int, marks: Sequence[Mark]) -> Chunks:
    """The bytes from `start` to `end` with the marks, in order and apart from each other, as chunks."""
    chunks: list[bytes | Chunk] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, mark.end)):
        if mark.start > start:
            chunks.append(data[start : mark.start])
        chunks.append(mark.chunk)
        start = mark.end
    if end > start:
        chunks.append(data[start:end])
    return tuple(chunks)


def formula_mark(data: bytes, start: int, end: int) -> list[Mark]:
    """A mark if the bytes are a formula that refers to something."""
    text = unescaped(data[start:end])
    sign = text[:1] if text[:1] in ("=", "#") and not text.startswith("#REF!") else ""
    formula = parse_formula(text[len(sign) :])
    if all(isinstance(piece, str) and "[" not in piece for piece in formula):
        return []
    quoted = data[start - 1 : start] in (b'"', b"'")
    return [Mark(start, end, FormulaText(data[start:end], formula, sign, quoted))]


def areas_mark(data: bytes, start: int, end: int, *, spread: bool) -> list[Mark]:
    """A mark if the bytes are areas."""
    areas = parse_areas(unescaped(data[start:end]))
    return [Mark(start, end, Areas(data[start:end], areas, spread))] if areas else []


def headed_mark(data: bytes, start: int, end: int) -> list[Mark]:
    """A mark if the bytes are the area of a table or a filter."""
    areas = parse_areas(unescaped(data[start:end]))
    return [Mark(start, end, HeadedArea(data[start:end], areas, spread=False))] if areas else []


def guid_mark(data: bytes, start: int, end: int) -> list[Mark]:
    match = _GUID.search(data, start, end)
    return [Mark(match.start(), match.end(), Guid(match[0].decode()))] if match else []


def shape_mark(data: bytes, start: int, end: int) -> list[Mark]:
    """A mark for the number in `_x0000_s1025`, or for a bare number."""
    match = _SHAPE.match(data, start, end)
    if match:
        return [Mark(match.start(1), match.end(1), ShapeNumber(int(match[1])))]
    text = data[start:end]
    return [Mark(start, end, ShapeNumber(int(text)))] if text.isdigit() else []


def once_mark(data: bytes, found: Attribute) -> list[Mark]:
    """A whole attribute that no clone may have."""
    return [Mark(found.lead, found.end + 1, OnlyOnce(data[found.lead : found.end + 1]))]


def text_span(node: Node) -> tuple[int, int]:
    return node.inner, node.inner_end


def parse_areas(text: str) -> tuple[Block, ...]:
    """The areas of a list like `B4 C5:D6 7:9`; empty if any of them is none."""
    areas = []
    for word in text.split():
        area = _parse_area(word)
        if area is None:
            return ()
        areas.append(area)
    return tuple(areas)


def _parse_area(word: str) -> Block | None:
    match = _AREA.fullmatch(word)
    if match is None or word[-1:] == ":":
        return None
    left, top, right, bottom = match.groups()
    if ":" not in word:
        if not (left and top):
            return None
        right, bottom = left, top
    if bool(left) != bool(right) or bool(top) != bool(bottom) or not (left or top):
        return None
    first = (int(top) if top else 1, column_number(left.upper()) if left else 1)
    last = (int(bottom) if bottom else MAX_ROW, column_number(right.upper()) if right else MAX_COLUMN)
    rows, columns = sorted((first[0], last[0])), sorted((first[1], last[1]))
    if not (rows[0] >= 1 and rows[1] <= MAX_ROW and columns[1] <= MAX_COLUMN):
        return None
    return rows[0], columns[0], rows[1], columns[1]
