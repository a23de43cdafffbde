"""Where the drawn things of a sheet stand, to the point, with what is needed to sketch them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kxdesk.workbook.raw import Shape
from kxdesk.workbook.shapes_in import shape_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from kxdesk.workbook.colours import Colours
    from kxdesk.workbook.geometry import Geometry

EMU_PER_PT = 12_700
_DRAWN = ("{*}sp", "{*}cxnSp", "{*}pic", "{*}graphicFrame")


class Rect(NamedTuple):
    """A rectangle in points of the sheet, from its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class PlacedShape:
    """A drawn thing in its place.

    Attributes:
        rect: its frame; a group's parts all have the group's.
        text: its text, paragraphs joined by LF.
        preset: as Shape.preset; "graphic" for a chart.
        fill, line: RRGGBB, None where there is none or it is not a plain colour.
        font_pt: size of its first text.
    """

    rect: Rect
    text: str
    preset: str
    name: str
    fill: str | None
    line: str | None
    font_pt: float


def placed_shapes(drawing: etree._Element, geometry: Geometry, colours: Colours) -> tuple[PlacedShape, ...]:
    """The shown shapes of a `drawing` part in the order they lie over each other."""
    found = []
    for anchor in drawing:
        rect = _rect(anchor, geometry)
        if rect is not None:
            found += [shape for drawn in _drawn(anchor) if (shape := _placed(drawn, rect, colours))]
    return tuple(found)


def _drawn(anchor: etree._Element) -> Iterator[etree._Element]:
    for drawn in anchor.iter(*_DRAWN):
        if not any(True for _ in drawn.iterancestors("{*}Fallback")):
            yield drawn


def _placed(drawn: etree._Element, rect: Rect, colours: Colours) -> PlacedShape | None:
    shape = _described(drawn)
    if shape is None or shape.hidden:
        return None
    properties = drawn.find("{*}spPr")
    size = next((run.get("sz") for run in drawn.iter("{*}rPr") if run.get("sz")), None)
    return PlacedShape(
        rect=rect,
        text=shape.text,
        preset=shape.preset,
        name=shape.name,
        fill=_colour(properties, "{*}solidFill", colours),
        line=_colour(properties, "{*}ln/{*}solidFill", colours),
        font_pt=int(size) / 100 if size and size.isdigit() else 11.0,
    )


def _described(drawn: etree._Element) -> Shape | None:
    if str(drawn.tag).endswith("}graphicFrame"):
        named = next(drawn.iter("{*}cNvPr"), None)
        return Shape("", "graphic", "" if named is None else named.get("name", ""), None)
    return shape_of(drawn, None)


def _colour(properties: etree._Element | None, path: str, colours: Colours) -> str | None:
    fill = None if properties is None else properties.find(path)
    for colour in () if fill is None else fill:
        value = colour.get("lastClr") or colour.get("val") or ""
        named = colours.named(value)
        if named or len(value) == 6:
            return named or value.upper()
    return None


def _rect(anchor: etree._Element, geometry: Geometry) -> Rect | None:
    start, end = anchor.find("{*}from"), anchor.find("{*}to")
    if start is not None:
        x, y = _point(start, geometry)
    else:
        place = anchor.find("{*}pos")
        if place is None:
            return None
        x, y = _pt(place.get("x")), _pt(place.get("y"))
    if end is not None:
        right, bottom = _point(end, geometry)
        return Rect(x, y, max(0.0, right - x), max(0.0, bottom - y))
    size = anchor.find("{*}ext")
    return None if size is None else Rect(x, y, _pt(size.get("cx")), _pt(size.get("cy")))


def _point(corner: etree._Element, geometry: Geometry) -> tuple[float, float]:
    column, row = _whole(corner.findtext("{*}col")) + 1, _whole(corner.findtext("{*}row")) + 1
    # An offset ends at the border of its cell, however far it is said to go.
    across = min(_pt(corner.findtext("{*}colOff")), geometry.column_pt(column))
    down = min(_pt(corner.findtext("{*}rowOff")), geometry.row_pt(row))
    return geometry.left(column) + across, geometry.top(row) + down


def _pt(text: str | None) -> float:
    return _whole(text) / EMU_PER_PT


def _whole(text: str | None) -> int:
    plain = (text or "").strip()
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 12 else 0
