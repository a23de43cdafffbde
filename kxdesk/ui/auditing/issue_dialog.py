"""Ask where an audit copy goes and whether it is signed; a key can be made on the way."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kxdesk.ui.auditing.held_to import FileChoice
from kxdesk.ui.labels import muted, plain
from kxdesk.ui.text import _

_WIDTH = 560
_LEAST = 8  # as `signing.SHORTEST`


class PasswordBox(QLineEdit):
    """Shows dots, remembers nothing."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setAccessibleName(name)


class KeyDialog(QDialog):
    """The password of a new key, twice."""

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path = path
        self.setWindowTitle(_("署名の鍵をつくる"))
        self.setMinimumWidth(_WIDTH - 60)
        self.password, self.again = PasswordBox(_("パスワード")), PasswordBox(_("もう一度"))
        form = QFormLayout()
        form.addRow(_("鍵のファイル"), muted(str(path)))
        form.addRow(_("パスワード(&P)"), self.password)
        form.addRow(_("もう一度(&A)"), self.again)
        self.hint = muted()
        self.ok, buttons = _buttons(self, _("つくる"))
        column = QVBoxLayout(self)
        column.setSpacing(12)
        warning = _("パスワードと鍵のどちらをなくしても、この鍵では二度と署名できません。")
        column.addWidget(plain(warning))
        column.addLayout(form)
        column.addWidget(self.hint)
        column.addWidget(buttons)
        for box in (self.password, self.again):
            box.textChanged.connect(self._check)
        self._check()

    def _check(self) -> None:
        short = len(self.password.text()) < _LEAST
        differ = self.password.text() != self.again.text()
        self.ok.setEnabled(not short and not differ)
        words = _("{least}文字以上にしてください。").format(least=_LEAST) if short else ""
        self.hint.setText(words or (_("二度打ったパスワードが違います。") if differ else ""))


class IssueDialog(QDialog):
    """`path`, `key.path` and `password`; `key_wanted` is emitted by the button for a new key."""

    def __init__(self, proposed: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("監査用の写しをつくる"))
        self.setMinimumWidth(_WIDTH)
        self.target = QLineEdit(str(proposed))
        choose = QPushButton(_("場所を選ぶ…"))
        choose.clicked.connect(self._ask_target)
        self.key = FileChoice(_("署名する鍵"), _("鍵 (*.pem);;すべて (*)"))
        self.key.changed.connect(self._show_state)
        self.make_key = QPushButton(_("鍵をつくる…"))
        self.password = PasswordBox(_("鍵のパスワード"))
        self.state = muted()
        self.ok, buttons = _buttons(self, _("写しをつくる"))
        form = QFormLayout()
        form.addRow(_("保存先(&S)"), _beside(self.target, choose))
        form.addRow(_buddy(_("署名の鍵(&K)"), self.key.button), _beside(self.key, self.make_key))
        form.addRow(_("鍵のパスワード(&P)"), self.password)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        explained = _("いまの内容と履歴の全体を、書き換えれば分かる一つのファイルにします。")
        column.addWidget(plain(explained))
        column.addLayout(form)
        column.addWidget(self.state)
        column.addWidget(buttons)
        self.password.textChanged.connect(self._show_state)
        self.target.textChanged.connect(self._show_state)
        self._show_state()

    @property
    def path(self) -> Path:
        return Path(self.target.text().strip())

    def _show_state(self) -> None:
        signed = self.key.path is not None
        self.password.setEnabled(signed)
        self.ok.setEnabled(bool(self.target.text().strip()) and (not signed or bool(self.password.text())))
        self.state.setText(
            _("署名すると、公開鍵を持つ人は、だれが発行したかまで確かめられます。")
            if signed
            else _("署名はありません。中身が変われば分かりますが、だれが発行したかは証明できません。")
        )

    def _ask_target(self) -> None:
        dialog = QFileDialog(self, self.windowTitle(), self.target.text(), _("監査用の写し (*.kxdesk)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("kxdesk")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.target.setText)
        dialog.open()


def _buttons(dialog: QDialog, words: str) -> tuple[QPushButton, QDialogButtonBox]:
    buttons = QDialogButtonBox()
    ok = buttons.addButton(words, QDialogButtonBox.ButtonRole.AcceptRole)
    buttons.addButton(_("やめる"), QDialogButtonBox.ButtonRole.RejectRole)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    return ok, buttons


def _beside(wide: QWidget, button: QPushButton) -> QWidget:
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(wide, 1)
    row.addWidget(button)
    return both


def _buddy(words: str, widget: QWidget) -> QLabel:
    label = QLabel(words)
    label.setBuddy(widget)
    return label
