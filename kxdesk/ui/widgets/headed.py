"""A heading over something that is no text box."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from kxdesk.ui.widgets.emphasis import emphasise


class Headed(QWidget):
    """`inner` under its heading, at the left."""

    def __init__(self, heading: str, inner: QWidget, *, strong: bool = False) -> None:
        super().__init__()
        self.heading = QLabel(heading, self)
        if strong:
            emphasise(self.heading)
        self.heading.setBuddy(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(self.heading)
        column.addWidget(inner, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch()
        self.setFocusProxy(inner)
