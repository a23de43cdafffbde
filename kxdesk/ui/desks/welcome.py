"""What is shown while no desk is open: make one, open one, go on with a recent one."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kxdesk.system.resources import resource
from kxdesk.ui.desks.whereabouts import name_and_place
from kxdesk.ui.icons import icon
from kxdesk.ui.labels import heading, muted
from kxdesk.ui.text import _
from kxdesk.ui.theme import colours


class Welcome(QWidget):
    """A card in the middle of an empty window."""

    new_requested = Signal()
    open_requested = Signal()
    recent_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.recent = QListWidget()
        self.recent.setAccessibleName(_("最近使った作業ファイル"))
        self.recent.setIconSize(QSize(18, 18))
        self.recent.setFrameShape(QFrame.Shape.NoFrame)
        self.recent.itemActivated.connect(self._on_chosen)
        self.recent.itemClicked.connect(self._on_chosen)
        self._recent_title = heading(_("最近使った作業ファイル"), points=10.5)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(self._card(), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)

    def _card(self) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        card.setFixedWidth(560)
        card.setFixedHeight(540)
        column = QVBoxLayout(card)
        column.setContentsMargins(36, 32, 36, 24)
        column.setSpacing(6)
        mark = QLabel()
        mark.setPixmap(QIcon(str(resource("icons", "kxdesk.svg"))).pixmap(48, 48))
        column.addWidget(mark)
        column.addSpacing(4)
        column.addWidget(heading(_("局区Ｘ方針デスク"), points=17))
        column.addWidget(muted(_("局区Ｘ方針を書き、様式へ書き出します。入力は自動で保存されます。")))
        column.addSpacing(14)
        column.addLayout(self._buttons())
        column.addSpacing(16)
        column.addWidget(self._recent_title)
        column.addWidget(self.recent, 100)
        column.addStretch(1)  # takes what the list leaves; all of it where there is none
        return card

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        new = QPushButton(_("新しくつくる(&N)…"))
        new.setProperty("primary", "true")
        new.setIcon(icon("new", colours().on_accent))
        new.clicked.connect(self.new_requested)
        existing = QPushButton(_("開く(&O)…"))
        existing.setIcon(icon("open"))
        existing.clicked.connect(self.open_requested)
        for button in (new, existing):
            button.setMinimumHeight(34)
            row.addWidget(button, 1)
        return row

    def show_recent(self, paths: list[str]) -> None:
        """The last one opened first; nothing where there is none."""
        self.recent.clear()
        for path in paths:
            item = QListWidgetItem(icon("issue"), "\n".join(name_and_place(path)))
            item.setData(Qt.ItemDataRole.UserRole, path)
            item.setToolTip(path)
            self.recent.addItem(item)
        self.recent.setVisible(bool(paths))
        self._recent_title.setVisible(bool(paths))

    def _on_chosen(self, item: QListWidgetItem) -> None:
        self.recent_chosen.emit(str(item.data(Qt.ItemDataRole.UserRole)))
