"""The verdict as large as it matters: one word, an icon and a colour of its own, and what led to it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kxdesk.ui.icons import pixmap
from kxdesk.ui.labels import heading, plain
from kxdesk.ui.notices import Tone
from kxdesk.ui.theme import colours

_ICONS = {Tone.INFO: "saving", Tone.GOOD: "done", Tone.WARN: "warning", Tone.BAD: "error"}
_SIZE = 30


class VerdictCard(QFrame):
    """Says nothing good before it is told to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._icon = QLabel()
        self.word = heading(points=17)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self.word)
        column.addLayout(self._lines)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 14, 18, 14)
        row.setSpacing(14)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        self.tone = Tone.INFO

    def tell(self, tone: Tone, word: str, lines: Sequence[str]) -> None:
        """Show another verdict; a screen reader hears all of it."""
        self.tone = tone
        self.word.setText(word)
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for line in lines:
            self._lines.addWidget(plain(line))
        self.setProperty("tone", tone.value)
        self.style().unpolish(self)
        self.style().polish(self)
        self.setAccessibleName("　".join((word, *lines)))
        self.tint()

    @property
    def text(self) -> str:
        """Word and lines."""
        return self.accessibleName()

    def tint(self) -> None:
        ink = {Tone.GOOD: colours().good, Tone.WARN: colours().warn, Tone.BAD: colours().bad}
        colour = ink.get(self.tone, colours().accent)
        drawing = pixmap(_ICONS[self.tone], colour, round(_SIZE * self.devicePixelRatioF()))
        drawing.setDevicePixelRatio(self.devicePixelRatioF())
        self._icon.setPixmap(drawing)
        self.word.setStyleSheet(f"color: {colour}")
