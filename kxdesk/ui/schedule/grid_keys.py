"""What the keys mean in the grid: as in Excel, and for bands with Alt."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence


class Key(Enum):
    """Something to do in the grid, whichever way it is asked for."""

    UP = auto()
    DOWN = auto()
    LEFT = auto()
    RIGHT = auto()
    HOME = auto()
    END = auto()
    EXTEND_UP = auto()
    EXTEND_DOWN = auto()
    EXTEND_LEFT = auto()
    EXTEND_RIGHT = auto()
    ALL = auto()
    ENTER = auto()
    ENTER_BACK = auto()
    TAB = auto()
    TAB_BACK = auto()
    ESCAPE = auto()
    EDIT = auto()
    STACK = auto()
    CLEAR = auto()
    COPY = auto()
    CUT = auto()
    PASTE = auto()
    MOVE_LEFT = auto()
    MOVE_RIGHT = auto()
    SHORTER = auto()
    LONGER = auto()
    ROW_UP = auto()
    ROW_DOWN = auto()
    ADD_ROW = auto()
    REMOVE_ROW = auto()


_WHILE_WRITING = {
    "Return": Key.ENTER,
    "Enter": Key.ENTER,
    "Tab": Key.TAB,
    "Shift+Tab": Key.TAB_BACK,
    "Esc": Key.ESCAPE,
}
_WHILE_CHOOSING = _WHILE_WRITING | {
    "Shift+Return": Key.ENTER_BACK,
    "Shift+Enter": Key.ENTER_BACK,
    "Up": Key.UP,
    "Down": Key.DOWN,
    "Left": Key.LEFT,
    "Right": Key.RIGHT,
    "Home": Key.HOME,
    "End": Key.END,
    "Shift+Up": Key.EXTEND_UP,
    "Shift+Down": Key.EXTEND_DOWN,
    "Shift+Left": Key.EXTEND_LEFT,
    "Shift+Right": Key.EXTEND_RIGHT,
    "Ctrl+A": Key.ALL,
    "F2": Key.EDIT,
    "Ctrl+F2": Key.STACK,
    "Del": Key.CLEAR,
    "Backspace": Key.CLEAR,
    "Ctrl+C": Key.COPY,
    "Ctrl+X": Key.CUT,
    "Ctrl+V": Key.PASTE,
    "Alt+Left": Key.MOVE_LEFT,
    "Alt+Right": Key.MOVE_RIGHT,
    "Alt+Shift+Left": Key.SHORTER,
    "Alt+Shift+Right": Key.LONGER,
    "Alt+Up": Key.ROW_UP,
    "Alt+Down": Key.ROW_DOWN,
    "Ctrl+Return": Key.ADD_ROW,
    "Ctrl+Enter": Key.ADD_ROW,
    "Ctrl+Del": Key.REMOVE_ROW,
}
SHOWN = {key: keys for keys, key in reversed(_WHILE_CHOOSING.items())}
_CHOOSING = {QKeySequence(keys).toString(): key for keys, key in _WHILE_CHOOSING.items()}
_WRITING = {QKeySequence(keys).toString(): key for keys, key in _WHILE_WRITING.items()}


def key_of(event: QKeyEvent, *, writing: bool) -> Key | None:
    """What was struck; None for what the editor or the window may have."""
    if event.key() == Qt.Key.Key_Backtab:
        return Key.TAB_BACK
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    struck = QKeySequence(QKeyCombination(modifiers, Qt.Key(event.key()))).toString()
    return (_WRITING if writing else _CHOOSING).get(struck)
