"""The differences of one workbook, by issue: 配布時, 提出, 現在 side by side; decided by key."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from kxdesk.domain.merging import Decision, Difference
from kxdesk.ui.intake.difference_painting import GROUP, ROW, DifferenceDelegate
from kxdesk.ui.intake.entries import Entry
from kxdesk.ui.intake.telling import Row, mark_of, rows_of
from kxdesk.ui.text import _

_WHERE = 0.24  # of the width, for the first column


class DifferenceList(QTreeView):
    """Says what the person wants; it decides nothing itself."""

    chosen = Signal(object)  # Difference: gone to
    wanted = Signal(object)  # Difference: clicked or Enter, its cell is wanted
    decided = Signal(object, object)  # Difference, Decision; EDITED asks for the text first
    later_wanted = Signal(object)  # Difference: not now, on to the next
    undo_wanted = Signal(object)  # Difference or None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry: Entry | None = None
        self._items: dict[int, list[QStandardItem]] = {}
        self._settling = QTimer(self, interval=0, singleShot=True)
        self._settling.timeout.connect(self._settle)
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self._delegate = DifferenceDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(0)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("違いの一覧"))
        self.header().setSectionsMovable(False)
        self.header().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.header().sectionResized.connect(lambda *_sizes: self._on_widths())
        self.clicked.connect(self._on_clicked)
        self._write_heads(deciding=False)

    def show_entry(self, entry: Entry, *, deciding: bool, only_waiting: bool = False) -> None:
        """The differences of a workbook, the first conflict chosen; `deciding` names the keys for it."""
        self._entry = entry
        self._items = {}
        self._model.clear()
        self._delegate.forget()
        self._write_heads(deciding=deciding)
        group: QStandardItem | None = None
        waiting = entry.undecided
        for row in rows_of(entry):
            if only_waiting and row.difference not in waiting:
                continue
            if group is None or group.text() != row.group:
                group = self._group(row.group)
            self._add(group, entry, row)
        self.expandAll()
        self._fit()
        self._go_first(entry)
        self._settling.start()

    def refresh(self) -> None:
        """Marks and tints, after a decision."""
        if self._entry is not None:
            for items in self._items.values():
                self._describe(items, self._entry)
        self.viewport().update()

    @property
    def differences(self) -> list[Difference]:
        return [items[0].data(ROW).difference for items in self._items.values()]

    @property
    def current(self) -> Difference | None:
        row = self._row_at(self.currentIndex())
        return row.difference if row else None

    def go(self, difference: Difference) -> bool:
        """To this one; False if it is not in the list."""
        for items in self._items.values():
            found: Difference = items[0].data(ROW).difference
            if (found.ref, found.field) == (difference.ref, difference.field):
                here = items[0].index()
                self.setCurrentIndex(here)
                if here.row() == 0:  # with the heading above it
                    self.scrollTo(here.parent())
                self.scrollTo(here)
                return True
        return False

    def step(self, by: int) -> None:
        """To the next or the previous one."""
        self._step(by, lambda _difference: True)

    def go_on(self) -> None:
        """To the next conflict that waits, from the top again after the last."""
        assert self._entry
        shown = self.differences
        waiting = [difference for difference in self._entry.undecided if difference in shown]
        if not self._step(1, lambda difference: difference in waiting) and waiting:
            self.go(waiting[0])

    def _step(self, by: int, fits: Callable[[Difference], bool]) -> bool:
        all_ = self.differences
        current = self.current
        at = all_.index(current) if current in all_ else -1
        rest: Sequence[Difference] = all_[at + 1 :] if by > 0 else all_[:at][::-1] if at > 0 else ()
        found = next((difference for difference in rest if fits(difference)), None)
        return found is not None and self.go(found)

    # Filling

    def _write_heads(self, *, deciding: bool) -> None:
        theirs, ours = (_("提出［1で採る］"), _("現在［2で残す］")) if deciding else (_("提出"), _("現在"))
        self._model.setHorizontalHeaderLabels([_("項目"), _("配布時"), theirs, ours])

    def _group(self, words: str) -> QStandardItem:
        item = QStandardItem(words)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setData(words, GROUP)
        self._model.appendRow(item)
        self.setFirstColumnSpanned(item.row(), QModelIndex(), True)
        return item

    def _add(self, group: QStandardItem, entry: Entry, row: Row) -> None:
        items = [QStandardItem() for _column in range(4)]
        for item, tip in zip(items, ("", *row.plain), strict=True):
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setData(row, ROW)
            item.setToolTip(tip)
        group.appendRow(items)
        self._items[id(row)] = items
        self._describe(items, entry)

    def _describe(self, items: list[QStandardItem], entry: Entry) -> None:
        """For a screen reader."""
        row: Row = items[0].data(ROW)
        texts = (f"{row.within} {row.field} {mark_of(entry, row.difference).words}".strip(), *row.plain)
        for item, text in zip(items, texts, strict=True):
            item.setData(text, Qt.ItemDataRole.AccessibleTextRole)

    def _go_first(self, entry: Entry) -> None:
        first = next(iter(entry.undecided or entry.differences), None)
        if first is not None:
            self.go(first)

    # Asking

    def entry(self) -> Entry | None:
        """The workbook that is shown."""
        return self._entry

    def _row_at(self, index: QModelIndex | QPersistentModelIndex) -> Row | None:
        row: Row | None = index.data(ROW) if index.isValid() else None
        return row

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        row = self._row_at(current)
        if row is not None:
            self.chosen.emit(row.difference)

    def _on_clicked(self, index: QModelIndex) -> None:
        row = self._row_at(index)
        if row is not None:
            self.wanted.emit(row.difference)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self.current
        match event.key():
            case Qt.Key.Key_J | Qt.Key.Key_Down:
                self.step(1)
            case Qt.Key.Key_K | Qt.Key.Key_Up:
                self.step(-1)
            case Qt.Key.Key_1 if current is not None:
                self.decided.emit(current, Decision.THEIRS)
            case Qt.Key.Key_2 if current is not None:
                self.decided.emit(current, Decision.OURS)
            case Qt.Key.Key_3 if current is not None:
                self.later_wanted.emit(current)
            case Qt.Key.Key_4 if current is not None:
                self.decided.emit(current, Decision.BOTH)
            case Qt.Key.Key_E if current is not None:
                self.decided.emit(current, Decision.EDITED)
            case Qt.Key.Key_U:
                self.undo_wanted.emit(current)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if current is not None:
                self.wanted.emit(current)
            case _:
                super().keyPressEvent(event)

    # Widths

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def _fit(self) -> None:
        """The four columns share the width."""
        header = self.header()
        width = self.viewport().width()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setStretchLastSection(True)
        first = round(width * _WHERE)
        for column, size in enumerate((first, (width - first) // 3, (width - first) // 3)):
            header.resizeSection(column, size)

    def _on_widths(self) -> None:
        self._delegate.forget()
        self.scheduleDelayedItemsLayout()
        self._settling.start()

    def _settle(self) -> None:
        """Rows have other heights now: the chosen one is brought into sight again."""
        if self.current is not None:
            self.go(self.current)
