"""Why a workbook cannot be taken in: where it may belong, or a sentence to paste into a mail."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kxdesk.domain.problems import Problem
from kxdesk.store.intake import NEW
from kxdesk.ui.icons import icon
from kxdesk.ui.intake.entries import Entry, Standing
from kxdesk.ui.labels import heading, muted, plain
from kxdesk.ui.text import _
from kxdesk.words.flags import told_hold
from kxdesk.words.problems import told_error
from kxdesk.words.readings import request
from kxdesk.workbook.receipts import Hold


class WaitingCard(QFrame):
    """Hidden for a workbook that can be taken in."""

    placed = Signal(str)  # the policy's id, or NEW
    discarded = Signal(str)  # why

    def __init__(self, *, writable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._writable = writable
        self.setObjectName("banner")
        self.what = heading()
        self.next = plain()
        self._caption = muted(_("提出元への文例"), points=9)
        self.request = plain()
        self.copy = QPushButton(_("文例をコピー(&C)"))
        self.copy.setIcon(icon("duplicate"))
        self.candidates = QComboBox()
        self.place_button = QPushButton(_("ここに取り込む(&P)"))
        self.discard_button = QPushButton(_("取り込まない(&X)…"))
        self._paste = self._paste_box()
        self._placing = self._placing_box()
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(8)
        for each in (self.what, self.next, self._paste, self._placing):
            column.addWidget(each)

    def _paste_box(self) -> QFrame:
        box = QFrame()
        box.setObjectName("card")
        inside = QHBoxLayout(box)
        inside.setContentsMargins(14, 10, 10, 10)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(self._caption)
        words.addWidget(self.request)
        inside.addLayout(words, 1)
        inside.addWidget(self.copy)
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(self._on_copy)
        return box

    def _placing_box(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 2, 0, 0)
        row.setSpacing(8)
        label = QLabel(_("行き先(&D)"))
        label.setBuddy(self.candidates)
        self.candidates.setMinimumWidth(320)
        self.candidates.setAccessibleName(_("行き先の候補"))
        for each in (label, self.candidates, self.place_button):
            row.addWidget(each)
        row.addStretch(1)
        row.addWidget(self.discard_button)
        for button in (self.place_button, self.discard_button):
            button.setAutoDefault(False)
        self.place_button.clicked.connect(lambda: self.placed.emit(self.candidates.currentData()))
        self.discard_button.clicked.connect(self._on_discard)
        return box

    def show_entry(self, entry: Entry) -> None:
        """In words, or hidden."""
        what, next_, sentence, tone = _told(entry)
        for label, words in ((self.what, what), (self.next, next_), (self.request, sentence)):
            _say(label, words)
        self._paste.setVisible(bool(sentence))
        self._placing.setVisible(self._writable and entry.standing in (Standing.HELD, Standing.ASIDE))
        self.show_candidates(())
        self.copy.setText(_("文例をコピー(&C)"))
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)
        self.setVisible(bool(what))

    def show_candidates(self, found: Sequence[Any], bureau: str = "") -> None:
        """Policies the workbook may belong to, the likeliest first; a new one where it names a bureau."""
        self.candidates.clear()
        for each in found:
            known, all_ = each.issues
            words = _("{bureau}（{year}年度）　課題 {known}/{all}").format(
                bureau=each.line.bureau or _("局区不明"),
                year=each.line.fiscal_year or "?",
                known=known,
                all=all_,
            )
            self.candidates.addItem(words, each.line.id)
        if bureau:
            self.candidates.addItem(_("「{bureau}」の方針を新しくつくる").format(bureau=bureau), NEW)
        for widget in (self.candidates, self.place_button):
            widget.setEnabled(self.candidates.count() > 0)

    def _on_discard(self) -> None:
        title, told = _("取り込まない"), _("理由（一覧に残ります）")
        why, ok = QInputDialog.getText(self, title, told)
        if ok:
            self.discarded.emit(why)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.request.text())
        self.copy.setText(_("コピーしました"))


def _say(label: QLabel, words: str) -> None:
    label.setText(words)
    label.setVisible(bool(words))


def _told(entry: Entry) -> tuple[str, str, str, str]:
    """What, what to do next, the sentence to paste, the tone."""
    if (failure := entry.failure) is not None:
        told = told_error(failure)
        known = failure if isinstance(failure, Problem) else None
        sentence = request(known, entry.path.name) if known else ""
        return told.what, " ".join(filter(None, (told.safe, told.next))), sentence, "bad"
    if entry.standing is Standing.HELD:
        holds = "\n".join(told_hold(Hold(code, dict(facts))) for code, facts in entry.item.holds)
        advice = _("推測では取り込みません。行き先を選ぶか、提出元に確かめてください。")
        return _("確認が必要なため、取り込みを保留しています"), f"{holds}\n{advice}", "", "warn"
    if entry.standing is Standing.ASIDE:
        why = _("理由: {why}").format(why=entry.item.why)
        return _("このブックは取り込まないことにしました"), why, "", "info"
    if entry.standing is Standing.AGAIN:
        what = _("このブックは取り込み済みです")
        return (
            what,
            _("まったく同じファイルを以前に取り込んでいるため、変わるところはありません。"),
            "",
            "info",
        )
    return "", "", "", "info"
