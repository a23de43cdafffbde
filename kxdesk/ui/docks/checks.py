"""点検: the findings as a list; a click leads to the field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kxdesk.domain.checks import Finding, Severity
from kxdesk.domain.form import Form
from kxdesk.ui.icons import icon
from kxdesk.ui.labels import muted
from kxdesk.ui.text import _
from kxdesk.ui.theme import colours
from kxdesk.ui.widgets.counting import difference
from kxdesk.words.findings import severity_name, told_finding

AT_ONCE = 300  # more than anybody reads; the rest is counted
_ICONS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "notice"}
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTICE: 2}


class Checks(QWidget):
    """Gravest first, then in the order of the form."""

    finding_chosen = Signal(object)  # Finding
    closing_requested = Signal(object)  # Finding: a person has a reason to leave it as it is
    table_requested = Signal()

    def __init__(self, name_of: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name_of = name_of  # issue id -> "B(2) 課題名"
        self._findings: tuple[Finding, ...] = ()
        self._form: Form | None = None
        self._issue = ""
        self._listed: list[tuple[Finding, str]] = []
        self.counts = muted()
        self.only_here = QPushButton(_("この課題だけ(&T)"))
        self.only_here.setCheckable(True)
        self.only_here.setProperty("flat", "true")
        self.only_here.toggled.connect(self._refresh)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)  # lines are broken anew for another width
        self.list.setIconSize(QSize(16, 16))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(_("点検の指摘"))
        self.list.itemActivated.connect(self._on_chosen)
        self.list.itemClicked.connect(self._on_chosen)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.list.currentItemChanged.connect(self._on_current)
        self.close_it = QAction(_("理由を添えて閉じる(&X)…"), self)
        self.close_it.setShortcut("Ctrl+Return")
        self.close_it.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.close_it.triggered.connect(self._on_close)
        self.save = QAction(_("指摘を表に保存(&S)…"), self)
        self.save.triggered.connect(self.table_requested)
        self.writable = False
        self.list.addActions([self.close_it, self.save])
        self.setFocusProxy(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 4, 0)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setContentsMargins(6, 0, 0, 0)
        head.addWidget(self.counts, 1)
        head.addWidget(self.only_here)
        column.addLayout(head)
        column.addWidget(self.list, 1)

    def show_findings(self, findings: Sequence[Finding], form: Form) -> None:
        """All of the policy."""
        if form != self._form:
            self.list.clear()
            self._listed = []
        self._form = form
        self._findings = tuple(sorted(findings, key=lambda finding: _ORDER[finding.severity]))
        self._refresh()

    def tint(self) -> None:
        """Draw again in the colours in force."""
        self.list.clear()
        self._listed = []
        self._refresh()

    def show_issue(self, issue_id: str) -> None:
        """The issue on the screen; "" where it is another page."""
        self._issue = issue_id
        if self.only_here.isChecked():
            self._refresh()

    def _refresh(self) -> None:
        if self._form is None:
            return
        counts = Counter(finding.severity for finding in self._findings)
        words = [f"{severity_name(one)} {counts[one]}" for one in Severity if counts[one]]
        self.counts.setText("　".join(words) or _("指摘はありません"))
        shown = [
            entry for entry in self._findings if not self.only_here.isChecked() or entry.issue == self._issue
        ]
        self._list([(finding, self._where(finding)) for finding in shown[:AT_ONCE]])
        self._count_rest(len(shown) - AT_ONCE)

    def _list(self, wanted: list[tuple[Finding, str]]) -> None:
        """Only what differs is made anew: the list is refreshed while the person types."""
        while self.list.count() > len(self._listed):
            self.list.takeItem(self.list.count() - 1)
        start, end = difference(self._listed, wanted)
        for row in reversed(range(start, len(self._listed) - end)):
            self.list.takeItem(row)
        assert self._form
        for row in range(start, len(wanted) - end):
            self.list.insertItem(row, self._item(*wanted[row], self._form))
        self._listed = wanted

    def _count_rest(self, count: int) -> None:
        if count > 0:
            rest = QListWidgetItem(_("ほか{count}件").format(count=count))
            rest.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(rest)

    def _where(self, finding: Finding) -> str:
        return self._name_of(finding.issue) if finding.issue else ""

    def _item(self, finding: Finding, where: str, form: Form) -> QListWidgetItem:
        sentence = told_finding(finding, form)
        chosen = colours()
        grave = {Severity.ERROR: chosen.bad, Severity.WARNING: chosen.warn, Severity.NOTICE: chosen.muted}
        item = QListWidgetItem(f"{where}\n{sentence}" if where else sentence)
        item.setIcon(icon(_ICONS[finding.severity], grave[finding.severity]))
        item.setToolTip(severity_name(finding.severity))
        item.setData(Qt.ItemDataRole.UserRole, finding)
        return item

    def _on_current(self, item: QListWidgetItem | None) -> None:
        """Only what is about words that may be meant so can be closed; the rest is mended."""
        finding = item.data(Qt.ItemDataRole.UserRole) if item else None
        self.close_it.setEnabled(self.writable and bool(finding and finding.fingerprint))

    def _on_close(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.closing_requested.emit(item.data(Qt.ItemDataRole.UserRole))

    def _on_chosen(self, item: QListWidgetItem) -> None:
        finding = item.data(Qt.ItemDataRole.UserRole)
        if finding is not None:
            self.finding_chosen.emit(finding)
