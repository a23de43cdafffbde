"""The mouse in the grid: choosing cells, taking bands by the middle or by an edge, the buttons of a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from kxdesk.ui.schedule import actions
from kxdesk.ui.schedule.dragging import Drag, Part, part_at
from kxdesk.ui.schedule.geometry import BandBox
from kxdesk.ui.schedule.grid_commands import add_row, reshape
from kxdesk.ui.schedule.grid_menu import open_menu
from kxdesk.ui.schedule.painting import button_rects
from kxdesk.ui.schedule.selection import Selection
from kxdesk.ui.text import _

if TYPE_CHECKING:
    from kxdesk.ui.schedule.grid import QuarterGrid

_SHAPES = {
    Part.START: Qt.CursorShape.SizeHorCursor,
    Part.END: Qt.CursorShape.SizeHorCursor,
    Part.BODY: Qt.CursorShape.OpenHandCursor,
}


class GridMouse:
    """What the mouse is doing in one grid."""

    def __init__(self, grid: QuarterGrid) -> None:
        self._grid = grid
        self._drag: Drag | None = None
        self._moving = False
        self._drawing = False
        self.hovered: str | None = None
        self.hovered_row = -1

    def press(self, event: QMouseEvent) -> None:
        point, grid = event.position(), self._grid
        grid.editor.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() != Qt.MouseButton.LeftButton:
            self._choose(point, keep=True)
            return
        if self._press_button(point, event.globalPosition().toPoint()) or point.y() < grid.geometry_now.head:
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._draw_range(point)
            return
        self._choose(point)
        box = grid.geometry_now.band_at(point)
        if box is None:
            self._drawing = True
        elif not grid.read_only:
            quarter = grid.geometry_now.column_at(point.x())
            self._drag = Drag(box.band, part_at(box, point), quarter, box.row, point)

    def _press_button(self, point: QPointF, where: QPoint) -> bool:
        grid = self._grid
        if point.x() < grid.geometry_now.edges[-1] or grid.read_only or point.y() < grid.geometry_now.head:
            return False
        row = grid.geometry_now.row_at(point.y())
        if row >= len(grid.activity.tracks):
            return False
        add, menu = button_rects(grid.geometry_now, row)
        if add.contains(point):
            add_row(grid, row + 1)
        elif menu.contains(point):
            grid.select(Selection(row, max(0, grid.selection.column)))
            open_menu(grid, where)
        return True

    def _choose(self, point: QPointF, *, keep: bool = False) -> None:
        grid = self._grid
        there = self._place(point)
        chosen = grid.selection
        if keep and there.row in chosen.rows and there.column in chosen.columns:
            return
        grid.select(there)

    def _place(self, point: QPointF) -> Selection:
        geometry = self._grid.geometry_now
        box = geometry.band_at(point)
        row, column = geometry.row_at(point.y()), geometry.column_at(point.x())
        return Selection(row, column, box.lane if box else 0)

    def _draw_range(self, point: QPointF) -> None:
        grid, there = self._grid, self._place(point)
        last = max(len(grid.activity.tracks) - 1, 0)
        begun = grid.selection.anchor or (grid.selection.row, grid.selection.column)
        grid.select(Selection(min(there.row, last), there.column, anchor=begun))

    def move(self, event: QMouseEvent) -> None:
        point = event.position()
        if self._drag and event.buttons() & Qt.MouseButton.LeftButton:
            self._drag_to(self._drag, point)
        elif self._drawing and event.buttons() & Qt.MouseButton.LeftButton:
            there, here = self._place(point), self._grid.selection
            if (there.row, there.column) != (here.row, here.column):
                self._draw_range(point)
        else:
            self._hover(point)

    def _drag_to(self, drag: Drag, point: QPointF) -> None:
        grid = self._grid
        far = (point - drag.origin).manhattanLength() >= QApplication.startDragDistance()
        self._moving = self._moving or far
        if self._moving:
            grid.setCursor(Qt.CursorShape.ClosedHandCursor if drag.part is Part.BODY else _SHAPES[drag.part])
            span, row = drag.target(grid.geometry_now, point)
            grid.show_preview(actions.reshape(grid.activity, drag.band.id, span, row, str))

    def release(self, event: QMouseEvent) -> None:
        drag, moving = self._drag, self._moving
        self._drawing = False
        if drag and moving:
            span, row = drag.target(self._grid.geometry_now, event.position())
            self.drop()
            reshape(self._grid, drag.band, span, row)
        self.drop()

    def drop(self) -> None:
        """Let go without doing anything."""
        if self._drag is not None:
            self._drag = None
            self._moving = False
            self._grid.show_preview(None)
            self._grid.unsetCursor()

    def leave(self) -> None:
        self.hovered, self.hovered_row = None, -1
        self._grid.update()

    def _hover(self, point: QPointF) -> None:
        grid, box = self._grid, self._grid.geometry_now.band_at(point)
        self.hovered = box.band.id if box else None
        self.hovered_row = grid.geometry_now.row_at(point.y()) if point.y() >= grid.geometry_now.head else -1
        grid.setCursor(self._shape(box, point))
        grid.update()

    def _shape(self, box: BandBox | None, point: QPointF) -> Qt.CursorShape:
        if box is not None and not self._grid.read_only:
            return _SHAPES[part_at(box, point)]
        beside = point.x() >= self._grid.geometry_now.edges[-1]
        return Qt.CursorShape.PointingHandCursor if beside else Qt.CursorShape.ArrowCursor

    def tip(self, point: QPoint) -> str:
        """What may be done here."""
        place, grid = QPointF(point), self._grid
        box = grid.geometry_now.band_at(place)
        if grid.read_only or place.y() < grid.geometry_now.head:
            return ""
        if box is None:
            row = grid.geometry_now.row_at(place.y())
            if place.x() >= grid.geometry_now.edges[-1] and row < grid.geometry_now.rows:
                add, _menu = button_rects(grid.geometry_now, row)
                return _("下に行を追加（Ctrl+Enter）") if add.contains(place) else _("行の操作")
            return _("そのまま入力できます。「→」と入力すると前の工程が延びます。")
        if part_at(box, place) is Part.BODY:
            return _("ドラッグで移動（Alt+←／→）。ダブルクリックか F2 で書き直し。")
        return _("ドラッグで期間を伸縮（Shift+Alt+←／→）")
