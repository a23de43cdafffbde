"""Paints a difference: where it is and what becomes of it, then its three texts with their marks."""

from __future__ import annotations

import html
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QColor, QPainter, QPalette, QPen, QTextDocument
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from kxdesk.domain.merging import Decision
from kxdesk.ui.icons import icon
from kxdesk.ui.intake.entries import Entry, key_of
from kxdesk.ui.intake.telling import Mark, Row, mark_of
from kxdesk.ui.labels import bold
from kxdesk.ui.theme import colours

ROW = Qt.ItemDataRole.UserRole
GROUP = Qt.ItemDataRole.UserRole + 1
_PAD = 8
_FADED = 0.5
_COLUMNS = {Decision.THEIRS: (2,), Decision.OURS: (3,), Decision.BOTH: (2, 3), Decision.EDITED: ()}


class DifferenceDelegate(QStyledItemDelegate):
    """Texts are laid out once for a width."""

    def __init__(self, view: Any) -> None:
        super().__init__(view)
        self._view = view
        self._documents: dict[tuple[int, int], QTextDocument] = {}

    def forget(self) -> None:
        """Widths or texts are others now."""
        self._documents.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        row: Row | None = index.data(ROW)
        if row is None:
            return QSize(80, option.fontMetrics.height() + 16)
        text = self._document(option, row, index.column())
        mark = option.fontMetrics.height() + 4 if index.column() == 0 else 0
        return QSize(80, round(text.size().height()) + mark + 2 * _PAD)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: Row | None = index.data(ROW)
        entry: Entry | None = self._view.entry()
        painter.save()
        if row is None:
            self._paint_group(painter, option, index.data(GROUP) or "")
        elif entry is not None:
            self._paint_row(painter, option, index.column(), row, entry)
        painter.restore()

    def _paint_group(self, painter: QPainter, option: QStyleOptionViewItem, words: str) -> None:
        rect: QRect = option.rect
        painter.fillRect(rect, QColor(colours().side))
        painter.setFont(bold(option.font))
        painter.setPen(QColor(colours().ink))
        inner = rect.adjusted(_PAD + 4, 0, -_PAD, 0)
        elided = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, elided)

    def _paint_row(
        self, painter: QPainter, option: QStyleOptionViewItem, column: int, row: Row, entry: Entry
    ) -> None:
        rect: QRect = option.rect
        decision = entry.decisions.get(key_of(row.difference))
        taken = decision is not None and column in _COLUMNS[decision.decision]
        self._paint_ground(painter, option, column)
        if taken:
            self._paint_taken(painter, rect)
        painter.setOpacity(_FADED if decision is not None and column and not taken else 1.0)
        document = self._document(option, row, column)
        painter.save()
        painter.translate(rect.left() + _PAD + (4 if column == 0 else 0), rect.top() + _PAD)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(QPalette.ColorRole.Text, QColor(colours().ink))
        document.documentLayout().draw(painter, context)
        painter.restore()
        painter.setOpacity(1.0)
        if column == 0:
            top = rect.top() + _PAD + document.size().height() + 2
            _paint_mark(painter, option, QPointF(rect.left() + _PAD + 4, top), mark_of(entry, row.difference))

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, column: int) -> None:
        rect: QRect = option.rect
        chosen = colours()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, QColor(chosen.hover if selected else chosen.paper))
        painter.setPen(QPen(QColor(chosen.line), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if column:
            painter.drawLine(rect.topLeft(), rect.bottomLeft())
        elif selected:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(chosen.accent))

    def _paint_taken(self, painter: QPainter, rect: QRect) -> None:
        """The side that was chosen: a frame and a tint."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours().good), 1.5))
        painter.setBrush(QColor(colours().good_ground))
        painter.drawRoundedRect(QRectF(rect).adjusted(3, 3, -3, -4), 5, 5)

    def _document(self, option: QStyleOptionViewItem, row: Row, column: int) -> QTextDocument:
        known = self._documents.get((id(row), column))
        if known is None:
            known = QTextDocument(self)
            known.setDocumentMargin(0)
            known.setDefaultFont(option.font)
            known.setHtml((_head(row), row.base, row.theirs, row.ours)[column])
            inset = 2 * _PAD + (4 if column == 0 else 0)
            known.setTextWidth(max(24, self._view.columnWidth(column) - inset))
            self._documents[id(row), column] = known
        return known


def _head(row: Row) -> str:
    above = (
        f'<span style="color:{colours().muted}">{html.escape(row.within)}</span><br>' if row.within else ""
    )
    rivals = f'<br><span style="color:{colours().warn}">{row.rivals}</span>' if row.rivals else ""
    return f"{above}<b>{html.escape(row.field)}</b>{rivals}"


def _paint_mark(painter: QPainter, option: QStyleOptionViewItem, at: QPointF, mark: Mark) -> None:
    painter.setFont(option.font)
    painter.setPen(QColor(mark.colour))
    metrics = option.fontMetrics
    icon(mark.icon, mark.colour).paint(painter, round(at.x()), round(at.y()) + 1, 15, 15)
    painter.drawText(QPointF(at.x() + 19, at.y() + metrics.ascent()), mark.words)
