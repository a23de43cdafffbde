"""How many came how far: a strip of counts along the way of a form; a click leaves just those."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from kxdesk.domain.board import Board
from kxdesk.ui.labels import bold
from kxdesk.words.board import TOTALS, total_name


class Totals(QWidget):
    """A button a count."""

    chosen = Signal(str)  # key of the total, "" for all

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self, exclusive=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for key in TOTALS:
            button = QPushButton(total_name(key))
            button.setCheckable(True)
            button.setProperty("flat", "true")
            button.setFont(bold(button.font()))
            button.clicked.connect(lambda checked, key=key: self._on_clicked(key, checked=checked))
            self.buttons[key] = button
            self._group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)

    def show_board(self, board: Board) -> None:
        for key, count in board.totals.items():
            self.buttons[key].setText(f"{total_name(key)} {count}")

    def _on_clicked(self, key: str, *, checked: bool) -> None:
        for other, button in self.buttons.items():
            button.setChecked(checked and other == key)
        self.chosen.emit(key if checked else "")
