"""All fields and how each stands; what a person has to look at comes first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QFrame, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from kxdesk.ui.icons import icon
from kxdesk.ui.labels import bold
from kxdesk.ui.templates.words import GROUPS, ICONS, STANDINGS
from kxdesk.ui.text import _
from kxdesk.ui.theme import colours
from kxdesk.words.guesses import name_of
from kxdesk.workbook.learn.standing import Entry, Group, Standing

Key = tuple[Group, str]  # and the field
_KEY = Qt.ItemDataRole.UserRole
_ORDER = tuple(Standing)


class FieldsPanel(QWidget):
    """A person chooses a field here, with mouse or keys."""

    chosen = Signal(object)  # Key
    confirmed = Signal()  # Enter

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tree = QTreeWidget()
        self.tree.setObjectName("fields")
        self.tree.setColumnCount(2)
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setIndentation(8)
        self.tree.setFrameShape(QFrame.Shape.NoFrame)
        self.tree.setIconSize(QSize(16, 16))
        self.tree.setAccessibleName(_("項目"))
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.setObjectName("navigator")
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 8, 4, 6)
        column.addWidget(self.tree)
        self._items: dict[Key, QTreeWidgetItem] = {}
        self._showing = False
        self.setFocusProxy(self.tree)
        self.tree.currentItemChanged.connect(lambda item, _before: self._on_item(item))
        self.tree.itemClicked.connect(lambda item, _column: self._on_item(item))
        self.tree.itemActivated.connect(lambda _item, _column: self.confirmed.emit())

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """All of them; the one chosen before stays chosen."""
        before, place = self.key, self.tree.verticalScrollBar().value()
        self._showing = True
        self.tree.clear()
        self._items = {}
        asked = [entry for entry in entries if entry.standing is Standing.ASK]
        if asked:
            head = self._head(_("見てほしい項目（{count}）").format(count=len(asked)))
            for entry in asked:
                self._add(head, entry)
        for group, words in GROUPS.items():
            rest = [entry for entry in entries if entry.group is group and entry not in asked]
            if rest:
                head = self._head(_(words))
                for entry in sorted(rest, key=lambda entry: _ORDER.index(entry.standing)):
                    self._add(head, entry)
        self.tree.expandAll()
        self.tree.verticalScrollBar().setValue(place)
        if before in self._items:
            self.tree.setCurrentItem(self._items[before])
        self._showing = False

    @property
    def key(self) -> Key | None:
        """What is chosen."""
        item = self.tree.currentItem()
        return item.data(0, _KEY) if item else None

    def item(self, key: Key) -> QTreeWidgetItem:
        """KeyError where nothing of that key is shown."""
        return self._items[key]

    def choose(self, key: Key | None) -> None:
        """Without saying so."""
        self._showing = True
        item = self._items.get(key) if key else None
        self.tree.setCurrentItem(item)  # type: ignore[arg-type]  # None takes the choice away
        if item:
            self.tree.scrollToItem(item)
        self._showing = False

    def _head(self, words: str) -> QTreeWidgetItem:
        head = QTreeWidgetItem([words])
        head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        head.setFont(0, bold(self.font()))
        head.setForeground(0, QBrush(QColor(colours().muted)))
        head.setSizeHint(0, QSize(80, 32))
        head.setTextAlignment(0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        self.tree.addTopLevelItem(head)
        head.setFirstColumnSpanned(True)
        return head

    def _add(self, head: QTreeWidgetItem, entry: Entry) -> None:
        key = entry.group, entry.field
        words = _(STANDINGS[entry.standing])
        shown = "" if entry.standing is Standing.SURE else words  # most are; only the others are said
        item = QTreeWidgetItem(head, [name_of(entry.field), shown])
        item.setToolTip(0, f"{name_of(entry.field)}: {words}")
        item.setData(0, _KEY, key)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{name_of(entry.field)} {words}")
        item.setIcon(0, icon(ICONS[entry.standing], _colour(entry.standing)))
        item.setForeground(1, QBrush(QColor(_colour(entry.standing))))
        item.setSizeHint(0, QSize(80, 26))
        self._items[key] = item

    def _on_item(self, item: QTreeWidgetItem | None) -> None:
        key = item.data(0, _KEY) if item else None
        if key and not self._showing:
            self.chosen.emit(key)


def _colour(standing: Standing) -> str:
    shown = colours()
    return {
        Standing.ASK: shown.warn,
        Standing.MISSING: shown.muted,
        Standing.SURE: shown.good,
        Standing.NOT_ASKED: shown.muted,
    }[standing]
