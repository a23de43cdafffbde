"""A sheet picture made ready to be painted again and again: texts laid out when they are first seen."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from PySide6.QtCore import QRectF

from kxdesk.ui.sheet_picture.lettering import Laid, lay_out_cell, lay_out_note
from kxdesk.workbook.areas import Area
from kxdesk.workbook.picture import CellPicture, SheetPicture, area_rect
from kxdesk.workbook.placed_shapes import PlacedShape, Rect


def as_qt(rect: Rect) -> QRectF:
    return QRectF(rect.x, rect.y, rect.width, rect.height)


class SheetScene:
    """One sheet; lengths in points."""

    def __init__(self, picture: SheetPicture) -> None:
        self.picture = picture
        self._texts: dict[Area, Laid] = {}
        self._notes: dict[int, Laid] = {}

    @cached_property
    def paper(self) -> QRectF:
        """All that is on the sheet, and a little more where it is nearly empty."""
        whole = QRectF(0, 0, 160, 60)
        for rect in (
            *self.picture.page_rects,
            *(cell.rect for cell in self.picture.cells),
            *(shape.rect for shape in self.picture.shapes),
        ):
            whole = whole.united(as_qt(rect))
        return whole

    @cached_property
    def printed_width(self) -> float:
        """To the right edge of the pages; what stands beside them is no reason to make them small."""
        pages = max((rect.right for rect in self.picture.page_rects), default=0.0)
        return pages if pages >= 160 else self.paper.width()

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        """Boxes that the cursor goes to."""
        return tuple(cell.area for cell in self.picture.cells)

    @cached_property
    def _by_area(self) -> dict[Area, CellPicture]:
        return {cell.area: cell for cell in self.picture.cells}

    def text_of(self, area: Area) -> str:
        """What stands in a box, "" if nothing does."""
        cell = self._by_area.get(area)
        return cell.text if cell else ""

    def rect_of(self, area: Area) -> QRectF:
        return as_qt(area_rect(self.picture.geometry, area))

    def seen(self, part: QRectF) -> Iterator[CellPicture]:
        """Cells of which something lies in a part of the sheet, also only of their text."""
        top, bottom = part.top(), part.bottom()
        for cell in self.picture.cells:
            rect = cell.rect
            if rect.y <= bottom and rect.bottom >= top and as_qt(cell.text_rect).intersects(part):
                yield cell

    def laid(self, cell: CellPicture) -> Laid:
        found = self._texts.get(cell.area)
        if found is None:
            found = self._texts[cell.area] = lay_out_cell(cell)
        return found

    def laid_note(self, number: int, shape: PlacedShape) -> Laid:
        if number not in self._notes:
            self._notes[number] = lay_out_note(shape.text, shape.rect, shape.font_pt)
        return self._notes[number]
