"""The table of indicators as Qt's model: cached things and texts, no query; the last row is for a new one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from kxdesk.domain.checks import Finding
from kxdesk.domain.claims import titles_of
from kxdesk.domain.contradictions import target_years
from kxdesk.domain.indicator_grid import TARGET, Row, cell_text, rows_of
from kxdesk.domain.indicators import Indicator, Observation
from kxdesk.domain.measures import Measures, measures_of
from kxdesk.domain.policy import Policy
from kxdesk.ui.indicators.columns import COLUMNS, COMPUTED, KEYS, NUMBERS, TREND, computed
from kxdesk.ui.text import _

FINDINGS = int(Qt.ItemDataRole.UserRole)
MEASURES = FINDINGS + 1
_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_NOTHING = Indicator()


class IndicatorModel(QAbstractTableModel):
    """Rows as `indicator_grid.rows_of` gives them; what is typed goes to `typed`."""

    def __init__(self, typed: Callable[[Row | None, str, str], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()
        self.writable = False
        self._typed = typed
        self._things: list[tuple[Indicator, Observation | None]] = []
        self._measures: dict[str, Measures] = {}
        self._titles: Mapping[str, str] = {}
        self._years: Mapping[str, str] = {}
        self._findings: dict[tuple[str, str], list[Finding]] = {}

    def show(self, policy: Policy, *, writable: bool) -> None:
        """Take over what is to be shown; an editor that is open stays open."""
        rows = rows_of(policy)
        known = len(self.rows)
        # A row stays the same row when it gets its first figure.
        before, after = [row.indicator for row in self.rows], [row.indicator for row in rows]
        same = after == before and writable == self.writable
        grows = after[:known] == before and writable == self.writable and len(rows) > known
        if grows:
            # The blank row becomes the first of them; new ones, and a new blank one, come below it.
            self.beginInsertRows(_TOP, known + writable, len(rows) - 1 + writable)
        elif not same:
            self.beginResetModel()
        self._take(policy, rows, writable)
        if grows:
            self.endInsertRows()
        elif not same:
            self.endResetModel()
        if rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(KEYS) - 1))

    def _take(self, policy: Policy, rows: tuple[Row, ...], writable: bool) -> None:
        by_id = {one.id: one for one in policy.indicators}
        entries = {entry.id: entry for one in policy.indicators for entry in one.observations}
        self.rows, self.writable = rows, writable
        self._things = [(by_id[row.indicator], entries.get(row.observation)) for row in rows]
        self._measures = {}
        self._titles, self._years = titles_of(policy), target_years(policy)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Marked at their cells."""
        found: dict[tuple[str, str], list[Finding]] = {}
        for finding in findings:
            found.setdefault((finding.ref.id, finding.key), []).append(finding)
        if found != self._findings:
            self._findings = found
            if self.rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(KEYS) - 1))

    def indicator_at(self, row: int) -> Indicator | None:
        """The one of a row; None for the row of a new one."""
        return self._things[row][0] if 0 <= row < len(self._things) else None

    def measures(self, indicator: Indicator) -> Measures:
        """Computed once until something is typed."""
        found = self._measures.get(indicator.id)
        if found is None:
            found = self._measures[indicator.id] = measures_of(indicator, self._titles, self._years)
        return found

    def findings_at(self, row: int, key: str) -> list[Finding]:
        """Of a cell: of the figure, of the target, or of the indicator."""
        if not 0 <= row < len(self._things):
            return []
        indicator, entry = self._things[row]
        found = list(self._findings.get((indicator.id, key), ()))
        if entry is not None:
            found += self._findings.get((entry.id, key), ())
        if key == TARGET:
            for target in indicator.targets:
                found += [
                    *self._findings.get((target.id, "value"), ()),
                    *self._findings.get((target.id, "words"), ()),
                ]
        return found

    def place_of(self, id_: str, key: str) -> QModelIndex:
        """The cell of a thing's field; an invalid index where there is none."""
        column = KEYS.index(key) if key in KEYS else KEYS.index("name")
        for at, (indicator, entry) in enumerate(self._things):
            if entry is not None and entry.id == id_:
                return self.index(at, column)
            if any(target.id == id_ for target in indicator.targets):
                return self.index(at, KEYS.index(TARGET))
            if indicator.id == id_:
                return self.index(at, column)
        return QModelIndex()

    def text(self, row: int, key: str) -> str:
        """What a cell shows."""
        if row >= len(self._things):
            return ""
        indicator, entry = self._things[row]
        if key == "source":
            return self._titles.get(entry.source or "", "") if entry and entry.source else ""
        if key in COMPUTED:
            return computed(key, indicator, entry, self.measures(indicator))
        if row and key == "group_name" and self._things[row - 1][0].group_name == indicator.group_name:
            return ""
        return cell_text(indicator, entry, key)

    def rowCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.rows) + self.writable

    def columnCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else len(KEYS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(COLUMNS[section][1])
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.writable and KEYS[index.column()] not in COMPUTED:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        row, key = index.row(), KEYS[index.column()]
        is_trend = key == TREND
        if role == Qt.ItemDataRole.EditRole:
            return (
                cell_text(*self._things[row], key) if row < len(self._things) and key not in COMPUTED else ""
            )
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return "" if is_trend else self.text(row, key)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if key in NUMBERS else None
        if role == FINDINGS:
            return self.findings_at(row, key)
        indicator = self.indicator_at(row) if role == MEASURES and is_trend else None
        return None if indicator is None else self.measures(indicator)

    def setData(self, index: _Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        if role != Qt.ItemDataRole.EditRole or not self.writable:
            return False
        row, key = index.row(), KEYS[index.column()]
        if str(value) == self.data(index, int(Qt.ItemDataRole.EditRole)):
            return False
        self._typed(self.rows[row] if row < len(self.rows) else None, key, str(value))
        return True
