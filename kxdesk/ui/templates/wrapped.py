"""A label whose lines are never cut: it is at least as tall as its text at its width."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel

from kxdesk.ui.theme import POINTS, font


class Wrapped(QLabel):
    """Plain text."""

    def __init__(self, *, muted: bool = False, points: float = POINTS, bold: bool = False) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(points, bold=bold))
        if muted:
            self.setProperty("muted", "true")

    def setText(self, text: str) -> None:
        super().setText(text)
        self._settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        self.setMinimumHeight(max(0, self.heightForWidth(self.width())))
