"""Says when a widget has been painted once: what is built after that keeps nobody waiting."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

BREATH_MS = 30  # between two pieces of work: what was typed meanwhile goes first


class FirstPicture(QObject):
    """Watches one widget until it is painted next, then does what was put off, piece by piece."""

    def __init__(self, widget: QWidget, *work: Callable[[], object]) -> None:
        super().__init__(widget)
        self._work = list(work)
        widget.installEventFilter(self)
        widget.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self._breathe()
        return False

    def _breathe(self) -> None:
        if self._work:
            QTimer.singleShot(BREATH_MS, self, self._go_on)

    def _go_on(self) -> None:
        work = self._work.pop(0)
        self._breathe()  # before the work: it may close what is watched
        work()
