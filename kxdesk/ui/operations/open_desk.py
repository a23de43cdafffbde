"""Ask which desk to open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from kxdesk.ui.text import _


def ask_for_desk(parent: QWidget, folder: Path) -> Path | None:
    """The chosen file, or None."""
    kinds = _("作業ファイル (*.kxdesk)")
    chosen, _kind = QFileDialog.getOpenFileName(parent, _("作業ファイルを開く"), str(folder), kinds)
    return Path(chosen) if chosen else None
