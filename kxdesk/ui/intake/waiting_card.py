"""Why a workbook cannot be taken in, and the sentence to paste into a mail to the division."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from kxdesk.domain.problems import Problem
from kxdesk.ui.icons import icon
from kxdesk.ui.intake.entries import Entry, Standing
from kxdesk.ui.labels import heading, muted, plain
from kxdesk.ui.text import _
from kxdesk.words.flags import told_hold
from kxdesk.words.problems import told_error
from kxdesk.words.readings import request


class WaitingCard(QFrame):
    """Hidden for a workbook that can be taken in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.what = heading()
        self.next = plain()
        self._caption = muted(_("提出元への文例"), points=9)
        self.request = plain()
        self.copy = QPushButton(_("文例をコピー(&C)"))
        self.copy.setIcon(icon("duplicate"))
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(self._on_copy)
        self._paste = self._paste_box()
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(8)
        for each in (self.what, self.next, self._paste):
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
        return box

    def show_entry(self, entry: Entry) -> None:
        """In words, or hidden."""
        what, next_, sentence, tone = _told(entry)
        for label, words in ((self.what, what), (self.next, next_), (self.request, sentence)):
            _say(label, words)
        self._paste.setVisible(bool(sentence))
        self.copy.setText(_("文例をコピー(&C)"))
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)
        self.setVisible(bool(what))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.request.text())
        self.copy.setText(_("コピーしました"))


def _say(label: QLabel, words: str) -> None:
    label.setText(words)
    label.setVisible(bool(words))


def _told(entry: Entry) -> tuple[str, str, str, str]:
    """What, what to do next, the sentence to paste, the tone."""
    if entry.problem is not None:
        told = told_error(entry.problem)
        known = entry.problem if isinstance(entry.problem, Problem) else None
        sentence = request(known, entry.path.name) if known else ""
        return told.what, " ".join(filter(None, (told.safe, told.next))), sentence, "bad"
    if entry.standing is Standing.HELD:
        holds = "\n".join(map(told_hold, entry.looked.plan.holds))
        advice = _("推測では取り込みません。提出元に確かめ、直したブックを取り込んでください。")
        return _("確認が必要なため、取り込みを保留しています"), f"{holds}\n{advice}", "", "warn"
    if entry.standing is Standing.AGAIN:
        what = _("このブックは取り込み済みです")
        return (
            what,
            _("まったく同じファイルを以前に取り込んでいるため、変わるところはありません。"),
            "",
            "info",
        )
    return "", "", "", "info"
