"""A field that two changed at once: what they started from, the other's, hers, and what it shall be."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from kxdesk.domain.disputes import Dispute
from kxdesk.domain.fields import FieldKind
from kxdesk.domain.fields import field as catalogue_field
from kxdesk.ui.labels import plain
from kxdesk.ui.marked_text import change_html
from kxdesk.ui.text import _
from kxdesk.ui.widgets.emphasis import emphasise
from kxdesk.words.fields import field_name


class DisputeDialog(QDialog):
    """Keyboard first: 1, 2 and 3 choose, Ctrl+Enter saves, Esc leaves it for later."""

    def __init__(self, dispute: Dispute, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("ほかの人も変えた項目"))
        self.resize(940, 560)
        self._base, self._theirs, self._ours = (
            "" if value is None else str(value) for value in (dispute.base, dispute.theirs, dispute.ours)
        )
        who = dispute.who or _("ほかの人")
        name = QLabel(field_name(dispute.ref.kind, dispute.field))
        emphasise(name)
        words = _("書いている間に、{who}さんがこの項目を変えました。どうするかを決めてください。")
        said = plain(words.format(who=who))
        self.outcome = QPlainTextEdit(self._ours)
        self.outcome.setAccessibleName(_("保存する内容"))
        self.outcome.setTabChangesFocus(True)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(name)
        column.addWidget(said)
        column.addLayout(self._columns(who), 3)
        column.addLayout(self._choices(catalogue_field(dispute.ref.kind, dispute.field).kind))
        column.addWidget(plain(_("保存する内容")))
        column.addWidget(self.outcome, 2)
        column.addWidget(self._buttons())

    @property
    def text(self) -> str:
        """What shall stand there."""
        return self.outcome.toPlainText()

    def _columns(self, who: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        for heading, text in (
            (_("書き始めたとき"), self._base),
            (_("いまの内容（{who}さん）").format(who=who), self._theirs),
            (_("あなたの内容"), self._ours),
        ):
            box = QTextBrowser()
            box.setAccessibleName(heading)
            box.setHtml(change_html(self._base, text) or _("（空欄）"))
            part = QVBoxLayout()
            part.setSpacing(4)
            part.addWidget(plain(heading))
            part.addWidget(box)
            row.addLayout(part, 1)
        return row

    def _choices(self, kind: FieldKind) -> QHBoxLayout:
        both = "\n".join(text for text in (self._theirs, self._ours) if text)
        row = QHBoxLayout()
        wanted = [(_("いまの内容のままにする(&1)"), self._theirs), (_("自分の内容にする(&2)"), self._ours)]
        if kind is FieldKind.CHOICE:
            self.outcome.setReadOnly(True)
        else:
            wanted.append((_("両方を続けて、直す(&3)"), both))
        self._texts = [text for _words, text in wanted]
        for words, text in wanted:
            button = QPushButton(words)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, text=text: self.outcome.setPlainText(text))
            row.addWidget(button)
        row.addStretch()
        return row

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        save = buttons.addButton(_("この内容にする"), QDialogButtonBox.ButtonRole.AcceptRole)
        save.setDefault(True)
        save.setToolTip("Ctrl+Enter")
        buttons.addButton(_("あとで決める"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.accept)
        save.setFocus(Qt.FocusReason.OtherFocusReason)
        return buttons

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Only what no text takes comes here."""
        digit = event.text()
        if digit.isdecimal() and 1 <= int(digit) <= len(self._texts):
            self.outcome.setPlainText(self._texts[int(digit) - 1])
            return
        super().keyPressEvent(event)
