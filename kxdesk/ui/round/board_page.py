"""回収状況: who returned what, who is silent and how late; from here everything of a round is done."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QMenu,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from kxdesk.domain.board import Board, Line
from kxdesk.domain.round import Round
from kxdesk.ui import reading
from kxdesk.ui.desk_page import DeskPage
from kxdesk.ui.icons import icon
from kxdesk.ui.labels import heading, muted
from kxdesk.ui.navigator.spots import Page, Spot
from kxdesk.ui.operations import round_verbs
from kxdesk.ui.round.board_model import DIVISION, BoardModel
from kxdesk.ui.round.totals import Totals
from kxdesk.ui.session import DeskSession
from kxdesk.ui.text import _
from kxdesk.ui.theme import colours
from kxdesk.usecases import board as boards


class BoardPage(DeskPage):
    """The board of one round, the last one unless another is chosen."""

    def __init__(self, session: DeskSession, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.model = BoardModel(self)
        self.round: Round | None = None
        self.board = Board(())
        self._rounds: tuple[Round, ...] = ()
        self.rounds = QComboBox()
        self.totals = Totals()
        self.filter_box = QLineEdit(clearButtonEnabled=True)
        self.table = QTableView()
        self.said = muted()
        self.said.hide()
        self.buttons = self._buttons()
        self._set_up_filter()
        self._set_up_table()
        self._lay_out()
        self.setFocusProxy(self.table)
        self.rounds.currentIndexChanged.connect(self._on_round)
        self.totals.chosen.connect(self._on_counted)
        session.changed.connect(lambda _change: self.reload())

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(heading(_("回収状況"), points=13))
        self.rounds.setMinimumWidth(220)
        self.rounds.setAccessibleName(_("回"))
        head.addWidget(self.rounds)
        head.addStretch(1)
        for name in ("round", "organisations", "distribute"):
            head.addWidget(self.buttons[name])
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.filter_box, 1)
        for name in ("remind", "send-back", "settle", "export"):
            foot.addWidget(self.buttons[name])
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 20, 28, 20)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.totals)
        column.addWidget(self.said)
        column.addLayout(foot)
        column.addWidget(self.table, 1)

    def _buttons(self) -> dict[str, QPushButton]:
        verbs = {
            "round": (_("回(&U)"), None),
            "organisations": (_("組織の一覧(&G)…"), self._organisations),
            "distribute": (_("配布(&D)…"), self._distribute),
            "remind": (_("催促の文をコピー(&M)"), self._remind),
            "send-back": (_("差し戻す(&B)…"), self._send_back),
            "settle": (_("確定(&S)"), self._settle),
            "export": (_("一覧を書き出す(&X)…"), self._export),
        }
        made = {}
        for name, (text, act) in verbs.items():
            made[name] = QPushButton(text)
            if act is not None:
                made[name].clicked.connect(lambda _checked=False, act=act: act())
        menu = QMenu(made["round"])
        menu.addAction(_("新しい回を始める(&N)…"), partial(round_verbs.begin, self))
        menu.addAction(_("この回を変える(&E)…"), partial(round_verbs.change, self))
        made["round"].setMenu(menu)
        return made

    def _set_up_filter(self) -> None:
        box = self.filter_box
        box.setPlaceholderText(_("局区・課・状況で絞り込み"))
        box.setAccessibleName(_("回収状況の絞り込み"))
        box.addAction(icon("search", colours().muted), QLineEdit.ActionPosition.LeadingPosition)
        box.textChanged.connect(self._on_typed)
        box.installEventFilter(self)

    def _set_up_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(_("回収状況"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(DIVISION, QHeaderView.ResizeMode.Stretch)
        table.doubleClicked.connect(self._on_chosen)
        table.installEventFilter(self)
        table.selectionModel().selectionChanged.connect(lambda _now, _before: self._enable())

    @property
    def chosen(self) -> list[Line]:
        """The organisations that are selected, in the order of the board."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        return [line for row in rows if (line := self.model.line(row))]

    def say(self, text: str) -> None:
        """What came of a verb; "" takes it away."""
        self.said.setText(text)
        self.said.setVisible(bool(text))

    def reload(self) -> None:
        if self.isVisible():
            self.session.read(reading.all_rounds, owner=self, done=self._on_rounds, key=f"rounds{id(self)}")

    def _on_rounds(self, found: tuple[Round, ...]) -> None:
        before = self.round.id if self.round else ""
        names = [entry.name for entry in found]
        if names != [self.rounds.itemText(at) for at in range(self.rounds.count())]:
            self.rounds.blockSignals(True)
            self.rounds.clear()
            self.rounds.addItems(names)
            self.rounds.blockSignals(False)
        at = next((at for at, entry in enumerate(found) if entry.id == before), len(found) - 1)
        self._rounds = found
        self.rounds.setCurrentIndex(at)
        self.round = found[at] if found else None
        if self.round is None:
            self.say(_("まず「組織の一覧」を読み込み、「回」から新しい回を始めてください。"))
        self._ask()

    def _on_round(self, at: int) -> None:
        self.round = self._rounds[at] if 0 <= at < len(self._rounds) else None
        self._ask()

    def _ask(self) -> None:
        self._enable()
        if self.round is not None:
            work, id_, today = reading.return_board, self.round.id, date.today()  # noqa: DTZ011 the person's day
            self.session.read(work, id_, today, owner=self, done=self._on_board, key=f"board{id(self)}")

    def _on_board(self, board: Board) -> None:
        kept = [line.organisation for line in self.chosen]
        self.board = board
        self.totals.show_board(board)
        self.model.show(board)
        self._select(kept)
        self._enable()

    def _select(self, organisations: list[str]) -> None:
        if not self.model.rowCount():
            return
        rows = [row for one in organisations if (row := self.model.row_of(one)) >= 0] or [0]
        selection = self.table.selectionModel()
        self.table.setCurrentIndex(self.model.index(rows[0], 0))
        for row in rows[1:]:
            selection.select(
                self.model.index(row, 0), selection.SelectionFlag.Select | selection.SelectionFlag.Rows
            )

    def _enable(self) -> None:
        writable = not self.session.read_only
        lines = self.chosen
        here = self.round is not None
        for name, usable in (
            ("round", writable),
            ("organisations", writable),
            ("distribute", writable and here),
            ("remind", writable and here),
            ("send-back", writable and len(lines) == 1 and bool(lines[0].open_remarks)),
            ("settle", writable and bool(lines)),
            ("export", here),
        ):
            self.buttons[name].setEnabled(usable)
        settled = bool(lines) and all(line.settled for line in lines)
        self.buttons["settle"].setText(_("確定を取り消す(&S)") if settled else _("確定(&S)"))

    def _on_typed(self, typed: str) -> None:
        self.model.filter(typed)
        self._select([])

    def _on_counted(self, key: str) -> None:
        self.model.count(key)
        self._select([])
        self._enable()

    def _on_chosen(self, index: QModelIndex) -> None:
        """To the first issue of the organisation."""
        line = self.model.line(index.row())
        if line is None or not line.policy:
            return

        def on_found(issue: str) -> None:
            spot = Spot(Page.ISSUE, issue) if issue else Spot(Page.MISSION)
            self.policy_requested.emit(line.policy, spot)

        self.session.read(boards.first_issue, line, owner=self, done=on_found)

    def _organisations(self) -> None:
        round_verbs.load_organisations(self)

    def _distribute(self) -> None:
        round_verbs.distribute(self)

    def _send_back(self) -> None:
        round_verbs.send_back(self, self.chosen[0])

    def _remind(self) -> None:
        round_verbs.remind(self)

    def _settle(self) -> None:
        round_verbs.settle(self)

    def _export(self) -> None:
        round_verbs.export(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter opens; Down leads from the filter into the table, typing in the table leads back."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._on_chosen(self.table.currentIndex())
                return True
            if watched is self.filter_box and event.key() == Qt.Key.Key_Down:
                self.table.setFocus()
                return True
            typed = event.text()
            if watched is self.table and typed.strip() and typed.isprintable():
                self.filter_box.setFocus()
                self.filter_box.insert(typed)
                return True
        return super().eventFilter(watched, event)
