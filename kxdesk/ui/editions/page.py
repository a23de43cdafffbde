"""版: what was frozen when, and what changed between two of them or since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from kxdesk.domain.edits import PRESENT
from kxdesk.domain.policy import Issue, ref_of
from kxdesk.system import atomic_file
from kxdesk.ui.desk_page import DeskPage
from kxdesk.ui.editions.change_view import ChangeView
from kxdesk.ui.editions.edition_list import EditionList
from kxdesk.ui.editions.freeze_dialog import FreezeDialog
from kxdesk.ui.labels import heading, muted
from kxdesk.ui.session import DeskSession
from kxdesk.ui.text import _
from kxdesk.usecases import compare_editions, freeze_edition
from kxdesk.words import change_list, times

NOW = "now"  # as `compare_editions.NOW`; the combo box is filled before that is loaded


class EditionsPage(DeskPage):
    """List above, comparison below."""

    def __init__(self, session: DeskSession, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.list = EditionList()
        self.changes = ChangeView()
        self.before, self.after = QComboBox(), QComboBox()
        self.counts = muted()
        self.freeze_button = QPushButton(_("いまの内容を版として固定(&F)…"))
        self.export_button = QPushButton(_("変更の一覧を書き出す(&X)…"))
        self._compared: Any = None
        self._wanted: tuple[str, str] | None = None
        self._lay_out()
        self.setFocusProxy(self.list)
        order = (self.list, self.freeze_button, self.before, self.after, self.changes, self.export_button)
        for one, other in pairwise(order):  # the button above the list is passed by otherwise
            QWidget.setTabOrder(one, other)
        self.freeze_button.clicked.connect(self._ask_freeze)
        self.export_button.clicked.connect(self._ask_export)
        for box in (self.before, self.after):
            box.activated.connect(lambda _at: self._compare())
        self.list.itemSelectionChanged.connect(self._on_chosen_editions)
        self.changes.chosen.connect(self._on_chosen)
        session.changed.connect(lambda _change: self.reload())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 20, 28, 20)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(heading(_("版"), points=13), 1)
        head.addWidget(self.freeze_button)
        column.addLayout(head)
        below = QWidget()
        lower = QVBoxLayout(below)
        lower.setContentsMargins(0, 6, 0, 0)
        row = QHBoxLayout()
        for name, box in ((_("前(&B)"), self.before), (_("後(&A)"), self.after)):
            label = QLabel(name)
            label.setBuddy(box)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            row.addWidget(label)
            row.addWidget(box)
        row.addWidget(self.counts, 1)
        row.addWidget(self.export_button)
        lower.addLayout(row)
        lower.addWidget(self.changes, 1)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.list)
        splitter.addWidget(below)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([170, 500])
        column.addWidget(splitter, 1)

    def reload(self) -> None:
        self.freeze_button.setVisible(not self.session.read_only)
        if self.isVisible():
            self.session.read(_editions, owner=self, done=self._on_editions, key=f"editions{id(self)}")

    def _on_editions(self, editions: Sequence[Any]) -> None:
        grown = len(editions) != self.list.rowCount()
        self.list.show_editions(editions)
        if grown or not self.after.count():
            self._fill(self.before, editions)
            self._fill(self.after, editions)
            self.before.setCurrentIndex(max(0, len(editions) - 2))
            self.after.setCurrentIndex(len(editions) - 1 if len(editions) > 1 else len(editions))
        self._compare()

    def _fill(self, box: QComboBox, editions: Sequence[Any]) -> None:
        box.clear()
        for edition in editions:
            box.addItem(edition.name, edition.id)
        box.addItem(_("いまの内容"), NOW)

    def _on_chosen_editions(self) -> None:
        """Two rows chosen are the two to compare."""
        rows = sorted({index.row() for index in self.list.selectedIndexes()})
        if len(rows) == 2:
            self.before.setCurrentIndex(rows[0])
            self.after.setCurrentIndex(rows[1])
            self._compare()

    def _compare(self) -> None:
        names = (self.before.currentData(), self.after.currentData())
        if self.list.rowCount() == 0 or None in names:
            self._show(None)
            self.counts.setText(_("まだ版がありません。固定すると、そのときの内容と比べられます。"))
            return
        self.session.read(
            _compare,
            *names,
            owner=self,
            done=self._show,
            key=f"compare{id(self)}",
            title=_("版を比べています…"),
        )

    def _show(self, compared: Any) -> None:
        self._compared = compared
        found = compared.deltas if compared else ()
        self.changes.show_deltas(found)
        self.export_button.setEnabled(bool(found))
        if compared:
            self.counts.setText(change_list.counted_words(found))

    def _ask_freeze(self) -> None:
        today = QDate.currentDate()
        month = times.month(datetime(today.year(), today.month(), 1))  # noqa: DTZ001 a name of a month
        dialog = FreezeDialog(month, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def on_accepted() -> None:
            name, as_of = dialog.name.text(), dialog.as_of.text()
            self.session.submit(_freeze, name, as_of, self.session.now(), done=lambda _made: self.reload())

        dialog.accepted.connect(on_accepted)
        dialog.open()

    def _ask_export(self) -> None:
        dialog = QFileDialog(self, _("変更の一覧を書き出す"))
        dialog.setNameFilters([_("Excelブック (*.xlsx)"), _("ウェブページ (*.html)")])
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(_("版の比較") + ".xlsx")
        dialog.filterSelected.connect(
            lambda chosen: dialog.setDefaultSuffix("html" if "html" in chosen else "xlsx")
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.export_to(Path(chosen)))
        dialog.open()

    def export_to(self, path: Path) -> None:
        """As a page where the name says so, else as a workbook."""
        made = self.session.now()
        self.session.read(_export, self._compared, path, made, owner=self, done=self._on_exported)

    def _on_exported(self, path: Path) -> None:
        self.counts.setText(_("「{file}」に書き出しました。").format(file=path.name))

    def _on_chosen(self, delta: Any) -> None:
        """To where it is edited, where it is still there."""
        thing = delta.path[-1]
        issue = next((part for part in delta.path if isinstance(part, Issue)), None)
        if delta.after_path and delta.field != PRESENT:
            self.field_requested.emit(delta.policy.id, ref_of(thing), delta.field, issue.id if issue else "")


def _editions(desk: Any) -> Any:
    return compare_editions.editions(desk)


def _compare(desk: Any, before: str, after: str) -> Any:
    return compare_editions.compare_editions(desk, before, after)


def _export(_desk: Any, compared: Any, path: Path, made: datetime) -> Path:
    is_page = path.suffix.casefold() in {".html", ".htm"}
    write = change_list.change_list_page if is_page else change_list.change_list_book
    return atomic_file.replace_file(path, write(compared, made))


def _freeze(desk: Any, name: str, as_of: str, now: datetime) -> None:
    """Nothing to take back comes of it."""
    freeze_edition.freeze_edition(desk, name, as_of, now)
