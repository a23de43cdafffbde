"""検証: the file is held to what was issued; nothing is called sound before that is through."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kxdesk.ui.auditing.held_to import HeldTo
from kxdesk.ui.auditing.verdict_card import VerdictCard
from kxdesk.ui.background import Progress, Worker
from kxdesk.ui.labels import heading, muted, plain
from kxdesk.ui.notices import Tone
from kxdesk.ui.text import _
from kxdesk.usecases import verify_file
from kxdesk.words import problems, proof

_LOOK_MS = 100
_WIDEST = 860
_TONES = {"sound": Tone.GOOD, "altered": Tone.BAD}


class VerificationPage(QScrollArea):
    """One file, verified when it is shown and again whenever there is more to hold it to."""

    verified = Signal(object)  # Examined
    failed = Signal(object)  # Exception: it is no file of ours, or cannot be read

    def __init__(self, worker: Worker, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._path = path
        self._progress: Progress | None = None
        self._said: list[str] = []
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._show_progress)
        self.card = VerdictCard()
        self.bar = QProgressBar(textVisible=False)
        self.bar.setMaximumHeight(6)
        self.stop = QPushButton(_("中止"))
        self.held_to = HeldTo()
        self._proven = QVBoxLayout()
        self._facts = QFormLayout()
        self._fill()
        self.stop.clicked.connect(self._cancel)
        self.held_to.verify_requested.connect(self.verify)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def _fill(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(28, 20, 28, 24)
        column.setSpacing(12)
        busy = QHBoxLayout()
        busy.addWidget(self.bar, 1)
        busy.addWidget(self.stop)
        column.addWidget(self.card)
        column.addLayout(busy)
        column.addLayout(self._proven)
        column.addWidget(heading(_("もっと確かめる")))
        column.addWidget(muted(_("照らす物が多いほど、証明できることが増えます。")))
        column.addWidget(self.held_to)
        column.addWidget(heading(_("この写しについて")))
        column.addLayout(self._facts)
        column.addStretch(1)
        self._facts.setHorizontalSpacing(18)
        self._facts.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        for widget in (self.card, self.held_to):
            widget.setMaximumWidth(_WIDEST)
        self.setWidget(inner)

    def text(self) -> str:
        """All that was found, a line each."""
        return "\n".join((self.card.text, *self._said))

    def verify(self) -> None:
        """From its first byte to its last value, on the worker."""
        if self._progress is not None:
            return
        self._progress = progress = Progress()
        self._busy(busy=True)
        self.card.tell(
            Tone.INFO, _("検証しています…"), [_("終わるまでは、正しいとも正しくないとも言えません。")]
        )
        self._clear()
        held = self.held_to

        def work() -> Any:
            return verify_file.verify_file(
                self._path,
                public_key=held.public_key.path,
                code=held.code.text().strip(),
                known=held.known.path,
                progress=lambda step, done, total: progress(done, total, step),
            )

        self._worker.run(
            work, owner=self, done=self._on_verified, failed=self._on_failed, key="verify", progress=progress
        )

    def _busy(self, *, busy: bool) -> None:
        self.bar.setVisible(busy)
        self.stop.setVisible(busy)
        self.held_to.setEnabled(not busy)
        (self._look.start if busy else self._look.stop)()
        if busy:
            self.bar.setRange(0, 0)

    def _show_progress(self) -> None:
        progress = self._progress
        if progress is None or not progress.total:
            return
        self.bar.setRange(0, 1000)
        self.bar.setValue(1000 * progress.done // progress.total)
        step = _("ファイルを読んでいます") if progress.text == "bytes" else _("履歴をたどっています")
        self.bar.setAccessibleName(step)

    def _cancel(self) -> None:
        if self._progress is not None:
            self._progress.cancel()
            self._end()
            self.card.tell(Tone.WARN, _("検証していません"), [_("途中で止めました。")])

    def _end(self) -> None:
        self._progress = None
        self._busy(busy=False)

    def _on_failed(self, error: Exception) -> None:
        self._end()
        told = problems.told_error(error)
        lines = [line for line in (told.what, told.safe, told.next) if line]
        self.card.tell(Tone.WARN, _("検証していません"), lines)
        self.failed.emit(error)

    def _on_verified(self, examined: Any) -> None:
        self._end()
        tone = _TONES.get(examined.outcome, Tone.WARN)
        lines = [proof.told_finding(finding) for finding in examined.findings]
        if examined.sound:
            lines = [_("発行されたときのままです。")]
        self.card.tell(tone, proof.verdict_word(examined), lines)
        self._show_lists(examined)
        for name, value in proof.facts_of(examined):
            label = plain(value)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._facts.addRow(muted(name), label)
            self._said.append(f"{name}　{value}")
        self.verified.emit(examined)

    def _show_lists(self, examined: Any) -> None:
        self._list(_("確かめたこと"), proof.proven(examined), "✓")
        self._list(_("証明していないこと"), proof.not_proven(examined), "－")

    def _list(self, title: str, sentences: Sequence[str], mark: str) -> None:
        if not sentences:
            return
        self._proven.addWidget(heading(title))
        self._said.append(title)
        for sentence in sentences:
            self._proven.addWidget(plain(f"{mark}　{sentence}"))
            self._said.append(f"{mark}　{sentence}")

    def _clear(self) -> None:
        while self._facts.rowCount():
            self._facts.removeRow(0)
        _empty(self._proven.takeAt)
        self._said.clear()


def _empty(take: Callable[[int], Any]) -> None:
    while (item := take(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
