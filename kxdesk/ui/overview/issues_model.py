"""Issues of all bureaus as Qt's table model."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from kxdesk.domain.survey import IssueFacts, IssueStanding
from kxdesk.ui.text import N_, _
from kxdesk.ui.theme import colours
from kxdesk.words.standings import issue_standing_name

HEADINGS = (N_("局・区"), N_("課題"), N_("課題名"), N_("政策分野"), N_("影響・緊急"), N_("状況"), N_("遅れ"))
BUREAU, TITLE = 0, 2
_STANDING, _LATE = 5, 6
_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


class IssuesModel(QAbstractTableModel):
    """One row an issue."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._issues: list[IssueFacts] = []

    def show(self, issues: list[IssueFacts]) -> None:
        self.beginResetModel()
        self._issues = issues
        self.endResetModel()

    def issue(self, row: int) -> IssueFacts | None:
        return self._issues[row] if 0 <= row < len(self._issues) else None

    def rowCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._issues)

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
        issue = self._issues[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _texts(issue)[index.column()]
            case Qt.ItemDataRole.ToolTipRole if index.column() == TITLE:
                return issue.title
            case Qt.ItemDataRole.TextAlignmentRole:
                return _side(index.column())
            case Qt.ItemDataRole.ForegroundRole if index.column() in (_STANDING, _LATE):
                late = issue.standing is IssueStanding.LATE
                return QColor(colours().bad if late else colours().ink)
        return None


def _texts(issue: IssueFacts) -> tuple[str, ...]:
    return (
        issue.bureau or _("（局・区名なし）"),
        f"{issue.area or '?'}({issue.number or '–'})",
        issue.title or _("（課題名なし）"),
        issue.policy_field,
        "・".join(filter(None, (issue.impact, issue.urgency))),
        issue_standing_name(issue.standing),
        str(issue.late) if issue.late else "",
    )


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == _LATE else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
