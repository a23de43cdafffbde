"""The changes as Qt's table model; further pages are asked for as one scrolls."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from kxdesk.ui.text import N_, _
from kxdesk.words import changes, history_table

HEADINGS = (
    N_("番号"),
    N_("日時"),
    N_("だれ"),
    N_("操作"),
    N_("箇所"),
    N_("理由"),
    N_("元のファイル"),
    N_("項目数"),
)
NUMBER, WHEN, WHO, WHAT, PLACE, WHY, FILE, EDITS = range(8)
_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


class TimelineModel(QAbstractTableModel):
    """One row a change. `more_wanted` tells the number of the last change that is here."""

    more_wanted = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Any] = []
        self._total = 0
        self._asked = False
        self._several = False

    def show(self, lines: Sequence[Any], total: int) -> None:
        """Another question was answered; `total` is how many lines there are in all."""
        self.beginResetModel()
        self._lines, self._total, self._asked = list(lines), total, False
        self._several = len({line.bureau for line in lines if line.bureau}) > 1
        self.endResetModel()

    def add(self, lines: Sequence[Any]) -> None:
        """The page that follows."""
        self._asked = False
        if not lines:
            self._total = len(self._lines)
            return
        last = len(self._lines)
        self.beginInsertRows(QModelIndex(), last, last + len(lines) - 1)
        self._lines += lines
        self.endInsertRows()

    def line(self, row: int) -> Any:
        """The change of a row, or None."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, number: int) -> int:
        """Where a change stands; -1 where it is not here."""
        return next((at for at, line in enumerate(self._lines) if line.line.facts.number == number), -1)

    def canFetchMore(self, parent: _Index) -> bool:
        return not parent.isValid() and not self._asked and len(self._lines) < self._total

    def fetchMore(self, _parent: _Index) -> None:
        if self._lines and not self._asked:
            self._asked = True
            self.more_wanted.emit(self._lines[-1].line.facts.number)

    def rowCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, _parent: _Index = _TOP) -> int:
        return len(HEADINGS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(section)
        return _(HEADINGS[section]) if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            text = self._text(self._lines[index.row()], index.column())
            return text if role == Qt.ItemDataRole.DisplayRole or len(text) > 12 else None
        return _side(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _text(self, named: Any, column: int) -> str:
        facts = named.line.facts
        return (
            str(facts.number),
            history_table.moment(facts.at),
            str(facts.display_name),
            changes.label_name(facts.label),
            history_table.line_place(named, several=self._several),
            str(facts.why),
            history_table.file_of(facts.source),
            str(named.line.edits),
        )[column]


def _side(column: int) -> Qt.AlignmentFlag:
    right = column in (NUMBER, EDITS)
    return (
        Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    ) | Qt.AlignmentFlag.AlignVCenter
