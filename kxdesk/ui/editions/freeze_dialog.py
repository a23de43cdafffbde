"""Ask for the name and the date of an edition, and say that it is for good."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from kxdesk.ui.labels import muted, plain
from kxdesk.ui.text import _

_WIDTH = 440


class FreezeDialog(QDialog):
    """`name` and `as_of` as they were typed."""

    def __init__(self, month: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("版を固定する"))
        self.setMinimumWidth(_WIDTH)
        self.name = QLineEdit(_("{month}時点 確定版").format(month=month))
        self.as_of = QLineEdit(month)
        form = QFormLayout()
        form.addRow(_("名前(&N)"), self.name)
        form.addRow(_("時点(&D)"), self.as_of)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.ok.setText(_("固定する"))
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("やめる"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.name.textChanged.connect(lambda text: self.ok.setEnabled(bool(text.strip())))
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(plain(_("いまの方針をすべて、このまま残します。")))
        column.addLayout(form)
        column.addWidget(muted(_("固定した版は、あとからだれにも書き換えられません。取り消しもできません。")))
        column.addWidget(buttons)
        self.name.selectAll()
