"""Worksheets and styles made in memory, for what reads sizes and looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from kxdesk.workbook.colours import read_colours
from kxdesk.workbook.geometry import Geometry, read_geometry
from kxdesk.workbook.styles import Alignment, Font, Look, Styles
from tests.workbook.packages import MAIN

if TYPE_CHECKING:
    from collections.abc import Iterable


def worksheet(inside: str) -> etree._Element:
    return etree.fromstring(f'<worksheet xmlns="{MAIN}">{inside}</worksheet>')


def styles(*looks: Look, font: Font | None = None) -> Styles:
    normal = font or Font("IPAGothic", 12)
    wrapping = Look(font=normal, alignment=Alignment(vertical="top", wraps=True))
    return Styles(looks or (wrapping,), normal, read_colours(None, None))


def geometry(inside: str, *looks: Look, font: Font | None = None) -> Geometry:
    return read_geometry(worksheet(inside), styles(*looks, font=font))


def rows(heights: Iterable[float | None]) -> str:
    """A sheetData of rows with one cell each."""
    pieces = (
        f'<row r="{number}"'
        + ("" if height is None else f' ht="{height}" customHeight="1"')
        + f'><c r="A{number}"/></row>'
        for number, height in enumerate(heights, 1)
    )
    return f"<sheetData>{''.join(pieces)}</sheetData>"


def columns(width: float, count: int) -> str:
    return f'<cols><col min="1" max="{count}" width="{width}" customWidth="1"/></cols>'
