"""前年度との対照: how each issue goes on, what stands unchanged, and who owns what was promised."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QInputDialog,
    QPushButton,
    QSplitter,
    QTableView,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from kxdesk.domain.fiscal_year import year_label
from kxdesk.domain.lineage import Link, Relation
from kxdesk.ui import reading
from kxdesk.ui.desk_page import DeskPage
from kxdesk.ui.labels import heading, muted
from kxdesk.ui.navigator.spots import Page, Spot
from kxdesk.ui.session import DeskSession
from kxdesk.ui.text import _
from kxdesk.ui.widgets.plain_table import set_up_table
from kxdesk.ui.years.models import PROMISES, THREAD, ListModel, promise_cells, thread_cells
from kxdesk.ui.years.rows import Row, name_of, rows_of
from kxdesk.ui.years.sides import side_by_side
from kxdesk.usecases import years as verbs
from kxdesk.usecases.years import Kept, Years

_NONE = "-"  # in the list of owners: nobody, for a reason


class YearsPage(DeskPage):
    """The policy that is shown, beside the one before it."""

    def __init__(self, session: DeskSession, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.title = heading(_("前年度との対照"), points=13)
        self.told = muted()
        self.lineage: ListModel[Row] = ListModel(THREAD, thread_cells, _is_open, self)
        self.promises: ListModel[Kept] = ListModel(
            PROMISES, promise_cells({}), lambda kept: kept.is_open, self
        )
        self.table, self.owners = QTableView(), QTableView()
        self.texts = QTextBrowser()
        self.relation = QComboBox()
        self.keep = QPushButton(_("このつながりに決める(&K)"))
        self.end = QPushButton(_("終了とする(&E)…"))
        self.owner = QComboBox()
        self._years: Years | None = None
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.table)

    def _lay_out(self) -> None:
        set_up_table(self.table, self.lineage, _("前年度とのつながり"), (0, 2))
        set_up_table(self.owners, self.promises, _("前年度の約束"), (1,))
        self.texts.setAccessibleName(_("前年度と今年度の文"))
        for relation in Relation:
            if relation is not Relation.ENDED:
                self.relation.addItem(str(relation), relation)
        self.relation.setAccessibleName(_("つながり"))
        self.owner.setAccessibleName(_("引き受ける課題"))
        upper = QSplitter(Qt.Orientation.Horizontal)
        upper.addWidget(_column(self.table, _row(self.relation, self.keep, self.end)))
        upper.addWidget(self.texts)
        upper.setSizes([560, 420])
        lower = _column(
            heading(_("前年度の約束"), points=10.5), self.owners, _row(muted(_("引き受ける課題")), self.owner)
        )
        whole = QSplitter(Qt.Orientation.Vertical)
        whole.addWidget(upper)
        whole.addWidget(lower)
        whole.setSizes([480, 220])
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 20, 28, 16)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.told)
        column.addWidget(whole, 1)

    def _connect(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.owners.selectionModel().currentRowChanged.connect(self._on_promise)
        self.table.doubleClicked.connect(self._on_open)
        self.keep.clicked.connect(self._on_keep)
        self.end.clicked.connect(self._on_end)
        self.owner.activated.connect(self._on_owner)
        self.session.changed.connect(self.on_changed)
        self.session.policy_changed.connect(self.on_changed)

    def reload(self) -> None:
        facts = self.session.facts
        if self.isVisible() and facts:
            key = f"years{id(self)}"
            self.session.read(reading.years, facts.policy_id, owner=self, done=self._on_years, key=key)

    def _on_years(self, years: Years | None) -> None:
        row, promise = self.table.currentIndex().row(), self.owners.currentIndex().row()
        self._years = years
        if years is None:
            self.told.setText(
                _(
                    "前の年度の方針がこの作業ファイルにありません。ファイルの「次の年度へ引き継ぐ」で始められます。"
                )
            )
            self.lineage.show(())
            self.promises.show(())
            self.texts.clear()
        else:
            names = {issue.id: name_of(issue) for issue in (*years.earlier.issues, *years.later.issues)}
            self.promises.tell_by(promise_cells(names))
            self.lineage.show(rows_of(years))
            self.promises.show(years.promises)
            self._offer_owners(years)
            self._tell(years)
        _select(self.table, row)
        _select(self.owners, promise)
        self._enable()

    def _tell(self, years: Years) -> None:
        old, new = (year_label(policy.fiscal_year or "") for policy in (years.earlier, years.later))
        open_ = sum(kept.is_open and kept.promise.sure for kept in years.promises)
        parts = [f"{old} → {new}"]
        if years.vanished:
            parts.append(_("行方の決まらない課題 {count}件").format(count=len(years.vanished)))
        if open_:
            parts.append(_("引き受け手のない約束 {count}件").format(count=open_))
        self.told.setText("　".join(parts))

    def _offer_owners(self, years: Years) -> None:
        self.owner.clear()
        self.owner.addItem(_("（決まっていない）"), "")
        for issue in years.later.issues:
            self.owner.addItem(name_of(issue), issue.id)
        self.owner.addItem(_("引き受けない…"), _NONE)

    def row(self) -> Row | None:
        """The line of the thread that is chosen."""
        return self.lineage.at(self.table.currentIndex().row())

    def promise(self) -> Kept | None:
        """The promise that is chosen."""
        return self.promises.at(self.owners.currentIndex().row())

    def _on_row(self, _index: QModelIndex, _before: QModelIndex) -> None:
        row, facts = self.row(), self.session.facts
        self.texts.setHtml(side_by_side(row, facts.form) if row and facts else "")
        if row and row.link and row.link.relation is not Relation.ENDED:
            self.relation.setCurrentIndex(self.relation.findData(row.link.relation))
        self._enable()

    def _on_promise(self, _index: QModelIndex, _before: QModelIndex) -> None:
        kept = self.promise()
        wanted = (_NONE if kept.reason else kept.owner) if kept else ""
        self.owner.setCurrentIndex(max(0, self.owner.findData(wanted)))
        self._enable()

    def _enable(self) -> None:
        row, may = self.row(), not self.session.read_only
        both = bool(row and row.earlier and row.later)
        self.relation.setEnabled(may and both)
        self.keep.setEnabled(may and both)
        self.end.setEnabled(may and bool(row and row.earlier and not row.later and row.link is None))
        self.owner.setEnabled(may and self.promise() is not None)

    def _on_keep(self) -> None:
        row = self.row()
        if row and row.earlier and row.later:
            self._keep(Link(row.earlier.id, row.later.id, self.relation.currentData()))

    def _on_end(self) -> None:
        row = self.row()
        if row and row.earlier and (reason := self._ask(_("終了の理由"))):
            self._keep(Link(row.earlier.id, "", Relation.ENDED, reason))

    def _keep(self, link: Link) -> None:
        assert self._years
        self.session.submit(verbs.keep_link, self._years.later.id, link)

    def _on_owner(self) -> None:
        kept, years = self.promise(), self._years
        if kept is None or years is None:
            return
        owner = self.owner.currentData()
        reason = self._ask(_("引き受けない理由")) if owner == _NONE else ""
        if owner == _NONE and not reason:
            self._on_promise(QModelIndex(), QModelIndex())
            return
        chosen: dict[str, Any] = {"owner": "" if owner == _NONE else owner, "reason": reason}
        self.session.submit(_own, years.later.id, kept, chosen)

    def _ask(self, words: str) -> str:
        text, yes = QInputDialog.getText(self, _("前年度との対照"), words)
        return text.strip() if yes else ""

    def _on_open(self, _index: QModelIndex) -> None:
        row, years = self.row(), self._years
        if row and years and row.later:
            self.policy_requested.emit(years.later.id, Spot(Page.ISSUE, row.later.id))
        elif row and years and row.earlier:
            self.policy_requested.emit(years.earlier.id, Spot(Page.ISSUE, row.earlier.id))


def _is_open(row: Row | Kept) -> bool:
    return row.is_open


def _own(desk: Any, policy_id: str, kept: Kept, chosen: dict[str, Any]) -> Any:
    return verbs.own_promise(desk, policy_id, kept.promise, **chosen)


def _select(table: QTableView, row: int) -> None:
    model = table.model()
    if model.rowCount():
        table.setCurrentIndex(model.index(min(max(row, 0), model.rowCount() - 1), 0))


def _row(*widgets: QWidget) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        row.addWidget(widget, 1 if isinstance(widget, QComboBox) else 0)
    return box


def _column(*widgets: QWidget) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    for widget in widgets:
        column.addWidget(widget, 1 if isinstance(widget, QTableView) else 0)
    return box
