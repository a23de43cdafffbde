"""What changed between two editions, issue by issue, marked within the texts; gone through by key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette, QStandardItem, QStandardItemModel, QTextDocument
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from kxdesk.ui.labels import bold
from kxdesk.ui.marked_text import change_html
from kxdesk.ui.text import _
from kxdesk.ui.theme import colours
from kxdesk.words import deltas

_Index = QModelIndex | QPersistentModelIndex
DELTA = Qt.ItemDataRole.UserRole
_AROUND = 60  # characters shown beside a change
_MARGIN = 5
_PLACE, _FIELD, _SORT, _TEXT, _GROWTH = range(5)
_WIDTHS = {_PLACE: 0.2, _FIELD: 0.13, _SORT: 0.06, _GROWTH: 0.08}


class ChangeView(QTreeView):
    """Enter or a double click wishes to go to the field."""

    chosen = Signal(object)  # Delta

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_Marked(self))
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(0)
        self.setUniformRowHeights(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("版の違いの一覧"))
        self.header().setSectionsMovable(False)
        self.header().setStretchLastSection(False)
        self._fitting = QTimer(self, interval=0, singleShot=True)
        self._fitting.timeout.connect(self._fit)
        self.doubleClicked.connect(self._on_chosen)
        self.show_deltas(())

    def show_deltas(self, found: Sequence[Any]) -> None:
        """In the order given; a heading for each bureau and issue."""
        self._model.clear()
        self._model.setHorizontalHeaderLabels([_("箇所"), _("項目"), _("区分"), _("内容"), _("増減")])
        several = len({deltas.bureau_of(delta) for delta in found}) > 1
        here: tuple[str, str, str] | None = None
        for delta in found:
            place = (deltas.bureau_of(delta), deltas.issue_place(delta), deltas.issue_title(delta))
            if place != here:
                here = place
                shown = place if several or not any(place[1:]) else place[1:]
                self._add_heading("　".join(part for part in shown if part))
            self._model.appendRow(_row(delta))
        for row in range(self._model.rowCount()):
            if self._model.item(row, 0).data(DELTA) is None:
                self.setFirstColumnSpanned(row, QModelIndex(), True)
        if self._model.rowCount() > 1:
            self.setCurrentIndex(self._model.index(1, 0))
            self.scrollToTop()
        self._fitting.start()

    def _add_heading(self, text: str) -> None:
        item = QStandardItem(text)
        item.setFont(bold(self.font()))
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self._model.appendRow(item)

    @property
    def deltas(self) -> list[Any]:
        """As they stand in the list."""
        items = (self._model.item(row, 0).data(DELTA) for row in range(self._model.rowCount()))
        return [delta for delta in items if delta is not None]

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._fitting.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_chosen(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _on_chosen(self, index: QModelIndex) -> None:
        delta = index.siblingAtColumn(0).data(DELTA) if index.isValid() else None
        if delta is not None:
            self.chosen.emit(delta)

    def _fit(self) -> None:
        """The text gets what the other columns leave; heights follow the widths."""
        room = self.viewport().width()
        widths = {column: int(room * share) for column, share in _WIDTHS.items()}
        for column, width in widths.items():
            self.header().setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.header().resizeSection(column, width)
        self.header().setSectionResizeMode(_TEXT, QHeaderView.ResizeMode.Fixed)
        self.header().resizeSection(_TEXT, max(100, room - sum(widths.values())))
        self.scheduleDelayedItemsLayout()
        if self.currentIndex().row() == 1:
            self.scrollToTop()  # its heading stands above it


def _row(delta: Any) -> list[QStandardItem]:
    texts = [
        deltas.place_name(delta),
        deltas.delta_field(delta),
        deltas.sort_name(delta),
        "".join(run.text for run in deltas.runs_of(delta)),
        deltas.growth(delta),
    ]
    items = [QStandardItem(text) for text in texts]
    for item in items:
        item.setData(delta, DELTA)
        item.setToolTip("")
    items[_GROWTH].setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    return items


class _Marked(QStyledItemDelegate):
    """Texts wrap; the column of the contents shows what went and what came."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        if index.data(DELTA) is None:
            super().paint(painter, option, index)
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        rect = option.rect
        painter.save()
        painter.fillRect(rect, colours().chosen if chosen else colours().paper)
        painter.setPen(colours().line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.translate(rect.left() + _MARGIN, rect.top() + _MARGIN - 2)
        painter.setClipRect(QRectF(0, 0, rect.width() - 2 * _MARGIN, rect.height() - _MARGIN))
        document = self._document(index, rect.width() - 2 * _MARGIN, option)
        document.drawContents(painter)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        if index.data(DELTA) is None:
            size = super().sizeHint(option, index)
            return QSize(size.width(), size.height() + 12)
        view = self.parent()
        assert isinstance(view, ChangeView)
        width = view.header().sectionSize(index.column()) - 2 * _MARGIN
        height = self._document(index, width, option).size().height()
        return QSize(width, int(height) + _MARGIN + 3)

    def _document(self, index: _Index, width: int, option: QStyleOptionViewItem) -> QTextDocument:
        document = QTextDocument()
        document.setDocumentMargin(0)
        document.setDefaultFont(option.font)
        ink = option.palette.color(QPalette.ColorRole.Text).name()
        delta = index.data(DELTA)
        if index.column() == _TEXT:
            before, after = deltas.text_of(delta.before), deltas.text_of(delta.after)
            body = change_html(before, after, _AROUND) if delta.growth is None else _figures(before, after)
        else:
            body = change_html(str(index.data() or ""), str(index.data() or ""))
        align = "right" if index.column() == _GROWTH else "left"
        document.setHtml(f'<div align="{align}" style="color:{ink}">{body}</div>')
        document.setTextWidth(max(width, 20))
        return document


def _figures(before: str, after: str) -> str:
    return f"{change_html(before, '')} → {change_html('', after)}"
