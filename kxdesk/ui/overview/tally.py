"""A table of counts of which each leads to what it counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QWidget

from kxdesk.ui.labels import heading, muted

_STEPS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


@dataclass(frozen=True, slots=True)
class Side:
    """Rows or columns: what stands behind each, and what it is called."""

    keys: Sequence[str]
    names: Sequence[str]


class Tally(QWidget):
    """Numbers in a grid; arrows walk, Space or a click chooses, and again takes the choice back."""

    chosen = Signal(str, str)  # keys of row and column
    cleared = Signal()

    def __init__(self, name: str, *, widest: int = 66, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._widest = widest
        self.buttons: dict[tuple[str, str], QPushButton] = {}
        self._places: list[list[QPushButton]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(4)

    def show_counts(self, rows: Side, columns: Side, counts: Mapping[tuple[str, str], int]) -> None:
        """Rows and columns may change; the choice stays where its cell does."""
        chosen = next((key for key, button in self.buttons.items() if button.isChecked()), None)
        self._clear()
        for place, words in enumerate(columns.names, 1):
            if words:
                self._grid.addWidget(muted(words), 0, place, Qt.AlignmentFlag.AlignHCenter)
        for row, (key, words) in enumerate(zip(rows.keys, rows.names, strict=True), 1):
            self._grid.addWidget(_row_name(words), row, 0)
            line = []
            for place, other in enumerate(columns.keys, 1):
                of_column = columns.names[place - 1]
                button = self._button(counts.get((key, other), 0), f"{words} {of_column}".strip())
                button.clicked.connect(lambda on, key=(key, other): self._on_clicked(key, on=on))
                button.setChecked((key, other) == chosen and button.isEnabled())
                self._grid.addWidget(button, row, place)
                self.buttons[key, other] = button
                line.append(button)
            self._places.append(line)
        self._grid.setColumnStretch(0, 1)

    def choose(self, key: tuple[str, str] | None) -> None:
        """Mark a cell, or none, without saying so."""
        for each, button in self.buttons.items():
            button.setChecked(each == key)

    def _clear(self) -> None:
        self.buttons.clear()
        self._places.clear()
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _button(self, count: int, words: str) -> QPushButton:
        button = QPushButton(str(count) if count else "·")
        button.setProperty("flat", "true")
        button.setCheckable(True)
        button.setEnabled(count > 0)
        button.setFixedWidth(self._widest)
        button.setAccessibleName(f"{self._name} {words} {count}")
        return button

    def _on_clicked(self, key: tuple[str, str], *, on: bool) -> None:
        self.choose(key if on else None)
        if on:
            self.chosen.emit(*key)
        else:
            self.cleared.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From number to number; what counts nothing is stepped over."""
        focused = self.focusWidget()
        at = next(
            ((r, c) for r, line in enumerate(self._places) for c, each in enumerate(line) if each is focused),
            None,
        )
        if at is None or event.key() not in _STEPS:
            super().keyPressEvent(event)
            return
        down, right = _STEPS[Qt.Key(event.key())]
        row, column = at[0] + down, at[1] + right
        while 0 <= row < len(self._places) and 0 <= column < len(self._places[row]):
            if self._places[row][column].isEnabled():
                self._places[row][column].setFocus(Qt.FocusReason.TabFocusReason)
                return
            row, column = row + down, column + right


def _row_name(words: str) -> QLabel:
    label = muted(words)
    label.setWordWrap(False)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    label.setToolTip(words)
    return label


def part_heading(words: str) -> QLabel:
    """Above a tally."""
    return heading(words, points=10.5)
