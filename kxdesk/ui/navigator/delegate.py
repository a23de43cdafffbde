"""Paints the navigator's rows: number, title, marks at the right; where words were found, the text below."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QCursor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from kxdesk.ui import marked_text
from kxdesk.ui.icons import icon
from kxdesk.ui.navigator.model import ROW, Row
from kxdesk.ui.navigator.spots import Page
from kxdesk.ui.theme import colours

PAD = 10
_Index = QModelIndex | QPersistentModelIndex
ICON = 16


class OutlineDelegate(QStyledItemDelegate):
    """One line a row; a second, muted one for an excerpt."""

    def __init__(self, tree: QTreeView) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        row: Row = index.data(ROW)
        height = option.fontMetrics.height() + (14 if row.spot.page is Page.AREA else 9)
        if row.excerpt:
            height += option.fontMetrics.height()
        return QSize(120, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: Row = index.data(ROW)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.spot.page is Page.AREA:
            self._paint_area(painter, option, rect, row)
        else:
            self._paint_ground(painter, index, rect)
            inner = rect.adjusted(PAD + 4, 0, -PAD, 0)
            self._paint_row(painter, option, inner, row)
        painter.restore()

    def _paint_ground(self, painter: QPainter, index: _Index, rect: QRect) -> None:
        chosen = self._tree.selectionModel().isSelected(index)
        if not chosen and not self._is_hovered(index):
            return
        box = QRectF(rect).adjusted(6, 1, -6, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours().chosen if chosen else colours().hover))
        painter.drawRoundedRect(box, 5, 5)
        if chosen:
            painter.setBrush(QColor(colours().accent))
            painter.drawRoundedRect(QRectF(box.left(), box.top() + 5, 3, box.height() - 10), 1.5, 1.5)
        if chosen and self._tree.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours().accent), 1.5))
            painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), 5, 5)

    def _is_hovered(self, index: _Index) -> bool:
        """Asked of the tree: the option's state is an enum of QStyle, which takes long to load."""
        tree = self._tree
        return tree.underMouse() and tree.indexAt(tree.viewport().mapFromGlobal(QCursor.pos())) == index

    def _paint_area(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, row: Row) -> None:
        font = QFont(option.font)
        font.setPointSizeF(font.pointSizeF() * 0.9)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(colours().muted))
        inner = rect.adjusted(PAD + 4, 6, -PAD - 4, 0)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, row.text)
        font.setWeight(QFont.Weight.Normal)
        painter.setFont(font)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, row.count)

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, row: Row) -> None:
        metrics = QFontMetrics(option.font)
        first = QRect(rect.left(), rect.top(), rect.width(), metrics.height() + 9)
        first.setRight(first.right() - self._paint_marks(painter, option, first, row))
        if row.icon:
            icon(row.icon, colours().muted).paint(painter, first.left(), first.center().y() - 7, ICON, ICON)
            first.setLeft(first.left() + ICON + 8)
        if row.number:
            painter.setPen(QColor(colours().muted))
            painter.drawText(first, Qt.AlignmentFlag.AlignVCenter, row.number)
            first.setLeft(first.left() + max(metrics.horizontalAdvance("B(00)"), 0) + 4)
        painter.setPen(QColor(colours().ink))
        text = metrics.elidedText(row.text, Qt.TextElideMode.ElideRight, first.width())
        painter.drawText(first, Qt.AlignmentFlag.AlignVCenter, text)
        if row.excerpt:
            where = QRect(first.left(), first.bottom() - 3, rect.right() - first.left(), metrics.height())
            marked_text.paint_marked(painter, where, row.excerpt.text, row.excerpt.spans)

    def _paint_marks(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, row: Row) -> int:
        """From the right: findings, then what is blank; returns the width they took."""
        used = 0
        for name, colour, count in (
            ("warning", colours().warn, row.unsettled),
            ("incomplete", colours().muted, len(row.missing)),
        ):
            if not count:
                continue
            text = str(count)
            width = option.fontMetrics.horizontalAdvance(text)
            painter.setPen(QColor(colour))
            right = rect.right() - used
            painter.drawText(
                QPointF(right - width, rect.center().y() + option.fontMetrics.ascent() / 2 - 1), text
            )
            icon(name, colour).paint(painter, right - width - 3 - 14, rect.center().y() - 6, 14, 14)
            used += width + 3 + 14 + 7
        return used
