"""The left side: whose policy it is, a filter, the outline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLineEdit, QTreeView, QVBoxLayout, QWidget

from kxdesk.domain.fiscal_year import year_label
from kxdesk.domain.form import Form
from kxdesk.ui.held_desk import DeskFacts
from kxdesk.ui.icons import icon
from kxdesk.ui.labels import heading, muted
from kxdesk.ui.navigator.delegate import OutlineDelegate
from kxdesk.ui.navigator.desk_pages import DeskPages
from kxdesk.ui.navigator.lines import Filter, Hit, Line, excerpts
from kxdesk.ui.navigator.model import SPOT, OutlineModel
from kxdesk.ui.navigator.spots import DESK_PAGES, Page, Spot
from kxdesk.ui.text import _
from kxdesk.ui.theme import colours

SEARCH_PAUSE_MS = 120


class Navigator(QFrame):
    """Tells where the person wants to go; the window goes there."""

    spot_requested = Signal(object)  # Spot
    search_requested = Signal(str)  # words, a moment after the last keystroke
    menu_requested = Signal(object, QPoint)  # Spot, where on the screen

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigator")
        self._form: Form | None = None
        self._lines: tuple[Line, ...] = ()
        self._by_id: dict[str, Line] = {}
        self._filter = Filter()
        self._unsettled: Mapping[str, int] = {}
        self._current: Spot | None = None
        self.model = OutlineModel(self)
        self.desk_pages = DeskPages()
        self.desk_pages.spot_requested.connect(self.spot_requested)
        self.bureau = heading()
        self.year = muted()
        self.filter_box = self._filter_box()
        self.tree = self._tree()
        self.nothing = muted(_("見つかりません"))
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.hide()
        self._search = QTimer(self, interval=SEARCH_PAUSE_MS, singleShot=True)
        self._search.timeout.connect(self._on_pause)
        self._lay_out()

    def _filter_box(self) -> QLineEdit:
        box = QLineEdit(clearButtonEnabled=True)
        box.setPlaceholderText(_("絞り込み（Ctrl+F）"))
        box.setAccessibleName(_("課題の絞り込み"))
        box.setToolTip(
            _("課題名・番号・政策分野と、すべての本文から探します。空白で区切るとすべてを含むもの")
        )
        self._glass = box.addAction(icon("search", colours().muted), QLineEdit.ActionPosition.LeadingPosition)
        box.textChanged.connect(self._on_typed)
        box.installEventFilter(self)
        return box

    def _tree(self) -> QTreeView:
        tree = QTreeView(headerHidden=True, rootIsDecorated=False, itemsExpandable=False, indentation=0)
        tree.setModel(self.model)
        tree.setItemDelegate(OutlineDelegate(tree))
        tree.setAccessibleName(_("目次"))
        tree.setMouseTracking(True)
        tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tree.customContextMenuRequested.connect(self._on_menu)
        tree.selectionModel().currentChanged.connect(self._on_current)
        self.model.modelReset.connect(self._on_reset)
        return tree

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.desk_pages)
        head = QVBoxLayout()
        head.setContentsMargins(14, 0, 12, 10)
        head.setSpacing(2)
        head.addWidget(self.bureau)
        head.addWidget(self.year)
        head.addSpacing(8)
        head.addWidget(self.filter_box)
        column.addLayout(head)
        column.addWidget(self.nothing)
        column.addWidget(self.tree, 1)
        self.setFocusProxy(self.tree)

    def tint(self) -> None:
        """Draw again in the colours in force."""
        self._glass.setIcon(icon("search", colours().muted))
        self.desk_pages.tint()
        self.tree.viewport().update()

    def show_desk(self, facts: DeskFacts) -> None:
        """Whose policy this is, and what else the desk has."""
        self.desk_pages.show_desk(facts)
        self._form = facts.form
        self.bureau.setText(facts.bureau or _("（局・区名なし）"))
        year = year_label(facts.fiscal_year)
        self.year.setText(_("{year}　様式{form}").format(year=year, form=facts.form.name))

    def show_lines(self, lines: Iterable[Line]) -> None:
        """The outline as it is in the desk now."""
        lines = tuple(lines)
        if lines != self._lines:  # after most edits it is the same
            self._lines = lines
            self._by_id = {line.id: line for line in lines}
            self._refresh()

    def show_unsettled(self, unsettled: Mapping[str, int]) -> None:
        """How many findings each issue has, by its id."""
        if unsettled != self._unsettled:
            self._unsettled = unsettled
            self._refresh()

    def show_hits(self, words: str, hits: Iterable[Hit]) -> None:
        """What the desk found; an answer to words that are no longer there is dropped."""
        if words == self._filter.words:
            self._filter = Filter(words, excerpts(hits))
            self._refresh()

    def line(self, issue_id: str) -> Line | None:
        return self._by_id.get(issue_id)

    @property
    def lines(self) -> tuple[Line, ...]:
        return self._lines

    @property
    def current(self) -> Spot | None:
        return self._current

    def go(self, spot: Spot) -> None:
        """Show where we are, without asking to go there."""
        self._current = spot
        self.desk_pages.show_spot(spot)
        index = QModelIndex() if spot.page in DESK_PAGES else self.model.find(spot)
        if index.isValid():
            self.tree.setCurrentIndex(index)
        else:
            self.tree.selectionModel().clear()

    def step(self, by: int) -> None:
        """To the next or previous entry."""
        spots = self.model.spots()
        if self._current in spots:
            place = spots.index(self._current) + by
            if 0 <= place < len(spots):
                self.spot_requested.emit(spots[place])

    def _refresh(self) -> None:
        if self._form is None:
            return
        self.model.show(self._form, self._lines, self._filter, self._unsettled)
        self.nothing.setVisible(bool(self._filter.keys) and not self.model.rowCount())

    def _on_reset(self) -> None:
        self.tree.setUniformRowHeights(False)
        self.tree.expandAll()
        if self._current is not None:
            index = self.model.find(self._current)
            if index.isValid():
                self.tree.setCurrentIndex(index)

    def _on_typed(self, words: str) -> None:
        self._filter = Filter(words, self._filter.found if words.startswith(self._filter.words) else {})
        self._search.start()
        self._refresh()

    def _on_pause(self) -> None:
        if self._filter.keys:
            self.search_requested.emit(self._filter.words)

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        spot = index.data(SPOT) if index.isValid() else None
        if isinstance(spot, Spot) and spot.page is not Page.AREA and spot != self._current:
            self._current = spot
            self.spot_requested.emit(spot)

    def _on_menu(self, point: QPoint) -> None:
        index = self.tree.indexAt(point)
        if index.isValid():
            self.menu_requested.emit(index.data(SPOT), self.tree.viewport().mapToGlobal(point))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and Enter lead from the filter into what it left; Escape empties it."""
        if (
            watched is self.filter_box
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
        ):
            if event.key() == Qt.Key.Key_Escape and self.filter_box.text():
                self.filter_box.clear()
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.tree.setFocus()
                spots = self.model.spots()
                if spots and self._current not in spots:
                    self.tree.setCurrentIndex(self.model.find(spots[0]))
                return True
        return super().eventFilter(watched, event)
