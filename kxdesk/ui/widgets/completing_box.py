"""A line with proposals: the form's own choices first, then what the desk already uses."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QKeyCombination, QObject, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QListView, QToolButton

from kxdesk.domain.keys import search_key
from kxdesk.ui.text import _
from kxdesk.ui.widgets.growing_text import belongs_to_window
from kxdesk.ui.widgets.text_box import TextBox

_OPEN = QKeyCombination(Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Down)
_TO_THE_LIST = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
)


class CompletingBox(TextBox):
    """Any text may be typed; the list only proposes, and keeps away while a word is being composed."""

    def __init__(self, heading: str) -> None:
        super().__init__(heading, one_line=True)
        self._all: tuple[str, ...] = ()
        self._model = QStringListModel(self)
        self._completer = QCompleter(self._model, self)
        self._list = QListView()
        self._completer.setPopup(self._list)
        self._completer.setWidget(self.editor)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.activated.connect(self._take)
        self._button = QToolButton(self, arrowType=Qt.ArrowType.DownArrow, autoRaise=True)
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.setCursor(Qt.CursorShape.ArrowCursor)
        self._button.setAccessibleName(_("{heading}の候補").format(heading=heading))
        self._button.setFixedHeight(self.editor.fontMetrics().lineSpacing() + 2)
        self._button.clicked.connect(self._propose_all)
        self.paper.add_beside(self._button)
        self.editor.typed.connect(self._propose)
        self.editor.yields = self._yields
        self.editor.installEventFilter(self)

    def set_proposals(self, values: Iterable[str]) -> None:
        self._all = tuple(dict.fromkeys(value for value in values if value))
        self._button.setVisible(bool(self._all))

    def set_read_only(self, value: bool) -> None:
        super().set_read_only(value)
        self._button.setEnabled(not value)

    def _propose(self, text: str) -> None:
        key = search_key(text)
        fitting = [value for value in self._all if key in search_key(value)]
        if self.editor.composing or not key or not fitting or fitting == [text]:
            self._list.hide()
            return
        self._open(fitting)

    def _propose_all(self) -> None:
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self._open(list(self._all))

    def _open(self, values: list[str]) -> None:
        self._model.setStringList(values)
        self._completer.complete(self.paper.rect().translated(-10, -2))

    def _take(self, value: str) -> None:
        self.editor.selectAll()
        self.editor.insertPlainText(value)
        self._list.hide()

    def _yields(self, event: QKeyEvent) -> bool:
        """While the list is open its keys are the completer's, which asks the editor first."""
        return belongs_to_window(event) or (self._list.isVisible() and event.key() in _TO_THE_LIST)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.keyCombination() == _OPEN
        ):
            self._propose_all()
            return True
        return super().eventFilter(watched, event)
