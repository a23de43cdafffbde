"""概観: all issues counted in three ways; each number leads to its issues, each issue to its page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from kxdesk.domain.fields import AREAS, LEVELS
from kxdesk.domain.overview import Overview, Wanted, overview
from kxdesk.domain.survey import IssueFacts, IssueStanding, Survey
from kxdesk.ui import reading
from kxdesk.ui.desk_page import DeskPage
from kxdesk.ui.labels import heading, muted
from kxdesk.ui.navigator.spots import Page, Spot
from kxdesk.ui.overview.issues_model import BUREAU, TITLE, IssuesModel
from kxdesk.ui.overview.tally import Side, Tally, part_heading
from kxdesk.ui.session import DeskSession
from kxdesk.ui.text import _, ngettext
from kxdesk.ui.widgets.plain_table import set_up_table
from kxdesk.words.standings import issue_standing_name

_LEFT = 356


class OverviewPage(DeskPage):
    """Counts at the left, what is counted at the right."""

    def __init__(self, session: DeskSession, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.matrix = Tally(_("インパクト×緊急度"))
        self.standings = Tally(_("状況"))
        self.fields = Tally(_("政策分野×課題領域"), widest=52)
        self.remark = muted()
        self.shown = heading(points=10.5)
        self.all_of_them = QPushButton(_("すべて表示(&A)"))
        self.model = IssuesModel(self)
        self.table = QTableView()
        self._issues: tuple[IssueFacts, ...] = ()
        self._wanted = Wanted()
        self._set_up_table()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.table)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(28, 20, 28, 20)
        row.setSpacing(28)
        row.addWidget(self._counts())
        right = QVBoxLayout()
        right.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(self.shown, 1)
        head.addWidget(self.all_of_them)
        right.addLayout(head)
        right.addWidget(self.table, 1)
        row.addLayout(right, 1)

    def _counts(self) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(10)
        column.addWidget(heading(_("概観"), points=13))
        for words, tally in (
            (_("インパクト×緊急度"), self.matrix),
            (_("状況"), self.standings),
            (_("政策分野×課題領域"), self.fields),
        ):
            column.addSpacing(6)
            column.addWidget(part_heading(words))
            column.addWidget(tally)
            if tally is self.matrix:
                column.addWidget(self.remark)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFixedWidth(_LEFT)
        scroll.setWidget(inner)
        return scroll

    def _set_up_table(self) -> None:
        table = self.table
        set_up_table(table, self.model, _("課題"), (TITLE,))
        table.doubleClicked.connect(self._on_chosen)
        table.installEventFilter(self)

    def _connect(self) -> None:
        self.matrix.chosen.connect(lambda i, u: self._show(Wanted(impact=i, urgency=u), self.matrix))
        self.standings.chosen.connect(self._on_standing)
        self.fields.chosen.connect(lambda f, a: self._show(Wanted(policy_field=f, area=a), self.fields))
        for tally in self._tallies():
            tally.cleared.connect(lambda: self._show(Wanted(), None))
        self.all_of_them.clicked.connect(lambda: self._show(Wanted(), None))
        self.session.changed.connect(self.on_changed)

    def _on_standing(self, standing: str, _column: str) -> None:
        self._show(Wanted(standing=IssueStanding(standing)), self.standings)

    def _tallies(self) -> tuple[Tally, ...]:
        return self.matrix, self.standings, self.fields

    def reload(self) -> None:
        if self.isVisible():
            self.session.read(reading.survey, owner=self, done=self._on_survey, key=f"overview{id(self)}")

    def _on_survey(self, survey: Survey) -> None:
        self._issues = survey.issues
        counted = overview(survey.issues)
        self._show_matrix(counted)
        rows = Side(list(IssueStanding), [issue_standing_name(each) for each in IssueStanding])
        standings = {(str(each), ""): count for each, count in counted.standings.items()}
        self.standings.show_counts(rows, Side([""], [""]), standings)
        fields = counted.policy_fields
        areas = [*AREAS, *([""] if any(area == "" for _field, area in counted.fields) else [])]
        self.fields.show_counts(
            Side(fields, [field or _("（政策分野なし）") for field in fields]),
            Side(areas, [area or _("なし") for area in areas]),
            counted.fields,
        )
        self.table.setColumnHidden(BUREAU, len({issue.bureau for issue in survey.issues}) < 2)
        self._refresh()

    def _show_matrix(self, counted: Overview) -> None:
        levels = [*LEVELS, *([""] if any("" in cell for cell in counted.matrix) else [])]
        names = [level or _("未記入") for level in levels]
        rows = [_("インパクト {level}").format(level=name) for name in names]
        columns = [_("緊急度 {level}").format(level=name) for name in names]
        self.matrix.show_counts(Side(levels, rows), Side(levels, columns), counted.matrix)
        cell = counted.telling_nothing
        if cell is None:
            self.remark.clear()
        else:
            words = _(
                "{total}件のうち{count}件がインパクト{impact}・緊急度{urgency}です。これでは優先順位が分かりません。"
            )
            self.remark.setText(
                words.format(
                    total=counted.total,
                    count=counted.matrix[cell],
                    impact=cell[0] or _("未記入"),
                    urgency=cell[1] or _("未記入"),
                )
            )
        self.remark.setVisible(cell is not None)

    def _show(self, wanted: Wanted, by: Tally | None) -> None:
        self._wanted = wanted
        for tally in self._tallies():
            if tally is not by:
                tally.choose(None)
        self._refresh()

    def _refresh(self) -> None:
        found = [issue for issue in self._issues if self._wanted.holds(issue)]
        self.model.show(found)
        self.shown.setText(ngettext("課題 {count}件", "課題 {count}件", len(found)).format(count=len(found)))
        self.all_of_them.setEnabled(self._wanted != Wanted())
        if found:
            self.table.setCurrentIndex(self.model.index(0, 0))

    def _on_chosen(self, index: QModelIndex) -> None:
        if issue := self.model.issue(index.row()):
            self.policy_requested.emit(issue.policy, Spot(Page.ISSUE, issue.id))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter opens the issue."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            self._on_chosen(self.table.currentIndex())
            return True
        return super().eventFilter(watched, event)
