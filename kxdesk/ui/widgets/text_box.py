"""A field of the form as a box: its heading, its text, its length against what the form recommends."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kxdesk.domain.characters import characters_in
from kxdesk.ui.text import _
from kxdesk.ui.widgets.emphasis import emphasise
from kxdesk.ui.widgets.growing_text import GrowingText
from kxdesk.ui.widgets.paper import Paper
from kxdesk.ui.widgets.tones import tones_of


class TextBox(QWidget):
    """Heading above, growing text below. It is told what is stored and tells what is typed, no more."""

    typed = Signal(str)
    entered = Signal()
    left = Signal()

    def __init__(
        self,
        heading: str,
        *,
        one_line: bool = False,
        least_lines: int = 1,
        recommended: int | None = None,
        strong: bool = False,
    ) -> None:
        super().__init__()
        self._recommended = recommended
        self.editor = GrowingText(self, one_line=one_line, least_lines=least_lines)
        self.editor.setAccessibleName(heading)
        self.heading = QLabel(heading, self)
        if strong:
            emphasise(self.heading)
        self.heading.setBuddy(self.editor)
        self.counter = QLabel(self)
        self.paper = Paper(self.editor, self)
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.counter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addLayout(head)
        column.addWidget(self.paper)
        self.heading.setWordWrap(True)
        for label, wanted in ((self.heading, bool(heading)), (self.counter, recommended is not None)):
            if not wanted:  # to show what is shown costs as much as to hide it
                label.hide()
        self.setFocusProxy(self.editor)
        self.editor.typed.connect(self.typed)
        self.editor.entered.connect(self.entered)
        self.editor.left.connect(self.left)
        self.editor.textChanged.connect(self._count)
        self._count()

    def text(self) -> str:
        return self.editor.text()

    def show_text(self, value: str) -> None:
        self.editor.show_text(value)

    def set_read_only(self, value: bool) -> None:
        self.editor.setReadOnly(value)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._count()

    def _count(self) -> None:
        if self._recommended is None:
            return
        count = characters_in(self.editor.text())
        over = count - self._recommended
        words = _("{count}／{recommended}字") if over <= 0 else _("{count}／{recommended}字（{over}字超過）")
        text = words.format(count=count, recommended=self._recommended, over=over)
        if text != self.counter.text():
            self.counter.setText(text)
            tones = tones_of(self.palette())
            palette = QPalette(self.counter.palette())
            palette.setColor(QPalette.ColorRole.WindowText, tones.amber if over > 0 else tones.muted)
            self.counter.setPalette(palette)
            self.editor.setAccessibleDescription(text)
