"""From a key to its paint on a 400-issue desk, while saving, drafts, history and all checks go on.

Run: python -m tests.bench.typing [--issues 400] [--keys 600] [--text 2000]
A key is due every 60 ms, in bursts of twelve with a pause behind each in which the text is saved and the
checks begin: the next burst meets both. The clock runs from when the key was due, so that a window that was
busy then is counted, to the end of the paint in which the key shows. A bare QPlainTextEdit with the same text
is typed into first, at the same pace: what a PC with other work does to it is no fault of ours. The window's
own work on a key is the processor's time of its thread.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QPlainTextEdit, QWidget

from kxdesk.app import compose
from kxdesk.domain.policy import ref_of
from kxdesk.ui.application import application
from kxdesk.ui.background import Worker
from kxdesk.ui.widgets.growing_text import GrowingText
from tests.bench.startup.__main__ import make_desk

GOAL_MS = 16.0
BETWEEN, BURST, PAUSE = 0.060, 12, 1.3  # seconds, keys, seconds
TEXT = "区役所の窓口で待つ時間を短くし、手続きを一か所で終えられるようにする。"


class BareText(QPlainTextEdit):
    """The peer; a class of its own, so that its paints can be watched alike."""


@dataclass
class Seen:
    """Milliseconds of each key: until it was seen, and of work of the window's thread."""

    waited: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)

    def told(self, name: str) -> str:
        waited, worked = (statistics.quantiles(column, n=100) for column in (self.waited, self.worked))
        return (
            f"{name:16} key to paint: median {waited[49]:5.1f} ms, 99 % {waited[98]:5.1f} ms, worst "
            f"{max(self.waited):5.1f} ms; own work: median {worked[49]:4.1f} ms, 99 % {worked[98]:4.1f} ms"
        )


class Typist:
    """Strikes keys when they are due and notes when each is seen."""

    def __init__(self, editor: QWidget, keys: int) -> None:
        self.editor = editor
        self.seen = Seen()
        self._keys = keys
        self._struck = 0
        self._due = time.perf_counter() + 1.5
        self._began = 0.0
        self._waits = False
        self._timer = QTimer(timerType=Qt.TimerType.PreciseTimer, singleShot=True)
        self._timer.timeout.connect(self._strike)
        self._next()

    def _next(self) -> None:
        self._timer.start(max(0, round(1000 * (self._due - time.perf_counter()))))

    def _strike(self) -> None:
        self._waits, self._struck, self._began = True, self._struck + 1, time.thread_time()
        letter = TEXT[self._struck % len(TEXT)]
        key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, letter)
        QCoreApplication.sendEvent(self.editor, key)

    def on_painted(self) -> None:
        if not self._waits:
            return
        self._waits = False
        self.seen.waited.append(1000 * (time.perf_counter() - self._due))
        self.seen.worked.append(1000 * (time.thread_time() - self._began))
        self._due += BETWEEN + (0 if self._struck % BURST else PAUSE)
        if len(self.seen.waited) < self._keys:
            self._next()
        else:
            application().quit()


def watch_paints(kind: type[QPlainTextEdit], tell: Callable[[QWidget], object]) -> None:
    """`tell` hears of every editor of this kind that has just painted itself; call it before one is made."""

    def painted(editor: QPlainTextEdit, event: QPaintEvent) -> None:
        super(kind, editor).paintEvent(event)
        tell(editor)

    kind.paintEvent = painted  # type: ignore[method-assign]


def type_bare(typists: list[Typist], keys: int, text: str) -> Seen:
    """In a window that holds nothing but an editor."""
    window, editor = QMainWindow(), BareText()
    editor.setPlainText(text)
    editor.setFrameShape(BareText.Shape.NoFrame)
    window.setCentralWidget(editor)
    window.resize(900, 400)
    window.show()
    typists[:] = [Typist(editor, keys)]
    application().exec()
    window.hide()
    return typists[0].seen


def type_ours(typists: list[Typist], desk: Path, keys: int, text: str) -> Seen:
    """In the content of a desk's first issue, once the desk is open."""
    worker = Worker()
    window = compose(worker)

    def begin() -> None:
        page = window.view and window.view.stack.currentWidget()
        if not (page and page.thing and window.session and window.session.is_open):
            return
        waiting.stop()
        page.show_field(ref_of(page.thing), "content")
        editor = window.focusWidget()
        assert isinstance(editor, GrowingText)
        editor.insertPlainText(text)
        typists[:] = [Typist(editor, keys)]

    window.open_desk(desk)
    window.show()
    waiting = QTimer(interval=50)
    waiting.timeout.connect(begin)
    waiting.start()
    application().exec()
    worker.stop()
    return typists[0].seen


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--issues", type=int, default=400)
    parser.add_argument("--keys", type=int, default=600)
    parser.add_argument("--text", type=int, default=2000, help="characters that stand there already")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    text = (TEXT * (options.text // len(TEXT) + 1))[: options.text]
    application()
    typists: list[Typist] = []
    for kind in (BareText, GrowingText):
        watch_paints(kind, lambda editor: [one.on_painted() for one in typists if one.editor is editor])
    with tempfile.TemporaryDirectory() as name:
        os.environ["KXDESK_DATA"] = str(Path(name) / "data")
        desk = Path(name) / "大.kxdesk"
        make_desk(desk, options.issues)
        print(type_bare(typists, options.keys, text).told("bare editor"))
        print(type_ours(typists, desk, options.keys, text).told("kxdesk"))
    print(f"goal: {GOAL_MS:.0f} ms from key to paint at 99 %, on a PC at rest")
    return 0


if __name__ == "__main__":
    sys.exit(main())
