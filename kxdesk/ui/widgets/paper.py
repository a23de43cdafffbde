"""The sheet a box is written on: rounded, quiet, with a ring while it is written on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kxdesk.ui.widgets.tones import tones_of

RADIUS = 6.0


class Paper(QWidget):
    """Paints paper and border around one editor and hands it every click that misses it."""

    def __init__(self, inner: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inner = inner
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(10, 6, 10, 6)
        self._row.setSpacing(4)
        self._row.addWidget(inner, 1, Qt.AlignmentFlag.AlignTop)
        self.setFocusProxy(inner)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        inner.installEventFilter(self)

    def add_beside(self, widget: QWidget) -> None:
        """A button that belongs to the box."""
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._inner.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tones = tones_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self._inner.hasFocus()
        width = 2.0 if focused else 1.0
        colour = tones.accent if focused else tones.faint if self.underMouse() else tones.line
        inset = width / 2
        painter.setPen(QPen(colour, width))
        painter.setBrush(tones.paper)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)
