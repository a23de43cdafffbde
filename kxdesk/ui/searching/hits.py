"""The hits as a list: where each stands, where and when it stood, and the words around what was found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from kxdesk.ui.labels import bold
from kxdesk.ui.marked_text import paint_marked
from kxdesk.ui.text import _
from kxdesk.ui.theme import colours, font
from kxdesk.words import fields, history_table

HIT = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_AROUND = 24  # characters before the first hit
_PAD = 10
Span = tuple[int, int]


class HitModel(QAbstractListModel):
    """`more_wanted` tells the number of the last entry that is here."""

    more_wanted = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hits: list[Any] = []
        self._more = False

    def show(self, hits: Sequence[Any], *, more: bool) -> None:
        """Another question was answered; `more` where there may be further ones."""
        self.beginResetModel()
        self.hits, self._more = list(hits), more
        self.endResetModel()

    def add(self, hits: Sequence[Any], *, more: bool) -> None:
        """The page that follows."""
        if hits:
            self.beginInsertRows(QModelIndex(), len(self.hits), len(self.hits) + len(hits) - 1)
            self.hits += hits
            self.endInsertRows()
        self._more = more

    def rowCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.hits)

    def canFetchMore(self, parent: _Index) -> bool:
        return not parent.isValid() and self._more

    def fetchMore(self, _parent: _Index) -> None:
        if self._more and self.hits:
            self._more = False
            self.more_wanted.emit(self.hits[-1].seq)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        hit = self.hits[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return hit
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return f"{place_words(hit)}　{standing_words(hit)}　{excerpt(hit.text, hit.spans)[0]}"
            case Qt.ItemDataRole.ToolTipRole:
                return f"{history_table.moment(hit.at)}　{hit.who}\n\n{hit.text[:1500]}"
        return None


class HitDelegate(QStyledItemDelegate):
    """Two lines: place and standing; the words."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(120, 2 * option.fontMetrics.height() + 15)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        hit, rect = index.data(HIT), QRect(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours().chosen))
        painter.setPen(QColor(colours().line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        line = option.fontMetrics.height()
        first = QRect(rect.left() + _PAD, rect.top() + 6, rect.width() - 2 * _PAD, line)
        painter.setFont(font(9))
        standing = standing_words(hit)
        room = painter.fontMetrics().horizontalAdvance(standing)
        painter.setPen(QColor(colours().good if hit.stands else colours().muted))
        painter.drawText(first, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, standing)
        painter.setFont(bold(option.font))
        painter.setPen(QColor(colours().ink))
        left = first.adjusted(0, 0, -room - 16, 0)
        elided = painter.fontMetrics().elidedText(place_words(hit), Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, elided)
        painter.setFont(option.font)
        words, spans = excerpt(hit.text, hit.spans)
        paint_marked(painter, first.translated(0, line + 2), words, spans)
        painter.restore()


def place_words(hit: Any) -> str:
    """みなと局　B(2) 港の再生　課題の内容."""
    place = hit.place
    issue = f"{hit.issue} {hit.title}".strip()
    field = fields.field_name(hit.ref.kind, hit.field)
    return "　".join(filter(None, (place.bureau, issue, field)))


def standing_words(hit: Any) -> str:
    """Whether it stands now, in which editions it stood, or since when it is history."""
    parts = [_("いま")] if hit.stands else []
    parts += [_("版「{name}」").format(name=name) for name in hit.editions[-2:]]
    if len(hit.editions) > 2:
        parts.append(_("ほか {count} 版").format(count=len(hit.editions) - 2))
    if not parts:
        parts = [_("履歴だけ")]
    return "・".join(parts) + f"　{history_table.moment(hit.at)}"


def excerpt(text: str, spans: Sequence[Span]) -> tuple[str, list[Span]]:
    """One line from a little before the first hit, with the spans in it."""
    start = max(0, spans[0][0] - _AROUND) if spans else 0
    head = "…" if start else ""
    shift = len(head) - start
    line = head + text[start : start + 300].replace("\r", " ").replace("\n", " ")
    return line, [(begin + shift, end + shift) for begin, end in spans if end + shift <= len(line)]
