"""Our own icons: strokes in SVG, tinted with the colour in force, sharp at every scale."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from kxdesk.system.resources import resource
from kxdesk.ui.theme import colours, mixed

# 16 and 20 points at 100, 125, 150, 200 %.
_SIZES = (16, 20, 24, 25, 30, 32, 40)
_known: dict[tuple[str, str], QIcon] = {}


def icon(name: str, colour: str = "") -> QIcon:
    """The icon in this colour (#rrggbb), by default the text's; greyed by itself where it is disabled."""
    colour = colour or colours().ink
    if (name, colour) not in _known:
        result = QIcon()
        for size in _SIZES:
            result.addPixmap(pixmap(name, colour, size))
        faint = mixed(colour, colours().ground, 0.6).name()
        for size in _SIZES[1:5:3]:
            result.addPixmap(pixmap(name, faint, size), QIcon.Mode.Disabled)
        _known[name, colour] = result
    return _known[name, colour]


def pixmap(name: str, colour: str, size: int) -> QPixmap:
    """`size` device pixels square."""
    drawing = resource("icons", f"{name}.svg").read_bytes().replace(b"currentColor", colour.encode())
    result = QPixmap(size, size)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    QSvgRenderer(QByteArray(drawing)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return result
