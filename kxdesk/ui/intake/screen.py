"""提出ブックの取り込み: workbooks left, the chosen one right, nothing stored before 取り込む."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from kxdesk.ui.icons import icon
from kxdesk.ui.intake.entries import Entry, Standing
from kxdesk.ui.intake.file_list import FileList
from kxdesk.ui.intake.reader import Reader
from kxdesk.ui.intake.taking import Outcome, Taking, told_outcome
from kxdesk.ui.intake.workbench import Workbench
from kxdesk.ui.labels import heading, muted
from kxdesk.ui.notices import Notices
from kxdesk.ui.session import DeskSession
from kxdesk.ui.text import _, ngettext
from kxdesk.usecases import settle_import

SOON_MS = 50


class IntakeScreen(QDialog):
    """Stands before the window until it is closed; the desk does not change under it by other hands."""

    add_requested = Signal()
    taken = Signal(object)  # Outcome

    def __init__(self, session: DeskSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._writable = not session.read_only
        self.reader = Reader(self)
        self.taking = Taking(session, self)
        self.notices = Notices()
        self.files = FileList()
        self.bench = Workbench(self.reader, writable=self._writable)
        self.told = muted()
        self.bar = QProgressBar(textVisible=False)
        self.stop_button = QPushButton(_("中止(&S)"))
        self.add_button = QPushButton(_("ファイルを追加(&F)…"))
        self.decided = QLabel()
        self.decided_bar = QProgressBar(textVisible=False)
        self.take_button = QPushButton(_("取り込む(&I)"))
        self.close_button = QPushButton(_("閉じる(&C)"))
        self._progress = ("", 0, 0)
        self._soon = QTimer(self, interval=SOON_MS, singleShot=True)
        self._soon.timeout.connect(self._show_state)
        self._build()
        self._connect()
        self._show_state()

    # Composing

    def _build(self) -> None:
        self.setObjectName("intake")
        self.setWindowTitle(_("提出ブックの取り込み") if self._writable else _("提出ブックを見る"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setModal(True)
        for button in (self.stop_button, self.add_button, self.take_button, self.close_button):
            button.setAutoDefault(False)
        self.take_button.setProperty("primary", "true")
        self.take_button.setVisible(self._writable)
        self.add_button.setIcon(icon("open"))
        for bar in (self.bar, self.decided_bar):
            bar.setFixedWidth(160)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(5)
        split.setChildrenCollapsible(False)
        split.addWidget(self._left())
        split.addWidget(self.bench)
        split.setStretchFactor(1, 1)
        split.setSizes([320, 1040])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(self.notices)
        column.addWidget(split, 1)
        column.addWidget(self._foot())

    def _head(self) -> QWidget:
        head = QWidget()
        head.setObjectName("intakeHead")
        row = QHBoxLayout(head)
        row.setContentsMargins(18, 10, 14, 10)
        row.setSpacing(14)
        title = heading(self.windowTitle(), points=13)
        title.setWordWrap(False)
        row.addWidget(title)
        row.addWidget(self.told, 1)
        for each in (self.bar, self.stop_button, self.add_button):
            row.addWidget(each)
        return head

    def _left(self) -> QWidget:
        left = QWidget()
        left.setObjectName("navigator")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 6, 0, 0)
        column.addWidget(self.files)
        return left

    def _foot(self) -> QWidget:
        foot = QWidget()
        foot.setObjectName("intakeFoot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(18, 10, 14, 10)
        row.setSpacing(10)
        row.addWidget(self.decided)
        row.addWidget(self.decided_bar)
        row.addStretch(1)
        row.addWidget(self.close_button)
        row.addWidget(self.take_button)
        return foot

    def _connect(self) -> None:
        self.reader.found.connect(self._on_found)
        self.reader.file_read.connect(self._on_read)
        self.reader.progressed.connect(self._on_progress)
        self.reader.ended.connect(self._on_reading_ended)
        self.reader.failed.connect(self._on_reading_failed)
        self.files.entry_chosen.connect(self._on_chosen)
        self.bench.decided.connect(self._on_decided)
        self.taking.entry_changed.connect(self._show)
        self.taking.ended.connect(self._on_taken)
        self.stop_button.clicked.connect(self._on_stop)
        self.add_button.clicked.connect(self.add_requested)
        self.take_button.clicked.connect(self.take)
        self.close_button.clicked.connect(self.close)
        for keys, act in (
            ("Ctrl+Return", self.take),
            ("Alt+Down", partial(self.files.step, 1)),
            ("Alt+Up", partial(self.files.step, -1)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        self.take_button.setToolTip(_("取り込む（Ctrl+Enter）"))

    # Reading

    def add(self, paths: Sequence[Path]) -> None:
        """Read these files, and those in these folders; nothing is stored."""
        self.reader.read(paths)
        self.files.setFocus()
        self._show_state()

    def _on_found(self, paths: list[Path]) -> None:
        for path in paths:
            if self.files.entry_at(path) is None:
                self.files.add(Entry(path))
        self._show_state()

    def _on_read(self, file: Any) -> None:
        entry = self.files.entry_at(file.path)
        if entry is None or entry.file is not None:
            return
        entry.file = file
        if file.read is None:
            entry.problem = file.problem
            self._show(entry)
        else:
            self._look(entry)

    def _look(self, entry: Entry) -> None:
        """Compare with the desk, on the desk's thread."""

        def on_looked(looked: Any) -> None:
            entry.show(looked)
            self._show(entry)

        def on_refused(error: Exception) -> None:
            entry.problem = error
            self._show(entry)

        self.files.refresh(entry)
        self._session.read(settle_import.look_at, entry.file, owner=self, done=on_looked, failed=on_refused)

    def _on_progress(self, name: str, done: int, total: int) -> None:
        self._progress = (Path(name).name, done, total)
        self._show_soon()

    def _on_stop(self) -> None:
        self.reader.cancel()
        self.told.setText(_("中止しています…"))

    def _on_reading_ended(self, cancelled: bool) -> None:
        if cancelled:
            for entry in [each for each in self.files.entries if each.file is None]:
                self.files.drop(entry)
        self._show_state()

    def _on_reading_failed(self, error: Exception) -> None:
        self._on_reading_ended(cancelled=True)
        self.notices.tell_error(error)

    # Looking and deciding

    def _on_chosen(self, entry: Entry | None) -> None:
        self.bench.setVisible(entry is not None)
        if entry is not None:
            self.bench.show_entry(entry)

    def _show(self, entry: Entry) -> None:
        """Anew, in the list and, if it is the chosen one, at the right."""
        self.files.refresh(entry)
        if self.files.entry is entry:
            self.bench.show_entry(entry)
            if not self.isAncestorOf(self.focusWidget()) or self.focusWidget() is self.files:
                self.bench.focus()
        self._show_soon()

    def _on_decided(self) -> None:
        if self.files.entry is not None:
            self.files.refresh(self.files.entry)
        self._show_state()

    def _show_soon(self) -> None:
        """Many workbooks may come at once."""
        if not self._soon.isActive():
            self._soon.start()

    def _show_state(self) -> None:
        """The line above, the line below, what can be pressed."""
        entries = self.files.entries
        busy = self.reader.busy
        self.bar.setVisible(busy)
        self.stop_button.setVisible(busy)
        self.told.setText(self._reading_words() if busy else _summary(entries))
        _name, done, total = self._progress
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        conflicts = sum(len(entry.conflicts) for entry in entries)
        decided = conflicts - sum(len(entry.undecided) for entry in entries)
        words = _("競合{count}件中{decided}件を決めました").format(count=conflicts, decided=decided)
        self.decided.setText(words)
        self.decided_bar.setRange(0, conflicts)
        self.decided_bar.setValue(decided)
        for each in (self.decided, self.decided_bar):
            each.setVisible(bool(conflicts) and self._writable)
        ready = [entry for entry in entries if entry.standing is Standing.READY or entry.later]
        self.take_button.setEnabled(bool(ready) and not busy and not self.taking.busy)
        self.take_button.setText(
            _("{count}件を取り込む(&I)").format(count=len(ready)) if len(ready) > 1 else _("取り込む(&I)")
        )

    def _reading_words(self) -> str:
        name, done, total = self._progress
        if not total:
            return _("ファイルを調べています…")
        return _("{total}件中{done}件を読み取りました　{file}").format(total=total, done=done, file=name)

    # Taking in and leaving

    def take(self) -> None:
        """The undisputed and the decided; what is undecided keeps its current value."""
        if self.take_button.isEnabled() and self._writable:
            self.taking.take(self.files.entries)
            self._show_state()

    def _on_taken(self, outcome: Outcome) -> None:
        self.notices.tell(*told_outcome(outcome), key="taken")
        self._show_state()
        self.bench.focus()
        self.taken.emit(outcome)

    def reject(self) -> None:
        """Esc and the cross alike."""
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.taking.busy or not self._may_leave():
            event.ignore()
            return
        self.reader.close()
        event.accept()
        self.done(QDialog.DialogCode.Accepted)

    def _may_leave(self) -> bool:
        """Decisions that were not carried out are not lost unasked."""
        open_ = sum(
            len(entry.decisions) if entry.standing is Standing.READY else len(entry.later)
            for entry in self.files.entries
        )
        if not open_:
            return True
        box = QMessageBox(self)
        box.setWindowTitle(self.windowTitle())
        box.setText(_("決めた競合{count}件は、まだ取り込んでいません。").format(count=open_))
        box.setInformativeText(_("閉じると、決めた内容は残りません。作業ファイルは変わっていません。"))
        leave = box.addButton(_("取り込まずに閉じる"), QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton(_("閉じない"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        box.exec()
        return box.clickedButton() is leave


def _summary(entries: list[Entry]) -> str:
    """How many workbooks, and how many of them wait."""
    if not entries:
        return _("ブックはまだありません。ファイルを追加してください。")
    sentence = ngettext("{count}件のブック", "{count}件のブック", len(entries))
    parts = [sentence.format(count=len(entries))]
    standings = [entry.standing for entry in entries]
    for standing, words in (
        (Standing.REFUSED, _("読めない・取り込めない {count}")),
        (Standing.HELD, _("保留 {count}")),
        (Standing.AGAIN, _("取り込み済み {count}")),
    ):
        if standing in standings:
            parts.append(words.format(count=standings.count(standing)))
    return "　".join(parts)
