"""One returned workbook: its differences, what was read and noticed, and the original cell beside them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSplitter, QTabWidget, QVBoxLayout, QWidget

from kxdesk.domain.merging import Decision, Difference, State
from kxdesk.ui.intake.difference_list import DifferenceList
from kxdesk.ui.intake.entries import Entry, Standing
from kxdesk.ui.intake.original import Original
from kxdesk.ui.intake.reader import Reader
from kxdesk.ui.intake.value_list import FlagList, ValueList
from kxdesk.ui.intake.waiting_card import WaitingCard
from kxdesk.ui.labels import muted
from kxdesk.ui.text import _
from kxdesk.workbook.receipts import Receipt


class Workbench(QWidget):
    """Decides on the entry it shows and says so."""

    decided = Signal()

    def __init__(self, reader: Reader, *, writable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry: Entry | None = None
        self._writable = writable
        self.card = WaitingCard()
        self.differences = DifferenceList()
        self.values = ValueList()
        self.flags = FlagList()
        self.original = Original(reader)
        self.hint = muted(points=9)
        self.all_button = QPushButton(_("まとめて決める(&A)"))
        self.tabs = QTabWidget()
        self.tabs.setObjectName("side")
        self.tabs.setDocumentMode(True)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.tabs.addTab(self._difference_page(), _("違い"))
        self.tabs.addTab(self.values, _("読み取った値"))
        self.tabs.addTab(self.flags, _("気づいたこと"))
        self.split.setHandleWidth(5)
        self.split.addWidget(self.tabs)
        self.split.addWidget(self.original)
        self.split.setStretchFactor(0, 3)
        self.split.setStretchFactor(1, 2)
        self.split.setSizes([680, 480])
        self.split.setChildrenCollapsible(False)
        self._blank = QWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.card)
        column.addWidget(self.split, 1)
        column.addWidget(self._blank, 1)

    def _difference_page(self) -> QWidget:
        page = QWidget()
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 6, 10, 6)
        foot.addWidget(self.hint, 1)
        foot.addWidget(self.all_button)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.differences, 1)
        column.addLayout(foot)
        page.setFocusProxy(self.differences)
        return page

    def _connect(self) -> None:
        self.all_button.setAutoDefault(False)
        menu = QMenu(self.all_button)
        menu.addAction(_("未決の競合は、すべて提出を採る(&1)"), lambda: self._decide_all(Decision.THEIRS))
        menu.addAction(_("未決の競合は、すべて現在を残す(&2)"), lambda: self._decide_all(Decision.OURS))
        menu.addSeparator()
        menu.addAction(_("決定をすべて取り消す(&U)"), self._undo_all)
        self.all_button.setMenu(menu)
        self.differences.chosen.connect(self._on_difference)
        self.differences.wanted.connect(self._on_difference)
        self.differences.decided.connect(self._on_decided)
        self.differences.undo_wanted.connect(self._on_undo)
        self.values.chosen.connect(lambda receipt: self.original.show_receipts((receipt,)))
        self.values.wanted.connect(lambda receipt: self.original.show_receipts((receipt,)))
        self.flags.wanted.connect(self.original.show_flag)
        self.original.receipt_clicked.connect(self._on_receipt)

    def show_entry(self, entry: Entry) -> None:
        """All of a workbook; the tab stays where it says something."""
        self._entry = entry
        readable = entry.reading is not None and (entry.looked is not None or entry.problem is not None)
        self.card.show_entry(entry)
        self.split.setVisible(readable)
        self._blank.setVisible(not readable)
        if not readable:
            return
        self.original.show_entry(entry)
        flags = entry.reading.flags
        self.values.show_entry(entry)
        self.flags.show_flags(flags)
        compared = entry.standing in (Standing.READY, Standing.TAKEN)
        self.tabs.setTabVisible(0, compared)
        mine = [each for each in entry.differences if each.state in (State.THEIRS, State.CONFLICT)]
        self.tabs.setTabText(0, _("違い {count}").format(count=len(mine)))
        self.tabs.setTabText(
            2, _("気づいたこと {count}").format(count=len(flags)) if flags else _("気づいたこと")
        )
        self.tabs.setCurrentIndex(0 if compared else 1)
        if compared:
            self.differences.show_entry(entry, deciding=self._writable and bool(entry.conflicts))
        else:
            self.values.go_first()
        self.refresh()

    def refresh(self) -> None:
        """After a decision."""
        entry = self._entry
        if entry is None:
            return
        self.differences.refresh()
        may = self._writable and bool(entry.conflicts) and entry.standing in (Standing.READY, Standing.TAKEN)
        self.all_button.setVisible(may)
        words = ""
        if may:
            words = _("↑↓ 移動　1 提出　2 現在　u 取消　Enter 元のセル")
        elif not entry.differences:
            words = _("現在の内容と違うところはありません。")
        self.hint.setText(words)

    def focus(self) -> None:
        """Where the person goes on by key."""
        page = self.tabs.currentWidget()
        if page is not None:
            page.setFocus()

    def _on_difference(self, difference: Difference) -> None:
        if self._entry is not None:
            self.original.show_receipts(self._entry.places.cells_of(difference))

    def _on_decided(self, difference: Difference, choice: Decision) -> None:
        if self._entry is None or not self._writable or not self._entry.may_decide(difference):
            return
        self._entry.decide(difference, choice)
        self._tell()
        self.differences.go_on()

    def _on_undo(self, difference: Difference | None) -> None:
        key = self._entry.undo(difference) if self._entry is not None and self._writable else None
        if key is None or self._entry is None:
            return
        self._tell()
        found = next((each for each in self._entry.conflicts if (each.ref, each.field) == key), None)
        if found is not None:
            self.differences.go(found)

    def _decide_all(self, choice: Decision) -> None:
        assert self._entry
        for difference in self._entry.undecided:
            self._entry.decide(difference, choice)
        self._tell()

    def _undo_all(self) -> None:
        assert self._entry
        while self._entry.undo() is not None:
            pass
        self._tell()

    def _tell(self) -> None:
        self.refresh()
        self.decided.emit()

    def _on_receipt(self, receipt: Receipt) -> None:
        """From the picture back to the value, among the differences if it is one."""
        assert self._entry
        places = self._entry.places
        found = next((each for each in self._entry.differences if receipt in places.cells_of(each)), None)
        if found is not None and self.tabs.currentIndex() == 0:
            self.differences.go(found)
        else:
            self.tabs.setCurrentWidget(self.values)
            self.values.go(receipt)
