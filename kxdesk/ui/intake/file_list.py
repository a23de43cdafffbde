"""The workbooks at the left: name, what each was recognised as, counts, or why it waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from kxdesk.domain.keys import search_key
from kxdesk.ui.icons import icon
from kxdesk.ui.intake.entries import Entry, Standing
from kxdesk.ui.intake.telling import recognised
from kxdesk.ui.labels import bold
from kxdesk.ui.text import _
from kxdesk.ui.theme import colours
from kxdesk.words.flags import told_hold
from kxdesk.words.problems import told_error
from kxdesk.words.readings import told_confidence
from kxdesk.workbook.receipts import Hold

ENTRY = Qt.ItemDataRole.UserRole
_PAD = 12
_ICON = 16
_GAP = 10


@dataclass(frozen=True, slots=True)
class Piece:
    """A few words of a line in their colour; `name` is an icon before them."""

    words: str
    colour: str
    name: str = ""
    strong: bool = False


class FileList(QListWidget):
    """One workbook is always chosen, once there is one."""

    entry_chosen = Signal(object)  # Entry

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: dict[Path | str, QListWidgetItem] = {}
        self._keys: dict[int, Path | str] = {}
        self.setUniformItemSizes(True)
        self.setItemDelegate(FileDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setAccessibleName(_("提出ブック"))
        self.currentItemChanged.connect(self._on_current)

    def add(self, entry: Entry, key: str = "") -> None:
        """At the end; `key` tells it from others of the same name that came from the queue."""
        item = QListWidgetItem()
        item.setData(ENTRY, entry)
        item.setToolTip(str(entry.path))
        self._items[key or entry.path] = item
        self._keys[id(entry)] = key or entry.path
        self._describe(item, entry)
        self.addItem(item)
        if self.currentItem() is None:
            self.setCurrentItem(item)

    def drop(self, entry: Entry) -> None:
        """Take it off the list."""
        self.takeItem(self.row(self._items.pop(self._keys.pop(id(entry)))))

    def narrow(self, words: str, wanted: Callable[[Entry], bool]) -> None:
        """Show only those whose name or bureau holds the words, and that are wanted."""
        key = search_key(words)
        for item in self._items.values():
            entry: Entry = item.data(ENTRY)
            bureau = entry.item.bureau if entry.item is not None else ""
            item.setHidden(not (wanted(entry) and key in search_key(f"{entry.path.name} {bureau}")))

    def refresh(self, entry: Entry) -> None:
        """Say anew what became of it."""
        item = self._items.get(self._keys.get(id(entry), ""))
        if item is not None:
            self._describe(item, entry)
            self.viewport().update()

    def _describe(self, item: QListWidgetItem, entry: Entry) -> None:
        """For a screen reader."""
        lines = [[Piece(entry.path.name, "")], *lines_of(entry)]
        words = ["　".join(piece.words for piece in line) for line in lines]
        item.setData(Qt.ItemDataRole.AccessibleTextRole, "、".join(words))

    def entry_at(self, path: Path) -> Entry | None:
        """The workbook at this path, if it is in the list."""
        item = self._items.get(path)
        entry: Entry | None = item.data(ENTRY) if item is not None else None
        return entry

    @property
    def entries(self) -> list[Entry]:
        return [item.data(ENTRY) for item in self._items.values()]

    @property
    def entry(self) -> Entry | None:
        """The chosen one."""
        item = self.currentItem()
        entry: Entry | None = item.data(ENTRY) if item is not None else None
        return entry

    def step(self, by: int) -> None:
        """To the next or the previous workbook."""
        row = self.currentRow() + by
        while 0 <= row < self.count() and self.item(row).isHidden():
            row += by
        if 0 <= row < self.count():
            self.setCurrentRow(row)

    def _on_current(self, item: QListWidgetItem | None) -> None:
        self.entry_chosen.emit(item.data(ENTRY) if item is not None else None)


class FileDelegate(QStyledItemDelegate):
    """Three lines a workbook."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(160, option.fontMetrics.lineSpacing() * 3 + 22)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry: Entry = index.data(ENTRY)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, rect)
        name, colour = _sign(entry)
        step = option.fontMetrics.lineSpacing() + 1
        line = QRect(rect.left() + _PAD, rect.top() + 9, rect.width() - 2 * _PAD, step)
        icon(name, colour).paint(painter, line.left(), line.center().y() - _ICON // 2 + 1, _ICON, _ICON)
        line.setLeft(line.left() + _ICON + 8)
        painter.setFont(bold(option.font))
        metrics = QFontMetrics(painter.font())
        painter.setPen(QColor(colours().ink))
        title = metrics.elidedText(entry.path.name, Qt.TextElideMode.ElideMiddle, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, title)
        lines = lines_of(entry)
        line.translate(0, step)
        if len(lines) == 1 and len(lines[0]) == 1:
            _paint_wrapped(painter, option, QRect(line.topLeft(), QSize(line.width(), 2 * step)), lines[0][0])
            lines = []
        for pieces in lines:
            _paint_pieces(painter, option, line, pieces)
            line.translate(0, step)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if not chosen and not option.state & QStyle.StateFlag.State_MouseOver:
            return
        box = QRectF(rect).adjusted(5, 2, -5, -2)
        painter.setPen(
            QColor(colours().accent) if option.state & QStyle.StateFlag.State_HasFocus else Qt.PenStyle.NoPen
        )
        painter.setBrush(QColor(colours().chosen if chosen else colours().hover))
        painter.drawRoundedRect(box, 6, 6)


def lines_of(entry: Entry) -> list[list[Piece]]:
    """The second and the third line."""
    chosen = colours()
    if entry.standing is Standing.READING:
        return [[Piece(_("読み取り中…"), chosen.muted)]]
    lines: list[list[Piece]] = []
    if entry.item is not None and entry.item.form:
        sure = told_confidence(entry.item.confidence)
        lines.append([Piece(recognised(entry), chosen.muted), Piece(sure, chosen.muted)])
    lines.append(_outcome(entry))
    return lines


def _outcome(entry: Entry) -> list[Piece]:
    chosen = colours()
    if entry.failure is not None:
        return [Piece(told_error(entry.failure).what, chosen.bad)]
    if entry.standing is Standing.HELD:
        return [Piece(_held(entry), chosen.warn)]
    if entry.standing is Standing.AGAIN:
        return [Piece(_("このブックは取り込み済みです"), chosen.muted)]
    if entry.standing is Standing.ASIDE:
        return [Piece(_("取り込まない: {why}").format(why=entry.item.why), chosen.muted)]
    counts = entry.counts
    pieces = []
    if entry.standing is Standing.TAKEN:
        went = _("取り込みました {count}").format(count=entry.applied) if entry.applied else _("取り込み済み")
        pieces.append(Piece(went, chosen.good))
    elif counts.fresh or counts.changed or counts.disputed:
        pieces.append(Piece(_("新しい {count}").format(count=counts.fresh), chosen.ink))
        pieces.append(Piece(_("変更 {count}").format(count=counts.changed), chosen.ink))
        pieces.append(Piece(_("同じ {count}").format(count=counts.same), chosen.muted))
    else:
        pieces.append(Piece(_("変わるところはありません"), chosen.muted))
    if entry.disputed_count:
        left = entry.undecided_count
        pieces.append(
            Piece(
                _("競合 {count}").format(count=left), chosen.warn if left else chosen.muted, strong=bool(left)
            )
        )
    if entry.item.flags:
        pieces.append(Piece(str(len(entry.item.flags)), chosen.muted, "notice"))
    return pieces


def _held(entry: Entry) -> str:
    code, facts = entry.item.holds[0]
    return told_hold(Hold(code, dict(facts)))


def _sign(entry: Entry) -> tuple[str, str]:
    """Icon and colour."""
    chosen = colours()
    return {
        Standing.READING: ("saving", chosen.muted),
        Standing.READY: ("import", chosen.accent),
        Standing.HELD: ("warning", chosen.warn),
        Standing.REFUSED: ("error", chosen.bad),
        Standing.AGAIN: ("saved", chosen.muted),
        Standing.TAKEN: ("done", chosen.good),
        Standing.ASIDE: ("retire", chosen.muted),
    }[entry.standing]


def _paint_wrapped(painter: QPainter, option: QStyleOptionViewItem, box: QRect, piece: Piece) -> None:
    """A sentence on the two lines there are."""
    painter.setFont(option.font)
    painter.setPen(QColor(piece.colour))
    painter.drawText(box, Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, piece.words)


def _paint_pieces(painter: QPainter, option: QStyleOptionViewItem, line: QRect, pieces: list[Piece]) -> None:
    """One after the other; where there is no room for all, the first gives way."""
    fonts = [bold(option.font) if piece.strong else option.font for piece in pieces]
    widths = [
        QFontMetrics(font).horizontalAdvance(piece.words) + (19 if piece.name else 2)
        for font, piece in zip(fonts, pieces, strict=True)
    ]
    widths[0] = max(40, min(widths[0], line.width() - sum(widths[1:]) - _GAP * (len(widths) - 1)))
    left = line.left()
    for font, piece, width in zip(fonts, pieces, widths, strict=True):
        painter.setFont(font)
        box = QRect(left, line.top(), width, line.height())
        if piece.name:
            icon(piece.name, piece.colour).paint(painter, box.left(), line.center().y() - 6, 14, 14)
            box.setLeft(box.left() + 17)
        painter.setPen(QColor(piece.colour))
        words = painter.fontMetrics().elidedText(piece.words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)
        left += width + _GAP
