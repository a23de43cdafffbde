"""The matrix of impact and urgency, as the paper draws it: impact from the top, urgency to the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kxdesk.ui.text import _
from kxdesk.ui.widgets.paper import RADIUS
from kxdesk.ui.widgets.tones import Tones, mix, tones_of

_CELL = QSize(76, 38)
_KEYS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class Matrix(QWidget):
    """Three by three cells to click, or to walk with the arrows and mark with Space; Delete unmarks.

    A mark that has only one of its two sides is a stripe.
    """

    chosen = Signal(str, str)  # impact, urgency; both "" for no mark
    entered = Signal()

    def __init__(
        self, impact: str, urgency: str, levels: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._names = (impact, urgency)
        self._rows = tuple(levels)
        self._columns = tuple(reversed(levels))
        self._value = ("", "")
        self._cursor = (0, len(levels) - 1)
        self._hover: tuple[int, int] | None = None
        self._read_only = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_value("", "")

    def value(self) -> tuple[str, str]:
        return self._value

    def show_value(self, impact: str, urgency: str) -> None:
        self._value = (impact, urgency)
        if impact in self._rows and urgency in self._columns:
            self._cursor = (self._rows.index(impact), self._columns.index(urgency))
        self._describe()
        self.update()

    def set_read_only(self, value: bool) -> None:
        self._read_only = value

    def sizeHint(self) -> QSize:
        margin = self._margin()
        size = len(self._rows)
        return QSize(int(margin.x()) + size * _CELL.width() + 2, int(margin.y()) + size * _CELL.height() + 2)

    def _describe(self) -> None:
        impact, urgency = (value or _("未選択") for value in self._value)
        names = (f"{name} {value}" for name, value in zip(self._names, (impact, urgency), strict=True))
        self.setAccessibleName(_("{impact}、{urgency}").format(impact=next(names), urgency=next(names)))
        self.setToolTip(_("クリック、または矢印キーで動かして Space で選びます。Delete で未選択に戻します。"))

    def _margin(self) -> QPointF:
        metrics = self.fontMetrics()
        wide = max(metrics.horizontalAdvance(level) for level in self._rows)
        return QPointF(metrics.horizontalAdvance(self._names[0]) + wide + 28, metrics.lineSpacing() * 2 + 8)

    def _cell(self, row: int, column: int) -> QRectF:
        left = self._margin().x() + column * _CELL.width()
        return QRectF(left, 1.0 + row * _CELL.height(), _CELL.width(), _CELL.height())

    def _cell_at(self, point: QPointF) -> tuple[int, int] | None:
        places = ((r, c) for r in range(len(self._rows)) for c in range(len(self._columns)))
        return next((place for place in places if self._cell(*place).contains(point)), None)

    def _choose(self, impact: str, urgency: str) -> None:
        if not self._read_only and (impact, urgency) != self._value:
            self.show_value(impact, urgency)
            self.chosen.emit(impact, urgency)

    def _choose_cursor(self) -> None:
        self._choose(self._rows[self._cursor[0]], self._columns[self._cursor[1]])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        place = self._cell_at(event.position())
        if place and event.button() == Qt.MouseButton.LeftButton:
            self._cursor = place
            self._choose_cursor()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover = self._cell_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if self._hover else Qt.CursorShape.ArrowCursor)
        self.update()

    def leaveEvent(self, _event: object) -> None:
        self._hover = None
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _KEYS:
            last = len(self._rows) - 1
            row, column = (max(0, min(last, a + b)) for a, b in zip(self._cursor, _KEYS[key], strict=True))
            self._cursor = (row, column)
            self.update()
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose_cursor()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._choose("", "")
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tones = tones_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row in range(len(self._rows)):
            for column in range(len(self._columns)):
                self._paint_cell(painter, row, column, tones)
        self._paint_names(painter, tones)

    def _paint_cell(self, painter: QPainter, row: int, column: int, tones: Tones) -> None:
        cell = self._cell(row, column).adjusted(2, 2, -2, -2)
        weight = (len(self._rows) - 1 - row + column) / (2 * (len(self._rows) - 1))
        fill = mix(tones.paper, tones.accent, 0.04 + 0.10 * weight)
        sides = (self._rows[row] == self._value[0], self._columns[column] == self._value[1])
        half = any(sides) and "" in self._value
        marked = all(sides)
        if half or (self._hover == (row, column) and not self._read_only):
            fill = tones.soft_strong
        focused = self.hasFocus() and self._cursor == (row, column)
        painter.setPen(QPen(tones.accent, 2.0) if focused else QPen(tones.hairline, 1.0))
        painter.setBrush(tones.accent if marked else fill)
        painter.drawRoundedRect(cell, RADIUS, RADIUS)
        if marked:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tones.on_accent)
            painter.drawEllipse(cell.center(), 6.0, 6.0)

    def _paint_names(self, painter: QPainter, tones: Tones) -> None:
        margin, height = self._margin(), self.fontMetrics().lineSpacing()
        grid = self._cell(0, 0).united(self._cell(len(self._rows) - 1, len(self._columns) - 1))
        painter.setPen(tones.muted)
        side = QRectF(0, grid.top(), margin.x() - 10, _CELL.height())
        for row, level in enumerate(self._rows):
            painter.drawText(
                side.translated(0, row * _CELL.height()),
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                level,
            )
        foot = QRectF(grid.left(), grid.bottom() + 4, _CELL.width(), height)
        for column, level in enumerate(self._columns):
            painter.drawText(foot.translated(column * _CELL.width(), 0), Qt.AlignmentFlag.AlignHCenter, level)
        painter.setPen(tones.ink)
        middle = QRectF(0, grid.top(), margin.x(), grid.height())
        painter.drawText(middle, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._names[0])
        under = QRectF(grid.left(), grid.bottom() + 4 + height, grid.width(), height)
        painter.drawText(under, Qt.AlignmentFlag.AlignHCenter, f"{self._names[1]} →")
