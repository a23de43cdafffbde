"""Paints what is laid over a sheet: tinted boxes with their names, the cursor, the rows being shown."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from kxdesk.ui.sheet_picture.marks import Look, Mark
from kxdesk.ui.theme import LIGHT, font

# The paper is white in the dark too, so these never change.
_COLOURS = {
    Look.SURE: QColor(LIGHT.accent),
    Look.ASK: QColor("#a85f00"),
    Look.PERSON: QColor(LIGHT.good),
    Look.SPILLS: QColor(LIGHT.bad),
    Look.REGION: QColor("#6b5bb0"),
}
_SIGNS = {Look.ASK: "？", Look.PERSON: "✓", Look.SPILLS: "！"}
_TINTS = {Look.SURE: 26, Look.ASK: 46, Look.PERSON: 30, Look.SPILLS: 34, Look.REGION: 0}
_POINTS = 8.0
_LEAST_POINTS = 6.0


def paint_mark(painter: QPainter, mark: Mark, box: QRectF, *, chosen: bool, written: bool) -> None:
    """`written`: the form has a text in the box, so that the name stands at its end."""
    colour = _COLOURS[mark.look]
    inner = box.adjusted(1.0, 1.0, -1.0, -1.0)
    tint = QColor(colour)
    tint.setAlpha(_TINTS[mark.look] + (18 if chosen else 0))
    painter.fillRect(inner, tint)
    pen = QPen(colour, 2.5 if chosen else 1.2)
    if mark.look is Look.ASK:
        pen.setStyle(Qt.PenStyle.DashLine)
    elif mark.look is Look.REGION:
        pen.setStyle(Qt.PenStyle.DashDotLine)
        pen.setWidthF(1.6)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(inner)
    name = f"{_SIGNS.get(mark.look, '')}{mark.name}"
    if name:
        _tag(painter, name, colour, inner, at_end=written or mark.look in (Look.SPILLS, Look.REGION))


def _tag(painter: QPainter, name: str, colour: QColor, box: QRectF, *, at_end: bool) -> None:
    """A name on a plate of the colour, small enough for the box."""
    chosen = _font_for(box.height())
    metrics = QFontMetricsF(chosen)
    text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, max(0.0, box.width() - 8))
    width, height = metrics.horizontalAdvance(text) + 8, min(metrics.height() + 1, box.height())
    left = box.right() - width - 1 if at_end else box.left() + 1
    plate = QRectF(left, box.top() + 1, width, height - 1)
    path = QPainterPath()
    path.addRoundedRect(plate, 3, 3)
    painter.fillPath(path, colour)
    painter.setFont(chosen)
    painter.setPen(QColor("#ffffff"))
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text)


def _font_for(height: float) -> QFont:
    points = _POINTS
    while points > _LEAST_POINTS and QFontMetricsF(font(points, bold=True)).height() > height:
        points -= 0.5
    return font(points, bold=True)


def paint_cursor(painter: QPainter, box: QRectF, *, strong: bool) -> None:
    """A ring round the box the keys are at, thinner under the mouse."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    colour = QColor(LIGHT.accent)
    if not strong:
        colour.setAlpha(150)
    painter.setPen(QPen(colour, 2.0 if strong else 1.2))
    painter.drawRect(box.adjusted(-1, -1, 1, 1) if strong else box)


def paint_step(painter: QPainter, box: QRectF, number: str) -> None:
    """A box that was shown as one of several, with its number."""
    colour = _COLOURS[Look.REGION]
    tint = QColor(colour)
    tint.setAlpha(60)
    painter.fillRect(box, tint)
    centre = QPointF(box.left() + 11, box.center().y())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(centre, 9, 9)
    painter.setPen(QColor("#ffffff"))
    painter.setFont(font(8.5, bold=True))
    painter.drawText(QRectF(centre.x() - 9, centre.y() - 9, 18, 18), Qt.AlignmentFlag.AlignCenter, number)
