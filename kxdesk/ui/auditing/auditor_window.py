"""The auditor's window: 検証 comes first; the other pages open once nothing was found altered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QIcon
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from kxdesk.system.resources import resource
from kxdesk.ui.actions import action
from kxdesk.ui.auditing.verification_page import VerificationPage
from kxdesk.ui.background import Worker
from kxdesk.ui.held_desk import Hands
from kxdesk.ui.icons import icon
from kxdesk.ui.labels import muted
from kxdesk.ui.notices import Notices
from kxdesk.ui.session import DeskSession
from kxdesk.ui.text import _


@dataclass(frozen=True, slots=True)
class AuditPage:
    """A page of the auditor's: its words, icon and key, and how it is made when it is first gone to."""

    text: str
    icon: str
    keys: str
    make: Callable[[DeskSession], QWidget]


class AuditorWindow(QMainWindow):
    """One copy; closed with the window. Nothing is remembered of it."""

    def __init__(
        self, worker: Worker, path: Path, hands: Callable[[Path], Hands], pages: Sequence[AuditPage]
    ) -> None:
        super().__init__()
        self._worker = worker
        self._path = path
        self._hands = hands
        self._pages = pages
        self._made: dict[int, QWidget] = {}
        self._closing = False
        self.session: DeskSession | None = None
        self.notices = Notices()
        self.verification = VerificationPage(worker, path)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.verification)
        self.buttons: list[QToolButton] = []
        self.setWindowTitle(_("{name} — 監査用の写し（閲覧のみ）").format(name=path.stem))
        self.setWindowIcon(QIcon(str(resource("icons", "kxdesk.svg"))))
        self._lay_out()
        self.verification.verified.connect(self._on_verified)
        worker.problem_arose.connect(self.notices.tell_error)
        worker.bug_found.connect(self.notices.tell_error)
        self.resize(1320, 860)

    def _lay_out(self) -> None:
        strip = QWidget()
        strip.setObjectName("navigator")
        strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(strip)
        row.setContentsMargins(22, 6, 22, 6)
        row.setSpacing(4)
        self._add_button(row, 0, _("検証"), "checks", "Alt+1")
        for at, page in enumerate(self._pages, 1):
            self._add_button(row, at, _(page.text), page.icon, page.keys)
        row.addStretch(1)
        row.addWidget(muted(_("閲覧のみ・何も書き込みません")))
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (strip, self.notices):
            column.addWidget(widget)
        column.addWidget(self.stack, 1)
        self.setCentralWidget(centre)
        self.addAction(action(self, _("終了(&X)"), self.close, keys="Ctrl+Q"))
        self.go(0)

    def _add_button(self, row: QHBoxLayout, at: int, text: str, icon_name: str, keys: str) -> None:
        button = QToolButton()
        button.setText(text)
        button.setCheckable(True)
        button.setIcon(icon(icon_name))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setToolTip(f"{text}　{keys}")
        button.setShortcut(keys)
        button.setEnabled(at == 0)
        button.clicked.connect(lambda: self.go(at))
        row.addWidget(button)
        self.buttons.append(button)

    def start(self) -> None:
        """Verify at once; what is in the copy comes after."""
        self.verification.verify()

    def go(self, at: int) -> None:
        """0 is 検証; a page is made when it is first gone to."""
        if at and at not in self._made:
            assert self.session is not None
            self._made[at] = self._pages[at - 1].make(self.session)
            self.stack.addWidget(self._made[at])
        page = self._made[at] if at else self.verification
        self.stack.setCurrentWidget(page)
        for number, button in enumerate(self.buttons):
            button.setChecked(number == at)
        page.setFocus()

    def _on_verified(self, examined: Any) -> None:
        """An altered copy is not browsed as if it were sound."""
        readable = examined.outcome != "altered"
        if not readable:
            self._close_pages()
        elif self.session is None:
            self.session = DeskSession(self._worker, self._hands(self._path), self)
            self.session.opened.connect(lambda _facts: self._allow(allowed=True))
            self.session.open_failed.connect(self.notices.tell_error)
            self.session.open()

    def _allow(self, *, allowed: bool) -> None:
        for button in self.buttons[1:]:
            button.setEnabled(allowed)

    def _close_pages(self) -> None:
        self._allow(allowed=False)
        self.go(0)
        for page in self._made.values():
            self.stack.removeWidget(page)
            page.deleteLater()
        self._made.clear()
        if self.session is not None:
            self.session.close(leave_here=True)
            self.session = None

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing to save and nothing to ask."""
        if self.session is not None and not self._closing:
            self._closing = True
            self.session.closed.connect(lambda _brought: self.close())
            self.session.close(leave_here=True)
            event.ignore()
            return
        super().closeEvent(event)
