"""The editions of a desk as a table, the oldest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from kxdesk.ui.text import N_, _
from kxdesk.words import times

_HEADINGS = (N_("版"), N_("時点"), N_("固定した日時"), N_("固定した人"), N_("方針"), N_("指紋"))
_SHORT = 16  # digits of a hash that a person compares


class EditionList(QTableWidget):
    """One row an edition."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, len(_HEADINGS), parent)
        self.setHorizontalHeaderLabels([_(name) for name in _HEADINGS])
        self.setAccessibleName(_("版の一覧"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def show_editions(self, editions: Sequence[Any]) -> None:
        self.setRowCount(len(editions))
        for row, edition in enumerate(editions):
            frozen = times.day_and_clock(datetime.fromisoformat(edition.frozen_at))
            texts = (
                edition.name,
                edition.as_of,
                frozen,
                edition.by,
                str(len(edition.policies)),
                edition.digest[:_SHORT],
            )
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(edition.digest if column == len(texts) - 1 else "")
                if column == len(texts) - 2:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.setItem(row, column, item)
