"""The sheet in a window of its own: zoom, scrolling, a cursor that goes from box to box, clicks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip

from kxdesk.ui.sheet_picture.marks import Mark
from kxdesk.ui.sheet_picture.moving import next_area, step_of
from kxdesk.ui.sheet_picture.painting import paint_breaks, paint_sheet
from kxdesk.ui.sheet_picture.painting_marks import paint_cursor, paint_mark, paint_step
from kxdesk.ui.sheet_picture.scene import SheetScene
from kxdesk.ui.text import _
from kxdesk.ui.theme import colours
from kxdesk.ui.widgets.tones import tones_of
from kxdesk.workbook.areas import Area

UNITS_PER_POINT = 96 / 72
LEAST, MOST = 0.5, 2.0
_MARGIN = 14
_BESIDE = 74  # for the numbers of the pages
_STEP = 1.1
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class SheetCanvas(QAbstractScrollArea):
    """Shows one sheet at a time."""

    clicked = Signal(object)  # Area
    hovered = Signal(object)  # Area, or None outside
    zoomed = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(_("シートの図"))
        self.zoom = 1.0
        self.fits_width = True
        self.cursor_at: Area | None = None
        self._scene: SheetScene | None = None
        self._marks: tuple[Mark, ...] = ()
        self._by_area: dict[Area, Mark] = {}
        self._steps: Mapping[Area, str] = {}
        self._chosen: Area | None = None
        self._hovered: Area | None = None
        self._pressed: Area | None = None

    # What is shown

    def show_scene(self, scene: SheetScene | None) -> None:
        """Another sheet, from its top."""
        self._scene, self.cursor_at, self._hovered, self._chosen = scene, None, None, None
        self._steps = {}
        self._settle()
        self.verticalScrollBar().setValue(0)
        self.horizontalScrollBar().setValue(0)

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Laid over the sheet in this order."""
        self._marks = tuple(marks)
        self._by_area = {mark.area: mark for mark in marks}
        self.viewport().update()

    def show_steps(self, steps: Mapping[Area, str]) -> None:
        """Boxes being pointed at one after the other, with their numbers."""
        self._steps = dict(steps)
        self.viewport().update()

    def choose(self, area: Area | None) -> None:
        """Bring a box into sight and ring it."""
        self._chosen = area
        if area is not None:
            self.cursor_at = area
            self._bring_into_sight(area)
            self._describe()
        self.viewport().update()

    @property
    def scene(self) -> SheetScene | None:
        return self._scene

    # Zoom

    def set_zoom(self, zoom: float, around: QPointF | None = None) -> None:
        """1.0 is the size on paper; the point under the mouse stays where it is."""
        new = min(MOST, max(LEAST, zoom))
        self.fits_width = False
        at = around or QPointF(self.viewport().rect().center())
        before = self._sheet_point(at)
        self.zoom = new
        self._settle()
        after = self._screen_point(before)
        self.horizontalScrollBar().setValue(round(self.horizontalScrollBar().value() + after.x() - at.x()))
        self.verticalScrollBar().setValue(round(self.verticalScrollBar().value() + after.y() - at.y()))

    def fit_width(self) -> None:
        """As large as the sheet's width allows."""
        self.fits_width = True
        self._settle()

    def zoom_in(self) -> None:
        self.set_zoom(self.zoom * _STEP)

    def zoom_out(self) -> None:
        self.set_zoom(self.zoom / _STEP)

    @property
    def _units(self) -> float:
        return self.zoom * UNITS_PER_POINT

    def _settle(self) -> None:
        if self._scene is None:
            self.viewport().update()
            return
        paper, room = self._scene.paper, self.viewport().size()
        if self.fits_width:
            free = room.width() - 2 * _MARGIN - _BESIDE
            self.zoom = min(MOST, max(LEAST, free / (self._scene.printed_width * UNITS_PER_POINT)))
        wide = round(max(paper.width() * self._units, self._scene.printed_width * self._units + _BESIDE))
        wide += 2 * _MARGIN
        high = round(paper.height() * self._units) + 2 * _MARGIN
        self.horizontalScrollBar().setRange(0, max(0, wide - room.width()))
        self.verticalScrollBar().setRange(0, max(0, high - room.height()))
        self.horizontalScrollBar().setPageStep(room.width())
        self.verticalScrollBar().setPageStep(room.height())
        self.verticalScrollBar().setSingleStep(36)
        self.horizontalScrollBar().setSingleStep(36)
        self.zoomed.emit(self.zoom)
        self.viewport().update()

    # Places

    def _origin(self) -> QPointF:
        """Where the sheet's corner is on the screen; a narrow sheet stands in the middle."""
        paper = self._scene.printed_width * self._units if self._scene else 0.0
        spare = self.viewport().width() - paper - _BESIDE
        left = max(float(_MARGIN), spare / 2)
        return QPointF(
            round(left - self.horizontalScrollBar().value()),
            float(_MARGIN - self.verticalScrollBar().value()),
        )

    def _sheet_point(self, at: QPointF) -> QPointF:
        return (at - self._origin()) / self._units

    def _screen_point(self, at: QPointF) -> QPointF:
        return at * self._units + self._origin()

    def rect_on_screen(self, area: Area) -> QRectF:
        """A box in units of the viewport."""
        assert self._scene
        rect = self._scene.rect_of(area)
        return QRectF(self._screen_point(rect.topLeft()), rect.size() * self._units)

    def area_at(self, at: QPoint | QPointF) -> Area | None:
        """The box under a point of the viewport; a marked area goes before the cells in it."""
        if self._scene is None:
            return None
        point = self._sheet_point(QPointF(at))
        if not self._scene.paper.contains(point):
            return None
        return self._scene.picture.cell_at(point.x(), point.y())

    def _bring_into_sight(self, area: Area) -> None:
        box = self.rect_on_screen(area).toAlignedRect()
        seen = self.viewport().rect()
        for bar, near, far, low, high in (
            (self.verticalScrollBar(), box.top(), box.bottom(), 40, seen.height() - 40),
            (self.horizontalScrollBar(), box.left(), box.right(), 10, seen.width() - 10),
        ):
            if near < low or (far > high and far - near > high - low):
                bar.setValue(bar.value() + near - low)
            elif far > high:
                bar.setValue(bar.value() + far - high)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), colours().ground)
        if self._scene is None:
            return
        origin = self._origin()
        seen = QRectF(event.rect()).translated(-origin)
        part = QRectF(seen.topLeft() / self._units, seen.size() / self._units)
        painter.translate(origin)
        paint_sheet(painter, self._scene, part, self._units, self.devicePixelRatioF())
        paint_breaks(painter, self._scene, self._units, tones_of(self.palette()))
        painter.translate(-origin)
        self._paint_over(painter, QRectF(event.rect()))

    def _paint_over(self, painter: QPainter, exposed: QRectF) -> None:
        assert self._scene
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for mark in self._marks:
            box = self.rect_on_screen(mark.area)
            if box.adjusted(-3, -3, 3, 3).intersects(exposed):
                written = bool(self._scene.text_of(mark.area))
                paint_mark(painter, mark, box, chosen=mark.area == self._chosen, written=written)
        for area, number in self._steps.items():
            paint_step(painter, self.rect_on_screen(area), number)
        if self._hovered is not None:
            paint_cursor(painter, self.rect_on_screen(self._hovered), strong=False)
        if self.cursor_at is not None and (self.hasFocus() or self.cursor_at == self._chosen):
            paint_cursor(painter, self.rect_on_screen(self.cursor_at), strong=True)

    # Mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self.area_at(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        area, self._pressed = self._pressed, None
        if area is not None and area == self.area_at(event.position()):
            self.cursor_at = area
            self._describe()
            self.viewport().update()
            self.clicked.emit(area)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.area_at(event.position()))

    def leaveEvent(self, _event: QEvent) -> None:
        self._hover(None)

    def _hover(self, area: Area | None) -> None:
        if area != self._hovered:
            self._hovered = area
            self.viewport().update()
            self.hovered.emit(area)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(None)
        if isinstance(event, QHelpEvent):
            area = self.area_at(event.pos())
            mark = self._by_area.get(area) if area else None
            QToolTip.showText(event.globalPos(), mark.tip if mark else "", self)
            return True
        return super().viewportEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom * _STEP ** (event.angleDelta().y() / 120), event.position())
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = step_of(event.key())
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if step is not None and not control:
            self._go(step)
        elif event.key() in _ENTER and self.cursor_at is not None:
            self.clicked.emit(self.cursor_at)
        elif control and event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Semicolon):
            self.zoom_in()
        elif control and event.key() == Qt.Key.Key_Minus:
            self.zoom_out()
        elif control and event.key() == Qt.Key.Key_0:
            self.fit_width()
        else:
            super().keyPressEvent(event)

    def _go(self, step: tuple[int, int]) -> None:
        if self._scene is None:
            return
        areas = {*self._scene.areas, *(mark.area for mark in self._marks)}
        found = next_area(sorted(areas), self.cursor_at, step)
        if found is not None:
            self.cursor_at = found
            self._bring_into_sight(found)
            self._describe()
            self.viewport().update()

    def _describe(self) -> None:
        """For a screen reader: the address, what the box means, what stands in it."""
        if self.cursor_at is None or self._scene is None:
            return
        mark = self._by_area.get(self.cursor_at)
        parts = (
            str(self.cursor_at),
            mark.tip or mark.name if mark else "",
            self._scene.text_of(self.cursor_at),
        )
        self.setAccessibleName(" ".join(filter(None, parts)))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()
