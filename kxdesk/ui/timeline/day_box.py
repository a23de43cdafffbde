"""A day that may also be none: typed in any habit of writing dates, or chosen."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from kxdesk.domain.dates import as_of
from kxdesk.ui.text import _
from kxdesk.ui.theme import colours


class DayBox(QLineEdit):
    """令和7年12月5日, R7.12.5, 2025-12-05; what is no day counts as none and is shown as wrong."""

    changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setToolTip(_("例: 令和7年12月5日、R7.12.5、2025-12-05"))
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("令和7年12月31日") + 26)
        self._said: datetime | None = None
        self.editingFinished.connect(self._on_finished)

    def day(self) -> datetime | None:
        """Its midnight, in local time."""
        return day_of(self.text())

    def _on_finished(self) -> None:
        day = self.day()
        wrong = bool(self.text().strip()) and day is None
        self.setStyleSheet(f"color: {colours().bad}" if wrong else "")
        if day != self._said:
            self._said = day
            self.changed.emit()


def day_of(text: str) -> datetime | None:
    """The first day in the text, of a month alone its first; None where there is none."""
    found = as_of(text)
    try:
        return datetime(found.year, found.month, found.day or 1) if found else None  # noqa: DTZ001 local
    except ValueError:
        return None
