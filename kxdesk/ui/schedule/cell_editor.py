"""The one editor of a grid.

It always has the keyboard, so that an input method starts in the right place: over a chosen cell it is there
but not to be seen; with the first letter it becomes the cell's text.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from kxdesk.ui.widgets.growing_text import GrowingText, belongs_to_window

_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_LINE_FEED = (Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier)


class CellEditor(GrowingText):
    """Idle, it hands keys to the grid; writing, it hands over only the keys that end writing."""

    begun = Signal()  # a letter is about to be written into the chosen cell
    given_up = Signal()  # the word that began it was cancelled

    def __init__(self, parent: QWidget, on_key: Callable[[QKeyEvent], bool]) -> None:
        super().__init__(parent)
        self._on_key = on_key
        self._overwriting = False
        self.writing = False
        self.document().setDocumentMargin(0)
        self.setTabChangesFocus(False)
        self.idle()

    def idle(self) -> None:
        """Be there without being seen."""
        self.writing = False
        self.show_text("")
        self.setCursorWidth(0)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def write(self, text: str, *, overwriting: bool) -> None:
        """Show a cell's text and let it be written on; `overwriting` begins with none."""
        self.writing = True
        self._overwriting = overwriting
        self.setCursorWidth(1)
        for widget in (self, self.viewport()):
            widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)
        self.show_text("" if overwriting else text)
        self.moveCursor(self.textCursor().MoveOperation.End)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if belongs_to_window(event):
                event.ignore()
                return False
            if event.modifiers() & _COMMANDS and event.key() in _GRID_KEYS:
                event.accept()  # the grid's own keys come before the window's
                return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _TABS:
            return self._on_key(event)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if belongs_to_window(event):
            event.ignore()
        elif self.writing and event.key() in _ENTER and event.modifiers() in _LINE_FEED:
            self.insertPlainText("\n")
        elif self._on_key(event):
            event.accept()
        elif self.writing:
            super().keyPressEvent(event)
        elif event.text().isprintable() and event.text() and not event.modifiers() & _COMMANDS:
            self.begun.emit()
            super().keyPressEvent(event)
        else:
            event.ignore()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if not self.writing and (event.preeditString() or event.commitString()):
            self.begun.emit()
        if not self.writing:
            return
        super().inputMethodEvent(event)
        self._overwriting = self._overwriting and not self.text()
        if self._overwriting and not self.composing and not self.text():
            self.given_up.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.writing:
            super().contextMenuEvent(event)
        else:
            event.ignore()  # the grid has its own


_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_GRID_KEYS = frozenset(
    {
        *_ENTER,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Delete,
        Qt.Key.Key_C,
        Qt.Key.Key_X,
        Qt.Key.Key_V,
        Qt.Key.Key_A,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    }
)
