"""What a box that was clicked holds: confirm it, say another field, say that it is not asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
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
from kxdesk.ui.icons import icon
from kxdesk.ui.labels import heading, muted
from kxdesk.ui.text import _
from kxdesk.ui.theme import colours
from kxdesk.words.guesses import name_of

_FIELD = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Choice:
    """A field that may stand here, and where it stands now ("" if nowhere)."""

    field: str
    place: str


class FieldPicker(QFrame):
    """A small window at the box; it goes away with a click elsewhere or Esc."""

    picked = Signal(str)
    confirmed = Signal()
    declined = Signal()
    emptied = Signal()

    def __init__(
        self, title: str, why: str, choices: Sequence[Choice], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(330)
        self._choices = choices
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("ほかの項目を探す"))
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFixedHeight(210)
        self.list.setAccessibleName(_("項目"))
        self.confirm = QPushButton(_("これでよい"))
        self.decline = QPushButton(_("様式では聞かれていない"))
        self.empty = QPushButton(_("欄から外す"))
        self._build(title, why)
        self._fill("")
        self.search.setFocus()

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
        self.search.installEventFilter(self)
        self.list.itemClicked.connect(self._pick)
        self.list.itemActivated.connect(self._pick)

    def show_at(self, place: QPoint) -> None:
        """Below and right of a point of the screen, and wholly on it."""
        self.adjustSize()
        screen = self.screen().availableGeometry()
        x = min(place.x(), screen.right() - self.width() - 8)
        y = place.y() if place.y() + self.height() < screen.bottom() else screen.bottom() - self.height() - 8
        self.move(max(screen.left(), x), max(screen.top(), y))
        self.show()

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
                    item.setIcon(icon("search", colours().bad))
        if self.list.count():
            self.list.setCurrentRow(0)

    def _pick(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.picked.emit(item.data(_FIELD))
            self.close()

    def _say(self, signal: object) -> None:
        signal.emit()  # type: ignore[attr-defined]  # a bound signal
        self.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, down and Enter work from the search box."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self.list.setCurrentRow(
                    min(max(0, self.list.currentRow() + step), max(0, self.list.count() - 1))
                )
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._pick(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)
