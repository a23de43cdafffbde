"""提出ブックの取り込み: workbooks left, the chosen one right, nothing stored before 取り込む."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from kxdesk.ui.icons import icon
from kxdesk.ui.intake.desk_queue import DeskQueue
from kxdesk.ui.intake.entries import Entry, Standing, with_waiting
from kxdesk.ui.intake.file_list import FileList
from kxdesk.ui.intake.reader import Reader
from kxdesk.ui.intake.taking import Outcome, Taking, told_outcome
from kxdesk.ui.intake.workbench import Workbench
from kxdesk.ui.labels import heading, muted
from kxdesk.ui.notices import Notices
from kxdesk.ui.session import DeskSession
from kxdesk.ui.text import N_, _, ngettext

SOON_MS = 50
_WANTED: tuple[tuple[str, Callable[[Entry], bool]], ...] = (
    (N_("すべて"), lambda _entry: True),
    (N_("決めることがある"), lambda entry: bool(entry.undecided_count) or entry.standing is Standing.HELD),
    (N_("取り込める"), lambda entry: entry.standing is Standing.READY),
    (N_("保留"), lambda entry: entry.standing is Standing.HELD),
    (N_("読めない"), lambda entry: entry.standing is Standing.REFUSED),
    (N_("取り込み済み"), lambda entry: entry.standing in (Standing.TAKEN, Standing.AGAIN)),
)


class IntakeScreen(QDialog):
    """Stands before the window until it is closed; the desk does not change under it by other hands."""

    add_requested = Signal()
    taken = Signal(object)  # Outcome

    def __init__(self, session: DeskSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._writable = not session.read_only
        self.reader = Reader(self)
        self.queue = DeskQueue(session, self)
        self.taking = Taking(session, self)
        self.notices = Notices()
        self.files = FileList()
        self.bench = Workbench(self.reader, writable=self._writable)
        self.filter_box = QLineEdit()
        self.filter_kind = QComboBox()
        self.told = muted()
        self.bar = QProgressBar(textVisible=False)
        self.stop_button = QPushButton(_("中止(&S)"))
        self.add_button = QPushButton(_("ファイルを追加(&F)…"))
        self.decided = QLabel()
        self.decided_bar = QProgressBar(textVisible=False)
        self.take_button = QPushButton(_("取り込む(&I)"))
        self.close_button = QPushButton(_("閉じる(&C)"))
        self._progress = ("", 0, 0)
        self._shown: Entry | None = None
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
        self.filter_box.setPlaceholderText(_("ファイル名・局区で絞り込む"))
        self.filter_box.setClearButtonEnabled(True)
        self.filter_kind.addItems([_(words) for words, _wanted in _WANTED])
        self.filter_kind.setAccessibleName(_("一覧に出すもの"))
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
        row = QHBoxLayout()
        row.setContentsMargins(10, 2, 10, 0)
        row.setSpacing(6)
        row.addWidget(self.filter_box, 1)
        row.addWidget(self.filter_kind)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 6, 0, 0)
        column.addLayout(row)
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
        self.queue.listed.connect(self._on_listed)
        self.queue.staged.connect(self._on_staged)
        self.queue.opened.connect(self._on_opened)
        self.queue.refused.connect(self._show)
        self.queue.candidates_found.connect(self._on_candidates)
        self.queue.not_kept.connect(self._on_not_kept)
        self.queue.failed.connect(self.notices.tell_error)
        self.bench.undone.connect(self._on_undone)
        self.bench.card.placed.connect(self._on_placed)
        self.bench.card.discarded.connect(self._on_discarded)
        self.filter_box.textChanged.connect(lambda _words: self._narrow())
        self.filter_kind.currentIndexChanged.connect(lambda _at: self._narrow())
        self.taking.entry_changed.connect(self._on_entry_taken)
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

    # The queue

    def show_queue(self) -> None:
        """What came before and lies in the desk."""
        self.queue.ask_all()

    def _on_listed(self, items: Sequence[Any]) -> None:
        """Those that are shown get their new counts, the others are added."""
        shown = {entry.sha256: entry for entry in self.files.entries if entry.item is not None}
        for item in items:
            entry = shown.get(item.sha256)
            if entry is None:
                self.files.add(Entry(Path(item.name), item=item), key=item.sha256)
            elif entry.looked is None or entry.item.state != item.state:
                entry.item = item
                self.files.refresh(entry)
        self._narrow()
        self._show_soon()

    # Reading

    def add(self, paths: Sequence[Path]) -> None:
        """Read these files, and those in these folders, into the queue; the policies do not change."""
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
        if entry is None or entry.item is not None or entry.problem is not None:
            return
        if self._writable:
            self.queue.stage(entry, file)
        else:
            self.queue.look_only(entry, file)

    def _on_staged(self, entry: Entry) -> None:
        others = (each for each in self.files.entries if each is not entry)
        entry.again = entry.standing is Standing.TAKEN or entry.sha256 in {each.sha256 for each in others}
        self.files.refresh(entry)
        self._show_soon()
        if self.files.entry is entry:
            self.queue.open(entry)

    def _on_progress(self, name: str, done: int, total: int) -> None:
        self._progress = (Path(name).name, done, total)
        self._show_soon()

    def _on_stop(self) -> None:
        self.reader.cancel()
        self.taking.stop()
        self.told.setText(_("中止しています…"))

    def _on_reading_ended(self, cancelled: bool) -> None:
        if cancelled:
            for entry in [each for each in self.files.entries if each.standing is Standing.READING]:
                self.files.drop(entry)
        self.queue.look_again()
        self._show_state()

    def _on_reading_failed(self, error: Exception) -> None:
        self._on_reading_ended(cancelled=True)
        self.notices.tell_error(error)

    # Looking and deciding

    def _on_chosen(self, entry: Entry | None) -> None:
        self.bench.setVisible(entry is not None)
        if self._shown is not None and self._shown is not entry:
            self._forget(self._shown)
        self._shown = entry
        if entry is not None:
            self.bench.show_entry(entry)
            self.queue.open(entry)

    def _forget(self, entry: Entry) -> None:
        """Of hundreds only the one that is looked at is held whole."""
        if self._writable:
            entry.show_file(None)
            if not entry.later:
                entry.looked = None

    def _on_opened(self, entry: Entry, data: bytes | None) -> None:
        self._show(entry)
        if self.files.entry is entry and data is not None and entry.file is None:
            done = partial(self._on_read_again, entry)
            self.reader.read_again(entry.path.name, data, self, done, self.notices.tell_error)

    def _on_read_again(self, entry: Entry, file: Any) -> None:
        if self.files.entry is entry:
            entry.show_file(file)
            self.bench.show_cells()

    def _on_candidates(self, entry: Entry, found: Any) -> None:
        if self.files.entry is entry:
            self.bench.card.show_candidates(found, entry.item.bureau)

    def _show(self, entry: Entry) -> None:
        """Anew, in the list and, if it is the chosen one, at the right."""
        self.files.refresh(entry)
        if self.files.entry is entry:
            self.bench.show_entry(entry)
            if not self.isAncestorOf(self.focusWidget()) or self.focusWidget() is self.files:
                self.bench.focus()
        self._show_soon()

    def _on_decided(self, choices: list[Any]) -> None:
        """Kept at once, so that closing the screen loses nothing; carried out when it is taken in."""
        entry = self.files.entry
        assert entry is not None
        self._counted_anew(entry)
        self.queue.keep(entry, choices, self.bench.why.text())

    def _on_undone(self, key: Any, before: Any) -> None:
        entry = self.files.entry
        assert entry is not None
        self._counted_anew(entry)
        if before is None:
            self.queue.undo(entry, key)
        else:
            found = [each for each in entry.conflicts if (each.ref, each.field) == key]
            self.queue.keep(entry, [(each, before) for each in found], self.bench.why.text())

    def _on_not_kept(self, entry: Entry, error: Exception) -> None:
        self.notices.tell_error(error)
        self.queue.open(entry)

    def _counted_anew(self, entry: Entry) -> None:
        with_waiting(entry)
        self.files.refresh(entry)
        self._show_state()

    def _on_placed(self, policy: str) -> None:
        if self.files.entry is not None:
            self.queue.place(self.files.entry, policy)

    def _on_discarded(self, why: str) -> None:
        if self.files.entry is not None:
            self.queue.discard(self.files.entry, why)

    def _narrow(self) -> None:
        """The list shows what the person wants to see."""
        self.files.narrow(self.filter_box.text(), _WANTED[self.filter_kind.currentIndex()][1])

    def _show_soon(self) -> None:
        """Many workbooks may come at once."""
        if not self._soon.isActive():
            self._soon.start()

    def _show_state(self) -> None:
        """The line above, the line below, what can be pressed."""
        entries = self.files.entries
        busy = self.reader.busy or self.taking.busy
        self.bar.setVisible(busy)
        self.stop_button.setVisible(busy)
        self.told.setText(self._busy_words() if busy else _summary(entries))
        done, total = self.taking.progress if self.taking.busy else self._progress[1:]
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        conflicts = sum(entry.disputed_count for entry in entries)
        decided = conflicts - sum(entry.undecided_count for entry in entries)
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

    def _busy_words(self) -> str:
        if self.taking.busy:
            done, total = self.taking.progress
            return _("{total}件中{done}件を取り込みました").format(total=total, done=done)
        name, done, total = self._progress
        if not total:
            return _("ファイルを調べています…")
        return _("{total}件中{done}件を読み取りました　{file}").format(total=total, done=done, file=name)

    # Taking in and leaving

    def _on_entry_taken(self, entry: Entry) -> None:
        self.files.refresh(entry)
        self._show_soon()

    def take(self) -> None:
        """The undisputed and the decided; what is undecided keeps its current value."""
        if self.take_button.isEnabled() and self._writable:
            self.taking.take(self.files.entries)
            self._show_state()

    def _on_taken(self, outcome: Outcome) -> None:
        self.notices.tell(*told_outcome(outcome), key="taken")
        if self.files.entry is not None:
            self.queue.open(self.files.entry)
        self.queue.look_again()
        self._show_state()
        self.bench.focus()
        self.taken.emit(outcome)

    def reject(self) -> None:
        """Esc and the cross alike."""
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.taking.busy:
            event.ignore()
            return
        self.reader.close()
        event.accept()
        self.done(QDialog.DialogCode.Accepted)


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
