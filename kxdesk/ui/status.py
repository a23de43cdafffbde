"""The line at the bottom: is the text safe, what is the program busy with, who sits here."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QStatusBar, QWidget

from kxdesk.ui.background import Task, Worker
from kxdesk.ui.icons import pixmap
from kxdesk.ui.session import DeskSession, SaveState
from kxdesk.ui.text import _
from kxdesk.ui.theme import colours
from kxdesk.words import problems, times

REFRESH_MS = 100


class SaveLabel(QWidget):
    """The true state of the person's text, in words with a small icon."""

    retry_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 4, 0)
        row.setSpacing(0)
        self._icon = QLabel()
        self._text = QLabel()
        self._text.setAccessibleName(_("保存の状態"))
        row.addWidget(self._icon)
        row.addWidget(self._text)

    @property
    def text(self) -> str:
        return self._text.text()

    def follow(self, session: DeskSession) -> None:
        """Show this session's state from now on."""
        session.state_changed.connect(lambda _state: self.show_state(session))
        session.opened.connect(lambda _facts: self.show_state(session))
        self.retry_requested.connect(session.settle)
        self.show_state(session)

    def show_state(self, session: DeskSession) -> None:
        name, colour, text = _words(session)
        scale = self.devicePixelRatioF()
        drawing = pixmap(name, colour, round(16 * scale))
        drawing.setDevicePixelRatio(scale)
        self._icon.setPixmap(drawing)
        self._text.setText(text)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.retry_requested.emit()
        super().mouseReleaseEvent(event)


def _words(session: DeskSession) -> tuple[str, str, str]:
    """Icon, colour, sentence."""
    chosen = colours()
    if session.facts is None or not session.is_open:
        return "saving", chosen.muted, _("開いています…")
    if session.facts.read_only:
        return "lock", chosen.muted, _("閲覧のみ")
    if session.state is SaveState.FAILED:
        reason = problems.told_error(session.failure).what if session.failure else ""
        return "error", chosen.bad, _("保存できません — {reason}").format(reason=reason)
    if session.state is SaveState.DISPUTED:
        return "warning", chosen.warn, _("ほかの人も変えた項目があります")
    if session.state is SaveState.SAVED and session.saved_at is not None:
        return "saved", chosen.good, _("保存しました {time}").format(time=times.clock(session.saved_at))
    return {
        SaveState.TYPING: ("typing", chosen.muted, _("入力中…")),
        SaveState.SAVING: ("saving", chosen.muted, _("保存中…")),
        SaveState.SAVED: ("saved", chosen.muted, _("変更はありません")),
    }[session.state]


class Busy(QWidget):
    """What takes longer than a moment, how far it is, and a way to stop it."""

    def __init__(self, worker: Worker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._task: Task | None = None
        self._poll = QTimer(self, interval=REFRESH_MS)
        self._poll.timeout.connect(self._show_progress)
        worker.slow.connect(self._on_slow)
        worker.ended.connect(self._on_ended)
        self.hide()

    def _lay_out(self) -> None:
        """Nothing of it is there before it is needed."""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._text = QLabel()
        self._bar = QProgressBar(textVisible=False)
        self._bar.setFixedWidth(120)
        self._cancel = QPushButton(_("中止"))
        self._cancel.setProperty("flat", "true")
        self._cancel.clicked.connect(self._on_cancel)
        for widget in (self._text, self._bar, self._cancel):
            row.addWidget(widget)

    def _on_slow(self, task: Task) -> None:
        if self.layout() is None:
            self._lay_out()
        self._task = task
        self._cancel.setVisible(task.cancellable)
        self._show_progress()
        self._poll.start()
        self.show()

    def _show_progress(self) -> None:
        task = self._task
        if task is None:
            return
        progress = task.progress
        self._text.setText((progress and progress.text) or task.title or _("処理中…"))
        self._bar.setRange(0, progress.total if progress else 0)
        self._bar.setValue(progress.done if progress else 0)

    def _on_ended(self, _task: Task) -> None:
        self._task = None
        self._poll.stop()
        self.hide()

    def _on_cancel(self) -> None:
        if self._task:
            self._task.cancel()
            self._text.setText(_("中止しています…"))


class Status(QStatusBar):
    """Composed of the above, with who sits here and which file this is at the right."""

    def __init__(self, worker: Worker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.save = SaveLabel()
        self.busy = Busy(worker)
        self._who = QLabel()
        self._who.setProperty("muted", "true")
        self.addWidget(self.save)
        self.addWidget(self.busy, 1)
        self.addPermanentWidget(self._who)
        self.save.hide()

    def follow(self, session: DeskSession) -> None:
        self.save.follow(session)
        self.save.show()

    def forget(self) -> None:
        """No desk is open."""
        self.save.hide()
        self._who.clear()

    def show_who(self, person: str, file: str) -> None:
        self._who.setText(_("{person}　{file}").format(person=person, file=file))
        self._who.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
