"""Text in cells and bands, wrapped as the cell editor wraps it, measured once."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

_KEEP = 2000  # measured texts; a large issue has a few hundred


class Lettering:
    """Measures and draws texts of one font. `width` is in logical pixels."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self.line = math.ceil(QFontMetricsF(font).lineSpacing())
        self._heights: dict[tuple[str, float], float] = {}

    @property
    def strong(self) -> QFont:
        """The same, heavier: for the heads of columns."""
        font = QFont(self.font)
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def width(self, text: str, *, strong: bool = False) -> float:
        """Of one line."""
        return QFontMetricsF(self.strong if strong else self.font).horizontalAdvance(text)

    def height(self, text: str, width: float) -> float:
        """How tall the text is at that width; one line for no text."""
        key = (text, width)
        if key not in self._heights:
            if len(self._heights) > _KEEP:
                self._heights.clear()
            self._heights[key] = max(self._laid_out(text, width)[1], float(self.line))
        return self._heights[key]

    def draw(self, painter: QPainter, text: str, box: QRectF, colour: QColor) -> None:
        """Draw from the top left of `box`."""
        layout, _ = self._laid_out(text, box.width())
        painter.setPen(colour)
        layout.draw(painter, QPointF(box.topLeft()))

    def _laid_out(self, text: str, width: float) -> tuple[QTextLayout, float]:
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout = QTextLayout(
            text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\u2028"), self.font
        )
        layout.setTextOption(option)
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0.0, top))
            top += math.ceil(line.height())
        layout.endLayout()
        return layout, top
