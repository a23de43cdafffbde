"""The line over the picture that says what a click will do now."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from kxdesk.ui.labels import plain
from kxdesk.ui.text import _


class Prompt(QFrame):
    """With a way out while something is under way."""

    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.words = plain()
        self.leave = QPushButton(_("やめる（Esc）"))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 5, 8, 5)
        row.addWidget(self.words, 1)
        row.addWidget(self.leave)
        self.setMinimumHeight(42)
        self.leave.clicked.connect(self.given_up)

    def say(self, words: str, tone: str = "", *, leaves: bool = False) -> None:
        """`tone` is one of the notices' tones, "" for a quiet line."""
        self.words.setText(words)
        self.leave.setVisible(leaves)
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)
