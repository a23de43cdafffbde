"""The table's keys are those of Excel: Enter goes down, Tab to the next cell that is typed."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QLineEdit, QTableView, QWidget

from kxdesk.ui.indicators.columns import COLUMNS, COMPUTED, KEYS
from kxdesk.ui.indicators.model import IndicatorModel
from kxdesk.ui.text import _

_ROW = 30
_Hint = QAbstractItemDelegate.EndEditHint


class IndicatorTable(QTableView):
    """One row a figure."""

    pasted = Signal()
    copied = Signal()
    cleared = Signal()

    def __init__(self, model: IndicatorModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName(_("指標の表"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.setGridStyle(Qt.PenStyle.SolidLine)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsMovable(False)
        for column, (_key, _heading, width) in enumerate(COLUMNS):
            self.setColumnWidth(column, width)
        self.setMinimumHeight(200)

    def go(self, index: QModelIndex) -> None:
        """To a cell, and it alone is chosen, whatever keys are held."""
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() is QAbstractItemView.State.EditingState:  # what the cell itself did not want
            super().keyPressEvent(event)
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._go_down()
        else:
            super().keyPressEvent(event)

    def _go_down(self) -> None:
        index = self.currentIndex()
        if index.row() + 1 < self.model().rowCount():
            self.go(index.siblingAtRow(index.row() + 1))

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Tab passes what the program computes."""
        step = {
            QAbstractItemView.CursorAction.MoveNext: 1,
            QAbstractItemView.CursorAction.MovePrevious: -1,
        }.get(action)
        if step is None:
            return super().moveCursor(action, modifiers)
        at = self.currentIndex().row() * len(KEYS) + self.currentIndex().column() + step
        while 0 <= at < self.model().rowCount() * len(KEYS):
            row, column = divmod(at, len(KEYS))
            if KEYS[column] not in COMPUTED:
                return self.model().index(row, column)
            at += step
        return self.currentIndex()

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter in a cell goes down, as it does on it."""
        super().closeEditor(editor, hint)
        if hint == _Hint.SubmitModelCache:
            self._go_down()

    def commit(self) -> None:
        """What is typed into a cell that is still open."""
        editor = self.focusWidget()
        if isinstance(editor, QLineEdit) and self.isAncestorOf(editor):
            self.commitData(editor)
