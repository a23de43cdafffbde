"""The thread and the promises as Qt's table models."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from kxdesk.ui.text import N_, _
from kxdesk.ui.theme import colours
from kxdesk.ui.years.rows import Row, name_of
from kxdesk.usecases.years import Kept

T = TypeVar("T")
_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
THREAD = (N_("前年度の課題"), N_("つながり"), N_("今年度の課題"), N_("変わらない文"))
PROMISES = (N_("前年度"), N_("約束"), N_("引き受ける課題"))


class ListModel(QAbstractTableModel, Generic[T]):
    """Rows whose cells are told by a function; open ones stand in bold."""

    def __init__(
        self,
        headings: Sequence[str],
        cells: Callable[[T], Sequence[str]],
        is_open: Callable[[T], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._headings = headings
        self._cells = cells
        self._is_open = is_open
        self._rows: Sequence[T] = ()

    def show(self, rows: Sequence[T]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def tell_by(self, cells: Callable[[T], Sequence[str]]) -> None:
        """Other words for the rows to come."""
        self._cells = cells

    def at(self, row: int) -> T | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, _parent: _Index = _TOP) -> int:
        return len(self._headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return _(self._headings[section]) if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self._cells(row)[index.column()]
            case Qt.ItemDataRole.FontRole if self._is_open(row):
                font = QFont()
                font.setWeight(QFont.Weight.DemiBold)
                return font
            case Qt.ItemDataRole.ForegroundRole if self._is_open(row):
                return QColor(colours().warn)
        return None


def thread_cells(row: Row) -> tuple[str, ...]:
    """Of a line of the thread."""
    return name_of(row.earlier), row.relation, name_of(row.later), row.unchanged


def promise_cells(names: dict[str, str]) -> Callable[[Kept], tuple[str, ...]]:
    """Of a promise; `names` by issue id, of both years."""

    def cells(kept: Kept) -> tuple[str, ...]:
        owner = names.get(kept.owner, "") or kept.reason
        told = owner or (_("引き受け手がいません") if kept.promise.sure else _("約束でしょうか？"))
        return names.get(kept.promise.issue, "").partition(" ")[0], kept.promise.text, told

    return cells
