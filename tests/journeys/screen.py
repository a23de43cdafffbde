"""A person's hands for a window of this process: keys and clicks through the X server, by xdotool."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QPoint, QProcess
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

PATIENCE = 20.0


class Hands:
    """Types, presses and clicks; waits for what a person would wait to see."""

    def __init__(self, app: QApplication) -> None:
        self._app = app

    def pause(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._app.processEvents()
            time.sleep(0.005)

    def until(self, seen: Callable[[], object], what: str) -> None:
        """Wait until `seen()` is true; AssertionError naming `what` after 20 s."""
        end = time.monotonic() + PATIENCE
        while not seen():
            assert time.monotonic() < end, f"never seen: {what}"
            self.pause(0.01)

    def press(self, *keys: str) -> None:
        """Keys one after the other: "ctrl+z", "Tab"."""
        for key in keys:
            self._xdotool("key", "--clearmodifiers", key)
            self.pause(0.03)

    def write(self, text: str) -> None:
        """ASCII by its keys; anything else as an input method does: composed by letters, then committed."""
        if text.isascii():
            self._xdotool("type", "--clearmodifiers", "--delay", "25", "--", text)
        else:
            for length in range(1, len(text) + 1):
                self._compose(QInputMethodEvent(text[:length], []))
            committed = QInputMethodEvent()
            committed.setCommitString(text)
            self._compose(committed)
        self.pause(0.05)

    def _compose(self, event: QInputMethodEvent) -> None:
        target = QGuiApplication.focusObject()
        assert target is not None, "nothing takes the text"
        QApplication.sendEvent(target, event)
        self.pause(0.01)

    def click(self, widget: QWidget, place: QPoint | None = None) -> None:
        """The left button on a widget, in its middle or at a place in it."""
        point = widget.mapToGlobal(place or widget.rect().center()) * widget.devicePixelRatioF()
        self._xdotool("mousemove", "--sync", str(point.x()), str(point.y()), "click", "1")
        self.pause(0.05)

    def activate(self, window: QWidget) -> None:
        """Give the keyboard to a window: there is no window manager here."""
        window.activateWindow()
        self._xdotool("windowfocus", "--sync", str(int(window.winId())))
        self.until(window.isActiveWindow, f"active window {window.windowTitle()}")

    def _xdotool(self, *arguments: str) -> None:
        process = QProcess()
        process.start("xdotool", list(arguments))
        end = time.monotonic() + PATIENCE
        while process.state() is not QProcess.ProcessState.NotRunning:
            assert time.monotonic() < end, f"xdotool {arguments}"
            self._app.processEvents()
            time.sleep(0.001)
        assert process.exitCode() == 0, process.readAllStandardError().data().decode()
