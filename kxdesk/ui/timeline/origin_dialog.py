"""由来: the chain of a value from the history to the sheet and cell it came from."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from kxdesk.ui.labels import muted
from kxdesk.ui.session import DeskSession
from kxdesk.ui.text import _
from kxdesk.ui.theme import colours
from kxdesk.usecases import origin
from kxdesk.words import origins
from kxdesk.words.problems import told_error


class OriginDialog(QDialog):
    """Fills itself; the cell is looked up when it is asked for, because the workbook is read again for it."""

    def __init__(self, session: DeskSession, seq: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._origin: Any = None
        self._cells: Sequence[Any] | None = None
        self.text = QTextBrowser()
        self.state = muted()
        self.look = QPushButton(_("元のシートの場所を調べる(&S)"))
        self.look.setEnabled(False)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(_("閉じる"))
        buttons.rejected.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self.look)
        foot.addWidget(self.state, 1)
        foot.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(self.text, 1)
        column.addLayout(foot)
        self.setWindowTitle(_("この文の由来"))
        self.text.setAccessibleName(self.windowTitle())
        self.text.document().setDocumentMargin(12)
        self.resize(680, 560)
        self.look.clicked.connect(self._ask_cells)
        session.read(_origin, seq, owner=self, done=self._on_origin, failed=self._on_failed)

    def _on_origin(self, found: Any) -> None:
        self._origin = found
        self.look.setEnabled(found.size is not None)
        self._draw()

    def _ask_cells(self) -> None:
        self.look.setEnabled(False)
        self.state.setText(_("元のブックを読んでいます…"))
        self._session.read(_cells, self._origin, owner=self, done=self._on_cells, failed=self._on_failed)

    def _on_cells(self, cells: Sequence[Any]) -> None:
        self._cells = cells
        self.state.clear()
        self._draw()
        bar = self.text.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _on_failed(self, error: Exception) -> None:
        self.state.setText(told_error(error).what)

    def _draw(self) -> None:
        parts = []
        for number, (title, lines) in enumerate(origins.steps_of(self._origin, self._cells), 1):
            body = "<br>".join(html.escape(line).replace("\n", "<br>") for line in lines)
            style = f"margin:10px 0 2px 0;color:{colours().accent}"
            parts.append(f'<p style="{style}"><b>{number}　{html.escape(title)}</b></p>')
            parts.append(f'<p style="margin:0 0 0 18px">{body}</p>')
        self.text.setHtml("".join(parts))


def _origin(desk: Any, seq: int) -> Any:
    return origin.origin_of(desk, seq)


def _cells(desk: Any, found: Any) -> Any:
    return origin.cells_of(desk, found)
