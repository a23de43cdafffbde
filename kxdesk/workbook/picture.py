"""A sheet as it will print, as plain values that a screen can paint: cells, lines, texts, shapes, pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kxdesk.workbook.areas import Area
from kxdesk.workbook.cell_display import displayed
from kxdesk.workbook.geometry import Geometry, read_geometry
from kxdesk.workbook.page_setup import PageSetup, read_page_setup, titles_of
from kxdesk.workbook.pages import Pages, lay_out
from kxdesk.workbook.placed_shapes import PlacedShape, Rect, placed_shapes
from kxdesk.workbook.row_height import Overflow, fit_box
from kxdesk.workbook.styles import Borders, read_styles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kxdesk.workbook.package import Package
    from kxdesk.workbook.raw import RawCell, RawSheet, RawWorkbook
    from kxdesk.workbook.styles import Alignment, Font, Styles

_CELL_KINDS_TO_THE_RIGHT = ("number", "date")
_CENTRED = ("bool", "error")


@dataclass(frozen=True, slots=True)
class CellPicture:
    """A cell or merged area that shows something.

    Attributes:
        area: what it covers.
        rect: its frame in points of the sheet.
        text: as shown, lines separated by LF.
        text_rect: where the text may spread to: over empty cells beside it, if it does not wrap.
        horizontal: "left", "center", "right", … with "general" resolved by the kind of the value.
        fill: RRGGBB or None.
        overflow: why not all of the text shows, None if it does; "too-tall" also where only the height
            that is set is too small.
        lines: the text takes.
    """

    area: Area
    rect: Rect
    text: str
    text_rect: Rect
    font: Font
    alignment: Alignment
    horizontal: str
    borders: Borders
    fill: str | None
    overflow: Overflow | None
    lines: int


@dataclass(frozen=True, slots=True)
class SheetPicture:
    """One sheet.

    Attributes:
        cells: those that show something, by row and column.
        pages: the pages it prints on, their areas in cells; `page_rects` the same in points of the sheet.
        empty: no cell, no shape: there is nothing to print.
    """

    name: str
    geometry: Geometry
    setup: PageSetup
    cells: tuple[CellPicture, ...]
    shapes: tuple[PlacedShape, ...]
    pages: Pages
    page_rects: tuple[Rect, ...]

    @property
    def empty(self) -> bool:
        return not (self.cells or self.shapes)

    def cell_at(self, x: float, y: float) -> Area:
        """The box under a point of the sheet."""
        return self.geometry.area_of(self.geometry.row_at(y), self.geometry.column_at(x))


def picture_workbook(package: Package, workbook: RawWorkbook) -> tuple[SheetPicture, ...]:
    """A picture of every worksheet, hidden ones too, in the order of the tabs.

    Args:
        package: of the template or of a filled workbook.
        workbook: the same package as `read_workbook` gives it.

    Raises:
        Problem: as Package.tree.
    """
    styles = read_styles(package)
    sheets = (sheet for sheet in workbook.sheets if sheet.kind == "worksheet")
    return tuple(picture_sheet(package, workbook, sheet, styles) for sheet in sheets)


def picture_sheet(package: Package, workbook: RawWorkbook, sheet: RawSheet, styles: Styles) -> SheetPicture:
    """A picture of one worksheet. Raises Problem as Package.tree."""
    root = package.tree(sheet.part)
    geometry = read_geometry(root, styles)
    cells = tuple(_Painter(geometry, sheet, date1904=workbook.date1904).cells())
    shapes = _shapes(package, sheet.part, geometry)
    setup = read_page_setup(root, sheet.print_areas, titles_of(workbook, sheet))
    pages = lay_out(geometry, setup, _used(cells, shapes, geometry))
    rects = tuple(area_rect(geometry, page.area) for page in pages.pages)
    return SheetPicture(sheet.name, geometry, setup, cells, shapes, pages, rects)


def area_rect(geometry: Geometry, area: Area) -> Rect:
    """An area in points of its sheet."""
    x, y = geometry.left(area.first_column), geometry.top(area.first_row)
    return Rect(x, y, geometry.left(area.last_column + 1) - x, geometry.top(area.last_row + 1) - y)


def _shapes(package: Package, part: str, geometry: Geometry) -> tuple[PlacedShape, ...]:
    return tuple(
        shape
        for relation in package.rels(part)
        if relation.kind == "drawing" and relation.target in package
        for shape in placed_shapes(package.tree(relation.target), geometry, geometry.styles.colours)
    )


def _used(cells: tuple[CellPicture, ...], shapes: tuple[PlacedShape, ...], geometry: Geometry) -> Area:
    """From the first cell to the last that shows anything."""
    rows = [cell.area.last_row for cell in cells] + [geometry.row_at(shape.rect.bottom) for shape in shapes]
    columns = [cell.area.last_column for cell in cells]
    columns += [geometry.column_at(shape.rect.right) for shape in shapes]
    return Area(1, 1, max(rows, default=1), max(columns, default=1))


class _Painter:
    def __init__(self, geometry: Geometry, sheet: RawSheet, *, date1904: bool) -> None:
        self._geometry = geometry
        self._texts = {
            place: (text, cell)
            for place, cell in sheet.cells.items()
            if (text := displayed(cell, date1904=date1904))
        }
        self._inside = {
            (row, column)
            for area in geometry.merges.values()
            for row in range(area.first_row, min(area.last_row, geometry.last_row) + 1)
            for column in range(area.first_column, min(area.last_column, geometry.last_column) + 1)
        }

    def cells(self) -> Iterator[CellPicture]:
        geometry = self._geometry
        for place in sorted({*geometry.cells, *self._texts, *geometry.merges}):
            area = geometry.merges.get(place)
            if area is None and place in self._inside:
                continue
            area = area or Area(*place, *place)
            rect = area_rect(geometry, area)
            if rect.width and rect.height:
                cell = self._cell(area, rect)
                if cell.text or cell.fill or cell.borders != Borders():
                    yield cell

    def _cell(self, area: Area, rect: Rect) -> CellPicture:
        look = self._geometry.look(area.first_row, area.first_column)
        text, raw = self._texts.get((area.first_row, area.first_column), ("", None))
        horizontal = _horizontal(look.alignment.horizontal, raw)
        room = self._room(area, rect, horizontal) if text and _spreads(look.alignment, raw) else rect
        overflow, lines = self._fit(text, area, raw, spread=room.width > rect.width)
        return CellPicture(
            area=area,
            rect=rect,
            text=text,
            text_rect=room,
            font=look.font,
            alignment=look.alignment,
            horizontal=horizontal,
            borders=self._borders(area),
            fill=look.fill,
            overflow=overflow,
            lines=lines,
        )

    def _fit(
        self, text: str, area: Area, raw: RawCell | None, *, spread: bool
    ) -> tuple[Overflow | None, int]:
        if not text or raw is None or raw.kind != "text":
            return None, 1 if text else 0
        fit = fit_box(text, self._geometry.box(area.first_row, area.first_column))
        if fit.row_heights:
            return "too-tall", fit.lines
        return (None if spread and fit.overflow == "too-wide" else fit.overflow), fit.lines

    def _borders(self, area: Area) -> Borders:
        """Of a merged area each edge is drawn as the cells along it say, the first cell's last."""
        geometry = self._geometry
        first = geometry.look(area.first_row, area.first_column).borders
        if area.first_row == area.last_row and area.first_column == area.last_column:
            return first
        last = geometry.look(area.last_row, area.last_column).borders
        return Borders(first.left, last.right, first.top, last.bottom, first.diagonal_up, first.diagonal_down)

    def _room(self, area: Area, rect: Rect, horizontal: str) -> Rect:
        """The cell and the empty ones beside it on the sides the text spreads to."""
        left, right = area.first_column, area.last_column
        if horizontal != "right":
            while right < self._geometry.last_column and self._free(area.first_row, right + 1):
                right += 1
        if horizontal in ("right", "center"):
            while left > 1 and self._free(area.first_row, left - 1):
                left -= 1
        return rect._replace(
            x=self._geometry.left(left),
            width=self._geometry.left(right + 1) - self._geometry.left(left),
        )

    def _free(self, row: int, column: int) -> bool:
        return (row, column) not in self._texts and (row, column) not in self._inside


def _horizontal(alignment: str, raw: RawCell | None) -> str:
    if alignment != "general" or raw is None:
        return "left" if alignment == "general" else alignment
    if raw.kind in _CELL_KINDS_TO_THE_RIGHT:
        return "right"
    return "center" if raw.kind in _CENTRED else "left"


def _spreads(alignment: Alignment, raw: RawCell | None) -> bool:
    """Only a text in a cell of its own runs over into empty cells; numbers never do."""
    text = raw is not None and raw.kind == "text"
    return text and not (alignment.wraps or alignment.shrinks or alignment.rotation or alignment.stacked)
