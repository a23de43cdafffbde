"""Above the outline: the pages of the desk as a whole, where it has any."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from kxdesk.ui.held_desk import DeskFacts
from kxdesk.ui.icons import icon
from kxdesk.ui.navigator.spots import AUDITED, Page, Spot
from kxdesk.ui.text import N_, _


@dataclass(frozen=True, slots=True)
class DeskEntry:
    """A page with its words, its icon, its key, and which desks have it."""

    page: Page
    text: str
    icon: str
    keys: str
    shown: Callable[[DeskFacts], bool]


def many(facts: DeskFacts) -> bool:
    """A desk that is, or can come to be, of more than one bureau."""
    return facts.role == "consolidation" or facts.policies > 1


def gathers(facts: DeskFacts) -> bool:
    """A desk that others return their work to."""
    return facts.role == "consolidation"


def proves(facts: DeskFacts) -> bool:
    """A desk of many, or what an auditor holds."""
    return many(facts) or facts.role == "audit-copy"


def every(_facts: DeskFacts) -> bool:
    """Any desk."""
    return True


ENTRIES = (
    DeskEntry(Page.POLICIES, N_("局区の一覧"), "policies", "Alt+1", many),
    DeskEntry(Page.BOARD, N_("回収状況"), "board", "Alt+2", gathers),
    DeskEntry(Page.OVERVIEW, N_("概観"), "overview", "Alt+7", every),
    DeskEntry(Page.YEAR, N_("年間工程"), "year", "Alt+8", every),
    DeskEntry(Page.YEARS, N_("前年度との対照"), "years", "Alt+9", many),
    DeskEntry(Page.EDITIONS, N_("版"), "editions", "Alt+0", every),
    DeskEntry(Page.TIMELINE, N_("履歴の年表"), "history", "Alt+3", every),
    DeskEntry(Page.SEARCH, N_("すべてから探す"), "search", "Alt+4", proves),
)


def entries_of(facts: DeskFacts) -> tuple[DeskEntry, ...]:
    audited = facts.role == "audit-copy"
    return tuple(entry for entry in ENTRIES if entry.shown(facts) and (not audited or entry.page in AUDITED))


class DeskPages(QWidget):
    """A button a page; the one we are at is marked."""

    spot_requested = Signal(object)  # Spot

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[Page, QToolButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(6, 0, 6, 10)
        self._column.setSpacing(1)
        self.hide()

    def show_desk(self, facts: DeskFacts) -> None:
        """The pages this desk has."""
        wanted = entries_of(facts)
        if [entry.page for entry in wanted] != list(self.buttons):
            for button in self.buttons.values():
                button.deleteLater()
            self.buttons = {entry.page: self._button(entry) for entry in wanted}
        self.setVisible(bool(wanted))

    def show_spot(self, spot: Spot) -> None:
        for page, button in self.buttons.items():
            button.setChecked(page is spot.page)

    def tint(self) -> None:
        """Icons in the colours in force."""
        for entry in ENTRIES:
            if entry.page in self.buttons:
                self.buttons[entry.page].setIcon(icon(entry.icon))

    def _button(self, entry: DeskEntry) -> QToolButton:
        button = QToolButton()
        button.setText(_(entry.text))
        button.setCheckable(True)
        button.setIcon(icon(entry.icon))
        button.setIconSize(QSize(16, 16))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setToolTip(f"{_(entry.text)}　{entry.keys}")
        button.clicked.connect(lambda: self.spot_requested.emit(Spot(entry.page)))
        self._column.addWidget(button)
        return button
