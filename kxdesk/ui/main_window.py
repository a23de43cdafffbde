"""The window: composes menus, toolbar, notices, a desk or the welcome page, status line. It owns no verb."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QIcon
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from kxdesk.domain.things import Ref
from kxdesk.system.copy_mark import is_audit_copy
from kxdesk.system.resources import resource
from kxdesk.system.server_address import DeskPath, desk_path
from kxdesk.ui import actions, closing, file_verbs, standing_notices, view_verbs, writing_verbs
from kxdesk.ui.auditing import auditor_window
from kxdesk.ui.background import Worker
from kxdesk.ui.desk_view import DeskView, MakePage
from kxdesk.ui.desks import welcome, whereabouts
from kxdesk.ui.held_desk import DeskFacts, Hands
from kxdesk.ui.navigator.spots import Page, Spot
from kxdesk.ui.notices import Notices
from kxdesk.ui.operations import (
    bring_back,
    export_workbook,
    import_workbooks,
    issue_copy,
    learn_form,
    new_desk,
    open_desk,
    preview_workbook,
    put_back,
    settle_disputes,
    settle_findings,
)
from kxdesk.ui.session import FIRST_PICTURE_MS, DeskSession
from kxdesk.ui.settings import Settings
from kxdesk.ui.status import Status
from kxdesk.ui.text import _
from kxdesk.ui.theme import Theme
from kxdesk.ui.toolbar import fill_toolbar, make_toolbar


@dataclass(frozen=True)
class Parts:
    """What the window is composed of; `hands` makes what a session does to the desk at a path."""

    worker: Worker
    settings: Settings
    theme: Theme
    hands: Callable[[DeskPath], Hands]
    pages: Mapping[Page, MakePage]
    documents: Path
    audit: Callable[[Path], auditor_window.AuditorWindow] | None = None  # how an audit copy is shown


class MainWindow(QMainWindow):
    """At most one desk at a time."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self.session: DeskSession | None = None
        self.view: DeskView | None = None
        self.writing: writing_verbs.WritingActions | None = None
        self._after_closing: Callable[[], object] | None = None
        self._composed_for: DeskFacts | None = None
        self.notices = Notices()
        self.status = Status(parts.worker)
        self.setStatusBar(self.status)
        self._place = QVBoxLayout()
        self.toolbar = make_toolbar(self)
        self.setWindowIcon(QIcon(str(resource("icons", "kxdesk.svg"))))
        self._set_centre()
        self.welcome: welcome.Welcome | None = None
        parts.worker.problem_arose.connect(self.notices.tell_error)
        parts.worker.bug_found.connect(self.notices.tell_error)
        parts.theme.changed.connect(self._on_theme)
        self._restore_geometry()
        self.setAcceptDrops(True)

    def _set_centre(self) -> None:
        centre = QWidget()
        self._place = QVBoxLayout(centre)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._place.setSpacing(0)
        self._place.addWidget(self.notices)
        self.setCentralWidget(centre)

    # Opening and closing desks

    def show_welcome(self) -> None:
        """No desk is open."""
        self._take_down()
        self.welcome = welcome.Welcome()
        self.welcome.show_recent(list(filter(whereabouts.may_be_there, self._parts.settings.recent)))
        self.welcome.new_requested.connect(self.make_desk)
        self.welcome.open_requested.connect(self.choose_desk)
        self.welcome.recent_chosen.connect(self.open_desk)
        self._place.addWidget(self.welcome, 1)
        self.setWindowTitle(_("局区Ｘ方針デスク"))
        self._compose_menus(None)

    def open_desk(self, path: str | DeskPath) -> None:
        """Instead of the one that is open, which is saved and closed first."""
        where = desk_path(path) if isinstance(path, str) else path
        if isinstance(where, Path) and self._parts.audit and is_audit_copy(where):
            self._audit(self._parts.audit(where))
            return
        if self.session is not None:
            self.close_desk(lambda: self._start(where))
        else:
            self._start(where)

    def _audit(self, window: auditor_window.AuditorWindow) -> None:
        """In a window of its own, which is closed with this one; the desk that is open stays open."""
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.setParent(self, Qt.WindowType.Window)
        window.show()
        window.start()

    def close_desk(self, then: Callable[[], object]) -> None:
        """Save, close, go on with `then`; the person is asked where that cannot be done."""
        assert self.session
        self._view().flush()
        self._after_closing = then
        self.session.close()

    def make_desk(self) -> None:
        new_desk.new_desk(self, self._parts.worker, self._parts.settings, self._folder(), self.open_desk)

    def choose_desk(self) -> None:
        open_desk.ask_for_desk(self, self._folder(), self.open_desk)

    def learn_form(self) -> None:
        """A form that is not known yet, from its blank workbook."""

        def on_chosen(template: Path) -> None:
            learn_form.learn_form(self, self._parts.worker, self.notices, template)

        learn_form.ask_for_form(self, self._folder(), on_chosen)

    def _start(self, path: DeskPath) -> None:
        session = DeskSession(self._parts.worker, self._parts.hands(path), self)
        session.glanced.connect(self._on_glanced)
        session.opened.connect(self._on_opened)
        session.open_failed.connect(self._on_open_failed)
        session.closed.connect(self._on_closed)
        session.close_failed.connect(self._on_close_failed)
        session.state_changed.connect(lambda _state: self._tell_failure(session))
        session.disputed.connect(lambda _waiting: settle_disputes.tell_disputes(self, session, self.notices))
        self._take_down()
        if self.menuBar().actions():  # of the desk before; at the start the first picture goes before them
            self._compose_menus(None)
        self.session = session
        self.view = DeskView(session, self._parts.pages)
        self.view.restore_layout(self._parts.settings.bytes("splitter"))
        self.view.put_back_requested.connect(self._on_put_back)
        self.view.closing_requested.connect(self._on_closing)
        self.view.findings_requested.connect(self._on_findings)
        self.view.menu_requested.connect(self._on_menu)
        self.view.drawn.connect(self._on_drawn)
        self._place.addWidget(self.view, 1)
        self.status.follow(session)
        self.setWindowTitle(_("{name} — 局区Ｘ方針デスク").format(name=path.stem))
        QTimer.singleShot(FIRST_PICTURE_MS, self.view, self._compose_meanwhile)
        session.open()

    def _take_down(self) -> None:
        """Remove what stands in the middle; a session was closed before."""
        for widget in (self.view, self.welcome):
            if widget is not None:
                self._place.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        if self.session is not None:
            self.session.deleteLater()
        self.session, self.view, self.welcome, self.writing = None, None, None, None
        self.status.forget()
        self.notices.clear()

    def _view(self) -> DeskView:
        assert self.view
        return self.view

    def _on_glanced(self, facts: DeskFacts) -> None:
        self.status.show_who(facts.person, desk_path(facts.path).name)

    def _compose_meanwhile(self) -> None:
        """A desk that takes its time to open leaves one the menus that need none."""
        if not self.menuBar().actions():
            self._compose_menus(None)

    def _on_drawn(self) -> None:
        """The first picture is on the screen: the menus keep nobody waiting now."""
        if self.session and self.session.facts and self._composed_for is None:
            self._compose_menus(self.session.facts)

    def _on_opened(self, facts: DeskFacts) -> None:
        assert self.session
        self._parts.settings.remember(facts.home or facts.path)
        self.status.show_who(facts.person, desk_path(facts.home or facts.path).name)
        promised = self._composed_for
        if promised is None or (promised.read_only, promised.home) != (facts.read_only, facts.home):
            self._compose_menus(facts)
        session, path = self.session, facts.home or facts.path
        standing_notices.tell_circumstances(
            self.notices,
            facts,
            lambda: self.open_desk(path),
            lambda: bring_back.bring_back(session, self.notices),
        )

    def _on_open_failed(self, error: Exception) -> None:
        self.show_welcome()
        self.notices.tell_error(error)

    def _on_closed(self, brought: Any) -> None:
        after, self._after_closing = self._after_closing or self.show_welcome, None
        self._keep_layout()
        if brought is not None and brought.outcome == "kept-both":
            closing.tell_both_kept(self, bring_back.words(brought)[1])
        self._take_down()
        after()

    def _on_close_failed(self, error: Exception) -> None:
        assert self.session
        match closing.ask_how_to_close(self, error, typing=self.session.has_typing):
            case closing.Way.AGAIN:
                self.session.close()
            case closing.Way.GIVE_UP:
                self.session.discard()
                self.session.close(leave_here=True)
            case closing.Way.STAY:
                self._after_closing = None

    def _tell_failure(self, session: DeskSession) -> None:
        """Text that is not on disk is told above the page too, until it is."""
        if session.failure is None:
            self.notices.withdraw("save-failed")
        elif "save-failed" not in self.notices.keys:
            self.notices.tell_failure(session.failure, session.settle)

    # Menus

    def _compose_menus(self, facts: DeskFacts | None) -> None:
        """What can be done now; `facts` is None while no desk is open."""
        self._composed_for = facts
        self.menuBar().clear()
        self.toolbar.clear()
        for old in self.actions():
            self.removeAction(old)
        bar, view = self.menuBar(), self.view
        file_menu = bar.addMenu(_("ファイル(&F)"))
        file_actions = file_verbs.fill_file_menu(file_menu, self, self._file_verbs(facts))
        self.writing = None
        if facts and view and not facts.read_only:
            self.writing = writing_verbs.writing_actions(self, view, self.notices)
            writing_verbs.fill_edit_menu(bar.addMenu(_("編集(&E)")), self.writing)
            writing_verbs.fill_issue_menu(bar.addMenu(_("課題(&K)")), self.writing)
        view_menu = bar.addMenu(_("表示(&V)"))
        toggles = view_verbs.fill_view_menu(view_menu, self, view) if facts and view else []
        view_verbs.fill_look_menu(view_menu, self, self._parts.theme, self._parts.settings)
        self.toolbar.setVisible(facts is not None)
        if facts:
            fill_toolbar(self.toolbar, self.writing, file_actions[-1], toggles)

    def _file_verbs(self, facts: DeskFacts | None) -> file_verbs.FileVerbs:
        view, session = self.view, self.session
        here = facts is not None and view is not None and session is not None
        return file_verbs.FileVerbs(
            new=self.make_desk,
            open=self.choose_desk,
            open_path=self.open_desk,
            recent=lambda: self._parts.settings.recent,
            quit=self.close,
            learn=self.learn_form,
            preview=(lambda: preview_workbook.preview_workbook(self._view())) if here else None,
            import_=self.import_workbooks if here else None,
            issue_copy=(lambda: issue_copy.issue_copy(self._view(), self.notices, self.open_desk))
            if here
            else None,
            queue=self.show_intake if here else None,
            export=(lambda: export_workbook.export_workbook(self._view(), self.notices)) if here else None,
            bring_back=(lambda: bring_back.bring_back(self._view().session, self.notices))
            if facts and facts.home and not facts.read_only
            else None,
            close=(lambda: self.close_desk(self.show_welcome)) if here else None,
        )

    def _on_put_back(self, ref: Ref, key: str, seq: int) -> None:
        put_back.put_back(self._view(), ref, key, seq)

    def _on_closing(self, finding: Any) -> None:
        settle_findings.settle_finding(self._view(), finding)

    def _on_findings(self) -> None:
        settle_findings.save_findings(self._view(), self.notices)

    def _on_menu(self, spot: Spot, where: QPoint) -> None:
        """The navigator's own menu: of the issue under the mouse, which is gone to first."""
        if self.writing is None:
            return
        if spot.page is Page.ISSUE:
            self._view().go(spot)
        writing_verbs.open_menu(self, self.writing, where, of_issue=spot.page is Page.ISSUE)

    def _on_theme(self) -> None:
        actions.tint(self.findChildren(QAction))
        if self.view is not None:
            self.view.on_theme()

    # Returned workbooks

    def show_intake(self) -> None:
        import_workbooks.show_intake(self._view(), self.notices)

    def import_workbooks(self, paths: Sequence[Path] = ()) -> None:
        import_workbooks.import_workbooks(self._view(), self.notices, paths)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        here = self.session is not None and self.session.facts is not None
        if here and import_workbooks.workbooks_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        # The program the files came from waits until this returns.
        workbooks = import_workbooks.workbooks_in(event.mimeData())
        QTimer.singleShot(0, self, partial(self.import_workbooks, workbooks))

    # Closing the window

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.session is None:
            self._parts.settings.put_bytes("geometry", self.saveGeometry())
            self._parts.settings.save()
            event.accept()
            return
        event.ignore()
        self.close_desk(self.close)

    def _keep_layout(self) -> None:
        if self.view is not None:
            self._parts.settings.put_bytes("splitter", self.view.layout_state())

    def _restore_geometry(self) -> None:
        state: QByteArray = self._parts.settings.bytes("geometry")
        if state.isEmpty() or not self.restoreGeometry(state):
            self.resize(1360, 860)

    def _folder(self) -> Path:
        """Where desks were last, else the person's documents."""
        recent = self._parts.settings.recent
        return whereabouts.folder_of(recent[0], self._parts.documents) if recent else self._parts.documents
