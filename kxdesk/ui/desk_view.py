"""One open desk on the screen: navigator, page, side; it keeps the three at the same place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from PySide6.QtCore import QByteArray, QPoint, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from kxdesk.domain import checks
from kxdesk.domain.edits import Change
from kxdesk.domain.form import Form
from kxdesk.domain.things import Ref
from kxdesk.ui import reading
from kxdesk.ui.desk_page import DeskPage
from kxdesk.ui.docks import side as sides
from kxdesk.ui.first_picture import BREATH_MS
from kxdesk.ui.held_desk import DeskFacts
from kxdesk.ui.navigator.lines import Line, label
from kxdesk.ui.navigator.panel import Navigator
from kxdesk.ui.navigator.spots import DESK_PAGES, Page, Spot, spot_of
from kxdesk.ui.operations import remark_verbs
from kxdesk.ui.session import DeskSession
from kxdesk.words.fields import field_name

CHECK_PAUSE_MS = 800  # after the last change; checks never hold up typing
NARROW = 1180  # points: navigator and page, and no room for a third
NAMED = 16  # characters of a title that name an issue in the list of checks
MakePage = Callable[[DeskSession], QWidget]


class PageWidget(Protocol):
    """What a page lets the frame do; one of a policy also says when it is `shown` and `drawn` first."""

    field_focused: SignalInstance  # Ref, field key

    def show_field(self, ref: Ref, field: str) -> None: ...

    def reload(self) -> None: ...

    def mark(self, remarks: Mapping[tuple[Ref, str], int]) -> None:
        """Show at the fields of a policy how many remarks are not settled."""

    def flush(self) -> None:
        """Hand over what is typed, also into a cell that is still open."""


class DeskView(QWidget):
    """Where one is, and how one gets elsewhere."""

    drawn = Signal()  # the first picture is on the screen: what was not needed for it can come now
    spot_changed = Signal(object)  # Spot
    put_back_requested = Signal(object, str, int)  # Ref, field, number of the history entry
    closing_requested = Signal(object)  # Finding, to be closed with a reason
    findings_requested = Signal()  # as a table
    menu_requested = Signal(object, QPoint)  # Spot

    def __init__(
        self, session: DeskSession, makers: Mapping[Page, MakePage], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.spot: Spot | None = None
        self._makers = makers
        self._pages: dict[Page, Any] = {}
        self._focused: tuple[Ref, str] | None = None
        self._marked: Mapping[tuple[Ref, str], int] = {}
        self._shown: DeskFacts | None = None
        self._wanted: Callable[[], object] | None = None  # once another policy is shown
        self._side_waits = False  # hidden for want of room, to come back when there is some
        self._narrow = False
        self.navigator = Navigator()
        self.stack = QStackedWidget()
        self._side: sides.Side | None = None
        self.splitter = self._splitter()
        self._checking = QTimer(self, interval=CHECK_PAUSE_MS, singleShot=True)
        self._checking.timeout.connect(self._ask_findings)
        self._connect()
        self.setUpdatesEnabled(False)

    def _splitter(self) -> QSplitter:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(5)
        for widget, stretch in ((self.navigator, 0), (self.stack, 1), (self._place_of_side(), 0)):
            splitter.addWidget(widget)
            splitter.setStretchFactor(splitter.count() - 1, stretch)
        splitter.setCollapsible(1, False)
        splitter.setSizes([280, 800, 320])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(splitter)
        return splitter

    def _place_of_side(self) -> QWidget:
        """What stands there until the first picture is on the screen."""
        place = QWidget()
        place.setObjectName("side")
        place.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        return place

    @property
    def side(self) -> sides.Side:
        """The tabs at the right, made when they are first wanted."""
        return self._side or self._new_side()

    def _right(self) -> Any:
        """The tabs, or what keeps their place."""
        return self.splitter.widget(2)

    def _make_side(self) -> None:
        assert self.side
        self.session.on_drawn()

    def _new_side(self) -> sides.Side:
        side = self._side = sides.Side(self._name_of)
        side.checks.finding_chosen.connect(self._on_finding)
        side.history.put_back_requested.connect(self._on_put_back)
        side.checks.closing_requested.connect(self.closing_requested)
        side.checks.table_requested.connect(self.findings_requested)
        side.history.writable = side.checks.writable = self.session.is_open and not self.session.read_only
        side.currentChanged.connect(lambda _tab: self._ask_history())
        remark_verbs.connect(side.remarks, self)
        if self.spot:
            side.checks.show_issue(self.spot.id)
        hidden = self._right().isHidden()
        if place := self.splitter.replaceWidget(2, side):
            place.deleteLater()
        side.setHidden(hidden)
        self.splitter.setStretchFactor(2, 0)
        if (facts := self.session.facts) and self._focused:
            ref, field = self._focused
            side.guidance.show_field(facts.form, ref.kind, field)
        self._compose_remarks()
        return side

    def _on_shown(self) -> None:
        """Painted once, when there is something to see."""
        self.setUpdatesEnabled(True)

    def _on_drawn(self) -> None:
        self.drawn.emit()
        QTimer.singleShot(BREATH_MS, self, self._make_side)

    def _connect(self) -> None:
        self.session.glanced.connect(self._on_glanced)
        self.session.opened.connect(self._on_opened)
        self.session.changed.connect(self._on_changed)
        self.session.policy_changed.connect(self._on_policy_changed)
        self.navigator.spot_requested.connect(self.go)
        self.navigator.search_requested.connect(self._on_search)
        self.navigator.menu_requested.connect(self.menu_requested)

    def join(self) -> None:
        """Show what a session holds that was opened before this view was made."""
        assert self.session.facts
        self._on_opened(self.session.facts)

    def go(self, spot: Spot) -> None:
        """Show a page; of an area nothing."""
        if spot.page is Page.AREA:
            return
        page = self._page(spot.page)
        if spot.page is Page.ISSUE:
            page.show_issue(spot.id)
        self.stack.setCurrentWidget(page)
        self._make_room(spot)
        self.navigator.go(spot)
        self.spot = spot
        if self._side:
            self._side.checks.show_issue(spot.id)
        self.spot_changed.emit(spot)

    def go_to_policy(self, policy_id: str, spot: Spot | None = None) -> None:
        """Show another policy of the desk, at this place or at its first issue."""
        self.flush()
        self._wanted = (lambda: self.go(spot)) if spot else None
        self.session.choose_policy(policy_id)

    def go_to_field_of(self, policy_id: str, ref: Ref, field: str, issue_id: str) -> None:
        """As `go_to_field`, in any policy of the desk."""
        facts = self.session.facts
        if facts and facts.policy_id == policy_id:
            self.go_to_field(ref, field, issue_id)
            return
        self.flush()
        self._wanted = lambda: self.go_to_field(ref, field, issue_id)
        self.session.choose_policy(policy_id)

    def go_to_field(self, ref: Ref, field: str, issue_id: str) -> None:
        """Show the page of a field and put the cursor into it."""
        spot = spot_of(ref, field, issue_id)
        if spot != self.spot:
            self.go(spot)
        self._page(spot.page).show_field(ref, field)

    def flush(self) -> None:
        """Before any verb: what is being typed counts, even what an input method still holds."""
        QGuiApplication.inputMethod().commit()
        page: Any = self.stack.currentWidget()
        if page is not None:
            page.flush()

    def on_theme(self) -> None:
        """Draw again what holds colours of its own."""
        self.navigator.tint()
        self.side.tint()
        self._ask_history()

    def layout_state(self) -> QByteArray:
        return self.splitter.saveState()

    def restore_layout(self, state: QByteArray) -> None:
        self.splitter.restoreState(state)

    def panes(self) -> list[QWidget]:
        """For F6, from left to right."""
        shown = [self.navigator.tree, self.stack.currentWidget(), self.side.currentWidget()]
        return [pane for pane in shown if pane is not None and pane.isVisible()]

    def _page(self, page: Page) -> Any:
        if page not in self._pages:
            widget: Any = self._makers[page](self.session)
            widget.field_focused.connect(self._on_focused)
            if isinstance(widget, DeskPage):
                widget.policy_requested.connect(self.go_to_policy)
                widget.field_requested.connect(self.go_to_field_of)
            else:
                widget.mark(self._marked)
            if not isinstance(widget, DeskPage) and not self._pages:
                widget.shown.connect(self._on_shown)
                widget.drawn.connect(self._on_drawn)
            self.stack.addWidget(widget)
            self._pages[page] = widget
        return self._pages[page]

    def _on_glanced(self, facts: DeskFacts) -> None:
        self._shown = facts
        self.navigator.show_desk(facts)
        self._ask_outline()

    def _on_opened(self, facts: DeskFacts) -> None:
        """What a first look showed stays, unless it was about another policy or promised too much."""
        self.setUpdatesEnabled(True)
        shown, self._shown = self._shown, facts
        if shown and _promise(shown) != _promise(facts):
            self._drop_pages()
        self.navigator.show_desk(facts)
        self.side.history.writable = self.side.checks.writable = not facts.read_only
        self._compose_remarks()
        self._ask_remarks()
        self._ask_outline()
        for page in self._pages.values():
            page.reload()
        self._ask_history()
        self._checking.start()

    def _on_policy_changed(self, facts: DeskFacts) -> None:
        if self._shown and self._shown.policy_id != facts.policy_id:
            self._drop_pages()
            self._focused = None
            self.side.checks.show_findings((), facts.form)
        self._shown = facts
        self.navigator.show_desk(facts)
        self.navigator.filter_box.clear()
        self.spot = None
        wanted, self._wanted = self._wanted, None
        if wanted:
            wanted()
        self._ask_remarks()
        self._ask_outline()
        self._checking.start()

    def _make_room(self, spot: Spot) -> None:
        """What stands at the right is about a policy: a page of the desk has that room too."""
        if spot.page in DESK_PAGES:
            self._side_waits = self._side_waits or not self.side.isHidden()
            self.side.hide()
        elif self._side_waits and not self._narrow:
            self._side_waits = False
            self.side.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the page has the room; who wants the side can still call it."""
        super().resizeEvent(event)
        narrow = event.size().width() < NARROW
        if narrow == self._narrow:
            return
        self._narrow = narrow
        side = self._right()
        if narrow and not side.isHidden():
            self._side_waits = True
            side.hide()
        elif self._side_waits and not (self.spot and self.spot.page in DESK_PAGES):
            self._side_waits = narrow
            side.setVisible(not narrow)

    def _drop_pages(self) -> None:
        """Pages of the policy that was shown; those of the desk stay."""
        for name in self._pages.keys() - DESK_PAGES:
            page = self._pages.pop(name)
            self.stack.removeWidget(page)
            page.deleteLater()
        self.spot = None

    def _on_changed(self, _change: Change) -> None:
        self._ask_outline()
        self._ask_remarks()
        self._ask_history()
        self._checking.start()

    def _ask_outline(self) -> None:
        if facts := self.session.facts:
            policy = facts.policy_id
            self.session.read(reading.outline, policy, owner=self, done=self._on_outline, key="outline")

    def _on_outline(self, lines: tuple[Line, ...]) -> None:
        self.navigator.show_lines(lines)
        gone = self.spot and self.spot.page is Page.ISSUE and self.navigator.line(self.spot.id) is None
        if self.spot is None or gone:
            self.go(Spot(Page.ISSUE, lines[0].id) if lines else Spot(Page.MISSION))

    @property
    def focused(self) -> tuple[Ref, str] | None:
        """The field the person is at, or was at last."""
        return self._focused

    def _compose_remarks(self) -> None:
        if self._side and (facts := self.session.facts) and self.session.is_open:
            self._side.remarks.compose(facts.role, read_only=facts.read_only)
            self._show_place()

    def _ask_remarks(self) -> None:
        if (facts := self.session.facts) and self.session.is_open and facts.policy_id:
            policy = facts.policy_id
            work = reading.policy_remarks
            self.session.read(work, policy, owner=self, done=self._on_remarks, key="remarks")

    def _on_remarks(self, listed: Any) -> None:
        assert self.session.facts
        self.side.remarks.show_remarks(listed, self.session.facts.form)
        self._marked = self.side.remarks.open_places()
        for name in self._pages.keys() - DESK_PAGES:
            self._pages[name].mark(self._marked)

    def _show_place(self) -> None:
        """The name of the field one is at, for a remark on it."""
        facts = self.session.facts
        if self._side and facts and self._focused:
            ref, field = self._focused
            self._side.remarks.show_place(field_name(ref.kind, field, facts.form))

    def _ask_findings(self) -> None:
        if facts := self.session.facts:
            policy = facts.policy_id
            self.session.read(reading.findings, policy, owner=self, done=self._on_findings, key="findings")

    def _on_findings(self, found: tuple[checks.Finding, ...]) -> None:
        assert self.session.facts
        self.side.checks.show_findings(found, self.session.facts.form)
        counts: dict[str, int] = {}
        for finding in found:
            if finding.severity is not checks.Severity.NOTICE and finding.code != "required-blank":
                counts[finding.issue] = counts.get(finding.issue, 0) + 1
        self.navigator.show_unsettled(counts)

    def _on_finding(self, finding: checks.Finding) -> None:
        self.go_to_field(finding.ref, finding.key, finding.issue)

    def _on_search(self, words: str) -> None:
        def on_hits(hits: Any) -> None:
            self.navigator.show_hits(words, hits)

        self.session.read(reading.find_texts, words, owner=self, done=on_hits, key="search")

    def _on_focused(self, ref: Ref, field: str) -> None:
        self._focused = (ref, field)
        if (facts := self.session.facts) and self._side:
            self._side.guidance.show_field(facts.form, ref.kind, field)
        self._show_place()
        self._ask_history()

    def _ask_history(self) -> None:
        if (
            self._focused is None
            or self._side is None
            or not self.session.is_open
            or self.side.currentWidget() is not self.side.history
        ):
            return
        ref, field = self._focused

        def on_entries(entries: Any) -> None:
            if self.session.facts and self._focused == (ref, field):
                self.side.history.show_entries(self.session.facts.form, ref, field, entries)

        self.session.read(reading.field_history, ref, field, owner=self, done=on_entries, key="history")

    def _on_put_back(self, entry: Any) -> None:
        self.put_back_requested.emit(entry.ref, entry.field, entry.seq)

    def _name_of(self, issue_id: str) -> str:
        line = self.navigator.line(issue_id)
        title = (line.title or "") if line else ""
        short = title if len(title) <= NAMED else f"{title[: NAMED - 1]}…"
        return f"{label(line)} {short}".strip() if line else ""


def _promise(facts: DeskFacts) -> tuple[str, bool, Form]:
    """What pages are made for."""
    return facts.policy_id, facts.read_only, facts.form
