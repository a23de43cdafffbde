"""What the auditor holds a copy to: the code on paper, the office's public key, a copy received before."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from kxdesk.ui.labels import muted
from kxdesk.ui.text import _

_CODE_WIDTH = 300


class FileChoice(QWidget):
    """A file that may be chosen and given up again."""

    changed = Signal()

    def __init__(self, title: str, filters: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path: Path | None = None
        self._title = title
        self._filters = filters
        self.button = QPushButton(_("選ぶ…"))
        self.button.setAccessibleName(title)
        self._name = muted(_("（なし）"))
        self._drop = QPushButton(_("外す"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)
        row.addWidget(self._name, 1)
        row.addWidget(self._drop)
        self._drop.hide()
        self.button.clicked.connect(self._ask)
        self._drop.clicked.connect(lambda: self.choose(None))

    def choose(self, path: Path | None) -> None:
        self.path = path
        self._name.setText(path.name if path else _("（なし）"))
        self._drop.setVisible(path is not None)
        self.changed.emit()

    def _ask(self) -> None:
        dialog = QFileDialog(self, self._title, "", self._filters)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.choose(Path(chosen)))
        dialog.open()


class HeldTo(QWidget):
    """Three things, each of which proves more; none is needed."""

    verify_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code = QLineEdit(clearButtonEnabled=True)
        self.code.setPlaceholderText("XXXX-XXXX-XXXX-XXXX-XXXX")
        self.code.setMaximumWidth(_CODE_WIDTH)
        self.code.returnPressed.connect(self.verify_requested)
        self.public_key = FileChoice(_("発行元の公開鍵"), _("公開鍵 (*.pem *.pub);;すべて (*)"))
        self.known = FileChoice(_("前に受け取った写し・目録"), _("写し・目録 (*.kxdesk *.json);;すべて (*)"))
        self.button = QPushButton(_("これらと照らして検証する"))
        self.button.setProperty("primary", "true")
        self.button.clicked.connect(self.verify_requested)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setColumnStretch(1, 1)
        rows = (
            (_("紙の照合コード(&C)"), self.code),
            (_("発行元の公開鍵(&K)"), self.public_key),
            (_("前の写し(&P)"), self.known),
        )
        for at, (name, widget) in enumerate(rows):
            label = QLabel(name)
            label.setBuddy(widget.button if isinstance(widget, FileChoice) else widget)
            grid.addWidget(label, at, 0)
            grid.addWidget(widget, at, 1)
        grid.addWidget(self.button, len(rows), 1, Qt.AlignmentFlag.AlignLeft)
