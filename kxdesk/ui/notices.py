"""Notices above the page: what happened, is the input safe, what to do next. They never take the focus."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from kxdesk.ui.icons import icon, pixmap
from kxdesk.ui.labels import bold, plain
from kxdesk.ui.text import _
from kxdesk.ui.theme import colours
from kxdesk.words import problems

GOOD_MS = 20_000  # good news goes by itself


class Tone(StrEnum):
    """How a notice looks; each has its own icon, so that colour is not all."""

    INFO = "info"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True)
class Offer:
    """A button in a notice."""

    text: str
    act: Callable[[], object]
    closes: bool = True


_ICONS = {Tone.INFO: "notice", Tone.GOOD: "done", Tone.WARN: "warning", Tone.BAD: "error"}


class Notice(QFrame):
    """One notice with its offers."""

    dismissed = Signal()

    def __init__(
        self, tone: Tone, told: problems.Told, offers: Sequence[Offer], *, icon_name: str, lasting: bool
    ) -> None:
        super().__init__()
        self.setObjectName("banner")
        self.setProperty("tone", tone.value)
        self.text = " ".join(filter(None, (told.what, told.safe, told.next)))
        self.setAccessibleName(self.text)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 7, 8, 7)
        row.setSpacing(10)
        row.addWidget(self._mark(tone, icon_name), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(self._words(told), 1)
        for offer in offers:
            row.addWidget(self._button(offer), 0, Qt.AlignmentFlag.AlignVCenter)
        if not lasting:
            row.addWidget(self._close_button(), 0, Qt.AlignmentFlag.AlignVCenter)

    def _mark(self, tone: Tone, icon_name: str) -> QLabel:
        chosen = colours()
        colour = {"info": chosen.accent, "good": chosen.good, "warn": chosen.warn, "bad": chosen.bad}[tone]
        mark = QLabel()
        scale = self.devicePixelRatioF()
        drawing = pixmap(icon_name or _ICONS[tone], colour, round(18 * scale))
        drawing.setDevicePixelRatio(scale)
        mark.setPixmap(drawing)
        return mark

    def _words(self, told: problems.Told) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(1)
        what = plain(told.what)
        rest = " ".join(part for part in (told.safe, told.next) if part)
        if rest:
            what.setFont(bold(what.font()))
        column.addWidget(what)
        if rest:
            column.addWidget(plain(rest))
        return column

    def _button(self, offer: Offer) -> QPushButton:
        button = QPushButton(offer.text)

        def on_clicked() -> None:
            if offer.closes:
                self.dismissed.emit()
            offer.act()

        button.clicked.connect(on_clicked)
        return button

    def _close_button(self) -> QToolButton:
        button = QToolButton(autoRaise=True)
        button.setIcon(icon("close"))
        button.setIconSize(QSize(16, 16))
        button.setToolTip(_("閉じる"))
        button.setAccessibleName(_("お知らせを閉じる"))
        button.clicked.connect(self.dismissed)
        return button


class Notices(QWidget):
    """All notices, the newest at the bottom; one with the same key replaces the older one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._shown: dict[str, Notice] = {}
        self._count = 0

    def tell(
        self,
        tone: Tone,
        told: problems.Told | str,
        *offers: Offer,
        key: str = "",
        icon_name: str = "",
        lasting: bool = False,
    ) -> None:
        """Show it; a `lasting` one has no cross and stays until `withdraw`."""
        self._count += 1
        key = key or f"#{self._count}"
        self.withdraw(key)
        words = problems.Told(told, "", "") if isinstance(told, str) else told
        notice = Notice(tone, words, offers, icon_name=icon_name, lasting=lasting)
        notice.dismissed.connect(lambda: self.withdraw(key))
        self._shown[key] = notice
        self._column.addWidget(notice)
        if tone is Tone.GOOD:
            QTimer.singleShot(GOOD_MS, notice, lambda: self.withdraw(key))

    def tell_error(self, error: Exception) -> None:
        """A Problem in its own words, anything else as our fault; the same one is not stacked up."""
        told = problems.told_error(error)
        self.tell(Tone.BAD, told, key=told.what)

    def tell_failure(self, error: Exception, retry: Callable[[], object]) -> None:
        """Text that could not be saved: stays until it is."""
        offer = Offer(_("いま保存する"), retry, closes=False)
        self.tell(Tone.BAD, problems.told_error(error), offer, key="save-failed", lasting=True)

    def withdraw(self, key: str) -> None:
        """Take it away, if it is there."""
        notice = self._shown.pop(key, None)
        if notice is not None:
            self._column.removeWidget(notice)
            notice.hide()
            notice.deleteLater()

    def clear(self) -> None:
        for key in tuple(self._shown):
            self.withdraw(key)

    @property
    def keys(self) -> set[str]:
        return set(self._shown)

    @property
    def texts(self) -> list[str]:
        """What is being said, oldest first."""
        return [notice.text for notice in self._shown.values()]
