"""Paints a sheet: paper, fills, lines, texts, shapes, page breaks. Always on white, as it is printed."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from kxdesk.ui.sheet_picture.lettering import draw
from kxdesk.ui.sheet_picture.lines import Lines
from kxdesk.ui.sheet_picture.scene import SheetScene, as_qt
from kxdesk.ui.text import _
from kxdesk.ui.theme import LIGHT, font
from kxdesk.ui.widgets.tones import Tones
from kxdesk.workbook.placed_shapes import PlacedShape

PAPER = QColor("#ffffff")
_UNPRINTED = QColor("#e9ecf0")  # outside the print area
_BREAK = QColor(LIGHT.accent)
_STROKES = ("line", "straightConnector1", "bentConnector3", "curvedConnector3")


def paint_sheet(painter: QPainter, scene: SheetScene, part: QRectF, zoom: float, dense: float) -> None:
    """The part of a sheet, in points; the painter stands at the sheet's corner in units of the screen."""
    lines = Lines(painter, zoom, dense)
    cells = list(scene.seen(part))
    painter.fillRect(_scaled(scene.paper, zoom), _UNPRINTED)
    for rect in scene.picture.page_rects:
        painter.fillRect(_snapped(as_qt(rect), zoom, lines), PAPER)
    for cell in cells:
        if cell.fill:
            painter.fillRect(_snapped(as_qt(cell.rect), zoom, lines), QColor(f"#{cell.fill}"))
    for cell in cells:
        lines.around(cell, _scaled(as_qt(cell.rect), zoom))
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    for cell in cells:
        if cell.text:
            draw(painter, scene.laid(cell), _scaled(as_qt(cell.text_rect), zoom), zoom)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number, shape in enumerate(scene.picture.shapes):
        if as_qt(shape.rect).adjusted(-1, -1, 1, 1).intersects(part):
            _paint_shape(painter, scene, number, shape, zoom)


def paint_breaks(painter: QPainter, scene: SheetScene, zoom: float, tones: Tones) -> None:
    """Where each page ends; its number stands beside the sheet."""
    pages = scene.picture.page_rects
    if scene.picture.empty:
        return
    edge = _scaled(scene.paper, zoom).right()
    painter.setFont(font(8.5))
    for number, rect in enumerate(pages, 1):
        box = _scaled(as_qt(rect), zoom)
        if number < len(pages):
            painter.setPen(QPen(_BREAK, 1.5, Qt.PenStyle.DashLine))
            painter.drawLine(QLineF(box.left(), box.bottom(), box.right(), box.bottom()))
            if box.right() < edge - 1:
                painter.drawLine(QLineF(box.right(), box.top(), box.right(), box.bottom()))
        words = _("{number}/{count} ページ").format(number=number, count=len(pages))
        metrics = painter.fontMetrics()
        plate = QRectF(box.right() + 4, box.top() + 2, metrics.horizontalAdvance(words) + 8, metrics.height())
        if box.right() < edge - 1:  # something stands beside the page
            painter.fillRect(plate, tones.paper)
        painter.setPen(tones.muted)
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, words)


def _scaled(rect: QRectF, zoom: float) -> QRectF:
    return QRectF(rect.x() * zoom, rect.y() * zoom, rect.width() * zoom, rect.height() * zoom)


def _snapped(rect: QRectF, zoom: float, lines: Lines) -> QRectF:
    box = _scaled(rect, zoom)
    return QRectF(
        QPointF(lines.snapped(box.left()), lines.snapped(box.top())),
        QPointF(lines.snapped(box.right()), lines.snapped(box.bottom())),
    )


def _paint_shape(painter: QPainter, scene: SheetScene, number: int, shape: PlacedShape, zoom: float) -> None:
    box = _scaled(as_qt(shape.rect), zoom)
    outline = QColor(f"#{shape.line}") if shape.line else QColor("#7f8a99")
    painter.setPen(QPen(outline, max(1.0, zoom)))
    painter.setBrush(QColor(f"#{shape.fill}") if shape.fill else Qt.BrushStyle.NoBrush)
    if shape.preset in _STROKES:
        painter.drawLine(QLineF(box.topLeft(), box.bottomRight()))
    elif shape.preset == "ellipse":
        painter.drawEllipse(box)
    elif shape.preset == "rightArrow":
        painter.drawPolygon(_arrow(box))
    elif shape.preset in ("graphic", "pic") or (not shape.fill and not shape.text):
        painter.setBrush(QBrush(QColor("#c5ccd6"), Qt.BrushStyle.BDiagPattern))
        painter.drawRect(box)
    elif shape.preset == "roundRect":
        painter.drawRoundedRect(box, 6 * zoom, 6 * zoom)
    else:
        painter.drawRect(box)
    if shape.text:
        draw(painter, scene.laid_note(number, shape), box, zoom)


def _arrow(box: QRectF) -> QPolygonF:
    tip = min(box.width() / 2, box.height())
    quarter, neck = box.height() / 4, box.right() - tip
    return QPolygonF(
        [
            QPointF(box.left(), box.top() + quarter),
            QPointF(neck, box.top() + quarter),
            QPointF(neck, box.top()),
            QPointF(box.right(), box.center().y()),
            QPointF(neck, box.bottom()),
            QPointF(neck, box.bottom() - quarter),
            QPointF(box.left(), box.bottom() - quarter),
        ]
    )
