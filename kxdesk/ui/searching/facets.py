"""Where the hits are, counted; a number that is chosen narrows, chosen again it does not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from kxdesk.domain.fiscal_year import year_label
from kxdesk.domain.things import Kind
from kxdesk.ui.labels import bold
from kxdesk.ui.text import _
from kxdesk.words import fields

_NAMES = ("bureau", "area", "field", "fiscal_year")
_MOST = 12  # of one facet; who wants more types more


class Facets(QTreeWidget):
    """局区, 課題領域, 項目, 年度, one choice in each."""

    narrowed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen: dict[str, str] = {}
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(10)
        self.setAccessibleName(_("絞り込み"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, self.header().ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, self.header().ResizeMode.ResizeToContents)
        self.itemClicked.connect(lambda item, _column: self._on_chosen(item))
        self.itemActivated.connect(lambda item, _column: self._on_chosen(item))

    def show_counts(self, counted: Any) -> None:
        """Of all hits; a facet with one value is no choice."""
        self.clear()
        for name in _NAMES:
            counts: Mapping[str, int] = getattr(counted, name)
            chosen = self.chosen.get(name)
            if len(counts) > 1 or chosen is not None:
                self._add(name, counts, chosen)
        self.expandAll()

    def _add(self, name: str, counts: Mapping[str, int], chosen: str | None) -> None:
        titles = {"bureau": _("局・区"), "area": _("課題領域"), "field": _("項目"), "fiscal_year": _("年度")}
        head = QTreeWidgetItem([titles[name], ""])
        head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        head.setFont(0, bold(self.font()))
        self.addTopLevelItem(head)
        values = list(counts)[:_MOST]
        if chosen is not None and chosen not in values:
            values.append(chosen)
        for value in values:
            item = QTreeWidgetItem([_value_name(name, value), f"{counts.get(value, 0):,}"])
            item.setData(0, Qt.ItemDataRole.UserRole, (name, value))
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight)
            item.setToolTip(0, _value_name(name, value))
            if value == chosen:
                item.setText(0, f"✓ {item.text(0)}")
                font = QFont(self.font())
                font.setBold(True)
                item.setFont(0, font)
            head.addChild(item)

    def _on_chosen(self, item: QTreeWidgetItem) -> None:
        place = item.data(0, Qt.ItemDataRole.UserRole)
        if place is None:
            return
        name, value = place
        if self.chosen.get(name) == value:
            del self.chosen[name]
        else:
            self.chosen[name] = value
        self.narrowed.emit()


def _value_name(name: str, value: str) -> str:
    if name == "field":
        kind, _dot, key = value.partition(".")
        return f"{fields.kind_name(Kind(kind))}：{fields.field_name(Kind(kind), key)}"
    if name == "fiscal_year" and value:
        return year_label(value)
    return value or _("（なし）")
