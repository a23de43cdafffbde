"""One returned workbook: its differences, what was read and noticed, and the original cell beside them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QInputDialog,
    QLineEdit,
    QMenu,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from kxdesk.domain.merging import Choice, Decision, Difference, State
from kxdesk.ui.intake.difference_list import DifferenceList
from kxdesk.ui.intake.entries import Entry, Standing
from kxdesk.ui.intake.original import Original
from kxdesk.ui.intake.reader import Reader
from kxdesk.ui.intake.value_list import FlagList, ValueList
from kxdesk.ui.intake.waiting_card import WaitingCard
from kxdesk.ui.labels import muted
from kxdesk.ui.text import _
from kxdesk.workbook.receipts import Flag, Receipt


class Workbench(QWidget):
    """Decides on the entry it shows and says so; who keeps the decision is the screen's affair."""

    decided = Signal(list)  # of (Difference, Choice)
    undone = Signal(object, object)  # Key, the Choice that stood before or None

    def __init__(self, reader: Reader, *, writable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry: Entry | None = None
        self._writable = writable
        self.card = WaitingCard(writable=writable)
        self.differences = DifferenceList()
        self.values = ValueList()
        self.flags = FlagList()
        self.original = Original(reader)
        self.hint = muted(points=9)
        self.why = QLineEdit()
        self.only_waiting = QCheckBox(_("未決だけ(&W)"))
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
        foot.addWidget(self.only_waiting)
        foot.addWidget(self.why, 1)
        foot.addWidget(self.all_button)
        self.why.setPlaceholderText(_("決めた理由（履歴に残ります。書かなくてもかまいません）"))
        self.why.setAccessibleName(_("決めた理由"))
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.differences, 1)
        self.hint.setContentsMargins(12, 6, 10, 0)
        column.addWidget(self.hint)
        column.addLayout(foot)
        page.setFocusProxy(self.differences)
        return page

    def _connect(self) -> None:
        self.all_button.setAutoDefault(False)
        menu = QMenu(self.all_button)
        menu.addAction(
            _("このファイルの未決は、すべて提出を採る(&1)"), lambda: self._decide_all(Decision.THEIRS)
        )
        menu.addAction(
            _("このファイルの未決は、すべて現在を残す(&2)"), lambda: self._decide_all(Decision.OURS)
        )
        menu.addSeparator()
        menu.addAction(_("決定をすべて取り消す(&U)"), self._undo_all)
        self.all_button.setMenu(menu)
        self.differences.chosen.connect(self._on_difference)
        self.differences.wanted.connect(self._on_difference)
        self.differences.decided.connect(self._on_decided)
        self.differences.later_wanted.connect(lambda _difference: self.differences.go_on())
        self.differences.undo_wanted.connect(self._on_undo)
        self.only_waiting.toggled.connect(lambda _on: self._show_differences())
        self.values.chosen.connect(lambda receipt: self.original.show_receipts((receipt,)))
        self.values.wanted.connect(lambda receipt: self.original.show_receipts((receipt,)))
        self.flags.wanted.connect(self.original.show_flag)
        self.original.receipt_clicked.connect(self._on_receipt)

    def show_entry(self, entry: Entry) -> None:
        """All of a workbook; the tab stays where it says something."""
        self._entry = entry
        readable = entry.looked is not None and entry.item.form != ""
        self.card.show_entry(entry)
        self.split.setVisible(readable)
        self._blank.setVisible(not readable)
        if not readable:
            return
        flags = tuple(Flag(*flag) for flag in entry.item.flags)
        self.flags.show_flags(flags)
        compared = entry.standing in (Standing.READY, Standing.TAKEN)
        self.tabs.setTabVisible(0, compared)
        mine = [each for each in entry.differences if each.state in (State.THEIRS, State.CONFLICT)]
        self.tabs.setTabText(0, _("違い {count}").format(count=len(mine)))
        self.tabs.setTabText(
            2, _("気づいたこと {count}").format(count=len(flags)) if flags else _("気づいたこと")
        )
        self.tabs.setCurrentIndex(0 if compared else 1)
        self.show_cells()
        if compared:
            self._show_differences()
        self.refresh()

    def show_cells(self) -> None:
        """What the reader says, once the file has been read again."""
        entry = self._entry
        assert entry is not None
        self.original.show_entry(entry)
        self.tabs.setTabEnabled(1, entry.reading is not None)
        if entry.reading is None:
            return
        self.values.show_entry(entry)
        if self.tabs.currentIndex() == 0 and self.differences.current is not None:
            self._on_difference(self.differences.current)
        elif self.tabs.currentIndex() == 1:
            self.values.go_first()

    def _show_differences(self) -> None:
        entry = self._entry
        if entry is not None and entry.looked is not None:
            deciding = self._writable and bool(entry.conflicts)
            only = self.only_waiting.isChecked()
            self.differences.show_entry(entry, deciding=deciding, only_waiting=only)

    def refresh(self) -> None:
        """After a decision."""
        entry = self._entry
        if entry is None:
            return
        self.differences.refresh()
        may = self._writable and bool(entry.conflicts) and entry.standing in (Standing.READY, Standing.TAKEN)
        for each in (self.all_button, self.why, self.only_waiting):
            each.setVisible(may)
        words = ""
        if may:
            words = _("j k 移動　1 提出　2 現在　3 あとで　4 両方　e 書き直す　u 取消　Enter 元のセル")
        elif entry.standing is Standing.TAKEN:
            words = _("決めることは残っていません。取り込んだ値は、課題の画面と履歴で見られます。")
        elif not entry.differences:
            words = _("現在の内容と違うところはありません。")
        self.hint.setText(words)
        self.hint.setVisible(bool(words))

    def focus(self) -> None:
        """Where the person goes on by key."""
        page = self.tabs.currentWidget()
        if page is not None:
            page.setFocus()

    def _on_difference(self, difference: Difference) -> None:
        if self._entry is not None:
            self.original.show_receipts(self._entry.places.cells_of(difference))

    def _on_decided(self, difference: Difference, decision: Decision) -> None:
        entry = self._entry
        if entry is None or not self._writable or not entry.may_decide(difference, decision):
            return
        text = None
        if decision is Decision.EDITED:
            text = self._typed(entry, difference)
            if text is None:
                return
        self._decide([(difference, Choice(decision, text))])
        self.differences.go_on()

    def _typed(self, entry: Entry, difference: Difference) -> str | None:
        """The text the person wants instead; None where she thinks better of it."""
        before = entry.decisions.get((difference.ref, difference.field))
        offered = before.text if before is not None and before.text is not None else difference.ours
        title = _("書き直して決める")
        told = _("この項目に残す文")
        text, ok = QInputDialog.getMultiLineText(self, title, told, str(offered or ""))
        return text if ok else None

    def _decide(self, choices: list[tuple[Difference, Choice]]) -> None:
        assert self._entry
        news = [
            (difference, choice) for difference, choice in choices if self._entry.decide(difference, choice)
        ]
        self.refresh()
        if news:
            self.decided.emit(news)

    def _on_undo(self, difference: Difference | None) -> None:
        undone = self._entry.undo(difference) if self._entry is not None and self._writable else None
        if undone is None or self._entry is None:
            return
        self.refresh()
        self.undone.emit(*undone)
        found = next((each for each in self._entry.conflicts if (each.ref, each.field) == undone[0]), None)
        if found is not None:
            self.differences.go(found)

    def _decide_all(self, decision: Decision) -> None:
        assert self._entry
        self._decide([(difference, Choice(decision)) for difference in self._entry.undecided])

    def _undo_all(self) -> None:
        assert self._entry
        while (undone := self._entry.undo()) is not None:
            self.undone.emit(*undone)
        self.refresh()

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
