"""Border lines, sharp on every screen: they begin and end on whole device pixels."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from kxdesk.workbook.picture import CellPicture
from kxdesk.workbook.styles import Edge

# Points of a line, and dashes where it is not solid.
_WIDTHS = {
    "hair": 0.3,
    "medium": 1.5,
    "mediumDashed": 1.5,
    "mediumDashDot": 1.5,
    "mediumDashDotDot": 1.5,
    "slantDashDot": 1.5,
    "thick": 2.25,
}
_THIN = 0.7
_DASHES = {
    "hair": (1.0, 1.0),
    "dotted": (1.0, 2.0),
    "dashed": (4.0, 2.0),
    "dashDot": (5.0, 2.0, 1.0, 2.0),
    "dashDotDot": (5.0, 2.0, 1.0, 2.0, 1.0, 2.0),
    "mediumDashed": (4.0, 2.0),
    "mediumDashDot": (5.0, 2.0, 1.0, 2.0),
    "mediumDashDotDot": (5.0, 2.0, 1.0, 2.0, 1.0, 2.0),
    "slantDashDot": (5.0, 2.0, 1.0, 2.0),
}


class Lines:
    """Draws lines; `zoom` is units a point, `dense` device pixels a unit."""

    def __init__(self, painter: QPainter, zoom: float, dense: float) -> None:
        self._painter = painter
        self._zoom = zoom
        self._dense = dense

    def snapped(self, value: float) -> float:
        """Onto the device's pixels."""
        return round(value * self._dense) / self._dense

    def around(self, cell: CellPicture, box: QRectF) -> None:
        """The borders of a cell in its box."""
        borders = cell.borders
        self._edge(borders.top, box.left(), box.top(), box.right(), box.top())
        self._edge(borders.bottom, box.left(), box.bottom(), box.right(), box.bottom())
        self._edge(borders.left, box.left(), box.top(), box.left(), box.bottom())
        self._edge(borders.right, box.right(), box.top(), box.right(), box.bottom())
        for edge, line in (
            (borders.diagonal_down, QLineF(box.topLeft(), box.bottomRight())),
            (borders.diagonal_up, QLineF(box.bottomLeft(), box.topRight())),
        ):
            if edge is not None:
                self._painter.setPen(QPen(QColor(f"#{edge.colour}"), self._thickness(edge.style)))
                self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                self._painter.drawLine(line)

    def _thickness(self, style: str) -> float:
        pixels = max(1, round(_WIDTHS.get(style, _THIN) * self._zoom * self._dense * 0.75))
        return pixels / self._dense

    def _edge(self, edge: Edge | None, left: float, top: float, right: float, bottom: float) -> None:
        if edge is None:
            return
        colour, thick = QColor(f"#{edge.colour}"), self._thickness(edge.style)
        left, top, right, bottom = map(self.snapped, (left, top, right, bottom))
        along = QRectF(left, top, max(right - left, 0.0), max(bottom - top, 0.0))
        if edge.style == "double":
            gap = 2 / self._dense
            for shift in (-gap, gap):
                self._bar(along.translated(*((0.0, shift) if top == bottom else (shift, 0.0))), colour, thick)
        elif edge.style in _DASHES:
            pen = QPen(colour, thick)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern(list(_DASHES[edge.style]))
            self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            self._painter.setPen(pen)
            self._painter.drawLine(QLineF(left, top, right, bottom))
        else:
            self._bar(along, colour, thick)

    def _bar(self, along: QRectF, colour: QColor, thick: float) -> None:
        """A line as a filled bar, half of it on either side, never blurred."""
        half = self.snapped(thick / 2)
        if along.width() >= along.height():
            bar = QRectF(along.left() - half, along.top() - half, along.width() + thick, thick)
        else:
            bar = QRectF(along.left() - half, along.top() - half, thick, along.height() + thick)
        self._painter.fillRect(bar, colour)
