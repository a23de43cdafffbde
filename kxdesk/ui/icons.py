"""Our own icons: strokes in SVG, tinted with the colour in force, drawn when seen, sharp at every scale."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from kxdesk.system.resources import resource
from kxdesk.ui.theme import colours, mixed


class _Drawing(QIconEngine):
    """Drawn in the size and for the screen it is asked for; greyed where it is disabled."""

    def __init__(self, name: str, colour: str, faint: str) -> None:
        super().__init__()
        self._name = name
        self._colour = colour
        self._faint = faint

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State, scale: float) -> QPixmap:
        colour = self._faint if mode is QIcon.Mode.Disabled else self._colour
        drawing = pixmap(self._name, colour, round(min(size.width(), size.height()) * scale))
        drawing.setDevicePixelRatio(scale)
        return drawing

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        scale = painter.deviceTransform().m11()
        painter.drawPixmap(rect, self.scaledPixmap(rect.size(), mode, state, scale))

    def clone(self) -> QIconEngine:
        return _Drawing(self._name, self._colour, self._faint)


@cache
def _icon(name: str, colour: str, faint: str) -> QIcon:
    return QIcon(_Drawing(name, colour, faint))


def icon(name: str, colour: str = "") -> QIcon:
    """The icon in this colour (#rrggbb), by default the text's; greyed by itself where it is disabled."""
    colour = colour or colours().ink
    return _icon(name, colour, mixed(colour, colours().ground, 0.6).name())


@lru_cache(maxsize=512)
def _strokes(name: str) -> bytes:
    return resource("icons", f"{name}.svg").read_bytes()


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, size: int) -> QPixmap:
    result = QPixmap(size, size)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    strokes = _strokes(name).replace(b"currentColor", colour.encode())
    QSvgRenderer(QByteArray(strokes)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return result


def pixmap(name: str, colour: str, size: int) -> QPixmap:
    """`size` device pixels square."""
    return QPixmap(_drawn(name, colour, size))  # a copy: who asks may scale it
