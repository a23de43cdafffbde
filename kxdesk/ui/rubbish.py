"""Python's collector of cycles, on the window's thread only.

It runs on whatever thread happens to make an object, and a widget that it destroys on the worker takes the
program with it: a screen that was closed often waits in such a cycle.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

PAUSE_MS = 100  # what a busy worker makes meanwhile is looked through in a few milliseconds
WORTH_IT = (50_000, 20, 20)  # of each generation: new objects, then collections of the younger one
SETTLED_MS = 8000  # by then all that a session keeps is loaded


class Collector(QObject):
    """Collects at pauses what has grown beyond what is worth it; at once when asked."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=PAUSE_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()
        # From then on a full collection looks only at what is newer.
        QTimer.singleShot(SETTLED_MS, self, gc.freeze)

    def collect(self) -> None:
        """The oldest generation that has grown beyond its measure, and all younger ones."""
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > WORTH_IT[generation]:
                gc.collect(generation)
                return
