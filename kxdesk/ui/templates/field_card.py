"""The field that was chosen: where it was found, why, how sure; and what a person can say to it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from kxdesk.ui.icons import icon
from kxdesk.ui.labels import muted
from kxdesk.ui.templates.words import ICONS, STANDINGS, told_place
from kxdesk.ui.templates.wrapped import Wrapped
from kxdesk.ui.text import _
from kxdesk.ui.theme import colours
from kxdesk.words.guesses import name_of, told_guess
from kxdesk.workbook.learn.standing import Entry, Standing


class FieldCard(QWidget):
    """Shows one entry, or what to do where none is chosen."""

    confirmed = Signal()
    declined = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Wrapped(points=13, bold=True)
        self._mark = QLabel()
        self._standing = muted()
        self._places = Wrapped()
        self._hint = Wrapped(muted=True)
        self.confirm = QPushButton(_("これでよい"))
        self.confirm.setProperty("primary", "true")
        self.confirm.setToolTip(_("これでよい（Enter）"))
        self.decline = QPushButton(_("様式では聞かれていない"))
        self._build()
        self.show_entry(None)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.title)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._mark)
        row.addWidget(self._standing, 1)
        column.addLayout(row)
        column.addWidget(self._places)
        column.addWidget(self._hint)
        column.addSpacing(2)
        column.addWidget(self.confirm)
        column.addWidget(self.decline)
        self.confirm.clicked.connect(self.confirmed)
        self.decline.clicked.connect(self.declined)

    def show_entry(self, entry: Entry | None) -> None:
        """None: no field is chosen."""
        for part in (self._mark, self._standing, self._places, self.confirm, self.decline):
            part.setVisible(entry is not None)
        if entry is None:
            self.title.setText(_("項目を選んでください"))
            self._hint.setText(_("左で項目を選ぶか、図の欄をクリックしてください。"))
            return
        self.title.setText(name_of(entry.field))
        self._standing.setText(_(STANDINGS[entry.standing]))
        shown = colours()
        colour = {
            Standing.ASK: shown.warn,
            Standing.MISSING: shown.muted,
            Standing.SURE: shown.good,
            Standing.NOT_ASKED: shown.muted,
        }[entry.standing]
        self._mark.setPixmap(icon(ICONS[entry.standing], colour).pixmap(16, 16))
        self._places.setText(
            "\n\n".join(f"{told_place(one)}\n{told_guess(one.guess)}" for one in entry.places)
        )
        self._places.setVisible(bool(entry.places))
        self._hint.setText(_hint(entry.standing))
        self.confirm.setVisible(entry.standing is Standing.ASK)
        self.decline.setVisible(entry.standing is not Standing.NOT_ASKED)


def _hint(standing: Standing) -> str:
    if standing is Standing.MISSING:
        return _("図の中で、この項目を書く欄をクリックしてください。")
    if standing is Standing.NOT_ASKED:
        return _("書く欄があれば、図の中でクリックしてください。")
    return _("違うときは、図の中で正しい欄をクリックしてください。")
