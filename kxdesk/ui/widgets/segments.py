"""One of a few values, side by side: the area A, B, C."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from kxdesk.ui.text import _
from kxdesk.ui.widgets.paper import RADIUS
from kxdesk.ui.widgets.tones import Tones, tones_of

_PADDING = 15


class Segments(QWidget):
    """A row of values, one or none of them chosen. A stored value that is no choice is shown too."""

    chosen = Signal(str)
    entered = Signal()

    def __init__(self, name: str, choices: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._choices = tuple(choices)
        self._value = ""
        self._read_only = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_value("")

    def value(self) -> str:
        return self._value

    def show_value(self, value: str) -> None:
        self._value = value
        self.setAccessibleDescription(value or _("未選択"))
        self.updateGeometry()
        self.update()

    def set_read_only(self, value: bool) -> None:
        self._read_only = value

    def _shown(self) -> tuple[str, ...]:
        foreign = self._value and self._value not in self._choices
        return (*self._choices, self._value) if foreign else self._choices

    def _widths(self) -> list[float]:
        metrics = self.fontMetrics()
        return [metrics.horizontalAdvance(value) + 2 * _PADDING for value in self._shown()]

    def sizeHint(self) -> QSize:
        return QSize(
            int(sum(self._widths())) + 2, math.ceil(QFontMetricsF(self.font()).lineSpacing() + 4) + 12
        )

    def _choose(self, value: str) -> None:
        if not self._read_only and value != self._value:
            self.show_value(value)
            self.chosen.emit(value)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        edge = 0.0
        for value, width in zip(self._shown(), self._widths(), strict=True):
            edge += width
            if event.position().x() < edge:
                self._choose(value)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shown = self._shown()
        at = shown.index(self._value) if self._value in shown else -1
        typed = event.text().upper()
        if event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            self._choose(shown[max(0, min(len(shown) - 1, at + step))])
        elif typed and typed in shown:
            self._choose(typed)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._choose("")
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tones = tones_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inset = 1.0 if self.hasFocus() else 0.5
        frame = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        path = QPainterPath()
        path.addRoundedRect(frame, RADIUS, RADIUS)
        painter.fillPath(path, tones.paper)
        painter.save()
        painter.setClipPath(path)
        self._paint_values(painter, frame, tones)
        painter.restore()
        painter.setPen(QPen(tones.accent if self.hasFocus() else tones.line, 2.0 if self.hasFocus() else 1.0))
        painter.drawPath(path)

    def _paint_values(self, painter: QPainter, frame: QRectF, tones: Tones) -> None:
        left = frame.left()
        for value, width in zip(self._shown(), self._widths(), strict=True):
            cell = QRectF(left, frame.top(), width, frame.height())
            chosen = value == self._value
            if chosen:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(tones.accent)
                painter.drawRect(cell)
            painter.setPen(tones.on_accent if chosen else tones.ink)
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, value)
            left += width
            painter.setPen(QPen(tones.hairline, 1.0))
            painter.drawLine(cell.topRight(), cell.bottomRight())
