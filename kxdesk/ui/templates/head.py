"""The line over the template screen: undo and redo, how much is left to look at, the form's name, save."""

from __future__ import annotations

from PySide6.QtCore import QRegularExpression, QSize, Qt, Signal
from PySide6.QtGui import QAction, QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from kxdesk.ui.actions import action
from kxdesk.ui.labels import muted
from kxdesk.ui.text import _, ngettext

_NAME = QRegularExpression(r'[^\\/:*?"<>|.][^\\/:*?"<>|]{0,39}')  # a folder is called so


class Head(QWidget):
    """Undo, redo, next question and save are actions of the window, with their keys."""

    undo_wanted = Signal()
    redo_wanted = Signal()
    next_wanted = Signal()
    rest_declined = Signal()
    save_wanted = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.undo = action(self, _("元に戻す"), self.undo_wanted.emit, keys="Ctrl+Z", icon_name="undo")
        self.redo = action(
            self, _("やり直す"), self.redo_wanted.emit, keys=("Ctrl+Y", "Ctrl+Shift+Z"), icon_name="redo"
        )
        self.next = action(self, _("次の要確認へ"), self.next_wanted.emit, keys="F8", icon_name="down")
        self.save = action(self, _("保存"), self.save_wanted.emit, keys="Ctrl+S")
        self.name = QLineEdit(name)
        self.name.setFixedWidth(120)
        self.name.setValidator(QRegularExpressionValidator(_NAME, self.name))
        self.name.setAccessibleName(_("様式の名前"))
        self.left = muted()
        self.left.setWordWrap(False)
        self.rest = QPushButton(_("残りは聞かれていない"))
        self.rest.setProperty("flat", "true")
        self.rest.setToolTip(_("見つからない項目を、すべて「様式では聞かれていない」とします"))
        self.rest.clicked.connect(self.rest_declined)
        self.button = QPushButton(_("保存して使う"))
        self.button.setProperty("primary", "true")
        self.button.setToolTip(self.save.toolTip())
        self.button.clicked.connect(self.save_wanted)
        self._build()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 8, 12, 8)
        row.setSpacing(6)
        for each in (self.undo, self.redo):
            row.addWidget(_tool(each))
        row.addSpacing(6)
        following = _tool(self.next)
        following.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        row.addWidget(following)
        row.addSpacing(8)
        row.addWidget(self.left)
        row.addWidget(self.rest)
        row.addStretch(1)
        label = QLabel(_("様式の名前(&N)"))
        label.setBuddy(self.name)
        row.addWidget(label)
        row.addWidget(self.name)
        row.addSpacing(8)
        row.addWidget(self.button)
        self.addAction(self.save)

    def show_state(self, *, can_undo: bool, can_redo: bool, asked: int, missing: int) -> None:
        """What is left to look at."""
        self.undo.setEnabled(can_undo)
        self.redo.setEnabled(can_redo)
        self.next.setEnabled(asked > 0)
        self.rest.setVisible(missing > 0)
        parts = []
        if asked:
            parts.append(ngettext("要確認が{count}件", "要確認が{count}件", asked).format(count=asked))
        if missing:
            parts.append(
                ngettext("見つからない項目が{count}件", "見つからない項目が{count}件", missing).format(
                    count=missing
                )
            )
        self.left.setText("、".join(parts) if parts else _("すべて確かです"))


def _tool(each: QAction) -> QToolButton:
    button = QToolButton(autoRaise=True)
    button.setDefaultAction(each)
    button.setIconSize(QSize(20, 20))
    return button
