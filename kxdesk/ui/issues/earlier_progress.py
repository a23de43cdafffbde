"""What was said at other dates: to read and to copy from, newest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from kxdesk.domain.policy import Issue, Progress
from kxdesk.domain.progress import as_one_text
from kxdesk.ui.text import _
from kxdesk.ui.widgets.emphasis import emphasise
from kxdesk.ui.widgets.tones import tones_of


class EarlierProgress(QWidget):
    """A quiet column of dates with their text."""

    edit_requested = Signal(str)  # id of an entry of that date

    def __init__(self, read_only: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._read_only = read_only
        self._shown: object = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(18, 0, 0, 0)
        self._column.setSpacing(4)

    def show_groups(self, issue: Issue, groups: Sequence[list[Progress]], pattern: str) -> None:
        """Each group is one date; `pattern` heads the text of an activity."""
        lines = [
            (group[0].id, group[0].as_of or _("時点なし"), as_one_text(issue, group, pattern))
            for group in groups
        ]
        if lines == self._shown:
            return
        self._shown = lines
        while (item := self._column.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for entry, date, text in lines:
            self._column.addWidget(self._date(entry, date))
            self._column.addWidget(self._text(text))
        self.setVisible(bool(lines))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A thin line between what is written and what is only read."""
        painter = QPainter(self)
        painter.fillRect(0, 0, 1, self.height(), tones_of(self.palette()).line)

    def _date(self, entry: str, date: str) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 6, 0, 0)
        label = QLabel(date, line)
        label.setTextFormat(Qt.TextFormat.PlainText)
        emphasise(label)
        row.addWidget(label, 1)
        if not self._read_only:
            button = QPushButton(_("この時点を直す"), line)
            button.setProperty("flat", "true")
            button.clicked.connect(lambda: self.edit_requested.emit(entry))
            row.addWidget(button)
        return line

    def _text(self, text: str) -> QLabel:
        label = QLabel(text or _("（空欄）"), self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        label.setSizePolicy(policy)
        palette = QPalette(label.palette())
        palette.setColor(QPalette.ColorRole.WindowText, tones_of(self.palette()).muted)
        label.setPalette(palette)
        return label
