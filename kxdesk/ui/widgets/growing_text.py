"""A plain text editor as tall as its text, safe for input methods, without an undo of its own.

Undo belongs to the desk: Ctrl+Z passes through to the window, which takes back what was saved.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFontMetricsF,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPalette,
    QResizeEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QMenu, QPlainTextEdit, QWidget

from kxdesk.ui.text import _
from kxdesk.ui.widgets.counting import difference, units_in
from kxdesk.ui.widgets.tones import tones_of

_WINDOW_KEYS = tuple(QKeySequence(keys) for keys in ("Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z"))
_NARROWEST = 44
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def belongs_to_window(event: QKeyEvent) -> bool:
    """Undo and redo, however they are struck."""
    return QKeySequence(event.keyCombination()) in _WINDOW_KEYS


def with_plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


class GrowingText(QPlainTextEdit):
    """Grows with its text; tells every change that a person made, never one that was shown to her."""

    typed = Signal(str)
    entered = Signal()
    left = Signal()
    grown = Signal()
    caret_moved = Signal(QRect)  # in its own coordinates, so that a page can keep it in sight

    def __init__(
        self, parent: QWidget | None = None, *, one_line: bool = False, least_lines: int = 1
    ) -> None:
        super().__init__(parent)
        self._one_line = one_line
        self._least_lines = least_lines
        self._composing = False
        self._showing = False
        self._told = ""
        self._waiting: str | None = None
        self.yields: Callable[[QKeyEvent], bool] = belongs_to_window  # keys that are left to others
        self.setUndoRedoEnabled(False)
        self.setMinimumWidth(_NARROWEST)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.textChanged.connect(self._on_text_changed)
        self.cursorPositionChanged.connect(lambda: self.caret_moved.emit(self.cursorRect()))
        self._grow()
        self._colour()

    def text(self) -> str:
        """Exactly what stands there; Qt's own `toPlainText` turns no-break spaces into spaces."""
        return self.document().toRawText().replace("\u2029", "\n")

    @property
    def composing(self) -> bool:
        """An input method is in the middle of a word."""
        return self._composing

    def show_text(self, value: str) -> None:
        """Show what is stored; the caret stays in its place, a word being composed is not touched."""
        if self._composing:
            self._waiting = value
            return
        self._replace(with_plain_line_ends(value))
        self._told = self.text()

    def _replace(self, after: str) -> None:
        before = self.text()
        if before == after:
            return
        start, end = difference(before, after)
        cursor = QTextCursor(self.document())
        cursor.setPosition(units_in(before[:start]))
        cursor.setPosition(units_in(before[: len(before) - end]), QTextCursor.MoveMode.KeepAnchor)
        caret = self.textCursor().position()
        at_the_start = before and caret <= units_in(before[:start])
        self._showing = True
        cursor.insertText(after[start : len(after) - end])
        self._showing = False
        if at_the_start:  # Qt would carry it along with what is inserted there
            cursor.setPosition(caret)
            self.setTextCursor(cursor)
        self._grow()

    def _on_text_changed(self) -> None:
        if not self._showing and not self._composing:
            self._tell()

    def _tell(self) -> None:
        text = self.text()
        if text != self._told:
            self._told = text
            self._waiting = None
            self.typed.emit(text)

    def _grow(self) -> None:
        document = self.document()
        layout, block, height = document.documentLayout(), document.begin(), 0.0
        while block.isValid():
            height += layout.blockBoundingRect(block).height()
            block = block.next()
        least = self._least_lines * QFontMetricsF(self.font()).lineSpacing()
        wanted = math.ceil(max(height, least) + 2 * document.documentMargin())
        if wanted != self.minimumHeight():
            self.setFixedHeight(wanted)
            self.grown.emit()
        self.verticalScrollBar().setValue(0)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if self.isReadOnly():
            return
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        self._grow()
        if event.commitString() or not self._composing:
            self._tell()
        self._show_waiting()

    def _show_waiting(self) -> None:
        if not self._composing and self._waiting is not None:
            value, self._waiting = self._waiting, None
            self.show_text(value)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Files are for the window, not for the text."""
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste the plain text only, tabs and all."""
        text = with_plain_line_ends(source.text())
        self.insertPlainText(" ".join(text.split("\n")) if self._one_line else text)
        self.ensureCursorVisible()

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and belongs_to_window(event)
        ):
            event.ignore()
            return False
        if event.type() == QEvent.Type.FontChange:
            self._grow()
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()
        return super().event(event)

    def _colour(self) -> None:
        """A hint must not be taken for text; the frame around paints the paper.

        No ground is a matter of the palette: to ask Qt for the viewport loads every kind of widget there is.
        """
        palette, role = self.palette(), QPalette.ColorRole
        faint = tones_of(QGuiApplication.palette()).faint
        if palette.color(role.PlaceholderText) != faint or palette.color(role.Base).alpha():
            palette.setColor(role.PlaceholderText, faint)
            palette.setColor(role.Base, QColor(Qt.GlobalColor.transparent))
            self.setPalette(palette)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.yields(event):
            event.ignore()
        elif self._one_line and event.key() in _ENTER:
            self.focusNextPrevChild(True)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() == Qt.FocusReason.PopupFocusReason:
            return
        self._composing = False
        self._tell()
        self._show_waiting()
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        chosen = self.textCursor().hasSelection()
        writable = not self.isReadOnly()
        for words, keys, work, usable in (
            (_("切り取り"), QKeySequence.StandardKey.Cut, self.cut, chosen and writable),
            (_("コピー"), QKeySequence.StandardKey.Copy, self.copy, chosen),
            (_("貼り付け"), QKeySequence.StandardKey.Paste, self.paste, writable and self.canPaste()),
            (_("すべて選択"), QKeySequence.StandardKey.SelectAll, self.selectAll, bool(self.text())),
        ):
            action = menu.addAction(words)
            action.setShortcut(QKeySequence(keys))
            action.setEnabled(usable)
            action.triggered.connect(work)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())
