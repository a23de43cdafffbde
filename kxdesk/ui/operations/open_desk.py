"""Ask which desk to open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from kxdesk.ui.text import _


def ask_for_desk(parent: QWidget, folder: Path, chosen: Callable[[Path], object]) -> None:
    """`chosen(path)` when the person has chosen one."""
    dialog = QFileDialog(parent, _("作業ファイルを開く"), str(folder), _("作業ファイル (*.kxdesk)"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.open()
