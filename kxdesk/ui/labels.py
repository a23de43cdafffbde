"""Labels of the frame in their few kinds."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel

from kxdesk.ui.theme import POINTS, font


def muted(text: str = "", *, points: float = POINTS) -> QLabel:
    """What stands beside the thing itself."""
    label = plain(text)
    label.setProperty("muted", "true")
    label.setFont(font(points))
    return label


def heading(text: str = "", *, points: float = 11.5) -> QLabel:
    label = plain(text)
    label.setFont(font(points, bold=True))
    return label


def plain(text: str = "") -> QLabel:
    """Wraps, is never taken for markup, and can be copied from."""
    label = QLabel(text, wordWrap=True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def bold(base: QFont) -> QFont:
    """The same font, heavier."""
    result = QFont(base)
    result.setWeight(QFont.Weight.DemiBold)
    return result
