"""What a box that was clicked holds: confirm it, say another field, say that it is not asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kxdesk.domain.keys import search_key
from kxdesk.ui.labels import bold, heading, muted
from kxdesk.ui.text import _
from kxdesk.words.guesses import name_of

_FIELD = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Choice:
    """A field that may stand here, and where it stands now ("" if nowhere)."""

    field: str
    place: str


class FieldPicker(QFrame):
    """A card at the box; it goes away with a click elsewhere or Esc."""

    picked = Signal(str)
    confirmed = Signal()
    declined = Signal()
    emptied = Signal()

    def __init__(self, title: str, why: str, choices: Sequence[Choice], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(330)
        application = QCoreApplication.instance()
        assert application
        self._application = application
        self._ground = parent
        self._choices = choices
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("ほかの項目を探す"))
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFixedHeight(210)
        self.list.setObjectName("fields")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setAccessibleName(_("項目"))
        self.confirm = QPushButton(_("これでよい"))
        self.decline = QPushButton(_("様式では聞かれていない"))
        self.empty = QPushButton(_("欄から外す"))
        self._build(title, why)
        self._fill("")

    def _build(self, title: str, why: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        column.addWidget(heading(title or _("この欄の項目")))
        if why:
            column.addWidget(muted(why, points=9))
        if title:
            column.addWidget(self.confirm)
            self.confirm.setProperty("primary", "true")
            row = QHBoxLayout()
            row.addWidget(self.decline, 1)
            row.addWidget(self.empty)
            column.addLayout(row)
        column.addWidget(self.search)
        column.addWidget(self.list)
        for button, signal in (
            (self.confirm, self.confirmed),
            (self.decline, self.declined),
            (self.empty, self.emptied),
        ):
            button.setVisible(bool(title))
            button.clicked.connect(lambda _checked=False, signal=signal: self._say(signal))
        self.search.textChanged.connect(self._fill)
        self.list.itemClicked.connect(self._pick)
        self.list.itemActivated.connect(self._pick)

    def show_at(self, place: QPoint) -> None:
        """Below and right of a point of the parent, and wholly in it."""
        self.adjustSize()
        room = self._ground.rect().adjusted(8, 8, -8, -8)
        x = min(place.x(), room.right() - self.width())
        y = min(place.y(), room.bottom() - self.height())
        self.move(max(room.left(), x), max(room.top(), y))
        self.show()
        self.raise_()
        self.search.setFocus()
        self._application.installEventFilter(self)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._application.removeEventFilter(self)
        super().closeEvent(event)

    def _fill(self, words: str) -> None:
        self.list.clear()
        wanted = search_key(words)
        for choice in self._choices:
            if wanted in search_key(name_of(choice.field)):
                item = QListWidgetItem(name_of(choice.field), self.list)
                item.setData(_FIELD, choice.field)
                if choice.place:
                    item.setText(f"{name_of(choice.field)}　— {choice.place}")
                    item.setForeground(self.palette().placeholderText())
                else:
                    item.setFont(bold(self.font()))
        if self.list.count():
            self.list.setCurrentRow(0)

    def _pick(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            field = item.data(_FIELD)
            self.close()
            self.picked.emit(field)

    def _say(self, signal: SignalInstance) -> None:
        self.close()
        signal.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, down and Enter work from the search box; a click elsewhere closes."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event.key())
        outside = isinstance(watched, QWidget) and watched is not self and not self.isAncestorOf(watched)
        if outside and event.type() == QEvent.Type.MouseButtonPress:
            self.close()
        return super().eventFilter(watched, event)

    def _on_key(self, key: int) -> bool:
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = 1 if key == Qt.Key.Key_Down else -1
            last = max(0, self.list.count() - 1)
            self.list.setCurrentRow(min(max(0, self.list.currentRow() + step), last))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pick(self.list.currentItem())
        else:
            return False
        return True
