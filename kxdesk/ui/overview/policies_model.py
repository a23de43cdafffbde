"""The desk's policies as Qt's table model, filtered by words as typed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from kxdesk.domain.fiscal_year import year_label
from kxdesk.domain.keys import search_key
from kxdesk.ui.text import N_, _
from kxdesk.usecases.list_policies import PolicySummary

HEADINGS = (N_("局・区"), N_("年度"), N_("様式"), N_("課題"))
_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_COUNT = 3  # the column of figures, set at the right


class PoliciesModel(QAbstractTableModel):
    """One row a policy."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[PolicySummary, ...] = ()
        self._rows: list[PolicySummary] = []
        self._words = ""

    def show(self, policies: tuple[PolicySummary, ...]) -> None:
        self._all = policies
        self.filter(self._words)

    def filter(self, words: str) -> None:
        """Leave the policies that hold all words."""
        self._words = words
        keys = [search_key(word) for word in words.split()]
        self.beginResetModel()
        self._rows = [policy for policy in self._all if all(key in _key(policy) for key in keys)]
        self.endResetModel()

    def policy(self, row: int) -> PolicySummary | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, policy_id: str) -> int:
        """-1 where it is not shown."""
        return next((row for row, policy in enumerate(self._rows) if policy.id == policy_id), -1)

    def rowCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, _parent: _Index = _TOP) -> int:
        return len(HEADINGS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return _(HEADINGS[section]) if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        return (
            _texts(self._rows[index.row()])[index.column()] if role == Qt.ItemDataRole.DisplayRole else None
        )


def _texts(policy: PolicySummary) -> tuple[str, ...]:
    bureau = policy.bureau or _("（局・区名なし）")
    return bureau, year_label(policy.fiscal_year), policy.form.name, str(policy.issues)


def _key(policy: PolicySummary) -> str:
    return search_key(f"{policy.bureau} {year_label(policy.fiscal_year)} {policy.form.name}")


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == _COUNT else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
