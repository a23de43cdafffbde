"""How a heading of the paper stands out."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel


def emphasise(label: QLabel) -> None:
    """Heavier and larger. Call it before the label is shown: a style sheet keeps what it finds then."""
    label.setFont(heavier(label.font()))


def heavier(font: QFont) -> QFont:
    result = QFont(font)
    result.setWeight(QFont.Weight.DemiBold)
    result.setPointSizeF(font.pointSizeF() + 0.5)
    return result
