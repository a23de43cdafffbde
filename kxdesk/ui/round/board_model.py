"""The return board as Qt's table model: a row an organisation, filtered by words and counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from kxdesk.domain.board import Board, Line, Stage
from kxdesk.domain.keys import search_key
from kxdesk.ui.text import N_, _
from kxdesk.ui.theme import colours
from kxdesk.words import board as words

HEADINGS = (
    N_("状況"),
    N_("局区"),
    N_("課"),
    N_("締切"),
    N_("配布"),
    N_("提出"),
    N_("決めること"),
    N_("指摘（未／済）"),
    N_("差戻し"),
    N_("催促"),
    N_("確定"),
)
DIVISION, DECIDE = 2, 6
_COUNTS = {DECIDE, 7}
_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()

# What each total counts, so that a click on it leaves just those.
COUNTED: dict[str, Callable[[Line], bool]] = {
    "expected": lambda line: line.stage is not Stage.EXCUSED,
    "distributed": lambda line: bool(line.distributed),
    "returned": lambda line: bool(line.returned or line.refused or line.staged),
    "read": lambda line: bool(line.returned or line.staged),
    "disputed": lambda line: line.disputed > 0,
    "sent-back": lambda line: line.rounds_back > 0,
    "settled": lambda line: line.stage is Stage.SETTLED,
    "late": lambda line: line.is_late,
}


class BoardModel(QAbstractTableModel):
    """Rows in the order of the board: the silent ones first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._board = Board(())
        self._rows: list[Line] = []
        self._words = ""
        self._counted = ""

    def show(self, board: Board) -> None:
        self._board = board
        self._refill()

    def filter(self, typed: str) -> None:
        """Leave the organisations that hold all words."""
        self._words = typed
        self._refill()

    def count(self, key: str) -> None:
        """Leave those that a total counts; "" leaves all."""
        self._counted = key
        self._refill()

    def line(self, row: int) -> Line | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, organisation: str) -> int:
        """-1 where it is not shown."""
        rows = (row for row, line in enumerate(self._rows) if line.organisation == organisation)
        return next(rows, -1)

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
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return _texts(line)[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole:
            return _ink(line, index.column())
        if role == Qt.ItemDataRole.ToolTipRole and line.excused:
            return _("対象外: {why}").format(why=line.excused)
        return None

    def _refill(self) -> None:
        keys = [search_key(word) for word in self._words.split()]
        counted = COUNTED.get(self._counted, _any)
        self.beginResetModel()
        self._rows = [
            line for line in self._board.lines if counted(line) and all(key in _key(line) for key in keys)
        ]
        self.endResetModel()


def _any(_line: Line) -> bool:
    return True


def _texts(line: Line) -> tuple[str, ...]:
    remarks = f"{line.open_remarks}／{line.answered_remarks}"
    return (
        words.stage_name(line.stage),
        line.bureau,
        line.division,
        "　".join(part for part in (words.short_deadline(line.deadline), words.ageing(line)) if part),
        words.short_moment(line.distributed),
        words.short_moment(line.returned),
        str(line.disputed + line.refused + line.staged or ""),
        remarks if line.open_remarks or line.answered_remarks else "",
        words.short_moment(line.sent_back),
        words.short_moment(line.reminded),
        words.short_deadline(line.settled),
    )


def _ink(line: Line, column: int) -> QColor | None:
    chosen = colours()
    if line.stage is Stage.EXCUSED:
        return QColor(chosen.muted)
    if column == 0:
        tone = {Stage.SETTLED: chosen.good, Stage.SENT_BACK: chosen.warn, Stage.DISPUTED: chosen.warn}
        return QColor(chosen.bad if line.is_late else tone.get(line.stage, chosen.ink))
    return QColor(chosen.bad) if column == 3 and line.is_late else None


def _key(line: Line) -> str:
    return search_key(f"{line.name} {line.code} {words.stage_name(line.stage)} {line.contact}")


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in _COUNTS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
