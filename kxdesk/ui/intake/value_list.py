"""読み取った値: every value with the cell it came from; 気づいたこと: what the reader noticed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHeaderView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kxdesk.domain.keys import search_key
from kxdesk.ui.icons import icon
from kxdesk.ui.intake.entries import Entry
from kxdesk.ui.intake.telling import issue_words, within
from kxdesk.ui.labels import bold
from kxdesk.ui.text import _
from kxdesk.ui.theme import colours
from kxdesk.words.fields import field_name
from kxdesk.words.flags import told_flag
from kxdesk.words.readings import told_normalised
from kxdesk.workbook.places import issue_of
from kxdesk.workbook.receipts import Flag, Receipt

_OF = Qt.ItemDataRole.UserRole
_CONTROL_NUMBER = "control_number"


class _MiddleElided(QStyledItemDelegate):
    """The form's headings often differ at their end only."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle


class ValueList(QWidget):
    """In the order of the workbook, by issue; words typed above leave only the rows that hold them."""

    chosen = Signal(object)  # Receipt: gone to
    wanted = Signal(object)  # Receipt: clicked or Enter

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filter_box = QLineEdit()
        self.filter_box.setPlaceholderText(_("値・項目・セルで絞り込む"))
        self.filter_box.setClearButtonEnabled(True)
        self.filter_box.textChanged.connect(self._on_filter)
        self._groups: list[QTreeWidgetItem] = []
        self.tree = QTreeWidget()
        self.tree.setColumnCount(3)
        self.tree.setHeaderLabels([_("項目"), _("読み取った値"), _("セル")])
        self.tree.setRootIsDecorated(False)
        self.tree.setItemsExpandable(False)
        self.tree.setIndentation(10)
        self.tree.setUniformRowHeights(True)
        self.tree.setItemDelegateForColumn(0, _MiddleElided(self.tree))
        self.tree.setAccessibleName(_("読み取った値"))
        self.tree.currentItemChanged.connect(lambda item, _old: self._emit(self.chosen, item))
        self.tree.itemClicked.connect(lambda item, _column: self._emit(self.wanted, item))
        self.tree.itemActivated.connect(lambda item, _column: self._emit(self.wanted, item))
        header = self.tree.header()
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setStretchLastSection(False)
        header.resizeSection(0, 200)
        header.resizeSection(2, 150)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 0)
        column.setSpacing(8)
        column.addWidget(self.filter_box)
        column.addWidget(self.tree, 1)
        self.setFocusProxy(self.tree)

    def show_entry(self, entry: Entry) -> None:
        self.tree.clear()
        self._groups = []
        group: QTreeWidgetItem | None = None
        for receipt in entry.places.receipts:
            words = _group(entry, receipt)
            if group is None or group.text(0) != words:
                group = self._add_group(words)
            group.addChild(_item(entry, receipt))
        self.tree.expandAll()
        self._on_filter(self.filter_box.text())

    def go(self, receipt: Receipt) -> None:
        """To this one."""
        for item in self._items():
            if item.data(0, _OF) == receipt:
                self.tree.setCurrentItem(item)
                self.tree.scrollToItem(item)
                return

    def go_first(self) -> None:
        """To the first value, if there is any."""
        first = next(iter(self._items()), None)
        if first is not None:
            self.tree.setCurrentItem(first)

    @property
    def count(self) -> int:
        """How many values there are."""
        return sum(1 for _item in self._items())

    def _items(self) -> Iterable[QTreeWidgetItem]:
        for group in self._groups:
            yield from _children(group)

    def _add_group(self, words: str) -> QTreeWidgetItem:
        group = QTreeWidgetItem([words])
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        group.setFont(0, bold(self.tree.font()))
        self.tree.addTopLevelItem(group)
        group.setFirstColumnSpanned(True)
        self._groups.append(group)
        return group

    def _on_filter(self, words: str) -> None:
        keys = [search_key(word) for word in words.split()]
        for group in self._groups:
            head, shown = search_key(group.text(0)), 0
            for item in _children(group):
                text = head + search_key(" ".join(item.text(column) for column in range(3)))
                item.setHidden(not all(key in text for key in keys))
                shown += not item.isHidden()
            group.setHidden(not shown)

    def _emit(self, signal: Any, item: QTreeWidgetItem | None) -> None:
        receipt = item.data(0, _OF) if item is not None else None
        if receipt is not None:
            signal.emit(receipt)


def _children(group: QTreeWidgetItem) -> Iterable[QTreeWidgetItem]:
    return filter(None, (group.child(number) for number in range(group.childCount())))


def _group(entry: Entry, receipt: Receipt) -> str:
    issue = issue_of(entry.places.chain_at(receipt))
    return issue_words(issue) if issue else _("方針全体")


def _item(entry: Entry, receipt: Receipt) -> QTreeWidgetItem:
    chain = entry.places.chain_at(receipt)
    where = within(chain) if issue_of(chain) else ""
    name = receipt_name(entry, receipt)
    value = str(entry.places.value_of(receipt) or "")
    flat = value.replace("\n", " ")
    item = QTreeWidgetItem([f"{name}　{where}".strip(), flat, f"{receipt.cell}　{receipt.sheet}"])
    item.setToolTip(1, value)
    item.setToolTip(2, "、".join(map(told_normalised, receipt.normalised)))
    if receipt.normalised:
        item.setIcon(2, icon("notice", colours().muted))
    item.setData(0, _OF, receipt)
    return item


def receipt_name(entry: Entry, receipt: Receipt) -> str:
    """The field in the form's words."""
    if receipt.key == _CONTROL_NUMBER:
        return _("管理番号")
    return field_name(receipt.kind, receipt.key, entry.form)


class FlagList(QListWidget):
    """In the order the reader noticed them."""

    wanted = Signal(object)  # Flag

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setIconSize(QSize(16, 16))
        self.setSpacing(2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("気づいたこと"))
        self.itemClicked.connect(self._on_wanted)
        self.itemActivated.connect(self._on_wanted)

    def show_flags(self, flags: Iterable[Flag]) -> None:
        self.clear()
        for flag in flags:
            item = QListWidgetItem(icon("notice", colours().warn), told_flag(flag))
            item.setData(_OF, flag)
            self.addItem(item)
        if not self.count():
            nothing = QListWidgetItem(_("気になる所はありませんでした。"))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(nothing)

    def _on_wanted(self, item: QListWidgetItem) -> None:
        flag = item.data(_OF)
        if flag is not None:
            self.wanted.emit(flag)
