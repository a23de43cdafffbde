"""履歴の年表: the changes above, what the chosen one changed below; この日の姿 in its second tab."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from PySide6.QtCore import QItemSelectionModel, Qt, QUrl
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSplitter,
    QTableView,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from kxdesk.ui.desk_page import DeskPage
from kxdesk.ui.labels import heading, muted
from kxdesk.ui.printing import table_files
from kxdesk.ui.session import DeskSession
from kxdesk.ui.text import _, ngettext
from kxdesk.ui.timeline.edits_html import change_facts_html, edits_html
from kxdesk.ui.timeline.files_view import FilesView
from kxdesk.ui.timeline.filters import Filters
from kxdesk.ui.timeline.model import FILE, PLACE, WHY, TimelineModel
from kxdesk.ui.timeline.origin_dialog import OriginDialog
from kxdesk.ui.timeline.stood_view import StoodView
from kxdesk.usecases import timeline
from kxdesk.words import history_table

_WIDTHS = {PLACE: 260, WHY: 150, FILE: 170}


class TimelinePage(DeskPage):
    """Reads only, so that an auditor has it, too."""

    def __init__(self, session: DeskSession, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.filters = Filters()
        self.model = TimelineModel(self)
        self.table = QTableView()
        self.edits = QTextBrowser()
        self.counts = muted()
        self.stood_button = QPushButton(_("この時点の姿(&T)"))
        self.export_button = QPushButton(_("書き出す(&X)…"))
        self.stood = StoodView(session)
        self.files = FilesView(session)
        self.tabs = QTabWidget()
        self._first: Any = None
        self._edits: dict[int, Any] = {}
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.table)

    def _lay_out(self) -> None:
        self._set_up_table()
        self.edits.setOpenLinks(False)
        self.edits.setAccessibleName(_("変更の内容"))
        self.edits.document().setDocumentMargin(12)
        below = QHBoxLayout()
        for widget in (self.counts, self.stood_button, self.export_button):
            below.addWidget(widget, 1 if widget is self.counts else 0)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.table)
        splitter.addWidget(self.edits)
        splitter.setSizes([380, 250])
        whole = QWidget()
        inside = QVBoxLayout(whole)
        inside.setContentsMargins(0, 10, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(self.filters)
        inside.addWidget(splitter, 1)
        inside.addLayout(below)
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(whole, _("年表"))
        self.tabs.addTab(self.stood, _("この日の姿"))
        self.tabs.addTab(self.files, _("ファイルの出入り"))
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 20, 28, 16)
        column.setSpacing(8)
        column.addWidget(heading(_("履歴の年表"), points=13))
        column.addWidget(self.tabs, 1)
        for one, other in pairwise((self.filters.until, self.table, self.edits, self.stood_button)):
            QWidget.setTabOrder(one, other)

    def _set_up_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(_("履歴の年表"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 10)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setResizeContentsPrecision(60)  # rows that are looked at: there may be thousands
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column, width in _WIDTHS.items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(column, width)
        header.setSectionResizeMode(PLACE, QHeaderView.ResizeMode.Stretch)

    def _connect(self) -> None:
        self.filters.changed.connect(self._ask)
        self.model.more_wanted.connect(self._ask_more)
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_change())
        self.table.doubleClicked.connect(lambda _index: self._go_to_first())
        self.table.activated.connect(lambda _index: self._go_to_first())
        self.edits.anchorClicked.connect(self._on_link)
        self.stood_button.clicked.connect(self._on_stood)
        self.export_button.clicked.connect(self._ask_export)
        self.tabs.currentChanged.connect(self._on_tab)
        self.session.changed.connect(self.on_changed)

    def reload(self) -> None:
        if self.isVisible():
            self.session.read(_choices, owner=self, done=self.filters.offer, key=f"choices{id(self)}")
            self._ask()
            self._on_tab(self.tabs.currentIndex())

    def _on_tab(self, _at: int) -> None:
        if self.tabs.currentWidget() is self.stood:
            self.stood.show_today()
        elif self.tabs.currentWidget() is self.files:
            self.files.reload()

    def _ask(self) -> None:
        oldest = self.filters.oldest_first.isChecked()
        what = (self.filters.sought(), oldest)
        key = f"timeline{id(self)}"
        self.session.read(
            _first_page, *what, owner=self, done=self._on_first, key=key, title=_("履歴を探しています…")
        )

    def _on_first(self, first: Any) -> None:
        chosen = self.change()
        self._first = first
        self.model.show(first.lines, first.total)
        told = ngettext("{count}件の変更", "{count}件の変更", first.total).format(count=f"{first.total:,}")
        if first.found.cut:
            told += "　" + _("言葉は新しい方から5万件の中だけを探しました。期間や項目で絞ってください。")
        self.counts.setText(told)
        for button in (self.stood_button, self.export_button):
            button.setEnabled(bool(first.lines))
        row = self.model.row_of(chosen.line.facts.number) if chosen else 0
        self._choose(max(0, row))
        self._show_change()

    def _choose(self, row: int) -> None:
        index = self.model.index(row, 0)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.table.selectionModel().setCurrentIndex(index, flags)

    def _ask_more(self, beyond: int) -> None:
        first = self._first

        def on_more(lines: Any) -> None:
            if first is self._first:
                self.model.add(lines)

        self.session.read(_next_page, first, beyond, owner=self, done=on_more, key=f"more{id(self)}")

    def change(self) -> Any:
        """The change that is chosen, or None."""
        return self.model.line(self.table.currentIndex().row())

    def _show_change(self) -> None:
        named = self.change()
        self._edits = {}
        if named is None:
            self.edits.setPlainText("" if self._first is None else _("当てはまる変更はありません。"))
            return

        def on_edits(found: Any) -> None:
            if self.change() is named:
                self._edits = {edit.entry.seq: edit for edit in found}
                left = named.line.edits if named.line.edits > timeline.SHOWN else len(found)
                self.edits.setHtml(change_facts_html(named) + edits_html(found, left))

        number = named.line.facts.number
        self.session.read(_edits_of, number, owner=self, done=on_edits, key=f"edits{id(self)}")

    def _on_link(self, url: QUrl) -> None:
        if url.scheme() == "origin":
            self.show_origin(int(url.path()))
        elif edit := self._edits.get(int(url.toString() or 0)):
            self._go_to(edit)

    def show_origin(self, seq: int) -> OriginDialog:
        """Where the value of an entry came from."""
        dialog = OriginDialog(self.session, seq, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def _go_to_first(self) -> None:
        if self._edits:
            self._go_to(next(iter(self._edits.values())))

    def _go_to(self, edit: Any) -> None:
        """To where the field stands now, where it belongs to a policy."""
        self.lead_to(edit.place, edit.entry.ref, edit.entry.field)

    def _on_stood(self) -> None:
        if named := self.change():
            self.stood.show_change(named.line.facts.number)
            self.tabs.setCurrentWidget(self.stood)

    def _ask_export(self) -> None:
        table_files.ask_where(self, _("履歴の年表を書き出す"), _("履歴の年表"), self.export_to)

    def export_to(self, path: Path) -> None:
        """What is wanted, all of it, not only what was scrolled to."""
        self.session.read(
            _export,
            self._first,
            path,
            self.session.now(),
            owner=self,
            done=self._on_exported,
            title=_("書き出しています…"),
        )

    def _on_exported(self, path: Path) -> None:
        self.counts.setText(_("「{file}」に書き出しました。").format(file=path.name))


def _choices(desk: Any) -> Any:
    return timeline.choices(desk)


def _first_page(desk: Any, sought: Any, oldest_first: bool) -> Any:
    return timeline.first_page(desk, sought, oldest_first=oldest_first)


def _next_page(desk: Any, first: Any, beyond: int) -> Any:
    return timeline.next_page(desk, first, beyond)


def _edits_of(desk: Any, number: int) -> Any:
    return timeline.edits_of(desk, number)


def _export(desk: Any, first: Any, path: Path, made: datetime) -> Path:
    edits = timeline.all_edits(desk, first, table_files.most_rows(path))
    return table_files.write_table(path, history_table.history_table(edits, made), made)
