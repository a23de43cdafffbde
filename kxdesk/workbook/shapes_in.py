"""Drawn things over the cells: text boxes, arrows and pictures, and the form's check boxes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from kxdesk.workbook.areas import Area
from kxdesk.workbook.limits import MAX_COLUMN, MAX_ROW
from kxdesk.workbook.raw import CheckBox, Shape
from kxdesk.workbook.xml_in import local_name

if TYPE_CHECKING:
    from collections.abc import Iterator

_DRAWN = ("{*}sp", "{*}cxnSp", "{*}pic")
_CHECKED = {"1": True, "2": None}
_NUMBER = re.compile(r"\s*(-?[0-9]{1,9})\s*")
# Some writers' VML is no XML.
_FORGIVING = etree.XMLParser(recover=True, resolve_entities=False, load_dtd=False, no_network=True)


def read_shapes(root: etree._Element) -> tuple[Shape, ...]:
    """The shapes of a `drawing` part, those of a group one by one with the group's area."""
    for fallback in list(root.iter("{*}Fallback")):
        parent = fallback.getparent()
        if parent is not None:
            parent.remove(fallback)
    return tuple(
        shape
        for anchor in root
        for drawn in anchor.iter(*_DRAWN)
        if (shape := shape_of(drawn, _anchor_area(anchor))) is not None
    )


def read_check_boxes(vml: bytes) -> tuple[CheckBox, ...]:
    """The check boxes and option buttons of a `vmlDrawing` part."""
    if b"Checkbox" not in vml and b"Radio" not in vml:
        return ()
    root = etree.fromstring(vml.replace(b"<br>", b"<br/>"), _FORGIVING)  # as Excel itself writes it
    return tuple(_check_boxes(root)) if root is not None else ()


def shape_of(drawn: etree._Element, area: Area | None) -> Shape | None:
    """A shape, connector or picture; None for the stand-in of a form control."""
    properties = next(drawn.iter("{*}cNvPr"), None)
    name = "" if properties is None else properties.get("name", "")
    hidden = properties is not None and properties.get("hidden") in ("1", "true")
    if properties is not None and next(properties.iter("{*}compatExt"), None) is not None:
        return None  # the stand-in of a form control
    if local_name(drawn) == "pic":
        return Shape("", "pic", name, area, hidden)
    geometry = next(drawn.iter("{*}prstGeom"), None)
    preset = "custom" if geometry is None else geometry.get("prst", "")
    paragraphs = (
        "".join(_run_text(piece) for piece in paragraph.iter("{*}t", "{*}br"))
        for body in drawn.iter("{*}txBody")
        for paragraph in body.iter("{*}p")
    )
    return Shape("\n".join(paragraphs).strip("\n"), preset, name, area, hidden)


def _run_text(piece: etree._Element) -> str:
    return "\n" if local_name(piece) == "br" else piece.text or ""


def _anchor_area(anchor: etree._Element) -> Area | None:
    start, end = anchor.find("{*}from"), anchor.find("{*}to")
    if start is None:
        return None
    first_row, first_column = _corner(start, "row"), _corner(start, "col")
    if end is None:
        return _area(first_row, first_column, first_row, first_column)
    return _area(first_row, first_column, _end(end, "row"), _end(end, "col"))


def _corner(place: etree._Element, name: str) -> int:
    return _whole(place.findtext("{*}" + name)) + 1


def _end(place: etree._Element, name: str) -> int:
    """The last row or column covered: an edge on the very border does not reach into the next cell."""
    return _corner(place, name) - (_whole(place.findtext("{*}" + name + "Off")) <= 0)


def _area(first_row: int, first_column: int, last_row: int, last_column: int) -> Area | None:
    if not (1 <= first_row <= MAX_ROW and 1 <= first_column <= MAX_COLUMN):
        return None
    return Area(
        first_row,
        first_column,
        min(max(first_row, last_row), MAX_ROW),
        min(max(first_column, last_column), MAX_COLUMN),
    )


def _check_boxes(root: etree._Element) -> Iterator[CheckBox]:
    for data in root.iter("{*}ClientData"):
        kind, shape = data.get("ObjectType"), data.getparent()
        if kind not in ("Checkbox", "Radio") or shape is None:
            continue
        box = shape.find("{*}textbox")
        text = "" if box is None else "".join(str(piece) for piece in box.itertext()).strip()
        yield CheckBox(
            text,
            _CHECKED.get((data.findtext("{*}Checked") or "0").strip(), False),
            _vml_area(data.findtext("{*}Anchor") or ""),
            (data.findtext("{*}FmlaLink") or "").strip(),
            option=kind == "Radio",
        )


def _vml_area(anchor: str) -> Area | None:
    """From "column, pixels, row, pixels" of both corners."""
    numbers = [_whole(piece) for piece in anchor.split(",")]
    if len(numbers) != 8:
        return None
    last_column, last_row = numbers[4] + (numbers[5] > 0), numbers[6] + (numbers[7] > 0)
    return _area(numbers[2] + 1, numbers[0] + 1, last_row, last_column)


def _whole(text: str | None) -> int:
    match = _NUMBER.fullmatch(text or "")
    return int(match[1]) if match else 0
