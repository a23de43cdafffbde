"""局区の一覧: all policies of the desk; typing filters, Enter opens."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QTableView, QVBoxLayout, QWidget

from kxdesk.ui import reading
from kxdesk.ui.desk_page import DeskPage
from kxdesk.ui.icons import icon
from kxdesk.ui.labels import heading
from kxdesk.ui.overview.policies_model import PoliciesModel
from kxdesk.ui.session import DeskSession
from kxdesk.ui.text import _
from kxdesk.ui.theme import colours
from kxdesk.ui.widgets.plain_table import set_up_table
from kxdesk.usecases.list_policies import PolicySummary


class PoliciesPage(DeskPage):
    """The list one chooses a policy from."""

    def __init__(self, session: DeskSession, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.model = PoliciesModel(self)
        self.filter_box = QLineEdit(clearButtonEnabled=True)
        self.table = QTableView()
        self._set_up_filter()
        self._set_up_table()
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 20, 28, 20)
        column.setSpacing(12)
        column.addWidget(heading(_("局区の一覧"), points=13))
        column.addWidget(self.filter_box)
        column.addWidget(self.table, 1)
        self.setFocusProxy(self.table)
        session.changed.connect(self.on_changed)

    def _set_up_filter(self) -> None:
        box = self.filter_box
        box.setPlaceholderText(_("局区名・年度で絞り込み"))
        box.setAccessibleName(_("局区の絞り込み"))
        box.addAction(icon("search", colours().muted), QLineEdit.ActionPosition.LeadingPosition)
        box.textChanged.connect(self._on_typed)
        box.installEventFilter(self)

    def _set_up_table(self) -> None:
        table = self.table
        set_up_table(table, self.model, _("局区の一覧"), (0,))
        table.doubleClicked.connect(self._on_chosen)
        table.installEventFilter(self)

    def reload(self) -> None:
        if self.isVisible():
            self.session.read(
                reading.policy_list, owner=self, done=self._on_policies, key=f"policies{id(self)}"
            )

    def _on_policies(self, policies: tuple[PolicySummary, ...]) -> None:
        chosen = self.model.policy(self.table.currentIndex().row())
        facts = self.session.facts
        self.model.show(policies)
        self._select(chosen.id if chosen else facts.policy_id if facts else "")

    def _select(self, policy_id: str) -> None:
        row = max(0, self.model.row_of(policy_id))
        if self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(row, 0))

    def _on_typed(self, words: str) -> None:
        self.model.filter(words)
        self._select("")

    def _on_chosen(self, index: QModelIndex) -> None:
        if policy := self.model.policy(index.row()):
            self.policy_requested.emit(policy.id, None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter opens; Down leads from the filter into the list, typing in the list leads back."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._on_chosen(self.table.currentIndex())
                return True
            if watched is self.filter_box and event.key() == Qt.Key.Key_Down:
                self.table.setFocus()
                return True
            if watched is self.table and event.text().isprintable() and event.text().strip():
                self.filter_box.setFocus()
                self.filter_box.insert(event.text())
                return True
        return super().eventFilter(watched, event)
