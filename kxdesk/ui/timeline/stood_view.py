"""この日の姿: a policy as the history says it stood, to be read, and marked beside what stands now."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from kxdesk.domain.form import Form
from kxdesk.ui.labels import muted
from kxdesk.ui.session import DeskSession
from kxdesk.ui.text import _
from kxdesk.ui.timeline.day_box import DayBox
from kxdesk.ui.timeline.policy_html import heading_of, policy_html
from kxdesk.usecases import as_it_stood, forms
from kxdesk.words import changes, history_table, times


class StoodView(QWidget):
    """A day is typed, or a change is handed in by the timeline."""

    def __init__(self, session: DeskSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stood: Any = None
        self._change: int | None = None
        self.day = DayBox(_("日付"))
        self.policy = QComboBox()
        self.marked = QCheckBox(_("いまとの違いを示す(&M)"))
        self.told = muted()
        self.issues = QListWidget()
        self.text = QTextBrowser()
        self._lay_out()
        self.setFocusProxy(self.day)
        self.day.changed.connect(self._on_day)
        self.policy.currentIndexChanged.connect(self._on_policy)
        self.marked.toggled.connect(self._draw)
        self.issues.currentItemChanged.connect(self._on_issue)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        label = QLabel(_("この日の終わり(&D)"))
        label.setBuddy(self.day)
        for widget in (label, self.day, self.policy, self.marked, self.told):
            row.addWidget(widget, 1 if widget is self.told else 0)
        self.policy.setAccessibleName(_("局・区"))
        self.policy.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.issues.setAccessibleName(_("課題"))
        self.issues.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.issues.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.issues.setSpacing(2)
        self.text.setAccessibleName(_("この日の姿"))
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(14)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.issues)
        splitter.addWidget(self.text)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([240, 800])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(splitter, 1)

    def show_today(self) -> None:
        """Where nothing was asked yet: the end of today."""
        if self._change is None and not self.day.text():
            self.day.setText(times.day(self._session.now()))
            self._on_day()

    def show_change(self, number: int) -> None:
        """After this change."""
        self._change = number
        self.day.clear()
        self._ask(as_it_stood.after_change, number)

    def _on_day(self) -> None:
        day = self.day.day()
        if day is not None:
            self._change = None
            end = (day + timedelta(days=1)).astimezone().astimezone(UTC)
            self._ask(as_it_stood.before_moment, end.isoformat(timespec="microseconds"))

    def _ask(self, work: Any, what: int | str) -> None:
        self._session.read(
            work,
            what,
            owner=self,
            done=self._on_stood,
            key=f"stood{id(self)}",
            title=_("履歴をたどっています…"),
        )

    def _on_stood(self, stood: Any) -> None:
        self._stood = stood
        chosen = self.policy.currentData()
        self.policy.blockSignals(True)
        self.policy.clear()
        for policy in stood.then:
            self.policy.addItem(policy.bureau or _("（局・区名なし）"), policy.id)
        facts = self._session.facts
        wanted = self.policy.findData(chosen or (facts.policy_id if facts else ""))
        self.policy.setCurrentIndex(max(0, wanted) if stood.then else -1)
        self.policy.blockSignals(False)
        self.policy.setVisible(len(stood.then) > 1)
        self.told.setText(self._words(stood))
        self._on_policy()

    def _words(self, stood: Any) -> str:
        if stood.change is None:
            return _("この日までの履歴はありません。")
        words = _("変更 {number} まで（{when}　{who}　{what}）")
        change = stood.change
        return words.format(
            number=change.number,
            when=history_table.moment(change.at),
            who=change.display_name,
            what=changes.label_name(change.label),
        )

    def shown(self) -> Any:
        """The policy that is shown, as it stood; None where there is none."""
        wanted = self.policy.currentData()
        return next((each for each in self._stood.then if each.id == wanted), None) if self._stood else None

    def _on_policy(self, _at: int = 0) -> None:
        policy = self.shown()
        self.issues.clear()
        for issue in policy.issues if policy else ():
            item = QListWidgetItem(heading_of(issue))
            item.setData(Qt.ItemDataRole.UserRole, issue.id)
            item.setToolTip(heading_of(issue))
            self.issues.addItem(item)
        self._draw()

    def _draw(self) -> None:
        policy = self.shown()
        if policy is None:
            self.text.clear()
            return
        now = next((each for each in self._stood.now if each.id == policy.id), None)
        bar = self.text.verticalScrollBar()
        place = bar.value()
        self.text.setHtml(policy_html(policy, now, _form(policy), marked=self.marked.isChecked()))
        bar.setValue(place)

    def _on_issue(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.text.scrollToAnchor(str(item.data(Qt.ItemDataRole.UserRole)))


def _form(policy: Any) -> Form:
    return forms.form_named(policy.form) if policy.form else Form("", None, ())
